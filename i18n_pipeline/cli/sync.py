"""The verb sync: once, or again and again; its report; its commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_pipeline.cli import committing, news, options, problems
from i18n_pipeline.cli.edge import at_work, holding
from i18n_pipeline.cli.help import Command
from i18n_pipeline.cli.news import News
from i18n_pipeline.cli.output import CLEAN, exit_code, print_json, print_lines, tell_postponed
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import SYNC, Severity
from i18n_pipeline.reports import findings, machine, rendering
from i18n_pipeline.reports.sync import left_out, lines_by_page, overall_lines, sync_ended

if TYPE_CHECKING:
    from i18n_pipeline.cli.committing import Committed
    from i18n_pipeline.cli.options import Asked, Hire
    from i18n_pipeline.commands.sync import Synced
    from i18n_pipeline.schema import Publish


@click.command(cls=Command)
@options.common
@options.dry_run
@options.engine
@options.max_chars
@options.publish
@options.strict
@options.parallel
@click.option(
    "--theirs",
    type=click.Choice(["page", "po"]),
    help="Who is right where a page and its PO file were both changed by hand.",
)
@click.option("--prune", is_flag=True, help="Delete catalogs and pages whose source page is gone.")
@click.option(
    "--commit", is_flag=True, help="Commit to git what sync wrote, now or before, and nothing else."
)
@click.option("--pull", is_flag=True, help="Before that, git pull --rebase; goes with --commit.")
@click.option("--push", is_flag=True, help="After that, git push; goes with --commit.")
@click.option("--every", default="", metavar="TIME", help="Keep running, so often: 30m, 2h, 1d.")
@click.option("--cron", default="", metavar="LINE", help='Keep running, at these times: "0 3 * * *".')
@click.option("--watch", is_flag=True, help="Keep running, whenever a page or a catalog is edited.")
@click.pass_context
def sync(context: click.Context, /, every: str, cron: str, watch: bool, **given: Any) -> None:
    """Everything in one run, made for every night. Takes over hand edits, extracts, drafts, merges, checks.

    Example: i18n-pipeline sync --commit --pull --push --cron "0 3 * * *"
    """
    common = {name: given.pop(name) for name in ("pages", "root", "targets", "as_json", "quiet")}
    read = partial(options.read, **common)

    written: dict[str, str] = {}  # by any run, and a digest of it

    def once() -> int:
        return _once(read, written=written, **given)

    if every or cron or watch:
        context.exit(_keep_running(once, read(), every, cron, watch, written))
    context.exit(once())


def _once(
    read: Callable[[], Asked],
    *,
    commit: bool,
    pull: bool,
    push: bool,
    dry_run: bool,
    strict: bool,
    **given: Any,
) -> int:
    from i18n_pipeline.project import unchanged

    if commit and dry_run:
        raise ConfigError(say("--commit and --dry-run exclude each other; give one of them"))
    if (pull or push) and not commit:
        raise ConfigError(say("--pull and --push go with --commit; give it as well"))
    asked = read()

    def run() -> tuple[Synced, Committed | None]:
        report = _run(asked, dry_run=dry_run, **given)
        return report, committing.commit(asked, report) if commit else None

    with holding(asked, "" if dry_run else "sync"):
        if commit:
            committing.prepare(asked, shares=pull or push)
        if pull:
            if committing.is_behind(asked):
                run()  # what an earlier one left half done would be in the way
            committing.pull(asked)
            asked = read()
        told = unchanged.read_told(asked.config)
        report, committed = run()
        shown = news.of(report, told, strict=strict)
        code = _tell(asked, report, committed, shown, dry_run=dry_run)
        if not dry_run:
            unchanged.keep_told(asked.config, shown.told)
        return max(code, committing.push(asked)) if push else code


def _run(
    asked: Asked,
    *,
    dry_run: bool,
    engines: tuple[str, ...],
    publish: Publish | None,
    hire: Hire,
    written: dict[str, str],
    **given: Any,
) -> Synced:
    from i18n_pipeline.commands import sync as verb

    config = replace(asked.config, publish=publish or asked.config.publish)
    with at_work(asked, hire) as runner:
        report = verb.run(
            config.rehearsed() if dry_run else config,
            asked.names,
            targets=asked.targets,
            engines=engines,
            dry_run=dry_run,
            listing=asked.as_json,
            runner=runner,
            **given,
        )
    for file, state in config.disk.written.items():
        written[str(config.root / file)] = state.partition(" ")[0]
    return report


def _keep_running(
    run: Callable[[], int], asked: Asked, every: str, cron: str, watch: bool, written: Mapping[str, str]
) -> int:
    from i18n_pipeline.cli.schedule import keep_running
    from i18n_pipeline.config import FILE
    from i18n_pipeline.patterns import fixed_folder

    folders = {"locale", FILE}
    for glob in asked.config.pages:
        for language in (asked.config.source, *asked.config.targets):
            folders.add(fixed_folder(glob, language.folder) or ".")
    paths: list[Path] = sorted(asked.config.root / folder for folder in folders)
    return keep_running(run, every=every, cron=cron, watch=paths if watch else (), written=written)


def _tell(asked: Asked, report: Synced, committed: Committed | None, shown: News, *, dry_run: bool) -> int:
    """Print what was done, and what is left to people; the exit code that goes with it."""
    _print(asked, report, shown, committed, dry_run=dry_run)
    refused = problems.tell(committed.refused) if committed and committed.refused else CLEAN
    errors = any(finding.severity is Severity.ERROR for finding in shown.listed)
    return max(refused, exit_code(shown.failed, errors, bool(report.postponed)))


def _print(asked: Asked, report: Synced, shown: News, committed: Committed | None, *, dry_run: bool) -> None:
    if asked.as_json:
        facts = machine.synced_json(report, shown.known)
        if committed:
            facts |= {"commit": committed.commit, "not committed": committed.begun}
        print_json(facts, shown.failed)
        return
    pages = findings.by_page(shown.listed, shown.failed)
    done = lines_by_page(report, really=not dry_run)
    for name in dict.fromkeys([*pages, *findings.by_page(report.new), *done]):
        print_lines(done.get(name, ()) if not asked.quiet and name not in shown.waiting else ())
        print_lines(findings.item_lines(pages.get(name, ())), err=True)
    if not asked.quiet:
        overall = list(overall_lines(report, really=not dry_run))
        print_lines(
            overall if done or report.written or dry_run else [listed(overall, "; ")] if overall else ()
        )
        echo(sync_ended(len(report.written), shown.warnings, shown.more, dry_run=dry_run))
        if committed and committed.commit:
            files = rendering.files(committed.files)
            echo(say("committed {files} as {commit}.", files=files, commit=committed.commit[:12]))
    if committed and committed.begun:
        echo(left_out(committed.begun), err=True)
    tell_postponed(report.postponed)
    if not asked.quiet:
        print_lines(_next(report, pages, shown.warnings, dry_run=dry_run))


def _next(
    report: Synced, pages: Mapping[str, Sequence[findings.Item]], warnings: int, *, dry_run: bool
) -> list[Notice]:
    if report.postponed or (dry_run and report.written):
        return [findings.to_run(SYNC)]
    if not pages and not report.written:
        return []  # it was said when there was news
    step = findings.next_step(pages, report.new, report.counts, "sync")
    return step or ([findings.to_run("i18n-pipeline check")] if warnings else [])
