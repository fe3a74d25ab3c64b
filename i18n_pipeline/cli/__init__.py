"""The command line: arguments, printing, exit codes; nothing else."""

from __future__ import annotations

import os
from typing import Any

import click

from i18n_pipeline import __version__, signals
from i18n_pipeline.cli import verbs
from i18n_pipeline.cli.output import FINDINGS, POSTPONED, USAGE
from i18n_pipeline.errors import BusyError, ConfigError, PipelineError


class _Group(click.Group):
    """Turns every error into one line and an exit code; no traceback reaches a user."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with signals.heard():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("stopped: what was done is saved, run again to go on", err=True)
            ctx.exit(POSTPONED)
        except PipelineError as error:
            click.echo(f"error: {error}", err=True)
            codes = {ConfigError: USAGE, BusyError: POSTPONED}
            ctx.exit(next((code for kind, code in codes.items() if isinstance(error, kind)), FINDINGS))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            click.echo(f"error: {error.strerror}: {error.filename or 'output'}", err=True)
            ctx.exit(FINDINGS)
        except Exception as error:
            if os.environ.get("I18N_PIPELINE_DEBUG"):
                raise
            what = f"{type(error).__name__}: {error}".replace("\n", " ")
            click.echo(f"error: a bug in i18n-pipeline ({what}); I18N_PIPELINE_DEBUG=1 shows where", err=True)
            ctx.exit(FINDINGS)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="i18n-pipeline")
def cli() -> None:
    """Localise Chinese-first sites: YAML pages to gettext catalogs and back, byte for byte.

    Start with init, then extract, draft and merge; check and status tell where things stand.
    """


for verb in verbs.VERBS:
    cli.add_command(verb)
