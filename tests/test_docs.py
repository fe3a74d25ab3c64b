"""The documents say what the code does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])


def test_the_reference_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs/generate.py"))["reference"]()
    assert (ROOT / "docs/reference.md").read_text("utf-8") == made, "run python docs/generate.py"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", document.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            found = document.parent / file if file else document
            assert found.exists(), target
            if anchor:
                headings = re.findall(r"^#+ (.+)$", found.read_text("utf-8"), re.MULTILINE)
                assert anchor in {
                    re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in headings
                }


BARE = re.compile(
    r"(?:install[^|]*?[\s'\"]|PACKAGE:\s*)i18n-pipeline(?!(?:\[[^\]]*\])? @ git\+https://\S+@[0-9a-f]{40}|[\w-])"
)


def test_nobody_is_told_to_install_a_name_that_anybody_may_register() -> None:
    """The tool is on no package index: from there whoever takes its name would run."""
    told = []
    for file in [
        *ROOT.rglob("*.md"),
        *ROOT.glob("examples/**/*"),
        *ROOT.glob("i18n_pipeline/**/*.p[yo]"),
        ROOT / "Makefile",
    ]:
        if file.is_file() and not {".venv", ".git"} & set(file.relative_to(ROOT).parts):
            for line in file.read_text("utf-8").splitlines():
                named = not line.startswith(("#~", "#|")) and BARE.search(line)
                told += [f"{file.relative_to(ROOT)}: {line}"] if named else []
    assert told == []


def test_the_packages_that_errors_name_are_those_of_the_extras() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    extras = dict(re.findall(r"^(\w+) = \[(.*)\]$", text, re.MULTILINE))
    for module in ("engines/registry", "engines/running/shared", "executors/dask", "cli/timing"):
        code = (ROOT / "i18n_pipeline" / f"{module}.py").read_text("utf-8")
        for named in re.findall(r"""['"]([A-Za-z][\w\[\]-]*>=[\d.,<]+)['"]""", code):
            assert any(f'"{named}"' in extra for extra in extras.values()) or f'"{named}",' in text, named


PROMISE = re.compile(r"\[(`?)(test_\w+)\1\]\(\.\./tests/([\w/]+\.py)\)")


def test_each_promise_of_security_names_a_test_that_is_there() -> None:
    text = (ROOT / "docs/security.md").read_text("utf-8")
    promises = [
        line
        for line in re.split(
            r"\n(?=- )|\n\n", text.partition("## What it never does")[2].partition("\n## ")[0]
        )
        if line.startswith("- ")
    ]
    assert len(promises) > 10
    for promise in promises:
        assert PROMISE.search(promise), promise
    for _, name, file in PROMISE.findall(text):
        assert re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE), name
