"""How well confidence tells good drafts from poor: ``python -m benchmarks.confidence``.

The rated drafts are in ``tests/data/ratings.csv``; the README there says who rated them. Weights and
bounds are chosen from all of them. How well they do is told by cross-validation: each fifth of the texts is
judged by what was chosen from the other four. Nothing is written.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.glossary import parse_glossary
from i18n_pipeline.project import confidence
from i18n_pipeline.project.confidence import Confidence, Facts

DATA = Path(__file__).parents[1] / "tests" / "data"
RATINGS = {"keep": 1.0, "edit": 0.5, "rewrite": 0.0}
#: The sign that a weight must have, whatever the ratings say: a flaw never speaks for a draft.
SIGNS = {"start": 0, "people": 1, "likeness": 1, "agreement": 1}
FOLDS = 5
_STEPS, _RATE, _DECAY = 600, 2.0, 0.003
_KEPT = 0.8  # of good drafts, at least
_REWRITTEN = 2 / 3  # of poor drafts, at least
_BOUNDS = [n / 50 for n in range(1, 50)]


class Rated(NamedTuple):
    """A draft, what is known of it, and what a reviewer would do with it."""

    source: str
    facts: Facts
    rating: str


class Chosen(NamedTuple):
    """What ratings lead to."""

    weights: Mapping[str, float]
    good: float
    fair: float

    def score(self, facts: Facts) -> float:
        """As ``confidence.score``, with these weights and without a bound for what is flawed."""
        return _logistic(sum(self.weights[name] * by for name, by in confidence.terms(facts).items()))

    def judge(self, facts: Facts) -> Confidence:
        """The class of a draft."""
        found = self.score(facts)
        if found >= self.good and not facts.flaws:
            return Confidence.GOOD
        return Confidence.FAIR if found >= self.fair else Confidence.POOR


def read() -> list[Rated]:
    """The rated drafts, twice: beside what other engines said of the same text, and as most are, alone."""
    raw = DATA.joinpath("ratings-glossary.csv").read_bytes()
    glossary = parse_glossary(raw, "ratings-glossary.csv")
    with DATA.joinpath("ratings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    drafts = defaultdict(list)
    for row in rows:
        drafts[row["source"]].append((row["engine"], row["draft"]))
    rated = [
        Rated(
            row["source"],
            confidence.facts(
                Subject(row["source"], row["draft"], glossary=glossary),
                row["engine"],
                like=row["like"] or None,
                others=[text for engine, text in drafts[row["source"]] if engine != row["engine"]],
            ),
            row["rating"],
        )
        for row in rows
    ]
    alone = [one._replace(facts=one.facts._replace(agreement=None)) for one in rated]
    return rated + alone


def choose(rated: Sequence[Rated]) -> Chosen:
    """Weights by logistic regression, of the signs that they must have, and the bounds of the classes."""
    weights = {name: round(weight, 1) for name, weight in _fitted(rated).items()}
    unbound = Chosen(weights, 0, 0)
    scored = [(unbound.score(one.facts), one) for one in rated]
    flawless = [(score, one.rating == "keep") for score, one in scored if not one.facts.flaws]
    good = next(bound for bound in _BOUNDS if _share(kept for s, kept in flawless if s >= bound) >= _KEPT)
    poor = [(score, one.rating == "rewrite") for score, one in scored]
    fair = [bound for bound in _BOUNDS if _share(bad for s, bad in poor if s < bound) >= _REWRITTEN]
    return Chosen(weights, good, fair[-1])


def cross_validated(rated: Sequence[Rated]) -> list[tuple[Rated, float, Confidence]]:
    """Each draft with its score and class by what was chosen without its text."""
    fold = {source: n % FOLDS for n, source in enumerate(dict.fromkeys(one.source for one in rated))}
    chosen = [choose([one for one in rated if fold[one.source] != n]) for n in range(FOLDS)]
    return [
        (one, chosen[fold[one.source]].score(one.facts), chosen[fold[one.source]].judge(one.facts))
        for one in rated
    ]


def area(scores: Sequence[tuple[float, bool]]) -> float:
    """Under the ROC curve: how often a draft of the kind scores more than another."""
    of_kind, others = ([score for score, is_it in scores if is_it == kind] for kind in (True, False))
    wins = sum((one > other) + (one == other) / 2 for one in of_kind for other in others)
    return wins / (len(of_kind) * len(others))


def report() -> str:
    """What docs/engines.md says."""
    rated = read()
    chosen, judged = choose(rated), cross_validated(rated)
    half = len(rated) // 2
    weights = "; ".join(f"{name} {weight:+.1f}" for name, weight in chosen.weights.items())
    bounds = f"good from {chosen.good:.2f}, fair from {chosen.fair:.2f}"
    lines = [f"{half} drafts of {len({one.source for one in rated})} texts. Weights: {weights}; {bounds}."]
    for title, some in {"alone": judged[half:], "with a second draft": judged[:half]}.items():
        lines += ["", f"| {title} | drafts | keep | edit | rewrite |", "|---|--:|--:|--:|--:|"]
        for kind in reversed(Confidence):
            ratings = [one.rating for one, _, found in some if found is kind]
            shares = " | ".join(f"{_share(rating == name for rating in ratings):.0%}" for name in RATINGS)
            lines.append(f"| {kind} | {len(ratings)} | {shares} |")
        found_poor = _share(found is Confidence.POOR for one, _, found in some if one.rating == "rewrite")
        areas = ", ".join(f"{name or 'all'} {_areas(some, name)}" for name in ("", "gloss", "openai"))
        lines += ["", f"Of those to rewrite, {found_poor:.0%} are found poor. AUC (keep/rewrite): {areas}."]
    return "\n".join(lines)


def _areas(judged: Sequence[tuple[Rated, float, Confidence]], engine: str) -> str:
    scored = [(one.rating, score) for one, score, _ in judged if engine in ("", one.facts.engine)]
    kept = area([(score, rating == "keep") for rating, score in scored])
    bad = area([(-score, rating == "rewrite") for rating, score in scored])
    return f"{kept:.2f}/{bad:.2f}"


def _fitted(rated: Sequence[Rated]) -> dict[str, float]:
    weights = dict.fromkeys(confidence.WEIGHTS, 0.0)
    rows = [({n: by for n, by in confidence.terms(one.facts).items() if by}, one.rating) for one in rated]
    for _ in range(_STEPS):
        slope = {name: _DECAY * weight for name, weight in weights.items()}
        for row, rating in rows:
            found = _logistic(sum(weights[name] * by for name, by in row.items()))
            for name, by in row.items():
                slope[name] += (found - RATINGS[rating]) * by / len(rows)
        moved = {name: weight - _RATE * slope[name] for name, weight in weights.items()}
        weights = {name: _of_sign(SIGNS.get(name, -1), weight) for name, weight in moved.items()}
    return weights


def _of_sign(sign: int, weight: float) -> float:
    return max(weight * sign, 0.0) * sign if sign else weight


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def _share(those: Iterable[bool]) -> float:
    found = list(those)
    return sum(found) / len(found) if found else 0


if __name__ == "__main__":
    print(report())
