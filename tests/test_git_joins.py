"""What git joins of two branches: no text and no approval ends with a source that it was not made for."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from conftest import Project

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PO = "locale/en/LC_MESSAGES/a.po"
FIRST = "第一行说的是从前的安排。\n删除测试环境。\n最后一行没有变化。"
SECOND = FIRST.replace("删除", "保留")
THIRD = FIRST.replace("删除", "归档")
LONG = "这是很长的一段话，说的是把配置从各处收拢到一个地方，删除测试环境，然后再交给平台小组统一维护和发布。"


class Site(Project):
    def git(self, *arguments: str, may_fail: bool = False) -> subprocess.CompletedProcess[str]:
        command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", *arguments]
        return subprocess.run(command, cwd=self.root, check=not may_fail, capture_output=True, text=True)

    def source(self, text: str) -> None:
        literal = "|-\n" + "".join(f"      {line}\n" for line in text.splitlines())
        self.page("a.md", "title: 案例\nlist:\n  - text: " + (literal if "\n" in text else f"{text}\n"))

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "-qm", "as it is")

    def other_tool(self, width: int) -> None:
        """Written as a PO editor writes it."""
        po = self.po("a")
        po.wrapwidth = width
        po.save(newline="\n")


def approve(site: Site, msgid: str) -> None:
    site.translate("a", {msgid: site.entry("a", msgid).msgstr})


def approve_and_forget_the_rest(site: Site, msgid: str) -> None:
    po = site.po("a")
    for entry in po:
        if entry.msgid == msgid:
            entry.flags, entry.previous_msgid = [], None
    po.save(newline="\n")


def approve_in_an_editor(site: Site, msgid: str) -> None:
    """As Weblate and polib do it: what else is on the line of the mark stays."""
    po = site.po("a")
    for entry in po:
        if entry.msgid == msgid:
            entry.flags.remove("fuzzy")
    po.save(newline="\n")


def translate(site: Site, msgid: str) -> None:
    lines = "The first line\nDelete the test environment\nThe last line"
    text = lines if "\n" in msgid else lines.replace("\n", ", ")
    site.translate("a", {msgid: f"{text}." if site.entry("a", msgid).msgstr == text else text})
    approve_and_forget_the_rest(site, msgid)


FUZZY = ["draft", "stale", "stale twice", "redrafted"]
CASES: list[tuple[str, Callable[[Site, str], None]]] = [
    ("missing", translate),
    ("reviewed", translate),
    *itertools.product(FUZZY, (approve, approve_and_forget_the_rest, translate)),
]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


def begun(root: Path, state: str, context: bool, long: bool) -> tuple[Site, str, str]:
    """A project whose one long text stands so, with that text and what a branch will make of it."""
    site = Site(root)
    root.mkdir()
    rule = '[[rule]]\npath = "**.text"\ncontext = "body"\n' if context else ""
    site.write("i18n.toml", f'engine = "fake"\n{rule}')
    site.write(".gitignore", ".i18n-cache/\n")
    texts = [LONG.replace("删除", "清空"), LONG, LONG.replace("删除", "保留"), LONG.replace("删除", "归档")]
    texts = texts if long else [FIRST.replace("删除", "清空"), FIRST, SECOND, THIRD]
    verb = "sync" if state in ("draft", "redrafted") else "extract"
    first = texts[0] if state in ("stale", "stale twice", "redrafted") else texts[1]
    site.source(first)
    site.ok(verb)
    if verb == "extract" and state != "missing":
        translate(site, first)
    for text in ([texts[3]] if state == "stale twice" else []) + [texts[1]]:
        site.source(text)
        site.ok(verb)
    site.git("init", "-q", "-b", "main")
    return site, texts[1], texts[2]


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(("state", "act"), CASES)
def test_a_text_is_never_joined_with_another_source_unseen(
    tmp_path: Path, state: str, act: Callable[[Site, str], None]
) -> None:
    kinds = itertools.product(("extract", "sync"), (0, 78), (False, True))
    for number, (verb, width, other) in enumerate(kinds):
        way, context, long = ("merge", "rebase")[number % 2], other, other != (number > 3)
        site, now, then = begun(tmp_path / str(number), state, context, long)
        site.other_tool(width)
        site.commit()
        site.git("checkout", "-q", "-b", "translators")
        act(site, now)
        site.other_tool(width)
        text = site.entry("a", now).msgstr
        site.commit()
        site.git("checkout", "-q", "main")
        site.source(then)
        site.run(verb)
        site.commit()
        if way == "rebase":
            site.git("checkout", "-q", "translators")
        made = site.git(
            way,
            *(["--no-edit"] if way == "merge" else []),
            "translators" if way == "merge" else "main",
            may_fail=True,
        )
        if made.returncode:
            assert "<<<<<<<" in site.read(PO)
            continue
        kind = f"{verb}, wrapped at {width}, context {context}, long {long}, {way}"
        for entry in polib.pofile(str(site.root / PO)):
            if entry.msgid == then and entry.msgstr and not entry.fuzzy:
                pytest.fail(f"{kind}: reviewed by nobody: {entry}")
        site.ok("extract")
        entry = site.entry("a", then)
        assert entry.fuzzy, kind
        if entry.msgstr == text:
            assert entry.previous_msgid, kind


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("act", [approve, approve_and_forget_the_rest, approve_in_an_editor, translate])
@pytest.mark.parametrize("text", ["公有云", FIRST, LONG], ids=["label", "lines", "long"])
def test_an_approval_is_never_joined_with_another_draft_unseen(
    tmp_path: Path, text: str, act: Callable[[Site, str], None]
) -> None:
    engines = (["gloss"], ["gloss", "fake", "gloss"], ["gloss", "fake"])
    for number, (redrafts, width, way) in enumerate(itertools.product(engines, (0, 78), ("merge", "rebase"))):
        site = Site(tmp_path / str(number))
        site.root.mkdir()
        site.write("i18n.toml", 'engine = "fake"\n')
        site.write(".gitignore", ".i18n-cache/\n")
        site.source(text)
        site.ok("sync")
        site.git("init", "-q", "-b", "main")
        site.other_tool(width)
        site.commit()
        before = site.entry("a", text)
        site.git("checkout", "-q", "-b", "translators")
        act(site, text)
        site.other_tool(width)
        said = site.entry("a", text).msgstr
        site.commit()
        site.git("checkout", "-q", "main")
        for engine in redrafts:
            site.ok("draft", "--again", "--engine", engine)
            site.ok("sync")
            site.other_tool(width)
            site.commit()
        now = site.entry("a", text)
        assert now.fuzzy
        assert (now.msgstr == before.msgstr) == (redrafts[-1] == "fake")
        if way == "rebase":
            site.git("checkout", "-q", "translators")
        other = "translators" if way == "merge" else "main"
        made = site.git(way, *(["--no-edit"] if way == "merge" else []), other, may_fail=True)
        if made.returncode:
            assert "<<<<<<<" in site.read(PO)
            continue
        entry = site.entry("a", text)
        assert entry.fuzzy or entry.msgstr == said, f"{redrafts}, wrapped at {width}, {way}: {entry}"
        site.ok("sync")
        assert site.entry("a", text).flags == []


@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not installed")
def test_gettext_bears_the_mark_of_another_draft(project: Project) -> None:
    site = Site(project.root)
    site.write("i18n.toml", 'engine = "fake"\n[[rule]]\npath = "**.text"\nmax_length = 400\n')
    site.source(LONG)
    site.ok("sync")
    site.ok("draft", "--again", "--engine", "gloss")
    entry = site.entry("a", LONG)
    assert entry.flags[-1].startswith("redrafted-")
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, site.root / PO], check=True)
    for command in (["msgcat", PO], ["msgmerge", "-q", PO, "locale/pot/a.pot"], ["msgattrib", PO]):
        subprocess.run([*command, "-o", PO], cwd=site.root, check=True)
        site.ok("sync")
        now = site.entry("a", LONG)
        assert (now.msgstr, now.fuzzy, now.tcomment) == (entry.msgstr, True, entry.tcomment)
    subprocess.run(["msgattrib", "--clear-fuzzy", PO, "-o", PO], cwd=site.root, check=True)
    site.ok("sync")
    assert site.entry("a", LONG).flags == []
