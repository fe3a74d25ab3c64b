"""What is translated without configuration, and what rules change."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n_pipeline import config
from i18n_pipeline.locales import script
from i18n_pipeline.model import Message, show_path
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import body_warnings, key_warnings, messages, select

PAGE = """\
title: 案例
css: scss/case.scss
section:
  - title: 背景
    type: 1
    image: https://example.com/图.png
    list:
      - content: 云
      - content: Latin
      - content: 云
"""


def extract(text: str, rules: str = "", name: str = "case/a.yaml") -> dict[str, Message]:
    page = parse_page(text.encode(), name=name, file=name)
    units, _ = select(page, config.parse(rules, Path()).rules, script("zh"))
    return {message.msgid: message for message in messages(units)}


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("a: 中", True), ("a: '中'", True), ("a: 〇", True), ("a: 𠀀", True), ("a: a中", True), ("a: !!str 中", True),
        ("a: ，。", False), ("a: https://example.com/a", False), ("a: 1", False), ("a: ''", False), ("a:", False),
        ("中: a", False), ("a: !!binary 中", False), ("a: !t 中", False), ("a: &x 中", True), ("a: ! 中", True), ("a: ! '中'", True), ("a: ! |\n  中", True), ("a: ひらがな", False),
    ],
)  # fmt: skip
def test_strings_with_a_han_character_are_selected(text: str, selected: bool) -> None:
    assert bool(extract(text)) is selected


def test_places_and_what_a_translator_is_told() -> None:
    found = extract(PAGE)
    assert list(found) == ["案例", "背景", "https://example.com/图.png", "云"]
    assert [show_path(place.path) for place in found["云"].places] == [
        "section[0].list[0].content",
        "section[0].list[2].content",
    ]
    assert [(p.title, p.heading, p.line) for p in found["云"].places] == [
        ("案例", "背景", 8),
        ("案例", "背景", 10),
    ]
    assert (found["背景"].places[0].title, found["背景"].places[0].heading) == ("案例", "")
    assert (found["案例"].places[0].title, found["案例"].places[0].heading) == ("", "")


@pytest.mark.parametrize(
    ("rule", "gone", "added"),
    [
        ('path = "**.image"\nskip = true', {"https://example.com/图.png"}, set()),
        ('path = "section[*].list[*].content"\ntranslate = true', set(), {"Latin"}),
        ('path = "section[0].list[1].content"\ntranslate = true', set(), {"Latin"}),
        ('path = "section[*].type"\ntranslate = true', set(), set()),
        ('path = "*"\nskip = true', {"案例"}, set()),
        ('path = "**"\nskip = true', {"案例", "背景", "https://example.com/图.png", "云"}, set()),
        ('path = "**"\nskip = true\npages = "other/*"', set(), set()),
        ('path = "**"\nskip = true\npages = "case/*.yaml"\n[[rule]]\npath = "title"\ntranslate = true',
         {"背景", "https://example.com/图.png", "云"}, set()),
    ],
)  # fmt: skip
def test_skip_and_translate(rule: str, gone: set[str], added: set[str]) -> None:
    plain, ruled = set(extract(PAGE)), set(extract(PAGE, f"[[rule]]\n{rule}\n"))
    assert (plain - ruled, ruled - plain) == (gone, added)


def test_note_max_length_and_context() -> None:
    rules = """
        [[rule]]
        path = "section[*].**.content"
        note = "a label"
        max_length = 20
        context = "menu"
        [[rule]]
        path = "**.content"
        max_length = 30
    """
    message = extract(PAGE, rules)["云"]
    assert message.msgctxt == "menu"
    assert {(place.notes, place.max_length) for place in message.places} == {(("a label",), 20)}


def test_a_path_pattern_matches_the_repetitions_of_a_key() -> None:
    assert extract("image: 图一\nimage: 图二\n", '[[rule]]\npath = "image"\nskip = true\n') == {}


def test_rules_that_matched_are_told() -> None:
    page = parse_page(PAGE.encode(), name="a.yaml", file="a.yaml")
    rules = config.parse('[[rule]]\npath = "title"\n[[rule]]\npath = "nowhere"\n', Path()).rules
    assert select(page, rules, script("zh"))[1] == {rules[0]}


def test_text_below_the_front_matter_is_one_warning_a_page() -> None:
    page = parse_page("---\na: 中\n---\nlatin\n正文\n正文\n".encode(), name="a.md", file="a.md")
    assert [(found.line, found.rule) for found in body_warnings(page, script("zh"))] == [
        (5, "untranslated-body")
    ]


def test_a_text_that_is_a_key_elsewhere_is_not_selected_and_told() -> None:
    text = "a: &k 标题\nb: 正文\n*k : 值\nc: &l latin\n*l : 值\n"
    page = parse_page(text.encode(), name="a.yaml", file="a.yaml")
    assert [unit.scalar.value for unit in select(page, (), script("zh"))[0]] == ["正文", "值", "值"]
    assert [(found.line, found.rule) for found in key_warnings(page, script("zh"))] == [
        (1, "untranslated-key")
    ]


def test_message_counts_of_the_two_pages_that_began_it(corpus: Path) -> None:
    def count(name: str) -> tuple[int, int]:
        path = corpus / "zh" / "case" / name
        units, _ = select(parse_page(path.read_bytes(), name=name, file=name), (), script("zh"))
        found = messages(units)
        assert not any(m.msgid.startswith(("http", "/")) or m.msgid.isnumeric() for m in found)
        return len(units), len(found)

    assert count("maxnerva.md") == (55, 55)
    # 73 values, 72 messages: the company's short name is a section's title and a quotation's author.
    assert count("excelsecu.md") == (73, 72)
