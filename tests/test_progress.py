"""A bar where a person is looking and waiting, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import Project

pty = pytest.importorskip("pty")

_RUN = """
import atexit, sys
from i18n_pipeline.cli import progress
from i18n_pipeline.__main__ import main
progress._PATIENCE = {patience}
atexit.register(lambda: print("rich" in sys.modules))
main()
"""


def shown(project: Project, *arguments: str, patience: float = -1, language: str = "en") -> tuple[str, str]:
    """What a run prints on stdout, and on a terminal as stderr."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LANGUAGE": language}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _RUN.format(patience=patience), *arguments],
            cwd=project.root, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=True, text=True,
        )  # fmt: skip
    finally:
        os.close(theirs)
    told = b""
    try:
        while chunk := os.read(ours, 65536):
            told += chunk
    except OSError:
        pass  # Linux says so where the other end is closed
    finally:
        os.close(ours)
    return done.stdout, told.decode()


@pytest.fixture
def site(project: Project) -> Project:
    project.write("i18n.toml", "")
    for name in "abc":
        project.page(f"{name}.md", "title: 云原生平台\n")
    return project


@pytest.mark.parametrize(
    ("arguments", "doing"),
    [
        (["extract"], "extracting"),
        (["align", "--dry-run"], "aligning"),
        (["sync", "--engine", "fake"], "looking what has changed"),
        (["status"], "counting"),
    ],
)
def test_who_waits_sees_what_is_done(site: Project, arguments: list[str], doing: str) -> None:
    if "align" in arguments:
        for name in "abc":
            site.write(f"content/en/{name}.md", "---\\ntitle: Platform\\n---\\n")
    _, told = shown(site, *arguments)
    assert doing in told
    assert "/3" in told
    assert "\x1b[2K" in told  # it wipes itself out


def test_in_the_language_of_who_waits(site: Project) -> None:
    assert "提取" in shown(site, "extract", language="zh")[1]


def test_what_is_soon_done_shows_no_bar_and_costs_no_import(site: Project) -> None:
    assert shown(site, "extract", patience=60) == (EXTRACTED, "")
    assert shown(site, "extract", "--quiet") == ("False\n", "")


EXTRACTED = """a.md: 1 message; en: 1 new
b.md: 1 message; en: 1 new
c.md: 1 message; en: 1 new
3 pages, 6 files written.
False
"""
