"""Printing reports, and leaving with the right exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from i18n_pipeline import rendering
from i18n_pipeline.cli.options import Asked

if TYPE_CHECKING:
    from i18n_pipeline.model import Failure
    from i18n_pipeline.project.report import Report

CLEAN, FINDINGS, USAGE, POSTPONED = 0, 1, 2, 75


def finish(
    asked: Asked,
    report: Report,
    line: Callable[[Mapping[str, Any]], str],
    *,
    dry_run: bool,
    only_check: bool = False,
) -> NoReturn:
    """Print the report of a verb that writes, and exit."""
    if asked.as_json:
        facts: dict[str, object] = {"pages": report.pages, "written": report.written}
        if report.plan:
            facts["plan"] = report.plan
        if report.spent:
            facts["spent"] = report.spent
        facts["warnings"] = rendering.findings_json(report.warnings)
        if report.postponed:
            facts["postponed"] = report.postponed
        print_json(facts, report.failed)
    else:
        if not asked.quiet:
            shown = ((name, line(facts)) for name, facts in report.pages.items())
            print_lines(f"{name}: {text}" for name, text in shown if text)
            done = "would be written" if dry_run or only_check else "written"
            pages, files = (
                rendering.number(len(report.pages), "page"),
                rendering.number(len(report.written), "file"),
            )
            click.echo(f"{pages}, {files} {done}.")
            print_lines(rendering.plan_lines(report.plan))
            print_lines(rendering.spent_lines(report.spent))
        print_lines(rendering.finding_lines(report.warnings), err=True)
    if report.postponed:
        click.echo(f"postponed: {report.postponed}; what was drafted is saved, run again to go on", err=True)
    leave(report.failed, only_check and bool(report.written), bool(report.postponed))


@contextmanager
def progress(asked: Asked) -> Iterator[Callable[[Any, int], None]]:
    """A bar on stderr while engines are asked, where a person is looking."""
    if asked.quiet or not sys.stderr.isatty():
        yield lambda outcome, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("drafting"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[facts]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, facts="")

        def show(outcome: Any, total: int) -> None:
            facts = f"{outcome.cached} cached, {len(outcome.refused)} failed"
            bar.update(task, total=total, completed=len(outcome.drafts) + len(outcome.refused), facts=facts)

        yield show


def leave(failed: Sequence[Failure], findings: bool = False, postponed: bool = False) -> NoReturn:
    """Say what failed; exit with the highest code that applies."""
    print_lines(rendering.failure_lines(failed), err=True)
    sys.exit(exit_code(failed, findings, postponed))


def exit_code(failed: Sequence[Failure], findings: bool, postponed: bool) -> int:
    """The highest that applies."""
    return POSTPONED if postponed else FINDINGS if failed or findings else CLEAN


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """To stdout, or to stderr."""
    for text in lines:
        click.echo(text, err=err)


def print_json(facts: Mapping[str, object], failed: Sequence[Failure]) -> None:
    """The one object of ``--json``."""
    click.echo(json.dumps({**facts, "failed": rendering.failures_json(failed)}, ensure_ascii=False, indent=2))
