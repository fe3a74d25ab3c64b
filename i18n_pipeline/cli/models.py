"""The verbs of models: get, list and remove what the engine firefox translates with on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from i18n_pipeline.cli import options, progress
from i18n_pipeline.cli.help import Group
from i18n_pipeline.cli.output import POSTPONED, print_json, print_lines
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.errors import ConfigError, TemporaryEngineError
from i18n_pipeline.messages import Notice, say

_folder = click.option(
    "--folder", metavar="DIR", help="Where models are [default: the cache of fxtranslate, of this user]."
)


@click.group(cls=Group)
def models() -> None:
    """The models of the engine firefox, on this machine."""


@models.command()
@click.argument("name", metavar="MODEL")
@click.option(
    "--url",
    envvar="I18N_PIPELINE_MODELS",
    metavar="URL",
    help="A mirror of Mozilla's folder, also as I18N_PIPELINE_MODELS in the environment.",
)
@_folder
@options.as_json
@options.quiet
def get(name: str, url: str | None, folder: str | None, as_json: bool, quiet: bool) -> None:
    """Download a model. What broke off goes on; what is not the very file is deleted.

    Example: i18n-pipeline models get zh-en
    """
    from i18n_pipeline.engines.base import Settings
    from i18n_pipeline.engines.models.folder import fetch
    from i18n_pipeline.engines.models.pinned import megabytes, pinned
    from i18n_pipeline.engines.remote.options import Options

    mirror = Options("firefox", Settings("", "", (), {"url": url or ""})).address("url")
    place, asked = _root(folder), pinned(name)
    if asked and not (as_json or quiet):
        size = megabytes(asked.download)
        echo(say("{name}: {size} to download to {folder}", name=name, size=size, folder=str(place)))
    total = asked.download if asked else 0
    doing = say("getting {name}, MB", name=name)
    with progress.shown(as_json or quiet) as tell:
        try:
            got = fetch(name, place, mirror, lambda now: tell(doing, now // 10**6, total // 10**6))
        except TemporaryEngineError as error:
            echo(say("postponed: {why}", why=error.message), err=True)
            raise SystemExit(POSTPONED) from None
    if as_json:
        print_json({"model": name, "downloaded": got is not None, "folder": str(place)}, ())
    elif not quiet:
        echo(say("{name} is there.", name=name) if got else say("{name} is there already.", name=name))


@models.command("list")
@_folder
@options.as_json
def list_(folder: str | None, as_json: bool) -> None:
    """Models that are there, and those that can be got.

    Example: i18n-pipeline models list
    """
    from i18n_pipeline.engines.models.folder import there
    from i18n_pipeline.engines.models.pinned import MODELS, megabytes

    place = _root(folder)
    known = there(place)
    more = [model for model in MODELS if model.pair not in known]
    if as_json:
        offered = [{"model": model.name, "download": model.download} for model in more]
        print_json({"folder": str(place), "models": known, "offered": offered}, ())
        return

    def lines() -> Iterator[Notice]:
        for pair, bytes_ in known.items():
            yield say("{name}: {size}, in {folder}", name=pair, size=megabytes(bytes_), folder=str(place))
        for model in more:
            size = megabytes(model.download)
            yield say(
                "{name} can be got: {size}, with i18n-pipeline models get {name}", name=model.name, size=size
            )

    print_lines(lines())


@models.command()
@click.argument("name", metavar="MODEL")
@_folder
def remove(name: str, folder: str | None) -> None:
    """Delete a model.

    Example: i18n-pipeline models remove zh-en
    """
    from i18n_pipeline.engines.models.folder import remove as verb
    from i18n_pipeline.engines.models.pinned import megabytes

    freed = megabytes(verb(name, _root(folder)))
    echo(say("{name} removed, {size}.", name=name, size=freed))


def _root(folder: str | None) -> Path:
    from i18n_pipeline.engines.models.folder import root

    try:
        return root(folder or "")
    except ModuleNotFoundError:
        what = say("models are for the engine firefox, which needs pip install 'fxtranslate>=0.5'")
        raise ConfigError(what) from None
