"""The frozen data that flows through the pipeline: bytes → Page → Messages → catalog → bytes."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Literal, NamedTuple

from i18n_pipeline.messages import Notice
from i18n_pipeline.regions import Body, Span

#: Steps from the root of a page to a value: mapping keys (as shown) and list indexes.
#: A key written a second time in one mapping is shown as ``key~2``; a key that would read
#: ambiguously is quoted. Documents after the first of a file start with ``("---", n)``.
Path = tuple[str | int, ...]

#: How a scalar is written: plain is "", others are their YAML indicator; or it is a text of the body.
Style = Literal["", "'", '"', "|", ">", "body"]


@lru_cache(maxsize=8192)  # pages of a kind have the same paths
def show_path(path: Path) -> str:
    """``("a", 0, "b")`` as ``a[0].b``."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return shown.removeprefix(".")


#: The first step to a text of a page's body; no key of YAML shows so.
BODY = "$body"


# Where pages have hundreds of a kind it is a named tuple: those are made several times faster.
class Scalar(NamedTuple):
    """One scalar value of a page, or a text of its body: where its literal stands and what it means.

    The span, in ``Page.text``, holds the literal alone: no anchor, no tag, no comment after it (a block
    scalar's header and the blank lines behind it are part of it). ``flow`` tells whether it stands inside
    ``[]`` or ``{}``; ``event`` is its index in ``Page.events``, or one behind them for a text of the body.
    """

    path: Path
    span: Span
    line: int
    value: str
    style: Style
    tag: str | None
    flow: bool
    event: int

    def __hash__(self) -> int:
        return self.event  # tells those of a page apart, and quickly

    @property
    def in_body(self) -> bool:
        """Whether it is no YAML."""
        return self.style == "body"


#: What a YAML reader sees, without places: one item an event, scalars as
#: (value, anchor, tag, plain). Two pages of equal events have the same tree.
Events = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    ``text`` is its whole content, decoded, without a byte order mark; ``yaml`` the part of it
    that is YAML, the rest being a Markdown body and its delimiters; ``keys`` are the events of values
    that are keys elsewhere, through an alias. The texts of the ``body``, if it was read, are the last of
    ``scalars``.
    """

    name: str  # "case/yingjie-learn.md"
    file: str  # relative to the project root, for messages
    text: str
    bom: bool
    yaml: Span
    scalars: tuple[Scalar, ...]
    events: Events
    warnings: tuple[Finding, ...] = ()
    keys: frozenset[int] = frozenset()
    body: Body | None = None


#: How bad what a quality rule finds is, where that is set, by its name; None: nothing is told.
Severities = tuple[tuple[str, "Severity | None"], ...]


class Place(NamedTuple):
    """One occurrence of a message: where, and what a translator wants to know about it."""

    path: Path
    line: int
    title: str = ""  # of the page
    heading: str = ""  # of the nearest section around it
    notes: tuple[str, ...] = ()
    max_length: int | None = None
    checks: Severities = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One [[rule]] of i18n.toml: what to do with the values at some paths of some pages."""

    path: str  # as the maintainer wrote it
    pages: str
    path_pattern: re.Pattern[str]
    page_pattern: re.Pattern[str]
    translate: bool | None = None  # None: as the script says
    note: str = ""
    max_length: int | None = None
    context: str = ""  # msgctxt
    checks: Severities = ()
    line: int = 1  # in i18n.toml
    number: int = 0  # among the rules there: several may stand in a line

    def covers(self, page: str) -> bool:
        """Whether it speaks of the page of this name."""
        return self.page_pattern.fullmatch(page) is not None

    def matches(self, path: Path) -> bool:
        """Whether it speaks of the value at this path."""
        return self.path_pattern.fullmatch(show_path(path)) is not None


class Message(NamedTuple):
    """A string to translate, with every place on one page where it stands."""

    msgid: str
    places: tuple[Place, ...]
    msgctxt: str | None = None

    @property
    def key(self) -> Key:
        """What identifies it in a catalog."""
        return (self.msgctxt, self.msgid)


#: (msgctxt, msgid)
Key = tuple[str | None, str]


class Term(NamedTuple):
    """One glossary row; an empty ``target`` means: keep ``source`` as it is."""

    source: str
    target: str
    note: str = ""
    also: tuple[str, ...] = ()  # what is right as well; drafts have the target

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may stand for the source."""
        return (self.target or self.source, *self.also)


class Severity(StrEnum):
    """How bad a finding is; an error makes ``check`` exit with 1."""

    ERROR = "error"
    WARNING = "warning"


#: Commands that help on.
SYNC = "i18n-pipeline sync"
REVIEW = "i18n-pipeline review --output review.html"


class Finding(NamedTuple):
    """Something a person should look at. ``line`` is in ``file``; ``next`` is a command that helps on."""

    page: str
    file: str
    line: int
    rule: str
    severity: Severity
    message: Notice
    target: str = ""
    path: str = ""
    next: str = ""


class Failure(NamedTuple):
    """A page or catalog that could not be done; the others were."""

    page: str
    file: str
    line: int
    message: Notice


class State(StrEnum):
    """Of one message in one target; the four are disjoint and cover everything."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Counts:
    """Messages by state, and of the drafts by machines how many are good, fair, poor, where that was asked.

    And how many drafts stand on how many target pages where only what is reviewed is to be published.
    """

    reviewed: int = 0
    draft: int = 0
    stale: int = 0
    missing: int = 0
    drafts_on_pages: int = 0
    pages_with_drafts: int = 0
    good: int = 0
    fair: int = 0
    poor: int = 0

    @property
    def work(self) -> tuple[int, int, int]:
        """The more, the more is to be done: first what is missing, stale or poor, then other drafts."""
        return self.missing + self.stale + self.poor, self.draft - self.good, self.good

    @property
    def total(self) -> int:
        """All of them."""
        return self.reviewed + self.draft + self.stale + self.missing

    def __add__(self, other: Counts) -> Counts:
        return Counts(*map(operator.add, astuple(self), astuple(other)))

    def with_drafts(self, on_page: int) -> Counts:
        """The same of one page, which shows so many drafts."""
        return replace(self, drafts_on_pages=on_page, pages_with_drafts=min(on_page, 1))

    @classmethod
    def of(cls, states: Iterable[State]) -> Counts:
        """Count states."""
        listed = list(states)
        return cls(
            *(listed.count(state) for state in (State.REVIEWED, State.DRAFT, State.STALE, State.MISSING))
        )
