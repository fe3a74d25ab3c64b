"""The command line from outside: exit codes, JSON, errors in one line."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import Project

from i18n_pipeline.cli import cli

COMMANDS = ["init", "extract", "draft", "merge", "check", "status"]
BAD = {
    "yaml.md": (b"---\na: b: c\n---\n", 2, "not valid YAML"),
    "utf8.md": (b"---\ntitle: \xd6\xd0\n---\n", 2, "not UTF-8"),
    "open.md": ("---\ntitle: 中\n".encode(), 1, "never closed"),
    "deep.yaml": (b"[" * 200 + b"]" * 200, 1, "nested deeper"),
    "bomb.yaml": (
        b"a0: &a0 [x]\n" + b"".join(b"a%d: &a%d [%s]\n" % (i, i, b", ".join([b"*a%d" % (i - 1)] * 9)) for i in range(1, 12)),
        6,
        "aliases",
    ),
}  # fmt: skip


@pytest.fixture
def bad(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Good pages, every kind of bad page, two bad catalogs and a link that leads out."""
    for name in ("a.md", "z.md", "po.md", "sticky.md"):
        project.page(name, "title: 标题\n")
    project.ok("extract")
    for name, (content, _, _) in BAD.items():
        project.write(f"content/zh/{name}", content)
    project.write("locale/en/LC_MESSAGES/po.po", 'msgid ""\nmsgstr ""\n\nmsgid "标题"\nmsgstr "Ti\n')
    sticky = project.read("locale/en/LC_MESSAGES/sticky.po").replace("#: ", "#= no-wrap\n#: ")
    project.write(
        "locale/en/LC_MESSAGES/sticky.po",
        sticky.replace('msgstr ""\n', 'msgstr "Sticky"\n').replace('msgstr "Sticky"\n"', 'msgstr ""\n"'),
    )
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("---\ntitle: 机密\n---\n")
    (project.root / "content/zh/link.md").symlink_to(outside)
    return project


@pytest.mark.parametrize(
    "command", [["extract"], ["draft", "--engine", "fake"], ["merge"], ["check"], ["status"]]
)
def test_each_bad_file_is_one_line_and_the_good_ones_are_done(bad: Project, command: list[str]) -> None:
    result = bad.run(*command)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    for name, (_, line, why) in BAD.items():
        (found,) = [text for text in lines if text.startswith(f"content/zh/{name}:{line}: ")]
        assert why in found
    assert [text for text in lines if text.startswith("locale/en/LC_MESSAGES/po.po:5: not a valid PO")]
    assert [text for text in lines if text.startswith("content/zh/link.md:1: a symbolic link leads out")]
    assert "Traceback" not in result.output
    assert not list(bad.root.rglob("*.tmp"))


def test_the_good_ones_all_the_way(bad: Project) -> None:
    for command in (["extract"], ["draft", "--engine", "fake"], ["merge"]):
        bad.run(*command)
    assert {path.name for path in (bad.root / "content/en").iterdir()} == {"a.md", "z.md", "sticky.md"}
    assert bad.read("content/en/sticky.md") == "---\ntitle: Sticky\n---\n"
    assert bad.read("content/en/z.md") == "---\ntitle: Sticky\n---\n", "from memory"


