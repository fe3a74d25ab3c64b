"""What the lines of a page that is no YAML any more still show: keys and values, by indentation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from i18n_pipeline.model import Path
from i18n_pipeline.pages.parse import MAX_DEPTH

_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+|-$)*)(?:(?P<key>[\w.~$@/-]+):(?=\s|$))?(?P<rest>.*)"
)
_FENCE = re.compile(r"(---|\.\.\.|\+\+\+)\s*")
_BLOCK = re.compile(r"[|>][-+\d]*(?:\s+(#.*)?)?")  # "#" right after the sign is text
_QUOTED = re.compile(r"([\"'])(.*)\1\s*")


class Shown(NamedTuple):
    """A value that some lines show, the first of them, and where it would stand."""

    path: Path
    value: str
    line: int


@dataclass(slots=True)
class _Open:
    """A mapping or list item that more may come into."""

    indent: int
    path: Path
    full: bool = False  # it is a key, and its value stands on its line
    items: int = 0  # of the list at this indentation
    seen: dict[str, int] = field(default_factory=dict)


def salvage(text: str) -> tuple[Shown, ...]:
    """Every value and every line that is none, in the order of the lines. Never fails.

    Nothing is lost: each line that is not blank or a fence, without its key, dashes and quotes, is in a
    value.
    """
    return tuple(shown for shown in _values(text) if shown.value.strip())


def _values(text: str) -> Iterator[Shown]:
    open_ones = [_Open(-1, ())]
    last: tuple[Path, list[str], int, int] | None = None  # path, lines, first line, indentation of its key
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), 1):
        match = _LINE.match(line)
        if not line.strip() or not match or _FENCE.fullmatch(line):
            continue
        indent = len(match["indent"].expandtabs())
        comment = match["key"] is None and match["rest"].startswith("#")
        goes_on = last and not match["dashes"] and not comment and indent > last[3]
        if last and goes_on and (match["key"] is None or last[1]):
            last[1].append(line.strip())
            continue
        if last:
            yield _shown(*last)
        path = _place(open_ones, indent, match["dashes"])
        if match["key"]:
            indent += len(match["dashes"])
            path = _keyed(open_ones[-1], match["key"])
            open_ones.append(_Open(indent, path, bool(match["rest"].strip())))
        elif not match["dashes"]:
            path = _below(path, f"?{number}")
        last = (path, [match["rest"].strip()] if match["rest"].strip() else [], number, indent)
    if last:
        yield _shown(*last)


def _place(open_ones: list[_Open], indent: int, dashes: str) -> Path:
    """Close what ends before this line, open the list items that its dashes begin."""
    while len(open_ones) > 1 and open_ones[-1].indent >= indent:
        nearest = open_ones[-1]
        is_item = bool(nearest.path) and isinstance(nearest.path[-1], int)
        if nearest.indent == indent and not nearest.full and is_item is not bool(dashes):
            break  # the next key of this item, or an item of this key
        open_ones.pop()
    for _ in re.findall("-", dashes):
        around = open_ones[-1]
        path = _below(around.path, around.items)
        around.items += 1
        indent += 2
        open_ones.append(_Open(indent, path))
    return open_ones[-1].path


def _keyed(around: _Open, key: str) -> Path:
    times = around.seen[key] = around.seen.get(key, 0) + 1
    return _below(around.path, key if times == 1 else f"{key}~{times}")


def _below(path: Path, step: str | int) -> Path:
    """The path of what stands in another; of lines that go on and on to the right, the first levels."""
    return (*path, step) if len(path) < MAX_DEPTH else path


def _shown(path: Path, lines: list[str], number: int, indent: int) -> Shown:
    if lines and _BLOCK.fullmatch(lines[0]):
        return Shown(path, "\n".join(lines[1:]), number)
    value = " ".join(lines)
    quoted = _QUOTED.fullmatch(value)
    return Shown(path, quoted[2] if quoted else value, number)
