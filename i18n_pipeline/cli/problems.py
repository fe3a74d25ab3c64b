"""Every error as one line and an exit code; no traceback reaches a user."""

from __future__ import annotations

import os

import click

from i18n_pipeline.cli.output import FINDINGS, POSTPONED, USAGE
from i18n_pipeline.errors import BusyError, ConfigError, PipelineError


def tell(error: Exception) -> int:
    """Print what went wrong on stderr; the exit code that goes with it."""
    if isinstance(error, PipelineError):
        text = str(error)
    elif isinstance(error, click.ClickException):
        text = error.format_message()
    elif isinstance(error, OSError):
        text = f"{error.strerror or error}: {error.filename or 'output'}"
    elif os.environ.get("I18N_PIPELINE_DEBUG"):
        raise error
    else:
        what = f"{type(error).__name__}: {error}".replace("\n", " ")
        text = f"a bug in i18n-pipeline ({what}); I18N_PIPELINE_DEBUG=1 shows where"
    click.echo(f"error: {text}", err=True)
    if isinstance(error, BusyError):
        return POSTPONED
    return USAGE if isinstance(error, (ConfigError, click.UsageError)) else FINDINGS
