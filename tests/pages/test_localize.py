"""Promises 1 and 2: bytes and shape, whatever the page and whatever the translation."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from yaml_documents import TRANSLATIONS, pages

from i18n_pipeline.errors import PageError
from i18n_pipeline.locales import script
from i18n_pipeline.model import Page, Scalar
from i18n_pipeline.pages.frame import frame
from i18n_pipeline.pages.localize import localize
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import select

ZH = script("zh")


def read(name: str, raw: bytes) -> tuple[Page, list[Scalar]]:
    page = parse_page(raw, name=name, file=name)
    return page, [unit.scalar for unit in select(page, (), ZH)[0]]


def scalars_by_libyaml(source: str) -> list[object]:
    events = yaml.parse(source, Loader=yaml.CSafeLoader)
    return [(e.value, e.tag, e.anchor) for e in events if isinstance(e, yaml.ScalarEvent)]


def scalars_by_ruamel(source: str) -> list[object]:
    events = YAML(typ="safe", pure=True).parse(StringIO(source))
    return [(e.value, e.tag, e.anchor) for e in events if type(e).__name__ == "ScalarEvent"]


@settings(max_examples=300)
@given(pages())
def test_translations_equal_to_their_sources_give_the_same_bytes(made: tuple[str, bytes]) -> None:
    name, raw = made
    page, selected = read(name, raw)
    assert localize(page, {scalar: scalar.value for scalar in selected}) == raw


@settings(max_examples=500)
@given(pages(), st.data())
def test_any_translation_is_read_back_exactly_and_nothing_else_changes(
    made: tuple[str, bytes], data: st.DataObject
) -> None:
    name, raw = made
    page, selected = read(name, raw)
    assume(selected)
    texts = {scalar: data.draw(TRANSLATIONS) for scalar in selected}
    merged = localize(page, texts)
    again, _ = read(name, merged)
    source = again.text[again.yaml.start : again.yaml.end]
    # Both readers, asked here whether or not localize itself asked the second.
    assert scalars_by_libyaml(source) == scalars_by_ruamel(source)
    meant = [texts.get(scalar, scalar.value) for scalar in page.scalars]
    assert [scalar.value for scalar in again.scalars] == meant
    assert [scalar.path for scalar in again.scalars] == [scalar.path for scalar in page.scalars]
    assert outside(page, selected) == outside(again, [again.scalars[page.scalars.index(s)] for s in selected])
    assert again.bom == page.bom
    assert frame(again) == frame(page)
    for scalar in selected:
        event(f"{scalar.style or 'plain'} → {again.scalars[page.scalars.index(scalar)].style or 'plain'}")


def outside(page: Page, scalars: list[Scalar]) -> list[str]:
    """The text between the literals; a block scalar's header comment and blank lines count as outside."""
    parts, position = [], 0
    for scalar in scalars:
        literal = page.text[scalar.span.start : scalar.span.end]
        comment = re.match(r"[|>][-+\d]*([ \t]+#[^\r\n]*)", literal) if scalar.style in ("|", ">") else None
        parts.append(page.text[position : scalar.span.start])
        parts.append(comment.group(1).strip() if comment else "")
        position = scalar.span.end - len(literal) + len(literal.rstrip())
    # A comment kept from a block scalar stands behind the quotes that replace it.
    joined = "".join([*parts, page.text[position:]])
    return sorted(joined.split())


PLACES = {
    "plain": "a: 中文\nb: 1\n",
    "plain over two lines": "a: 中文\n  中文 # c\nb: 1\n",
    "single": "a: '中文'  # c\nb: 1\n",
    "double": 'a: "中文"\nb: 1\n',
    "literal": "a: |  # c\n  中文\n  中文\n\nb: 1\n",
    "literal kept": "a: |+\n  中文\n\n\nb: 1\n",
    "literal stripped, indented": "- a: |2-\n     中文\n    中文\n  b: 1\n",
    "folded": "a: >\n  中文\n  中文\n\n  中文\nb: 1\n",
    "folded, stripped": "a: >-\n  中文\n\nb: 1\n",
    "flow sequence": "a: [中文, 'b', {c: d}]\nb: 1\n",
    "flow mapping": "{a: 中文, b: 1}\n",
    "sequence": "- 中文\n- b\n",
    "nested sequence": "- - 中文\n  - b: 中文\n",
    "root": "中文\n",
    "anchored and tagged": "a: &x !!str 中文\nb: *x\n",
    "explicit key": "? a\n: 中文\n? b\n: 1\n",
    "last, no newline": "a: 中文",
    "literal, no newline": "a: |\n  中文",
}
HOSTILE = [
    "yes", "No", "on", "OFF", "y", "true", "null", "~", "NULL", "1", "1.0", "-1", "+.inf", ".nan", "1e3", "0x1F",
    "0o7", "017", "0b1", "1_000", "1:30", "190:20:30", "2024-01-01", "2001-12-14 21:59:43.10 -5", "=", "<<",
    "a: b", "a:", ": a", "- x", "-", "---", "...", "--- x", "? x", "#c", "a #c", "a# c", "&a", "*a", "!a", "%a", "@a",
    "`a`", "|", ">", "| x", "[a", "a]", "{a", "a}", "a, b", ",", "'", '"', "''", "it's", 'say "hi"', "\\", "\\n", "a\\",
    " a", "a ", "  ", "\ta", "a\t", "a\tb", "a\nb", "a\n", "\na", "a\n\nb", "a\n\n", "a\n  b", "  a\nb", "a \nb", "\n",
    "a\r\nb", "a\rb", "a\x07b", "\x00", "\x1b[0m", "a\x85b", "a\u2028b", "a\u2029b", "\ufeffa", "a\ufeff", "\u200b",
    "\u202eevil", "\xa0a", "　a　", "🙂", "👩‍👩‍👧", "𠀀", "\ufffe", "\ue000", "é", "中文: 中文", "<b>x</b>", "{{ x }}", "${X}",
    "%s", "a: |\n  b", "# a\n# b", "key: value\nother: value", "x" * 5000, "a  b   c", "http://x.y/#z", "<script>",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:30])
