"""Golden folders: what one command makes of a small project, every byte of it. ``cases/README.md`` tells more."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from i18n_pipeline.catalog import headers
from i18n_pipeline.cli import cli

CASES = Path(__file__).with_name("cases")
NAMES = sorted(file.parent.name for file in CASES.glob("*/command"))
PARTS = ["after", "before", "command", "output"]
RECORD = os.environ.get("RECORD_CASES") == "1"


def files(folder: Path) -> dict[str, str]:
    """What every file of a project says; not those of the machine alone."""
    return {
        name: path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(".i18n-cache/")
    }


def the_same_everywhere(patch: pytest.MonkeyPatch, project: Path) -> None:
    """No clock, terminal, language, version or library has a say in what is written and printed."""
    for name in ("LC_ALL", "LC_MESSAGES", "FORCE_COLOR", "I18N_PIPELINE_DEBUG"):
        patch.delenv(name, raising=False)
    stable = {"SOURCE_DATE_EPOCH": "1704067200", "LANGUAGE": "en", "COLUMNS": "80", "NO_COLOR": "1"}
    stable["GIT_CEILING_DIRECTORIES"] = str(project.parent)
    for name, value in stable.items():
        patch.setenv(name, value)
    patch.setattr(headers, "__version__", "VERSION")
    patch.setattr(headers, "plural_forms", lambda locale: "nplurals=2; plural=(n != 1);")
    patch.setattr(headers, "language_name", {"en": "English"}.__getitem__)
    patch.chdir(project)


def run(line: str) -> str:
    """What a command prints, stdout before stderr, and how it exits."""
    result = CliRunner().invoke(cli, shlex.split(line), prog_name="i18n-pipeline")
    return f"{result.stdout}{result.stderr}exit {result.exit_code}\n"


def write(case: Path, output: str, project: Path) -> None:
    (case / "output").write_bytes(output.encode())
    shutil.rmtree(case / "after", ignore_errors=True)
    shutil.copytree(project, case / "after", ignore=shutil.ignore_patterns(".i18n-cache"))


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, project = CASES / name, tmp_path / "project"
    why, line = (case / "command").read_text("utf-8").splitlines()
    assert why.startswith("# ")
    shutil.copytree(case / "before", project)
    the_same_everywhere(monkeypatch, project)
    output = run(line)
    if RECORD:
        write(case, output, project)
    assert sorted(path.name for path in case.iterdir()) == PARTS
    assert output == (case / "output").read_bytes().decode()
    now, then = files(project), files(case / "after")
    assert sorted(now) == sorted(then)
    for file, text in then.items():
        assert now[file] == text, file


def test_the_cases_are_there() -> None:
    assert len(NAMES) >= 36
    assert sorted(path.name for path in CASES.iterdir() if path.is_dir()) == NAMES
