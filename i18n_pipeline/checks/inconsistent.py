"""A text is translated in one way on all pages, unless a context or the glossary tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, listed, put, say
from i18n_pipeline.model import Severity, Term
from i18n_pipeline.text.forms import has_term, is_part_of

_ELSEWHERE = (("Private", "a.po:7"), ("private", "b.po:7"), ("Hybrid", "c.po:7"))
_TERM = Term("私有云", "private cloud")
SEVERITY = Severity.WARNING
EXPLANATION = (
    "Translate a text as other pages do; a glossary row settles what is right, a context tells two apart."
)
GOOD = (
    Subject("私有云", "Private", elsewhere=_ELSEWHERE),
    Subject("私有云", "Private", elsewhere=_ELSEWHERE, glossary=(_TERM,)),
    Subject("私有云", "Hybrid", elsewhere=_ELSEWHERE, glossary=(_TERM._replace(also=("hybrid",)),)),
    Subject("私有云", "Hybrid", elsewhere=(("Hybrid", "a.po:7"), ("Hybrid!", "b.po:7"))),
    Subject("私有云", "Hybrid"),
)
BAD = (
    Subject("私有云", "Hybrid", elsewhere=_ELSEWHERE),
    Subject("私有云", "Private", elsewhere=_ELSEWHERE, glossary=(Term("私有云", "hybrid cloud"),)),
    Subject("私有云", "Hybrid", elsewhere=_ELSEWHERE, glossary=(Term("私有云", "closed cloud"),)),
)
_WAYS, _PLACES = 5, 3  # shown
_BETWEEN = re.compile(r"[\W_]+")


def check(subject: Subject) -> Iterator[Notice]:
    """One message where others have another translation, which is more frequent, or the glossary's."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text, place in subject.elsewhere:
        found.setdefault(_folded(text), []).append((text, place))
    if len(found) < 2:
        return
    ways = dict(sorted(found.items(), key=lambda way: -len(way[1])))  # of equals the first
    term = Glossary.of(subject.glossary).by_source.get(subject.source)
    right = {way for way, same in ways.items() if _is_right(same[0][0], term)} if term else {next(iter(ways))}
    if _folded(subject.target) in right:
        return
    shown: list[str] = [_shown(same, 1 if way in right else _PLACES) for way, same in ways.items()]
    if len(shown) > _WAYS:
        shown[_WAYS:] = ["…"]
    source = shorten(subject.source, 40, placeholder="…")
    what = say("{text} is translated in {n} ways: {ways}", text=source, n=len(ways), ways=listed(shown, "; "))
    yield say("{what}; the glossary has {term}", what=what, term=" | ".join(term.allowed)) if term else what


def _is_right(text: str, term: Term) -> bool:
    """Whether it is one of the term's translations, or the part of one that a label may be."""
    return any(has_term(text, allowed) or is_part_of(text, allowed) for allowed in term.allowed)


def _shown(same: Sequence[tuple[str, str]], places: int) -> Notice:
    """A translation, how often it is there, and where, in so many places."""
    text, where = shorten(same[0][0], 40, placeholder="…"), listed(place for _, place in same[:places])
    return put('"{text}" ×{n} ({where})', text=text, n=len(same), where=where)


def _folded(text: str) -> str:
    """Equal for translations that differ in case and punctuation alone."""
    return _BETWEEN.sub(" ", text.casefold()).strip() or text
