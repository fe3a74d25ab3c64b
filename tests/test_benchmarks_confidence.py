"""The weights and bounds of confidence are those that the rated drafts lead to, and the docs say what they do."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import confidence as benchmark
from i18n_pipeline.project import confidence

DOCS = Path(__file__).parents[1] / "docs/engines.md"


def test_weights_and_bounds_are_those_that_the_ratings_lead_to() -> None:
    chosen = benchmark.choose(benchmark.read())
    assert pytest.approx(chosen.weights, abs=0.11) == confidence.WEIGHTS  # rounded to a tenth, on any machine
    assert pytest.approx((chosen.good, chosen.fair), abs=0.021) == (confidence.GOOD, confidence.FAIR)


def test_the_docs_have_what_the_benchmark_prints() -> None:
    assert f"-->\n{benchmark.report()}\n<!--" in DOCS.read_text("utf-8")


def test_classes_of_texts_that_were_not_learned_from_are_what_they_say() -> None:
    judged = benchmark.cross_validated(benchmark.read())
    kept, rewritten = (
        {kind: Counter(one.rating == rating for one, _, found in judged if found is kind)
         for kind in confidence.Confidence} for rating in ("keep", "rewrite")
    )  # fmt: skip
    share = {kind: found[True] / found.total() for kind, found in kept.items()}
    assert share["good"] > 0.75
    assert share["poor"] < 0.05
    assert rewritten[confidence.Confidence.POOR][True] / rewritten[confidence.Confidence.POOR].total() > 0.6


def test_ratings_are_many_and_of_every_kind() -> None:
    with benchmark.DATA.joinpath("ratings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 150
    assert len({(row["source"], row["engine"], row["draft"]) for row in rows}) == len(rows)
    ratings = Counter((row["engine"], row["rating"]) for row in rows)
    assert all(
        ratings[engine, rating] >= 20 for engine in ("gloss", "openai") for rating in benchmark.RATINGS
    )
    assert {row["engine"] for row in rows} == {"gloss", "openai", "memory", "glossary"}
