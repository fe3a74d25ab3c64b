"""What parse finds, and what it refuses in one clear line."""

from __future__ import annotations

import pytest
from yaml_documents import LEADS

from i18n_pipeline.errors import PageError
from i18n_pipeline.model import Page, show_path
from i18n_pipeline.pages.parse import parse_page


def parse(text: str | bytes, name: str = "a.yaml") -> Page:
    return parse_page(text.encode() if isinstance(text, str) else text, name=name, file=f"content/zh/{name}")


def paths(text: str, name: str = "a.yaml") -> dict[str, str]:
    return {show_path(scalar.path): scalar.value for scalar in parse(text, name).scalars}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  b:\n  - c: x\n  - y\n", {"a.b[0].c": "x", "a.b[1]": "y"}),
        ("a: x\na: y\n", {"a": "x", "a~2": "y"}),
        ('"a.b": x\n"a b": {c d: y}\n\'a~2\': z\n', {'"a.b"': "x", '"a b"."c d"': "y", '"a~2"': "z"}),
        ("标题: x\na-b: y\n3: z\n", {"标题": "x", "a-b": "y", "3": "z"}),
        ("---\na: x\n---\na: y\n---\n- z\n", {"a": "x", "---[1].a": "y", "---[2][0]": "z"}),
        ("x\n", {"": "x"}),
        ("? [k, l]\n: x\n? {m: n}\n: {o: y}\n", {'"?"': "x", '"?"~2.o': "y"}),
        ("? {a: {? [b] : c}}\n: x\nd: y\n", {'"?"': "x", "d": "y"}),
        ("a: &k x\n*k : y\n", {"a": "x", '"*k"': "y"}),
        ("- [a, {b: c}]\n- - d\n", {"[0][0]": "a", "[0][1].b": "c", "[1][0]": "d"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
    ],
)
def test_paths(text: str, expected: dict[str, str]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_spans_and_lines_are_those_of_the_file(newline: str, bom: str) -> None:
    text = "---\na: 一\n# 𠀀🙂\nb: &x !!str '二'  # c\nc: |\n  三\n\nd: [四, \"五\"]\n---\n正文\n"
    page = parse(bom + text.replace("\n", newline), "a.md")
    found = {show_path(s.path): (page.text[s.span.start : s.span.end], s.line) for s in page.scalars}
    assert found == {
        "a": ("一", 2),
        "b": ("'二'", 4),
        "c": ("|\n  三\n\n".replace("\n", newline), 5),
        "d[0]": ("四", 8),
        "d[1]": ('"五"', 8),
    }
    assert page.bom == bool(bom)


def test_flow_style_is_inherited() -> None:
    page = parse("a: {b: [c]}\nd: e\n")
    assert {s.value: s.flow for s in page.scalars} == {"c": True, "e": False}


def test_a_repeated_key_is_a_warning_with_its_line() -> None:
    page = parse("a: 1\nb:\n  c: 1\n  c: 2\n  c: 3\n")
    assert [(w.line, w.rule) for w in page.warnings] == [(4, "duplicate-key"), (5, "duplicate-key")]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("? [k, l]\n: x\n? [m]\n: y\n? {m: n}\n: z\n", []),
        ("'?': x\n? [k]\n: y\n", []),
        ("a: &k x\n'*k': y\n*k : z\n", []),
        ("a: &k x\n*k : y\nb: &k z\n*k : y\n", []),
        ("a: &k x\n*k : y\n*k : z\n", [3]),
        ("'a b': x\n\"a b\": y\n'?': z\n? [k]\n: x\n'?': y\n", [2, 6]),
    ],
)
def test_only_a_key_that_is_the_same_is_repeated(text: str, lines: list[int]) -> None:
    assert [warning.line for warning in parse(text).warnings] == lines


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a: &k 中\n*k : 文\n", {"a"}),
        ("a: &k 中\nb: *k\n", set()),
        ("a: &k [中, {b: 文}]\nc: 文\n? *k\n: 文\n", {"a[0]", "a[1].b"}),
        ("a: &k 中\n? [*k]\n: 文\n", {"a"}),
        ("a: &k 中\nb: &m [*k, 文]\n? {*m : x}\n: 文\n", {"a", "b[1]"}),
        ("a: &k 中\nb: &k 文\n*k : x\n", {"b"}),
        ("a: &k 中\n---\nb: &k 文\n*k : x\n", {"---[1].b"}),
    ],
)
def test_values_that_are_keys_elsewhere(text: str, keys: set[str]) -> None:
    page = parse(text)
    assert {show_path(scalar.path) for scalar in page.scalars if scalar.event in page.keys} == keys


