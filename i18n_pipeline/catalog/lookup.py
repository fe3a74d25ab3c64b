"""What a catalog says of a message: the text to publish, and how far the work has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import is_draft
from i18n_pipeline.model import Counts, Key, State


def published(catalog: Catalog, publish: Literal["drafts", "reviewed"]) -> dict[Key, str]:
    """The translations that go into the page; where a message has none, none is fit to publish.

    Of what is not reviewed, only drafts are published where they may be, and else what was reviewed for an
    older source: that is of a string that is gone, and stands there as obsolete.
    """
    used = [entry for entry in catalog.entries if not entry.obsolete]
    if publish == "drafts":
        return {entry.key: entry.msgstr for entry in used if entry.msgstr}
    older = {e.key: e.msgstr for e in catalog.entries if e.obsolete and e.state is State.REVIEWED}
    texts = (
        (entry.key, entry.msgstr if entry.state is State.REVIEWED else _older(entry, older)) for entry in used
    )
    return {key: text for key, text in texts if text}


def _older(entry: Entry, older: Mapping[Key, str]) -> str:
    return older.get(entry.previous, "") if entry.previous and entry.msgstr else ""


def states(entries: Mapping[Key, Entry], keys: Iterable[Key]) -> Counts:
    """The messages of a page, counted by state."""
    return Counts.of(entries[key].state if key in entries else State.MISSING for key in keys)


def by_people(catalog: Catalog) -> set[str]:
    """The msgids that a person gave another text, be it one for an older source, or not in use."""
    return {
        entry.msgid
        for entry in catalog.entries
        if entry.msgstr not in ("", entry.msgid) and not is_draft(entry)
    }
