"""Catalogs → pages."""

from __future__ import annotations

import hashlib
import shutil
import subprocess

import pytest
from conftest import Project
from yaml_documents import LEADS

from i18n_pipeline.catalog import provenance

PAGE = "title: 案例\nlist: [公司简介, 背景]\nimage: \n"
ENGLISH = "content/en/case/a.md"


@pytest.fixture
def site(project: Project) -> Project:
    project.page("case/a.md", PAGE, "body\n")
    project.ok("extract")
    return project


def test_reviewed_drafts_and_source_texts(site: Project) -> None:
    site.translate("case/a", {"案例": "Case"})
    site.translate("case/a", {"公司简介": "About us"}, fuzzy=True)
    site.ok("merge")
    assert site.read(ENGLISH) == "---\ntitle: Case\nlist: [About us, 背景]\nimage: \n---\nbody\n"
    site.ok("merge", "--publish", "drafts")
    site.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 30\n')
    site.ok("merge")
    assert site.read(ENGLISH) == "---\ntitle: Case\nlist: [About us, 背景]\nimage: \n---\nbody\n"
    (site.root / ENGLISH).unlink()
    site.ok("merge")
    assert site.read(ENGLISH) == "---\ntitle: Case\nlist: [公司简介, 背景]\nimage: \n---\nbody\n"


def test_a_page_below_min_reviewed_is_held_back_whole_and_listed(site: Project) -> None:
    site.translate("case/a", {"案例": "Case", "公司简介": "About us", "背景": "Background"})
    site.ok("merge")
    before = site.read(ENGLISH)
    site.translate("case/a", {"案例": "Other"}, fuzzy=True)
    site.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 70\n')
    result = site.ok("merge")
    assert (
        "case/a.md: en: held back below 70 % reviewed (2 reviewed, 1 draft, 0 untranslated)" in result.stdout
    )
    assert site.read(ENGLISH) == before


@pytest.mark.parametrize("lead", LEADS)
def test_what_stands_in_front_of_the_front_matter_stays(project: Project, lead: str) -> None:
    project.write("content/zh/a.md", f"\ufeff{lead}---\r\ntitle: 标题\r\n---\r\n正文")
    project.ok("extract")
    project.translate("a", {"标题": "Title"})
    project.ok("merge")
    assert project.read("content/en/a.md") == f"\ufeff{lead}---\r\ntitle: Title\r\n---\r\n正文"
    project.ok("check")


def test_a_page_whose_front_matter_is_broken_is_told_and_not_written(project: Project) -> None:
    project.write("content/zh/a.md", "\n----\ntitle: 标题\n----\n正文\n")
    result = project.run("sync")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "content/zh/a.md:2: this begins no front matter; write a line that holds only ---"
    )
    assert not (project.root / "content/en/a.md").exists()


@pytest.fixture
def translated_image(project: Project) -> Project:
    """A site as it was when paths were drafted, and people mended some."""
    project.write("i18n.toml", '[[rule]]\npath = "*"\ntranslate = true\n')
    project.page("a.md", "title: 标题\none: /图/一.png\ntwo: /图/二.png\nthree: /图/三.png\nslug: 关于\n")
    project.ok("extract")
    made = {"标题": "Title", "/图/一.png": "/images/one.png", "/图/二.png": "/图/二.png", "关于": "about"}
    project.translate("a", made)
    po = project.po("a")
    drafted = next(entry for entry in po if entry.msgid == "/图/三.png")
    drafted.msgstr, drafted.flags = "/ Picture / Three .png", ["fuzzy"]
    drafted.tcomment = provenance.mark("", "fake 1", (None, drafted.msgid), drafted.msgstr)
    po.save(newline="\n")
    project.ok("merge")
    assert "three: / Picture / Three .png" in project.read("content/en/a.md")
    project.write("i18n.toml", "")
    return project


def test_a_path_that_a_person_translated_stays_so_and_a_draft_of_one_goes(translated_image: Project) -> None:
    project = translated_image
    project.ok("sync", "--engine", "fake")
    assert project.read("content/en/a.md") == (
        "---\ntitle: Title\none: /images/one.png\ntwo: /图/二.png\nthree: /图/三.png\nslug: about\n---\n"
    )
    in_use = {entry.msgid for entry in project.po("a") if not entry.obsolete}
    assert in_use == {"标题", "/图/一.png", "关于"}
    assert project.json("check")["findings"] == []
    before = project.snapshot()
    project.ok("sync", "--engine", "fake")
    assert project.snapshot() == before


