"""Translations put into catalogs, and what of them arrives in the pages.

``python -m benchmarks.peers.texts DIR HOW FROM SUFFIX TO`` translates the catalogs of the project DIR:
``english`` as the fake engine does, ``same`` by their source texts, ``hostile`` with what is hard to write
in YAML. In a process of its own, since a child's peak memory counts from its parent's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from benchmarks.peers.blocks import Block, blocks
from i18n_pipeline.engines.base import Request
from i18n_pipeline.engines.fake import Fake

#: What translators type, and what a page could take for something else: one page each.
HOSTILE = (
    "It's 'quoted'",
    'He said "yes"',
    "'all of it'",
    '"all of it"',
    "key: value",
    "ends with a colon:",
    "a comment # here",
    "# all a comment",
    "- an item",
    "-",
    "? a question",
    "[a, list]",
    "{a: mapping}",
    "a, b] }",
    "back\\slash \\n \\t \\u4e00",
    "C:\\new\\table",
    "ends with a backslash\\",
    "two\nlines",
    "a paragraph\n\nand another",
    "a\ttab",
    "yes",
    "No",
    "null",
    "~",
    "1e3",
    "0o7",
    "007",
    "1:30",
    "2024-01-01",
    "12_000",
    "=",
    "<<",
    "&anchor",
    "*alias",
    "!tag",
    "| literal",
    "> folded",
    "@at `tick`",
    "%percent %s %(name)s 100 %",
    "---",
    "...",
    "trailing blanks  ",
    "  leading blanks",
    "double  blanks   inside",
    '{{< shortcode name="x" >}}',
    "{{ .Title }}",
    "emoji 🚀 and 👩\u200d💻",
    "non-breaking\u00a0space, “quotes” — dashes",
    "<b>markup</b> &amp; [link](https://example.com/?a=b&c=d#e)",
    "word " * 60 + "end",
)


def hostile_page(number: int) -> str:
    """A page with one text in each style and place that the real pages have; no text stands twice."""
    serial = 10 * number
    return (
        "---\n"
        f"title: 标题 {serial}\n"
        "section:\n"
        f"  text: '单引号里的文字 {serial + 1}'\n"
        f'  author: "双引号里的作者 {serial + 2}"\n'
        "  list:\n"
        f"    - title: 列表里的标题 {serial + 3}\n"
        "      contentList:\n"
        f"        - content: 列表里的第一段文字，比标题长一些 {serial + 4}。\n"
        f"        - content: 列表里的第二段文字，比标题长一些 {serial + 5}。\n"
        "  level: 3\n"
        "---\n"
    )


def write_hostile_pages(root: Path) -> None:
    """A page in content/zh for each hostile text."""
    for number in range(len(HOSTILE)):
        page = root / f"content/zh/case/p{number:04d}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(hostile_page(number), "utf-8")


def broken(root: Path, targets: Path) -> list[str]:
    """The hostile texts that did not come through: somewhere in their page is not exactly this text."""
    lost = []
    for number, text in enumerate(HOSTILE):
        name = f"case/p{number:04d}.md"
        expected = dict.fromkeys(_strings(_values(root / "content/zh" / name)), text)
        if not all(_holds(targets / name, expected, read) for read in (_values, _values_in_yaml_1_2)):
            lost.append(text)
    return lost


def _holds(page: Path, expected: dict[tuple[object, ...], str], read: Callable[[Path], object]) -> bool:
    try:
        return _strings(read(page)) == expected
    except (OSError, ValueError, IndexError, yaml.YAMLError, YAMLError):
        return False  # no page, or none that can be read


def same_bytes(root: Path, targets: Path) -> int:
    """How many target pages are their source pages to the byte."""
    return sum(_is_same(page, targets / page.relative_to(root / "content/zh")) for page in _pages(root))


def _is_same(page: Path, target: Path) -> bool:
    return target.exists() and page.read_bytes() == target.read_bytes()


def same_values(root: Path, targets: Path) -> int:
    """How many target pages have the keys, the values and the blocks of their source pages."""
    found = 0
    for page in _pages(root):
        try:
            target = targets / page.relative_to(root / "content/zh")
            found += _values(page) == _values(target) and _blocks(page) == _blocks(target)
        except (OSError, ValueError, IndexError, yaml.YAMLError):
            continue
    return found


def _pages(root: Path) -> list[Path]:
    return sorted((root / "content/zh").rglob("*.md"))


def _front_matter(page: Path) -> str:
    return re.split("^---$\n?", page.read_bytes().decode(), maxsplit=2, flags=re.MULTILINE)[1]


def _blocks(page: Path) -> list[Block]:
    return blocks(page.read_bytes().decode())


def _values(page: Path) -> object:
    return yaml.load(_front_matter(page), Loader=yaml.CSafeLoader)


def _values_in_yaml_1_2(page: Path) -> object:
    return YAML(typ="safe", pure=True).load(_front_matter(page))


def _strings(node: object, path: tuple[object, ...] = ()) -> dict[tuple[object, ...], object]:
    """The values of a page by path, but the number that every hostile page has."""
    if isinstance(node, (dict, list)):
        pairs: Iterator[tuple[object, object]] = iter(
            node.items() if isinstance(node, dict) else enumerate(node)
        )
        return {at: value for key, child in pairs for at, value in _strings(child, (*path, key)).items()}
    return {} if node == 3 else {path: node}


def saying(how: str, root: Path) -> Callable[[str], str]:
    """How texts are translated in this project."""
    if how == "same":
        return lambda text: text
    if how == "english":
        return lambda text: Fake().translate([Request(text)])[0]
    known = {
        str(text): HOSTILE[number]
        for number, page in enumerate(_pages(root))
        for text in _strings(_values(page)).values()
    }
    return lambda text: known.get(text, text)


def translate(root: Path, how: str, read: str, suffix: str, written: str) -> None:
    """Set every msgstr of the catalogs in the folder ``read``; nothing is fuzzy after it."""
    say = saying(how, root)
    for file in sorted((root / read).rglob(f"*{suffix}")):
        catalog = polib.pofile(str(file), encoding="utf-8", wrapwidth=0)
        catalog.metadata["Language"] = "en"
        catalog.metadata_is_fuzzy = False
        for entry in catalog:
            entry.msgstr = say(entry.msgid)
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        to = (root / written / file.relative_to(root / read)).with_suffix(".po")
        to.parent.mkdir(parents=True, exist_ok=True)
        catalog.save(str(to))


if __name__ == "__main__":
    translate(Path(sys.argv[1]), *sys.argv[2:])
