"""The verb check, and its report."""

from __future__ import annotations

from typing import Any

import click

from i18n_pipeline.cli import options
from i18n_pipeline.cli.edge import running
from i18n_pipeline.cli.help import Command
from i18n_pipeline.cli.options import Hire
from i18n_pipeline.cli.output import leave, print_json, print_lines
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.model import Failure, Severity
from i18n_pipeline.reports import findings, machine, rendering, standing


@click.command(cls=Command)
@options.common
@options.parallel
def check(hire: Hire, **common: Any) -> None:
    """Read-only: is all in step and sound? Exits 1 on errors.

    Example: i18n-pipeline check --target en case/maxnerva.md
    """
    from i18n_pipeline.commands import check as verb

    asked = options.read(**common)
    with running(asked, hire=hire) as (config, runner):
        checked = verb.run(config, asked.names, targets=asked.targets, runner=runner)
    errors = sum(finding.severity is Severity.ERROR for finding in checked.findings)
    if asked.as_json:
        targets = {target: machine.standing(row) for target, row in checked.counts.items()}
        found = machine.findings_json(checked.findings)
        print_json({"findings": found, "targets": targets}, checked.failed)
        leave(checked.failed, bool(errors), only_check=True)
    pages = findings.by_page(checked.findings, checked.failed)
    for name, items in pages.items():
        print_lines(findings.heading(name, items) if not asked.quiet else ())
        for item in items:
            print_lines(findings.item_lines([item]), err=isinstance(item, Failure))
    if not asked.quiet:
        print_lines(standing.published_lines(checked.counts))
        echo(rendering.checked(errors, len(checked.findings) - errors, len(checked.failed)))
        print_lines(findings.next_step(pages, checked.findings, checked.counts, "check"))
    leave((), bool(errors or checked.failed), only_check=True)
