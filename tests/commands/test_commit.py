"""sync --commit: what the tool wrote goes in, whichever run wrote it; what people have begun stays out."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from conftest import Project
from moments import spread, start

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
PAGE, ENGLISH = "content/zh/a.md", "content/en/a.md"
PO, POT, RECORD = "locale/en/LC_MESSAGES/a.po", "locale/pot/a.pot", "locale/en/written/a.txt"
OF_A = {ENGLISH, PO, POT, RECORD}
TEXT = "title: 案例\nimage: /zh.png\nlist: [公司简介, 联系我们]\n"


class Site(Project):
    """A project in a repository; everything in it is committed."""

    def git(self, *arguments: str) -> str:
        command = ["git", "-c", "core.quotePath=false", *arguments]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout

    def commit(self, *files: str) -> None:
        """What a person commits."""
        self.git("add", "--all", *(files or ["."]))
        self.git("commit", "-qm", "a person's", "--", *files)

    def dirty(self) -> set[str]:
        return {line[3:] for line in self.git("status", "--porcelain", "-uall").splitlines()}

    def last(self) -> set[str]:
        """The files of the last commit."""
        return set(self.git("show", "--name-only", "--no-renames", "--format=", "HEAD").splitlines())

    def hook(self, script: str, name: str = "pre-commit") -> None:
        file = self.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def in_step_elsewhere(self, tmp_path: Path) -> None:
        """A fresh clone finds nothing to do."""
        clone = Site(tmp_path / "clone")
        self.git("clone", "-q", ".", str(clone.root))
        clone.run("sync", "--engine", "fake")
        assert clone.dirty() == set()
        shutil.rmtree(clone.root)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.com")
    site = Site(tmp_path / "site")
    site.root.mkdir()
    site.git("init", "-q", "-b", "main")
    site.write("i18n.toml", 'engine = "fake"\n')
    site.page("a.md", TEXT)
    site.page("b.md", "title: 另外\n")
    site.ok("sync")
    site.commit()
    return site


MOMENTS = 4


def edited(site: Site) -> None:
    """A person changes the Chinese page, and commits that."""
    site.page("a.md", TEXT.replace("公司简介", "公司介绍"))
    site.commit(PAGE)


def test_what_a_run_without_commit_wrote_is_committed_by_the_next(site: Site, tmp_path: Path) -> None:
    edited(site)
    site.ok("sync")
    result = site.ok("sync", "--commit")
    assert (result.stderr, site.last(), site.dirty()) == ("", OF_A, set())
    assert "committed 4 files as " in result.stdout
    assert site.git("log", "-1", "--format=%s") == "Sync translations: what an earlier run wrote\n"
    site.in_step_elsewhere(tmp_path)


@pytest.mark.parametrize("verb", ["extract", "draft", "merge"])
def test_and_what_any_other_verb_wrote(site: Site, verb: str) -> None:
    edited(site)
    for earlier in ("extract", "draft", "merge"):
        site.ok(earlier)
        if earlier == verb:
            break
    assert site.ok("sync", "--commit").stderr == ""
    assert (site.last(), site.dirty()) == (OF_A, set())


def test_a_hook_that_refused_once_costs_a_night(site: Site) -> None:
    edited(site)
    site.hook(
        "[ -e .git/refused ] && exit 0; touch .git/refused; echo a line; echo 'and another' >&2; exit 1"
    )
    refused = site.run("sync", "--commit")
    assert (refused.exit_code, site.dirty()) == (1, OF_A)
    assert "a.md: en: 1 changed" in refused.stdout, "the report is not lost"
    assert (
        "git did not commit: a line; and another; what was written is there, uncommitted\n" in refused.stderr
    )
    assert site.ok("sync", "--commit").stderr == ""
    assert (site.last(), site.dirty()) == (OF_A, set())


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_killed_at_any_moment_the_next_run_commits_all(site: Site, tmp_path: Path) -> None:
    """Between any two files, and between the last one and the commit."""
    edited(site)
    whole = shutil.copytree(site.root, tmp_path / "whole")
    told = tmp_path / "told"
    start("sync", "--commit", "--root", whole, since="fcntl.flock", only="rename", told=told).communicate()
    events = int(told.read_text())
    for moment in sorted(set(spread(Random(), events, MOMENTS))):
        copy = Site(tmp_path / f"killed {moment}")
        shutil.copytree(site.root, copy.root)
        arguments = ("sync", "--commit", "--root", copy.root)
        killed = start(*arguments, number=signal.SIGKILL, since="fcntl.flock", only="rename", moment=moment)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL
        assert copy.ok("sync", "--commit").stderr == ""
        assert (copy.last(), copy.dirty()) == (OF_A, set()), moment
        assert copy.git("rev-parse", "HEAD^{tree}") == Site(whole).git("rev-parse", "HEAD^{tree}")


def test_a_deleted_cache_costs_nothing(site: Site) -> None:
    edited(site)
    site.ok("sync")
    shutil.rmtree(site.root / ".i18n-cache")
    assert site.ok("sync", "--commit").stderr == ""
    assert (site.last(), site.dirty()) == (OF_A, set())


@pytest.mark.parametrize("forgotten", [False, True])
@pytest.mark.parametrize("updated", [False, True])
def test_a_catalog_that_a_translator_has_begun_stays_out_with_its_page(
    site: Site, tmp_path: Path, updated: bool, forgotten: bool
) -> None:
    if updated:  # both the translator's work and the tool's stand in it
        edited(site)
    site.page("b.md", "title: 别的\n")
    site.commit("content/zh/b.md")
    site.translate("a", {"案例": "Case"})
    if forgotten:
        shutil.rmtree(site.root / ".i18n-cache")
    result = site.ok("sync", "--commit")
    assert result.stderr == (
        f"not committed, nor what goes with it: {PO}; there are changes that are not sync's: commit or undo them\n"
    )
    assert {file.rpartition("/")[2] for file in site.last()} == {"b.md", "b.po", "b.pot", "b.txt"}
    assert site.dirty() == (OF_A if updated else OF_A - {POT})
    if not updated:
        site.in_step_elsewhere(tmp_path)
    head = site.git("rev-parse", "HEAD")
    site.ok("sync", "--commit")
    assert site.git("rev-parse", "HEAD") == head
    site.commit(PO)
    assert site.ok("sync", "--commit").stderr == ""
    assert (PO not in site.last(), site.dirty()) == (True, set())
    site.in_step_elsewhere(tmp_path)


@pytest.mark.parametrize(("old", "new"), [("/zh.png", "/en.png"), ("title: ", "title: Changed ")])
def test_a_page_that_a_person_has_begun_stays_out_with_what_was_taken_over(
    site: Site, tmp_path: Path, old: str, new: str
) -> None:
    site.write(ENGLISH, site.read(ENGLISH).replace(old, new))
    result = site.ok("sync", "--commit")
    assert f": {ENGLISH}; there are changes" in result.stderr
    assert site.dirty() >= {ENGLISH, RECORD}
    site.in_step_elsewhere(tmp_path)
    site.commit(ENGLISH)
    assert site.ok("sync", "--commit").stderr == ""
    assert (RECORD in site.last(), site.dirty()) == (True, set())
    site.in_step_elsewhere(tmp_path)


@pytest.mark.parametrize("staged", [False, True])
def test_nothing_is_committed_that_was_made_of_uncommitted_chinese(
    site: Site, tmp_path: Path, staged: bool
) -> None:
    site.page("a.md", TEXT.replace("公司简介", "公司介绍"))
    site.page("c.md", "title: 新的\n")
    site.page("b.md", "title: 别的\n")
    site.commit("content/zh/b.md")
    if staged:
        site.git("add", "content/zh")
    result = site.ok("sync", "--commit")
    assert f": {PAGE}, content/zh/c.md; there are changes" in result.stderr
    assert {file.rpartition("/")[2] for file in site.last()} == {"b.md", "b.po", "b.pot", "b.txt"}
    site.in_step_elsewhere(tmp_path)
    subject = site.git("log", "-1", "--format=%B")
    assert "b.md: " in subject
    assert "a.md: " not in subject
    site.commit("content/zh")
    assert site.ok("sync", "--commit").stderr == ""
    assert (site.dirty(), site.last() >= OF_A) == (set(), True)
    assert "locale/en/LC_MESSAGES/c.po" in site.last()


def test_a_renamed_page_goes_in_with_what_it_was(site: Site, tmp_path: Path) -> None:
    site.translate("a", {"案例": "Case"})
    site.commit()
    site.ok("sync", "--commit")
    site.git("mv", PAGE, "content/zh/z.md")
    head = site.git("rev-parse", "HEAD")
    site.ok("sync", "--commit")
    assert site.git("rev-parse", "HEAD") == head, "its Chinese is not committed"
    site.in_step_elsewhere(tmp_path)
    site.git("commit", "-qm", "renamed")
    site.translate("z", {"联系我们": "Contact"})  # a person goes on with what was moved
    site.ok("sync", "--commit")
    assert site.dirty() >= OF_A
    site.commit("locale/en/LC_MESSAGES/z.po")
    site.ok("sync", "--commit")
    assert (site.dirty(), site.last() >= OF_A) == (set(), True)
    site.in_step_elsewhere(tmp_path)


def test_a_catalog_that_a_person_has_begun_does_not_go_in_under_another_name(site: Site) -> None:
    site.git("mv", PAGE, "content/zh/z.md")
    site.git("commit", "-qm", "renamed")
    site.translate("a", {"案例": "Case"})
    head = site.git("rev-parse", "HEAD")
    assert PO in site.ok("sync", "--commit").stderr
    assert site.git("rev-parse", "HEAD") == head


def test_pruned_pages_go_with_their_source(site: Site, tmp_path: Path) -> None:
    (site.root / PAGE).unlink()
    site.ok("sync", "--prune", "--commit")
    assert site.dirty() == {PAGE} | OF_A
    site.in_step_elsewhere(tmp_path)
    site.commit(PAGE)
    site.ok("sync", "--commit")
    assert (site.last(), site.dirty()) == (OF_A, set())


@pytest.mark.parametrize("table", ["i18n.toml", "locale/en/glossary.csv", "locale/en/overrides.csv"])
def test_nothing_is_committed_that_was_made_with_what_is_not(site: Site, table: str) -> None:
    edited(site)
    rows = {"i": 'engine = "fake"\n\n', "g": "source,target,note\n案例,Case,\n"}
    site.write(
        table, rows.get(table.rpartition("/")[2][0], "page,path,source,target\nb.md,title,另外,Other\n")
    )
    head = site.git("rev-parse", "HEAD")
    assert f": {table}; there are changes" in site.ok("sync", "--commit").stderr
    assert site.git("rev-parse", "HEAD") == head
    site.commit(table)
    site.ok("sync", "--commit")
    assert site.dirty() == set()


def test_what_is_nobody_s_business_is_not_named(site: Site) -> None:
    edited(site)
    site.write("notes.txt", "mine\n")
    site.write("content/en/english-only.md", "---\ntitle: Ours\n---\n")
    site.page("b.md", "title: 另外\n", "begun\n")  # of which nothing is to be committed yet
    site.write("static/logo.svg", "<svg/>\n")
    site.git("add", "notes.txt")
    assert site.ok("sync", "--commit", "a.md").stderr == ""
    assert site.last() == OF_A


def test_a_run_over_one_page_commits_that_page(site: Site) -> None:
    edited(site)
    site.ok("extract")  # half of what there is to do
    site.page("b.md", "title: 别的\n")
    site.commit("content/zh/b.md")
    site.ok("sync", "--commit", "b.md")
    assert {file.rpartition("/")[2] for file in site.last()} == {"b.md", "b.po", "b.pot", "b.txt"}
    site.ok("sync", "--commit")
    assert (site.last(), site.dirty()) == (OF_A, set())


@pytest.mark.parametrize("refuses", [False, True])
def test_a_hook_that_changes_other_files_is_tried_once_more(site: Site, refuses: bool) -> None:
    site.write("count.txt", "0\n")
    site.commit()
    edited(site)
    site.hook(
        f"echo x >> .git/tries; echo more >> count.txt; [ -e .git/2 ] || {{ touch .git/2; exit 1; }}; exit {int(refuses)}"
    )
    assert site.run("sync", "--commit").exit_code == int(refuses)
    assert site.read(".git/tries") == "x\nx\n"
    assert site.dirty() == {"count.txt"} | (OF_A if refuses else set())


def test_a_hook_that_changes_what_was_written_is_told(site: Site) -> None:
    edited(site)
    site.hook(f"[ -e .git/out ] && exit 0; echo x >> .git/tries; echo >> {ENGLISH}; echo fixed; exit 1")
    changed = site.run("sync", "--commit")
    told = f"a hook changed {ENGLISH}; exclude what sync writes from that hook\n"
    assert (changed.exit_code, told in changed.stderr) == (1, True)
    assert site.read(".git/tries") == "x\n"
    site.write(".git/out", "")
    site.run("sync", "--commit")
    assert site.dirty() == set(), "what the hook made of it is no person's change"


def test_a_check_in_a_hook_refuses_nothing_for_the_sake_of_other_pages(site: Site) -> None:
    site.page("c.md", "title: 共 3 项 {{< x >}}\n")
    site.ok("sync")
    site.translate("c", {"共 3 项 {{< x >}}": "4 items"})
    site.commit()
    assert site.run("check").exit_code == 1
    edited(site)
    program = f"{sys.executable} -m i18n_pipeline"
    site.hook(f"{program} check && {program} extract --check && {program} merge --check")
    result = site.run("sync", "--commit")
    assert (result.exit_code, site.dirty()) == (1, set()), "for what it found, not for the commit"
    assert "c.po" in result.stderr
    assert "git did not commit" not in result.stderr
    assert site.run("check").exit_code == 1, "to anybody else it says what it finds"


def test_a_repository_in_the_way_of_pages_is_named(site: Site, tmp_path: Path) -> None:
    inner = Site(tmp_path / "inner")
    shutil.move(site.root / "content", inner.root)
    inner.git("init", "-q", "-b", "main")
    inner.commit()
    site.git("rm", "-q", "-r", "--cached", "content")
    site.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "content")
    site.commit()
    inside = Site(site.root / "content")
    inside.write("zh/a.md", f"---\n{TEXT.replace('公司简介', '公司介绍')}---\n")
    inside.commit()
    head = site.git("rev-parse", "HEAD")
    assert ": content; there are changes" in site.ok("sync", "--commit").stderr
    assert site.git("rev-parse", "HEAD") == head
    inside.commit()
    site.commit("content")
    assert site.ok("sync", "--commit").stderr == ""
    assert (site.last(), site.dirty()) == ({PO, POT, RECORD}, set())


def test_the_first_night_of_a_project(tmp_path: Path, site: Site) -> None:
    """What init wrote goes in as well, once the pages are there."""
    new = Site(tmp_path / "new")
    new.page("a.md", TEXT)
    new.git("init", "-q", "-b", "main")
    new.ok("init")
    assert f": {PAGE}; there are changes" in new.run("sync", "--commit").stderr
    new.commit("content/zh")
    assert new.ok("sync", "--commit").stderr == ""
    assert (new.dirty(), new.last()) == (set(), OF_A)
    assert {"i18n.toml", "locale/en/glossary.csv"} <= set(new.git("ls-files").splitlines())


def test_what_is_left_out_in_json(site: Site) -> None:
    site.page("a.md", TEXT.replace("公司简介", "公司介绍"))
    found = site.json("sync", "--commit")
    assert (found["commit"], found["not committed"]) == ("", [PAGE])


def test_lines_of_many_pages_are_one(site: Site) -> None:
    for number in range(9):
        site.page(f"n{number}.md", f"title: 第{number}页\n")
    found = site.ok("sync", "--commit")
    assert found.stderr.count("\n") == 1
    assert "content/zh/n4.md and 4 more; there are changes" in found.stderr


def test_what_the_ledger_holds_does_not_grow(site: Site) -> None:
    for number in range(3):
        site.page("a.md", TEXT.replace("公司简介", f"公司介绍{number}"))
        site.commit(PAGE)
        site.ok("sync", "--commit")
    site.ok("sync", "--commit")
    assert site.read(".i18n-cache/ledger") == ""


# --- with a remote


@pytest.fixture
def remote(site: Site, tmp_path: Path) -> Site:
    """The site in a bare repository; a translator's clone of it is the value."""
    subprocess.run(["git", "clone", "-q", "--bare", site.root, tmp_path / "bare.git"], check=True)
    site.git("remote", "add", "origin", str(tmp_path / "bare.git"))
    site.git("fetch", "-q")
    site.git("branch", "-q", "--set-upstream-to=origin/main")
    subprocess.run(["git", "clone", "-q", tmp_path / "bare.git", tmp_path / "elsewhere"], check=True)
    return Site(tmp_path / "elsewhere")


