"""What is known of a project before its pages are looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from i18n_pipeline.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of the project: its terms, and translations of whole texts, folded."""

    terms: Glossary = field(default_factory=Glossary)
    texts: Mapping[str, Collection[str]] = field(default_factory=dict)


def fold(text: str) -> str:
    """A text as labels are compared: without case, and without the blanks around and in between."""
    return " ".join(text.casefold().split())
