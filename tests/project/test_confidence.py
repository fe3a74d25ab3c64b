"""How far a draft can be trusted: no flaw ever speaks for a draft, and any text has a score."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.model import Term
from i18n_pipeline.project.confidence import Confidence, Facts, confidence, facts, score

ENGINES = st.sampled_from(["gloss", "firefox", "openai", "memory", "glossary", "no such engine"])
SHARES = st.floats(0, 1)
PERCENTS = st.none() | st.floats(0, 100)
FLAWS = st.frozensets(st.sampled_from(["numbers", "glossary", "leftover-han", "urls"]))
SOURCE = "平台每天处理 300 万条订单，覆盖 18 个城市，平均用时由 4 小时缩短到 50 分钟。"
DRAFT = (
    "Every day the platform handles 3 million orders in 18 cities, and takes 50 minutes instead of 4 hours."
)


def scored(source: str, draft: str, engine: str = "openai", **known: object) -> float:
    return score(facts(Subject(source, draft), engine, **known))  # type: ignore[arg-type]


@given(ENGINES, st.integers(0, 10_000), SHARES, SHARES, FLAWS, PERCENTS, PERCENTS, st.data())
def test_what_speaks_against_a_draft_never_raises_its_score(
    engine: str,
    han: int,
    short: float,
    left: float,
    flaws: frozenset[str],
    likeness: float | None,
    agreement: float | None,
    data: st.DataObject,
) -> None:
    found = Facts(engine, han, short, left, flaws, likeness, agreement)
    worse = found._replace(
        han=han + data.draw(st.integers(0, 100)),
        short=data.draw(st.floats(short, 1)),
        left=data.draw(st.floats(left, 1)),
        flaws=flaws | data.draw(FLAWS),
        likeness=None if likeness is None else data.draw(st.floats(0, likeness)),
        agreement=None if agreement is None else data.draw(st.floats(0, agreement)),
    )
    assert 0 <= score(worse) <= score(found) <= 1
    if worse.flaws:
        assert confidence(score(worse)) is not Confidence.GOOD


@given(ENGINES, st.sets(st.sampled_from(["3 million ", "18 ", "50 ", "4 "]), min_size=1), st.booleans())
def test_a_number_that_is_dropped_never_raises_the_score(engine: str, dropped: set[str], known: bool) -> None:
    like = DRAFT if known else None
    draft, whole = DRAFT, scored(SOURCE, DRAFT, engine, like=like)
    before = whole
    for number in sorted(dropped):
        draft = draft.replace(number, "", 1)
        after = scored(SOURCE, draft, engine, like=like)
        assert after <= before
        before = after
    assert before < whole


@given(st.text(), st.text(), st.none() | st.text(), st.lists(st.text(), max_size=2), ENGINES)
def test_any_text_has_one_score(
    source: str, draft: str, like: str | None, others: list[str], engine: str
) -> None:
    found = scored(source, draft, engine, like=like, others=others)
    assert 0 <= found <= 1
    assert found == scored(source, draft, engine, like=like, others=others)


@pytest.mark.parametrize("language", ["en", "de", "ja", "zh_TW", "ko", "ar"])
@pytest.mark.parametrize(
    "draft", ["", "\ud800", "\u202e" * 9, "🧑‍🚀" * 99, "word " * 100_000, "长" * 100_000]
)
def test_strange_and_huge_texts_have_scores(draft: str, language: str) -> None:
    for source in (SOURCE, "", "长" * 100_000):
        found = facts(Subject(source, draft, language=language), "gloss", like=draft, others=[DRAFT * 500])
        assert 0 <= score(found) <= 1


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (DRAFT, DRAFT.replace("3 million", "30 million")),
        (DRAFT, DRAFT.replace("the platform", "平台")),
        (DRAFT.replace("the platform", "禾澜"), "每天 the platform handles 300 万条订单 in 18 个城市"),
        (DRAFT, "Every day the platform handles 3 million orders in 18 cities."),
    ],
)
def test_the_worse_of_two_drafts_scores_less(better: str, worse: str) -> None:
    assert scored(SOURCE, worse) < scored(SOURCE, better)


def test_a_label_is_trusted_more_than_a_sentence_and_what_people_wrote_most() -> None:
    scores = [scored(*pair) for pair in ((SOURCE, DRAFT, "gloss"), ("数据备份", "Data backup", "gloss"))]
    scores += [scored("数据备份", "Data backup", "memory")]
    assert scores == sorted(scores)
    assert [confidence(found) for found in scores] == ["poor", "good", "good"]


def test_a_second_engine_and_what_people_said_of_a_like_text_speak_for_a_draft_and_against_it() -> None:
    other = "Nothing of the kind was said here " + string.ascii_lowercase
    for known in ("like", "others"):
        for_it, against = ({known: text if known == "like" else [text]} for text in (DRAFT, other))
        assert scored(SOURCE, DRAFT, **against) < scored(SOURCE, DRAFT) < scored(SOURCE, DRAFT, **for_it)


def test_a_name_that_the_glossary_keeps_is_no_chinese_that_was_left() -> None:
    subject = Subject("禾澜负责部署", "禾澜 does the deployment", glossary=(Term("禾澜", ""),))
    found = facts(subject, "openai")
    assert (found.left, found.flaws) == (0, frozenset())
    assert facts(Subject(subject.source, subject.target), "openai").flaws == {"leftover-han"}
