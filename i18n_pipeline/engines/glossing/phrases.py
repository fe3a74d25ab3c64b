"""Set phrases and general words, with the English that technical prose has for them: ``phrases.csv``.

None is a term of a project: most of them can be said well in other ways, too.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from i18n_pipeline.model import Term

_STEM = 5  # letters


@cache
def phrases() -> Mapping[str, Term]:
    """Every phrase, by its Chinese."""
    file = resources.files(__package__) / "phrases.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), strict=True)
    return {row["source"]: Term(row["source"], row["target"]) for row in rows}


def common(source: str, target: str) -> tuple[Term, ...]:
    """The phrases between two languages (locales); there are some from Chinese to English alone."""
    is_ours = source[:2].lower() == "zh" and target[:2].lower() == "en"
    return tuple(phrases().values()) if is_ours else ()


def agreeing(terms: Mapping[str, Term]) -> dict[str, Term]:
    """The phrases in which nothing stands that a glossary calls otherwise."""
    return {source: phrase for source, phrase in phrases().items() if not _is_against(phrase, terms)}


def _is_against(phrase: Term, terms: Mapping[str, Term]) -> bool:
    source, size = phrase.source, len(phrase.source)
    parts = (source[at:end] for at in range(size) for end in range(at + 1, size + 1))
    known = (terms[part].target for part in parts if part in terms)
    # The start of a word is enough: containerized agrees with containerization.
    words = (word[:_STEM] for target in known for word in target.lower().split())
    return any(word not in phrase.target.lower() for word in words)
