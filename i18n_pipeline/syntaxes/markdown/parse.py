"""A Markdown body → its texts with their spans, by the events of pyromark (pulldown-cmark)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pyromark

from i18n_pipeline.regions import ONE_LINE, Body, Kind, Slot, Span
from i18n_pipeline.syntaxes.markdown import html, inert
from i18n_pipeline.text.splice import around

_O = pyromark.Options
_OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_HEADING_ATTRIBUTES
    | _O.ENABLE_MATH
    | _O.ENABLE_GFM
    | _O.ENABLE_DEFINITION_LIST
)
#: What inline text is part of, by the block that it stands in; an item only where it has no paragraph.
_KINDS = {
    "Paragraph": Kind.PARAGRAPH,
    "Heading": Kind.HEADING,
    "Item": Kind.ITEM,
    "TableCell": Kind.CELL,
    "DefinitionListTitle": Kind.TERM,
    "DefinitionListDefinition": Kind.ITEM,
}
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image"))
_BREAK = re.compile(r"\r\n|\n|\r")
_CODE = re.compile(
    rb"^[ \t]*(?:(?:\#+|//+|--|;+|%+|/?\*+|<!--)[ \t]+)?(\S[^\r\n]*?)[ \t]*(?:\*/|-->)?[ \t]*(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_LANGUAGE = re.compile(r"[\w+#-]+")
#: What code is in whose fence says no language, and code without a fence.
NO_LANGUAGE = "text"


class _Raw(NamedTuple):
    """A text as it is found: half-open, in bytes at first; ``quotes`` is how many quotes it stands in."""

    kind: Kind
    start: int
    end: int
    quotes: int = 0
    level: int = 0
    name: str = ""
    quote: str = ""


def parse(
    text: str, *, mdx: bool = False, code: Callable[[str], bool] = frozenset[str]().__contains__
) -> Body:
    """Read a body, whose lines may end in any way. ``mdx``: with imports and expressions in braces.

    ``code`` tells whether the lines of code in a language are texts.
    """
    raws, blocks, opaque = _found(text, mdx, code)
    languages = frozenset(raw.name for raw in raws if raw.kind is Kind.CODE)
    return Body(text, tuple(_slots(text, raws)), blocks, mdx, languages, opaque)


def read(text: str, *, mdx: bool, code: Callable[[str], bool]) -> tuple[tuple[object, ...], list[str]]:
    """The blocks of a body and what its texts say: all that it takes to verify one."""
    raws, blocks, _ = _found(text, mdx, code)
    return blocks, [_value(text, raw, raw.start)[0] for raw in raws]


def _found(
    text: str, mdx: bool, code: Callable[[str], bool]
) -> tuple[list[_Raw], tuple[object, ...], tuple[Span, ...]]:
    """The texts of a body in page order, its blocks, and where those of code stand."""
    walk = _Walk(inert.hide(text, mdx=mdx).encode(), code)
    walk.run()
    at = _positions(text, walk)
    blocks_of_code = tuple(Span(at[start], at[end]) for start, end in walk.code)
    opaque = [*blocks_of_code, *(Span(at[start], at[end]) for start, end, _ in walk.html)]
    raws = [_Raw(raw.kind, at[raw.start], at[raw.end], *raw[3:]) for raw in walk.raws]
    raws += [
        _Raw(Kind.PARAMETER if aside.quote else Kind.TITLE, *aside[:2], name=aside.name, quote=aside.quote)
        for aside in inert.asides(text)
        if not any(start <= aside.start < end for start, end in opaque)
    ]
    blocks = list(walk.blocks)
    for start, end, quotes in ((at[start], at[end], quotes) for start, end, quotes in walk.html):
        block = text[start:end]
        found = sorted(html.texts(inert.SHORTCODE.sub(lambda shortcode: " " * len(shortcode[0]), block)))
        blocks.append(tuple(around(block, (Span(*one[:2]) for one in found))))
        for one in found:
            kind, where = Kind.ATTRIBUTE if one.quote else Kind.HTML, (one.start + start, one.end + start)
            raws.append(_Raw(kind, *where, quotes, name=one.name, quote=one.quote))
    return sorted(raws, key=lambda raw: raw.start), tuple(blocks), blocks_of_code


class _Walk:
    """One pass over the events, in bytes."""

    def __init__(self, seen: bytes, is_text: Callable[[str], bool]) -> None:
        self.seen = seen
        self.is_text = is_text
        self.language = ""  # of the code that is open, if it is text
        self.blocks: list[object] = []
        self.raws: list[_Raw] = []
        self.code: list[tuple[int, int]] = []
        self.html: list[tuple[int, int, int]] = []
        self.start = self.end = -1  # of the inline text that is open
        self.id = ""  # of the heading that is open

    def run(self) -> None:
        open_: list[tuple[str, int]] = []  # blocks, with the level of a heading
        quotes = 0
        event: Any
        what: Any
        given: Any
        for event, where in pyromark.events_with_range(self.seen.decode(), options=_OPTIONS):
            start, end = where["start"], where["end"]
            if isinstance(event, str):
                name, what = event, None
            else:
                ((name, what),) = event.items()
            if name in ("Start", "End"):
                tag, given = (what, None) if isinstance(what, str) else next(iter(what.items()))
                if tag in _INLINE:
                    self.extend(start, end)
                    continue
                if self.start >= 0:
                    self.close(open_, quotes)
                self.blocks.append((name, tag, repr(given)))
                quotes += (tag == "BlockQuote") * (1 if name == "Start" else -1)
                if name == "End":
                    open_.pop()
                    continue
                level = int(given["level"][1:]) if tag == "Heading" else 0
                self.id = (given["id"] or "") if level else ""
                is_marked = level and self.seen[start : start + 4].lstrip(b" ").startswith(b"#")
                open_.append((tag, level if is_marked else -level))
                if tag == "CodeBlock":
                    self.code.append((start, end))
                    info = _LANGUAGE.match(given.get("Fenced", "") if isinstance(given, dict) else "")
                    language = info[0] if info else NO_LANGUAGE
                    self.language = language if self.is_text(language) else ""
                elif tag == "HtmlBlock" and not self.seen.startswith(inert.CONTAINER.encode(), start):
                    self.html.append((start, end, quotes))
            elif name in ("Rule", "TaskListMarker"):
                self.close(open_, quotes)
                self.blocks.append((name, what))
            elif open_ and open_[-1][0] == "CodeBlock":
                self.lines(start, end) if self.language else self.blocks.append(what)
            elif name not in ("SoftBreak", "HardBreak", "Html"):
                self.extend(start, end)

    def lines(self, start: int, end: int) -> None:
        """The texts of lines of code."""
        for found in _CODE.finditer(self.seen[start:end]):
            where = found.start(1) + start, found.end(1) + start
            self.raws.append(_Raw(Kind.CODE, *where, name=self.language))
            self.blocks.append(Kind.CODE)

    def extend(self, start: int, end: int) -> None:
        if self.start < 0:  # what is behind a backslash is told without it
            self.start = start - (self.seen[start - 1 : start] == b"\\")
        self.end = max(self.end, end)

    def close(self, open_: list[tuple[str, int]], quotes: int) -> None:
        """End the inline text that is open, if any."""
        if self.start < 0:
            return
        tag, level = next(((tag, level) for tag, level in reversed(open_) if tag in _KINDS), ("Paragraph", 0))
        kind = Kind.UNDERLINED if level < 0 else _KINDS[tag]
        self.raws.append(_Raw(kind, self.start, self.end, quotes, abs(level), self.id if level else ""))
        self.blocks.append(kind)
        self.start = self.end = -1


def _positions(text: str, walk: _Walk) -> dict[int, int]:
    """Places in bytes → places in code points."""
    places = {place for raw in walk.raws for place in raw[1:3]}
    places |= {place for pair in (*walk.code, *walk.html) for place in pair[:2]}
    if text.isascii():
        return {place: place for place in places}
    raw, at, before = text.encode(), 0, 0
    found: dict[int, int] = {}
    for place in sorted(places):
        at += len(raw[before:place].decode())
        before = place
        found[place] = at
    return found


def _slots(text: str, raws: Iterable[_Raw]) -> Iterator[Slot]:
    """The texts, in page order, with their sections."""
    begins = [0, *(found.end() for found in _BREAK.finditer(text))]  # of lines
    sections: list[tuple[int, str]] = []
    for raw in raws:
        line = bisect_right(begins, raw.start)
        value, starts = _value(text, raw, begins[line - 1])
        while raw.level and sections and sections[-1][0] >= raw.level:
            sections.pop()
        heading = sections[-1][1] if sections else ""
        span = Span(raw.start, raw.end)
        yield Slot(raw.kind, span, line, value, starts, heading, raw.level, raw.quote, raw.name)
        if raw.level:
            sections.append((raw.level, " ".join(value.split())))


def _value(text: str, raw: _Raw, begin: int) -> tuple[str, tuple[str, ...]]:
    """A text without what its lines begin with, and that; its first line begins at ``begin``."""
    literal, lead = text[raw.start : raw.end], text[begin : raw.start]
    if raw.kind in ONE_LINE:
        return literal, ()
    further = lead and re.sub(r"[^>\t]" if raw.quotes else r"[^\t]", " ", lead)
    first, *lines = _BREAK.split(literal)
    if not lines:
        return literal, (further,)
    start = re.compile(rf"[ \t]*(?:>[ \t]*){{0,{raw.quotes}}}")
    starts = [found[0] for found in map(start.match, lines) if found]
    value = "\n".join([first, *(line[len(start) :] for line, start in zip(lines, starts, strict=True))])
    return value, (*starts, starts[-1])
