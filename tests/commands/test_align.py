"""Old translated pages: what people wrote in them comes into the catalogs, and nothing is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
import yaml
from conftest import Project
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.align import leaves, made_up
from benchmarks.years import aged, plain, translated
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.pages.parse import parse_page

SAMPLES = Path(__file__).parents[2] / "content/zh"

SOURCE = """title: 案例
image: /images/zh.png
weight: 3
list:
  - name: 公司简介
    content: 公司成立于 2015 年，有 300 名员工。
  - name: 背景
    content: 我们用 Redis 做缓存，用 Kafka 传消息。
  - name: 结果
    content: 响应时间从 47 秒降到 3 秒。
"""
TARGET = """title: A case
image: /images/en.png
weight: 4
list:
  - name: About the company
    content: The company was founded in 2015 and has a staff of 300.
  - name: Background
    content: Redis is our cache, and Kafka carries the messages.
  - name: Result
    content: Response times fell from 47 seconds to 3.
"""
ENGLISH = "content/en/case/a.md"
PO = "locale/en/LC_MESSAGES/case/a.po"
BESIDE = "locale/en/LC_MESSAGES/case/a.unmatched.txt"
OVERRIDES = "locale/en/overrides.csv"


def english(project: Project, yaml_text: str, body: str = "") -> None:
    project.write(ENGLISH, f"---\n{yaml_text}---\n{body}")


@pytest.fixture
def site(project: Project) -> Project:
    project.page("case/a.md", SOURCE)
    english(project, TARGET)
    return project


def said(site: Project, msgid: str) -> tuple[str, bool]:
    entry = site.entry("case/a", msgid)
    return entry.msgstr, entry.fuzzy


def test_a_page_of_the_same_shape_is_taken_over_whole(site: Project) -> None:
    result = site.ok("align")
    assert result.stdout == (
        "case/a.md: en: 7 of 7 messages taken over as reviewed; 2 overrides; of the same shape\n"
        "1 page, 4 files written.\n"
    )
    assert said(site, "案例") == ("A case", False)
    comment = site.entry("case/a", "案例").tcomment
    assert re.fullmatch(rf"aligned from {ENGLISH} \([0-9a-f]{{12}}\)", comment)
    assert site.read(OVERRIDES).splitlines()[1:] == [
        "case/a.md,image,/images/zh.png,/images/en.png",
        "case/a.md,weight,3,4",
    ]
    assert not (site.root / BESIDE).exists()
    site.ok("merge")
    assert site.read(ENGLISH) == f"---\n{TARGET}---\n"
    site.ok("check")


def test_twice_is_once_and_then_the_page_is_of_merge(site: Project) -> None:
    english(
        site,
        TARGET.replace(
            "  - name: Background", "  - name: New\n    content: Brand new.\n  - name: Background"
        ),
    )
    site.ok("align")
    before = site.snapshot()
    site.ok("align")
    assert site.snapshot() == before
    site.ok("align", "--accept", "case/a.md")
    site.ok("merge")
    after = site.snapshot()
    assert "0 pages, 0 files written." in site.ok("align").stdout
    assert site.ok("sync").stdout.startswith("en: 7 of 7 reviewed")
    assert {name: raw for name, (_, raw) in site.snapshot().items()} == {
        name: raw for name, (_, raw) in after.items()
    }


def test_a_dry_run_writes_nothing_and_shows_the_page_as_it_will_be(site: Project) -> None:
    english(site, TARGET.replace("weight: 4\n", "weight: 3\nextra: Only here.\n"))
    before = site.snapshot()
    result = site.ok("align", "--dry-run")
    assert site.snapshot() == before
    assert "  keeps image: /images/en.png (in the source: /images/zh.png)\n" in result.stdout
    assert f"  --- {ENGLISH} (today)\n  +++ {ENGLISH} (merged)\n" in result.stdout
    assert "  -extra: Only here.\n" in result.stdout
    assert "files would be written" in result.stdout
    assert f"{ENGLISH}:5: warning: extra has nothing on the source page [shape]" in result.stderr
    facts = site.json("align", "--dry-run")
    assert facts["failed"] == []
    assert facts["pages"]["case/a.md"]["en"]["unmatched"][0]["text"] == "Only here."
    assert facts["pages"]["case/a.md"]["en"]["changes"] == [
        {"kind": "added", "source": None, "target": "extra", "line": 5}
    ]


def test_what_a_rule_objects_to_is_doubtful_and_published(site: Project) -> None:
    english(site, TARGET.replace("2015", "2016"))
    result = site.ok("align")
    assert said(site, "公司成立于 2015 年，有 300 名员工。")[1]
    why = "numbers: 2015 missing; 2016 not in the source"
    assert f"align doubts it: {why}" in site.entry("case/a", "公司成立于 2015 年，有 300 名员工。").tcomment
    assert f"{ENGLISH}:7: warning: list[0].content is taken over as fuzzy: {why} [doubtful]" in result.stderr
    site.ok("merge")
    assert "founded in 2016" in site.read(ENGLISH)


def test_a_person_settles_a_doubt(site: Project) -> None:
    english(site, TARGET.replace("2015", "2016"))
    site.ok("align")
    text = "公司成立于 2015 年，有 300 名员工。"
    site.translate("case/a", {text: site.entry("case/a", text).msgstr})
    site.page("case/a.md", SOURCE + "more: 还有更多\n")
    site.ok("extract")
    comment = site.entry("case/a", text).tcomment
    assert "doubts" not in comment
    assert "aligned from" in comment
    site.translate("case/a", {text: "Written anew, in 2015, by 300 people."})
    site.page("case/a.md", SOURCE)
    site.ok("extract")
    assert site.entry("case/a", text).tcomment == ""


def test_the_po_wins(site: Project) -> None:
    site.ok("extract")
    site.translate("case/a", {"案例": "Notice in the PO"})
    result = site.ok("align")
    assert "6 of 7 messages taken over as reviewed; 1 left as the catalog has them" in result.stdout
    assert said(site, "案例") == ("Notice in the PO", False)
    assert f"{ENGLISH}:2 title: the catalog already says: Notice in the PO\n    A case\n" in site.read(BESIDE)


def test_drafts_give_way(site: Project) -> None:
    site.ok("extract")
    site.ok("draft", "--engine", "fake")
    site.ok("align")
    assert said(site, "案例") == ("A case", False)
    assert "drafted by" not in site.read(PO)


def test_a_page_that_is_edited_after_align_is_for_align_again(site: Project) -> None:
    site.ok("align")
    english(site, TARGET.replace("A case", "A better case"))
    result = site.run("merge")
    assert result.exit_code == 1
    assert "i18n-pipeline align takes over what it says" in result.stderr
    site.ok("align")
    assert said(site, "案例") == ("A better case", False)
    site.ok("merge")


def test_what_has_no_place_is_kept_beside_the_catalog(site: Project) -> None:
    extra = "  - name: Awards\n    content: |\n      Two lines.\n\n      Of prose.\n# a remark\nnote: Gone there.\n"
    english(site, TARGET + extra, "A body\nof its own.\n")
    result = site.ok("align")
    beside = site.read(BESIDE)
    for text in (
        "Awards",
        "    list:\n      - name: Awards\n        content: |\n          Two lines.\n\n          Of prose.\n",
        "# a remark",
        "Gone there.",
    ):
        assert text in beside
    assert "of its own" not in beside, "it stays on the page"
    assert f"see {BESIDE}" in result.stdout
    site.write(BESIDE, beside + "\nmy own words\n")
    english(site, TARGET + extra + "last: One more.\n")
    site.ok("align")
    assert "my own words" in site.read(BESIDE)
    assert "One more." in site.read(BESIDE)
    assert site.json("status")["targets"]["en"]["total"] == 7, "it is no catalog"


def test_one_text_translated_in_two_ways(site: Project) -> None:
    site.page("case/a.md", "a: 公司简介\nb: 公司简介\nc: 公司简介\n")
    english(site, "a: About\nb: About us\nc: About us\n")
    before = site.read(ENGLISH)
    site.ok("align")
    assert said(site, "公司简介") == ("About us", False)
    site.ok("merge")
    assert site.read(ENGLISH) == before
    assert site.read(OVERRIDES).splitlines()[1:] == ["case/a.md,a,公司简介,About"]
    assert site.json("check")["findings"] == []
    english(site, "a: On us\nb: Who we are\nc: Who we are\n")
    site.ok("sync")
    assert said(site, "公司简介") == ("Who we are", False)
    assert site.read(OVERRIDES).splitlines()[1:] == ["case/a.md,a,公司简介,On us"]
    assert site.read(ENGLISH) == "---\na: On us\nb: Who we are\nc: Who we are\n---\n"


HELD = "stand on this page alone and would go; "


def test_what_stands_on_the_target_page_alone_leaves_it_only_when_somebody_says_yes(site: Project) -> None:
    old = (
        TARGET.replace("2015", "2015,")
        + "  - name: Awards\n    content: 'It''s two: one, two'\nextra: [x, '']\n"
    )
    english(site, old, "Text.\n")
    held = f"{ENGLISH}:12: warning: held back until somebody says yes: 3 values {HELD}{BESIDE} has them as YAML for content/zh/case/a.md; "
    held += "i18n-pipeline align --accept case/a.md says yes [held-back]"
    assert held in site.ok("align").stderr
    page = site.read(ENGLISH)
    for verb in (["merge"], ["sync"], ["check"]):
        result = site.ok(*verb)
        assert held in result.output, verb
        assert site.read(ENGLISH) == page
    assert HELD not in site.ok("sync").stderr, "it is news once"
    assert "content: 'It''s two: one, two'" in site.read(BESIDE)
    assert said(site, "案例") == ("A case", False), "what has a place is taken over"
    before = site.snapshot()
    site.ok("align")
    assert site.snapshot() == before
    assert site.run("align", "--accept").exit_code == 2
    assert HELD not in site.ok("align", "--accept", "case/a.md").stderr
    site.ok("align")
    site.ok("sync")
    assert site.read(ENGLISH) == f"---\n{TARGET.replace('2015', '2015,')}---\nText.\n"


def test_the_body_is_nobody_elses_and_a_source_of_body_alone_has_nothing_to_say(project: Project) -> None:
    project.page("case/a.md", "title: 案例\n", "正文。\n")
    english(project, "title: A case\n", "Text.\n")
    project.write("content/zh/b.md", "正文。\n")
    project.write("content/en/b.md", "---\ntitle: Of its own  # so\n---\nText.\n")
    result = project.ok("align", "--dry-run")
    assert "正文" not in result.stdout
    assert "Text." not in result.stdout
    pages = project.read(ENGLISH), project.read("content/en/b.md")
    assert [line.split()[-1] for line in project.ok("align").stderr.splitlines()] == ["[own-body]"]
    assert [line.split()[-1] for line in project.ok("sync").stderr.splitlines()] == ["[own-body]"]
    assert (project.read(ENGLISH), project.read("content/en/b.md")) == pages
    assert {finding["rule"] for finding in project.json("check")["findings"]} == {"own-body"}
    project.write("content/en/b.md", pages[1].replace("Text", "Another text").replace("title", "heading"))
    assert project.ok("sync").stderr == "", "it is news once"


def test_a_page_that_is_held_back_is_let_go_where_its_values_get_a_place(site: Project) -> None:
    english(site, TARGET + "extra: Only here\n")
    site.ok("align")
    site.page("case/a.md", SOURCE + "extra: 只在这里\n")
    site.ok("align")
    assert HELD not in site.ok("sync").output
    assert site.read(ENGLISH) == f"---\n{TARGET}extra: Only here\n---\n"


def test_blanks_around_a_text_are_a_persons(project: Project) -> None:
    project.page("case/a.md", "and: 和\nnote: |\n  一行\n")
    english(project, "and: ' and '\nnote: |\n  A line\n")
    project.ok("align")
    before = project.read(ENGLISH)
    project.ok("sync")
    assert said(project, "和") == (" and ", False)
    assert project.read(ENGLISH) == before


def test_merged_and_divided_paragraphs_are_doubtful(project: Project) -> None:
    project.page(
        "case/a.md",
        "list:\n  - 公司成立于 2015 年。\n  - 现在有 300 名员工在四个城市工作。\n  - 响应时间降到 3 秒。\n",
    )
    english(
        project,
        "list:\n  - The company was founded in 2015. Now 300 people work in four cities.\n  - It takes 3 seconds.\n",
    )
    project.ok("align")
    assert said(project, "公司成立于 2015 年。") == ("The company was founded in 2015.", True)
    assert said(project, "现在有 300 名员工在四个城市工作。") == ("Now 300 people work in four cities.", True)
    assert said(project, "响应时间降到 3 秒。") == ("It takes 3 seconds.", False)


def test_a_source_page_that_is_not_in_the_source_language(site: Project) -> None:
    site.page("case/a.md", TARGET)
    result = site.run("align")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{ENGLISH}:1: is no translation: content/zh/case/a.md has no text in the source language; "
        "write that page in it, or exclude it in i18n.toml\n"
    )
    assert not (site.root / "locale").exists()


BROKEN = """title: A case
list:
  - name: About the company
    content: The company: founded in 2015 and has a staff of 300.
      - name: Background
    content: Redis is our cache,
      and Kafka carries the messages.
  just a line