def run_as_nobody(project: Project, command: str) -> tuple[int, str]:
    """The exit code and stderr of a command, run by a user for whom permissions count."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        result = project.run(command)
        os.write(writing, json.dumps([result.exit_code, result.stderr]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        code, stderr = json.loads(stream.read())
    os.waitpid(child, 0)
    return code, stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are those of POSIX")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_an_unreadable_page_and_a_folder_that_cannot_be_written(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.page("shut.md", "title: 标题\n")
    project.ok("extract", "--dry-run")  # what is imported late must be there before the user changes
    (project.root / "locale/en/LC_MESSAGES").mkdir(parents=True)
    for path in [project.root, *project.root.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o644)
    (project.root / "locale/en/LC_MESSAGES").chmod(0o555)
    (project.root / "content/zh/shut.md").chmod(0)
    above = [path for path in project.root.parents if path.stat().st_mode & 0o005 != 0o005]
    for path in above:  # pytest's own temporary folders
        path.chmod(0o755)
    code, stderr = run_as_nobody(project, "extract")
    assert code == 1
    denied = os.strerror(errno.EACCES)
    assert f"content/zh/shut.md:1: cannot be read: {denied}" in stderr
    assert f"locale/en/LC_MESSAGES/a.po:1: cannot be written: {denied}" in stderr
    assert (project.root / "locale/pot/a.pot").exists()
    assert not list(project.root.rglob("*.tmp"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are those of POSIX")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_read_only_project_is_one_line(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.ok("extract", "--dry-run")  # as above
    for path in [project.root, *project.root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in project.root.parents:
        if path.stat().st_mode & 0o005 != 0o005:
            path.chmod(0o755)
    code, stderr = run_as_nobody(project, "extract")
    assert (code, stderr) == (
        1, "error: the project cannot be written to (.i18n-cache/lock: Permission denied)\n",
    )  # fmt: skip
    project.root.chmod(0o755)


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_one_object_on_stdout_and_nothing_else(bad: Project, command: str) -> None:
    result = bad.run(command, "--json")
    found = json.loads(result.stdout)
    assert {"page", "line", "message"} <= set(found["failed"][0])
    assert result.exit_code == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_what_a_command_does(project: Project, command: str) -> None:
    result = project.run(command, "--help")
    assert result.exit_code == 0
    assert "--json" in result.stdout


def test_quiet_prints_problems_only(project: Project) -> None:
    project.page("a.md", "title: 标题\ntitle: 标题\n")
    result = project.ok("extract", "--quiet")
    assert result.stdout == ""
    assert "duplicate-key" in result.stderr


@pytest.mark.parametrize(
    ("toml", "line", "why"),
    [
        ("a = ", 1, "not valid TOML"),
        ("\nspeed = 3\n", 2, "speed"),
        ('pages = ["content/zh/*.md"]\n', 1, "has no {lang}"),
        ('pages = ["../{lang}/*.md"]\n', 1, "relative"),
        ("[targets.xx]\n", 1, '"xx" is not a locale'),
        ('[targets.en]\nlocale = "english"\n', 2, '"english" is not a locale'),
        ("[targets.zh]\n", 1, "the source and a target"),
        ("[targets]\n", 1, "no targets"),
        ("\nengine = []\n", 2, "names no engine"),
        ('[source]\nfolder = "de"\nlocale = "de"\n', 2, "no script"),
        ('[[rule]]\npath = "a..b"\n', 2, "not a path pattern"),
        ('[[rule]]\npath = "a"\nskip = true\ntranslate = true\n', 2, "keep one"),
        ("[[rule]]\nskip = true\n", 1, "[[rule]] lacks its path"),
        ('publsh = "reviewed"\n', 1, "there is no publsh; did you mean publish?"),
        ('# publish\npublish = "review"\n', 2, "publish is never 'review'; did you mean reviewed?"),
        ('publish = "all"\n', 1, "publish is never 'all'; it is drafts, reviewed"),
        ('[targets.en]\npublish = "drafts"\n', 2, "publish belongs above all tables; move it there"),
        ('[targets.en]\nlocal = "en"\n', 2, "there is no local; did you mean locale?"),
        ('# exclude\nexclude = "a/**"\n', 2, "exclude has to be a list in square brackets"),
        ("min_reviewed = 101\n", 1, "min_reviewed is 100 at most"),
        ('[[rule]]\npath = "a"\n\n[[rule]]\nskip = true\n', 4, "[[rule]] lacks its path"),
        ("\n[engines.openai]\nworkers = 0\n", 3, "workers is 1 at least"),
        ('pages = [\n  "content/{lang}/**/*.md",\n', 1, "the [ here is never closed"),
        ('\npublish = "reviewed\nmin_reviewed = 3\n', 2, 'the " here is never closed'),
        ('a = """\nb\n\nc', 1, 'the """ here is never closed'),
        ("<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> b\n", 1, "git left a conflict here"),
    ],
)
def test_a_wrong_configuration_is_exit_2_with_its_line(
    project: Project, toml: str, line: int, why: str
) -> None:
    project.write("i18n.toml", toml)
    result = project.run("status")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: i18n.toml:{line}: ")
    assert why in result.stderr


def test_no_project_and_no_such_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("case/maxima.md", "title: 标题\n")
    result = project.run("extract", "case/maxina.md")
    assert result.exit_code == 2
    assert "case/maxina.md is not a source page; did you mean case/maxima.md?" in result.stderr
    assert project.run("extract", "--no-such-option").exit_code == 2
    found = subprocess.run(
        [sys.executable, "-m", "i18n_pipeline", "status"],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 2
    assert (
        found.stderr
        == "error: no i18n.toml here or in a folder above; run i18n-pipeline init, or give --root DIR\n"
    )


@pytest.mark.parametrize("given", ["case/a.md", "content/zh/case/a.md", "content/zh/case", "case/a"])
def test_pages_are_named_by_name_file_or_folder(
    project: Project, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("case/a.md", "title: 标题\n")
    project.page("b.md", "title: 标题\n")
    monkeypatch.chdir(project.root)
    assert list(project.json("extract", given)["pages"]) == ["case/a.md"]


def test_the_nearest_folder_upward_with_a_configuration_is_the_project(project: Project) -> None:
    project.page("case/a.md", "title: 标题\n")
    project.write("i18n.toml", "")
    command = [sys.executable, "-m", "i18n_pipeline", "extract", "a.md"]
    subprocess.run(command, cwd=project.root / "content/zh/case", check=True, capture_output=True)
    assert (project.root / "locale/en/LC_MESSAGES/case/a.po").exists()


def test_an_unexpected_error_is_one_line(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("i18n_pipeline.config.load", fail)
    result = project.run("status")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: a bug in i18n-pipeline (RuntimeError: two lines); I18N_PIPELINE_DEBUG=1 shows where\n"
    )
    monkeypatch.setenv("I18N_PIPELINE_DEBUG", "1")
    result = project.run("status")
    assert result.exit_code == 1
    assert result.stderr.startswith("Traceback")
    assert "RuntimeError: two\n" in result.stderr


def test_two_pages_with_one_catalog_are_reported(project: Project) -> None:
    project.write("i18n.toml", 'pages = ["content/{lang}/**/*.md", "content/**/*.{lang}.md"]\n')
    project.page("a.md", "title: 标题\n")
    project.write("content/a.zh.md", "---\ntitle: 标题\n---\n")
    result = project.run("extract")
    assert result.exit_code == 1
    assert "would share its catalog with" in result.stderr


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("case", True), ("content/zh/case", True), ("content/zh", True), (".", True), ("case/a", True), ("a", True),
        ("case/a.markdown", True), ("case/a.md", False), ("other", False), ("b.md", False), ("case/c", False),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_used_is_reported_wherever_it_is_asked_for(
    project: Project, asked: str, told: bool
) -> None:
    project.write("i18n.toml", 'pages = ["content/{lang}/**/*.md", "content/{lang}/**/*.markdown"]\n')
    for name in ("case/a.md", "case/a.markdown", "case/c.md", "other/b.md"):
        project.page(name, "title: 标题\n")
    result = project.run("extract", asked)
    assert ("would share its catalog with" in result.stderr) is told
    assert result.exit_code == int(told)


def test_a_target_that_is_a_link_out_of_the_project_is_not_written(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    project.page("a.md", "title: 标题\n")
    (project.root / "content/en").symlink_to(outside)
    project.ok("extract")
    result = project.run("merge")
    assert result.exit_code == 1
    assert "content/en/a.md:1: not written: a symbolic link stands here" in result.stderr
    assert list(outside.iterdir()) == []


def test_output_is_utf_8_whatever_the_locale(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    command = [sys.executable, "-m", "i18n_pipeline", "init", "--json"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    found = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, check=True)
    assert "标题" in found.stdout.decode()


def test_a_mistyped_command_gets_a_suggestion() -> None:
    result = CliRunner().invoke(cli, ["exract"])
    assert result.exit_code == 2
    assert "'exract'" in result.output
    assert "'extract'" in result.output


def every_command(group: click.Group, *names: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, *names, name)
        else:
            yield " ".join([*names, name]), command


@pytest.mark.parametrize(("name", "command"), list(every_command(cli)))
def test_every_command_has_an_example_that_it_takes(
    name: str, command: click.Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "changes.json").touch()
    monkeypatch.chdir(tmp_path)
    found = re.search(r"Example: i18n-pipeline (.+)", command.help or "")
    assert found
    words = shlex.split(found[1])
    steps = name.split()
    assert words[: len(steps)] == steps
    command.make_context(name, words[len(steps) :])


def test_no_engine_of_that_name(project: Project) -> None:
    project.page("a.md", "title: 标题\n")
    project.write("i18n.toml", '# deeple\nengine = ["deeple"]\n')
    result = project.run("draft")
    assert result.exit_code == 2
    assert 'i18n.toml:1: there is no engine "deeple"; did you mean deepl?' in result.stderr
    result = project.run("draft", "--engine", "nonesuch")
    assert "fake" not in result.stderr


@pytest.mark.parametrize(
    ("file", "text", "line", "what"),
    [
        (
            "content/zh/b.md",
            "---\na: 一\n<<<<<<< HEAD\nb: 二\n=======\nb: 三\n>>>>>>> c\n---\n",
            3,
            "git left a",
        ),
        ("content/zh/b.md", "---\na: 一\n---\n\n<<<<<<< HEAD\n二\n=======\n三\n>>>>>>> c\n", 5, "git left a"),
        ("content/zh/b.yaml", 'a: 一\nb: "二\nc: 三\n', 2, "the quote that opens here"),
        ("content/zh/b.yaml", 'a: 一\nb: "二\nc: "三"\n', 2, "the quote that opens here"),
        (
            "locale/en/glossary.csv",
            "source,target,note\n<<<<<<< a\n云,a,\n=======\n云,b,\n>>>>>>> b\n",
            2,
            "git",
        ),
        (
            "locale/en/glossary.csv",
            'source,target,note\n云,cloud,\n山,"hill,\n水,water,\n',
            3,
            "a quote opens",
        ),
    ],
)
def test_what_git_or_a_typist_left_open_is_told_where_it_begins(
    project: Project, file: str, text: str, line: int, what: str
) -> None:
    project.page("a.md", "title: 标题\n")
    project.write(file, text)
    result = project.run("sync", "--engine", "fake")
    assert result.exit_code in (1, 2)
    assert f"{file}:{line}: " in result.stderr + result.stdout
    assert what in result.stderr + result.stdout


def test_a_conflict_that_a_page_shows_as_code_is_none(project: Project) -> None:
    project.page("a.md", "title: 标题\n", "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n")
    project.ok("sync", "--engine", "fake")


def test_an_exclude_that_leaves_nothing_out_is_told(project: Project) -> None:
    project.page("case/a.md", "title: 标题\n")
    project.write("i18n.toml", 'engine = "fake"\nexclude = [\n  "cases/**",\n]\n')
    result = project.run("check")
    assert "i18n.toml:3: " in result.stdout + result.stderr
    assert "did you mean 'case/**'?" in result.stdout + result.stderr
