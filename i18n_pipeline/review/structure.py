"""How a page is built, read off its paths: sections and their headings, lists, quotes, the side panel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from i18n_pipeline.model import Message, Page, Path, show_path
from i18n_pipeline.pages.body import slots
from i18n_pipeline.pages.select import TITLES, Unit
from i18n_pipeline.regions import Kind

#: ``context`` is the heading of a section that is not translated; ``label`` and ``fact`` are a pair.
Role = Literal["heading", "context", "text", "item", "cell", "quote", "author", "label", "fact"]

_HEADINGS = (Kind.HEADING, Kind.UNDERLINED, Kind.TITLE, Kind.TERM)
_IN_BODY: dict[Kind, Role] = {**dict.fromkeys(_HEADINGS, "heading"), Kind.ITEM: "item", Kind.CELL: "cell"}
_AUTHORS = ("author", "by", "cite", "attribution")
_QUOTES = ("quote", "quotation")
_ASIDE = re.compile(r"(?:right|aside|side)(?![a-z])|(?:right|side)(?:bar|panel|part)|.*(?:panel|aside)", re.I)


class SheetRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value of a page in its place. ``string`` is the index of its message, -1 for a context."""

    kind: Role
    level: int  # how many titled sections it is in
    string: int = -1
    text: str = ""  # of a context
    path: str = ""
    line: int = 0
    again: bool = False  # the same message stood further up
    aside: bool = False


def rows(page: Page, units: Sequence[Unit], messages: Sequence[Message]) -> tuple[SheetRow, ...]:
    """The selected values of a page, in page order."""
    index = {message.key: number for number, message in enumerate(messages)}
    shape = _Shape(page, [unit.scalar.path for unit in units])
    found: list[SheetRow] = []
    headed: set[Path] = set()
    seen: set[int] = set()
    for unit in units:
        path = unit.scalar.path
        sections = shape.sections(path)
        aside = any(isinstance(step, str) and _ASIDE.fullmatch(step) for step in path)
        for level, section in enumerate(sections):
            if section not in shape.translated and section not in headed:
                headed.add(section)
                found.append(SheetRow("context", level, text=shape.titles[section], aside=aside))
        string = index[unit.msgctxt, unit.scalar.value]
        found.append(
            SheetRow(
                kind=shape.kind(path),
                level=len(sections),
                string=string,
                path=show_path(path),
                line=unit.scalar.line,
                again=string in seen,
                aside=aside,
            )
        )
        seen.add(string)
    return tuple(found)


class _Shape:
    """What the paths of a page tell together."""

    def __init__(self, page: Page, selected: Sequence[Path]) -> None:
        self.titles: dict[Path, str] = {}
        self.quoted: set[Path] = set()  # mappings that name an author
        for scalar in page.scalars:
            if scalar.path and scalar.value.strip():
                if scalar.path[-1] in TITLES:
                    self.titles.setdefault(scalar.path[:-1], " ".join(scalar.value.split()))
                elif scalar.path[-1] in _AUTHORS:
                    self.quoted.add(scalar.path[:-1])
        self.translated = {path[:-1] for path in selected if path and path[-1] in TITLES}
        self.below = Counter(path[:depth] for path in selected for depth in range(len(path)))
        self.direct = Counter(path[:-1] for path in selected if path)
        self.elements = Counter(_lists(selected))
        self.slots = {scalar.path: slot for scalar, slot in slots(page).items()}

    def sections(self, path: Path) -> list[Path]:
        """The titled mappings around a value, outermost first; not the page, nor one it is the title of."""
        own = len(path) - 1 if path and path[-1] in TITLES else len(path)
        return [path[:n] for n in range(1, own) if path[:n] in self.titles and not self.is_pair(path[:n])]

    def is_pair(self, mapping: Path) -> bool:
        """Whether it is a label with what stands beside it, as panels list them."""
        in_list = bool(mapping) and isinstance(mapping[-1], int)
        return in_list and mapping in self.titles and self.below[mapping] == self.direct[mapping] <= 2

    def kind(self, path: Path) -> Role:
        """What the value at a path is."""
        if path in self.slots:
            slot = self.slots[path]
            is_quoted = any(">" in start for start in slot.starts)
            return _IN_BODY.get(slot.kind) or ("quote" if is_quoted else "text")
        key, around = (path[-1], path[:-1]) if path else ("", ())
        pair = self.is_pair(around)
        if key in TITLES:
            return "label" if pair else "heading"
        if key in _AUTHORS:
            return "author"
        if around in self.quoted or key in _QUOTES:
            return "quote"
        if pair:
            return "fact"
        at = max((depth for depth, step in enumerate(path) if isinstance(step, int)), default=-1)
        alone = at >= 0 and (at == len(path) - 1 or self.below[path[: at + 1]] == 1)
        return "item" if alone and self.elements[path[:at]] > 1 else "text"


def _lists(paths: Iterable[Path]) -> list[Path]:
    """The list around each element that a value stands in, once an element."""
    elements = {path[: n + 1] for path in paths for n, step in enumerate(path) if isinstance(step, int)}
    return [element[:-1] for element in elements]
