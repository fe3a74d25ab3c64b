"""The real pages and the English that people wrote for them, where they are at hand."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from conftest import Project

from benchmarks.align import by_people, trial
from i18n_pipeline.align.lexicon import Lexicon, fold
from i18n_pipeline.align.target_page import read_target_page
from i18n_pipeline.align.tree import Leaf
from i18n_pipeline.align.trees import align_pages
from i18n_pipeline.engines.glossing.tables import common
from i18n_pipeline.glossary import Glossary, parse_glossary
from i18n_pipeline.locales import han_in
from i18n_pipeline.model import Path as Steps
from i18n_pipeline.model import show_path
from i18n_pipeline.pages.parse import parse_page

GLOSSARY = Path(__file__).parents[2] / "locale/en/glossary.csv"
SAME = ("maxnerva", "benlai", "aqara", "vng")

#: Which items of the two overview pages belong together, by hand; all other values stand under equal paths.
ITEMS = {
    "section2.caseList": {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6},
    "section3.caseType": {0: 0, 1: 1, 2: 4, 3: 5, 4: 6, 5: 7, 6: 8},
    "section3.caseType[0].children": {0: 0, 1: 1},
    "section3.caseType[1].children": {0: 0, 1: 1},
    "section3.caseType[2].children": {
        0: 0, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8, 8: 9, 9: 10, 10: 11, 11: 12, 12: 13, 13: 14, 14: 15,
        16: 16, 17: 17,
    },
    "section3.caseType[3].children": {0: 0, 1: 1},
    "section3.caseType[4].children": {0: 0},
    "section3.caseType[5].children": {0: 0},
    "section3.caseType[6].children": {0: 0, 1: 1},
}  # fmt: skip


def partner(path: Steps) -> Steps | None:
    """Where the value of the source page at this path stands on the target page; None for nowhere."""
    there: list[str | int] = []
    for depth, step in enumerate(path):
        if isinstance(step, int):
            found = ITEMS[show_path(path[:depth])].get(step)
            if found is None:
                return None
            step = found
        there.append(step)
    return tuple(there)


@pytest.fixture(scope="module")
def known() -> Lexicon:
    terms = (*common("zh", "en"), *parse_glossary(GLOSSARY.read_bytes(), "glossary.csv"))
    glossary = Glossary({term.source: term for term in terms}.values())
    return Lexicon(glossary, {term.source: [fold(term.target)] for term in glossary if term.target})


def pages(corpus: Path, name: str) -> tuple[list[Leaf], list[Leaf]]:
    source = parse_page((corpus / "zh/case" / name).read_bytes(), name=name, file=name)
    ours = [Leaf(s.path, s.value, s.line, bool(han_in(s.value))) for s in source.scalars]
    raw = (corpus / "en/case" / name).read_bytes()
    return ours, list(read_target_page(raw, name, name, salvaging=False).leaves)


def test_lists_of_other_length_and_order(corpus: Path, known: Lexicon) -> None:
    ours, theirs = pages(corpus, "_index.md")
    said = {pair.sources[0].path: pair.targets[0].path for pair in align_pages(ours, theirs, known).pairs}
    truth = {leaf.path: there for leaf in ours if (there := partner(leaf.path))}
    assert len(truth) == 95
    right = sum(said.get(path) == there for path, there in truth.items())
    assert right >= 0.95 * len(truth)
    assert len(said) - right <= 0.02 * len(said)


@pytest.mark.parametrize("name", SAME)
def test_pages_of_the_same_shape(corpus: Path, known: Lexicon, name: str) -> None:
    ours, theirs = pages(corpus, f"{name}.md")
    found = align_pages(ours, theirs, known)
    assert all(pair.sources[0].path == pair.targets[0].path and pair.is_sure for pair in found.pairs)
    assert not (found.missing)
    assert not (found.added)
    assert not (found.changes)


def test_human_translations_after_years_of_edits(corpus: Path, known: Lexicon) -> None:
    made = by_people(corpus)
    total: Counter[str] = Counter()
    for seed in range(6):
        for index in range(len(made)):
            total += trial(made, index, 0.2, seed, known)
    assert total["align right"] >= 0.98 * total["align said"]
    assert total["align right"] >= 0.90 * total["true"]


@pytest.fixture
def site(project: Project, corpus: Path) -> Project:
    shutil.copytree(corpus, project.root / "content")
    project.write("locale/en/glossary.csv", GLOSSARY.read_bytes())
    return project


def test_the_whole_site(site: Project) -> None:
    before = {name: sentences(site, name) for name in SAME}
    result = site.run("align")
    assert result.exit_code == 1
    failed = [
        line
        for line in result.stderr.splitlines()
        if ": warning: " not in line and "more of these" not in line
    ]
    assert [line.split(": ")[0] for line in failed] == [
        "content/en/case/anchnet.md:1", "content/en/case/huaxia-bank.md:1", "content/en/case/ZTO.md:43",
    ]  # fmt: skip
    counts = site.json("status")["targets"]["en"]["pages"]
    doubtful = {name: counts[f"case/{name}.md"]["draft"] for name in SAME}
    assert doubtful == {"maxnerva": 2, "benlai": 0, "aqara": 0, "vng": 0}
    assert all(counts[f"case/{name}.md"]["missing"] == 0 for name in SAME)
    assert re.search(
        r"maxnerva\.md:15: warning: .* numbers: 1037 missing; 0103 not in the source", result.stderr
    )
    once = site.snapshot()
    site.run("align")
    assert site.snapshot() == once
    site.run("extract")
    drafted = site.json("draft", "--engine", "fake")["pages"]
    assert sum(facts["en"]["memory"] for facts in drafted.values()) >= 25, "labels that people translated"
    site.run("merge")
    assert {name: sentences(site, name) for name in SAME} == before, "every human sentence is there"


def test_a_broken_page_is_salvaged(site: Project) -> None:
    text = site.read("content/en/case/ZTO.md")
    site.ok("align", "--salvage", "case/zto.md")
    kept = " ".join(entry.msgstr for entry in site.po("case/zto"))
    kept += site.read("locale/en/LC_MESSAGES/case/zto.unmatched.txt")
    for line in text.splitlines():
        value = re.sub(r"^[\s-]*(\w+:)?\s*", "", line).strip().strip("'")
        assert value in kept or value in site.read("content/zh/case/zto.md"), line
    assert all(entry.fuzzy for entry in site.po("case/zto") if entry.msgstr)


def sentences(site: Project, name: str) -> list[str]:
    page = parse_page((site.root / f"content/en/case/{name}.md").read_bytes(), name=f"{name}.md", file=name)
    return [scalar.value for scalar in page.scalars]
