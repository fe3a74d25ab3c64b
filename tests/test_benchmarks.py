"""The benchmarks run, with few pages and no peers, and count what they say they count."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import growth, measure
from benchmarks.measure import Cost, Job
from benchmarks.pages import like, page, write_project
from benchmarks.peers import __main__ as peers
from benchmarks.peers import texts
from benchmarks.peers.tools import Tool, ours


def rows(report: str, title: str) -> dict[str, list[str]]:
    """The rows of one of the tables, by their first cell."""
    table = next(part for part in report.split("\n\n") if part.startswith(f"| {title}"))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in cells}


def test_one_run_gives_every_table_and_names_who_is_not_here(tmp_path: Path) -> None:
    report = peers.report(tmp_path, [ours(1), Tool("absent", "not here: no such tool")], 2, 1, warmup=0)
    for title in ("cold extract", "cold merge", "nothing changed", "one page changed"):
        assert {"floor", "ours, 1 process"} <= set(rows(report, title))
        assert rows(report, title)["ours, 1 process"][-1] == "1.00 (1.00–1.00)"
    kept = f"{len(texts.HOSTILE)} of {len(texts.HOSTILE)} (100%)"
    assert rows(report, "fidelity")["ours, 1 process"] == ["2 of 2 (100%)", "2 of 2 (100%)", kept]
    assert "- absent: not here: no such tool" in report
    assert "`python -m i18n_pipeline extract " in report
    assert not re.search(r"`[^`]*(/tmp|/home|/usr|bin/)", report)


def test_pages_like_a_real_sites_share_no_text_and_are_its_pages_but_for_a_number(tmp_path: Path) -> None:
    text = "---\ntitle: 你好 && 世界\ntext: |  # 说明\n  第一\n  第二\nlist: ['再见', b]\n---\n正文\n"
    for name, kept in (("a.md", text), ("b.md", "---\nlatin: only\n---\n" * 9), ("c.md", "正文 only")):
        (tmp_path / name).write_text(kept, "utf-8")
    write_project(tmp_path / "made", 3, like(tmp_path))
    made = [file.read_text("utf-8") for file in sorted((tmp_path / "made/content/zh/case").iterdir())]
    assert len({value for text in made for value in re.findall(r"\d{6}", text)}) == 9
    assert [re.sub(r"\d{6}", "", text) for text in made] == [text] * 3


def test_growth_holds_each_size_against_the_one_before(tmp_path: Path) -> None:
    found = list(growth.measure(tmp_path, 2, 1, 1))
    twice = [(name, 4, Cost(cost.cpu * 4, cost.wall, cost.peak)) for name, _, cost in found]
    grown = growth.grown([*found, *twice])
    assert grown[1][:2] == ("cold extract", "2")
    assert grown[2][:2] == ("cold extract", "4")
    assert grown[2][-2:] == ("2.00", "1.00")
    assert [row[1] for row in growth.lookups([*found, *twice])[1:]] == ["2", "4"]


def test_a_lost_text_a_broken_page_and_a_missing_page_are_seen(tmp_path: Path) -> None:
    texts.write_hostile_pages(tmp_path)
    target = tmp_path / "content/en/case"
    target.mkdir(parents=True)
    for number, text in enumerate(texts.HOSTILE):
        written = re.sub(r": .*[一-鿿].*", lambda _, text=text: f": {text!r}", texts.hostile_page(number))
        (target / f"p{number:04d}.md").write_text(written, "utf-8")
    (target / "p0000.md").unlink()
    (target / "p0001.md").write_text("---\ntitle: [\n---\n", "utf-8")
    number = texts.HOSTILE.index("yes")
    plain = (target / f"p{number:04d}.md").read_text("utf-8").replace("'yes'", "yes", 1)
    (target / f"p{number:04d}.md").write_text(plain, "utf-8")
    lost = texts.broken(tmp_path, target.parent)
    assert {texts.HOSTILE[0], texts.HOSTILE[1], "yes"} <= set(lost)
    assert not {"key: value", "- an item", "1e3", "<<"} & set(lost)


def test_pages_that_differ_in_a_byte_or_a_value_are_counted(tmp_path: Path) -> None:
    for folder, changed in (("content/zh", ""), ("content/en", "# said\n")):
        for number in range(3):
            text = page(number)
            file = tmp_path / folder / f"p{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("---\n", f"---\n{changed}", 1) if number == 1 else text, "utf-8")
    last = tmp_path / "content/en/p2.md"
    last.write_text(last.read_text("utf-8").replace("type: 1", "type: 4"), "utf-8")
    assert texts.same_bytes(tmp_path, tmp_path / "content/en") == 1
    assert texts.same_values(tmp_path, tmp_path / "content/en") == 2


def test_a_job_is_all_its_commands_and_all_their_processes(tmp_path: Path) -> None:
    (tmp_path / "made/old").mkdir(parents=True)
    hold = "import time; held = b'x' * 60_000_000\nwhile time.process_time() < 0.5: pass"
    fork = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    command = (sys.executable, "-c", f"held = b'x' * 60_000_000; {fork}")
    job = Job("two", (command, (sys.executable, "-c", "pass")), tmp_path, (tmp_path / "made",))
    cost = measure.run(job)
    assert not list((tmp_path / "made").iterdir())
    assert cost.wall >= 0.5
    assert cost.peak >= (120 if Path("/proc/self").is_dir() else 60)


def test_what_fails_is_no_figure(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "raise SystemExit('went wrong')")
    with pytest.raises(SystemExit, match=r"bad failed \(1\)(.|\n)*went wrong"):
        measure.run(Job("bad", (command,), tmp_path))


def test_ratios_are_taken_round_by_round() -> None:
    slow = [Cost(2, 2, 10), Cost(8, 8, 12), Cost(3, 3, 11)]
    fast = [Cost(1, 1, 10), Cost(2, 2, 10), Cost(3, 3, 10)]
    head, slow_row, _ = measure.table("runs", {"slow": slow, "fast": fast}, 6, [("fast", "cpu")])
    assert head[-1] == "CPU to fast"
    assert slow_row == ("slow", "2", "3.00", "3.00", "12", "2.00 (1.00–4.00)")


def test_tables_go_between_the_marks_of_a_document(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("before\n<!-- growth -->\nold\n<!-- /growth -->\nafter\n", "utf-8")
    measure.put(file, "growth", measure.markdown([("a", "b"), ("one", "2")]))
    table = "| a   |   b |\n| --- | --: |\n| one |   2 |"
    assert file.read_text("utf-8") == f"before\n<!-- growth -->\n\n{table}\n\n<!-- /growth -->\nafter\n"
    with pytest.raises(SystemExit, match="has no place for the table"):
        measure.put(file, "peers", "")
