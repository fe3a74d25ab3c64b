"""What every verb is called with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from i18n_pipeline.cli import completing
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import listed, say

if TYPE_CHECKING:
    from i18n_pipeline.config import Config, Language
    from i18n_pipeline.project.progress import Tell
    from i18n_pipeline.project.runner import Runner

Hire = Callable[["Tell"], AbstractContextManager["Runner"]]
_Verb = TypeVar("_Verb", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that every verb has."""

    names: Sequence[str]
    config: Config
    targets: tuple[Language, ...]
    as_json: bool
    quiet: bool


folder = click.Path(file_okay=False, exists=True, path_type=Path)
pages_argument = click.argument("pages", nargs=-1, shell_complete=completing.pages)
root_option = click.option(
    "--root", type=folder, help="The project [default: the nearest folder up with i18n.toml]."
)
only_targets = click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="LANG",
    help="Only this one (repeatable).",
    shell_complete=completing.targets,
)
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object, nothing else on stdout."
)
quiet = click.option("--quiet", is_flag=True, help="Print problems only.")
dry_run = click.option("--dry-run", is_flag=True, help="Write nothing; show what would be done.")
strict = click.option("--strict", is_flag=True, help="List and count known findings like new ones.")
only_check = click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if it would.")
engine = click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="NAME",
    help="Draft with it; repeated, with the first that can [default: as in i18n.toml].",
    shell_complete=completing.engines,
)
max_chars = click.option(
    "--max-chars", type=click.IntRange(min=0), metavar="N", help="Send engines no more characters than N."
)
force = click.option("--force", is_flag=True, help="Also replace target pages that merge did not write.")
publish = click.option("--publish", type=click.Choice(["drafts", "reviewed"]), help="What goes into pages.")
jobs = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Work on so many pages at a time [default: the cores].",
)
executor = click.option(
    "--executor", type=click.Choice(["processes", "dask"]), default="processes", help="Who works on them."
)
scheduler = click.option("--scheduler", metavar="URL", help="Of the Dask cluster: tcp://host:8786.")


def parallel(verb: _Verb) -> _Verb:
    """The options of every verb whose pages can be worked on side by side; it is given ``hire`` for them."""

    @wraps(verb)
    def called(*arguments: Any, jobs: int | None, executor: str, scheduler: str | None, **given: Any) -> Any:
        return verb(*arguments, hire=partial(working, jobs, executor, scheduler), **given)

    for option in (scheduler, executor, jobs):
        called = option(called)
    return cast(_Verb, called)


@contextmanager
def working(jobs: int | None, executor: str, scheduler: str | None, tell: Tell) -> Iterator[Runner]:
    """Those who work on pages. Raises ConfigError where options contradict each other."""
    from i18n_pipeline.executors import cores
    from i18n_pipeline.project.runner import Runner, hired

    if executor == "dask":
        if jobs or not scheduler:
            raise ConfigError(say("--executor dask goes with --scheduler URL, and without --jobs"))
        with hired(partial(_opened, "dask", scheduler), tell) as runner:
            yield runner
        return
    if scheduler:
        raise ConfigError(say("--scheduler goes with --executor dask"))
    count = jobs or cores()
    if count == 1:
        yield Runner(tell)
    else:
        with hired(partial(_opened, "processes", count), tell) as runner:
            yield runner


def _opened(executor: str, given: str | int) -> Any:
    """The executor, imported when there is work enough for it."""
    return import_module(f"i18n_pipeline.executors.{executor}").opened(given)


def common(verb: _Verb) -> _Verb:
    """The options that every verb over pages has."""
    for option in (quiet, as_json, only_targets, root_option, pages_argument):
        verb = option(verb)
    return verb


def read(
    pages: tuple[str, ...], root: Path | None, targets: tuple[str, ...], as_json: bool, quiet: bool
) -> Asked:
    """The project and the targets that are meant. Raises ConfigError."""
    from i18n_pipeline import config

    project = config.load(root or config.find_root(Path.cwd()))
    chosen = tuple(t for t in project.targets if not targets or {t.folder, t.locale} & set(targets))
    unknown = set(targets) - {name for target in chosen for name in (target.folder, target.locale)}
    if unknown:
        known = listed(target.folder for target in project.targets)
        raise ConfigError(
            say("there is no target {target}; i18n.toml has: {known}", target=min(unknown), known=known)
        )
    return Asked(pages, project, chosen, as_json, quiet)
