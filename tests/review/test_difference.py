"""Word by word: Han characters one at a time, Latin words whole."""

import time

from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.review.difference import difference


def test_han_characters_are_words_and_latin_words_are_whole() -> None:
    assert difference("上课自动还原", "上课时自动还原") == (("=", "上课"), ("+", "时"), ("=", "自动还原"))
    assert difference("用 Quaydeck 部署", "用 Quayside 部署") == (
        ("=", "用 "),
        ("-", "Quaydeck"),
        ("+", "Quayside"),
        ("=", " 部署"),
    )
    assert difference("降低了 45%", "降低了 450%") == (
        ("=", "降低了 "),
        ("-", "45"),
        ("+", "450"),
        ("=", "%"),
    )
    assert difference("", "新") == (("+", "新"),)
    assert difference("同", "同") == (("=", "同"),)


@given(st.text("上课时自动ab \n𠀀é", max_size=30), st.text("上课时自动ab \n𠀀é", max_size=30))
def test_both_texts_can_be_read_off_it(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(text for kind, text in pieces if kind != "+") == old
    assert "".join(text for kind, text in pieces if kind != "-") == new
    assert all(text for _, text in pieces)


def test_texts_of_a_megabyte_are_compared_at_once() -> None:
    old, new = "开头" + "甲乙" * 250_000 + "结尾", "开头" + "丙丁" * 250_000 + "结尾"
    began = time.process_time()
    assert [kind for kind, _ in difference(old, new)] == ["=", "-", "+", "="]
    assert time.process_time() - began < 60
