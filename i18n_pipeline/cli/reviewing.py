"""The review sheet, and what comes back from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from i18n_pipeline.cli import options, progress
from i18n_pipeline.cli.edge import running
from i18n_pipeline.cli.help import Command
from i18n_pipeline.cli.output import leave, print_json, print_lines
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts
from i18n_pipeline.reports import charts, findings, machine, rendering, standing


@click.command(cls=Command)
@options.common
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The HTML file to write.",
)
def review(output: Path, **common: Any) -> None:
    """Write an HTML file with every string, for a browser. What is changed there goes back with apply.

    Example: i18n-pipeline review --output review.html
    """
    from i18n_pipeline.commands import review as verb

    asked = options.read(**common)
    with progress.shown(asked.quiet) as tell:
        made = verb.run(asked.config, asked.names, targets=asked.targets, output=output, tell=tell)
    if asked.as_json:
        pages = {
            name: {target: charts.counts(row) for target, row in targets.items()}
            for name, targets in made.pages.items()
        }
        print_json({"pages": pages, "written": [str(output)] if made.written else []}, made.failed)
    elif not asked.quiet:
        totals = {
            target.locale: sum((row.get(target.locale, Counts()) for row in made.pages.values()), Counts())
            for target in asked.targets
        }
        print_lines(standing.standing_lines(totals))
        shown = rendering.pages(len(made.pages))
        if made.written:
            done = say("{pages}; {file} written. Open it in a browser.", pages=shown, file=str(output))
        else:
            done = say("{pages}; {file} is as it was. Open it in a browser.", pages=shown, file=str(output))
        echo(done)
    leave(made.failed)


@click.command(cls=Command)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.root_option
@options.as_json
@options.quiet
@options.dry_run
def apply(file: Path, root: Path | None, as_json: bool, quiet: bool, dry_run: bool) -> None:
    """Put what a review sheet downloaded into the catalogs. Exits 1 if a change is refused.

    Example: i18n-pipeline apply changes.json
    """
    from i18n_pipeline.commands import apply as verb

    asked = options.read((), root, (), as_json, quiet)
    changes = verb.read(file)
    with running(asked, "" if dry_run else "apply") as (config, _):
        done = verb.run(config, changes)
    if as_json:
        refused = machine.findings_json(done.refused)
        print_json({"pages": done.pages, "written": done.written, "refused": refused}, done.failed)
    else:
        print_lines(findings.finding_lines(done.refused), err=True)
        if not quiet:
            print_lines(rendering.applied_lines(done.pages))
            echo(rendering.applied(done, dry_run=dry_run))
    leave(done.failed, bool(done.refused))
