"""The tool's own messages: none is missing in its catalogs, and people read them in their language."""

from __future__ import annotations

import ast
import copy
import gettext
import os
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from i18n_pipeline import checks, errors, language
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.language import spoken, translated
from i18n_pipeline.messages import Notice, counted, listed, put, quoted, reason, say
from i18n_pipeline.objections import objection
from tests.conftest import Project
from tools import messages as tool

PACKAGE = Path(language.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
FILES = [language.FOLDER / folder / "LC_MESSAGES" / f"{language.DOMAIN}.po" for folder in tool.CATALOGS]
#: What is called to tell a person something; ``error`` is where the kind of error is given.
_SAYING = {name for name in vars(errors) if name.endswith("Error")} | {
    *("error", "Finding", "Failure", "echo", "print_lines"),
}
_HAN = "\u4e00-\u9fff"
PAGE = "title: 云原生平台\nlist:\n- 面临以下挑战：\n- 提升 30% 的效率\n"


def entries(catalog: Catalog | None) -> dict[object, Message]:
    assert catalog is not None
    return {entry.id: entry for entry in catalog if entry.id}


def forms(text: object) -> list[str]:
    return [str(text)] if isinstance(text, str) else [str(form) for form in text]  # type: ignore[attr-defined]


# What a message is.


def test_a_message_is_its_english_text() -> None:
    message = say("{path} is taken over as fuzzy: {doubt}", path="a.b", doubt=say("uncertain"))
    assert message == "a.b is taken over as fuzzy: uncertain"
    assert {message: 1}["a.b is taken over as fuzzy: uncertain"] == 1
    assert say("no value, so {this} stays") == "no value, so {this} stays"
    assert [counted("{n} page", "{n} pages", n) for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
    assert listed(["a", "b"]) == "a, b"
    assert listed([]) == ""
    assert quoted("{not a value}") == "{not a value}"
    assert reason(OSError(2, "whatever")) == os.strerror(2)
    assert reason(OSError(9999, "odd")) == "odd"


def test_values_are_messages_too_and_nothing_is_a_template_that_is_none() -> None:
    inner = counted("{n} text", "{n} texts", 2)
    outer = put("{target}: {what}", target="{n}", what=listed([inner, say("written")], "; "))
    assert translated(outer, "zh") == "{n}: 2 条文本；已写出"
    assert translated(outer, "en") == "{n}: 2 texts; written"
    assert translated("never seen", "zh") == "never seen"
    assert translated(Notice(""), "zh") == ""


@pytest.mark.parametrize(
    "carry", [copy.copy, copy.deepcopy, lambda message: pickle.loads(pickle.dumps(message))]
)
def test_messages_travel(carry: object) -> None:
    message = say("{message}; rewrite what stands there", message=counted("{n} file", "{n} files", 2))
    found = carry(message)  # type: ignore[operator]
    assert found == message
    assert translated(found, "zh") == "2 个文件；请改写此处"


# The catalogs.


def test_every_message_of_the_code_is_in_the_template() -> None:
    assert entries(tool.read(tool.TEMPLATE)).keys() == entries(tool.extract()).keys(), "run make messages"


@pytest.mark.parametrize("file", FILES, ids=str)
def test_the_catalogs_are_in_step_with_the_template(file: Path) -> None:
    catalog = entries(tool.read(file))
    assert catalog.keys() == entries(tool.read(tool.TEMPLATE)).keys(), "run make messages"
    with file.with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    for id_, entry in catalog.items():
        if isinstance(id_, str):
            assert compiled.gettext(id_) == entry.string, "run make messages"
        else:
            assert compiled.ngettext(*forms(id_), 2) == forms(entry.string)[0], "run make messages"


def test_pip_installs_the_catalogs() -> None:
    settings = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))
    globs = settings["tool"]["setuptools"]["package-data"]["i18n_pipeline"]
    packed = {path for glob in globs for path in PACKAGE.glob(glob)}
    assert packed.issuperset(file.with_suffix(".mo") for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_message_is_translated(file: Path) -> None:
    for id_, entry in entries(tool.read(file)).items():
        originals, texts = forms(id_), forms(entry.string)
        assert all(texts), id_
        assert not entry.fuzzy, id_
        known = {field for original in originals for field in fields(original)}
        for text in texts:
            assert fields(text) == known if isinstance(id_, str) else fields(text) <= known, text
            # Names of commands, options and files are the same in every language.
            for name in re.findall(r"--[a-z-]+|i18n-pipeline \w+|\w+\.(?:toml|csv|po)\b", originals[0]):
                assert name in text


def fields(text: str) -> set[tuple[str, str]]:
    """The values that a message names, and how they are shown."""
    parts = Formatter().parse(text) if "{" in text else ()
    found = {(name, f"{conversion}:{spec}") for _, name, spec, conversion in parts if name}
    return found | {(name, "%") for name in re.findall(r"%\(\w+\)s", text)}


def test_the_chinese_is_written_as_chinese_is() -> None:
    """The tool's own rules look at it as well, but for those that cannot know two words from a sentence."""
    silent = {"numbers", "length-ratio"}
    for id_, entry in entries(tool.read(FILES[0])).items():
        source, text = forms(id_)[-1], forms(entry.string)[0]
        if not re.search("[a-z]{2}", re.sub(r"\{.*?\}", "", source)):
            continue
        assert not list(checks.run(Subject(source, text, language="zh_CN"), silent=silent)), text
        assert re.search(f"[{_HAN}]", text) or text == source, text
        assert not re.search(f"[{_HAN}][,;:!?(]|[,;!?)][{_HAN}]|[{_HAN}]\\.(?:$|[{_HAN}])", text), text
        assert not re.search("[，。；：？！、（）] | [，。；：？！、（）]", text), text


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["check", "--help"],
        ["--version"],
        ["check", "--jsno"],
        ["exract"],
        ["check", "--quiet=1"],
        ["check", "--root"],
        ["apply"],
        ["apply", "x.json"],
        ["glossary"],
        ["glossary", "unused", "a", "b"],
        ["extract", "--jobs", "many"],
        ["extract", "--jobs", "0"],
        ["status", "--format", "nope"],
        ["check", "--root", "nowhere"],
    ],
    ids=" ".join,
)
def test_what_click_says_is_in_chinese_too(tmp_path: Path, arguments: list[str]) -> None:
    """Whatever the installed one says: no English word of it is left, but for names."""
    english, chinese = (run(arguments, tmp_path, language) for language in ("en", "zh"))
    ours = [text for id_, entry in entries(tool.read(FILES[0])).items() for text in forms(entry.string)]
    names = latin(
        " ".join([*ours, *arguments, *tool.cli.commands, "suggest unused table markdown badge processes"])
    )
    names |= latin("integer range")  # of types, which click does not look up
    assert chinese.returncode == english.returncode
    assert not latin(chinese.stdout + chinese.stderr) - names


