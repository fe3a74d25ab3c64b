"""What the shell completes, asked as the shells ask."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import Project

CONFIG = '[targets.en]\n[targets.pt-br]\nlocale = "pt_BR"\n'


def completed(project: Project, *words: str, language: str = "en", shell: str = "bash") -> list[str]:
    asked = {
        "_I18N_PIPELINE_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(["i18n-pipeline", *words]),
        "COMP_CWORD": str(len(words)),
        "LANGUAGE": language,
    }
    done = subprocess.run(
        [sys.executable, "-m", "i18n_pipeline"],
        cwd=project.root, env={**os.environ, **asked}, capture_output=True, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["che"], ["plain,check"]),
        (["check", "case/"], ["plain,case/a.md", "plain,case/b.md"]),
        (["check", "case/a.md", "case/"], ["plain,case/b.md"]),
        (["check", "content/zh/case/a"], ["plain,content/zh/case/a.md"]),
        (["check", "--target", "p"], ["plain,pt-br"]),
        (["draft", "--engine", "g"], ["plain,gloss", "plain,google"]),
        (["merge", "--publish", "r"], ["plain,reviewed"]),
    ],
)
def test_commands_pages_targets_and_engines(project: Project, words: list[str], wanted: list[str]) -> None:
    project.write("i18n.toml", CONFIG)
    project.page("case/a.md", "title: 云\n")
    project.page("case/b.md", "title: 端\n")
    assert completed(project, *words) == wanted


def test_a_project_that_cannot_be_read_completes_nothing(project: Project) -> None:
    project.write("i18n.toml", "publish = 1\n")
    assert completed(project, "check", "c") == []
    assert completed(project, "check", "--target", "e") == []


def test_shells_that_show_what_a_command_does_show_it_in_the_reader_s_language(project: Project) -> None:
    assert completed(project, "stat", language="zh", shell="zsh") == [
        "plain", "status", "按页面和目标语言显示：总数、已审校、草稿、其中较差的草稿、已过时、未翻译；最需要处理的页面排在最前",
    ]  # fmt: skip
