"""What others wrote reaches a terminal as text: nothing in it is acted on, and nothing is out of sight."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from unittest.mock import patch

import click
import pytest
from click.testing import CliRunner
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline import visible
from i18n_pipeline.cli import cli, terminal
from i18n_pipeline.engines.base import Limits, Request

#: A kind of its own each: escapes, C0, C1, DEL, marks of direction, ends of lines, no width, tags, halves.
HOSTILE = [
    "\x1b[31m", "\x1b]0;title\x07", "\b\b\b", "\r", "\x7f", "\x9b31m", "\x85", "\u202e", "\u2066", "\u200f", "\u061c",
    "\u2028::error::a", "\u2029", "\u200b", "\u200d", "\ufeff", "\u00ad", "\U000e0041", "\ufff9",
    "\n::error file=x::pwned", "\n##[error]pwned", "##vso[task.setvariable]x", "\t", "\x00", "[red]", "[/red]",
]  # fmt: skip
IN_NAMES = [text for text in HOSTILE if "/" not in text and "\x00" not in text]
CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
ORDER = re.compile(r"(?m)^\s*::\w|##\w*\[")


def is_safe(said: str) -> bool:
    return not CONTROLS.search(said) and not ORDER.search(said)


@pytest.mark.parametrize("text", HOSTILE)
def test_each_kind_is_shown_and_not_acted_on(text: str) -> None:
    shown = visible.line(f"a{text}b")
    assert "\n" not in shown
    assert is_safe(shown)
    assert is_safe(visible.line(text))
    if CONTROLS.search(text) or "\n" in text:
        assert "\\" in shown


@given(st.text())
def test_any_text_is_one_line_without_controls(text: str) -> None:
    shown = visible.line(text)
    bad = ("Cc", "Cs", "Zl", "Zp")
    assert not [char for char in shown if unicodedata.category(char) in bad]
    assert is_safe(shown)
    assert visible.line(shown) == shown
    assert is_safe(visible.lines(text))


@given(st.recursive(st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)))
def test_json_says_the_same(value: object) -> None:
    told = visible.in_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(told) == value
    assert is_safe(told)


@pytest.mark.parametrize(
    "text", ["公司的 12%，“引号”——完", "می‌خواهم", "क्‍ष", "naïve — ½ €", "a::b", "std::vector"]
)
def test_what_is_harmless_is_as_it_is(text: str) -> None:
    assert visible.line(text) == text


class Talking:
    """An engine whose every answer is hostile in its own way."""

    name, version, limits = "fake", "\x1b[2J 1", Limits(texts=1)

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.at = 0

    def translate(self, requests: Sequence[Request]) -> list[str]:
        self.at += 1
        return [f"fake {self.texts[self.at % len(self.texts)]} text" for _ in requests]


@pytest.fixture
def hostile(project: Project) -> Project:
    """Something of each kind in each place that something may stand in."""
    quoted = [escaped(text) for text in HOSTILE]
    project.write(
        "i18n.toml",
        'engine = "fake"\n'
        + "".join(f"[[rule]]\npath = {json.dumps(f'*.{chr(97 + at)}x')}\nnote = {text}\n" for at, text in enumerate(quoted)),
    )  # fmt: skip
    for at, text in enumerate(IN_NAMES):
        name = f"x{text}{at}.md" if at % 2 else f"{text}{at}.md"
        keys = "".join(f"{key}: {escaped(f'第{number}条{value}内容')}\n" for number, (key, value) in
                       enumerate(zip(quoted, HOSTILE, strict=True)))  # fmt: skip
        project.page(name, keys, f"body {text}\n")
    os.makedirs(os.fsencode(project.root) + b"/content/zh/\xff\x1b", exist_ok=True)
    with open(os.fsencode(project.root) + b"/content/zh/\xff\x1b/\xfe.md", "wb") as page:
        page.write("---\ntitle: 标题\n---\n".encode())
    rows = "".join(
        f"标题{at},{json.dumps(text)},{text.strip() or 'x'}\n" for at, text in enumerate(["a", "b"])
    )
    project.write("locale/en/glossary.csv", f"source,target,note\n{rows}")
    return project


def escaped(text: str) -> str:
    """As TOML and YAML have it."""
    return '"' + "".join(char if char.isalnum() else f"\\U{ord(char):08x}" for char in text) + '"'


def runs(project: Project, *more: str) -> Iterator[tuple[str, str]]:
    root = ["--root", str(project.root)]
    sheet = str(project.root / "sheet\x1b[31m\u202e.html")
    for line in (
        ["init", *root, "--dry-run"], ["init", *root], ["extract", *root, "--check"], ["extract", *root],
        ["draft", *root, "--dry-run"], ["draft", *root], ["check", *root], ["merge", *root, "--dry-run"],
        ["merge", *root], ["check", *root], ["status", *root], ["status", *root, "--format", "markdown"],
        ["status", *root, "--format", "badge"], ["status", *root, "--min-reviewed", "99"],
        ["align", *root, "--dry-run"], ["glossary", "suggest", *root], ["glossary", "unused", *root],
        ["review", *root, "--output", sheet], ["memory", *root, "--target", "en", f"{sheet}.tmx"],
        ["sync", *root, "--dry-run"], ["sync", *root, "--prune"], ["sync", *root], ["apply", *root, sheet],
        ["merge", *root, "--force", *(f"no-page{text}" for text in IN_NAMES)],
    ):  # fmt: skip
        for json_too in ([], ["--json"]):
            made = CliRunner().invoke(cli, [*line, *json_too, *more])
            yield " ".join([*line[:1], *line[3:], *json_too]), made.stdout + made.stderr
            assert "a bug in i18n-pipeline" not in made.stderr, made.stderr
            if json_too and made.stdout:
                json.loads(made.stdout)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_verb_says_a_control_character(
    hostile: Project, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    engine = Talking(HOSTILE)
    with patch("i18n_pipeline.engines.fake.create", lambda settings: engine):
        outputs = dict(runs(hostile))
        spoil(hostile)
        outputs |= {f"{line}, spoiled": said for line, said in runs(hostile)}
    wrong = {line: found[0] for line, said in outputs.items() if (found := CONTROLS.findall(said))}
    assert wrong == {}
    orders = {line: found[0] for line, said in outputs.items() if (found := ORDER.findall(said))}
    assert orders == {}
    assert sum("\\x1b" in said for said in outputs.values()) > 10, "there was something to show"


def spoil(project: Project) -> None:
    """Hostile texts where people write: catalogs, comments, waivers, tables, pages."""
    for path in sorted((project.root / "locale/en/LC_MESSAGES").rglob("*.po"))[:20]:
        lines = path.read_bytes().decode("utf-8", "surrogateescape")
        for at, text in enumerate(HOSTILE):
            if text.isprintable() or "\n" not in text:
                raw = text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
                lines = lines.replace('msgstr ""\n\n', f'msgstr "Text {raw} %s {{x}} 3"\n\n', 1)
                lines = lines.replace("\n#: ", f"\n# ignore: nosuch{raw.strip()}{at}\n#: ", 1)
        path.write_bytes(lines.encode("utf-8", "surrogateescape"))
    project.write("locale/en/overrides.csv", "page,path,source,target\n" + "".join(
        f"{json.dumps(text)},{json.dumps(text)},a{at},b\n" for at, text in enumerate(["\x1b[31m", "\u202ex"])
    ))  # fmt: skip
    project.write("locale/en/glossary.csv", "source,target,note\n\x1b[31ma,b,\n\x1b[31ma,c\x07,\n")
    for page in sorted((project.root / "content/en").rglob("*.md"))[:10]:
        page.write_bytes(page.read_bytes().replace(b"fake", "by hand \x1b[31m\u202e".encode()))


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\x00" not in text])
@pytest.mark.parametrize(
    "line", [["{}"], ["sync", "--{}"], ["status", "--format", "{}"], ["sync", "--every", "{}"], ["apply", "{}"],
             ["check", "--target", "{}"], ["--root{}", "check"], ["draft", "--engine", "{}"], ["check", "--root", "{}"],
             ["sync", "--jobs", "{}"], ["memory", "x", "{}"]],
)  # fmt: skip
def test_arguments_are_echoed_as_text(project: Project, line: list[str], text: str) -> None:
    project.write("i18n.toml", "")
    given = [part.format(f"a{text}") for part in line]
    made = CliRunner().invoke(cli, given, env={"PWD": str(project.root)})
    assert made.exit_code != 0
    assert is_safe(made.output), made.output
    assert len([line for line in made.stderr.splitlines() if "rror" in line]) <= 1


@pytest.mark.parametrize(
    "toml",
    [
        'engine = "\\u001b[31m"\n', 'publish = "\\u202e"\n', '"\\u001b[2J" = 1\n', '[engines."\\u001b[31m"]\n',
        '[engines.libre]\n"\\u001b]0;x\\u0007" = 1\n', 'pages = ["\\u001b[31m"]\n', '[targets."\\u202een"]\n',
        'source = "\\u009b"\n', 'cache = "postgresql://u\\u001b[31m@127.0.0.1:1/x"\n', 'memory = ["\\u001b[31m.tmx"]\n',
        '[[rule]]\npath = "a[\\u001b"\n', "x = \x1b[31m\n", 'exclude = ["\\u001b[31m"]\n', '[rules."\\u001b"]\n',
    ],
)  # fmt: skip
def test_what_i18n_toml_says(project: Project, toml: str) -> None:
    project.page("a.md", "title: 标题\n")
    project.write("i18n.toml", toml)
    for verb in (["extract"], ["sync"], ["status"], ["check", "--json"], ["draft"]):
        made = project.run(*verb)
        assert is_safe(made.output), made.output


def test_what_git_and_its_hooks_say(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "T")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.com")
    subprocess.run(["git", "init", "-q", str(project.root)], check=True)
    project.page("a##[error]b\u00ad.md", "title: 标题\n")
    project.write("i18n.toml", 'engine = "fake"\n')
    git = ["git", "-C", str(project.root)]
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "begin"], check=True)
    hook = project.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nprintf '\\033[31mno\\007\\342\\200\\256\\n::error::x\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    refused = project.run("sync", "--commit")
    assert (refused.exit_code, is_safe(refused.output)) == (1, True)
    assert "git did not commit" in refused.stderr
    hook.unlink()
    project.page("c##[error]d\u00ad.md", "title: 另外\n")
    left_out = project.run("sync", "--commit")
    assert ("committed" in left_out.stdout, is_safe(left_out.output)) == (True, True)
    assert "not committed" in left_out.stderr
    subprocess.run([*git, "add", "content/zh"], check=True)
    subprocess.run([*git, "commit", "-qm", "more"], check=True)
    project.page("c##[error]d\u00ad.md", "title: 另外一个\n")
    subprocess.run([*git, "commit", "-qam", "and more"], check=True)
    assert is_safe(project.run("sync", "--commit").output)
    log = subprocess.run(
        ["git", "log", "-1", "--format=%B"], cwd=project.root, capture_output=True, text=True, check=True
    )
    assert is_safe(log.stdout)


def test_who_holds_the_lock_is_told_as_text(project: Project) -> None:
    from i18n_pipeline.project import lock

    project.page("a.md", "title: 标题\n")
    with lock.held(project.root, "sync"):
        card = project.root / ".i18n-cache/lock.json"
        facts = json.loads(card.read_text())
        card.write_text(json.dumps({**facts, "verb": "\x1b[31m\n::error::x", "host": "\u202eh"}))
        made = project.run("extract")
    assert (made.exit_code, is_safe(made.output), made.stderr.count("\n")) == (75, True, 1)


def test_tables_and_bars_take_no_markup(project: Project) -> None:
    """In a terminal, where colours are drawn."""
    for name in ("[red]a[/red].md", "x\u00ad.md", "[link=http:x]b.md"):
        folder, _, file = f"content/zh/{name}".rpartition("/")
        project.write(f"{folder}/{file}", "---\ntitle: 标题\n---\n")
    project.ok("extract")
    said = in_a_terminal([sys.executable, "-m", "i18n_pipeline", "status", "--root", str(project.root)])
    assert "[red]a[/red].md" in said
    assert "[link=" in said
    assert "x\\xad.md" in said
    assert "\x1b]8" not in said


def in_a_terminal(command: list[str]) -> str:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm-256color", "LANGUAGE": "en"}
    running = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:
        pass
    os.close(ours)
    assert running.wait(60) == 0
    return said.decode()


def test_what_libraries_print_goes_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.guarded():
        sys.stderr.write("\x1b[31m\u202e::error x\n::error::y")
        sys.stdout.writelines(["\x07", "ok"])
        click.echo("\x9b \udcff")
    found = capsys.readouterr()
    assert is_safe(found.out + found.err)
    assert found.out == "\\x07ok\\x9b \\udcff\n"


def test_completions_are_names_of_one_line(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("good.md", "bad\n::error.md", "bad\x1b[31m.md"):
        project.page(name, "title: 标题\n")
    project.write("i18n.toml", "")
    monkeypatch.chdir(project.root)
    environment = {
        "_I18N_PIPELINE_COMPLETE": "bash_complete",
        "COMP_WORDS": "i18n-pipeline check ",
        "COMP_CWORD": "2",
    }
    made = CliRunner().invoke(cli, [], prog_name="i18n-pipeline", env=environment)
    assert made.output == "plain,good.md\n"


def test_a_surrogate_in_a_path_is_printed_whatever_the_locale(project: Project) -> None:
    folder = os.fsencode(project.root) + b"/content/zh"
    os.makedirs(folder)
    with open(folder + b"/\xff.md", "wb") as page:
        page.write(b"---\ntitle: [\n---\n")
    for locale in ("C", "C.UTF-8"):
        made = subprocess.run(
            [sys.executable, "-m", "i18n_pipeline", "check", "--root", str(project.root)],
            env={**os.environ, "LC_ALL": locale}, capture_output=True, check=False,
        )  # fmt: skip
        assert b"\\udcff.md" in made.stderr
        assert made.returncode == 1
