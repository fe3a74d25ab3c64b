"""Translations that people made anywhere in the project, by source text: exact and alike."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from threading import Lock
from typing import Protocol
from zlib import crc32

from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.locales import is_label
from i18n_pipeline.model import State

_LONG = 20_000  # characters; a text of more is like no other, which would take minutes to tell
_ALIKE = 75  # percent; below, another text is no help
_MOST = 3  # like texts given
_BITS = 509  # a prime: scripts are laid out in powers of two


@dataclass(frozen=True, slots=True)
class Remembered:
    """A reviewed translation, and a page that has it."""

    msgstr: str
    page: str


Unit = tuple[str, str, str]  # source text, translation, where


class Rest(Protocol):
    """Where there are more translations, read when they are asked for; each is given once."""

    def of(self, text: str) -> Iterable[Unit]:
        """Those of a text, and what is read on the way."""
        ...

    def all(self) -> Iterable[Unit]:
        """All of them."""
        ...


class Memory:
    """What people translated, built once a run. Safe under several threads."""

    def __init__(self, units: Iterable[Unit], rest: Rest | None = None, last: Iterable[Unit] = ()) -> None:
        """``units`` are in the order of preference, with the ``rest`` by page; then come the ``last``."""
        self._by_source: dict[str, list[tuple[str, str]]] = {}
        self._last: dict[str, list[tuple[str, str]]] = {}
        self._rest = rest
        self._add(units)
        for source, target, where in last:
            self._last.setdefault(source, []).append((target, where))
        self._lock = Lock()
        self._sentences: dict[int, list[tuple[int, str]]] | None = None  # with their letters, by length

    def _add(self, units: Iterable[Unit]) -> None:
        for source, target, page in units:
            self._by_source.setdefault(source, []).append((target, page))

    def exact(self, text: str) -> list[Remembered]:
        """The translations of this very text, the most frequent first, then the first found."""
        if self._rest:
            self._add(self._rest.of(text))
        units = self._by_source.get(text, [])
        if self._rest:
            units = sorted(units, key=lambda unit: f"{unit[1]}.po")  # as their files are read
        units = [*units, *self._last.get(text, ())]
        pages = dict(reversed(units))  # the first page of each
        counted = Counter(target for target, _ in units)
        return [Remembered(target, pages[target]) for target, _ in counted.most_common()]

    def like(self, text: str) -> tuple[tuple[str, str], ...]:
        """(source, translation) of the texts most like this one; none for labels."""
        if is_label(text) or len(text) > _LONG:
            return ()
        from rapidfuzz import fuzz, process

        # To score so much, two texts must have a subsequence of that share of their lengths in common: so
        # they are of about one length, and few letters of the one are not in the other.
        sentences, size, letters = self._by_length(), len(text), _letters(text)
        able = []
        for other in range(-(-size * _ALIKE // (200 - _ALIKE)), size * (200 - _ALIKE) // _ALIKE + 1):
            most = size + (size + other) * -_ALIKE // 200  # letters that may be missing
            holders = sentences.get(other, ())
            able += [source for theirs, source in holders if (letters & ~theirs).bit_count() <= most]
        best = process.extract(text, able, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST)
        return tuple((source, self.exact(source)[0].msgstr) for source, _, _ in best)

    def _by_length(self) -> dict[int, list[tuple[int, str]]]:
        """All source texts but labels."""
        with self._lock:
            if self._sentences is None:
                if self._rest:
                    self._add(self._rest.all())
                self._sentences = {}
                for source in self._by_source | self._last:
                    if not is_label(source):
                        self._sentences.setdefault(len(source), []).append((_letters(source), source))
            return self._sentences


def reviewed(catalogs: Iterable[tuple[str, Catalog]]) -> Iterable[Unit]:
    """The units of a memory in (page, catalog) pairs: what a person reviewed, gone or in use."""
    for page, catalog in catalogs:
        for entry in catalog.entries:
            if entry.state is State.REVIEWED and not entry.plural:
                yield entry.msgid, entry.msgstr, page


def _letters(text: str) -> int:
    """A bit for each letter of the text; letters may share one."""
    return reduce(or_, [1 << ord(letter) % _BITS for letter in set(text)], 0)


def digests(catalog: Catalog) -> bytes:
    """By which it can be told, nearly always rightly, that a text was not reviewed in a catalog."""
    texts = (source for source, _, _ in reviewed([("", catalog)]))
    return array("I", (crc32(text.encode()) for text in texts)).tobytes()


def disagreement(remembered: Sequence[Remembered]) -> str:
    """What a translator is told where people translated one text in several ways."""
    others = [f"{other.msgstr} ({other.page})" for other in remembered[1:]]
    return "; ".join(others)
