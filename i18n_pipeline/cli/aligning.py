"""The verb align, and its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from i18n_pipeline import rendering
from i18n_pipeline.cli import options
from i18n_pipeline.cli.output import leave, print_json, print_lines

if TYPE_CHECKING:
    from i18n_pipeline.cli.options import Asked
    from i18n_pipeline.commands.align import Aligned


@click.command()
@options.common
@options.dry_run
@click.option(
    "--salvage", is_flag=True, help="Take what the lines of a page still show that is not valid YAML."
)
def align(dry_run: bool, salvage: bool, **common: Any) -> None:
    """Target pages written by hand → PO, overrides; from then on merge owns them.

    Example: i18n-pipeline align --dry-run
    """
    from i18n_pipeline.commands import align as verb

    asked = options.read(**common)
    with options.writing(asked, "align", unwritten=dry_run):
        report = verb.run(asked.config, asked.names, targets=asked.targets, salvage=salvage, dry_run=dry_run)
    _print(asked, report, dry_run=dry_run)
    leave(report.failed)


def _print(asked: Asked, report: Aligned, *, dry_run: bool) -> None:
    if asked.as_json:
        findings = rendering.findings_json(report.findings)
        whole = {"pages": report.pages, "written": report.written, "findings": findings}
        print_json(whole, report.failed)
        return
    if not asked.quiet:
        for name, targets in report.pages.items():
            for target, facts in targets.items():
                click.echo(f"{name}: {target}: {rendering.aligned(facts)}")
                if dry_run:
                    print_lines(rendering.diff_lines(facts))
        pages, files = (
            rendering.number(len(report.pages), "page"),
            rendering.number(len(report.written), "file"),
        )
        click.echo(f"{pages}, {files} {'would be ' * dry_run}written.")
    print_lines(rendering.few_finding_lines(report.findings), err=True)
