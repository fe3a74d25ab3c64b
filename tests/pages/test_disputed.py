"""When the second YAML reader is asked: wherever the two may differ, and not for what stands in a text."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from i18n_pipeline.pages.disputed import is_disputed
from i18n_pipeline.pages.events import read_events, summarize
from i18n_pipeline.pages.parse import parse_page

#: How many documents the search looks at, and the number of the first; each number is one document.
DOCUMENTS = int(os.environ.get("I18N_DOCUMENTS", "4000"))
FIRST = int(os.environ.get("I18N_FIRST_DOCUMENT", "0"))

CONSTRUCTS = [
    *("a: b\tc", "a:\tb", "a: 'b'\t# c", "a: \ufeffb", "a: 'b\x85c'", "a: 'b\u2028c'", "a: b\rc: d", "%YAML 1.2\n---\na: b"),
    *("a: b\n...", ">-\n a", " |\n#a", "\n  |\n#a", "--- |\n#a", "---  >\n#a", "!!str |\n#a", "--- &a |\n#b"),
    *("a: |#", "a: >\n \n b", "a: |2+ # c\n\n  \n  b", "a: |\t\n b", "- !a.b c", "- !<x> a", "[!a,]", "a: &b c\n*b: d"),
    *("{a: [b,&c: d]}", '["a":b]', "['a':b]", "[&a :b]", "[!a :b]", "[[a]:b]", "[? a, b]", "- ? b\n  : c"),
    # beside texts and comments that have the same in them
    *("a: b && c # &&\nd: !e.f g", "a: 'b' # &&\nc: !d.e f", "# &&\na: 'b #'\nc:\td", "a: '# b'\t", "a: |\n &&\nb: !c.d e"),
]  # fmt: skip
TEXTS = [
    *("a: b", "a: |\n b", "a: >-\n b", "- &a b\n- *a\n- !!str c", "a: 50% > b | c & d * e!", "a: b. c", "a: |\n"),
    *("a: R&amp;D &hellip; b", "a: b && c", 'a: "**.go"', '"**.go": b', "a: A::B", "a: b **bold** c", "a: b != c"),
    *("a: 'b &c d'", 'a: "b\tc"', "a: 'b\n  *c'", "a: |\n  b &&\n  \tc\n\n  **d**\n", "a: >\n\n  b", "- >-\n  **b**\n- c"),
    *("a: b\n  && c", "a: [b::c, 'd &&', http://e.f/?g]", "a: (b?) !c", "a: b ? c : d", "a: &b '&&'", "a: ! '&c.d'"),
    *("a: b # &&", "# **b**\na: c", "a:\n  # *b*\n  - c", 'a: "b" # &c\nd: e', "a: | # &&\n  b", "a: b\r\nc: '&&'\r\n", "a: b\na: c"),
]  # fmt: skip


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_each_construct_that_readers_differ_on_is_disputed(text: str) -> None:
    assert is_disputed(text)


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_in_a_text_or_a_comment_is_not(text: str) -> None:
    assert not is_disputed(text)
    assert disagreement(text) is None


def test_no_real_page_is(corpus: Path) -> None:
    disputed = set()
    for path in (corpus / "zh").rglob("*.md"):
        page = parse_page(path.read_bytes(), name=path.name, file=path.name)
        if is_disputed(page.text[page.yaml.start : page.yaml.end]):
            disputed.add(path.name)
    assert not disputed


BASES = [
    'a: 中\nb:\n  - c: "d"\n    e: |\n      f\n      g\n  - [h, {i: j}]\n',
    "- a\n- b: >-\n    x\n    y\n  c: 'z'\n", '{a: [b, c], "d": e}\n', "k: v # c\nl: &x m\nn: *x\no: p q\n  r\n",
    "x: |\n  a\n\n  b\n\ny: >+\n  a\n   b\n\n  c\n\nz: 1\n", "x: y\n\n  z\n# c\nb: |\n  x\n # c\n",
    "x: \"a\n\n  b\"\ny: 'a\n  b\n\n  c'\nz: a\n  b\n\n  c\n---\nk: v\n", 'a: ["x", y]\n', "a: {'x': y, z: w}\n",
    "a: 'x y' # z\nb: \"x y\"\n", '"x y": z\n\'v\': w\n', "- | # c\n x\n- >2- # d\n    x\n- - a\n  - b\n-\n  - c\n",
    "a: ! b\nc: !!str d\ne: &f g\n? h\n: i\n", "x", '"x y"', "# c\na: b # d\n---\ne: f\n", " |\n  a\n", "\n  >\n   a\n",
    "--- |\n a\n", "--- !!str >\n b\n", "&a |-\n b\n", "a: b\r\nc: |\r\n  d\r\n", "a: 😀 &b\nc: ['😀 *d', e]\n", '{"a":"b","c":[1,2]}\n', "",
]  # fmt: skip
PIECES = [
    *"ab #,:[]{}-?&*!|>'\"%@`~\\.1\n\t\r",
    "中文", "b: ", "- ", "  ", "\n  ", "\n- ", '"x"', "'y'", " # c", "? ", "&a ", "*a ", "!t ", "!!str ", "|\n", "|-\n",
    ">+\n", ">\n   ", "|2\n", "---\n", "...\n", "%YAML 1.2\n", "\r\n", "<<: ", "\nk: ", "\n  - ", "\n\n", "\xa0", "　",
    "\u2028", "\x85", "\ufeff", ">  # c\n", '"\\/"', "!!binary ", "!<x> ", "&中 ", "*中 ", "&&", "&x;", "**.go", " **b** ",
    "A::B", "!=", "! ", "::", ": ", ", ", '"x":', ",&a", "?,", "&a.b ", "!a!b ", "http://a.b/c?d#e", " \n", "\n    ", "\\n",
    " # a && b\n", "#c", "''", '""', "--- ", "-->", "\n---\n", "\n...\n", " |", "|\n ",
]  # fmt: skip


def document(number: int) -> str:
    """Pieces put together, or put into a document in place of some of its characters."""
    random = Random(number)
    if random.random() < 0.25:
        text = "".join(random.choices(PIECES, k=random.randint(1, 8)))
        return random.choice(("%s", "a: [%s]\n", "a: {%s}\n", "- %s\n")).replace("%s", text)
    text = random.choice(BASES)
    for _ in range(random.randint(1, 4)):
        at, deleted = random.randint(0, len(text)), random.choice((0, 0, 0, 1, 1, 2, 3))
        text = text[:at] + random.choice(PIECES) + text[at + deleted :]
    return text


def disagreement(text: str) -> str | None:
    """How ruamel.yaml reads otherwise than libyaml; None for what libyaml refuses, as it is no page."""
    try:
        first = [summarize(found) for found in read_events(text)]
    except yaml.YAMLError:
        return None
    try:
        second = [summarize(found) for found in YAML(typ="safe", pure=True).parse(text)]
    except YAMLError as error:
        return f"refused: {error}"
    return None if first == second else f"{first} {second}"


def test_documents_without_a_disputed_construct_read_alike() -> None:
    for number in range(FIRST, FIRST + DOCUMENTS):
        text = document(number)
        try:
            disputed = is_disputed(text)
        except yaml.YAMLError:
            continue
        told = None if disputed else disagreement(text)
        assert not told, f"document {number}, {text!r}: {told}"
