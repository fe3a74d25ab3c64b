"""The real pages, where they are at hand: the whole job, and not a byte changed that should not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest
from conftest import Project


@pytest.fixture
def site(project: Project, corpus: Path) -> Project:
    shutil.copytree(corpus / "zh", project.root / "content/zh")
    project.ok("extract")
    return project


def test_identity(site: Project) -> None:
    for path in (site.root / "locale/en").rglob("*.po"):
        po = polib.pofile(str(path))
        for entry in po:
            entry.msgstr = entry.msgid
        po.save(newline="\n")
    site.ok("merge")
    pages = sorted(
        path.relative_to(site.root / "content/zh") for path in (site.root / "content/zh").rglob("*.md")
    )
    assert len(pages) == 11
    for page in pages:
        source = (site.root / "content/zh" / page).read_bytes()
        assert (site.root / "content/en" / page).read_bytes() == source, page


def test_messages(site: Project) -> None:
    counts = {name: facts["messages"] for name, facts in site.json("extract")["pages"].items()}
    assert counts["case/maxnerva.md"] == 55
    assert counts["case/excelsecu.md"] == 72
    assert counts["case/anchnet.md"] == counts["case/huaxia-bank.md"] == 0, "they are in English already"


def test_the_whole_job(site: Project) -> None:
    refused = [warning for warning in site.json("draft")["warnings"] if warning["rule"] == "not-drafted"]
    site.ok("merge")
    site.ok("check")
    counts = site.json("status")["targets"]["en"]
    names = [warning for warning in refused if "is a name that" in warning["message"]]
    assert counts["missing"] == len(refused), "what a guard stops stays missing and is told"
    assert len(names) <= 6, "titles and authors"
    assert len(refused) - len(names) <= 1
    assert counts["draft"] == counts["total"] - counts["missing"] > 500
    before = site.snapshot()
    for command in ("extract", "draft", "merge"):
        site.ok(command)
    assert site.snapshot() == before


def test_the_english_pages_that_are_there_stay(site: Project, corpus: Path) -> None:
    shutil.copytree(corpus / "en", site.root / "content/en")
    result = site.run("merge")
    assert result.exit_code == 1
    for path in (corpus / "en").rglob("*.md"):
        assert (site.root / "content/en" / path.relative_to(corpus / "en")).read_bytes() == path.read_bytes()
    assert "content/en/case/ZTO.md:1: was not written by merge" in result.stderr
