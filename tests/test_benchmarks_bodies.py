"""The benchmarks of bodies see what they say they see."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import bodies, coverage, floor, hostile
from benchmarks.hostile import page, verdict
from benchmarks.peers.tools import ours


def test_coverage_tells_each_character_that_no_message_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = "---\ntitle: 标题\n---\n\n正文 `代码` 和 $x_{值}$\n\n```\n代码\n```\n\n- 项\n\n      代码\n"
    (tmp_path / "a.md").write_text(good, "utf-8")
    (tmp_path / "b.mdx").write_text("import x from '网'\n\n<!-- 注释 -->\n\n段落\r\n二行\r\n", "utf-8")
    (tmp_path / "c.md").write_text("---\ntitle: [\n---\n正文\n", "utf-8")
    (tmp_path / "d.md").write_text("Latin\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["coverage", str(tmp_path)])
    assert coverage.main() == 1
    *rest, summary = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{tmp_path}/") for line in rest if "YAML" not in line] == [
        "b.mdx:1: 网",
        "b.mdx:3: 注释",
        "c.md:4: 正文",
    ]
    assert summary.startswith("4 pages, 3 with Chinese: 10 of 15 Han")
    (tmp_path / "b.mdx").unlink()
    (tmp_path / "c.md").unlink()
    assert coverage.main() == 0


def test_pages_of_markdown_have_8_kb_and_share_no_text() -> None:
    found = [bodies.page(number) for number in range(3)]
    assert all(7000 < len(text.encode()) < 9500 for text in found)
    assert found[0] == bodies.page(0)
    texts = [set(floor.inlines(text.split("---\n", 2)[2])) for text in found]
    chinese = [{text for text in each if re.search("[一-鿿]", text)} for each in texts]
    assert all(40 < len(each) < 80 for each in chinese)
    assert not chinese[0] & chinese[1] | chinese[1] & chinese[2]
    assert not any("replicas" in text for each in texts for text in each)


def test_a_translation_is_read_back_refused_altered_or_breaks_the_page() -> None:
    source = page(1001)
    for place, text in (("段落文字在此", "# x"), ("单元内容", "a | b"), ("块内文字", "<div>")):
        said = source.replace(f"{place}1001", text)
        assert verdict(1001, place, text, said) == ("altered" if "|" in text else "broken")
    escaped = source.replace("段落文字在此1001", "\\# x")
    assert verdict(1001, "段落文字在此", "# x", escaped) == "exact"
    assert verdict(1001, "段落文字在此", "# x", escaped.replace("末段文字1001", "other")) == "altered"
    assert verdict(1001, "段落文字在此", "# x", source) == "refused"
    assert verdict(1001, "段落文字在此", "# x", None) == "refused"


def test_nothing_that_is_hostile_breaks_a_page_of_ours(tmp_path: Path) -> None:
    texts = ("# x", "a\n\nb", "|--|", "```", "</div>", "plain")
    places = ("井号标题", "下划线标题", "紧凑项目", "单元内容", "块内文字")
    found = hostile.measure(ours(1), tmp_path, [(place, text) for place in places for text in texts])
    assert {what for _, _, what in found} == {"exact", "refused"}
    assert all(what == "exact" for _, text, what in found if text == "plain")
    assert all(what == "refused" for _, text, what in found if text == "a\n\nb")
