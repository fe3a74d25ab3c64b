"""How much of the Chinese of Markdown pages is in messages: ``python -m benchmarks.coverage DIR``.

What is code is told by markdown-it-py, which the package does not use, and what is math by plain patterns.
A character counts as being in a message where a message's text has it, in its order, and its place in the
page is the message's. Each line with any of the rest is printed. Exits with 1 where less than 99.5 % is in.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from i18n_pipeline.errors import PageError
from i18n_pipeline.pages.body import with_body
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import select

ENOUGH = 0.995
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FRONT_MATTER = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(
    r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)"
    r"|\$\$.+?\$\$|(?<![\\$])\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)",
    re.DOTALL,
)
_LINE_END = re.compile(r"\r\n|\r")


class Counted(NamedTuple):
    """The Han characters of a page outside code and math, those in messages, and the lines of the rest."""

    all: int
    covered: int
    rest: tuple[tuple[int, str], ...]  # line, its characters
    why: str = ""  # the page was not read


def count(file: Path) -> Counted:
    """Count those of one page."""
    text = _LINE_END.sub("\n", file.read_bytes().decode().removeprefix("\ufeff"))
    wanted = {found.start() for found in _HAN.finditer(text)} - set(_code(text))
    why = ""
    try:
        covered = wanted & set(_in_messages(text, file.name))
    except PageError as error:
        covered, why = set(), str(error.message)
    lines: dict[int, str] = {}
    for place in sorted(wanted - covered):
        line = text.count("\n", 0, place) + 1
        lines[line] = lines.get(line, "") + text[place]
    return Counted(len(wanted), len(covered), tuple(lines.items()), why)


def _code(text: str) -> Iterator[int]:
    """The places in code blocks, code spans and math."""
    matter = _FRONT_MATTER.match(text)
    start = matter.end() if matter else 0
    body = text[start:]
    lines = re.findall(r"[^\n]*\n|[^\n]+", body)
    ends = [start]
    for line in lines:
        ends.append(ends[-1] + len(line))
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type in ("fence", "code_block") and token.map:
            first, behind = token.map
            yield from range(ends[first], ends[min(behind, len(lines))])
    for found in _INLINE.finditer(text, start):
        yield from range(*found.span())


def _in_messages(text: str, name: str) -> Iterator[int]:
    """The places of the characters that messages have. Raises PageError."""
    page = with_body(parse_page(text.encode(), name=name, file=name))
    units, _ = select(page, (), _HAN)
    for unit in units:
        said = iter(_HAN.findall(unit.scalar.value))
        awaited = next(said, "")
        for found in _HAN.finditer(page.text, *unit.scalar.span):
            if found[0] == awaited:
                yield found.start()
                awaited = next(said, "")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage")
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args().folder
    pages = {file: count(file) for file in sorted(folder.rglob("*")) if file.suffix in (".md", ".mdx")}
    for file, counted in pages.items():
        if counted.why:
            print(f"{file}: {counted.why}")
        for line, chars in counted.rest:
            print(f"{file}:{line}: {chars}")
    whole = sum(counted.all for counted in pages.values())
    covered = sum(counted.covered for counted in pages.values())
    share = covered / whole if whole else 0.0
    print(
        f"{len(pages):,} pages, {sum(counted.all > 0 for counted in pages.values()):,} with Chinese: "
        f"{covered:,} of {whole:,} Han characters outside code and math are in messages ({share:.2%})"
    )
    return int(share < ENOUGH)


if __name__ == "__main__":
    raise SystemExit(main())
