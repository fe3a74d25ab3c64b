"""The verb align, and its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from i18n_pipeline.cli import options
from i18n_pipeline.cli.edge import running
from i18n_pipeline.cli.help import Command
from i18n_pipeline.cli.output import leave, print_json, print_lines
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.messages import put
from i18n_pipeline.reports import findings, machine, rendering

if TYPE_CHECKING:
    from i18n_pipeline.cli.options import Asked
    from i18n_pipeline.commands.align import Aligned


@click.command(cls=Command)
@options.common
@options.dry_run
@click.option(
    "--salvage", is_flag=True, help="Take what the lines of a page still show that is not valid YAML."
)
def align(dry_run: bool, salvage: bool, **common: Any) -> None:
    """Target pages that people wrote → PO files, overrides. From then on merge owns them.

    Example: i18n-pipeline align --dry-run
    """
    from i18n_pipeline.commands import align as verb

    asked = options.read(**common)
    with running(asked, "" if dry_run else "align") as (config, runner):
        report = verb.run(
            config, asked.names, targets=asked.targets, salvage=salvage, showing=dry_run, runner=runner
        )
    _print(asked, report, dry_run=dry_run)
    leave(report.failed)


def _print(asked: Asked, report: Aligned, *, dry_run: bool) -> None:
    if asked.as_json:
        rows = machine.findings_json(report.findings)
        whole = {"pages": report.pages, "written": report.written, "findings": rows}
        print_json(whole, report.failed)
        return
    if not asked.quiet:
        for name, targets in report.pages.items():
            for target, facts in targets.items():
                what = rendering.aligned(facts)
                echo(put("{name}: {target}: {what}", name=name, target=target, what=what))
                if dry_run:
                    print_lines(rendering.diff_lines(facts))
        echo(rendering.written(report, really=not dry_run))
    print_lines(findings.few_finding_lines(report.findings), err=True)