"""


def test_a_page_that_is_no_yaml(site: Project) -> None:
    english(site, BROKEN)
    result = site.run("align")
    assert result.exit_code == 1
    assert re.match(
        rf"{ENGLISH}:5: not valid YAML: .* \(align --salvage takes what its lines still show\)", result.stderr
    )
    assert "0 pages, 0 files written." in result.stdout
    result = site.ok("align", "--salvage")
    assert f"{ENGLISH}:1: warning: is not valid YAML; what its lines show is taken over" in result.stderr
    assert said(site, "案例") == ("A case", True)
    for text in (
        "The company: founded in 2015",
        "Background",
        "and Kafka carries the messages.",
        "just a line",
    ):
        assert text in site.read(PO) + site.read(BESIDE)
    site.ok("merge")


def test_names_in_another_case_and_pages_without_a_source(site: Project) -> None:
    (site.root / ENGLISH).rename(site.root / "content/en/case/A.md")
    site.write("content/en/case/only.md", "---\ntitle: Alone\n---\n")
    result = site.ok("align")
    assert result.stderr.splitlines() == [
        "content/en/case/A.md:1: warning: is taken for the translation of content/zh/case/a.md, "
        "though its name differs in case [other-case]",
        "content/en/case/only.md:1: warning: has no source page, and stays as it is; write one, move the page, "
        "or leave it so [no-source]",
    ]
    site.ok("merge")
    assert said(site, "案例") == ("A case", False)


def test_overrides_that_are_there_stay(site: Project) -> None:
    site.write(OVERRIDES, "page,path,source,target\ncase/a.md,image,/images/zh.png,/images/mine.png\n")
    site.ok("align")
    assert "/images/mine.png" in site.read(OVERRIDES)
    assert "overrides.csv has another value for it\n    /images/en.png" in site.read(BESIDE)


def test_init_and_merge_point_to_align(site: Project) -> None:
    result = site.ok("init")
    assert result.stdout.endswith(
        "next: i18n-pipeline align --dry-run shows what it takes over from 1 translated page;"
        " then align, then sync.\n"
    )
    site.ok("extract")
    assert (
        "i18n-pipeline align takes over what it says, or merge --force replaces it"
        in site.run("merge", "--publish", "drafts").stderr
    )


def test_memory_covers_other_pages_afterwards(site: Project) -> None:
    site.page("case/b.md", "title: 公司简介\ntext: 别的内容\n")
    site.ok("align")
    site.ok("extract")
    assert site.json("draft", "--engine", "fake")["pages"]["case/b.md"]["en"]["memory"] == 1


def test_labels_are_learnt_from_pages_of_the_same_shape(project: Project) -> None:
    for name in ("x", "y"):
        project.page(f"{name}.md", "list:\n  - title: 行业\n  - title: 地点\n")
        project.write(f"content/en/{name}.md", "---\nlist:\n  - title: TRADE\n  - title: PLACE\n---\n")
    project.page("case/a.md", "list:\n  - title: 别的\n  - title: 地点\n  - title: 行业\n")
    english(project, "list:\n  - title: PLACE\n  - title: TRADE\n")
    project.ok("align")
    assert said(project, "地点") == ("PLACE", False)
    assert said(project, "别的") == ("", False)


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="gettext is not installed")
def test_the_mark_survives_gettext(site: Project) -> None:
    english(site, TARGET.replace("2015", "2016"))
    site.ok("align")
    po = site.root / PO
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(po)], check=True)
    subprocess.run(
        ["msgmerge", "-q", "-U", "--backup=none", str(po), str(site.root / "locale/pot/case/a.pot")],
        check=True,
    )
    site.ok("extract")
    before = site.read(PO)
    assert before.count("aligned from") == 7
    site.ok("align")
    assert site.read(PO) == before


_PAGES = made_up([SAMPLES], 0, Glossary())


@settings(max_examples=12)
@given(index=st.integers(0, len(_PAGES) - 1), rate=st.sampled_from([0.1, 0.3, 0.6]), seed=st.integers(0, 999))
def test_no_text_is_ever_lost(
    index: int, rate: float, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Project(tmp_path_factory.mktemp("site"))
    source = sorted(file for file in SAMPLES.rglob("*.md") if any(leaf.is_text for leaf in leaves(file)))[
        index
    ]
    site.write("content/zh/case/a.md", source.read_bytes())
    others = [text for page in _PAGES for text in page.said.values()]
    tree = translated(_PAGES[index].sources, lambda leaf: _PAGES[index].said[leaf.path])
    page = aged(tree, rate, Random(seed), others)
    english(site, yaml.safe_dump(plain(page.tree), sort_keys=False, allow_unicode=True, width=10**6))
    site.ok("align")
    kept = " ".join(
        unquoted(site, PO)
        + unquoted(site, BESIDE)
        + unquoted(site, OVERRIDES)
        + site.read("content/zh/case/a.md").split()
    )
    for leaf in page.leaves:
        assert " ".join(leaf.value.split()) in kept, leaf
    before, old = site.snapshot(), site.read(ENGLISH)
    site.ok("align")
    assert site.snapshot() == before
    site.ok("merge")
    if site.read(ENGLISH) != old:
        words = set(re.findall(r"\w+", site.read(ENGLISH)))
        assert not [leaf for leaf in page.leaves if not words.issuperset(re.findall(r"\w+", leaf.value))]
    site.ok("align", "--accept", "case/a.md")
    site.ok("merge")
    pages = [site.root / f"content/{lang}/case/a.md" for lang in ("zh", "en")]
    ours, theirs = (parse_page(file.read_bytes(), name="a.md", file="a.md") for file in pages)
    assert [scalar.path for scalar in ours.scalars] == [scalar.path for scalar in theirs.scalars]


def text_of(block: str) -> str:
    """What a block says, the values of what is YAML."""
    try:
        tree = yaml.safe_load(block)
    except yaml.YAMLError:
        return block
    found: list[str] = [block]
    todo = [tree]
    while todo:
        node = todo.pop()
        inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        todo += inside
        found += [] if isinstance(node, (dict, list)) else [str(node)]
    return " ".join(found)


def unquoted(site: Project, file: str) -> list[str]:
    if not (site.root / file).exists():
        return []
    text = site.read(file)
    if file == BESIDE:
        blocks = [dedent(block.partition("\n")[2]) for block in re.split(r"\n\n(?=\S)", text)]
        text = " ".join(text_of(block) for block in blocks)
    if file.endswith(".po"):
        text = " ".join(entry.msgstr for entry in site.po("case/a"))
    return text.split()
