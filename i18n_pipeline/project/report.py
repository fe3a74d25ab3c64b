"""What a verb reports, and collecting what went wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from i18n_pipeline.errors import CatalogError, PageError
from i18n_pipeline.messages import NOTHING, Notice
from i18n_pipeline.model import Failure, Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What a verb did. ``pages`` holds its facts by page name, ready for JSON."""

    pages: Mapping[str, Mapping[str, object]]
    failed: tuple[Failure, ...] = ()
    warnings: tuple[Finding, ...] = ()
    written: tuple[str, ...] = ()  # files; in a dry run those that would be
    postponed: Notice = NOTHING  # why an engine stopped for now; run again to resume
    plan: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # by target: what a dry run saw
    spent: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # and what it took
    offer: Notice = NOTHING  # of something to get, that would make drafts better


@dataclass(slots=True)
class Problems:
    """Collects what went wrong, so that one bad page never stops the rest."""

    failures: list[Failure] = field(default_factory=list)

    @contextmanager
    def of(self, page: str) -> Iterator[None]:
        """Turn a PageError or CatalogError inside the block into a failure of ``page``."""
        try:
            yield
        except (PageError, CatalogError) as error:
            self.failures.append(Failure(page, error.file, error.line or 1, error.message))
