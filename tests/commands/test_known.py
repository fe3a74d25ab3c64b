"""What people let stand, or were told of, is counted; what is new is listed, and alone makes exit 1."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Project

KNOWN = "locale/known-findings.csv"
HEAD = "page,rule,file,target,path,what,reason\n"
WRONG = {"用了 3 台机器。": "It took 4 machines."}
ROW = (
    "{0}.md,numbers,locale/en/LC_MESSAGES/{0}.po,en,title,"
    '"3 missing; 4 not in the source, in: It took 4 machines.",{1}\n'
)


@pytest.fixture
def site(project: Project) -> Project:
    """Two pages, each with a number that a person got wrong."""
    project.write("i18n.toml", 'engine = "fake"\n[checks]\ninconsistent = "off"\n')
    for name in ("a", "b"):
        project.page(f"{name}.md", "title: 用了 3 台机器。\nother: 背景\n")
    project.ok("extract")
    project.ok("draft")
    for name in ("a", "b"):
        project.translate(name, WRONG)
    project.ok("merge")
    return project


def mend(site: Project, name: str) -> None:
    site.translate(name, {"用了 3 台机器。": "It took 3 machines."})


def test_what_is_accepted_is_counted_and_goes_when_it_is_gone(site: Project) -> None:
    assert site.run("check").exit_code == 1
    accepted = site.ok("check", "--accept", "--reason", "as the customer wants it").stdout
    assert accepted.startswith(f"0 errors, 0 warnings, 2 known findings ({KNOWN}).\n")
    rows = "".join(ROW.format(name, "as the customer wants it") for name in "ab")
    assert site.read(KNOWN) == HEAD + rows
    checked = site.ok("check").stdout
    assert checked == accepted
    assert site.ok("check", "--quiet").output == ""
    mend(site, "a")
    site.ok("merge")
    site.ok("check")
    assert site.read(KNOWN) == HEAD + rows  # a check alone writes nothing
    site.ok("check", "--accept")
    assert site.read(KNOWN) == HEAD + ROW.format("b", "as the customer wants it")
    mend(site, "b")
    site.ok("merge")
    site.ok("check", "--accept")
    assert not (site.root / KNOWN).exists()


def test_a_finding_is_the_same_on_another_line(site: Project) -> None:
    site.ok("check", "--accept")
    po = site.root / "locale/en/LC_MESSAGES/a.po"
    po.write_text(po.read_text("utf-8").replace('msgid ""\n', '# a remark\nmsgid ""\n', 1), "utf-8")
    assert "2 known findings" in site.ok("check").stdout
    site.translate("a", {"用了 3 台机器。": "It took 5 machines."})
    site.ok("merge")
    result = site.run("check")
    assert result.exit_code == 1
    assert "It took 5 machines." in result.stdout
    assert "b.po" not in result.stdout
    assert f"1 error, 0 warnings, 1 known finding ({KNOWN})." in result.stdout


def test_rows_of_pages_that_were_not_looked_at_stay(site: Project) -> None:
    site.ok("check", "--accept", "a.md", "--reason", "one")
    assert site.read(KNOWN) == HEAD + ROW.format("a", "one")
    site.ok("check", "--accept", "b.md", "--reason", "two")
    both = site.read(KNOWN)
    assert both == HEAD + ROW.format("a", "one") + ROW.format("b", "two")
    mend(site, "a")
    mend(site, "b")
    site.ok("sync", "--dry-run")
    assert site.read(KNOWN) == both
    site.ok("sync", "b.md")
    assert site.read(KNOWN) == HEAD + ROW.format("a", "one")
    site.ok("sync")
    assert not (site.root / KNOWN).exists()


def test_rows_of_pages_that_cannot_be_done_stay(site: Project) -> None:
    site.ok("check", "--accept")
    before = site.read(KNOWN)
    page = site.read("content/zh/a.md")
    site.write("content/zh/a.md", "---\ntitle: '不完\n---\n")
    for command in (["sync"], ["check", "--accept"], ["sync"]):
        assert site.run(*command).exit_code == 1  # each time: it is a page that nobody can do
        assert "content/zh/a.md:2:" in site.run(*command, "--quiet").stderr
        assert site.read(KNOWN) == before
    site.write("content/zh/a.md", page)
    site.ok("sync")
    assert site.read(KNOWN) == before
    for file in ("content/zh/a.md", "content/en/a.md"):
        (site.root / file).unlink()
    site.run("sync", "--prune")
    assert site.read(KNOWN) == HEAD + ROW.format("b", "")


def test_a_row_of_another_target_or_of_all_pages_stays(project: Project) -> None:
    project.write(
        "i18n.toml", 'engine = "fake"\n[targets.en]\n[targets.ja]\n[[rule]]\npath = "none"\nskip = true\n'
    )
    for name, texts in {"a": ("私有云", "Private"), "b": ("私有云", "Hybrid")}.items():
        project.page(f"{name}.md", f"title: {texts[0]}\n")
    project.ok("extract")
    for name, said in {"a": "Private", "b": "Hybrid"}.items():
        for target in ("en", "ja"):
            project.translate(name, {"私有云": said}, target)
    project.ok("merge")
    assert (
        "3 known findings" in project.ok("check", "--accept").stdout
    )  # one rule of two targets, a rule's path
    before = project.read(KNOWN)
    assert before.count("inconsistent") == 2
    assert "unmatched-rule" in before
    project.page("a.md", "title: 私有云\nnew: 背景\n")
    project.ok("sync")
    project.ok("check", "--accept", "a.md")
    assert project.read(KNOWN) == before
    for target in ("en", "ja"):
        project.translate("b", {"私有云": "Private"}, target)
    project.ok("sync", "--target", "en")
    project.ok("check", "--accept", "--target", "en")
    assert project.read(KNOWN).count("inconsistent") == 1


def test_strict_lists_and_counts_all(site: Project) -> None:
    site.ok("check", "--accept")
    strict = site.run("check", "--strict")
    assert strict.exit_code == 1
    assert strict.stdout.count("[numbers]") == 2
    assert "2 errors, 0 warnings.\n" in strict.stdout
    assert site.ok("sync").stdout.count("[numbers]") == 0
    nightly = site.run("sync", "--strict", "--quiet")
    assert nightly.exit_code == 1
    assert nightly.stderr.count("[numbers]") == 2


def test_json_marks_what_is_known(site: Project) -> None:
    site.ok("check", "--accept", "a.md")
    assert {f["page"]: f.get("known") for f in site.json("check")["findings"]} == {"a.md": True, "b.md": None}
    assert {f["page"]: f.get("known") for f in site.json("sync")["findings"]} == {"a.md": True, "b.md": None}
    assert all(f["known"] for f in site.json("sync")["findings"])  # both were told of


def test_a_night_without_news_says_nothing_again(site: Project) -> None:
    site.page("c.md", "title: 案例\n")
    site.write("content/en/c.md", "---\ntitle: Case\n---\n")
    site.page("d.md", "title: 案例\nimage: /a.png\n")
    site.ok("extract")
    site.run("merge")
    first = site.run("sync", "--quiet")
    assert first.exit_code == 1
    assert first.stderr.count("[numbers]") == 2
    assert "content/en/c.md:1: was not written by merge" in first.stderr
    assert site.ok("sync", "--quiet").output == ""
    night = site.ok("sync").output.splitlines()
    assert len(night) == 2
    assert night[1] == "0 files written; 3 found before (--strict lists them)."
    site.page("d.md", "title: 案例\nimage: /b.png\nmore: 用了 5 台机器。\n")
    site.ok("extract")
    site.translate("d", {"用了 5 台机器。": "It took 6 machines."})
    news = site.run("sync", "--quiet")
    assert news.exit_code == 1
    assert [line.partition(":")[0] for line in news.stderr.splitlines()] == ["locale/en/LC_MESSAGES/d.po"]
    assert site.ok("sync", "--quiet").output == ""
    assert site.run("check").exit_code == 1  # which knows of no night


def test_a_page_that_is_held_back_every_night_is_told_once(project: Project) -> None:
    project.write("i18n.toml", 'engine = "fake"\npublish = "reviewed"\n')
    project.page("a.md", "title: 我们的机器都在云上运行。\nother: 背景\n")
    project.ok("sync")
    project.translate(
        "a", {"我们的机器都在云上运行。": "Our machines are in the cloud.", "背景": "Background"}
    )
    project.ok("sync")
    project.page("a.md", "title: 你们的机器都在云上运行。\nother: 背景\n")
    first = project.ok("sync").stdout
    assert "a.md: en: 1 changed, 1 suggested, held back below 100 % reviewed" in first
    assert "a.md" not in project.ok("sync").stdout
    assert "a.md: en: held back" in project.ok("sync", "--strict").stdout
    project.page("a.md", "title: 他们的机器都在云上运行。\nother: 背景\n")
    assert "a.md: en: 1 changed" in project.ok("sync").stdout


def test_what_comes_back_is_told_again(site: Project) -> None:
    site.run("sync")
    mend(site, "a")
    site.ok("sync")
    site.translate("a", WRONG)
    assert "a.po" in site.run("sync", "--quiet").stderr
    site.run("sync", "--dry-run")
    shutil.rmtree(site.root / ".i18n-cache")
    assert site.run("sync", "--dry-run", "--quiet").stderr.count("[numbers]") == 2
    assert site.run("sync", "--quiet").stderr.count("[numbers]") == 2  # as in a fresh clone
    site.write("locale/en/glossary.csv", "source,target,note\n背景,Background,\n")  # all pages are looked at
    assert site.ok("sync", "--quiet").output == ""


def test_a_question_about_a_page_that_both_changed_is_asked_once(site: Project) -> None:
    site.run("sync")
    site.translate("a", {"背景": "Background"})
    english = site.read("content/en/a.md")
    site.write("content/en/a.md", english.replace("other: ", "other: By hand "))
    asked = site.run("sync", "--quiet")
    assert asked.exit_code == 1
    assert "content/en/a.md" in asked.stderr
    assert site.ok("sync", "--quiet").output == ""
    assert site.json("sync")["findings"][0]["rule"] == "by-hand"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xff\xfe\x00", ":1: not a CSV file in UTF-8"),
        (b"rule,file\n", ":1: its first line must be page,rule,file,target,path,what,reason"),
        (HEAD.encode() + b"<<<<<<< ours\n", ":2: "),
        (HEAD.encode() + b'a.md,"numbers\n', ":2: not a CSV file: a quote opens"),
        (HEAD.encode() + b"a,b,c,d,e,f,g,h\n", ":2: a row has 7 cells"),
        (HEAD.encode() + b"a.md\n", ":2: a row has a rule and what it found"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_a_line(site: Project, content: bytes, what: str) -> None:
    site.write(KNOWN, content)
    for command in (["check"], ["check", "--accept"], ["sync"]):
        result = site.run(*command)
        assert result.exit_code == 2
        assert result.output.startswith(f"error: {KNOWN}{what}")
        assert len(result.output.splitlines()) == 1
        assert (site.root / KNOWN).read_bytes() == content


def test_a_link_out_of_the_project_is_not_followed(
    site: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.csv"
    outside.write_text(HEAD)
    (site.root / KNOWN).symlink_to(outside)
    for command in (["check"], ["check", "--accept"], ["sync"]):
        result = site.run(*command)
        assert result.exit_code == 2
        assert result.output.startswith(f"error: {KNOWN}:1: ")
        assert len(result.output.splitlines()) == 1
    assert outside.read_text() == HEAD


def test_rows_that_git_joined_and_a_spreadsheet_saved_are_read(site: Project) -> None:
    rows = (
        ROW.format("a", "") + ROW.format("b", "mine") + ROW.format("b", "yours") + "x.md,numbers,,,,gone,\n"
    )
    site.write(KNOWN, "\ufeff" + (HEAD + rows).replace("\n", "\r\n"))
    assert "2 known findings" in site.ok("check").stdout
    site.ok("check", "--accept")
    assert site.read(KNOWN) == HEAD + ROW.format("a", "") + ROW.format("b", "mine")


def test_options_that_exclude_each_other(site: Project) -> None:
    for options in (["--accept", "--strict"], ["--accept", "--since", "HEAD"], ["--reason", "x"]):
        result = site.run("check", *options)
        assert result.exit_code == 2
        assert len(result.output.splitlines()) == 1
    assert not (site.root / KNOWN).exists()


@pytest.fixture
def committed(site: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "Test")
        monkeypatch.setenv(f"{name}_EMAIL", "test@example.com")
    git(site, "init", "-q")
    return site


def git(site: Project, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=site.root, check=True, capture_output=True)


def commit(site: Project) -> None:
    git(site, "add", ".")
    git(site, "commit", "-qm", "x")


def test_what_stood_in_a_commit_is_known(committed: Project) -> None:
    site = committed
    assert site.run("check", "--since", "HEAD").exit_code == 1  # nothing is committed yet
    commit(site)
    assert "0 errors, 0 warnings, 2 that stood at HEAD.\n" in site.ok("check", "--since", "HEAD").stdout
    assert site.ok("check", "--since", "HEAD", "--quiet").output == ""
    site.page("a.md", "title: 用了 3 台机器。\nother: 背景\nmore: 用了 7 台机器。\n")
    site.ok("extract")
    site.translate("a", {"用了 7 台机器。": "It took 8 machines."})
    site.ok("merge")
    before = site.snapshot()
    for pages in ([], ["a.md"]):
        result = site.run("check", "--since", "HEAD", *pages)
        assert result.exit_code == 1
        assert result.stdout.count("[numbers]") == 1
        assert "8 machines" in result.stdout
    found = site.json("check", "--since", "HEAD")["findings"]
    assert [one.get("known") for one in found] == [True, None, True]
    assert site.snapshot() == before
    commit(site)
    assert "3 that stood at HEAD" in site.ok("check", "--since", "HEAD").stdout
    assert "2 that stood at HEAD~1" in site.run("check", "--since", "HEAD~1").stdout
    site.ok("check", "--accept", "b.md")
    both = site.ok("check", "--since", "HEAD").stdout
    assert f"1 known finding ({KNOWN}), 2 that stood at HEAD." in both


def test_what_is_of_all_pages_is_compared_as_well(committed: Project) -> None:
    site = committed
    rule = '[[rule]]\npath = "{}"\nskip = true\n'
    site.write("i18n.toml", 'engine = "fake"\n' + rule.format("none"))
    commit(site)
    site.write("i18n.toml", 'engine = "fake"\n' + rule.format("none") + rule.format("nothing"))
    (site.root / "content/zh/b.md").unlink()
    result = site.run("check", "--since", "HEAD")
    assert "'nothing'" in result.stdout
    assert "'none'" not in result.stdout
    assert result.stdout.count("[no-source]") == 2


def test_a_commit_that_cannot_be_used(committed: Project) -> None:
    site = committed
    for revision in ("nowhere", "--output=x", "HEAD~1"):
        result = site.run("check", f"--since={revision}")
        assert result.exit_code == 2
        assert result.output.startswith(f"error: {revision} is no commit that is here")
    settings = site.read("i18n.toml")
    site.write("i18n.toml", "publsh = 1\n")
    site.write("locale/en/glossary.csv", "what\n")
    commit(site)
    site.write("i18n.toml", settings)
    (site.root / "locale/en/glossary.csv").unlink()
    result = site.run("check", "--since", "HEAD")  # nothing could be checked then
    assert (result.exit_code, result.stdout.count("[numbers]")) == (1, 2)


def test_a_project_below_the_top_of_a_repository_with_links(tmp_path: Path, committed: Project) -> None:
    site = committed
    (site.root / "content/zh/c.md").symlink_to("a.md")
    commit(site)
    shutil.move(site.root / ".git", tmp_path.parent / ".git-aside")
    inner = Project(tmp_path / "inner")
    inner.root.mkdir()
    for name in ("content", "locale", "i18n.toml"):
        shutil.move(site.root / name, inner.root / name)
    shutil.move(tmp_path.parent / ".git-aside", site.root / ".git")
    commit(site)
    assert "2 that stood at HEAD" in inner.run("check", "--since", "HEAD").stdout


def test_outside_of_a_repository(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.root.parent))
    result = site.run("check", "--since", "HEAD")
    assert result.exit_code == 2
    assert result.output.startswith("error: git cannot be used here: ")
