"""Bytes → Page: find every scalar's literal with libyaml's events, one pass, no tree built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Finding, Page, Path, Scalar, Severity
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.events import behind_properties, read_events, standing_for, summarize
from i18n_pipeline.pages.problems import problem
from i18n_pipeline.regions import Span
from i18n_pipeline.text.conflict import CONFLICT, conflict_line

#: Deeper pages are refused: no page needs it, and readers differ in what they bear.
MAX_DEPTH = 100
#: How many values the aliases of one document may stand for (an alias bomb has billions).
MAX_ALIASED = 100_000

_UNCLOSED = say("not valid YAML: the quote that opens here is not closed where it should be")
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_BOM = "\ufeff"
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_page(raw: bytes, *, name: str, file: str) -> Page:
    """Read one page.

    ``raw`` is the file's content, ``name`` tells its format, ``file`` is shown in messages.
    Raises PageError, with file and line, when it is not a page that every YAML reader accepts.
    """
    text = _decode(raw, file)
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    if conflict := conflict_line(text):
        raise PageError(CONFLICT, file=file, line=conflict)
    try:
        region = formats.find_yaml(name, text)
        if text.startswith(_BOM, region.start):
            line = text.count("\n", 0, region.start) + 1
            raise PageError(say("a second byte order mark (U+FEFF) stands here; delete it"), line=line)
        walk = _Walk(text, region, name, file)
        walk.run()
    except PageError as error:
        raise PageError(error.message, file=file, line=error.line) from error
    return Page(
        name=name,
        file=file,
        text=text,
        bom=bom,
        yaml=region,
        scalars=tuple(walk.scalars),
        events=tuple(walk.events),
        warnings=tuple(walk.warnings),
        keys=standing_for(walk.in_keys, walk.aliases, walk.events),
    )


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = say("not UTF-8 (byte 0x{byte:02x}); save the file as UTF-8", byte=raw[error.start])
        raise PageError(what, file=file, line=line) from error


class _Walk:
    """One pass over the events, following paths."""

    def __init__(self, text: str, region: Span, name: str, file: str) -> None:
        self.text = text
        self.region = region
        self.name = name
        self.file = file
        self.first_line = 1 + len(re.findall(r"\r\n|\r|\n", text[: region.start]))
        self.scalars: list[Scalar] = []
        self.events: list[object] = []
        self.warnings: list[Finding] = []
        self.anchors: dict[str, int] = {}  # events that have one
        self.aliases: dict[int, int] = {}  # events, and those that they stand for
        self.in_keys: list[int] = []  # aliases that are keys, or stand in one
        self.sizes: dict[str, int | None] = {}  # values of what has an anchor; None while still open
        self.aliased = 0  # values that the aliases so far stand for

    def run(self) -> None:
        source = self.text[self.region.start : self.region.end]
        try:
            self.follow(read_events(source))
        except yaml.YAMLError as error:
            raise self.explain(error, source) from error

    def follow(self, events: Iterable[Any]) -> None:  # noqa: PLR0912, PLR0915
        """The hot loop of extract and merge: one function, as calls and attributes are most of its time."""
        base, first_line = self.region.start, self.first_line
        scalars, summaries, sizes = self.scalars, self.events, self.sizes
        values = documents = 0  # so far; what an alias stands for counts again
        outer: list[tuple[Any, ...]] = []  # what is open around this mapping, sequence or document:
        path: Path = ()
        mapping = flow = hidden = False  # hidden: is a key, or stands in one
        key: Any = None  # of the value to come, in a mapping
        index = 0  # of the value to come, in a sequence
        written: dict[object, int] = {}  # how often each key was
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value, anchor, tag, style = event.value, event.anchor, event.tag, event.style
                summaries.append((value, anchor, tag, not style))
                if anchor:
                    sizes[anchor] = 1
                    self.anchors[anchor] = len(summaries) - 1
                if mapping and key is None:
                    if value in written or not value.isidentifier():
                        key = self.key(written, value, event, (value,))
                    else:
                        written[value] = 1
                        key = value
                    continue
                here = (*path, key) if mapping else (*path, index) if outer else path
                key = None
                index += 1
                values += 1
                if hidden:
                    continue
                mark = event.start_mark
                start, end = mark.index + base, event.end_mark.index + base
                if anchor or tag:
                    start = behind_properties(self.text, start, end)
                span, line = Span(start, end), mark.line + first_line
                scalars.append(Scalar(here, span, line, value, style or "", tag, flow, len(summaries) - 1))
                continue
            summaries.append(summarize(event))
            if kind in _STARTS:
                if len(outer) >= MAX_DEPTH:
                    what = say("nested deeper than {most} levels; flatten it", most=MAX_DEPTH)
                    raise self.error(event, what)
                anchor = event.anchor
                if anchor:
                    sizes[anchor] = None
                    self.anchors[anchor] = len(summaries) - 1
                is_key = mapping and key is None
                if is_key:
                    key = self.key(written, "?", event, len(summaries) - 1)
                here = (*path, key) if mapping else (*path, index) if outer else path
                after = key if is_key else None
                outer.append((path, mapping, flow, hidden, after, index + 1, written, anchor, values))
                path, mapping, key, index, written = here, kind is yaml.MappingStartEvent, None, 0, {}
                flow, hidden = flow or bool(event.flow_style), hidden or is_key
                values += 1
            elif kind in _ENDS:
                path, mapping, flow, hidden, key, index, written, anchor, before = outer.pop()
                if anchor:
                    sizes[anchor] = values - before
            elif kind is yaml.AliasEvent:
                size = self.size(event)
                self.aliases[len(summaries) - 1] = meant = self.anchors[event.anchor]
                is_key = mapping and key is None
                if hidden or is_key:
                    self.in_keys.append(len(summaries) - 1)
                if is_key:
                    key = self.key(written, f"*{event.anchor}", event, meant)
                    continue
                key = None
                index += 1
                values += size
            elif kind is yaml.DocumentStartEvent:
                path = ("---", documents) if documents else ()
                documents += 1
                sizes.clear()

    def key(self, written: dict[object, int], value: str, event: Any, same: object) -> str:
        """The next key of a mapping, as paths have it; two are one where ``same`` is."""
        key = value if value.isidentifier() else _quote_key(value)
        times = written[key] = written.get(key, 0) + 1
        is_repeated = same in written or (times > 1 and key is value)
        written[same] = 1
        name = key if times == 1 else f"{key}~{times}"
        if not is_repeated:
            return name
        line = event.start_mark.line + self.first_line
        what = say(
            "the key {key} is written twice in one mapping; keep one of them (readers keep the last)",
            key=key,
        )
        self.warnings.append(Finding(self.name, self.file, line, "duplicate-key", Severity.WARNING, what))
        return name

    def size(self, event: Any) -> int:
        """How many values an alias stands for."""
        size = self.sizes.get(event.anchor, 0)
        if size is None:
            raise self.error(event, say("the alias *{name} stands inside its own anchor", name=event.anchor))
        if size == 0:
            what = say("the alias *{name} has no anchor &{name} above it", name=event.anchor)
            raise self.error(event, what)
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            what = say("its aliases stand for more than {most} values; write them out", most=MAX_ALIASED)
            raise self.error(event, what)
        return size

    def error(self, event: Any, what: Notice) -> PageError:
        return PageError(what, line=event.start_mark.line + self.first_line)

    def opened(self, error: Any, line: int) -> int:
        """The line of a quote that is not closed where it should be, if that may be what is wrong; else 0."""
        if error.context == "while scanning a quoted scalar":
            return int(error.context_mark.line) + self.first_line
        last = self.scalars[-1] if self.scalars else None
        lines = self.text.count("\n", *last.span) if last and last.style in ("'", '"') else 0
        return last.line if last and lines and last.line + lines == line else 0

    def explain(self, error: yaml.YAMLError, source: str) -> PageError:
        mark = getattr(error, "problem_mark", None)
        if mark is not None and (opened := self.opened(error, mark.line + self.first_line)):
            return PageError(_UNCLOSED, line=opened)
        if mark is not None:
            why = problem(getattr(error, "problem", None) or "cannot be read")
            what = say("not valid YAML: {problem}; correct this line or the one above", problem=why)
            return PageError(what, line=mark.line + self.first_line)
        bad = _UNPRINTABLE.search(source)
        line = self.first_line + (source.count("\n", 0, bad.start()) if bad else 0)
        what = (
            say("holds the control character U+{code:04X}; delete it", code=ord(bad.group()))
            if bad
            else say("not valid YAML")
        )
        return PageError(what, line=line)


def _quote_key(key: str) -> str:
    """A key that shows in a path without being mistaken for more than one step."""
    if re.fullmatch(r"[\w][\w-]*|<<", key):
        return key
    return json.dumps(key, ensure_ascii=not key.isprintable())
