"""The evaluation of engines drafts made-up pages by the tool itself and tells what became of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks import evaluate

pytestmark = pytest.mark.usefixtures("folder")
ZH = "---\ntitle: 公司简介\ntext: 公司有 12 个仓库\nlink: /img/a.png\nname: 沧耀物流有限公司\n---\n"
EN = "---\ntitle: About us\ntext: The company has 12 warehouses\nlink: /img/b.png\nname: Cangyao Logistics\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page of three texts, one that says one of them as well, and one whose trees differ."""
    pages = {
        "a.md": (ZH, EN),
        "case/b.md": (ZH.replace("12 个", "15 个"), EN.replace("12", "15")),
        "c.md": (ZH, "---\ntitle: Other\n---\n"),
    }
    for name, texts in pages.items():
        for lang, text in zip(("zh", "en"), texts, strict=True):
            file = tmp_path / "site" / lang / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    (tmp_path / "glossary.csv").write_text("source,target,note\n公司简介,About us,\n", "utf-8")
    (tmp_path / "ratings.csv").write_text(
        f"digest,rating\n{evaluate.digest('公司简介', 'About us')},keep\n", "utf-8"
    )
    return tmp_path


def table(text: str, title: str) -> dict[str, list[str]]:
    part = next(part for part in text.split("\n\n") if part.startswith(f"| {title}"))
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in part.splitlines()
        if "---" not in line
    ]
    return {row[0]: row[1:] for row in cells}


def evaluated(folder: Path, *more: str) -> None:
    named = ["--glossary", str(folder / "glossary.csv"), "--ratings", str(folder / "ratings.csv")]
    evaluate.main([str(folder / "site"), *named, *more])


def test_rows_tell_scores_ratings_and_cost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "i18n.toml").write_text("[engines.fake]\nprice = 1000000\n", "utf-8")
    document = folder / "engines.md"
    document.write_text("before\n<!-- evaluate -->\n<!-- /evaluate -->\nafter\n", "utf-8")
    evaluated(
        folder, "--engine", "gloss", "--engine", "memory+gloss=with memory", "--engine", "fake",
        "--settings", str(folder / "i18n.toml"), "--markdown", str(document),
    )  # fmt: skip
    printed = capsys.readouterr().out
    assert printed.strip() in document.read_text("utf-8")
    rows = table(printed, "engine")
    head = rows.pop("engine")
    told = {name: dict(zip(head, row, strict=True)) for name, row in rows.items()}
    assert list(told) == ["the Chinese as it is", "gloss", "with memory", "fake"]
    assert told["gloss"]["keep"] == "100%"
    assert told["gloss"]["rated"].startswith("1 of ")
    assert float(told["gloss"]["chrF"]) > float(told["fake"]["chrF"])
    assert float(told["with memory"]["chrF"]) > float(told["gloss"]["chrF"]), "the name is on the other page"
    assert float(told["fake"]["cost"]) == float(told["fake"]["characters"])
    assert told["gloss"]["cost"] == "none"
    pages = table(printed, "chrF / BLEU")
    assert {"a", "b"} < set(pages)
    assert "c" not in pages
    assert pages["a"][0] == "3"


def test_what_nobody_rated_is_written_for_a_rater(folder: Path) -> None:
    evaluated(folder, "--engine", "fake", "--most", "2", "--to-rate", str(folder / "rate.csv"))
    with (folder / "rate.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    for key, chinese, made in rows:
        assert key == evaluate.digest(chinese, made)
        assert "fake " in made


def test_a_folder_without_pairs_is_one_line(folder: Path) -> None:
    with pytest.raises(SystemExit, match="with the same tree"):
        evaluate.main([str(folder), "--ratings", str(folder / "ratings.csv")])
