"""A draft of which a person changed a little on the page: their words stay, and it is not approved."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from conftest import Project

TEXT = "我们在云上重新梳理了分散在各处的配置，故障定位快了许多。"
NEWER = TEXT.replace("许多", "不少")
YAML = f"title: 案例\ntext: {TEXT}\n"
ENGLISH, PO = "content/en/a.md", "locale/en/LC_MESSAGES/a.po"
MARK = "edited, not approved ("
REMARKS = ["edited, not approved", "edited, not approved (0123456789ab)", "was drafted by hand: no"]


@pytest.fixture
def site(project: Project) -> Project:
    project.write("i18n.toml", 'engine = "fake"\n')
    project.page("a.md", YAML)
    project.ok("sync")
    return project


def shown(site: Project) -> str:
    return site.read(ENGLISH).split("text: ")[1].split("\n")[0]


def by_hand(site: Project, text: str) -> None:
    site.write(ENGLISH, site.read(ENGLISH).replace(shown(site), text))


def reworded(site: Project, words: int, by: str = "word") -> str:
    """The text of the page, which has five words, with so many of them changed."""
    old = shown(site).split()
    assert len(old) == 5
    return " ".join([*(f"{by}{letter}" for letter in "abcde"[:words]), *old[words:]])


def edit(site: Project, words: int = 1, by: str = "word") -> str:
    """Change so many words on the page, and sync; what it says then."""
    text = reworded(site, words, by)
    by_hand(site, text)
    site.run("sync")
    assert shown(site) == text
    return text


def said(site: Project, msgid: str = TEXT) -> tuple[str, bool, bool]:
    """Text, fuzzy, and whether it is marked as edited."""
    entry = site.entry("a", msgid)
    return entry.msgstr, entry.fuzzy, MARK in entry.tcomment


def unchanged(site: Project) -> None:
    before = site.snapshot()
    for verb in ("sync", "draft", "extract", "merge"):
        site.run(verb)
    assert site.snapshot() == before


@pytest.mark.parametrize("publish", ["drafts", "reviewed"])
def test_an_edit_of_a_word_stays_and_is_not_approved(site: Project, publish: str) -> None:
    site.write("i18n.toml", f'engine = "fake"\npublish = "{publish}"\nmin_reviewed = 0\n')
    text = reworded(site, 1)
    by_hand(site, text)
    result = site.ok("sync")
    assert "1 text is edited, not approved: look at it in its PO file\n" in result.stdout
    assert "en: 0 of 2 reviewed, 2 drafts to review\n" in result.stdout
    assert (shown(site), said(site)) == (text, (text, True, True))
    assert "drafted by" not in site.entry("a", TEXT).tcomment.split("\n")[0]
    unchanged(site)
    assert f"{PO}:1: warning: 1 of its translations is edited, not approved" in site.ok("check").stdout
    by_hand(site, reworded(site, 1, "again"))
    assert [found["approved"] for found in site.json("sync")["harvested"]] == [False]


@pytest.mark.parametrize("publish", ["drafts", "reviewed"])
def test_it_stays_through_edits_of_the_source(site: Project, publish: str) -> None:
    site.write("i18n.toml", f'engine = "fake"\npublish = "{publish}"\nmin_reviewed = 0\n')
    text = edit(site)
    site.page("a.md", f"title: 别的案例\nmore: 又一句完整的话讲数据库\ntext: {NEWER}\n")
    site.ok("sync")
    assert (shown(site), said(site, NEWER)) == (text, (text, True, True))
    assert site.entry("a", NEWER).previous_msgid == TEXT
    unchanged(site)
    site.page("a.md", YAML)
    site.ok("sync")
    assert (shown(site), said(site)) == (text, (text, True, True))


def test_it_stays_when_its_source_changes_in_the_same_night(site: Project) -> None:
    text = reworded(site, 1)
    by_hand(site, text)
    site.page("a.md", f"title: 案例\ntext: {NEWER}\n")
    site.ok("sync")
    assert (shown(site), said(site, NEWER)) == (text, (text, True, True))
    unchanged(site)


@pytest.mark.parametrize("words", [3, 4, 5])
def test_a_text_that_was_mostly_rewritten_is_approved(site: Project, words: int) -> None:
    text = edit(site, words)
    assert said(site) == (text, False, False)
    assert not site.entry("a", TEXT).tcomment


def test_a_label_is_approved(site: Project) -> None:
    draft = site.entry("a", "案例").msgstr
    site.write(ENGLISH, site.read(ENGLISH).replace(draft, f"{draft} study"))
    site.ok("sync")
    assert said(site, "案例") == (f"{draft} study", False, False)


def test_what_was_reviewed_stays_so(site: Project) -> None:
    site.translate("a", {TEXT: site.entry("a", TEXT).msgstr})
    assert said(site, TEXT)[1] is False
    assert (edit(site), False, False) == said(site)


def test_what_a_person_left_fuzzy_is_theirs(site: Project) -> None:
    site.translate("a", {TEXT: "one two three four five"}, fuzzy=True)
    site.ok("sync")
    assert (edit(site), False, False) == said(site)


def test_a_text_from_memory_is_of_people(site: Project) -> None:
    site.page("b.md", f"text: {TEXT}\n")
    site.ok("sync")
    site.translate("a", {TEXT: "one two three four five"})
    site.translate("b", {TEXT: ""})
    site.ok("sync")
    assert "drafted by memory" in site.entry("b", TEXT).tcomment
    page = site.read("content/en/b.md")
    site.write("content/en/b.md", page.replace("one two", "one more two"))
    site.ok("sync")
    assert not site.entry("b", TEXT).fuzzy


def test_a_translation_in_the_place_of_chinese_is_no_edit(project: Project) -> None:
    """A draft that never stood there is nobody's model."""
    project.write("i18n.toml", 'engine = "fake"\npublish = "reviewed"\nmin_reviewed = 0\n')
    project.page("a.md", YAML)
    project.ok("sync")
    project.translate("a", {"案例": "Case"})
    project.ok("sync")
    assert shown(project) == TEXT
    text = f"{project.entry('a', TEXT).msgstr} too"
    by_hand(project, text)
    project.ok("sync")
    assert said(project) == (text, False, False)


