"""Defects that an attacker or an unlucky evening would find, each kept out by a test."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from conftest import Project

from i18n_pipeline.catalog import store
from i18n_pipeline.config import load
from i18n_pipeline.runs import target_drafts

LONG = "云计算平台为企业提供安全稳定的服务"
OTHER = "昨天晚上在门外下了很大的雪啊真冷"
MANY = "".join(f"k{number}: 第{number}条已经审校过的内容很长\n" for number in range(30)) + "more: 了解更多\n"


@pytest.mark.parametrize("link", ["file", "folder"])
def test_merge_never_writes_through_a_link_into_the_source(project: Project, link: str) -> None:
    project.page("a.md", "title: 公司简介和历史\n")
    if link == "file":
        (project.root / "content/en").mkdir()
        (project.root / "content/en/a.md").symlink_to("../zh/a.md")
    else:
        (project.root / "content/en").symlink_to("zh")
    before = project.read("content/zh/a.md")
    for command in (["extract"], ["merge"], ["draft"], ["merge"], ["merge", "--force"]):
        project.run(*command)
    assert project.read("content/zh/a.md") == before
    assert project.run("merge", "--force").exit_code == 1


def test_a_catalog_that_extract_did_not_make_is_not_taken(project: Project) -> None:
    foreign = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "首页"\nmsgstr "Home"\n'
    )
    project.write("locale/en/LC_MESSAGES/messages.po", foreign)
    project.page("home.md", "t: 首页\n")
    project.ok("extract")
    assert project.read("locale/en/LC_MESSAGES/messages.po") == foreign
    assert project.entry("home", "首页").msgstr == ""


def test_a_small_new_page_does_not_take_a_big_page_s_catalog(project: Project) -> None:
    project.page("big.md", MANY)
    project.ok("extract")
    project.translate("big", {entry.msgid: "by hand" for entry in project.po("big")})
    shutil.move(project.root / "content/zh/big.md", project.root / "big.md")
    project.page("small.md", "more: 了解更多\n")
    project.ok("extract")
    shutil.move(project.root / "big.md", project.root / "content/zh/big.md")
    project.ok("extract")
    assert project.json("status", "big.md")["targets"]["en"]["reviewed"] == 31


def test_a_rename_is_seen_when_only_the_new_page_is_extracted(project: Project) -> None:
    project.page("old.md", f"title: {LONG}\n")
    project.ok("extract")
    project.translate("old", {LONG: "By hand"})
    shutil.move(project.root / "content/zh/old.md", project.root / "content/zh/new.md")
    result = project.ok("extract", "new.md")
    assert "renamed from locale/en/LC_MESSAGES/old.po" in result.stdout
    assert project.entry("new", LONG).msgstr == "By hand"


def test_plural_entries_of_people_are_kept_as_obsolete(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.ok("extract")
    plural = '\nmsgid "一个"\nmsgid_plural "多个"\nmsgstr[0] "one"\nmsgstr[1] "many"\n'
    file = "locale/en/LC_MESSAGES/a.po"
    project.write(file, project.read(file) + plural)
    project.ok("extract")
    assert project.entry("a", "一个").msgstr_plural == {0: "one", 1: "many"}


def test_plural_forms_of_a_string_of_the_page_become_its_one_text(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.ok("extract")
    file = "locale/en/LC_MESSAGES/a.po"
    plural = 'msgid "标题"\nmsgid_plural "多个\\n标题"\nmsgstr[0] "Title"\nmsgstr[1] "Titles"\n'
    project.write(file, project.read(file).replace('msgid "标题"\nmsgstr ""\n', f"# by hand\n{plural}"))
    project.ok("extract")
    entry = project.entry("a", "标题")
    assert (entry.msgstr, entry.fuzzy, entry.msgid_plural) == ("Title", True, "")
    assert entry.tcomment == "by hand\n" + plural.split("\n", 1)[1].rstrip()
    before = project.snapshot()
    project.ok("extract")
    project.ok("draft")
    assert project.snapshot() == before


def test_a_catalog_saved_by_a_person_meanwhile_is_not_overwritten(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("a.md", "title: 标题\nb: 另外\n")
    project.ok("extract")
    wants = target_drafts.wants_draft

    def save_meanwhile(*given: object) -> bool:
        project.translate("a", {"标题": "By a person"})
        return wants(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(target_drafts, "wants_draft", save_meanwhile)
    project.ok("draft", "--engine", "fake")
    assert project.entry("a", "标题").msgstr == "By a person"
    assert project.entry("a", "另外").msgstr.startswith("fake ")


def test_a_failed_write_does_not_make_merge_disown_its_pages(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        project.page(f"{name}.md", "title: 标题\n")
    project.ok("extract")
    project.ok("merge")
    for name in ("a", "b"):
        project.translate(name, {"标题": "Title"})
    replace = os.replace

    def full(source: str, target: str, **folders: int | None) -> None:
        if str(target).endswith("a.md"):
            raise OSError(errno.ENOSPC, "full")
        replace(source, target, **folders)

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr("i18n_pipeline.disk.files.swap", lambda *_: False)
    result = project.run("merge")
    assert f"content/en/a.md:1: cannot be written: {os.strerror(errno.ENOSPC)}" in result.stderr
    assert "Title" in project.read("content/en/b.md")
    monkeypatch.undo()
    project.ok("merge")
    assert "Title" in project.read("content/en/a.md")


def test_two_merges_at_once_know_each_other_s_pages(project: Project) -> None:
    names = [f"p{number}.md" for number in range(40)]
    for name in names:
        project.page(name, "title: 标题\n")
    project.ok("extract")
    command = [sys.executable, "-m", "i18n_pipeline", "merge", "--root", str(project.root)]
    halves = [subprocess.Popen([*command, *half]) for half in (names[:20], names[20:])]
    codes = [half.wait() for half in halves]
    assert 0 in codes
    assert {*codes} <= {0, 75}  # the later one may find the project held for too long
    project.ok("merge")
    for name in names:
        project.translate(name.removesuffix(".md"), {"标题": "Title"})
    project.ok("merge")


def test_a_sentence_that_was_replaced_inherits_nothing_and_the_right_one_is_remembered(
    project: Project,
) -> None:
    project.page("a.md", f"b: {LONG}\n")
    project.page("c.md", f"b: {OTHER}\n")
    project.ok("extract")
    project.translate("a", {LONG: "Cloud."})
    project.translate("c", {OTHER: "Snow."})
    project.page("a.md", f"b: {OTHER}\n")
    for command in ("extract", "draft", "merge"):
        project.ok(command)
    assert project.read("content/en/a.md") == "---\nb: Snow.\n---\n"


def test_memory_comes_before_a_text_that_was_only_carried_over(project: Project) -> None:
    edited = LONG.replace("安全", "非常安全")
    project.page("a.md", f"b: {LONG}\n")
    project.page("c.md", f"b: {edited}\n")
    project.ok("extract")
    project.translate("a", {LONG: "Old."})
    project.translate("c", {edited: "New."})
    project.page("a.md", f"b: {edited}\n")
    project.ok("extract")
    assert project.entry("a", edited).msgstr == "Old."
    project.ok("draft", "--engine", "fake")
    assert (project.entry("a", edited).msgstr, project.entry("a", edited).fuzzy) == ("New.", True)
    assert project.entry("a", LONG).msgstr == "Old."


def test_a_sentence_of_a_person_gives_way_to_memory_alone_not_to_an_engine(project: Project) -> None:
    edited = LONG.replace("安全", "非常安全 {x} ")
    project.page("a.md", f"b: {LONG}\n")
    project.page("c.md", f"b: {edited}\n")
    project.ok("extract")
    project.translate("a", {LONG: "Old."})
    project.translate("c", {edited.strip(): "Lost the placeholder."})  # no rule lets this be a draft
    project.page("a.md", f"b: {edited}\n")
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    assert project.entry("a", edited.strip()).msgstr == "Old."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_a_fifo_does_not_hang_the_run(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    os.mkfifo(project.root / "content/zh/x.md")
    done: list[int] = []
    run = threading.Thread(target=lambda: done.append(project.run("extract").exit_code), daemon=True)
    run.start()
    run.join(20)
    assert done == [1]
    assert (project.root / "locale/en/LC_MESSAGES/a.po").exists()


def test_a_page_whose_root_is_a_text_settles(project: Project) -> None:
    project.write("content/zh/a.yaml", "中文\n")
    project.ok("extract")
    project.ok("extract", "--check")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"caf\303\251 \x41", "café A"),
        (r"a\ab", "a\x07b"),
        (r"back\\303 slash", r"back\303 slash"),
        (r"quote \042 and \134n", 'quote " and \\n'),
    ],
)
def test_every_escape_of_gettext_is_understood(written: str, meant: str) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    read = store.parse(f'{head}# C:\\303\nmsgid "a"\nmsgstr "{written}"\n'.encode(), "a.po")
    assert read.entries[0].msgstr == meant
    assert read.entries[0].comment == "C:\\303"
    assert store.parse(store.render(read), "a.po") == read


def test_a_catalog_without_a_header_gets_one(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    for content in ("# nothing yet\n", 'msgid "标题"\nmsgstr "Title"\n'):
        project.write("locale/en/LC_MESSAGES/a.po", content)
        project.ok("extract")
        assert project.po("a").metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert project.entry("a", "标题").msgstr == "Title"


def test_what_a_deleted_page_leaves_behind_is_reported(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.page("b.md", "title: 另外\n")
    for command in ("extract", "draft", "merge"):
        project.ok(command)
    (project.root / "content/zh/a.md").unlink()
    found = project.json("check")["findings"]
    assert [(f["rule"], f["file"], f["page"]) for f in found] == [
        ("no-source", "locale/en/LC_MESSAGES/a.po", ""),
        ("no-source", "content/en/a.md", ""),
    ]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("body: |\n \n  中文\n", "1.2 reader refuses"),
        ("title:\t公司\n", "1.2 reader refuses"),
        ("\ufefftitle: 中文\n", "byte order mark"),
        ("a: 中\x85b: 文\n", "read this differently|refuses"),
    ],
)
def test_what_could_never_be_merged_is_refused_from_the_start(project: Project, page: str, why: str) -> None:
    project.page("a.md", page)
    for command in ("extract", "check", "status"):
        result = project.run(command)
        assert result.exit_code == 1
        assert "content/zh/a.md:" in result.stderr
    assert any(word in result.stderr for word in why.split("|"))


def test_two_targets_with_one_locale_are_refused(project: Project) -> None:
    project.write("i18n.toml", "[targets.pt-br]\n[targets.pt_BR]\n")
    assert project.run("status").exit_code == 2


def test_an_engine_that_cannot_serve_one_target_leaves_the_other(project: Project) -> None:
    project.write("i18n.toml", "[targets.pt-br]\n[targets.en]\n")
    project.page("a.md", "title: 案例\n")
    project.ok("extract")
    result = project.run("draft")
    assert result.exit_code == 1
    assert "gloss" in result.stderr
    assert project.entry("a", "案例").msgstr == "Case"


@pytest.mark.parametrize("verb", ["status", "init"])
def test_a_closed_pipe_is_no_bug(project: Project, verb: str) -> None:
    for number in range(300):
        project.page(f"page-{number}-{'x' * 60}.md", "title: 标题\n")
    if verb == "status":
        project.write("i18n.toml", "")
    found = subprocess.run(
        f"{sys.executable} -m i18n_pipeline {verb} | head -1",
        shell=True,
        cwd=project.root,
        capture_output=True,
        check=True,
    )
    assert b"bug" not in found.stderr


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff", 2), (b'\xef\xbb\xbfpublish = "drafts"\n', 0), (b"a = " + b"[" * 5000, 2)]
)
def test_odd_configurations(project: Project, content: bytes, code: int) -> None:
    project.page("a.md", "title: 标题\n")
    project.write("i18n.toml", content)
    for verb in ("init", "extract"):
        result = project.run(verb)
        assert (result.exit_code, "bug" in result.stderr) == (code, False), result.stderr


def test_no_page_at_all_is_a_mistake_of_the_configuration(project: Project) -> None:
    result = project.run("extract")
    assert result.exit_code == 2
    assert "no page matches a pattern in i18n.toml" in result.stderr


def test_names_with_blanks_and_long_names(project: Project) -> None:
    for name in ("a b.md", "全角　空格.md", f"{'n' * 245}.md", "c: 3 d.md"):
        project.page(name, "title: 标题\n")
    for command in ("extract", "draft", "merge", "check"):
        project.ok(command)
    assert len(list((project.root / "content/en").iterdir())) == 4


def test_the_root_may_be_given_as_a_link(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    project.page("a.md", "title: 标题\n")
    link = tmp_path_factory.mktemp("elsewhere") / "site"
    link.symlink_to(project.root)
    linked = Project(link)
    for command in ("extract", "draft", "merge"):
        linked.ok(command)
    linked.ok("extract", str(link / "content/zh/a.md"))
    linked.ok("extract", ".")
    assert (project.root / "content/en/a.md").exists()
    assert load(link).root == Path(os.path.realpath(project.root))


def test_one_page_in_too_many_folders_stops_no_other() -> None:
    root = tempfile.mkdtemp()  # pytest cannot delete such folders
    try:
        project = Project(Path(root).resolve())
        project.page("a.md", "title: 标题\n")
        here = os.open(project.root / "content/zh", os.O_RDONLY)
        for _ in range(30):  # a step at a time, since no path may be that long
            os.mkdir("d" * 200, dir_fd=here)
            deeper = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = deeper
        try:
            page = os.open("b.md", os.O_WRONLY | os.O_CREAT, dir_fd=here)
        except OSError:
            pytest.skip("the file system takes no such folders")
        finally:
            os.close(here)
        os.write(page, "---\ntitle: 深处\n---\n".encode())
        os.close(page)
        done = project.run("extract")
        assert done.exit_code == 1
        assert os.strerror(errno.ENAMETOOLONG) in done.stderr
        assert "Traceback" not in done.output
        assert project.entry("a", "标题")
    finally:
        subprocess.run(["rm", "-rf", root], check=False)
