"""Sixty nights of a site: a server that syncs, people elsewhere who write, and all that goes wrong meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from random import Random

import pytest
from click.testing import Result
from conftest import Project
from moments import start

from i18n_pipeline.engines.fake import Fake
from i18n_pipeline.errors import TemporaryEngineError
from i18n_pipeline.messages import say

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name != "posix", reason="runs are killed"),
]
NIGHTS = 60
NIGHT = ("sync", "--commit", "--pull", "--push", "--prune")
ENGLISH = "content/en"


class Checkout(Project):
    """Somebody's, of one bare repository."""

    def git(self, *arguments: str) -> str:
        command = ["git", "-c", "core.quotePath=false", *arguments]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout

    def push(self, what: str) -> None:
        self.git("add", "--all")
        self.git("commit", "-qm", what)
        self.git("push", "-q")

    def dirty(self) -> list[str]:
        return self.git("status", "--porcelain", "-uall").splitlines()


class Life:
    """The site, and what became of it; each word that a person writes is a new one."""

    def __init__(self, root: Path) -> None:
        self.bare, self.words, self.pages = root / "bare.git", 0, [f"p{number}" for number in range(4)]
        self.kills = 0
        self.kept: dict[str, str] = {}  # page → what a person said last of its title, in English
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.bare], check=True)
        self.people = self.checkout(root / "people")
        self.people.git("checkout", "-q", "-b", "main")
        self.people.write("i18n.toml", 'engine = "fake"\n')
        for page in self.pages:
            self.write(page, 4)
        self.people.git("add", ".")
        self.people.git("commit", "-qm", "begin")
        self.people.git("push", "-q", "-u", "origin", "main")
        self.server = self.checkout(root / "server")

    def checkout(self, root: Path) -> Checkout:
        subprocess.run(["git", "clone", "-q", self.bare, root], check=True, capture_output=True)
        return Checkout(root)

    def word(self) -> str:
        """A new one, without digits, which rules would count."""
        self.words += 1
        return "".join("abcdefghij"[int(digit)] for digit in f"{self.words:03}").capitalize()

    def write(self, page: str, texts: int) -> None:
        lines = [f"  - 完整的一句话，讲的是{self.word()}这件事。\n" for _ in range(texts)]
        text = f"title: 标题{self.word()}\nimage: /{page}.png\ntexts:\n"
        self.people.page(f"{page}.md", text + "".join(lines))

    # --- what people do by day; all of it is pushed

    def author_edits(self, night: int) -> None:
        page = self.pages[night % len(self.pages)]
        file = f"content/zh/{page}.md"
        lines = self.people.read(file).splitlines(keepends=True)
        lines[-2] = f"  - 换了一句话，讲的是{self.word()}这件事。\n"
        self.people.write(file, "".join(lines))
        self.people.push(f"{page} edited")

    def author_adds(self, night: int) -> None:
        self.pages.append(f"n{night}")
        self.write(f"n{night}", 3)
        self.people.push(f"n{night} added")

    def author_renames(self, night: int) -> None:
        page, new = self.pages[0], f"r{night}"
        self.people.git("mv", f"content/zh/{page}.md", f"content/zh/{new}.md")
        self.pages[0] = new
        self.kept |= {new: self.kept.pop(page)} if page in self.kept else {}
        self.people.push(f"{page} renamed")

    def author_deletes(self, night: int) -> None:
        page = self.pages.pop()
        self.kept.pop(page, None)
        self.people.git("rm", "-q", f"content/zh/{page}.md")
        self.people.push(f"{page} deleted")

    def translator_edits(self, night: int) -> None:
        for page in self.pages[night % 2 :: 2]:
            title = f"标题{self.title(page)}"
            if (self.people.root / f"locale/en/LC_MESSAGES/{page}.po").exists():
                self.kept[page] = f"Title {self.word()}"
                self.people.translate(page, {title: self.kept[page]})
        self.people.push("translated") if self.people.dirty() else None

    def reader_mends(self, night: int) -> None:
        """On the English page itself."""
        for page in self.pages:
            file = f"{ENGLISH}/{page}.md"
            lines = (
                self.people.read(file).splitlines(keepends=True) if (self.people.root / file).exists() else []
            )
            if lines and page in self.kept and lines[1] == f"title: {self.kept[page]}\n":
                self.kept[page] = f"Mended {self.word()}"
                self.people.write(file, "".join([lines[0], f"title: {self.kept[page]}\n", *lines[2:]]))
                self.people.push(f"{page} mended")
                return

    def title(self, page: str) -> str:
        return self.people.read(f"content/zh/{page}.md").split("标题")[1].split("\n")[0]

    # --- nights

    def hook(self, name: str, script: str) -> None:
        self.server.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n").chmod(0o755)

    def night(self) -> Result:
        result = self.server.run(*NIGHT)
        assert result.exit_code in (0, 1, 75), result.output
        assert "a bug in" not in result.output
        return result

    def killed(self, moment: int) -> bool:
        """Whether a run was, which it is not where nothing is to be written."""
        arguments = (*NIGHT, "--root", self.server.root)
        run = start(*arguments, number=signal.SIGKILL, since="fcntl.flock", only="os.rename", moment=moment)
        run.communicate()
        return run.returncode == -signal.SIGKILL

    def pushes_meanwhile(self) -> None:
        """Somebody does, right before the server."""
        self.people.write("notes.txt", self.word())
        self.people.git("add", ".")
        self.people.git("commit", "-qm", "notes")
        done = f"unset $(git rev-parse --local-env-vars); git -C {self.people.root} push -q origin main 2>/dev/null; exit 0"
        self.hook("pre-push", done)

    def in_step(self) -> bool:
        there = self.server.git("ls-remote", "origin", "main").split()[0]
        return not self.server.dirty() and self.server.git("rev-parse", "HEAD").strip() == there


