"""The command line: arguments, printing, exit codes; nothing else."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from i18n_pipeline import __version__, rendering
from i18n_pipeline.errors import ConfigError, PipelineError

if TYPE_CHECKING:
    from i18n_pipeline.commands.project import Report
    from i18n_pipeline.config import Config, Language
    from i18n_pipeline.model import Failure

CLEAN, FINDINGS, USAGE, POSTPONED = 0, 1, 2, 75

_Verb = TypeVar("_Verb", bound=Callable[..., Any])


class _Group(click.Group):
    """Turns every error into one line and an exit code; no traceback reaches a user."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            click.echo(f"error: {error}", err=True)
            ctx.exit(USAGE if isinstance(error, ConfigError) else FINDINGS)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            click.echo(f"error: {error.strerror}: {error.filename or 'output'}", err=True)
            ctx.exit(FINDINGS)
        except Exception as error:
            if os.environ.get("I18N_PIPELINE_DEBUG"):
                raise
            what = f"{type(error).__name__}: {error}".replace("\n", " ")
            click.echo(f"error: a bug in i18n-pipeline ({what}); I18N_PIPELINE_DEBUG=1 shows where", err=True)
            ctx.exit(FINDINGS)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options that every verb has."""

    names: Sequence[str]
    config: Config
    targets: tuple[Language, ...]
    as_json: bool
    quiet: bool


_folder = click.Path(file_okay=False, exists=True, path_type=Path)
_pages = click.argument("pages", nargs=-1)
_root = click.option(
    "--root", type=_folder, help="The project [default: the nearest folder up with i18n.toml]."
)
_target = click.option(
    "--target", "targets", multiple=True, metavar="LANG", help="Only this one (repeatable)."
)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout, nothing else there.")
_quiet = click.option("--quiet", is_flag=True, help="Print problems only.")
_dry_run = click.option("--dry-run", is_flag=True, help="Write nothing; show what would be done.")
_check = click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if it would.")
_engine = click.option(
    "--engine", default="", metavar="NAME", help="Draft with it [default: as in i18n.toml]."
)
_force = click.option("--force", is_flag=True, help="Also replace target pages that merge did not write.")
_publish = click.option("--publish", type=click.Choice(["drafts", "reviewed"]), help="What goes into pages.")


def _common(verb: _Verb) -> _Verb:
    for option in (_quiet, _json, _target, _root, _pages):
        verb = option(verb)
    return verb


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="i18n-pipeline")
def cli() -> None:
    """Localise Chinese-first sites: YAML pages to gettext catalogs and back, byte for byte.

    Start with init, then extract, draft and merge; check and status tell where things stand.
    """


@cli.command()
@click.option("--root", type=_folder, default=".", help="The project [default: this folder].")
@_json
@_quiet
@_dry_run
def init(root: Path, as_json: bool, quiet: bool, dry_run: bool) -> None:
    """Look at the tree, write a commented i18n.toml, show what it would extract and skip."""
    from i18n_pipeline.commands import init as verb

    proposal = verb.run(root, dry_run=dry_run)
    if as_json:
        _print_json({"pages": proposal.pages, "exists": proposal.exists}, proposal.failed)
    elif not quiet:
        click.echo("i18n.toml is there already and stays as it is." if proposal.exists else proposal.text)
        for name, facts in proposal.pages.items():
            _print(rendering.proposed(name, facts))
        if not proposal.exists:
            written = "would be written" if dry_run else "written; next: i18n-pipeline extract"
            click.echo(f"i18n.toml {written}.")
    _exit(proposal.failed)


@cli.command()
@_common
@_dry_run
@_check
def extract(dry_run: bool, only_check: bool, **common: Any) -> None:
    """Pages → POT templates; updates each PO, keeping what people wrote."""
    from i18n_pipeline.commands import extract as verb

    asked = _read(**common)
    report = verb.run(asked.config, asked.names, targets=asked.targets, dry_run=dry_run or only_check)
    _finish(asked, report, rendering.extracted, dry_run=dry_run, only_check=only_check)


@cli.command()
@_common
@_dry_run
@_engine
def draft(dry_run: bool, engine: str, **common: Any) -> None:
    """Fill missing entries as fuzzy drafts: memory, glossary, then the engine."""
    from i18n_pipeline.commands import draft as verb

    asked = _read(**common)
    report = verb.run(asked.config, asked.names, targets=asked.targets, engine=engine, dry_run=dry_run)
    _finish(asked, report, rendering.drafted, dry_run=dry_run)


@cli.command()
@_common
@_dry_run
@_check
@_publish
@_force
def merge(dry_run: bool, only_check: bool, publish: Any, force: bool, **common: Any) -> None:
    """PO → target pages, with the source's structure to the byte."""
    from i18n_pipeline.commands import merge as verb

    asked = _read(**common)
    unwritten = dry_run or only_check
    report = verb.run(
        asked.config, asked.names, targets=asked.targets, publish=publish, dry_run=unwritten, force=force
    )
    _finish(asked, report, rendering.merged, dry_run=dry_run, only_check=only_check)


