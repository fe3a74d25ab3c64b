"""The guard itself: it refuses what is wrong."""

from __future__ import annotations

import pytest

from i18n_pipeline.errors import PageError
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.verify import verify

SOURCE = "---\na: 中文\nb: [1, &x 二]\nc: *x\n---\nbody\n"


@pytest.mark.parametrize(
    ("merged", "why"),
    [
        (SOURCE.replace("中文", "other"), "would read 'other' where 'text' is meant"),
        (SOURCE.replace("中文", "te: xt"), "not valid|cannot read"),
        (SOURCE.replace("中文", "text").replace("[1,", "[2,"), "'2' where '1'"),
        (SOURCE.replace("中文", "text").replace("&x", "&y"), "二"),
        (SOURCE.replace("中文", "text").replace("b:", "B:"), "'B' where 'b'"),
        (SOURCE.replace("中文", "text").replace("body", "text"), "around"),
        (SOURCE.replace("中文", "text\nd: 1"), "'d'"),
        (SOURCE.replace("中文", "!t text"), "text"),
        (SOURCE.replace("中文", "text\t"), "1.2"),
    ],
)
def test_what_is_not_the_source_with_its_translations_is_refused(merged: str, why: str) -> None:
    page = parse_page(SOURCE.encode(), name="a.md", file="content/zh/a.md")
    index = page.scalars[0].event
    verify(page, SOURCE.replace("中文", "text"), {index: "text"})
    with pytest.raises(PageError, match=why) as caught:
        verify(page, merged, {index: "text"})
    assert caught.value.file == "content/zh/a.md"


@pytest.mark.parametrize(
    "text", ["yes", "1", "0o17", "0x1f", "1:30", "2024-01-01", "null", "~", "1e3", ".inf", "<<"]
)
def test_a_plain_translation_of_another_type_is_refused(text: str) -> None:
    page = parse_page("a: 中文\n".encode(), name="a.yaml", file="a.yaml")
    with pytest.raises(PageError):
        verify(page, f"a: {text}\n", {page.scalars[0].event: text})
    verify(page, f"a: '{text}'\n", {page.scalars[0].event: text})


@pytest.mark.parametrize("text", ["12", "yes", "~", "2024-01-01"])
def test_what_is_no_string_behind_the_tag_that_says_nothing_is_refused(text: str) -> None:
    page = parse_page("a: ! 中文\n".encode(), name="a.yaml", file="a.yaml")
    with pytest.raises(PageError, match="!!str"):
        verify(page, f"a: ! '{text}'\n", {page.scalars[0].event: text})
    verify(page, "a: ! text\n", {page.scalars[0].event: "text"})


def test_a_value_that_is_a_key_elsewhere_keeps_its_text() -> None:
    page = parse_page("a: &k 中文\n*k : 1\n".encode(), name="a.yaml", file="a.yaml")
    with pytest.raises(PageError, match="key elsewhere"):
        verify(page, "a: &k text\n*k : 1\n", {page.scalars[0].event: "text"})
