"""How far a draft can be trusted, from what is known of it without a model: a score, and its class.

``python -m benchmarks.confidence`` chooses weights and bounds from the ratings in ``tests/data``.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from math import exp, log2
from typing import NamedTuple

from i18n_pipeline import checks
from i18n_pipeline.checks import length_ratio
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import han_in, is_written_in_han


class Confidence(StrEnum):
    """The classes, worst first."""

    POOR = "poor"
    FAIR = "fair"
    GOOD = "good"


class Facts(NamedTuple):
    """What is known of a draft. Likeness and agreement are percentages, None where nothing is to compare."""

    engine: str  # its name; or memory, glossary
    han: int  # Han characters of the source
    short: float = 0  # how far it falls short of a usual length, 0 to 1
    left: float = 0  # how much of it is still in Chinese, 0 to 1
    flaws: frozenset[str] = frozenset()  # the rules that object to it
    likeness: float | None = None  # to the translation of the most like text that people reviewed
    agreement: float | None = None  # with what another engine drafted


#: What each fact adds to the logarithm of the odds that a reviewer keeps the draft.
WEIGHTS = {
    "start": 1.3,
    "people": 1.1,  # memory and glossary have what people wrote
    "gloss": -1.0,
    "length": -0.2,  # each time that the source is twice as long, from 8 Han characters on
    "length, gloss": -0.9,
    "short": -1.8,
    "leftover-han": -1.1,
    "left": -0.4,
    "numbers": -1.4,
    "glossary": -0.4,
    "likeness": 1.2,  # each 20 % above what says nothing
    "agreement": 0.5,
}
#: The scores from which on a draft is of these classes.
GOOD, FAIR = 0.78, 0.44
_FLAWED = 0.01  # below GOOD: what a rule objects to
_SAYS_NOTHING = 70  # percent that drafts are alike for no reason
_LONGEST = 60  # Han characters; a text of more is as hard
_SHORTEST = 30  # letters; of fewer the length says nothing
_COMPARED = 20_000  # characters; more would take seconds


def facts(subject: Subject, engine: str, *, like: str | None = None, others: Iterable[str] = ()) -> Facts:
    """What is known of a draft, seen as the rules see it.

    ``like``: how people translated the text that is most like it. ``others``: what other engines drafted.
    """
    usual, length = length_ratio.usual_length(subject), length_ratio.length(subject.target)
    han = 0 if is_written_in_han(subject.language) else len(han_in(subject.without_kept_terms()))
    flaws = {rule for rule, *_ in checks.run(subject)} - (set() if han else {"leftover-han"})
    return Facts(
        engine=engine,
        han=len(han_in(subject.source)),
        short=_share(2 - 2 * length / usual) if usual >= _SHORTEST else 0,
        left=_share(han * length_ratio.PER_HAN / max(usual, 1)),
        flaws=frozenset(flaws),
        likeness=None if like is None else _alike(subject.target, like),
        agreement=max((_alike(subject.target, other) or 0 for other in others), default=None),
    )


def terms(facts: Facts) -> dict[str, float]:
    """By what each weight is multiplied."""
    is_gloss, is_of_people = facts.engine == "gloss", facts.engine in ("memory", "glossary")
    length = 0 if is_of_people else log2(min(max(facts.han, 1), _LONGEST) / 8)
    return {
        "start": 1,
        "people": is_of_people,
        "gloss": is_gloss,
        "length": length,
        "length, gloss": is_gloss * length,
        "short": facts.short,
        "left": facts.left,
        **{rule: rule in facts.flaws for rule in ("leftover-han", "numbers", "glossary")},
        "likeness": _above(facts.likeness),
        "agreement": _above(facts.agreement),
    }


def score(facts: Facts) -> float:
    """From 0 to 1; what a rule objects to is below what is good."""
    odds = sum(WEIGHTS[name] * by for name, by in terms(facts).items())
    found = 1 / (1 + exp(-odds))
    return min(found, GOOD - _FLAWED) if facts.flaws else found


def confidence(score: float) -> Confidence:
    """The class of a score."""
    return Confidence.GOOD if score >= GOOD else Confidence.FAIR if score >= FAIR else Confidence.POOR


def _share(number: float) -> float:
    return min(max(number, 0), 1)


def _above(percent: float | None) -> float:
    return 0 if percent is None else (percent - _SAYS_NOTHING) / 20


def _alike(one: str, other: str) -> float | None:
    from rapidfuzz import fuzz

    return None if max(len(one), len(other)) > _COMPARED else fuzz.ratio(one, other)
