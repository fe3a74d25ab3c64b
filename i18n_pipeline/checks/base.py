"""What a rule looks at, and what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from i18n_pipeline.messages import Said
from i18n_pipeline.model import Severity, Term
from i18n_pipeline.text.markup import open_templates


@dataclass(frozen=True, slots=True)
class Subject:
    """A translation and its source text."""

    source: str
    target: str
    max_length: int | None = None  # in characters
    language: str = "en"  # of the translation, a locale
    glossary: tuple[Term, ...] = ()

    @property
    def is_untouched(self) -> bool:
        """Whether the translation is the source text as it was; one rule of its own speaks of that."""
        return self.source.strip() == self.target.strip()

    @property
    def is_torn(self) -> bool:
        """Whether a template is broken in the translation alone; one rule of its own speaks of that.

        What was inside of it is in the open then, and would be found again by every other rule.
        """
        found = open_templates(self.target)
        return bool(found and found - open_templates(self.source))


class Rule(Protocol):
    """A module of this folder."""

    SEVERITY: Severity
    EXPLANATION: str
    GOOD: Sequence[Subject]
    BAD: Sequence[Subject]

    def check(self, subject: Subject) -> Iterator[Said]:
        """Yield one message for each thing that is wrong."""
