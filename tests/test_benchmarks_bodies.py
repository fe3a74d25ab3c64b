"""The benchmarks of bodies see what they say they see."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import coverage


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
