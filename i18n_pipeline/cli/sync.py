"""The verb sync: once, or again and again; its report; its commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_pipeline.cli import options
from i18n_pipeline.cli.edge import running
from i18n_pipeline.cli.help import Command
from i18n_pipeline.cli.output import exit_code, print_json, print_lines, tell_postponed
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import SYNC, Severity
from i18n_pipeline.reports import findings, machine, rendering
from i18n_pipeline.reports.sync import commit_message, lines_by_page, overall_lines, sync_ended

if TYPE_CHECKING:
    from i18n_pipeline.cli.options import Asked, Hire
    from i18n_pipeline.commands.sync import Synced
    from i18n_pipeline.project.git import Committed
    from i18n_pipeline.schema import Publish


@click.command(cls=Command)
@options.common
@options.dry_run
@options.engine
@options.max_chars
@options.publish
@options.parallel
@click.option(
    "--theirs",
    type=click.Choice(["page", "po"]),
    help="Who is right where a page and its PO file were both changed by hand.",
)
@click.option("--prune", is_flag=True, help="Delete catalogs and pages whose source page is gone.")
@click.option("--commit", is_flag=True, help="Commit the files that were written, and no others, to git.")
@click.option("--every", default="", metavar="TIME", help="Keep running, so often: 30m, 2h, 1d.")
@click.option("--cron", default="", metavar="LINE", help='Keep running, at these times: "0 3 * * *".')
@click.option("--watch", is_flag=True, help="Keep running, whenever a page or a catalog is edited.")
@click.pass_context
def sync(
    context: click.Context, /, every: str, cron: str, watch: bool, commit: bool, dry_run: bool, **given: Any
) -> None:
    """Everything in one run, made for every night. Takes over hand edits, extracts, drafts, merges, checks.

    Example: i18n-pipeline sync --commit --cron "0 3 * * *"
    """
    common = {name: given.pop(name) for name in ("pages", "root", "targets", "as_json", "quiet")}

    def once() -> int:
        return _once(options.read(**common), commit=commit, dry_run=dry_run, **given)

    if every or cron or watch:
        context.exit(_keep_running(once, options.read(**common), every, cron, watch))
    context.exit(once())


def _once(
    asked: Asked,
    *,
    commit: bool,
    dry_run: bool,
    engines: tuple[str, ...],
    publish: Publish | None,
    prune: bool,
    hire: Hire,
    **given: Any,
) -> int:
    from i18n_pipeline.commands import sync as verb

    if commit and dry_run:
        raise ConfigError(say("--commit and --dry-run exclude each other; give one of them"))
    root = asked.config.root
    committed = None
    asked = replace(asked, config=replace(asked.config, publish=publish or asked.config.publish))
    with running(asked, "" if dry_run else "sync", hire) as (config, runner):
        if commit:
            from i18n_pipeline.project import git

            git.require_ready(root)
            before = git.snapshot(root)
        report = verb.run(
            config,
            asked.names,
            targets=asked.targets,
            engines=engines,
            prune=prune,
            dry_run=dry_run,
            listing=asked.as_json,
            runner=runner,
            **given,
        )
        if commit:
            message = commit_message(report)
            # What an earlier run wrote and could not commit is to be told as well.
            begun = [file for file in before.states if file.startswith("locale/")]
            committed = git.commit(root, [*report.written, *begun], message, before)
    _print(asked, report, committed, dry_run=dry_run)
    errors = any(finding.severity is Severity.ERROR for finding in report.urgent)
    return exit_code(report.failed, errors, bool(report.postponed))


def _keep_running(run: Callable[[], int], asked: Asked, every: str, cron: str, watch: bool) -> int:
    from i18n_pipeline.cli.schedule import keep_running
    from i18n_pipeline.config import FILE
    from i18n_pipeline.patterns import fixed_folder

    folders = {"locale", FILE}
    for glob in asked.config.pages:
        for language in (asked.config.source, *asked.config.targets):
            folders.add(fixed_folder(glob, language.folder) or ".")
    paths: list[Path] = sorted(asked.config.root / folder for folder in folders)
    return keep_running(run, every=every, cron=cron, watch=paths if watch else ())


def _print(asked: Asked, report: Synced, committed: Committed | None, *, dry_run: bool) -> None:
    """What was done, and what is left to people."""
    if asked.as_json:
        facts = machine.synced_json(report)
        if committed:
            facts |= {"commit": committed.commit, "not committed": committed.left_out}
        print_json(facts, report.failed)
        return
    urgent = (finding for finding in report.urgent if finding.rule != "shape")
    pages = findings.by_page(urgent, report.failed)
    done = lines_by_page(report, really=not dry_run)
    for name in dict.fromkeys([*pages, *findings.by_page(report.new), *done]):
        print_lines(done.get(name, ()) if not asked.quiet else ())
        print_lines(findings.item_lines(pages.get(name, ())), err=True)
    if not asked.quiet:
        print_lines(overall_lines(report, really=not dry_run))
        echo(sync_ended(len(report.written), report.warnings, dry_run=dry_run))
        if committed and committed.commit:
            files = rendering.files(len(committed.files))
            echo(say("committed {files} as {commit}.", files=files, commit=committed.commit[:12]))
    for file in committed.left_out if committed else ():
        what = say("{file}:1: not committed: there were changes in it that are not sync's", file=file)
        echo(what, err=True)
    tell_postponed(report.postponed)
    if not asked.quiet:
        print_lines(_next(report, pages, dry_run=dry_run))


def _next(report: Synced, pages: Mapping[str, Sequence[findings.Item]], *, dry_run: bool) -> list[Notice]:
    if report.postponed or (dry_run and report.written):
        return [findings.to_run(SYNC)]
    step = findings.next_step(pages, report.new, report.counts, "sync")
    return step or ([findings.to_run("i18n-pipeline check")] if report.warnings else [])
