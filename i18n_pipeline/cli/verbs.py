"""The verbs: each reads its arguments, runs its command and prints the report."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_pipeline.cli import options
from i18n_pipeline.cli.align import align
from i18n_pipeline.cli.check import check
from i18n_pipeline.cli.edge import running
from i18n_pipeline.cli.help import Command, Group
from i18n_pipeline.cli.models import models
from i18n_pipeline.cli.options import Hire
from i18n_pipeline.cli.output import finish, leave, print_json, print_lines
from i18n_pipeline.cli.reviewing import apply, review
from i18n_pipeline.cli.status import status
from i18n_pipeline.cli.sync import sync
from i18n_pipeline.cli.terminal import echo, echo_lines
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import counted, listed, say
from i18n_pipeline.reports import machine, rendering

if TYPE_CHECKING:
    from i18n_pipeline.commands.suggest import Suggested


@click.command(cls=Command)
@click.option("--root", type=options.folder, default=".", help="The project [default: this folder].")
@options.as_json
@options.quiet
@options.dry_run
@click.option("--no-glossary", is_flag=True, help="Do not write the starter glossary.")
def init(root: Path, as_json: bool, quiet: bool, dry_run: bool, no_glossary: bool) -> None:
    """Write a commented i18n.toml and a starter glossary. Shows what would be extracted and skipped.

    Example: i18n-pipeline init --dry-run
    """
    from i18n_pipeline.commands import init as verb

    proposal = verb.run(root, glossary=not no_glossary, dry_run=dry_run)
    if as_json:
        facts = {"pages": proposal.pages, "exists": proposal.exists, "target pages": proposal.targets}
        facts["glossaries"], facts["undrafted"] = proposal.glossaries, dict(proposal.undrafted)
        facts["names"] = {target: list(map(asdict, names)) for target, names in proposal.names.items()}
        print_json(facts, proposal.failed)
    elif not quiet:
        from i18n_pipeline.reports.proposal import added, named, proposed

        if proposal.exists:
            print_lines(added(proposal.additions))
        else:
            echo_lines(f"{proposal.text}\n")
            print_lines(proposed(proposal.pages))
        for file in proposal.glossaries:
            begun = say("{file} written: terms to begin with; add your own names.", file=file)
            echo(say("{file} would be written: terms to begin with.", file=file) if dry_run else begun)
        if not proposal.exists:
            echo(say("i18n.toml would be written.") if dry_run else say("i18n.toml written."))
        for folder, names in proposal.undrafted.items():
            echo(
                say(
                    "nothing is drafted for {folder}: its engine does not know the language; these do: "
                    "{names}; name one as engine below [targets.{folder}] in i18n.toml.",
                    folder=folder,
                    names=listed(names),
                )
            )
        print_lines(filter(None, [proposal.offer]))
        print_lines(named(proposal.names))
        there = counted("{n} translated page", "{n} translated pages", proposal.targets)
        echo(
            say(
                "next: i18n-pipeline align --dry-run shows what it takes over from {pages};"
                " then align, then sync.",
                pages=there,
            )
            if proposal.targets
            else say("next: i18n-pipeline sync.")
        )
    leave(proposal.failed)


@click.command(cls=Command)
@options.common
@options.dry_run
@options.only_check
@options.parallel
def extract(dry_run: bool, only_check: bool, hire: Hire, **common: Any) -> None:
    """Pages → POT templates and PO files. What people wrote there is kept.

    Example: i18n-pipeline extract content/zh/case
    """
    from i18n_pipeline.commands import extract as verb

    asked = options.read(**common)
    unwritten = dry_run or only_check
    with running(asked, "" if unwritten else "extract", hire) as (config, runner):
        report = verb.run(config, asked.names, targets=asked.targets, runner=runner)
    finish(asked, report, rendering.extracted, dry_run=dry_run, only_check=only_check)


@click.command(cls=Command)
@options.common
@options.dry_run
@options.engine
@options.max_chars
@click.option("--again", is_flag=True, help="Also draft anew what a machine wrote and nobody touched.")
def draft(dry_run: bool, engines: tuple[str, ...], max_chars: int | None, again: bool, **common: Any) -> None:
    """Fill missing entries as fuzzy drafts. Asks memory, glossary, then the engine.

    Example: i18n-pipeline draft --engine google --engine gloss --max-chars 20000
    """
    from i18n_pipeline.commands import draft as verb

    asked = options.read(**common)
    with running(asked, "" if dry_run else "draft") as (config, runner):
        report = verb.run(
            config,
            asked.names,
            targets=asked.targets,
            engines=engines,
            dry_run=dry_run,
            max_chars=max_chars,
            again=again,
            runner=runner,
        )
    finish(asked, report, rendering.drafted, dry_run=dry_run)


@click.command(cls=Command)
@options.common
@options.dry_run
@options.only_check
@options.publish
@options.force
@click.option(
    "--unpublish-drafts",
    "unpublish",
    is_flag=True,
    help="Take drafts off pages, where only what is reviewed is to be published.",
)
@options.parallel
def merge(
    dry_run: bool, only_check: bool, hire: Hire, publish: Any, force: bool, unpublish: bool, **common: Any
) -> None:
    """PO → target pages, with the source's structure to the byte.

    Example: i18n-pipeline merge --publish reviewed
    """
    from i18n_pipeline.commands import merge as verb

    asked = options.read(**common)
    unwritten = dry_run or only_check
    with running(asked, "" if unwritten else "merge", hire) as (config, runner):
        report = verb.run(
            config,
            asked.names,
            targets=asked.targets,
            publish=publish,
            force=force,
            unpublish=unpublish,
            runner=runner,
        )
    finish(
        asked, report, partial(rendering.merged, really=not unwritten), dry_run=dry_run, only_check=only_check
    )


@click.group(cls=Group)
def glossary() -> None:
    """The terms of a project, locale/LANG/glossary.csv."""


@glossary.command()
@options.root_option
@options.only_targets
@options.as_json
def suggest(root: Path | None, targets: tuple[str, ...], as_json: bool) -> None:
    """Rows to add, from the pages and what people reviewed. Names nobody translated, labels that recur.

    Example: i18n-pipeline glossary suggest --target en
    """
    from i18n_pipeline.commands import suggest as verb

    asked = options.read((), root, targets, as_json, False)
    _print_rows(verb.run(asked.config, targets=asked.targets), as_json)


@glossary.command()
@options.root_option
@options.only_targets
@options.as_json
def unused(root: Path | None, targets: tuple[str, ...], as_json: bool) -> None:
    """Rows that stand in no page.

    Example: i18n-pipeline glossary unused
    """
    from i18n_pipeline.commands import unused as verb

    asked = options.read((), root, targets, as_json, False)
    _print_rows(verb.run(asked.config, targets=asked.targets), as_json)


def _print_rows(suggested: Suggested, as_json: bool) -> None:
    if as_json:
        print_json({"targets": machine.terms_json(suggested.targets)}, suggested.failed)
    else:
        from i18n_pipeline.glossary import render_glossary

        for terms in suggested.targets.values():
            print_lines(render_glossary([term]).removesuffix("\n") for term in terms)
    leave(suggested.failed)


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@options.root_option
@options.only_targets
def memory(file: Path, root: Path | None, targets: tuple[str, ...]) -> None:
    """Write every reviewed translation of a target to a TMX file.

    Example: i18n-pipeline memory --target en site.tmx
    """
    from i18n_pipeline.commands import memory as verb

    asked = options.read((), root, targets, False, False)
    if len(asked.targets) != 1:
        raise ConfigError(say("a TMX file is written for one target; name it with --target"))
    count = verb.run(asked.config, asked.targets[0], file)
    echo(
        counted(
            "{n} translation written to {file}.",
            "{n} translations written to {file}.",
            count,
            file=str(file),
        )
    )


VERBS = (init, align, extract, draft, merge, sync, check, status, review, apply, glossary, memory, models)