@pytest.mark.parametrize(
    ("text", "name", "line", "why"),
    [
        ("a: b: c\n", "a.yaml", 1, "not valid YAML"),
        ("---\nok: 1\na: [b\n---\n", "a.md", 4, "not valid YAML"),
        ("ok: 1\n\na: b\n\xff".encode("latin-1"), "a.yaml", 4, "not UTF-8"),
        ("---\na: b\n", "a.md", 1, "never closed"),
        ("\n\n ---\na: b\n ---\n", "a.md", 3, "never closed"),
        ("---\na: b\n---x\n---\n", "a.md", 3, "ends here for Hugo"),
        ("---\r\na: b\r\n----\r\n", "a.md", 3, "ends here for Hugo"),
        ("----\na: b\n----\n", "a.md", 1, "begins no front matter"),
        ("\n--- x\na: b\n---\n", "a.md", 2, "begins no front matter"),
        ("——\r\n\r\na: b\r\n——\r\n", "a.md", 1, "begins no front matter"),
        ("\u3000---\na: b\n---\n", "a.md", 1, "begins no front matter"),
        ("\n<!-- c\n---\na: b\n", "a.md", 3, "never closed"),
        ("\n<!-- c\n# 标题\n", "a.md", 2, "comment is never closed"),
        ("+++\na = 1\n+++\n", "a.md", 1, "TOML"),
        ("\n<!-- c -->\n +++\na = 1\n+++\n", "a.md", 3, "TOML"),
        ('{"a": 1}\n', "a.md", 1, "JSON"),
        ('\ufeff\n{\n"a": 1}\n', "a.md", 2, "JSON"),
        ("#+title: 标题\n", "a.md", 1, "Org"),
        ("a: 1\nb: \x07\n", "a.yaml", 2, r"U\+0007"),
        ("a: 1\nb: *nowhere\n", "a.yaml", 2, "no anchor"),
        ("a: &x\n  b: *x\n", "a.yaml", 2, "inside its own anchor"),
        ("a: &x 1\n---\nb: *x\n", "a.yaml", 3, "no anchor"),
        ("[" * 200 + "]" * 200, "a.yaml", 1, "nested deeper"),
        ("\n".join(" " * i + "a:" for i in range(200)), "a.yaml", 101, "nested deeper"),
    ],
)
def test_refused(text: str | bytes, name: str, line: int, why: str) -> None:
    with pytest.raises(PageError, match=why) as caught:
        parse(text, name)
    assert (caught.value.file, caught.value.line) == (f"content/zh/{name}", line)


def test_an_alias_bomb_is_refused_and_many_honest_aliases_are_not() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    with pytest.raises(PageError, match="aliases"):
        parse(bomb)
    assert len(parse("a: &x {b: 中}\nc:\n" + "- *x\n" * 5000).scalars) == 1


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n---\n", "---\n---"])
def test_pages_without_values(text: str) -> None:
    assert parse(text, "a.md").scalars == ()


@pytest.mark.parametrize(
    "text",
    ["no front matter\n", "<!-- 注 -->\n# 标题\n", "- 一\n- 二\n", "----\n正文\n", "- - -\n\nA: b\n", "{{< x >}}\n", "a\n---\nb: 中\n---\n",
     "<!--\n------\n注\n-->\n正文\n", "#标题\n"],
)  # fmt: skip
def test_pages_without_front_matter(text: str) -> None:
    assert parse(text, "a.md").yaml == (0, 0)


@pytest.mark.parametrize("lead", LEADS)
def test_front_matter_behind_what_hugo_passes_over(lead: str) -> None:
    page = parse(f"{lead}---\na: 中\n---\n正文\n", "a.md")
    assert [(scalar.value, scalar.line) for scalar in page.scalars] == [("中", lead.count("\n") + 2)]


def test_only_a_line_of_its_own_closes_the_front_matter() -> None:
    page = parse("---\na: |\n  --- 一\n  ---x\nb: --- \n---  \nbody\n---\n", "a.md")
    assert [scalar.value for scalar in page.scalars] == ["--- 一\n---x\n", "---"]