def latin(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])[A-Z]?[a-z]{2,}\b", text))


# No message without a catalog.


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_plain_text_is_said_to_a_person(path: Path) -> None:
    """mypy holds most of this by types: errors, findings and reports are made of messages."""
    for call in calls(path):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in ("say", "counted", "msgid"):
            assert not isinstance(call.args[0], ast.JoinedStr), f"{path.name}:{call.lineno}: no f-string"
            literal = isinstance(call.args[0], (ast.Constant, ast.Name, ast.Subscript))
            assert literal, f"{path.name}:{call.lineno}: a literal, or one out of a table"
        elif name in _SAYING:
            texts = [node for argument in call.args for node in plain(argument)]
            assert not texts, f"{path.name}:{call.lineno}: {ast.unparse(texts[0])} is not made with say"


def test_only_one_place_prints() -> None:
    """It is the one that translates, and makes what others wrote safe for a terminal."""
    printing = re.compile(
        r"(click\.)?(echo_via_pager|secho|style|prompt|confirm)|click\.echo|print|pprint|warn|input"
        r"|(.*\.)?(Console|StreamHandler|basicConfig|print_exc|print_exception|print_stack|getLogger|showwarning)"
        r"|(sys\.|_)*(stdout|stderr)(\.buffer)?\.write(lines)?"
    )
    found = {
        f"{path.relative_to(PACKAGE)}: {ast.unparse(call.func)}"
        for path in SOURCES
        for call in calls(path)
        if printing.fullmatch(ast.unparse(call.func))
    }
    assert found == {"cli/terminal.py: click.echo", "cli/terminal.py: Console"}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))


def plain(node: ast.expr) -> Iterator[ast.expr]:
    """Texts with words in them that are passed as they are."""
    if isinstance(node, ast.JoinedStr):
        words = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        if re.search("[a-z]{2}", words):
            yield node
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node
    elif isinstance(node, ast.IfExp):
        yield from plain(node.body)
        yield from plain(node.orelse)
    elif isinstance(node, (ast.GeneratorExp, ast.ListComp)):
        yield from plain(node.elt)


