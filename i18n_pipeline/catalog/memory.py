"""Translations that people made anywhere in the project, by source text: exact and alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from i18n_pipeline.catalog.alike import Alike
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.update import is_short
from i18n_pipeline.model import State

_ALIKE = 75  # percent; below, another text is no help
_MOST = 3  # like texts given


@dataclass(frozen=True, slots=True)
class Remembered:
    """A reviewed translation, and a page that has it."""

    msgstr: str
    page: str


class Memory:
    """What people translated, built once a run. Safe under several threads."""

    def __init__(self, units: Iterable[tuple[str, str, str]]) -> None:
        """``units`` are (source text, translation, where) in the order they are to be preferred."""
        self._found: dict[str, list[tuple[str, str]]] = {}
        for source, target, page in units:
            self._found.setdefault(source, []).append((target, page))
        self._lock = Lock()
        self._alike: Alike | None = None

    def exact(self, text: str) -> list[Remembered]:
        """The translations of this very text, the most frequent first, then the first found."""
        found = self._found.get(text, [])
        pages = dict(reversed(found))  # the first page of each
        counted = Counter(target for target, _ in found)
        return [Remembered(target, pages[target]) for target, _ in counted.most_common()]

    def like(self, text: str) -> tuple[tuple[str, str], ...]:
        """(source, translation) of the texts most like this one; none for labels."""
        if is_short(text):
            return ()
        with self._lock:
            if self._alike is None:
                self._alike = Alike([source for source in self._found if not is_short(source)])
            alike = self._alike
        best = alike.most(text, _ALIKE, _MOST)
        return tuple((source, self.exact(source)[0].msgstr) for source in best)


def reviewed(catalogs: Iterable[tuple[str, Catalog]]) -> Iterable[tuple[str, str, str]]:
    """The units of a memory in (page, catalog) pairs: what a person reviewed, gone or in use."""
    for page, catalog in catalogs:
        for entry in catalog.entries:
            if entry.state is State.REVIEWED and not entry.plural:
                yield entry.msgid, entry.msgstr, page


def disagreement(found: Sequence[Remembered]) -> str:
    """What a translator is told where people translated one text in several ways."""
    others = [f"{other.msgstr} ({other.page})" for other in found[1:]]
    return "; ".join(others)
