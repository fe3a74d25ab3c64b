"""Every error as one line and an exit code; no traceback reaches a user."""

from __future__ import annotations

import os
import traceback

import click

from i18n_pipeline.cli.output import FINDINGS, POSTPONED, USAGE
from i18n_pipeline.cli.terminal import echo, echo_lines
from i18n_pipeline.errors import BusyError, ConfigError, PipelineError, RemoteError
from i18n_pipeline.messages import put, quoted, reason, say


def tell(error: Exception) -> int:
    """Print what went wrong on stderr; the exit code that goes with it."""
    if isinstance(error, PipelineError):
        what = error.located
    elif isinstance(error, click.ClickException):
        what = quoted(error.format_message())
    elif isinstance(error, OSError):
        what = put("{why}: {file}", why=reason(error), file=str(error.filename or "") or say("output"))
    elif os.environ.get("I18N_PIPELINE_DEBUG"):
        echo_lines("".join(traceback.format_exception(error)), err=True)
        return FINDINGS
    else:
        cause = f"{type(error).__name__}: {error}".replace("\n", " ")
        what = say("a bug in i18n-pipeline ({error}); I18N_PIPELINE_DEBUG=1 shows where", error=cause)
    echo(say("error: {what}", what=what), err=True)
    if isinstance(error, (BusyError, RemoteError)):
        return POSTPONED
    return USAGE if isinstance(error, (ConfigError, click.UsageError)) else FINDINGS
