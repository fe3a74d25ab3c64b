"""What strangers commit: nothing outside the root is read, written, deleted or executed, and nothing hangs."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from conftest import Project

from i18n_pipeline.disk import files, folders, inside
from i18n_pipeline.errors import PageError
from i18n_pipeline.project import lock

posix = pytest.mark.skipif(os.name != "posix", reason="the links and pipes are those of POSIX")
pytestmark = posix
SECRET = "---\ntitle: 机密的内容\n---\n"
CATALOG = (
    'msgid ""\nmsgstr ""\n{}\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n{}msgid "首页"\nmsgstr "Home"\n'
)


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is none of the project's."""
    return tmp_path_factory.mktemp("outside")


@pytest.fixture
def site(project: Project) -> Project:
    """A page, drafted and merged."""
    project.page("a.md", "title: 标题\ntext: 一句话\n")
    project.ok("sync", "--engine", "fake")
    return project


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """What hangs ends the test, and is not waited for."""

    def late(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# --- links


def test_a_temporary_file_that_can_be_guessed_is_written_through_by_nobody(
    project: Project, outside: Path
) -> None:
    victim = outside / "victim"
    victim.write_text("mine")
    project.page("a.md", "title: 标题\n")
    for name, folder in (("a.md", "content/en"), ("a.po", "locale/en/LC_MESSAGES"), ("a.pot", "locale/pot")):
        (project.root / folder).mkdir(parents=True)
        guess = hashlib.sha256(name.encode()).hexdigest()[:12]
        for suffix in (guess, f"{files.RUN}.0", f"{files.RUN}.1"):
            (project.root / folder / f".{suffix}.tmp").symlink_to(victim)
    project.run("sync", "--engine", "fake")
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("link", ["file", "folder", "above"])
@pytest.mark.parametrize("absolute", [True, False])
def test_no_source_is_read_through_a_link_that_leads_out(
    site: Project, outside: Path, link: str, absolute: bool
) -> None:
    (outside / "zh").mkdir()
    (outside / "zh/x.md").write_text(SECRET)
    (outside / "a.md").write_text(SECRET)
    if link == "file":
        at, to = site.root / "content/zh/x.md", outside / "zh/x.md"
    elif link == "folder":
        shutil.move(site.root / "content/zh", site.root / "kept")
        at, to = site.root / "content/zh", outside / "zh"
    else:
        shutil.move(site.root / "content", site.root / "kept")
        at, to = site.root / "content", outside
    at.symlink_to(to if absolute else os.path.relpath(to, at.parent))
    before = content(outside)
    for command in (["extract"], ["sync", "--engine", "fake", "--prune"], ["check"]):
        result = site.run(*command)
        assert result.exit_code in (1, 2)
        assert "a symbolic link" in result.stderr
        assert "Traceback" not in result.output
    assert content(outside) == before
    for file in (site.root / "locale").rglob("*"):
        assert file.is_dir() or "机密".encode() not in file.read_bytes()
    assert site.entry("a", "标题")  # and a page that is out of reach is not a page that is gone


@pytest.mark.parametrize("to", [".git/config", ".env", "kept/../.env", ".git"])
def test_a_link_leads_to_no_hidden_file_of_the_project(site: Project, to: str) -> None:
    site.write(".env", SECRET)
    site.write(".git/config", SECRET)
    site.write("kept/x", "")
    (site.root / "content/zh/x.md").symlink_to(Path("../..") / to)
    (site.root / "content/zh/y.md").symlink_to("x.md")
    result = site.run("extract")
    assert (result.exit_code, to == ".git" or "hidden files" in result.stderr) == (
        0 if to == ".git" else 1,
        True,
    )
    assert not (site.root / "locale/pot/x.pot").exists()
    assert not (site.root / "locale/pot/y.pot").exists()


def test_a_source_may_be_a_link_that_stays_inside(site: Project) -> None:
    site.write("shared/b.md", "---\ntitle: 共用的页面\n---\n")
    (site.root / "content/zh/b.md").symlink_to("../../shared/b.md")
    (site.root / "content/zh/c.md").symlink_to(site.root / "content/zh/b.md")
    shutil.move(site.root / "content/zh", site.root / "content/pages")
    (site.root / "content/zh").symlink_to(site.root / "content/pages")
    site.ok("sync", "--engine", "fake")
    for name in "bc":
        assert site.entry(name, "共用的页面").msgstr


@pytest.mark.parametrize("folder", ["locale/en/LC_MESSAGES", "locale/en/written", "locale/en", "locale/pot"])
@pytest.mark.parametrize("where", ["outside", "inside"])
def test_nothing_is_deleted_or_written_behind_a_link(
    site: Project, outside: Path, folder: str, where: str
) -> None:
    kept = outside if where == "outside" else site.root / "kept"
    shutil.copytree(site.root / folder, kept, dirs_exist_ok=True)
    shutil.rmtree(site.root / folder)
    (site.root / folder).symlink_to(kept)
    (site.root / "content/zh/a.md").unlink()
    site.page("b.md", "title: 另外的标题\n")
    before = content(kept)
    for command in (["sync", "--engine", "fake", "--prune"], ["extract"], ["merge"], ["draft"]):
        assert "Traceback" not in site.run(*command).output
        assert content(kept) == before


def test_glossary_overrides_settings_and_memory_are_no_links_that_lead_out(
    site: Project, outside: Path
) -> None:
    for file, text in (
        ("locale/en/glossary.csv", "source,target,note\n标题,STOLEN,\n"),
        ("locale/en/overrides.csv", "page,path,source,target\n"),
        ("m.tmx", "<tmx/>"),
        ("i18n.toml", 'memory = ["m.tmx"]\n'),
    ):
        (outside / Path(file).name).write_text(text)
        (site.root / file).symlink_to(outside / Path(file).name)
        site.page(f"{len(text)}.md", f"title: 没有译过的第{len(text)}个标题\n")
        if file == "m.tmx":
            site.write("i18n.toml", 'memory = ["m.tmx"]\n')
        result = site.run("sync", "--engine", "fake")
        assert result.exit_code in (1, 2), file
        assert f"{file}:1: cannot be read: a symbolic link leads out of the project" in result.stderr
        (site.root / file).unlink()
        site.page(f"{len(text)}.md", f"title: 没有译过的第{len(text)}个标题\n")
        if file == "m.tmx":
            site.write("i18n.toml", 'memory = ["/m.tmx", "../m.tmx"]\n')
            assert "its name leads out of the project" in site.run("draft").stderr
            (site.root / "i18n.toml").unlink()


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/x", ".git/x", "a/.GIT/x", "a/.git./x", "git~1/x", ""]
)
def test_no_name_leads_out(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (tmp_path / "x").write_text("mine")
    for act in (
        lambda: files.write(root, name, b"", PageError),
        lambda: files.replace(root, name, b"mine", b"", PageError),
        lambda: files.append(root, name, "", PageError),
        lambda: files.remove(root, name, PageError),
        lambda: files.read(root, name, PageError),
        lambda: files.move(root, "a/y", name, PageError),
    ):
        (root / "a/y").write_text("y")
        with pytest.raises(PageError):
            act()
    assert not folders.exists(root, name)
    assert (tmp_path / "x").read_text() == "mine"
    assert (root / "a/y").exists()


def test_links_in_a_circle_and_names_that_no_file_has(site: Project) -> None:
    (site.root / "content/zh/x.md").symlink_to("y.md")
    (site.root / "content/zh/y.md").symlink_to("x.md")
    result = site.run("extract")
    assert (result.exit_code, "Too many levels of symbolic links" in result.stderr) == (1, True)
    site.write("i18n.toml", 'memory = ["a\\u0000b.tmx"]\n')
    site.page("b.md", "title: 又一个标题\n")
    site.run("extract")
    result = site.run("draft", "--engine", "fake")
    assert "no file can be called that" in result.stderr
    assert "a bug in" not in result.stderr


@pytest.mark.parametrize("folder", ["content", "content/zh"])
def test_init_looks_for_pages_in_the_project_alone(project: Project, outside: Path, folder: str) -> None:
    (outside / "zh").mkdir()
    for file in ("x.md", "zh/x.md"):
        (outside / file).write_text(SECRET)
    (project.root / folder).parent.mkdir(parents=True, exist_ok=True)
    (project.root / folder).symlink_to(outside)
    assert project.run("init").exit_code == 2
    (project.root / folder).unlink()
    (project.root / folder).symlink_to("/")  # which would take a while
    with within(20):
        assert project.run("init").exit_code == 2


def test_where_nothing_is_opened_from_an_open_folder(
    site: Project, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: each step is looked at before it is taken."""
    monkeypatch.setattr(inside, "_FROM_OPEN", False)
    site.page("b.md", "title: 又一个标题\n")
    (site.root / "content/zh/x.md").symlink_to(outside / "x.md")
    result = site.run("sync", "--engine", "fake")
    assert "a symbolic link leads out" in result.stderr
    assert site.entry("b", "又一个标题").msgstr
    shutil.rmtree(site.root / "locale/pot")
    (site.root / "locale/pot").symlink_to(outside)
    assert "not written: a symbolic link stands here" in site.run("extract").stderr
    assert not list(outside.iterdir())


# --- what is no file


@pytest.mark.parametrize(
    "file",
    ["content/zh/x.md", "content/en/a.md", "locale/en/LC_MESSAGES/a.po", "locale/pot/a.pot", "locale/en/glossary.csv",
     "locale/en/overrides.csv", "locale/en/written/a.txt", "locale/en/written/.gitattributes", "i18n.toml", "m.tmx",
     ".i18n-cache/lock", ".i18n-cache/lock.json", ".i18n-cache/.gitignore", ".i18n-cache/unchanged.sqlite",
     ".i18n-cache/drafts.sqlite", ".i18n-cache/drafts.sqlite-journal", ".i18n-cache/drafts.sqlite-wal",
     ".i18n-cache/unchanged.sqlite-journal", ".i18n-cache/being-written", ".i18n-cache/review.json"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_file_hangs_nothing(site: Project, file: str, kind: str, tmp_path: Path) -> None:
    path = site.root / file
    with suppress(FileNotFoundError):
        path.unlink()
    if file == "m.tmx":
        site.write("i18n.toml", 'memory = ["m.tmx"]\n')
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    site.page("b.md", "title: 新的标题\n")
    with within(60):
        for command in (
            ["sync", "--engine", "fake"],
            ["check"],
            ["review", "--output", f"{tmp_path}/o.html"],
        ):
            result = site.run(*command)
            assert "Traceback" not in result.output
            assert "a bug in" not in result.output


# --- the cache


@pytest.mark.parametrize(
    "name", [".gitignore", "lock", "lock.json", "lock.tmp", "drafts.sqlite", "drafts.sqlite-journal", "unchanged.sqlite",
             "spent.sqlite", "spent.sqlite-journal",
             "unchanged.sqlite-journal", "unchanged.sqlite-wal", "being-written", "review.json"]
)  # fmt: skip
@pytest.mark.parametrize("dangling", [True, False])
def test_a_committed_cache_of_links_touches_nothing_outside(
    project: Project, outside: Path, name: str, dangling: bool, tmp_path: Path
) -> None:
    project.page("a.md", "title: 标题\n")
    if not dangling:
        (outside / name).write_bytes(b"")
    (project.root / ".i18n-cache").mkdir()
    (project.root / ".i18n-cache" / name).symlink_to(outside / name)
    before = content(outside)
    for command in (["extract"], ["sync", "--engine", "fake"], ["review", "--output", f"{tmp_path}/o.html"]):
        assert "Traceback" not in project.run(*command).output
    assert content(outside) == before
    assert [path.name for path in outside.iterdir()] == list(before)


def test_a_cache_that_is_a_link_is_refused(project: Project, outside: Path) -> None:
    project.page("a.md", "title: 标题\n")
    (project.root / ".i18n-cache").symlink_to(outside)
    result = project.run("sync", "--engine", "fake")
    assert result.exit_code != 0
    assert "a symbolic link stands here" in result.stderr
    assert not list(outside.iterdir())


@pytest.mark.parametrize("name", ["drafts", "unchanged"])
@pytest.mark.parametrize("how", ["foreign", "trigger", "view"])
def test_a_committed_database_is_not_obeyed(site: Project, name: str, how: str) -> None:
    file = site.root / f".i18n-cache/{name}.sqlite"
    if how == "foreign":
        file.unlink()
    with sqlite3.connect(file) as database:
        endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x"
        table = "answers" if name == "drafts" else "fingerprints"
        if how == "foreign":
            database.execute("CREATE TABLE other (x)")
        elif how == "trigger":
            database.execute(
                f"CREATE TRIGGER t BEFORE INSERT ON {table} BEGIN SELECT count(*) FROM ({endless} FROM c); END"
            )
        else:
            database.execute(f"DROP TABLE {table}")
            columns = (
                "x AS scope, x AS text, x AS answer"
                if name == "drafts"
                else "x AS page, x AS fingerprint, x AS facts"
            )
            view = endless.replace("SELECT x", f"SELECT {columns}", 1) if False else endless[:-8]
            database.execute(f"CREATE VIEW {table} AS {view}SELECT {columns} FROM c")
    database.close()
    site.page("b.md", "title: 新的标题\n")
    with within(60):
        result = site.run("sync", "--engine", "fake")
    if name == "drafts":
        assert (result.exit_code, "drafts.sqlite:1: the cache cannot be used" in result.stderr) == (2, True)
    else:  # made anew
        assert result.exit_code == 0
        site.ok("sync", "--engine", "fake")


def test_a_committed_journal_has_no_file_deleted(site: Project, outside: Path) -> None:
    """SQLite reads the file that a journal names at its end, and deletes it if that names no other."""
    victim = outside / "victim"
    victim.write_text("mine")
    name = os.fsencode(victim)
    for database in ("drafts", "unchanged"):
        file = site.root / f".i18n-cache/{database}.sqlite"
        magic = bytes.fromhex("d9d505f920a163d7")
        pages = file.stat().st_size // 4096
        head = magic + (0).to_bytes(4, "big") + bytes(4) + pages.to_bytes(4, "big") + (512).to_bytes(4, "big")
        head = (head + (4096).to_bytes(4, "big")).ljust(512, b"\0")
        pointer = (4096 and 0x40000000 // 4096 + 1).to_bytes(4, "big")
        tail = pointer + name + len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big") + magic
        file.with_name(f"{file.name}-journal").write_bytes(head + tail)
    site.page("b.md", "title: 新的标题\n")
    site.run("sync", "--engine", "fake")
    assert victim.read_text() == "mine"


def test_without_locks_of_the_system_an_empty_lock_file_holds_nobody_up(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    assert (site.root / ".i18n-cache/lock").read_bytes() == b""
    monkeypatch.setattr(fcntl, "flock", none)
    site.page("b.md", "title: 新的标题\n")
    site.ok("sync", "--engine", "fake")
    with lock.held(site.root, "sync"):
        assert site.run("sync", "--engine", "fake").exit_code == 75
    site.ok("sync", "--engine", "fake")


# --- records, and what prune deletes


@pytest.mark.parametrize("way", ["absolute", "up", "other", "git"])
def test_a_record_speaks_of_its_own_page_alone(site: Project, outside: Path, way: str) -> None:
    text = site.read("content/en/a.md").replace("title:", "title: Changed #")
    (outside / "a.md").write_text(text)
    site.page("b.md", "title: 别的\n")
    site.ok("sync", "--engine", "fake")
    named = {
        "absolute": str(outside / "a.md"),
        "up": os.path.relpath(outside / "a.md", site.root),
        "other": "content/en/b.md",
        "git": ".git/config",
    }[way]
    site.write(".git/config", "mine")
    (site.root / "content/zh/a.md").unlink()
    (site.root / "content/en/a.md").unlink()
    record = site.read("locale/en/written/a.txt").replace("file content/en/a.md", f"file {named}")
    for known in (text.encode(), site.read("content/en/b.md").encode(), b"mine"):
        record += f"page {hashlib.sha256(known).hexdigest()}\n"
    site.write("locale/en/written/a.txt", record)
    before = content(outside), site.read("content/en/b.md"), site.read(".git/config")
    po = site.read("locale/en/LC_MESSAGES/a.po")
    site.run("sync", "--engine", "fake")
    assert site.read("locale/en/LC_MESSAGES/a.po") == po
    result = site.run("sync", "--prune", "--engine", "fake")
    assert result.exit_code == 1
    assert "locale/en/written/a.txt:1: names " in result.stderr
    assert (content(outside), site.read("content/en/b.md"), site.read(".git/config")) == before
    site.page("z.md", "title: 标题\ntext: 一句话\n")  # the page again, under another name: nothing is moved
    site.run("sync", "--engine", "fake")
    assert (content(outside), site.read(".git/config")) == (before[0], before[2])


def test_prune_deletes_what_the_tool_made_and_nothing_else(site: Project) -> None:
    foreign = {
        "locale/en/LC_MESSAGES/theme.po": CATALOG.format('"Project-Id-Version: theme\\n"', ""),
        "locale/en/LC_MESSAGES/django.po": CATALOG.format(
            '"X-Source-Language: zh_CN\\n"\n"X-Generator: Poedit 3.4\\n"',
            "#. path: to somewhere\n#: app/views.py:3\n",
        ),
        "locale/en/LC_MESSAGES/gone.unmatched.txt": "a person's\n",
        "locale/en/written/notes.txt": "file content/en/a.md is good\nto be done\n",
        "locale/pot/theme.pot": CATALOG.format("", ""),
        "locale/pot/a.po": "no catalog at all\n",
    }
    for file, text in foreign.items():
        site.write(file, text)
    assert "theme" not in site.ok("sync", "--engine", "fake").output
    (site.root / "content/zh/a.md").unlink()
    site.page("b.md", "title: 别的\n")
    site.ok("sync", "--engine", "fake", "--prune")
    assert {file: site.read(file) for file in foreign} == foreign
    assert not list((site.root / "locale").rglob("a.[pt]o*[!.]t"))
    for file in (
        "locale/en/LC_MESSAGES/a.po",
        "locale/pot/a.pot",
        "locale/en/written/a.txt",
        "content/en/a.md",
    ):
        assert not (site.root / file).exists(), file


@pytest.mark.parametrize("tool", ["Poedit 3.4.2", "Weblate 5.4"])
def test_a_catalog_of_ours_is_known_again_whoever_wrote_it_last(site: Project, tool: str) -> None:
    po = site.po("a")
    po.metadata["X-Generator"] = tool
    po.save()
    for name in ("a.pot", "written/a.txt"):
        with suppress(FileNotFoundError):
            (site.root / "locale/en" / name).unlink()
    (site.root / "content/en/a.md").unlink()
    (site.root / "content/zh/a.md").unlink()
    site.page("b.md", "title: 别的\n")
    site.ok("sync", "--engine", "fake", "--prune")
    assert not (site.root / "locale/en/LC_MESSAGES/a.po").exists()


# --- git


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("older", [False, True])
def test_a_folder_that_looks_like_a_repository_runs_nothing(
    site: Project, outside: Path, monkeypatch: pytest.MonkeyPatch, older: bool
) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.com")
    ran = outside / "ran"
    run = outside / "run"
    run.write_text(f"#!/bin/sh\ntouch {ran}\n")
    run.chmod(0o755)
    subprocess.run(["git", "init", "-q", site.root.parent], check=True)
    try:
        subprocess.run(["git", "init", "-q", "--bare", site.root], check=True)
        hooks = site.root / "hooks"
        shutil.rmtree(hooks, ignore_errors=True)
        hooks.mkdir()
        for hook in ("pre-commit", "commit-msg", "post-index-change"):
            shutil.copy(run, hooks / hook)
        with (site.root / "config").open("a") as config:
            config.write(
                f"[core]\nbare = false\nworktree = {site.root}\nfsmonitor = {run}\n[gpg]\nprogram = {run}\n"
            )
        if older:
            from i18n_pipeline.project import git

            monkeypatch.setattr(git, "_SAFE", ())
        site.page("b.md", "title: 新的标题\n")
        result = site.run("sync", "--engine", "fake", "--commit")
        assert (result.exit_code, "in no git work tree" in result.stderr) == (2, True)
        assert not ran.exists()
    finally:
        shutil.rmtree(site.root.parent / ".git")