# Whose language it is.


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "zh", "LANG": "C.UTF-8"}, "zh"),
        ({"LANGUAGE": "zh", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "fr:zh:en"}, "zh"),
        ({"LANGUAGE": "en:zh"}, "en"),
        ({"LANGUAGE": "ca"}, "en"),
        ({"LANGUAGE": "", "LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_environment_says_which(
    environment: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken() == wanted


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANGUAGE", "zh_CN")


@pytest.mark.usefixtures("chinese")
def test_reports_findings_and_errors_are_in_chinese(project: Project) -> None:
    project.page("a.md", PAGE)
    assert project.ok("extract").output == "a.md: 3 个条目；en: 新增 3 条\n1 个页面，已写入 2 个文件。\n"
    project.translate("a", {"云原生平台": "Platform，", "提升 30% 的效率": "Up 40%"})
    found = project.run("check").output
    place = "locale/en/LC_MESSAGES/a.po"
    assert f"{place}:13: 警告：中文标点：，，位于：Platform， [fullwidth-punctuation]" in re.sub(
        r":\d+: ", ":13: ", found
    )
    assert "错误：缺少 30；原文中没有 40，位于：Up 40% [numbers]" in found
    assert "尚不存在；请运行 i18n-pipeline merge [page-behind]" in found
    assert found.startswith("a.md: 2 个错误，1 个警告\n")
    assert found.endswith("2 个错误，1 个警告。\n下一步：i18n-pipeline review --output review.html\n")
    status = project.ok("status").output.splitlines()
    assert status[0].split() == ["en", "总数", "已审校", "草稿", "较差", "已过时", "未翻译"]
    assert status[-1].split() == ["全部页面", "3", "2", "0", "0", "0", "1"]
    project.write("content/zh/b.md", "---\na: b: c\n---\n")
    broken = project.run("extract").stderr
    assert broken.startswith("content/zh/b.md:2: 不是有效的 YAML：")
    assert broken.endswith("；请更正本行或上一行\n")
    assert project.run("check", "nope").stderr.startswith("错误：nope 不是源页面；")
    (project.root / "i18n.toml").write_text("publish = 1\n")
    assert project.run("check").stderr.startswith("错误：i18n.toml:1: ")
    told, _ = objection("Expected `str`, got `int` - at `$.publish`", "publish = 1\n")
    assert translated(told, "zh") == "publish 应为加引号的文本，这里却是整数"


@pytest.mark.usefixtures("chinese")
def test_columns_line_up_by_what_a_terminal_shows(project: Project) -> None:
    project.page("案例.md", PAGE)
    project.ok("extract")
    *lines, _ = project.ok("status").output.splitlines()
    cells = [sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in lines]
    assert len(set(cells)) == 1


@pytest.mark.usefixtures("chinese")
def test_what_is_known_from_an_earlier_run_is_said_in_the_language_of_this_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("i18n.toml", "body = false\n")
    project.page("a.md", PAGE, body="这里还有正文。\n")
    for _ in range(2):
        project.ok("sync", "--engine", "fake")
    told = project.json("sync", "--engine", "fake")["findings"]
    assert [finding["message"] for finding in told if finding["rule"] == "untranslated-body"] == [
        "the text below the front matter is a copy of content/zh/a.md's; translate it here, where it stays"
    ]
    project.write("i18n.toml", 'body = false\n[[rule]]\npath = "nothing"\nskip = true\n')
    assert "路径 'nothing' 的规则没有匹配任何值" in project.ok("sync", "--engine", "fake").stderr
    monkeypatch.setenv("LANGUAGE", "en")
    assert "the rule for path 'nothing'" in project.ok("sync", "--engine", "fake", "--strict").stderr


def run(arguments: list[str], folder: Path, language: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    environment |= {"LANGUAGE": language, "COLUMNS": "80", "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "i18n_pipeline", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def test_help_and_usage_errors_are_in_chinese(tmp_path: Path) -> None:
    told = run(["check", "--help"], tmp_path, "zh").stdout
    assert " i18n-pipeline check " in told.splitlines()[0].replace("：", " ")
    assert "示例：i18n-pipeline check --target en case/yingjie-learn.md" in told
    assert re.search(r"--quiet +只显示问题。", told)
    columns = [
        line.index("项目目录" if "--root" in line else "只显示")
        for line in told.splitlines()
        if re.search("--(root|quiet)", line)
    ]
    assert columns[0] + 2 == columns[1]  # two characters of two cells stand before the first
    for line in told.splitlines():
        assert sum(2 if ord(char) > 0x2E80 else 1 for char in line) <= 80
        assert not line.lstrip().startswith(("，", "。", "）", "]"))
    commands = run(["--help"], tmp_path, "zh").stdout
    assert re.search(r"^  status +按页面和目标语言显示", commands, re.MULTILINE)
    assert " i18n-pipeline check " in run(["check", "--help"], tmp_path, "en").stdout.splitlines()[0]


def test_files_do_not_depend_on_who_runs_the_tool(tmp_path: Path) -> None:
    written = []
    for spoken_here in ("en", "zh"):
        project = Project(tmp_path / spoken_here / "site")
        project.page("a.md", PAGE + "image: a.png\n")
        project.page("old.md", "title: 旧的标题\ntext: 这是一段足够长的旧文本，说明平台。\n")
        project.write(
            "content/en/old.md", "---\ntitle: Old title 9\ntext: An old text.\nnew: Alone\n---\nBody\n"
        )
        for arguments in (
            ["init"],
            ["align"],
            ["sync", "--engine", "gloss"],
            ["review", "--output", "sheet.html"],
            ["memory", "--target", "en", "site.tmx"],
        ):
            run(arguments, project.root, spoken_here)
        machine = run(["check", "--json"], project.root, spoken_here).stdout
        kept = {name: content for name, (_, content) in project.snapshot().items()}
        (cached,) = project.root.glob(".i18n-cache/review*.json")  # unchanged.sqlite holds times
        kept[cached.name] = cached.read_bytes()
        written.append((machine, kept))
    assert written[0][0] == written[1][0]
    assert "locale/en/LC_MESSAGES/old.unmatched.txt" in written[0][1]
    assert "sheet.html" in written[0][1]
    assert written[0][1] == written[1][1]
