"""What a rule looks at, and what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from i18n_pipeline.model import Severity


@dataclass(frozen=True, slots=True)
class Subject:
    """A translation and its source text."""

    source: str
    target: str
    max_length: int | None = None  # in characters


class Rule(Protocol):
    """A module of this folder."""

    SEVERITY: Severity
    EXPLANATION: str
    GOOD: Sequence[Subject]
    BAD: Sequence[Subject]

    def check(self, subject: Subject) -> Iterator[str]:
        """Yield one message for each thing that is wrong."""
