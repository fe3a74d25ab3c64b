"""The guard itself: it refuses what is wrong, and its rule for asking ruamel.yaml is sound."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from i18n_pipeline.errors import PageError
from i18n_pipeline.pages.parse import parse_page, read_events, summarize
from i18n_pipeline.pages.verify import DISPUTED, verify

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


@pytest.mark.parametrize(
    "text",
    [
        *("a: b\tc", "a: b\x85c", "a: b\u2028c", "a: \ufeffb", "%YAML 1.2", "a: b\n...", "| a", ">-\n a"),
        *(
            "--- |\n a",
            "---  >\n a",
            "a: |#",
            "a: >\n\n b",
            "a: |2+ # c\n\n b",
            "- &a.b c",
            "&a! b",
            "a: *b.c",
        ),
        *("[!<x> a]", "!a!b c", "{a:{b: c}}", "a::b", "[a:,b]"),
    ],
)
def test_what_readers_are_known_to_differ_on_is_shown_to_both(text: str) -> None:
    assert DISPUTED.search(text)


@pytest.mark.parametrize(
    "text", ["a: b", "a: |\n b", "a: >-\n b", "- &a b\n- *a\n- !!str c", "a: 50% > b | c & d * e!", "a: b. c"]
)
def test_what_they_agree_on_is_not(text: str) -> None:
    assert not DISPUTED.search(text)


BASES = [
    'a: 中\nb:\n  - c: "d"\n    e: |\n      f\n      g\n  - [h, {i: j}]\n',
    "- a\n- b: >-\n    x\n    y\n  c: 'z'\n",
    '{a: [b, c], "d": e}\n',
    "k: v # c\nl: &x m\nn: *x\no: p q\n  r\n",
    "x: |\n  a\n\n  b\n\ny: >+\n  a\n   b\n\n  c\n\nz: 1\n",
    "x: \"a\n\n  b\"\ny: 'a\n  b\n\n  c'\nz: a\n  b\n\n  c\n---\nk: v\n",
]
PIECES = [
    *"ab #,:[]{}-?&*!|>'\"%@`~\\.1\n\t\r",
    "中文", "b: ", "- ", "  ", "\n  ", "\n- ", '"x"', "'y'", " # c", "? ", "&a ", "*a ", "!t ", "!!str ", "|\n", "|-\n",
    ">+\n", ">\n   ", "|2\n", "---\n", "...\n", "%YAML 1.2\n", "\r\n", "<<: ", "\nk: ", "\n  - ", "\n\n", "\xa0", "　",
    "\u2028", "\x85", "\ufeff", ">  # c\n", '"\\/"', "!!binary ", "!<x> ", "&中 ", "*中 ",
]  # fmt: skip


@settings(max_examples=1500)
@given(
    st.sampled_from(BASES),
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(0, 3), st.sampled_from(PIECES)), min_size=1, max_size=4
    ),
)
def test_pages_without_a_disputed_construct_read_alike(base: str, edits: list[tuple[int, int, str]]) -> None:
    text = base
    for at, deleted, inserted in edits:
        text = text[:at] + inserted + text[at + deleted :]
    assume(not DISPUTED.search(text))
    try:
        first = [summarize(found) for found in read_events(text)]
    except yaml.YAMLError:
        return
    try:
        second = [summarize(found) for found in YAML(typ="safe", pure=True).parse(text)]
    except YAMLError as error:
        pytest.fail(f"ruamel.yaml refuses what libyaml reads: {error}")
    assert first == second