NIGHT = ("sync", "--commit", "--pull", "--push")


def push(clone: Site) -> None:
    clone.commit()
    clone.git("pull", "-q", "--rebase")
    clone.git("push", "-q")


def pushed(site: Site) -> bool:
    return site.git("rev-parse", "HEAD") == site.git("ls-remote", "origin", "main").split()[0] + "\n"


def test_a_night_pulls_syncs_commits_and_pushes(site: Site, remote: Site) -> None:
    remote.write("i18n.toml", 'engine = "fake"\n[targets.en]\n[targets.ja]\n')
    remote.translate("a", {"案例": "Case"})
    push(remote)
    site.ok(*NIGHT)
    assert (site.dirty(), pushed(site)) == (set(), True)
    assert "title: Case\n" in site.read(ENGLISH)
    assert "content/ja/a.md" in site.last(), "the settings are those that were pulled"
    remote.git("pull", "-q")
    quiet = site.ok(*NIGHT)
    assert (quiet.stderr, quiet.stdout.count("\n") <= 3) == ("", True)


def test_what_an_earlier_run_left_is_finished_before_the_pull(site: Site, remote: Site) -> None:
    edited(site)
    site.git("push", "-q")
    site.ok("extract")
    remote.translate("a", {"案例": "Case"})
    push(remote)
    found = site.json(*NIGHT)
    assert (found["failed"], site.dirty(), pushed(site)) == ([], set(), True)
    assert site.entry("a", "案例").msgstr == "Case"
    assert "title: Case\n" in site.read(ENGLISH)
    assert site.git("log", "--format=%s", "-3").splitlines()[::2] == [
        "Sync translations: 1 page",
        "a person's",
    ]


