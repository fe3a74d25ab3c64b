"""Old translated pages as an attacker, an editor or an unlucky evening would leave them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from conftest import Project

from i18n_pipeline.align.features import file_of

SOURCE = "title: 案例\nlist:\n  - name: 背景\n  - name: 结果\n"
TARGET = "title: A case\nlist:\n  - name: Background\n  - name: Result\n"
ENGLISH = "content/en/a.md"
PO = "locale/en/LC_MESSAGES/a.po"
BESIDE = "locale/en/LC_MESSAGES/a.unmatched.txt"
OVERRIDES = "locale/en/overrides.csv"


def page(yaml_text: str) -> str:
    return f"---\n{yaml_text}---\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.page("a.md", SOURCE)
    project.write(ENGLISH, page(TARGET))
    return project


def test_a_second_run_writes_nothing_whatever_the_texts_hold(site: Project) -> None:
    site.ok("extract")
    site.translate("a", {"案例": "Mine\n\nof two\n\nparagraphs"})
    site.write(ENGLISH, page(TARGET + 'one: "\\n\\n  of blank lines\\n\\n"\ntwo: "\\t"\nthree: more\n'))
    site.ok("align")
    assert "title: the catalog already says: Mine of two paragraphs\n    A case\n" in site.read(BESIDE)
    before = site.snapshot()
    assert "0 files written." in site.ok("align").stdout
    assert site.snapshot() == before


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends_leave_nothing_beside(site: Project, newline: str) -> None:
    site.write(ENGLISH, page(TARGET).replace("\n", newline))
    assert "3 of 3 messages taken over as reviewed" in site.ok("align").stdout
    assert not (site.root / BESIDE).exists()


def test_a_comment_behind_the_sign_of_a_block_is_kept(site: Project) -> None:
    site.write(ENGLISH, page(TARGET.replace("A case", "| # ask legal first\n  A case # of ours")))
    site.ok("align")
    assert "a.md:2: stands beside the values\n    # ask legal first\n" in site.read(BESIDE)
    assert "# of ours" not in site.read(BESIDE)  # it is text of the block


@pytest.mark.parametrize(
    "content",
    [page(TARGET).encode("utf-16"), page("title: Café\n").encode("latin-1"), b"\x89PNG\r\n\x1a\n\0"],
)
def test_a_page_of_another_encoding_is_not_salvaged(site: Project, content: bytes) -> None:
    site.write(ENGLISH, content)
    result = site.run("align", "--salvage")
    assert result.exit_code == 1
    assert f"{ENGLISH}:" in result.stderr
    assert result.stderr.endswith("save the file as UTF-8\n")  # salvaging would change what it says
    site.run("merge")
    assert (site.root / ENGLISH).read_bytes() == content


@pytest.mark.parametrize(
    "lines", ["".join(f"{' ' * level}k{level}:\n" for level in range(1500)), f"{'- ' * 100_000}x: [\n"]
)
def test_lines_that_go_on_and_on_to_the_right_are_salvaged(site: Project, lines: str) -> None:
    site.write(ENGLISH, page(TARGET + lines + "last: [a word\n"))
    site.ok("align", "--salvage")
    assert site.entry("a", "案例").msgstr == "A case"
    assert "a word" in site.read(PO) + site.read(BESIDE)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(SOURCE, "A case\n"), ("案例\n", TARGET), ("案例\n", "A case\n"), (SOURCE, "- A case\n")],
)
def test_a_page_that_is_one_value(site: Project, ours: str, theirs: str) -> None:
    site.page("a.md", ours)
    site.write(ENGLISH, page(theirs))
    site.ok("align")
    assert "A case" in site.read(PO) + (site.read(BESIDE) if (site.root / BESIDE).exists() else "")


def test_a_value_of_a_million_characters_takes_no_time() -> None:
    start = time.process_time()
    for value in ("1" * 1_000_000, "/" + "x" * 1_000_000, "a." * 500_000):
        assert file_of(value) == ""
    assert time.process_time() - start < 5
    assert file_of("https://example.org/images/en.png?v=2") == "en.png"


def test_of_pages_that_differ_in_case_alone_one_is_taken_and_the_other_told(site: Project) -> None:
    site.page("zto.md", SOURCE)
    for name in ("Zto.md", "ZTO.md"):
        site.write(f"content/en/{name}", page(TARGET))
    if len(list((site.root / "content/en").iterdir())) != 3:
        pytest.skip("case makes no difference here")
    site.write("content/en/A.md", page("title: Another case\n"))
    told = site.ok("align").stderr.splitlines()
    assert [line.partition(": warning: ")[::2] for line in told] == [
        (
            "content/en/ZTO.md:1",
            "is taken for the translation of content/zh/zto.md, though its name differs in case [other-case]",
        ),
        *(
            (
                f"content/en/{name}:1",
                f"stays as it is, since content/en/{twin} is the page; rename it, or delete it [other-case]",
            )
            for name, twin in (("A.md", "a.md"), ("Zto.md", "ZTO.md"))
        ),
    ]


def test_nobody_is_sent_to_align_with_a_page_that_it_cannot_take(site: Project) -> None:
    site.page("a.md", "title: Written in English\n")
    why = "content/zh/a.md has no text to translate: write that page in the source language"
    assert f"{why}, or replace this one with merge --force" in site.run("merge").stderr
    assert "align" not in site.run("check").stdout
    assert site.run("align").exit_code == 1
    site.page("a.md", SOURCE)  # as told
    site.ok("align")
    site.ok("merge")


def test_rows_that_somebody_adds_to_the_overrides_meanwhile_stay(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("a.md", SOURCE + "weight: 1\nlevel: 1\n")
    site.write(ENGLISH, page(TARGET + "weight: 2\nlevel: 2\n"))
    from i18n_pipeline.align.import_plan import sort_out

    def meanwhile(*arguments: Any) -> Any:
        site.write(OVERRIDES, "page,path,source,target\na.md,level,1,9\nb.md,level,1,9\n")
        return sort_out(*arguments)

    monkeypatch.setattr("i18n_pipeline.align.taking_over.sort_out", meanwhile)
    site.ok("align")
    assert site.read(OVERRIDES) == (
        "page,path,source,target\na.md,level,1,9\na.md,weight,1,2\nb.md,level,1,9\n"
    )


def test_a_file_beside_the_catalog_that_cannot_be_read_stays(site: Project, tmp_path: Path) -> None:
    site.write(ENGLISH, page(TARGET + "more: One more\n"))
    site.write(BESIDE, "我的笔记\n".encode("gb18030"))
    result = site.run("align")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{BESIDE}:1: not UTF-8; save the file as UTF-8\n")
    assert (site.root / BESIDE).read_bytes() == "我的笔记\n".encode("gb18030")
    assert site.run("merge").exit_code == 1  # nothing was lost, and nothing will be
