"""The verb align, and its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from i18n_pipeline.cli import options
from i18n_pipeline.cli.edge import running
from i18n_pipeline.cli.help import Command
from i18n_pipeline.cli.output import leave, print_json, print_lines
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import put, say
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
@click.option(
    "--accept",
    is_flag=True,
    help="What stands on the pages named alone may go when merge writes them.",
)
def align(dry_run: bool, salvage: bool, accept: bool, **common: Any) -> None:
    """Target pages that people wrote → PO files, overrides. From then on merge owns them.

    Example: i18n-pipeline align --dry-run
    """
    from i18n_pipeline.commands import align as verb

    asked = options.read(**common)
    if accept and not asked.names:
        raise ConfigError(say("--accept goes with the names of pages"))
    with running(asked, "" if dry_run else "align") as (config, runner):
        report = verb.run(
            config,
            asked.names,
            targets=asked.targets,
            salvage=salvage,
            accept=accept,
            showing=dry_run,
            runner=runner,
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