def test_a_path_comes_back_with_what_a_person_made_of_it(translated_image: Project) -> None:
    project = translated_image
    before = project.read("content/zh/a.md")
    project.write("content/zh/a.md", before.replace("one: /图/一.png\n", ""))
    project.ok("extract")
    project.write("content/zh/a.md", before)
    project.ok("extract")
    project.ok("merge")
    assert "one: /images/one.png\n" in project.read("content/en/a.md")


def test_a_page_that_merge_did_not_write_is_never_overwritten(site: Project) -> None:
    site.write(ENGLISH, "by hand\n")
    for text in ("", "Case"):
        site.translate("case/a", {"案例": text})
        result = site.run("merge")
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{ENGLISH}:1: was not written by merge")
        assert site.read(ENGLISH) == "by hand\n"
    result = site.ok("merge", "--force")
    assert f"{ENGLISH}:1: warning: was not written by merge and is replaced" in result.stderr
    assert site.read(ENGLISH).startswith("---\ntitle: Case")


def test_a_hand_edit_of_a_merged_page_is_never_overwritten(site: Project) -> None:
    site.translate("case/a", {"案例": "Case"})
    site.ok("merge")
    site.write(ENGLISH, site.read(ENGLISH).replace("Case", "Edited"))
    site.translate("case/a", {"背景": "Background"})
    assert site.run("merge").exit_code == 1
    assert "Edited" in site.read(ENGLISH)


def test_what_merge_wrote_it_updates(site: Project) -> None:
    for text in ("One", "Two", "Three"):
        site.translate("case/a", {"案例": text})
        site.ok("merge")
        assert f"title: {text}" in site.read(ENGLISH)


def test_a_merged_page_whose_line_ends_git_changed_is_still_merges_own(site: Project) -> None:
    site.translate("case/a", {"案例": "First"})
    site.ok("merge")
    site.write(ENGLISH, site.read(ENGLISH).replace("\n", "\r\n"))
    site.translate("case/a", {"案例": "Case"})
    site.ok("merge")
    assert "title: Case\n" in site.read(ENGLISH)


