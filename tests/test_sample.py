"""The sample project at the root: in step, whole, and showing what real pages have."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
import pytest
from conftest import Project

ROOT = Path(__file__).parents[1]
PAGES = {path.name: path.read_bytes().decode() for path in sorted((ROOT / "content/zh/case").iterdir())}


@pytest.mark.parametrize(
    "command", [["extract", "--check"], ["merge", "--check"], ["check"], ["draft"], ["merge"], ["sync"]]
)
def test_everything_is_in_step(sample: Project, command: list[str]) -> None:
    before = sample.snapshot()
    sample.ok(*command)
    assert sample.snapshot() == before


def test_it_can_be_made_from_nothing(sample: Project) -> None:
    for folder in ("content/en", "locale/pot", "locale/en/LC_MESSAGES"):
        shutil.rmtree(sample.root / folder)
    for command in ("extract", "draft", "merge", "check"):
        sample.ok(command)
    assert sample.json("status")["targets"]["en"]["missing"] == 0


def test_identity(sample: Project) -> None:
    shutil.rmtree(sample.root / "content/en")
    for path in sorted((sample.root / "locale/en/LC_MESSAGES").rglob("*.po")):
        po = polib.pofile(str(path))
        for entry in po:
            entry.msgstr = entry.msgid
        po.save(newline="\n")
    sample.ok("merge")
    for name, text in PAGES.items():
        assert sample.read(f"content/en/case/{name}") == text


def test_some_entries_are_reviewed_and_the_rest_are_drafts(sample: Project) -> None:
    counts = sample.json("status")["targets"]["en"]
    assert counts["reviewed"] >= 40
    assert counts["draft"] == counts["total"] - counts["reviewed"]
    for path in (sample.root / "locale/en/LC_MESSAGES").rglob("*.po"):
        for entry in polib.pofile(str(path)):
            assert entry.fuzzy == ("drafted by" in entry.tcomment)


@pytest.mark.parametrize(
    ("feature", "pattern"),
    [
        (
            "an item with a title, a list and an image",
            r"- title: \S+\r?\n +contentList:\r?\n(?s:.*?)image: http",
        ),
        ("an item of type 1", r"- type: 1\r?\n +contentList:"),
        ("an item of type 2", r"- type: 2\r?\n +content: .+\r?\n +author: "),
        ("special content", r"- specialContent:\r?\n +text: .+\r?\n +level: 3"),
        ("an empty value", r"^[ -]+(?:title|image):\r?$"),
        ("an empty value with a blank", r"^ +image: +\r?$"),
        ("an empty list value", r"^ +- content: \r?$"),
        ("a doubled blank in a plain scalar", r": [^'\"\n#]*[^ \n]  [^ \n#]"),
        ("a numbered text", r"- content: 1\. "),
        ("a single-quoted colon", r"- content: '.+[:：]'"),
        ("full-width quotes", r": [^'\"\n]*“"),
        ("a straight quote in a plain scalar", r": [^'\"\n]+\"\S+\""),
        ("code with a variable", r"`\$\{VERSION\}-\\\$\{"),
        ("a URL in brackets", r"[(（]https?://"),
        ("no blank behind the colon", r"- content:\S"),
        ("a comment of its own", r"^ *# "),
        ("a comment behind a value", r": [^'\"#\n]*[\u4e00-\u9fff][^#\n]* # "),
        ("a literal block", r": \|\r?\n"),
        ("a folded block", r": >-?\r?\n"),
        ("an anchor", r": &\w+ "),
        ("an alias", r": \*\w+"),
        ("a flow sequence", r": \[.*[\u4e00-\u9fff]"),
        ("CRLF", r"\r\n"),
        ("a body", r"^---\n\n?[^\n-]"),
        ("no final newline", r"---\Z"),
        ("a side panel", r"rightPart:\r?\n +icon: .+\r?\n +list:"),
        ("a list of lists", r"caseType:\r?\n +- name: .+\r?\n +children:"),
    ],
)
def test_the_pages_show_what_real_pages_have(feature: str, pattern: str) -> None:
    assert any(re.search(pattern, text, re.MULTILINE) for text in PAGES.values()), feature


def test_one_page_has_a_key_twice(sample: Project) -> None:
    assert [w["rule"] for w in sample.json("extract")["warnings"]] == ["duplicate-key"]