def test_a_pull_that_cannot_be_leaves_all_as_it_is(site: Site, remote: Site, tmp_path: Path) -> None:
    site.write("notes", "here\n")
    site.commit()
    remote.write("notes", "there\n")
    remote.page("b.md", "title: 别的\n")
    push(remote)
    before = site.snapshot()
    result = site.run(*NIGHT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: git cannot join what was committed here")
    assert result.stderr.count("\n") == 1
    kept = {name for name in before if not name.startswith(".git/")}
    assert {name: site.snapshot()[name][1] for name in kept} == {name: before[name][1] for name in kept}
    (tmp_path / "bare.git").rename(tmp_path / "away")
    away = site.run(*NIGHT)
    assert (away.exit_code, away.stdout, away.stderr.count("\n")) == (75, "", 1)


def test_a_push_that_cannot_be_is_made_good_by_the_next_night(
    site: Site, remote: Site, tmp_path: Path
) -> None:
    edited(site)
    site.hook(f"mv {tmp_path}/bare.git {tmp_path}/away", "post-commit")
    result = site.run(*NIGHT)
    assert (result.exit_code, site.dirty()) == (75, set())
    assert "committed 4 files" in result.stdout
    assert result.stderr.startswith("error: git does not get through to origin: ")
    (tmp_path / "away").rename(tmp_path / "bare.git")
    assert site.ok(*NIGHT).stderr == ""
    assert pushed(site)


def test_pull_and_push_go_with_commit(site: Site) -> None:
    for options in (["--pull"], ["--push"], ["--pull", "--push", "--dry-run"]):
        result = site.run("sync", *options)
        assert (result.exit_code, "go with --commit" in result.stderr) == (2, True)
    result = site.run("sync", "--commit", "--push")
    assert (result.exit_code, "no branch to pull from and push to" in result.stderr) == (2, True)