def test_hostile_translations(place: str, text: str) -> None:
    yaml_text = PLACES[place]
    for name, raw in (
        ("a.yaml", yaml_text),
        ("a.md", f"---\n{yaml_text}\n---\nbody\n"),
        ("a.yaml", yaml_text.replace("\n", "\r\n")),
    ):
        page, selected = read(name, raw.encode())
        merged = localize(page, {selected[0]: text}).decode()
        again, _ = read(name, merged.encode())
        source = again.text[again.yaml.start : again.yaml.end]
        assert scalars_by_libyaml(source) == scalars_by_ruamel(source)
        meant = [text if scalar == selected[0] else scalar.value for scalar in page.scalars]
        assert [scalar.value for scalar in again.scalars] == meant
        for reader in READERS:
            assert text in leaves(list(reader(source))), reader
        assert merged.startswith(raw[: selected[0].span.start])
        assert merged.rstrip().endswith(raw[selected[0].span.end :].rstrip())


READERS = (yaml.safe_load_all, YAML(typ="safe", pure=True).load_all)


@pytest.mark.parametrize("literal", ["中文", "'中文'  # c", "&x |\n  中文"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:30])
def test_behind_a_tag_that_says_nothing_stands_the_translation_or_no_page_at_all(
    literal: str, text: str
) -> None:
    page, selected = read("a.yaml", f"a: ! {literal}\nb: 1\n".encode())
    try:
        merged = localize(page, {selected[0]: text}).decode()
    except PageError:
        quoted = f"! {json.dumps(text)}"  # which is a string, but for some readers
        with pytest.raises((yaml.YAMLError, AssertionError)):
            assert all(list(reader(quoted)) == [text] for reader in READERS)
        return
    for reader in READERS:
        assert list(reader(merged)) == [{"a": text, "b": 1}]


def leaves(tree: object) -> list[object]:
    """The strings of a loaded document."""
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list):
        return [leaf for node in tree for leaf in leaves(node)]
    return [tree]


@pytest.mark.parametrize(
    ("source", "text", "merged"),
    [
        ("a: 中文 # c\n", "plain text", "a: plain text # c\n"),
        ("a: 中文\n", "a: b", "a: 'a: b'\n"),
        ("a: 中文\n", "it's a: b", "a: 'it''s a: b'\n"),
        ("a: 中文\n", "two\nlines", 'a: "two\\nlines"\n'),
        ("a: '中文'\n", "plain text", "a: 'plain text'\n"),
        ("a: '中文'\n", "it's", "a: 'it''s'\n"),
        ('a: "中文"\n', 'say "hi"', 'a: "say \\"hi\\""\n'),
        ("a: [中文, 中]\n", "x, y", "a: ['x, y', 中]\n"),
        ("a: |\n  中文\n\nb: 1\n", "one\ntwo\n", "a: |\n  one\n  two\n\nb: 1\n"),
        ("a: |\n  中文\nb: 1\n", "no newline", "a: |-\n  no newline\nb: 1\n"),
        ("a: |\n  中文\nb: 1\n", "a\n  indented\n", "a: |\n  a\n    indented\nb: 1\n"),
        ("a: |-  # c\n  中文\nb: 1\n", " x", 'a: " x"  # c\nb: 1\n'),
        ("a: >-\n  中文\n  中文\n", "one line\nand another", "a: >-\n  one line\n\n  and another\n"),
        ("a: |+\n  中文\n\n\nb: 1\n", "x\n\n\n", "a: |+\n  x\n\n\nb: 1\n"),
        ("a: |+\n  中文\n\nb: 1\n", "x\n", "a: |\n  x\n\nb: 1\n"),
    ],
)
def test_the_style_is_kept_where_it_can_hold_the_text_else_the_mildest_quoting(
    source: str, text: str, merged: str
) -> None:
    page, selected = read("a.yaml", source.encode())
    assert localize(page, {selected[0]: text}).decode() == merged


def test_corpus_identity(corpus: Path) -> None:
    found = sorted((corpus / "zh").rglob("*.md"))
    assert len(found) == 11
    for path in found:
        page, selected = read(path.name, path.read_bytes())
        assert localize(page, {scalar: scalar.value for scalar in selected}) == path.read_bytes()


def test_a_page_that_the_second_reader_refuses_is_not_written() -> None:
    page, selected = read("a.yaml", "a: 中文\nb: {c: d}\t\n".encode())
    with pytest.raises(PageError, match="1.2"):
        localize(page, {selected[0]: "x"})
