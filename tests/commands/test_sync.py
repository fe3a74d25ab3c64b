"""One run that does it all: what people write by hand is taken over, and nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
from typing import Any

import pytest
from conftest import Project

from i18n_pipeline.pages.frame import frame
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.project.manifest import hash_text

PAGE = """title: 案例
image: /images/zh.png
weight: 3
list:
  - name: 公司简介
    content: 这是一家做云原生平台的公司。
  - name: 公司简介
    content: 第二段文字也在这里。
"""
ENGLISH = "content/en/case/a.md"
PO = "locale/en/LC_MESSAGES/case/a.po"
OVERRIDES = "locale/en/overrides.csv"


@pytest.fixture
def site(project: Project) -> Project:
    project.page("case/a.md", PAGE, "body\n")
    project.ok("sync", "--engine", "fake")
    return project


def by_hand(site: Project, old: str, new: str, file: str = ENGLISH) -> None:
    text = site.read(file)
    assert old in text, text
    site.write(file, text.replace(old, new))


def said(site: Project, msgid: str) -> tuple[str, bool]:
    entry = site.entry("case/a", msgid)
    return entry.msgstr, entry.fuzzy


def unchanged(site: Project, *arguments: str) -> None:
    before = site.snapshot()
    site.run("sync", "--engine", "fake", *arguments)
    assert site.snapshot() == before


def test_a_first_run_does_everything_and_a_second_nothing(project: Project) -> None:
    project.page("case/a.md", PAGE, "body\n")
    result = project.ok("sync", "--engine", "fake")
    assert "case/a.md: en: 4 new, 4 drafted, written" in result.stdout
    assert "en: 0 of 4 reviewed, 4 drafts to review" in result.stdout
    assert project.json("check")["findings"] == []
    before = project.snapshot()
    again = project.ok("sync", "--engine", "fake")
    assert again.stdout.startswith("en: 0 of 4 reviewed, 4 drafts to review\n0 files written")
    assert project.snapshot() == before


def test_a_sentence_mended_on_the_page_becomes_the_reviewed_translation(site: Project) -> None:
    draft = said(site, "案例")[0]
    by_hand(site, f"title: {draft}", 'title: "Case study"   ')
    result = site.ok("sync")
    assert f"{ENGLISH}:2: title was changed by hand; taken over into {PO}" in result.stdout
    assert said(site, "案例") == ("Case study", False)
    assert "drafted by" not in site.entry("case/a", "案例").tcomment
    assert "title: Case study\n" in site.read(ENGLISH)
    unchanged(site)


def test_the_po_may_move_on_where_the_page_was_not_touched(site: Project) -> None:
    site.translate("case/a", {"公司简介": "About"})
    by_hand(site, said(site, "案例")[0], "Case study")
    site.ok("sync")
    assert said(site, "案例") == ("Case study", False)
    assert site.read(ENGLISH).count("name: About\n") == 2


def test_an_untranslated_string_may_be_translated_on_the_page(project: Project) -> None:
    project.page("case/a.md", PAGE)
    project.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 0\n')
    project.ok("sync", "--engine", "fake")
    project.translate("case/a", {"公司简介": "About"})
    project.ok("sync", "--engine", "fake")
    by_hand(project, "title: 案例", "title: Case study")
    project.ok("sync")
    assert said(project, "案例") == ("Case study", False)


def test_both_changed_is_told_with_both_texts_and_left_alone(site: Project) -> None:
    site.translate("case/a", {"案例": "From the PO"})
    by_hand(site, "title: ", "title: From the page #")
    by_hand(
        site,
        "title: From the page #" + site.read(ENGLISH).split("page #")[1].split("\n")[0],
        "title: From the page",
    )
    page, po = site.read(ENGLISH), site.read(PO)
    result = site.run("sync")
    assert result.exit_code == 1
    line = next(line for line in result.stderr.splitlines() if "both new" in line)
    assert line.startswith(f'{ENGLISH}:2: error: title says "From the page" here and "From the PO" in {PO}:')
    assert (site.read(ENGLISH), site.read(PO)) == (page, po)
    unchanged(site)
    found = site.json("sync")
    assert [finding["rule"] for finding in found["findings"] if finding["severity"] == "error"] == ["by-hand"]


@pytest.mark.parametrize(("theirs", "text"), [("page", "From the page"), ("po", "From the PO")])
def test_theirs_decides(site: Project, theirs: str, text: str) -> None:
    site.translate("case/a", {"案例": "From the PO"})
    by_hand(site, f"title: {site.read(ENGLISH).splitlines()[1][7:]}", "title: From the page")
    site.ok("sync", "--theirs", theirs)
    assert said(site, "案例") == (text, False)
    assert f"title: {text}\n" in site.read(ENGLISH)
    unchanged(site)


@pytest.mark.parametrize(
    "change",
    [
        ("weight: 3\n", ""),
        ("weight: 3\n", "weight: 3\nextra: more\n"),
        ("weight: 3\n", "weight: 3  # why\n"),
        ("  - name: ", "  - kind: x\n    name: "),
        ("weight: 3\n", "weight: heavy\n"),
    ],
)
def test_what_is_more_than_a_value_is_told_and_left_alone(site: Project, change: tuple[str, str]) -> None:
    by_hand(site, *change)
    page, po = site.read(ENGLISH), site.read(PO)
    result = site.run("sync")
    assert result.exit_code == 1
    assert f"{ENGLISH}:" in result.stderr
    assert (site.read(ENGLISH), site.read(PO)) == (page, po)
    unchanged(site)
    site.run("sync", "--theirs", "page")
    assert site.read(ENGLISH) == page
    site.ok("sync", "--theirs", "po")
    assert site.json("check")["findings"] == []


@pytest.mark.parametrize(
    "change", [("\nbody\n", "\nan English body\n"), ("\nbody\n", "\r\nbody: [\r\n---\r\nbody")]
)
def test_the_body_of_a_target_page_is_its_own(site: Project, change: tuple[str, str]) -> None:
    by_hand(site, *change)
    page = site.read(ENGLISH)
    result = site.ok("sync")
    assert (site.read(ENGLISH), result.stderr) == (page, "")
    unchanged(site)
    assert site.json("check")["findings"] == []
    site.page("case/a.md", PAGE.replace("weight: 3", "weight: 4"), "body\n")
    site.ok("sync")
    assert site.read(ENGLISH).endswith(change[1][2:])
    assert "weight: 4\n" in site.read(ENGLISH)


def test_a_body_of_its_own_stays_and_is_told_of_until_somebody_has_looked(site: Project) -> None:
    behind = (
        f"{ENGLISH}:1: warning: the text below the front matter of content/zh/case/a.md has changed since"
    )
    by_hand(site, "body\n", "a body\n")
    site.ok("sync")
    site.page("case/a.md", PAGE, "正文\n")
    assert behind in site.ok("sync").stderr
    assert site.read(ENGLISH).endswith("---\na body\n")
    assert behind not in site.ok("sync").stderr, "it is news once"
    assert behind in site.ok("check").stdout
    by_hand(site, "a body\n", "a new body\n")
    assert behind not in site.ok("sync").stderr
    assert behind not in site.ok("check").stdout
    assert site.read(ENGLISH).endswith("---\na new body\n")


@pytest.mark.parametrize("edit", [("weight: 3", "weight: 5"), ("\nbody\n", "\nan English body\n"), ("", "")])
def test_manifests_that_know_nothing_of_bodies_still_hold(site: Project, edit: tuple[str, str]) -> None:
    file = "locale/en/written/case/a.txt"
    source = parse_page(site.read("content/zh/case/a.md").encode(), name="a.md", file="a.md")
    old = f"frame {hash_text(frame(source, whole=True))}"
    site.write(file, re.sub(r"frame .*\nbody .*", old, site.read(file)))
    assert "\nbody " not in site.read(file)
    by_hand(site, *edit) if edit[0] else None
    page = site.read(ENGLISH)
    assert site.ok("sync").stderr == ""
    assert site.read(ENGLISH) == page
    unchanged(site)


def test_a_copy_of_the_body_that_nobody_touched_follows_the_source(site: Project) -> None:
    site.page("case/a.md", PAGE, "{{< cases >}}\n")
    site.ok("sync")
    assert site.read(ENGLISH).endswith("---\n{{< cases >}}\n")
    assert site.json("check")["findings"] == []


def test_a_screenshot_of_its_own_is_kept_as_an_override(site: Project) -> None:
    by_hand(site, "image: /images/zh.png", "image: /images/en.png")
    by_hand(site, "weight: 3", "weight: 5")
    site.ok("sync")
    rows = "case/a.md,image,/images/zh.png,/images/en.png\ncase/a.md,weight,3,5\n"
    assert site.read(OVERRIDES) == f"page,path,source,target\n{rows}"
    unchanged(site)
    site.page(
        "case/a.md", PAGE.replace("案例", "一个案例").replace("/images/zh.png", "/images/neu.png"), "body\n"
    )
    result = site.ok("sync", "--engine", "fake")
    assert "image: /images/en.png\nweight: 5\n" in site.read(ENGLISH)
    assert (
        f"{OVERRIDES}:2: warning: image of case/a.md was '/images/zh.png' and is '/images/neu.png' now"
        in result.stderr
    )
    by_hand(site, "image: /images/en.png", "image: /images/neu.png")
    site.ok("sync", "--engine", "fake")
    assert site.read(OVERRIDES) == "page,path,source,target\ncase/a.md,weight,3,5\n"


def test_an_empty_value_may_be_filled(project: Project) -> None:
    project.page("case/a.md", "title: 案例\nimage:\nicon: \n")
    project.ok("sync")
    by_hand(project, "image:\nicon: \n", "image: /en.png\nicon: /i.png\n")
    project.ok("sync")
    assert "image: /en.png\nicon: /i.png \n" in project.read(ENGLISH)
    unchanged(project)


def test_one_text_in_several_places_changes_in_all(site: Project) -> None:
    name = said(site, "公司简介")[0]
    text = site.read(ENGLISH).replace(f"name: {name}", "name: Profile", 1)
    site.write(ENGLISH, text)
    result = site.ok("sync")
    assert "it goes to list[1].name as well" in result.stdout, "a draft stood there"
    assert site.read(ENGLISH).count("name: Profile\n") == 2
    site.write(ENGLISH, site.read(ENGLISH).replace("Profile", "One", 1).replace("Profile", "Two", 1))
    assert "changed in several ways; make them one" in site.run("sync").stderr


@pytest.mark.parametrize("value", ["", '""', "2024-01-01", "yes", "~"])
def test_what_is_no_text_is_told(site: Project, value: str) -> None:
    by_hand(site, said(site, "案例")[0], value)
    page = site.read(ENGLISH)
    assert f"{ENGLISH}:2: error: title is no text any more" in site.run("sync").stderr
    assert site.read(ENGLISH) == page


def test_an_edit_meets_a_changed_source(site: Project) -> None:
    by_hand(site, said(site, "这是一家做云原生平台的公司。")[0], "They build a platform.")
    site.page(
        "case/a.md", PAGE.replace("这是一家做云原生平台的公司。", "这是一家做云原生平台的大公司。"), "body\n"
    )
    site.ok("sync", "--engine", "fake")
    entry = site.entry("case/a", "这是一家做云原生平台的大公司。")
    assert (entry.msgstr, entry.fuzzy) == ("They build a platform.", True)
    assert entry.previous_msgid == "这是一家做云原生平台的公司。"


def test_an_edit_is_not_lost_when_extract_ran_before(site: Project) -> None:
    by_hand(site, said(site, "这是一家做云原生平台的公司。")[0], "They build a platform.")
    site.page(
        "case/a.md", PAGE.replace("这是一家做云原生平台的公司。", "这是一家做云原生平台的大公司。"), "body\n"
    )
    site.ok("extract")
    site.ok("sync", "--engine", "fake")
    assert "They build a platform." in site.read(PO)
    assert "They build a platform." in site.read(ENGLISH)


def test_a_renamed_page_takes_everything_along(site: Project) -> None:
    by_hand(site, said(site, "案例")[0], "Case study")
    (site.root / "content/zh/b").mkdir()
    (site.root / "content/zh/case/a.md").rename(site.root / "content/zh/b/new.md")
    result = site.ok("sync")
    assert "renamed from" in result.stdout
    assert "title: Case study\n" in site.read("content/en/b/new.md")
    files = [path for path in site.snapshot() if "case/a" in path]
    assert files == []
    assert site.json("check")["findings"] == []
    unchanged(site)


def test_the_catalog_of_a_renamed_page_has_its_name(site: Project) -> None:
    for name in ("b", "c"):
        (site.root / f"content/zh/case/{'a' if name == 'b' else 'b'}.md").rename(
            site.root / f"content/zh/case/{name}.md"
        )
        site.run("sync", "--engine", "fake")
        assert site.read(f"locale/en/LC_MESSAGES/case/{name}.po").startswith(
            f'# English translation of case/{name}.md\nmsgid ""\nmsgstr ""\n"Project-Id-Version: case/{name}.md\\n"\n'
        )


def test_a_page_renamed_on_both_sides_is_still_known(site: Project) -> None:
    (site.root / "content/zh/case/a.md").rename(site.root / "content/zh/new.md")
    (site.root / ENGLISH).rename(site.root / "content/en/new.md")
    by_hand(site, "title: ", "title: My ", "content/en/new.md")
    site.ok("sync")
    assert "title: My " in site.read("content/en/new.md")
    assert [path for path in site.snapshot() if "case/a" in path] == []


def test_a_deleted_page_is_listed_and_pruned_on_demand_only(site: Project) -> None:
    site.page("b.md", "title: 另外\n")
    site.ok("sync")
    (site.root / "content/zh/case/a.md").unlink()
    result = site.ok("sync")
    assert f"{PO}:1: warning: has no source page any more" in result.stderr
    assert f"{ENGLISH}:1: warning: has no source page any more" in result.stderr
    assert (site.root / ENGLISH).exists()
    result = site.ok("sync", "--prune")
    assert f"deleted {ENGLISH}\n" in result.stdout
    assert [path for path in site.snapshot() if "case/a" in path] == []


def test_a_page_changed_by_hand_is_not_pruned(site: Project) -> None:
    site.page("b.md", "title: 另外\n")
    by_hand(site, "title: ", "title: My ")
    (site.root / "content/zh/case/a.md").unlink()
    result = site.run("sync", "--prune")
    assert result.exit_code == 1
    assert f"{ENGLISH}:1: has no source page any more and was changed by hand" in result.stderr
    assert "title: My " in site.read(ENGLISH)
    again = site.run("sync", "--prune")
    assert again.exit_code == 1
    assert "title: My " in site.read(ENGLISH)
    assert "My " in site.read(PO)


def test_case_alone_pairs_up(site: Project) -> None:
    (site.root / ENGLISH).rename(site.root / "content/en/case/A.md")
    site.page("case/a.md", PAGE.replace("案例", "新案例"), "body\n")
    site.ok("sync", "--engine", "fake")
    assert not (site.root / ENGLISH).exists()
    assert "title: " + said(site, "新案例")[0] in site.read("content/en/case/A.md")


def test_a_change_of_the_shape_is_told_once(site: Project) -> None:
    by_hand(site, "weight: 3\n", "")
    before = site.snapshot()
    result = site.run("sync")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{ENGLISH}:1: error: was changed by hand in more than its values")
    assert site.snapshot() == before


def test_a_dry_run_tells_all_and_writes_nothing(site: Project) -> None:
    by_hand(site, said(site, "案例")[0], "Case study")
    site.page("b.md", "title: 另外\n")
    before = site.snapshot()
    found: Any = site.json("sync", "--engine", "fake", "--dry-run")
    assert site.snapshot() == before
    assert [edit["text"] for edit in found["harvested"]] == ["Case study"]
    assert found["plan"]["en"]["texts"] == 1
    assert {"locale/en/LC_MESSAGES/b.po", PO, "locale/pot/b.pot"} <= set(found["written"])


def test_one_bad_page_stops_no_other(site: Project) -> None:
    site.page("bad.md", "title: [\n")
    site.page("b.md", "title: 另外\n")
    result = site.run("sync", "--engine", "fake")
    assert result.exit_code == 1
    assert result.stderr.count("content/zh/bad.md:3") == 1
    assert (site.root / "content/en/b.md").exists()


def test_deleting_the_cache_is_safe(site: Project) -> None:
    site.ok("sync")
    before = site.snapshot()
    shutil.rmtree(site.root / ".i18n-cache")
    site.ok("sync")
    after = site.snapshot()
    assert {name: state for name, state in before.items() if "cache" not in name} == {
        name: state for name, state in after.items() if "cache" not in name
    }


def test_what_check_found_is_told_once_and_again_on_demand(site: Project) -> None:
    site.translate("case/a", {"案例": "Case {{< bad >}}"})
    first = site.run("sync")
    assert first.exit_code == 1
    assert "{{<" in first.stderr
    assert site.ok("sync").stderr == ""
    again = site.run("sync", "--strict")
    assert again.exit_code == 1
    assert [line for line in first.stderr.splitlines() if "error" in line] == again.stderr.splitlines()


def test_a_changed_configuration_is_not_overlooked(site: Project) -> None:
    site.ok("sync")
    site.write("i18n.toml", '[[rule]]\npath = "title"\nskip = true\n')
    site.ok("sync")
    assert "title: 案例\n" in site.read(ENGLISH)


def test_what_engines_were_sent_and_what_that_costs_is_told(project: Project) -> None:
    project.page("case/a.md", "title: 案例\nlist: [公司简介]\n")
    project.write("i18n.toml", "[engines.fake]\nprice = 250000.0\n")
    assert project.json("sync", "--engine", "fake", "--dry-run")["plan"]["en"]["cost"] == 1.5
    found = project.json("sync", "--engine", "fake")
    assert found["spent"] == {"en": {"texts": 2, "characters": 6, "cost": 1.5}}
    assert "spent" not in project.json("sync", "--engine", "fake")


@pytest.fixture
def repository(site: Project) -> Project:
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    git(site, "init", "-q", "-b", "main")
    git(site, "config", "user.email", "test@example.com")
    git(site, "config", "user.name", "Test")
    git(site, "add", ".")
    git(site, "commit", "-qm", "start")
    return site


def git(site: Project, *arguments: str) -> str:
    made = subprocess.run(
        ["git", "-C", str(site.root), *arguments], check=True, capture_output=True, text=True
    )
    return made.stdout


def test_a_commit_holds_what_was_written_and_nothing_else(repository: Project) -> None:
    site = repository
    site.write("notes.txt", "mine\n")
    git(site, "add", "notes.txt")
    site.page("case/a.md", PAGE.replace("案例", "新案例"), "body\n")
    git(site, "commit", "-qm", "by a person", "content/zh")
    result = site.ok("sync", "--engine", "fake", "--commit")
    assert "committed 4 files as " in result.stdout
    files = git(site, "show", "--name-only", "--format=%s", "HEAD").split("\n")
    assert files[0] == "Sync translations: 1 page"
    assert {*files[2:-1]} == {ENGLISH, PO, "locale/pot/case/a.pot", "locale/en/written/case/a.txt"}
    assert git(site, "status", "--porcelain") == "A  notes.txt\n"
    head = git(site, "rev-parse", "HEAD")
    site.ok("sync", "--engine", "fake", "--commit")
    assert git(site, "rev-parse", "HEAD") == head


def test_no_commit_in_the_middle_of_a_merge(repository: Project) -> None:
    site = repository
    site.write(".git/MERGE_HEAD", git(site, "rev-parse", "HEAD"))
    site.page("b.md", "title: 另外\n")
    before = site.snapshot()
    result = site.run("sync", "--commit")
    assert result.exit_code == 2
    assert "git is in the middle of a merge" in result.stderr
    assert {name for name in site.snapshot() if "cache" not in name} == {
        name for name in before if "cache" not in name
    }


def test_a_page_left_to_a_person_is_not_written_about_twice(site: Project) -> None:
    site.translate("case/a", {"案例": "From the PO"})
    by_hand(site, said(site, "公司简介")[0], "Profile")
    by_hand(site, "image: /images/zh.png", "image: /images/en.png")
    site.write(
        ENGLISH, site.read(ENGLISH).replace(site.read(ENGLISH).splitlines()[1], "title: From the page")
    )
    assert "both new" in site.run("sync").stderr
    unchanged(site)


def test_only_what_changed_since_the_last_run_is_an_edit(site: Project) -> None:
    by_hand(site, f"title: {said(site, '案例')[0]}", "title: From the page")
    site.ok("sync")
    site.translate("case/a", {"案例": "From the PO"})
    by_hand(site, said(site, "公司简介")[0], "Profile")
    site.ok("sync")
    assert "title: From the PO\n" in site.read(ENGLISH)


def test_an_override_goes_with_its_page(site: Project) -> None:
    by_hand(site, "image: /images/zh.png", "image: /images/en.png")
    site.ok("sync")
    (site.root / "content/zh/case/a.md").rename(site.root / "content/zh/b.md")
    site.ok("sync")
    assert "image: /images/en.png\n" in site.read("content/en/b.md")
    assert site.read(OVERRIDES) == "page,path,source,target\nb.md,image,/images/zh.png,/images/en.png\n"


def test_an_override_goes_with_its_item(project: Project) -> None:
    items = [f"  - name: 名称{name}\n    image: /{name}.png\n" for name in "abc"]
    project.page("a.md", "list:\n" + "".join(items))
    project.ok("sync", "--engine", "fake")
    by_hand(project, "/b.png", "/en.png", "content/en/a.md")
    project.ok("sync", "--engine", "fake")
    images = {
        "cab": ["/c.png", "/a.png", "/en.png"],
        "ac": ["/a.png", "/c.png"],  # not the image of another item, whatever stands in its place now
        "xabc": ["/x.png", "/a.png", "/en.png", "/c.png"],
    }
    for order, expected in images.items():
        project.page("a.md", "list:\n" + "".join(f"  - name: 名称{n}\n    image: /{n}.png\n" for n in order))
        result = project.ok("sync", "--engine", "fake")
        shown = [
            line.split(": ")[1] for line in project.read("content/en/a.md").splitlines() if "image" in line
        ]
        assert shown == expected
        assert ("may be of another item" in result.stderr) == (order == "ac")
    by_hand(project, "/en.png", "/other.png", "content/en/a.md")
    project.ok("sync")
    assert project.read(OVERRIDES) == "page,path,source,target\na.md,list[2].image,/b.png,/other.png\n"


def test_two_overrides_of_one_value_are_for_a_person(site: Project) -> None:
    rows = "case/a.md,image,/images/zh.png,/1.png\ncase/a.md,image,/images/zh.png,/2.png\n"
    site.write(OVERRIDES, f"page,path,source,target\n{rows}")
    before = site.snapshot()
    result = site.run("sync")
    assert result.exit_code == 2
    assert f"{OVERRIDES}:3: image of case/a.md stands here and in line 2; delete one" in result.stderr
    assert site.snapshot() == before


def test_an_empty_catalog_is_no_catalog_without_texts(site: Project) -> None:
    site.write(PO, "")
    result = site.run("sync")
    assert result.exit_code == 1
    assert f"{PO}:1: is empty; take it back from git, or delete it to begin anew" in result.stderr
    assert site.read(PO) == ""


def test_a_page_that_is_excluded_is_not_gone(site: Project) -> None:
    site.page("b.md", "title: 另外\n")
    site.ok("sync", "--engine", "fake")
    site.write("i18n.toml", 'engine = "fake"\nexclude = ["case/a.md"]\n')
    before = site.snapshot()
    result = site.ok("sync", "--prune")
    assert "no source page" not in result.stderr
    assert site.snapshot() == before


def test_a_page_that_cannot_be_moved_keeps_its_catalog(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def shut(old: Any, new: Any, **folders: int | None) -> None:
        if str(new).endswith(".pot"):
            raise PermissionError(13, "Permission denied")
        rename(old, new, **folders)

    site.translate("case/a", {"案例": "Case study"})
    (site.root / "content/zh/case/a.md").rename(site.root / "content/zh/b.md")
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", shut)
        result = site.run("sync", "--engine", "fake")
    assert result.exit_code == 1
    denied = os.strerror(errno.EACCES)
    assert f"locale/pot/case/a.pot:1: cannot be moved to locale/pot/b.pot: {denied}" in result.stderr
    assert not (site.root / "locale/en/LC_MESSAGES/b.po").exists()
    site.ok("sync", "--engine", "fake")
    assert (site.entry("b", "案例").msgstr, site.entry("b", "案例").fuzzy) == ("Case study", False)


def test_a_draft_that_could_not_be_recorded_is_no_edit(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from i18n_pipeline.errors import PageError

    def full(*_: object) -> None:
        raise PageError("cannot be written: No space left on device", file="locale/en/written/case/a.txt")

    site.page("case/a.md", PAGE.replace("案例", "新的案例"), "body\n")
    with monkeypatch.context() as patch:
        patch.setattr("i18n_pipeline.steps.merge.write_manifest", full)
        assert site.run("sync", "--engine", "fake").exit_code == 1
    assert site.json("sync", "--engine", "fake")["harvested"] == []
    assert said(site, "新的案例")[1]


def test_what_a_killed_run_left_half_written_is_swept_away(site: Project) -> None:
    left = site.write("locale/en/LC_MESSAGES/.0123456789abcdef.7.tmp", "half")
    theirs = site.write("locale/en/LC_MESSAGES/.notes.7.tmp", "a person's")
    site.ok("sync")
    assert left.exists()  # nobody was killed: whose it is, is not known
    for run in (r".*", "notes", 1, None):
        site.write(".i18n-cache/lock.json", json.dumps({"run": run}))
        site.ok("sync")
        assert left.exists()
    site.write(".i18n-cache/lock.json", json.dumps({"run": "0123456789abcdef"}))
    site.ok("sync")
    assert not left.exists()
    assert theirs.exists()
    assert not (site.root / ".i18n-cache/lock.json").exists()


def test_what_align_left_beside_a_catalog_goes_with_it(project: Project) -> None:
    project.page("a.md", "title: 标题\nlist: [甲乙, 丙丁]\n")
    project.page("b.md", "title: 另外\n")
    project.write("content/en/a.md", "---\ntitle: Title\nlist: [A, B]\nmore: Nowhere else\n---\n")
    project.ok("align")
    beside = "locale/en/LC_MESSAGES/{}.unmatched.txt"
    text = project.read(beside.format("a"))
    assert "Nowhere else" in text
    (project.root / "content/zh/a.md").rename(project.root / "content/zh/c.md")
    project.run("sync", "--engine", "fake")
    assert project.read(beside.format("c")) == text
    assert not (project.root / beside.format("a")).exists()
    (project.root / "content/zh/c.md").unlink()
    project.run("sync", "--engine", "fake", "--prune")
    assert not (project.root / beside.format("c")).exists()


ELSEWHERE = "title: 别处\nlist:\n  - name: 新名字\n    content: 这是完全不同的一页。\n"


def test_a_page_that_gave_its_name_to_another_keeps_what_people_said_of_it(site: Project) -> None:
    """A page moves, and a new one gets its name, in one go."""
    site.translate("case/a", {"案例": "Case study", "公司简介": "About"})
    by_hand(site, "image: /images/zh.png", "image: /images/en.png")
    site.ok("sync")
    (site.root / "content/zh/case/a.md").rename(site.root / "content/zh/case/old.md")
    site.page("case/a.md", ELSEWHERE)
    site.ok("sync")
    english = site.read("content/en/case/old.md")
    assert "title: Case study\n" in english
    assert "image: /images/en.png\n" in english
    assert english.count("name: About\n") == 2
    assert not site.entry("case/old", "案例").fuzzy
    assert all(entry.fuzzy for entry in site.po("case/a") if not entry.obsolete)
    assert site.read(OVERRIDES).splitlines()[1:] == ["case/old.md,image,/images/zh.png,/images/en.png"]
    unchanged(site)


def test_pages_that_change_names_keep_what_people_said_of_them(site: Project) -> None:
    site.page("case/b.md", ELSEWHERE)
    site.ok("sync")
    site.translate("case/a", {"案例": "Case study", "公司简介": "About"})
    site.translate("case/b", {"别处": "Elsewhere", "新名字": "New"})
    site.ok("sync")
    one, two = (site.read(f"content/zh/case/{name}.md") for name in "ab")
    site.write("content/zh/case/a.md", two)
    site.write("content/zh/case/b.md", one)
    site.ok("sync")
    assert "title: Elsewhere\n" in site.read("content/en/case/a.md")
    assert "title: Case study\n" in site.read("content/en/case/b.md")
    for name, msgid in (("case/a", "别处"), ("case/a", "新名字"), ("case/b", "案例"), ("case/b", "公司简介")):
        assert not site.entry(name, msgid).fuzzy
    unchanged(site)


def test_an_image_changed_by_hand_waits_for_a_source_that_cannot_be_read(site: Project) -> None:
    by_hand(site, "image: /images/zh.png", "image: /images/en.png")
    source = site.read("content/zh/case/a.md")
    site.write("content/zh/case/a.md", source.replace("title: 案例", "title: ["))
    assert site.run("sync").exit_code == 1
    site.write("content/zh/case/a.md", source.replace("weight: 3", "weight: 4"))
    site.ok("sync")
    assert "image: /images/en.png\n" in site.read(ENGLISH)


TWICE = "title: 背景\nauthor: 背景\nmore: 另外一句完整的话\n"


def test_an_edit_of_one_of_two_places_asks_where_it_goes(project: Project) -> None:
    project.page("a.md", TWICE)
    project.ok("extract")
    project.translate("a", {"背景": "Background", "另外一句完整的话": "One more sentence"})
    project.ok("sync")
    page = project.read("content/en/a.md")
    edited = page.replace("author: Background", "author: The editors").replace("One more", "Yet one more")
    project.write("content/en/a.md", edited)
    result = project.run("sync")
    assert result.exit_code == 1
    assert (
        "content/en/a.md:3: error: author was changed here alone, and the same text stands at title"
        in result.stderr
    )
    assert project.read("content/en/a.md") == edited
    assert project.entry("a", "背景").msgstr == "Background"
    assert project.entry("a", "另外一句完整的话").msgstr == "Yet one more sentence", (
        "that stands in one place"
    )
    told = project.ok("sync", "--theirs", "page").stdout
    assert (
        "author was changed by hand; taken over into locale/en/LC_MESSAGES/a.po; it goes to title as well"
        in told
    )
    assert project.read("content/en/a.md") == edited.replace("title: Background", "title: The editors")


def test_an_edit_of_both_places_is_one(project: Project) -> None:
    project.page("a.md", TWICE)
    project.ok("extract")
    project.translate("a", {"背景": "Background", "另外一句完整的话": "One more sentence"})
    project.ok("sync")
    edited = project.read("content/en/a.md").replace("Background", "Context")
    project.write("content/en/a.md", edited)
    project.ok("sync")
    assert project.entry("a", "背景").msgstr == "Context"
    assert project.read("content/en/a.md") == edited


def test_an_item_that_a_person_added_to_both_pages_is_translated_by_then(site: Project) -> None:
    by_hand(
        site, "第二段文字也在这里。\n", "第二段文字也在这里。\n  - name: 客户背景\n", "content/zh/case/a.md"
    )
    last = site.read(ENGLISH).split("---\n")[1].splitlines()[-1]
    by_hand(site, f"{last}\n", f"{last}\n  - name: Who they are\n")
    site.ok("sync", "--engine", "fake")
    assert said(site, "客户背景") == ("Who they are", False)
    assert "  - name: Who they are\n" in site.read(ENGLISH)
    unchanged(site)


def test_an_edit_stands_where_extract_and_draft_went_on_without_it(site: Project) -> None:
    by_hand(site, "这是一家做云原生平台的公司。", "这是一家只做云原生平台的公司。", "content/zh/case/a.md")
    site.ok("extract")
    site.ok("draft", "--engine", "fake")
    old = next(line for line in site.read(ENGLISH).splitlines() if "content: " in line)
    by_hand(site, old, "    content: They build platforms.")
    site.ok("sync", "--engine", "fake")
    assert "content: They build platforms.\n" in site.read(ENGLISH)
    assert said(site, "这是一家只做云原生平台的公司。") == ("They build platforms.", True)
    unchanged(site)
