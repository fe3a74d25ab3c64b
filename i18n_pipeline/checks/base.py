"""What a rule looks at, and what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from i18n_pipeline.glossary import Glossary
from i18n_pipeline.locales import han_in, is_dense, is_label
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Severities, Severity, Term
from i18n_pipeline.text.markup import open_templates, prose

LONGEST_LABEL = 25  # letters of a translation


@dataclass(frozen=True, slots=True)
class Subject:
    """A translation and its source text."""

    source: str
    target: str
    max_length: int | None = None  # in characters
    language: str = "en"  # of the translation, a locale
    glossary: tuple[Term, ...] = ()
    is_draft: bool = False  # by a machine, and no person has approved it
    severities: Severities = ()  # where they are set
    elsewhere: tuple[tuple[str, str], ...] = ()  # how all pages, and this, translate the source, and where
    lost: tuple[tuple[str, str], ...] = ()  # links to headings that have another anchor now, and that

    @property
    def is_untouched(self) -> bool:
        """Whether the translation is the source text as it was; one rule of its own speaks of that."""
        return self.source.strip() == self.target.strip()

    @property
    def is_label(self) -> bool:
        """Whether the source or the translation is a label rather than a sentence."""
        short = is_label(self.target) if is_dense(self.language) else len(self.target) <= LONGEST_LABEL
        return short or is_label(self.source)

    @property
    def is_torn(self) -> bool:
        """Whether a template is broken in the translation alone; one rule of its own speaks of that.

        What was inside of it is in the open then, and would be found again by every other rule.
        """
        found = open_templates(self.target)
        return bool(found and found - open_templates(self.source))

    def without_kept_terms(self) -> str:
        """What there is to read of the translation, but for Chinese that the glossary wants in it."""
        text = prose(self.target)
        for term in Glossary.of(self.glossary).found_in(self.source):
            for kept in filter(han_in, term.allowed):
                text = text.replace(kept, "")
        return text


class Rule(Protocol):
    """A module of this folder."""

    SEVERITY: Severity
    EXPLANATION: str
    GOOD: Sequence[Subject]
    BAD: Sequence[Subject]

    def check(self, subject: Subject) -> Iterator[Notice]:
        """Yield one message for each thing that is wrong."""


class Guard(Rule, Protocol):
    """A rule that judges drafts harder than what a person wrote or approved."""

    def keeps_out(self, subject: Subject) -> bool:
        """Whether what it finds in a draft, whatever its severity, is an error there."""
