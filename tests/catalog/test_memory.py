"""Like texts: those that a scan over all of them finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from i18n_pipeline.catalog.memory import Memory
from i18n_pipeline.locales import is_label

SENTENCES = st.text(st.sampled_from("云台平管理系统 。"), max_size=24)


@given(st.lists(SENTENCES, max_size=30, unique=True), SENTENCES)
def test_like_texts_are_those_of_a_scan(sources: list[str], text: str) -> None:
    memory = Memory((source, f"of {source}", "a") for source in sources)
    known = [source for source in sources if not is_label(source)]
    best = [] if is_label(text) else process.extract(text, known, scorer=fuzz.ratio, score_cutoff=75, limit=3)
    found = memory.like(text)
    assert [fuzz.ratio(text, source) for source, _ in found] == [score for _, score, _ in best]
    assert all(target == f"of {source}" for source, target in found)
