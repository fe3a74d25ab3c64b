"""The index over like texts: the answer of a full scan, whatever the texts are."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from i18n_pipeline.catalog import alike
from i18n_pipeline.catalog.alike import Alike


def scan(texts: Sequence[str], text: str, least: int, limit: int) -> list[str]:
    best = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
    return [found for found, _, _ in best]


def indexed(texts: Sequence[str]) -> Alike:
    """With an index from the first look on."""
    with patch.object(alike, "_SCANS", 0):
        made = Alike(texts)
        made.most("", 100, 1)
    return made


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts that are edits of a few, and one that may be another edit: many scores, and equal ones."""
    alphabet = draw(st.sampled_from(["ab", "云台平管理系统", "云\u4e91\u5291ab 。", None]))
    letters = st.characters() if alphabet is None else st.sampled_from(alphabet)
    seeds = draw(st.lists(st.text(letters, max_size=30), min_size=1, max_size=3))
    random = Random(draw(st.integers()))
    more = "".join(seeds) + "云a"

    def edited() -> str:
        letters = list(random.choice(seeds))
        for _ in range(random.randrange(9)):
            at = random.randrange(len(letters) + 1)
            letters[at : at + random.randrange(2)] = random.choice(["", random.choice(more)])
        return "".join(letters)

    return [edited() for _ in range(random.randrange(60))], edited()


@given(versions(), st.integers(1, 100), st.integers(1, 5))
def test_it_finds_what_a_scan_finds(made: tuple[list[str], str], least: int, limit: int) -> None:
    texts, text = made
    assert indexed(texts).most(text, least, limit) == scan(texts, text, least, limit)


@given(versions(), st.sampled_from([1, 2, 7]))
def test_however_the_texts_are_divided(made: tuple[list[str], str], many: int) -> None:
    texts, text = made
    with patch.object(alike, "_FEW", 1), patch.object(alike, "_MANY", many):
        assert indexed(texts).most(text, 75, 3) == scan(texts, text, 75, 3)


def test_of_equals_the_one_given_first_is_first() -> None:
    text, longer, other = "一二三四五六七八九十", "一二三四五六七八九十甲乙丙丁戊", "一二三四五六七八甲乙"
    for texts in ([longer, other], [other, longer]):
        assert indexed(texts).most(text, 75, 3) == scan(texts, text, 75, 3) == texts


@pytest.mark.parametrize("size", [500, 520, 1030, 3000])
def test_long_texts(size: int) -> None:
    random = Random(size)
    texts = ["".join(random.choices("一二三四五六七八九十云平台管理", k=size + n)) for n in range(20)]
    for text in (texts[3][7:] + "云", texts[5][: size // 2], "云" * size):
        assert indexed(texts).most(text, 60, 3) == scan(texts, text, 60, 3)


def test_few_texts_are_scored() -> None:
    random = Random(1)
    words = ["".join(random.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", k=2)) for _ in range(400)]
    texts = ["".join(random.choices(words, k=20)) for _ in range(3000)]
    scored = []
    with patch("rapidfuzz.process.extract", side_effect=lambda text, found, **_: scored.extend(found) or []):
        indexed(texts).most(texts[7][:-3] + "。", 75, 3)
    assert texts[7] in scored
    assert len(set(scored)) < 100


def test_the_index_is_made_when_it_is_worth_it() -> None:
    texts = ["我们选择了容器平台来管理", "我们选择了容器平台来管它"]
    known = Alike(texts)
    with patch.object(alike, "_columns", side_effect=alike._columns) as made:
        for look in range(30):
            assert known.most("我们选择了容器平台来管", 75, 3) == texts
            assert made.call_count == (look >= 10)
