"""The site of test_sync_model.py in a repository: commits, pages and catalogs brought back from older
ones, translators in a clone of their own whose work is merged, links that lead out of the project.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import polib
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from test_sync_model import TOKEN, Site, flat, number, parsed, texts, walk

from i18n_pipeline.commands.sync import Synced

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
OUTSIDE = "nothing of this is the project's\n"


class History(Site):
    """What people do with git, beside all that they do without it."""

    def __init__(self) -> None:
        super().__init__()
        self.beside = tempfile.TemporaryDirectory(prefix="i18n-beside-")
        self.clone = Path(self.beside.name).resolve() / "clone"
        self.outside = Path(self.beside.name).resolve() / "outside.md"
        self.outside.write_text(OUTSIDE)
        self.done: list[tuple[str, str]] = []  # source text and translation, in the clone alone
        self.approved: set[str] = set()  # source texts of which the clone took the fuzzy mark away

    def teardown(self) -> None:
        super().teardown()
        self.beside.cleanup()

    def git(self, *arguments: str, where: Path | None = None, check: bool = True) -> str:
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "merge.conflictStyle=merge"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        made = subprocess.run(
            ["git", *who, *arguments],
            cwd=where or self.root, check=check, capture_output=True, text=True, env=environment,
        )  # fmt: skip
        return made.stdout

    @initialize(first=texts, reviewed=st.sampled_from([None, None, 0, 60]))
    def begin(self, first: str, reviewed: int | None) -> None:
        self.git("init", "-q", "-b", "main")
        self.project.write(".gitignore", ".i18n-cache/\n*.tmp\n")
        super().begin(first, reviewed)
        self.commit()

    @rule()
    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", "as it is")

    @rule(at=number, back=st.integers(0, 6))
    def restore_page(self, at: int, back: int) -> None:
        """Somebody has the English page as it was; what was written there since is given up."""
        files = [file for file in self.english() if not (self.root / file).is_symlink()]
        commits = self.git("rev-list", "HEAD").split()
        if not files:
            return
        file, commit = files[at % len(files)], commits[back % len(commits)]
        before = self.found()
        self.git("checkout", "-q", commit, "--", file, check=False)
        self.git("reset", "-q")
        self.alive -= before - self.found()
        shown = flat(parsed(self.project.read(file)))
        self.touched.setdefault(file, set()).update(shown)
        for path, text in shown.items():  # an image of old, or one that a person chose
            if path.endswith("image") and TOKEN.search(str(text)):
                self.alive |= set(TOKEN.findall(str(text))) & before

    @rule(theirs=st.sampled_from(["page", "po"]))
    def decide(self, theirs: str) -> None:
        """Who says that the page is right reviews what it says."""
        shown = {text for file in self.english() for text in flat(parsed(self.project.read(file))).values()}
        super().decide(theirs)
        for file in self.catalogs() if theirs == "page" else ():
            self.chosen |= {(entry.msgid, entry.msgstr) for entry in self.po(file) if entry.msgstr in shown}

    @precondition(lambda self: not self.clone.exists())
    @rule()
    def clone_it(self) -> None:
        self.commit()
        self.git("clone", "-q", "--no-hardlinks", str(self.root), str(self.clone))

    @precondition(lambda self: self.clone.exists())
    @rule(at=number, which=number, approving=st.booleans(), width=st.sampled_from([0, 78]))
    def work_in_the_clone(self, at: int, which: int, approving: bool, width: int) -> None:
        files = sorted(self.clone.glob("locale/en/LC_MESSAGES/**/*.po"))
        if not files:
            return
        po = polib.pofile(str(files[at % len(files)]), wrapwidth=width)
        entries = [entry for entry in po if not entry.obsolete]
        if not entries:
            return
        entry = entries[which % len(entries)]
        if approving and entry.msgstr:
            self.approved.add(entry.msgid)
        else:
            self.tokens += 1
            entry.msgstr = f"H{self.tokens}x in the clone"
        entry.flags, entry.previous_msgid = [], None
        po.save(newline="\n")
        self.done.append((entry.msgid, entry.msgstr))

    @precondition(lambda self: self.clone.exists())
    @rule()
    def merge_the_clone(self) -> None:
        """Their work comes in where git joins it; where it cannot, they do it again another time.

        Where somebody here wrote another text meanwhile and left it fuzzy, git takes the mark from that
        one: it is a person's text still, and no trace in the file tells the two approvals apart.
        """
        self.commit()
        before = self.found()
        self.git("add", "--all", where=self.clone)
        self.git("commit", "-q", "--allow-empty", "-m", "translated", where=self.clone)
        self.git("pull", "-q", "--no-rebase", "--no-edit", str(self.clone), "main", check=False)
        if self.git("ls-files", "--unmerged"):
            self.git("merge", "--abort")
        else:
            self.alive -= before - self.found()  # they wrote something else in its place
            self.alive |= {token for _, text in self.done for token in TOKEN.findall(text)} & self.found()
            self.chosen |= set(self.done)
            for entry in (entry for file in self.catalogs() for entry in self.po(file)):
                if entry.msgid in self.approved and TOKEN.search(entry.msgstr):
                    self.chosen.add((entry.msgid, entry.msgstr))
        self.done, self.approved = [], set()
        shutil.rmtree(self.clone)

    @rule(at=number)
    def link_out(self, at: int) -> None:
        """A page of the target becomes a link that leads out of the project."""
        files = self.english()
        if files:
            path = self.root / files[at % len(files)]
            before = self.found()
            path.unlink()
            path.symlink_to(self.outside)
            self.alive -= before - self.found()

    @rule()
    def no_links(self) -> None:
        for file in self.root.glob("content/en/**/*"):
            if file.is_symlink():
                file.unlink()

    def english(self) -> list[str]:
        return [file for file in super().english() if not (self.root / file).is_symlink()]

    def in_step(self, report: Synced) -> set[str]:
        """A link stops what would go through it, and the page that it stands for."""
        if any(file.is_symlink() for file in self.root.glob("content/en/**/*")):
            return {f"content/en/{name}" for name in self.pages}
        return super().in_step(report)

    @invariant()
    def holds(self) -> None:
        super().holds()
        assert self.outside.read_text() == OUTSIDE


def test_git_brings_nothing_in_and_takes_nothing_away() -> None:
    walk(History)


def test_a_page_brought_back_and_edited_keeps_what_was_overridden() -> None:
    state = History()
    try:
        state.begin(first="背景", reviewed=None)
        for step, given in (
            ("sync_one", {"at": 0}),
            ("sync_one", {"at": 0}),
            ("edit_image", {"at": 19, "line": 0}),
            ("sync_one", {"at": 0}),
            ("restore_page", {"at": 0, "back": 0}),
            ("edit_image", {"at": 19, "line": 19}),
            ("sync_one", {"at": 14}),
        ):
            getattr(state, step)(**given)
            state.holds()
    finally:
        state.teardown()


def test_an_approval_that_git_joins_with_the_text_of_another_person() -> None:
    state = History()
    try:
        state.begin(first="公有云", reviewed=None)
        for step, given in (
            ("clone_it", {}),
            ("work_in_the_clone", {"at": 0, "which": 1, "approving": True, "width": 0}),
            ("translate", {"at": 0, "which": 1, "fuzzy": True, "form": "{}: a"}),
            ("merge_the_clone", {}),
            ("sync", {}),
        ):
            getattr(state, step)(**given)
            state.holds()
        assert [entry.msgstr for entry in state.po(state.catalogs()[0])][1] == "H1x: a"
    finally:
        state.teardown()


def test_an_edit_of_a_page_as_it_once_was_is_of_no_source_that_stands_there_now() -> None:
    state = History()
    try:
        state.begin(first="公有云", reviewed=None)
        for step, given in (
            ("delete_item", {"at": 0, "where": 0}),
            ("delete_english", {"at": 0}),
            ("sync", {}),
            ("commit", {}),
            ("insert_item", {"at": 0, "where": 0, "name": "私有云", "content": "背景"}),
            ("restore_page", {"at": 0, "back": 1}),
            ("edit_english", {"at": 0, "line": 1}),
            ("sync", {}),
        ):
            getattr(state, step)(**given)
            state.holds()
        entry = next(entry for entry in state.po(state.catalogs()[0]) if entry.msgid == "私有云")
        assert "H1x" in entry.msgstr
        assert entry.fuzzy
    finally:
        state.teardown()


def test_a_page_as_it_once_was_under_another_name_brings_no_machines_text_back() -> None:
    state = History()
    try:
        state.begin(first="公有云", reviewed=None)
        for step, given in (
            ("edit_english", {"at": 0, "line": 1}),
            ("sync_without_cache", {}),
            ("commit", {}),
            ("restore_page", {"at": 0, "back": 1}),
            ("rename_page", {"at": 0, "both": True, "to": "case/a.md"}),
            ("sync", {}),
        ):
            getattr(state, step)(**given)
            state.holds()
    finally:
        state.teardown()