@cli.command()
@_common
def check(**common: Any) -> None:
    """Read-only: are pages and catalogs in step, and translations sound? Exits 1 on errors."""
    from i18n_pipeline.commands import check as verb

    asked = _read(**common)
    checked = verb.run(asked.config, asked.names, targets=asked.targets)
    errors = sum(finding.severity.value == "error" for finding in checked.findings)
    if asked.as_json:
        _print_json({"findings": rendering.findings_json(checked.findings)}, checked.failed)
    else:
        _print(rendering.finding_lines(checked.findings))
        if not asked.quiet:
            warnings = rendering.number(len(checked.findings) - errors, "warning")
            broken = f", {len(checked.failed)} not checked" if checked.failed else ""
            click.echo(f"{rendering.number(errors, 'error')}, {warnings}{broken}.")
    _exit(checked.failed, bool(errors))


@cli.command()
@_common
def status(**common: Any) -> None:
    """Per page and target: total, reviewed, draft, stale, missing."""
    from i18n_pipeline.commands import status as verb

    asked = _read(**common)
    found = verb.run(asked.config, asked.names, targets=asked.targets)
    if asked.as_json:
        _print_json({"targets": rendering.status_json(found.targets)}, found.failed)
    elif not asked.quiet:
        for target, pages in found.targets.items():
            _print(rendering.status_table(target, pages))
    _exit(found.failed)


def _read(
    pages: tuple[str, ...], root: Path | None, targets: tuple[str, ...], as_json: bool, quiet: bool
) -> _Asked:
    from i18n_pipeline import config

    project = config.load(root or config.find_root(Path.cwd()))
    chosen = tuple(t for t in project.targets if not targets or {t.folder, t.locale} & set(targets))
    unknown = set(targets) - {name for target in chosen for name in (target.folder, target.locale)}
    if unknown:
        known = ", ".join(target.folder for target in project.targets)
        raise ConfigError(f"there is no target {min(unknown)}; i18n.toml has: {known}")
    return _Asked(pages, project, chosen, as_json, quiet)


def _finish(
    asked: _Asked,
    report: Report,
    line: Callable[[Mapping[str, Any]], str],
    *,
    dry_run: bool,
    only_check: bool = False,
) -> NoReturn:
    """Print the report of a verb that writes, and exit."""
    if asked.as_json:
        facts: dict[str, object] = {"pages": report.pages, "written": report.written}
        facts["warnings"] = rendering.findings_json(report.warnings)
        if report.postponed:
            facts["postponed"] = report.postponed
        _print_json(facts, report.failed)
    else:
        if not asked.quiet:
            shown = ((name, line(facts)) for name, facts in report.pages.items())
            _print(f"{name}: {text}" for name, text in shown if text)
            done = "would be written" if dry_run or only_check else "written"
            pages, files = (
                rendering.number(len(report.pages), "page"),
                rendering.number(len(report.written), "file"),
            )
            click.echo(f"{pages}, {files} {done}.")
        _print(rendering.finding_lines(report.warnings), err=True)
    if report.postponed:
        click.echo(f"postponed: {report.postponed}; what was drafted is saved, run again to go on", err=True)
    _exit(report.failed, only_check and bool(report.written), bool(report.postponed))


def _exit(failed: Sequence[Failure], findings: bool = False, postponed: bool = False) -> NoReturn:
    """Say what failed; exit with the highest code that applies."""
    _print(rendering.failure_lines(failed), err=True)
    sys.exit(POSTPONED if postponed else FINDINGS if failed or findings else CLEAN)


def _print(lines: Iterable[str], *, err: bool = False) -> None:
    for text in lines:
        click.echo(text, err=err)


def _print_json(facts: Mapping[str, object], failed: Sequence[Failure]) -> None:
    click.echo(json.dumps({**facts, "failed": rendering.failures_json(failed)}, ensure_ascii=False, indent=2))
