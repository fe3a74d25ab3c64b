"""The command line: arguments, printing, exit codes; nothing else."""

from __future__ import annotations

from typing import Any

import click

from i18n_pipeline import __version__, signals
from i18n_pipeline.cli import problems, verbs
from i18n_pipeline.cli.help import Group
from i18n_pipeline.cli.output import POSTPONED, echo
from i18n_pipeline.messages import say


class _Group(Group):
    """Turns every error into one line and an exit code; no traceback reaches a user."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with signals.heard():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            echo(say("stopped: what was done is saved, run again to go on"), err=True)
            ctx.exit(POSTPONED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            ctx.exit(problems.tell(error))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="i18n-pipeline")
def cli() -> None:
    """Localise Chinese-first sites: YAML pages to gettext catalogs and back, byte for byte.

    Start with init, then sync does the rest: extract, draft, merge and check, which are commands of
    their own as well; status tells where things stand.

    Example: i18n-pipeline sync --dry-run
    """


for verb in verbs.VERBS:
    cli.add_command(verb)
