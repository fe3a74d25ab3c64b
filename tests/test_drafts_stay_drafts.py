"""What a machine wrote stays a draft on every way back into the catalogs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest
from conftest import Project

PAGE, PO, RECORD = "content/en/a.md", "locale/en/LC_MESSAGES/a.po", "locale/en/written/a.txt"
FIRST = "第一句话讲的是从前的平台。"
SECOND = "第二句话讲的是如今的平台。"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Site(Project):
    """A project in a repository, whose drafts come from the engine that needs none."""

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
        command = ["git", *who, *arguments]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout

    def source(self, *values: str, image: str = "/zh.png") -> None:
        items = "".join(f"  - text: {value}\n" for value in values)
        self.page("a.md", f"title: 案例\nimage: {image}\nlist:\n{items}")

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "-qm", "as it is")

    def forget(self) -> None:
        """As on a machine that has nothing but the repository."""
        shutil.rmtree(self.root / ".i18n-cache")

    def reviewed(self) -> dict[str, str]:
        return {
            entry.msgid: entry.msgstr
            for entry in self.po("a")
            if entry.msgstr and not entry.fuzzy and not entry.obsolete
        }


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Site:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    site = Site(project.root)
    site.git("init", "-q", "-b", "main")
    site.write(".gitignore", ".i18n-cache/\n")
    site.write("i18n.toml", 'engine = "fake"\n')
    site.source(FIRST)
    site.ok("sync")
    site.commit()
    return site


def changed_source(site: Site) -> None:
    site.source(SECOND)
    site.ok("sync")
    site.commit()


def by_hand(site: Site, key: str, text: str) -> None:
    lines = site.read(PAGE).split("\n")
    at = next(n for n, line in enumerate(lines) if line.lstrip(" -").startswith(f"{key}: "))
    lines[at] = f"{lines[at].split(key)[0]}{key}: {text}"
    site.write(PAGE, "\n".join(lines))


@needs_git
def test_a_page_restored_from_git_brings_nothing_back(site: Site) -> None:
    changed_source(site)
    now = site.read(PAGE)
    site.git("checkout", "-q", "HEAD~1", "--", PAGE)
    site.forget()
    site.ok("sync")
    assert site.reviewed() == {}
    assert site.read(PAGE) == now


@needs_git
def test_a_restored_page_on_which_a_person_wrote_gives_that_alone(site: Site) -> None:
    changed_source(site)
    site.git("checkout", "-q", "HEAD~1", "--", PAGE)
    by_hand(site, "title", "Case study")
    site.forget()
    site.ok("sync")
    assert site.reviewed() == {"案例": "Case study"}
    assert "title: Case study" in site.read(PAGE)


@needs_git
def test_the_page_of_another_branch_brings_no_drafts_along(site: Site) -> None:
    site.git("checkout", "-q", "-b", "other")
    changed_source(site)
    site.git("checkout", "-q", "main")
    site.git("checkout", "-q", "other", "--", PAGE)
    site.forget()
    site.ok("sync")
    assert site.reviewed() == {}


@needs_git
def test_pages_that_git_ignores_may_be_older_than_the_catalogs(site: Site) -> None:
    site.write(".gitignore", ".i18n-cache/\ncontent/en/\n")
    site.git("rm", "-rq", "--cached", "content/en")
    site.commit()
    before = site.read(PAGE)
    changed_source(site)
    site.write(PAGE, before)  # as somebody has it who pulls what the others did
    site.forget()
    site.ok("sync")
    assert site.reviewed() == {}
    assert site.read(PAGE) != before


def test_what_an_engine_answered_is_no_persons(site: Site) -> None:
    before = site.read(PAGE)
    changed_source(site)
    shutil.rmtree(site.root / ".git")  # the answers are known all the same
    site.write(PAGE, before)
    site.run("sync")
    assert site.reviewed() == {}


@pytest.mark.parametrize("publish", ["drafts", "reviewed"])
def test_a_text_that_a_machine_wrote_elsewhere_is_asked_about(site: Site, publish: str) -> None:
    """Nobody can tell who put the draft of one message in the place of another."""
    site.source(FIRST, SECOND)
    site.ok("sync")
    drafts = {entry.msgid: entry.msgstr for entry in site.po("a")}
    by_hand(site, "title", drafts[SECOND])
    shown = site.read(PAGE)
    result = site.run("sync", "--publish", publish)
    assert site.reviewed() == {}
    assert site.read(PAGE) == shown, "what stands there stays until somebody has decided"
    if publish == "drafts":
        entry = site.entry("a", "案例")
        assert (entry.msgstr, entry.fuzzy) == (drafts[SECOND], True)
        assert "nobody can tell whether a person wrote it" in entry.tcomment
    else:
        assert result.exit_code == 1
        assert "which a machine may have written" in result.stderr
        site.run("sync", "--publish", publish, "--theirs", "page")
        assert site.reviewed() == {"案例": drafts[SECOND]}


def test_a_run_that_ends_between_page_and_record_leaves_no_edits(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it had time for, and without anything but the files of the project."""
    site.source(SECOND)
    real = os.fsync
    left = 0

    def ending(descriptor: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        real(descriptor)

    shutil.rmtree(site.root / ".git")
    before = {file: content for file, (_, content) in site.snapshot().items()}
    for calls in range(12):
        for file in site.snapshot().keys() - before.keys():
            (site.root / file).unlink()
        for file, content in before.items():
            site.write(file, content)
        left = calls
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", ending)
            site.run("sync")
        site.forget()
        site.ok("sync")
        assert site.reviewed() == {}, calls


BLANKS: dict[str, Callable[[str], str]] = {
    "a list of the front matter indented": lambda text: text.replace("  - text", "    - text"),
    "words parted in a comment": lambda text: text.replace("nowhere", "now here"),
    "lines parted in the front matter": lambda text: text.replace("image:", "\nimage:"),
}


@pytest.mark.parametrize("change", BLANKS.values(), ids=BLANKS)
def test_a_change_of_blanks_is_told_and_stays(site: Site, change: Callable[[str], str]) -> None:
    yaml = "title: 案例\nimage: /zh.png  # nowhere\nnote: |\n  一段话。\n\nlist:\n  - text: 第一句话。\n"
    site.page("a.md", yaml, "body\nin one piece\n\n- a point\n")
    site.ok("sync")
    assert change(site.read(PAGE)) != site.read(PAGE)
    site.write(PAGE, change(site.read(PAGE)))
    site.translate("a", {"第一句话。": "A sentence."})
    shown = site.read(PAGE)
    result = site.run("sync")
    assert result.exit_code == 1
    assert f"{PAGE}:1: error: was changed by hand in more than its values" in result.stderr
    assert site.read(PAGE) == shown