@pytest.mark.parametrize("last", ["disk.files.replace", "steps.merge.write_manifest"])
def test_a_run_killed_at_any_step_is_no_obstacle(
    site: Project, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    site.translate("case/a", {"案例": "One"})
    site.ok("merge")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    site.translate("case/a", {"案例": "Two"})
    with monkeypatch.context() as patched:
        patched.setattr(f"i18n_pipeline.{last}", killed)
        assert site.run("merge").exit_code == 75
    site.translate("case/a", {"案例": "Three"})
    site.page("case/a.md", "x: 前面\n" + PAGE)
    site.ok("extract")
    site.ok("merge")
    assert "title: Three" in site.read(ENGLISH)
    assert not (site.root / ".i18n-cache/being-written").exists()


def test_two_branches_that_git_merged_are_still_merges_own(site: Project) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", site.root, *arguments], check=True, capture_output=True)

    if not shutil.which("git"):
        pytest.skip("git is not installed")
    names = [f"第{number}项" for number in range(12)]
    site.page("b.md", "list:\n" + "".join(f"  - {name}\n" for name in names))
    site.ok("extract")
    site.translate("b", {name: f"Item {name}" for name in names})
    site.ok("merge")
    git("init", "-b", "main")
    git("config", "user.email", "test@example.com")
    git("config", "user.name", "Test")
    git("add", ".")
    git("commit", "-m", "start")
    for branch, number in (("one", 0), ("two", 4)):
        git("checkout", "-b", branch, "main")
        site.translate("b", {names[number]: f"From {branch}"})
        site.ok("merge")
        git("commit", "-am", branch)
    git("merge", "one", "-m", "both")
    page = site.read("content/en/b.md")
    assert "From one" in page
    assert "From two" in page
    site.translate("b", {names[8]: "After"})
    site.ok("merge")
    assert [line[4:] for line in site.read("content/en/b.md").splitlines()[2:-1]] == [
        {0: "From one", 4: "From two", 8: "After"}.get(number, f"Item {name}")
        for number, name in enumerate(names)
    ]


def test_rubbish_in_a_record_is_passed_over(site: Project) -> None:
    site.translate("case/a", {"案例": "First"})
    site.ok("merge")
    file = "locale/en/written/case/a.txt"
    site.write(file, f"<<<<<<< ours\n{site.read(file)}=======\n\x00 rubbish\n>>>>>>> theirs\n")
    site.translate("case/a", {"案例": "Two"})
    site.ok("merge")
    assert "title: Two" in site.read(ENGLISH)
    assert "<<<" not in site.read(file)


def test_a_target_page_whose_name_differs_in_case_alone_is_the_one(site: Project) -> None:
    site.translate("case/a", {"案例": "First"})
    site.ok("merge")
    (site.root / ENGLISH).rename(site.root / "content/en/case/A.md")
    site.translate("case/a", {"案例": "Two"})
    site.ok("merge")
    assert "title: Two" in site.read("content/en/case/A.md")
    assert not (site.root / ENGLISH).exists()
    assert site.json("check")["findings"] == []


def test_a_page_without_a_catalog_says_what_to_do(site: Project) -> None:
    site.page("b.md", "title: 新\n")
    site.translate("case/a", {"案例": "Case"})
    result = site.run("merge")
    assert result.exit_code == 1
    assert (
        "content/zh/b.md:1: has no catalog locale/en/LC_MESSAGES/b.po yet; run i18n-pipeline extract"
        in result.stderr
    )
    assert (site.root / ENGLISH).exists()


def test_a_page_of_which_nothing_is_translated_is_not_written_and_named(site: Project) -> None:
    result = site.ok("merge")
    assert "case/a.md: en: held back: nothing translated yet" in result.stdout
    assert not (site.root / ENGLISH).exists()
    (finding,) = site.json("check")["findings"]
    assert (finding["file"], finding["rule"], finding["severity"]) == (
        ENGLISH,
        "nothing-translated",
        "warning",
    )
    site.translate("case/a", {"背景": "Background"}, fuzzy=True)
    site.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 0\n')
    site.ok("merge")
    assert not (site.root / ENGLISH).exists()
    site.ok("merge", "--publish", "drafts")
    assert "list: [公司简介, Background]" in site.read(ENGLISH)


def test_where_only_reviewed_texts_are_published_one_of_an_older_source_stays(site: Project) -> None:
    """Also while somebody works on it, and on a page that is written anew."""
    site.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 30\n')
    site.translate("case/a", {"案例": "Case", "公司简介": "About us"})
    site.ok("merge")
    site.page("case/a.md", PAGE.replace("公司简介", "公司的简介"), "body\n")
    site.ok("extract")
    for text in ("About us", "About the"):
        site.translate("case/a", {"公司的简介": text}, fuzzy=True)
        site.ok("merge")
        assert "list: [About us, 背景]" in site.read(ENGLISH)
        (site.root / ENGLISH).unlink()
    site.translate("case/a", {"公司的简介": "About the company"})
    site.ok("merge")
    assert "list: [About the company, 背景]" in site.read(ENGLISH)


def test_a_page_without_chinese_is_copied(project: Project) -> None:
    project.page("a.md", "title: English\n")
    project.ok("merge")
    assert project.read("content/en/a.md") == "---\ntitle: English\n---\n"


@pytest.mark.parametrize("option", ["--dry-run", "--check"])
def test_merge_that_writes_nothing(site: Project, option: str) -> None:
    site.translate("case/a", {"案例": "Case"})
    before = site.snapshot()
    result = site.run("merge", option)
    assert result.exit_code == (1 if option == "--check" else 0)
    assert "1 file would be written" in result.stdout
    assert site.snapshot() == before


def test_permissions_are_kept(site: Project) -> None:
    site.translate("case/a", {"案例": "First"})
    site.ok("merge")
    (site.root / ENGLISH).chmod(0o640)
    site.translate("case/a", {"案例": "Case"})
    site.ok("merge")
    assert (site.root / ENGLISH).stat().st_mode & 0o777 == 0o640


def test_identity_on_whole_files(project: Project) -> None:
    text = "\ufeff---\r\ntitle: 一  # c\r\nb: |\r\n  二\r\n\r\nc: '三'\r\n---\r\n正文"
    project.write("content/zh/a.md", text)
    project.ok("extract")
    project.translate("a", {msgid: msgid for msgid in ("一", "二\n", "三")})
    project.ok("merge")
    assert (
        hashlib.sha256(project.read("content/en/a.md").encode()).digest()
        == hashlib.sha256(text.encode()).digest()
    )


def test_a_path_mended_by_hand_on_the_page_stays(translated_image: Project) -> None:
    project = translated_image
    mended = project.read("content/en/a.md").replace("/ Picture / Three .png", "/images/three.png")
    project.write("content/en/a.md", mended.replace("/图/二.png", "/images/two.png"))
    for _ in range(2):
        project.ok("sync", "--engine", "fake")
        page = project.read("content/en/a.md")
        assert "one: /images/one.png\ntwo: /images/two.png\nthree: /images/three.png\nslug: about\n" in page
