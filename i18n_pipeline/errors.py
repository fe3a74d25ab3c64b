"""Every error that a user can meet, on one page."""

from __future__ import annotations

from i18n_pipeline.messages import Notice, put


class PipelineError(Exception):
    """A failure with a place: rendered as ``file:line: what, and what to do``.

    ``file`` is relative to the project root, ``line`` counts from 1; both may be unknown.
    """

    def __init__(self, message: Notice, *, file: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line

    def __str__(self) -> str:
        return str(self.located)

    @property
    def located(self) -> Notice:
        """The message with its place."""
        if not self.file:
            return self.message
        return put("{file}:{line}: {message}", file=self.file, line=self.line or 1, message=self.message)


class ConfigError(PipelineError):
    """i18n.toml or the command line cannot be used (exit code 2)."""


class CacheError(ConfigError):
    """What engines answered cannot be kept or read, until a person mends that (exit code 2)."""


class LanguagesError(ConfigError):
    """An engine does not know a pair of languages; another may."""


class BusyError(PipelineError):
    """Another run holds the project (exit code 75)."""


class RemoteError(PipelineError):
    """The remote of git cannot be reached for now, or is pushed to by others all the time (exit code 75)."""


class PageError(PipelineError):
    """One page cannot be read, parsed, merged or written; the others go on."""


class CatalogError(PipelineError):
    """One PO or POT file cannot be read or written; the others go on."""


class EngineError(PipelineError):
    """A draft engine did not answer usefully for one text (permanent: asking again is useless)."""


class TemporaryEngineError(EngineError):
    """The engine failed for now: network, timeout, quota (exit code 75).

    ``retry_after`` is in seconds, as the service asked, or None where it did not say.
    """

    def __init__(self, message: Notice, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SlowEngineError(TemporaryEngineError):
    """It did not answer in time; where it was asked for much at once, it may for less."""
