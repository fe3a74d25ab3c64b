"""Bytes → Page: find every scalar's literal with libyaml's events, one pass, no tree built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Said, say
from i18n_pipeline.model import Finding, Page, Path, Scalar, Severity, Span, Style
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.problems import problem

#: Deeper pages are refused: no page needs it, and readers differ in what they bear.
MAX_DEPTH = 100
#: How many values the aliases of one document may stand for (an alias bomb has billions).
MAX_ALIASED = 100_000

_BOM = "\ufeff"
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*)?)*)*")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_page(raw: bytes, *, name: str, file: str) -> Page:
    """Read one page.

    ``raw`` is the file's content, ``name`` tells its format, ``file`` is shown in messages.
    Raises PageError, with file and line, when it is not a page that every YAML reader accepts.
    """
    text = _decode(raw, file)
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
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
    )


def read_events(text: str) -> Iterator[Any]:
    """libyaml's events of ``text``; raises yaml.YAMLError."""
    return iter(yaml.CSafeLoader(text).get_event, None)


def summarize(event: Any) -> object:
    """An event of PyYAML or ruamel.yaml without its place, for comparing what readers see."""
    name = type(event).__name__
    if name == "ScalarEvent":
        return (event.value, event.anchor, event.tag, not event.style)
    if name in ("MappingStartEvent", "SequenceStartEvent"):
        return (name, event.anchor, event.tag)
    if name == "AliasEvent":
        return (name, event.anchor)
    return name


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = say("not UTF-8 (byte 0x{byte:02x}); save the file as UTF-8", byte=raw[error.start])
        raise PageError(what, file=file, line=line) from error


@dataclass(slots=True)
class _Frame:
    """An open mapping or sequence; the outermost stands for the document."""

    path: Path
    mapping: bool
    flow: bool
    is_key: bool  # is itself a key of the mapping around it
    hidden: bool  # is a key or stands inside one
    anchor: str | None
    key: str | None = None  # the pending key, formatted
    index: int = 0
    size: int = 0  # values in it, aliases counted as what they stand for
    seen: dict[str, int] = field(default_factory=dict)  # how often each key was written

    def wants_key(self) -> bool:
        return self.mapping and self.key is None

    def next_path(self) -> Path:
        """The path of the value that comes now; moves on to the next."""
        self.size += 1
        if self.mapping:
            key, self.key = self.key, None
            return (*self.path, key or "")
        if self.index < 0:  # the document itself
            return self.path
        self.index += 1
        return (*self.path, self.index - 1)


class _Walk:
    """One pass over the events, following paths. The hot loop of extract and merge."""

    def __init__(self, text: str, region: Span, name: str, file: str) -> None:
        self.text = text
        self.region = region
        self.name = name
        self.file = file
        self.first_line = 1 + len(re.findall(r"\r\n|\r|\n", text[: region.start]))
        self.scalars: list[Scalar] = []
        self.events: list[object] = []
        self.warnings: list[Finding] = []
        self.frames: list[_Frame] = []
        self.anchors: dict[str, int | None] = {}  # sizes; None while still open
        self.aliased = 0  # values that the aliases so far stand for
        self.documents = 0

    def run(self) -> None:
        source = self.text[self.region.start : self.region.end]
        handlers = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open,
            yaml.SequenceStartEvent: self.open,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        try:
            for event in read_events(source):
                self.events.append(summarize(event))
                handler = handlers.get(type(event))
                if handler:
                    handler(event)
        except yaml.YAMLError as error:
            raise self.explain(error, source) from error

    def document(self, event: Any) -> None:
        path: Path = ("---", self.documents) if self.documents else ()
        self.frames = [_Frame(path, False, False, False, False, None, index=-1)]
        self.documents += 1
        self.anchors.clear()

    def scalar(self, event: Any) -> None:
        frame = self.frames[-1]
        if event.anchor:
            self.anchors[event.anchor] = 1
        if frame.wants_key():
            self.set_key(frame, event.value, event)
            return
        path = frame.next_path()
        if frame.hidden:
            return
        base = self.region.start
        start = event.start_mark.index + base
        end = event.end_mark.index + base
        if event.anchor or event.tag:
            properties = _PROPERTIES.match(self.text, start, end)
            start = properties.end() if properties else start
        line = event.start_mark.line + self.first_line
        style: Style = event.style or ""
        self.scalars.append(
            Scalar(
                path, Span(start, end), line, event.value, style, event.tag, frame.flow, len(self.events) - 1
            )
        )

    def set_key(self, frame: _Frame, value: str, event: Any) -> None:
        key = value if value.isidentifier() else _quote_key(value)
        times = frame.seen.get(key, 0) + 1
        frame.seen[key] = times
        if times > 1:
            line = event.start_mark.line + self.first_line
            what = say(
                "the key {key} is written twice in one mapping; keep one of them (readers keep the last)",
                key=key,
            )
            self.warnings.append(Finding(self.name, self.file, line, "duplicate-key", Severity.WARNING, what))
            key = f"{key}~{times}"
        frame.key = key

    def open(self, event: Any) -> None:
        if len(self.frames) > MAX_DEPTH:
            raise self.error(event, say("nested deeper than {most} levels; flatten it", most=MAX_DEPTH))
        parent = self.frames[-1]
        is_key = parent.wants_key()
        if is_key:
            self.set_key(parent, "?", event)
        if event.anchor:
            self.anchors[event.anchor] = None
        flow = parent.flow or bool(event.flow_style)
        mapping = type(event) is yaml.MappingStartEvent
        path = parent.next_path()
        self.frames.append(_Frame(path, mapping, flow, is_key, is_key or parent.hidden, event.anchor))

    def close(self, event: Any) -> None:
        frame = self.frames.pop()
        parent = self.frames[-1]
        parent.size += frame.size
        if frame.anchor:
            self.anchors[frame.anchor] = frame.size + 1
        if frame.is_key:  # its mapping now waits for the value
            parent.key = str(frame.path[-1])

    def alias(self, event: Any) -> None:
        size = self.anchors.get(event.anchor, 0)
        if size is None:
            raise self.error(event, say("the alias *{name} stands inside its own anchor", name=event.anchor))
        if size == 0:
            what = say("the alias *{name} has no anchor &{name} above it", name=event.anchor)
            raise self.error(event, what)
        frame = self.frames[-1]
        if frame.wants_key():
            self.set_key(frame, f"*{event.anchor}", event)
            return
        frame.next_path()
        frame.size += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            what = say("its aliases stand for more than {most} values; write them out", most=MAX_ALIASED)
            raise self.error(event, what)

    def error(self, event: Any, what: Said) -> PageError:
        return PageError(what, line=event.start_mark.line + self.first_line)

    def explain(self, error: yaml.YAMLError, source: str) -> PageError:
        mark = getattr(error, "problem_mark", None)
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
