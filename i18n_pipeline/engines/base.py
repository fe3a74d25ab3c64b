"""The seam that every draft engine stands behind.

An engine is a module of this folder with a function ``create(settings) -> Engine``.
It is imported only when it is chosen; see ``registry``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from i18n_pipeline.errors import EngineError
from i18n_pipeline.model import Term

#: Pairs of source and target.
Similar = Callable[[], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a page is about, for engines that can use it; texts of one page share it."""

    title: str = ""
    outline: tuple[str, ...] = ()  # its headings
    speakers: tuple[str, ...] = ()  # who says what stands there
    reviewed: tuple[tuple[str, str], ...] = ()  # some of its texts, and how people translated them


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands, for engines that can use it."""

    title: str = ""  # of the page
    heading: str = ""  # of the section
    before: str = ""  # the source text in front of it
    after: str = ""  # the source text behind it
    note: str = ""  # written by the maintainer
    similar: Similar = tuple  # reviewed ones of like texts, and its own of before, looked up when asked
    page: Brief = Brief()


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate; its protected pieces are masked as ``[X0X]``, ``[X1X]``, …"""

    text: str
    context: Context = Context()
    refused: str = ""  # an answer that was given before
    objection: str = ""  # why it, or what came in its place, cannot be


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may hold, and how many calls may run at once (each on its own instance)."""

    texts: int = 1
    characters: int = 5000
    workers: int = 1
    mends: bool = False  # whether it can give a better answer, told what is wrong with one


@dataclass(frozen=True, slots=True)
class Settings:
    """What an engine is created with."""

    source: str  # locale, e.g. "zh_CN"
    target: str
    glossary: tuple[Term, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)  # its table in i18n.toml
    style: str = ""  # what a person wishes of texts in the target language


class Engine(Protocol):
    """A translator of masked texts. An instance is used by one thread at a time."""

    @property
    def name(self) -> str:
        """As chosen with ``--engine`` and written into catalogs."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may be answered differently."""

    @property
    def limits(self) -> Limits:
        """The largest batch ``translate`` takes."""

    def translate(self, requests: Sequence[Request]) -> Sequence[str | EngineError]:
        """Answer each request, in order: a translation, or why there is none.

        Raises TemporaryEngineError when the whole call failed for now.
        """
