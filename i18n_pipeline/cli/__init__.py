"""The command line: arguments, printing, exit codes; nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from i18n_pipeline import __version__, signals, visible
from i18n_pipeline.cli import problems, terminal, verbs
from i18n_pipeline.cli.help import Group
from i18n_pipeline.cli.output import POSTPONED
from i18n_pipeline.cli.terminal import echo
from i18n_pipeline.messages import Notice, say

STOPPED: Notice = say("stopped: what was done is saved, run again to go on")


class _Group(Group):
    """Turns every error into one line and an exit code; no traceback reaches a user."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        with terminal.guarded():
            return super().main(*arguments, **options)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _of_one_line():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with signals.heard(), _of_one_line():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            echo(STOPPED, err=True)
            ctx.exit(POSTPONED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            ctx.exit(problems.tell(error))


@contextmanager
def _of_one_line() -> Iterator[None]:
    """What click says of arguments holds them as they are."""
    try:
        yield
    except click.ClickException as error:
        error.message = visible.line(error.message)  # type: ignore[misc]
        raise


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
