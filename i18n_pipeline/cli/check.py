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
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure, Severity
from i18n_pipeline.reports import findings, machine, rendering, standing


@click.command(cls=Command)
@options.common
@options.parallel
@options.strict
@click.option(
    "--since", default="", metavar="REV", help="What stood in that commit is known as well: HEAD in a hook."
)
@click.option("--accept", is_flag=True, help="Have what stands now known, in locale/known-findings.csv.")
@click.option("--reason", metavar="TEXT", help="Why it may stand; goes with --accept.")
def check(hire: Hire, strict: bool, since: str, accept: bool, reason: str | None, **common: Any) -> None:
    """Read-only, but for --accept: is all in step and sound? Exits 1 on errors that are not known.

    Example: i18n-pipeline check --target en case/yingjie-learn.md
    """
    from i18n_pipeline.commands import check as verb
    from i18n_pipeline.project import known

    if accept and (strict or since):
        raise ConfigError(say("--accept goes without --strict and --since; leave them out"))
    if reason is not None and not accept:
        raise ConfigError(say("--reason goes with --accept; give it as well"))
    asked = options.read(**common)
    with running(asked, "check" if accept else "", hire) as (config, runner):
        checked = verb.run(config, asked.names, targets=asked.targets, runner=runner)
        if accept:
            checked = verb.accept(config, checked, reason or "")
        new, listed = known.split(checked.findings, checked.known)
        before = verb.stood(config, new, since, asked.targets, runner) if since else ()
    new, stood = known.split(new, before)
    told = checked.findings if strict else new
    errors = sum(finding.severity is Severity.ERROR for finding in told)
    if asked.as_json:
        targets = {target: machine.standing(row) for target, row in checked.counts.items()}
        found = machine.findings_json(checked.findings, {*listed, *stood})
        print_json({"findings": found, "targets": targets}, checked.failed)
        leave(checked.failed, bool(errors), only_check=True)
    pages = findings.by_page(told, checked.failed)
    for name, items in pages.items():
        print_lines(findings.heading(name, items) if not asked.quiet else ())
        for item in items:
            print_lines(findings.item_lines([item]), err=isinstance(item, Failure))
    if not asked.quiet:
        more = [] if strict else rendering.known(len(listed), known.FILE)
        more += (
            [say("{n} that stood at {revision}", n=len(stood), revision=since)]
            if stood and not strict
            else []
        )
        print_lines(standing.published_lines(checked.counts))
        echo(rendering.checked(errors, len(told) - errors, len(checked.failed), more))
        print_lines(findings.next_step(pages, checked.findings, checked.counts, "check"))
    leave((), bool(errors or checked.failed), only_check=True)