def test_edits_in_a_row_are_held_against_the_draft(site: Project) -> None:
    for n, (word, approved) in enumerate([("Our", False), ("team", False), ("cleaned", True)]):
        words = shown(site).split()
        words[n] = word
        by_hand(site, " ".join(words))
        site.ok("sync")
        assert said(site) == (" ".join(words), not approved, not approved)
        assert site.entry("a", TEXT).tcomment.count(MARK) == 1 - approved


def test_edits_in_a_row_while_the_page_is_held_back_are_no_riddle(site: Project) -> None:
    site.write("i18n.toml", 'engine = "fake"\npublish = "reviewed"\n')
    for by in "abc":
        by_hand(site, reworded(site, 1, by))
        site.ok("sync")
        assert said(site) == (shown(site), True, True)


def tools(site: Project) -> Iterator[list[str]]:
    file, template = str(site.root / PO), str(site.root / "locale/pot/a.pot")
    yield ["msgcat", "-o", file, file]
    yield ["msgmerge", "-q", "-o", file, file, template]
    yield ["msgattrib", "--no-wrap", "-o", file, file]


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="the gettext tools are not installed")
def test_gettext_tools_carry_it_along(site: Project) -> None:
    text = edit(site, 2)
    for command in tools(site):
        subprocess.run(command, check=True, capture_output=True)
        site.ok("sync")
        assert (said(site), shown(site)) == ((text, True, True), text)
    assert (edit(site, 3), False, False) == said(site), "the draft is known"


def test_an_editor_that_breaks_long_lines_leaves_the_mark_whole(site: Project) -> None:
    text = edit(site, 2)
    po = site.po("a")
    po.wrapwidth = 40
    po.save(newline="\n")
    assert len(site.entry("a", TEXT).tcomment.split("\n")) > 2
    site.ok("sync")
    assert (said(site), shown(site)) == ((text, True, True), text)
    assert (edit(site, 3), True, True) == said(site), "held against what the tool wrote last"


@pytest.mark.parametrize("text", ["", "A sentence of their own."])
def test_the_mark_goes_when_somebody_approves(site: Project, text: str) -> None:
    edited = edit(site)
    text = text or edited
    po = site.po("a")
    (entry,) = [entry for entry in po if entry.msgid == TEXT]
    entry.tcomment = "\n".join([REMARKS[0], entry.tcomment, *REMARKS[1:]])
    entry.msgstr, entry.flags = text, []
    po.save(newline="\n")
    site.ok("sync")
    entry = site.entry("a", TEXT)
    assert (entry.msgstr, entry.fuzzy, entry.tcomment.split("\n")) == (text, False, REMARKS)
    unchanged(site)


def test_a_sheet_shows_it_and_approves_it(site: Project) -> None:
    text = edit(site)
    site.ok("review", "--output", str(site.root / "sheet.html"))
    assert '"edited":true' in site.read("sheet.html")
    change = {"page": "a.md", "target": "en", "id": TEXT, "old": text, "text": text}
    changes = site.write(
        "changes.json", json.dumps({"format": "i18n-pipeline review 1", "changes": [change]})
    )
    site.ok("apply", str(changes))
    assert (said(site), site.entry("a", TEXT).tcomment) == ((text, False, False), "")


def test_it_goes_along_into_another_context(site: Project) -> None:
    text = edit(site, 2)
    site.write("i18n.toml", 'engine = "fake"\n[[rule]]\npath = "text"\ncontext = "body"\n')
    site.ok("sync")
    assert (said(site), shown(site)) == ((text, True, True), text)
    unchanged(site)
    assert (edit(site, 3), False, False) == said(site), "the draft is known"


def test_it_goes_along_with_its_page(site: Project) -> None:
    text = edit(site)
    (site.root / "content/zh/a.md").rename(site.root / "content/zh/b.md")
    site.ok("sync")
    entry = site.entry("b", TEXT)
    assert (entry.msgstr, entry.fuzzy, MARK in entry.tcomment) == (text, True, True)
    assert text in site.read("content/en/b.md")


def test_an_edit_goes_to_its_own_text_where_another_has_moved_to_its_place(project: Project) -> None:
    project.page("a.md", "list:\n  - 第一项\n  - 第二项\n  - 第三项\n")
    project.ok("sync", "--engine", "fake")
    project.page("a.md", "list:\n  - 第零项\n  - 第一项\n  - 第二项\n  - 第三项\n")
    page, mine = project.read("content/en/a.md"), "Something that a person wrote"
    project.write("content/en/a.md", page.replace(project.entry("a", "第二项").msgstr, mine))
    project.ok("sync", "--engine", "fake")
    assert project.read("content/en/a.md").count(mine) == 1
    assert [entry.msgid for entry in project.po("a") if entry.msgstr == mine] == ["第二项"]
