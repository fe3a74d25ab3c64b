"""The site of test_sync_model.py in a repository: commits, pages and catalogs brought back from older
ones, translators in a clone of their own whose work is merged, links that lead out of the project.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from test_sync_model import TOKEN, Site, flat, lived, number, parsed, texts, walk

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
        self.in_catalogs: set[str] = set()  # every translation that one in git ever had
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

    def tells_of_a_draft(self, msgid: str) -> bool:
        """Whether a catalog has the draft of a text, or says what it was."""
        entries = [entry for file in self.catalogs() for entry in self.po(file) if entry.msgid == msgid]
        return any("fake" in entry.msgstr + entry.tcomment for entry in entries)

    def said(self) -> set[str]:
        """What the catalogs say."""
        return {entry.msgstr for file in self.catalogs() for entry in self.po(file)}

    @rule()
    def commit(self) -> None:
        self.in_catalogs |= self.said()
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", "as it is")

    @rule(at=number, back=st.integers(0, 6))
    def restore_page(self, at: int, back: int) -> None:
        """Somebody has the English page as it was; what was written there since is given up.

        So is what a text of that page takes the place of, if it is one that no run has seen yet. Who
        writes over what was brought back gives up what stood there: no byte tells it from an edit of that.
        """
        files = [file for file in self.english() if not (self.root / file).is_symlink()]
        commits = self.git("rev-list", "HEAD").split()
        if not files:
            return
        file, commit = files[at % len(files)], commits[back % len(commits)]
        before, said = self.found(), flat(parsed(self.project.read(file)))
        self.git("checkout", "-q", commit, "--", file, check=False)
        self.git("reset", "-q")
        self.alive -= before - self.found()
        shown = flat(parsed(self.project.read(file)))
        known = self.in_catalogs | self.said()
        for path, text in shown.items():  # what a person had written there, and no catalog in git ever had
            if text != said.get(path) and TOKEN.search(str(text)) and text not in known:
                self.let_go(str(said.get(path)))
        for msgid, text in set(self.edited):  # of a draft that the catalogs have no trace of, nobody can know
            if text in shown.values() and not self.tells_of_a_draft(msgid):
                self.chosen.add((msgid, text))
        self.touched.setdefault(file, set()).update(shown)
        self.gone |= {(file, path): str(text) for path, text in said.items() if shown.get(path) != text}
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


STORIES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "a page that git brought back and somebody edited keeps what was overridden": [
        ("begin", {"first": "背景", "reviewed": None}),
        ("sync_one", {"at": 0}),
        ("sync_one", {"at": 0}),
        ("edit_image", {"at": 19, "line": 0}),
        ("sync_one", {"at": 0}),
        ("restore_page", {"at": 0, "back": 0}),
        ("edit_image", {"at": 19, "line": 19}),
        ("sync_one", {"at": 14}),
    ],
    "who writes over what git brought back gives up what stood there": [
        ("begin", {"first": "背景", "reviewed": None}),
        ("edit_image", {"at": 0, "line": 0}),
        ("edit_english", {"at": 0, "line": 1}),
        ("sync_one", {"at": 0}),
        ("restore_page", {"at": 0, "back": 0}),
        ("edit_english", {"at": 0, "line": 0}),
        ("sync_one", {"at": 0}),
        ("edit_image", {"at": 0, "line": 0}),
        ("edit_english", {"at": 0, "line": 1}),
        ("sync_one", {"at": 0}),
    ],
    "git brings back an edit that no catalog in git ever had": [
        ("begin", {"first": "混合云", "reviewed": None}),
        ("edit_a_word", {"at": 0, "line": 0}),
        ("commit", {}),
        ("sync_without_cache", {}),
        ("translate", {"at": 0, "which": 2, "fuzzy": True, "form": "{}: a"}),
        ("sync_without_cache", {}),
        ("restore_page", {"at": 0, "back": 0}),
        ("sync_without_cache", {}),
    ],
    "a word in a draft of another text, which git brought back, approves nothing": [
        ("begin", {"first": "平台小组花两周时间拆分出订单服务，故障定位快了许多在一处。", "reviewed": None}),
        ("edit_source", {"at": 0, "line": 0, "text": "数据库管理员反复验证过日志在四处。"}),
        ("sync_without_cache", {}),
        ("restore_page", {"at": 0, "back": 0}),
        ("edit_a_word", {"at": 0, "line": 0}),
        ("sync_without_cache", {}),
    ],
    "git joins an approval with the text of another person": [
        ("begin", {"first": "公有云", "reviewed": None}),
        ("clone_it", {}),
        ("work_in_the_clone", {"at": 0, "which": 1, "approving": True, "width": 0}),
        ("translate", {"at": 0, "which": 1, "fuzzy": True, "form": "{}: a"}),
        ("merge_the_clone", {}),
        ("sync", {}),
    ],
    "an edit of a page as it once was is of no source that stands there now": [
        ("begin", {"first": "公有云", "reviewed": None}),
        ("delete_item", {"at": 0, "where": 0}),
        ("delete_english", {"at": 0}),
        ("sync", {}),
        ("commit", {}),
        ("insert_item", {"at": 0, "where": 0, "name": "私有云", "content": "背景"}),
        ("restore_page", {"at": 0, "back": 1}),
        ("edit_english", {"at": 0, "line": 1}),
        ("sync", {}),
    ],
    "a page as it once was, under another name, brings no machine's text back": [
        ("begin", {"first": "公有云", "reviewed": None}),
        ("edit_english", {"at": 0, "line": 1}),
        ("sync_without_cache", {}),
        ("commit", {}),
        ("restore_page", {"at": 0, "back": 1}),
        ("rename_page", {"at": 0, "both": True, "to": "case/a.md"}),
        ("sync", {}),
    ],
}
#: What the catalog says in the end of some of these: source text, translation, whether it is fuzzy.
SAID = {
    "git joins an approval with the text of another person": ("背景", "H1x: a", False),
    "an edit of a page as it once was is of no source that stands there now": (
        "私有云", 'H1x "by" hand', True
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_histories_that_once_went_wrong(name: str) -> None:
    with lived(History, STORIES[name]) as state:
        entries = [(entry.msgid, entry.msgstr, entry.fuzzy) for entry in state.po(state.catalogs()[0])]
        if name in SAID:
            assert SAID[name] in entries
