"""Translations that Markdown would read as something else: ``python -m benchmarks.hostile``.

Each of TRANSLATIONS is put in each text of PAGE, alone on a page of its own, as a person's; each tool merges
the pages. Of a page, markdown-it-py, by which our package reads none, then sees

- *exact*: the blocks that the tool writes where nothing is translated, the translation where it belongs,
  every other text as it was;
- *refused*: no page, or one that still says what the source says;
- *altered*: its blocks, and something else in a text;
- *broken*: other blocks.

What escapes a sign, blanks, and how lines are broken, is no difference.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import polib

from benchmarks.measure import Job, Row, markdown, put, run
from benchmarks.peers.blocks import blocks, texts
from benchmarks.peers.tools import Tool, of_markdown, ours, tools

PAGE = """\
# 井号标题

下划线标题
----------

段落文字在此。

第一行文字
第二行文字

- 紧凑项目
- 另一项目

1. 松散项目

   项目段落

2. 松散末项

> 引用文字
>
> > 内层引用

| 甲列名称 | 乙列名称 |
|----------|:--------:|
| 单元内容 | 另一单元 |

前文[链接文字](/a.md)后文

前文![图片说明](b.png)后文

*整段强调*

{{< note >}}

短码内文字

{{< /note >}}

::: tip

容器内文字

:::

<div class="x">
  <p>块内文字</p>
</div>

- [ ] 任务文字

```py
代码 = 1
```

末段文字
"""
#: What a translator or a machine may write.
TRANSLATIONS = (
    "# x", "## x ##", "#", "- x", "* x", "+ x", "1. x", "12) x", "1.", "-", "> x", ">", "```",
    "```py\ncode\n```", "~~~", "---", "***", "___", "===", "--", "=", "| a | b |", "a | b\n--|--", "|",
    "a\n\nb", "    code", "\tcode", "<div>", "</div>", "<!-- x", "-->", "<script>", "[x]: y", "[^1]: z",
    "[^1]", "[ ] x", "[x] y", "[!NOTE]", ": def", ":::", "::: tip", "{{< x >}}", "{{<", '"', "\\",
    "a\\", "x\\|y", "`", "``", "$$", "{#id}", "x {#id}", "x #", "*", "**", "***a", "![", "&nbsp;",
    "  x  ", "a\nb", "a\\\nb", "+++", "%%%", "<https://a.b>", "\u3000x", "x\u2028y", "* * *", "- - -",
    "1. - > # x", "|--|", "Sure, here is the translation:\n\n# x", "1986. x", "term\n: def",
)  # fmt: skip
PLACES = tuple(text for text in re.findall("[\u4e00-\u9fff]{4,}", PAGE))
_VERDICTS = ("exact", "refused", "altered", "broken")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FIRST = 1001  # pages are numbered, and each text of one has its number: no two pages share one
_CASES = tuple(product(PLACES, TRANSLATIONS))


def page(number: int) -> str:
    """The page of a number; no other has one of its texts."""
    return re.sub("[\u4e00-\u9fff]{4,}", rf"\g<0>{number}", PAGE)


def verdict(number: int, place: str, translation: str, seen: str | None, source: str = "") -> str:
    """What became of the page of a number in which that was put at a place; None: there is no page.

    ``source`` is the page as the tool writes it with nothing translated, by default the page.
    """
    source = source or page(number)
    if seen is None or _plain(seen) == _plain(source):
        return "refused"
    if blocks(seen) != blocks(source):
        return "broken"
    was, found = ([_plain(text) for text in texts(of)] for of in (source, seen))
    if found == was:
        return "refused"
    meant = [_plain(text.replace(f"{place}{number}", translation)) for text in texts(source)]
    return "exact" if found == meant else "altered"


def _plain(text: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def write(root: Path, cases: Sequence[tuple[str, str]]) -> None:
    """A page in content/zh for each case, and one in front of them that stays as it is."""
    (root / "content/zh").mkdir(parents=True)
    for number in range(_FIRST - 1, _FIRST + len(cases)):
        (root / f"content/zh/p{number}.md").write_text(page(number), "utf-8")


def translate(tool: Tool, root: Path, cases: Sequence[tuple[str, str]]) -> None:
    """Put each case into the catalogs that the tool made; all else says what its source says."""
    said = {f"{place}{number}": text for number, (place, text) in enumerate(cases, _FIRST)}
    read, suffix, written = tool.catalogs
    for file in sorted((root / read).rglob(f"*{suffix}")):
        catalog = polib.pofile(str(file), encoding="utf-8", wrapwidth=0)
        catalog.metadata["Language"] = "en"
        catalog.metadata_is_fuzzy = False
        for entry in catalog:
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.msgstr = re.sub(
                r"[\u4e00-\u9fff]{4,}\d{4}", lambda text: said.get(text[0], text[0]), entry.msgid
            )
        to = (root / written / file.relative_to(root / read)).with_suffix(".po")
        to.parent.mkdir(parents=True, exist_ok=True)
        catalog.save(str(to))


def measure(tool: Tool, root: Path, cases: Sequence[tuple[str, str]] = _CASES) -> list[tuple[str, str, str]]:
    """Place, translation and verdict of each case."""
    write(root, cases)
    tool.set_up(root)
    anything = range(-64, 256)  # whatever it says of such texts, it may
    run(Job(tool.name, tool.extract, root), anything)
    translate(tool, root, cases)
    run(Job(tool.name, tool.merge, root), anything)
    found = []
    plain = _target(tool, root, _FIRST - 1) or page(_FIRST - 1)
    for number, (place, text) in enumerate(cases, _FIRST):
        source = plain.replace(str(_FIRST - 1), str(number))
        found.append((place, text, verdict(number, place, text, _target(tool, root, number), source)))
    return found


def _target(tool: Tool, root: Path, number: int) -> str | None:
    file = root / tool.written[0] / f"p{number}.md"
    return file.read_bytes().decode(errors="replace") if file.exists() else None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile")
    parser.add_argument("--tools", nargs="+", metavar="NAME", help="those whose names begin so, and ours")
    parser.add_argument("--folder", type=Path, help="where the pages are made [default: TMPDIR]")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also put the table into this document")
    parser.add_argument("--each", action="store_true", help="also tell what is altered or broken")
    asked = parser.parse_args()
    rows: list[Row] = [("tool", *_VERDICTS)]
    missing = []
    for tool in (ours(1), *(tool for tool in tools() if not tool.name.startswith("ours")), *of_markdown()):
        if asked.tools and not tool.name.startswith(("ours", *asked.tools)):
            continue
        if tool.missing:
            missing.append(f"- {tool.name}: {tool.missing}")
            continue
        print(tool.name, file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="i18n-bench-", dir=asked.folder) as folder:
            found = measure(tool, Path(folder))
        counts = Counter(verdict for _, _, verdict in found)
        rows.append(
            (tool.name, *(f"{counts[name]:,} ({counts[name] / len(found):.1%})" for name in _VERDICTS))
        )
        if asked.each:
            print("\n".join(f"{what}: {place}: {text!r}" for place, text, what in found if what[0] in "ab"))
    about = f"{len(TRANSLATIONS)} translations in each of {len(PLACES)} texts, a page each."
    text = "\n\n".join(filter(None, (about, markdown(rows), "\n".join(missing))))
    print(text)
    if asked.markdown:
        put(asked.markdown, "hostile", text)


if __name__ == "__main__":
    main()