def days(night: int) -> list[str]:
    """Who is at work on the day before a night."""
    every = {
        "author_edits": night % 3 == 0,
        "author_adds": night % 14 == 2,
        "author_renames": night % 13 == 5,
        "author_deletes": night % 17 == 7,
        "translator_edits": night % 4 == 1,
        "reader_mends": night % 11 == 4,
    }
    return [name for name, works in every.items() if works]


def goes_wrong(life: Life, night: int, random: Random, away: Path) -> bool:
    """A night on which something does, if it is one."""
    if night % 10 == 3:
        life.hook("pre-commit", "echo not tonight; exit 1")
        refused = life.night()
        assert "git did not commit: not tonight; " in refused.stderr or not life.server.dirty()
        (life.server.root / ".git/hooks/pre-commit").unlink()
    elif night % 12 == 6:
        life.kills += life.killed(random.randrange(12))
    elif night % 12 == 8:
        life.bare.rename(away)
        assert life.night().exit_code == 75
        away.rename(life.bare)
    elif night % 15 == 9:
        life.server.run("sync")  # by hand, and nothing is committed
    elif night % 20 == 16:
        page = f"content/zh/{life.pages[1]}.md"
        life.server.write(page, life.server.read(page).replace("讲的是", "说的是"))  # and somebody goes home
        assert page in life.night().stderr
        life.server.git("checkout", "-q", page)
    else:
        return False
    return True


def test_sixty_nights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.com")
    life, random, answers, was_well = Life(tmp_path), Random(60), Fake.translate, False

    def away(engine: Fake, requests: object) -> object:
        raise TemporaryEngineError(say("stopped"), retry_after=3600)

    for night in range(1, NIGHTS + 1):
        life.people.git("pull", "-q", "--rebase")
        for name in days(night):
            getattr(life, name)(night)
        is_away = night % 9 == 5
        monkeypatch.setattr(Fake, "translate", away if is_away else answers)
        is_well = not goes_wrong(life, night, random, tmp_path / "away")
        if is_well:
            if night % 20 == 12:
                life.pushes_meanwhile()
            result = life.night()
            assert life.in_step(), result.output
            assert result.exit_code == (75 if is_away and "postponed" in result.stderr else 0), result.output
            assert days(night) or not was_well or result.output.count("\n") <= 3, result.output
        was_well = is_well and not is_away
    assert life.kills >= 3
    life.night()
    quiet = life.night()
    assert (quiet.exit_code, quiet.output.count("\n") <= 3, life.in_step()) == (0, True, True), quiet.output
    elsewhere = life.checkout(tmp_path / "elsewhere")
    elsewhere.ok("sync")
    assert elsewhere.dirty() == []
    there = {f"{name}.md" for name in life.pages}
    assert {path.name for path in (elsewhere.root / ENGLISH).iterdir()} == there
    for page, words in life.kept.items():
        assert f"title: {words}\n" in elsewhere.read(f"{ENGLISH}/{page}.md")
