"""Translations that people made elsewhere in the project, by exact source text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.model import State


@dataclass(frozen=True, slots=True)
class Remembered:
    """A reviewed translation, and a page that has it."""

    msgstr: str
    page: str


def remember(catalogs: Iterable[tuple[str, Catalog]]) -> dict[str, Remembered]:
    """Source text → its reviewed translation, from (page, catalog) pairs.

    Where people disagree, the most frequent wins, then the first. Entries that went obsolete count:
    their text was reviewed too.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    pages: dict[tuple[str, str], str] = {}
    for page, catalog in catalogs:
        for entry in catalog.entries:
            if entry.state is State.REVIEWED and not entry.plural:
                found[entry.msgid][entry.msgstr] += 1
                pages.setdefault((entry.msgid, entry.msgstr), page)
    best = {msgid: counted.most_common(1)[0][0] for msgid, counted in found.items()}
    return {msgid: Remembered(msgstr, pages[msgid, msgstr]) for msgid, msgstr in best.items()}
