"""The verb status: where things stand, for a terminal, a pull request, a badge or a script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from i18n_pipeline.cli import options, progress
from i18n_pipeline.cli.help import Command
from i18n_pipeline.cli.output import leave, print_json, print_lines
from i18n_pipeline.cli.terminal import console, echo, echo_lines, is_watched, safe
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts
from i18n_pipeline.reports import charts, machine, standing

_COLOURS = {"reviewed": "green", "draft": "yellow", "poor": "yellow", "stale": "magenta", "missing": "red"}
_BAR = 12  # cells
_NARROW = 72  # cells; in fewer the table would leave out names and counts


@click.command(cls=Command)
@options.common
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "markdown", "badge"]),
    default="table",
    help="A table, one for a pull request, or an SVG badge.",
)
@click.option(
    "--min-reviewed", type=click.IntRange(0, 100), metavar="N", help="Exit 1 below N percent reviewed."
)
def status(form: str, min_reviewed: int | None, **common: Any) -> None:
    """Per page and target: total, reviewed, draft, poor drafts, stale, missing; what needs most work first.

    Example: i18n-pipeline status --min-reviewed 80
    """
    from i18n_pipeline.commands import status as verb

    asked = options.read(**common)
    with progress.shown(asked.quiet) as tell:
        report = verb.run(asked.config, asked.names, targets=asked.targets, tell=tell)
    sums = {target: sum(pages.values(), Counts()) for target, pages in report.targets.items()}
    waiting = [*standing.held_lines(report.held), *standing.published_lines(sums)]
    spent = standing.paid_lines(report.spent)
    if asked.as_json:
        held = machine.findings_json(report.held)
        print_json({"targets": machine.status_json(report), "findings": held}, report.failed)
    elif form == "badge":
        echo_lines(charts.badge(sums))
    elif form == "markdown":
        print_lines(charts.status_markdown(_named(report.targets), safe))
        print_lines(["```text", *waiting, "```"] if waiting else ())
    elif not asked.quiet:
        for target, pages in _named(report.targets).items():
            _print(target, pages)
        print_lines([*waiting, *spent])
    short = [target for target, row in sums.items() if charts.percent(row) < (min_reviewed or 0)]
    for target in short:
        line = say(
            "{target}: {n} % reviewed, {asked} % are asked for",
            target=target,
            n=charts.percent(sums[target]),
            asked=min_reviewed or 0,
        )
        echo(line, err=True)
    leave(report.failed, bool(short))


def _named(targets: Mapping[str, Mapping[str, Counts]]) -> dict[str, dict[str, Counts]]:
    """With the names of pages as they are shown, which columns are made for."""
    return {target: {safe(name): row for name, row in pages.items()} for target, pages in targets.items()}


def _print(target: str, pages: Mapping[str, Counts]) -> None:
    """Colours and bars where a person is looking and there is room, plain columns elsewhere."""
    from shutil import get_terminal_size  # which brings all that packs and unpacks

    width = get_terminal_size().columns
    if not is_watched() or width < _NARROW:
        print_lines(charts.status_table(target, pages, safe))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column(safe(target), overflow="fold")
    table.add_column("", no_wrap=True, min_width=_BAR)
    for name, shown in charts.COLUMNS.items():
        table.add_column(safe(shown), justify="right", style=_COLOURS.get(name, ""), no_wrap=True)
    total = safe(charts.ALL_PAGES)
    rows = {**pages, total: sum(pages.values(), Counts())}
    for name, row in rows.items():
        bar = Text()
        for state, cells in charts.shares(row, _BAR).items():
            bar.append("━" * cells, style=_COLOURS[state])
        counts = (str(count) if count else "·" for count in charts.columns(row).values())
        table.add_row(name, bar, *counts, style="bold" if name == total else "")
    console(width=width).print(table)
