"""What people reviewed: memory, TMX, glossary rows, and what translators are told of them."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from conftest import Project

from i18n_pipeline.catalog.memory import Memory, disagreement
from i18n_pipeline.cli import cli
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.tmx import parse_tmx, render_tmx

LONG = "我们选择了容器平台来管理全部的业务系统"


def test_memory_is_exact_first_by_frequency_and_names_who_disagrees() -> None:
    memory = Memory([("私有云", "Private", "a"), ("私有云", "Hybrid", "b"), ("私有云", "Hybrid", "c")])
    assert [(found.msgstr, found.page) for found in memory.exact("私有云")] == [
        ("Hybrid", "b"),
        ("Private", "a"),
    ]
    assert disagreement(memory.exact("私有云")) == "Private (a)"
    assert memory.exact("公有云") == []


def test_like_texts_are_sentences_only() -> None:
    memory = Memory([(LONG, "We chose it.", "a"), ("公有云", "Public", "a")])
    assert memory.like(LONG + "啊") == ((LONG, "We chose it."),)
    assert memory.like("私有云") == ()
    assert memory.like("完全没有关系的另外一句话在这里") == ()


def test_translators_see_that_people_disagree(project: Project) -> None:
    for name, text in (("a", "Private"), ("b", "Hybrid"), ("c", "Hybrid"), ("d", "")):
        project.page(f"{name}.md", "t: 私有云\n")
        project.ok("extract")
        project.translate(name, {"私有云": text})
    project.ok("draft", "--engine", "fake")
    entry = project.entry("d", "私有云")
    assert (entry.msgstr, entry.fuzzy) == ("Hybrid", True)
    assert entry.tcomment.split("\n")[1].startswith("elsewhere also: Private (a) (")
    project.page("d.md", "t: 私有云\nu: 另外\n")
    project.ok("extract")
    assert "elsewhere also" in project.entry("d", "私有云").tcomment


@pytest.mark.parametrize(
    ("codes", "source", "target", "pair"),
    [
        (("zh-CN", "en"), "zh_CN", "en", "ab"),
        (("zh-CN", "en-GB"), "zh_CN", "en", "ab"),
        (("ZH", "EN-us"), "zh_CN", "en_GB", "ab"),
        (("zh-Hans", "en"), "zh_CN", "en", "ab"),
        (("zh-CN", "en"), "zh_CN", "zh_TW", ""),
        (("zh-CN", "en"), "zh_CN", "zh_SG", ""),
        (("zh", "en"), "zh_CN", "zh_Hant", ""),
        (("zh-CN", "zh-TW"), "zh_CN", "zh_TW", "ab"),
        (("zh-CN", "zh-TW"), "zh_CN", "zh_HK", "ab"),
        (("zh-TW", "en"), "zh_CN", "zh_TW", ""),
        (("zh-CN", "sr-Latn"), "zh_CN", "sr", ""),
        (("zh-CN", "x-none"), "zh_CN", "en", ""),
        (("zh-CN", "no language"), "zh_CN", "en", ""),
    ],
)
def test_a_text_in_another_script_is_no_translation(
    codes: tuple[str, str], source: str, target: str, pair: str
) -> None:
    variants = "".join(
        f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in zip(codes, "ab", strict=True)
    )
    raw = f'<tmx version="1.4"><header/><body><tu>{variants}</tu></body></tmx>'.encode()
    assert list(parse_tmx(raw, "m.tmx", source, target)) == ([tuple(pair)] if pair else [])


PAIRS = [("第一", "First"), ("<b>二</b> & 三\n", "<b>Two</b> & three\n"), ("四", "Four")]


def test_tmx_round_trip() -> None:
    raw = render_tmx(PAIRS, "zh_CN", "pt_BR")
    assert list(parse_tmx(raw, "m.tmx", "zh_CN", "pt_BR")) == PAIRS
    assert list(parse_tmx(raw, "m.tmx", "zh_CN", "de")) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"rubbish",
        b"<tmx><body>",
        b"<html></html>",
        b'<?xml version="1.0" encoding="nonsense"?><tmx></tmx>',
        b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tmx><body><tu><tuv><seg>&b;</seg></tuv></tu></body></tmx>',
    ],
)
def test_a_bad_tmx_is_a_usage_error(project: Project, raw: bytes) -> None:
    with pytest.raises(ConfigError, match="not a TMX file"):
        list(parse_tmx(raw, "m.tmx", "zh_CN", "en"))
    project.write("m.tmx", raw)
    project.write("i18n.toml", 'memory = ["m.tmx"]\n')
    project.page("a.md", "t: 私有云\n")
    project.ok("extract")
    assert project.run("draft").exit_code == 2


def _variants(*variants: tuple[str, str], head: str = "") -> bytes:
    body = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in variants)
    return f"{head}<tmx{' xmlns=' + repr('http://www.lisa.org/tmx14') if head else ''}><body><tu>{body}</tu></body></tmx>".encode()


@pytest.mark.parametrize(
    ("variants", "found"),
    [
        ((("zh-TW", "臺"), ("zh-CN", "台"), ("pt-PT", "a"), ("PT-br", "b")), [("台", "b")]),
        ((("ZH-tw", "臺"), ("pt-PT", "a")), [("臺", "a")]),
        ((("zh-CN", "台"), ("de", "a")), []),
    ],
)
def test_of_several_regions_of_a_language_its_own_is_taken(
    variants: tuple[tuple[str, str], ...], found: list[tuple[str, str]]
) -> None:
    for head in ("", '<?xml version="1.0"?>\n'):
        assert list(parse_tmx(_variants(*variants, head=head), "m", "zh_CN", "pt_BR")) == found


def test_what_xml_cannot_hold_stays_out_of_a_tmx_file(project: Project) -> None:
    project.page("a.md", f"a: {LONG}\nb: 另一个\n")
    project.ok("extract")
    project.translate("a", {LONG: "We\x1b[31m", "另一个": "Another"})
    out = project.root / "m.tmx"
    assert "1 translation written" in project.ok("memory", str(out)).stdout
    assert list(parse_tmx(out.read_bytes(), "m", "zh_CN", "en")) == [("另一个", "Another")]


def test_memory_replaces_nothing_but_its_like(project: Project) -> None:
    project.page("a.md", f"a: {LONG}\n")
    project.ok("extract")
    catalog = "locale/en/LC_MESSAGES/a.po"
    before = project.read(catalog)
    os.mkfifo(project.root / "pipe")
    for file, why in (
        (catalog, "is no TMX file"),
        ("pipe", "not a regular file"),
        (".", "not a regular file"),
    ):
        result = project.run("memory", str(project.root / file))
        assert (result.exit_code, why in result.stderr) == (2, True)
    assert project.read(catalog) == before
    assert stat.S_ISFIFO(os.stat(project.root / "pipe").st_mode)
    project.write("m.tmx", "")
    for _ in range(2):
        project.ok("memory", str(project.root / "m.tmx"))


def test_tmx_out_and_in(project: Project) -> None:
    project.page("a.md", f"t: {LONG}\nu: 另外\n")
    project.ok("extract")
    project.translate("a", {LONG: "We chose it."})
    out = project.root / "memory.tmx"
    project.run("memory", str(out))
    assert list(parse_tmx(out.read_bytes(), "m", "zh_CN", "en")) == [(LONG, "We chose it.")]
    project.page("a.md", "t: 新\n")
    (project.root / "locale/en/LC_MESSAGES/a.po").unlink()
    project.write("i18n.toml", 'memory = ["memory.tmx"]\n')
    project.page("b.md", f"t: {LONG}\n")
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    entry = project.entry("b", LONG)
    assert (entry.msgstr, entry.fuzzy) == ("We chose it.", True)
    assert entry.tcomment.startswith("drafted by memory of memory.tmx (")


def test_glossary_rows_to_add_and_to_drop(project: Project) -> None:
    for name in ("a", "b"):
        project.page(f"{name}.md", "t: 行业\nu: 使用 Quaydeck 与 Kubernetes\nv: 云\n")
    project.write("locale/en/glossary.csv", "source,target,note\n云,cloud,\n没有,none,\n")
    project.ok("extract")
    for name in ("a", "b"):
        project.translate(
            name, {"行业": "Industry", "使用 Quaydeck 与 Kubernetes": "With Quaydeck and K8s", "云": "Cloud"}
        )
    root = ["--root", str(project.root)]
    suggested = CliRunner().invoke(cli, ["glossary", "suggest", *root])
    assert suggested.stdout == "行业,Industry,on 2 pages\nQuaydeck,,kept in 2 texts\n"
    unused = CliRunner().invoke(cli, ["glossary", "unused", *root])
    assert unused.stdout == "没有,none,\n"


def test_what_cannot_be_a_row_is_not_suggested(project: Project) -> None:
    """A line break would not come back from what is printed; a bar stands between two translations."""
    terms = {"行业": "Line of business", "甲\n乙": "A\nB", "权重": "C | D"}
    for page in ("a", "b"):
        project.page(f"{page}.md", '行: 行业\n甲: "甲\\n乙"\n丙: 权重\n')
        project.ok("extract")
        project.translate(page, terms)
    rows = CliRunner().invoke(cli, ["glossary", "suggest", "--root", str(project.root)]).stdout
    assert rows == "行业,Line of business,on 2 pages\n"
    project.write("locale/en/glossary.csv", f"source,target,note\n{rows}")
    assert CliRunner().invoke(cli, ["glossary", "suggest", "--root", str(project.root)]).stdout == ""


def test_notes_of_terms_are_shown_to_translators(project: Project) -> None:
    project.write(
        "locale/en/glossary.csv",
        "source,target,note\n灰度发布,canary release,not grey\n平台,,as it is\n云,cloud,\n",
    )
    project.page("a.md", "t: 平台支持灰度发布与云\n")
    project.ok("extract")
    lines = project.entry("a", "平台支持灰度发布与云").comment.split("\n")
    assert lines[1:] == ["glossary: 平台 = 平台 (as it is)", "glossary: 灰度发布 = canary release (not grey)"]
    assert "glossary:" not in project.read("locale/pot/a.pot")
    project.ok("extract", "--check")
    project.ok("draft")
    assert project.run("check").stdout.count("catalog-behind") == 0


def test_a_dry_run_tells_what_it_would_take_and_a_cap_holds(project: Project) -> None:
    project.write("i18n.toml", 'engine = "fake"\n[engines.fake]\nprice = 1000000\n')
    project.page("a.md", "t: 一二三\nu: 四五六七\n")
    project.page("b.md", "t: 一二三\n")
    project.ok("extract")
    plan = project.json("draft", "--dry-run")["plan"]
    assert plan == {"en": {"texts": 2, "characters": 7, "requests": 1, "cost": 7.0}}
    assert (
        "2 texts, 7 characters in 1 request to the engine, about 7.00"
        in project.ok("draft", "--dry-run").stdout
    )
    report = project.json("draft", "--max-chars", "3")
    assert project.entry("b", "一二三").msgstr.startswith("fake ")
    assert project.entry("a", "四五六七").msgstr == ""
    assert ["limit on characters" in warning["message"] for warning in report["warnings"]] == [True]


def test_a_run_draws_on_pages_that_it_has_no_need_to_read(project: Project) -> None:
    """What settled pages hold is found by digests: the same texts, and no catalog without them is opened."""
    shared = "第一句话，写得足够长，不会是标签。"
    for name in "abcd":
        text = shared if name < "c" else f"{name}页面的另一句话"
        project.page(f"case/{name}.md", f"title: 案例{name}\nx: {text}\n")
    project.ok("sync", "--engine", "fake")
    for name, text in (("a", "One."), ("b", "Two.")):
        project.translate(f"case/{name}", {shared: text})
    for name in "cd":
        project.translate(f"case/{name}", {f"{name}页面的另一句话": f"Another {name}."})
    time.sleep(2.1)  # until then the times of the files say nothing
    project.ok("sync", "--engine", "fake")
    project.page("case/e.md", f"title: 案例e\nx: {shared}\n")
    with watched() as opened:
        project.ok("sync", "--engine", "fake")
    entry = project.entry("case/e", shared)
    assert (entry.msgstr, entry.fuzzy) == ("One.", True)
    assert "memory of case/a" in entry.tcomment
    assert "Two. (case/b)" in entry.tcomment
    assert {name for name in opened if name.endswith(("a.po", "b.po"))}
    assert not {name for name in opened if name.endswith(("c.po", "d.po"))}


@contextmanager
def watched() -> Iterator[set[str]]:
    """What is opened inside the block, by full paths, or by names in open folders."""
    opened: set[str] = set()
    watching = [True]

    def note(event: str, given: tuple[object, ...]) -> None:
        if watching and event == "open":
            opened.add(str(given[0]))

    sys.addaudithook(note)  # which stays; it cannot be taken away
    try:
        yield opened
    finally:
        watching.clear()


def test_the_projects_own_words_come_before_imported_ones_however_they_are_found(project: Project) -> None:
    project.write("i18n.toml", 'memory = ["a.tmx"]\n')
    project.write("a.tmx", render_tmx([("案例甲", "Imported")], "zh_CN", "en"))
    project.page("case/z.md", "title: 案例甲\n")
    project.ok("sync", "--engine", "fake")
    project.translate("case/z", {"案例甲": "Ours"})
    project.ok("sync", "--engine", "fake")
    project.page("case/new.md", "x: 案例甲\n")
    project.ok("sync", "--engine", "fake")
    assert project.entry("case/new", "案例甲").msgstr == "Ours"
