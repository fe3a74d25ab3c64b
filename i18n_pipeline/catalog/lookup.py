"""What a catalog says of a message: the text to publish, and how far the work has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import drafted_by
from i18n_pipeline.model import Counts, Key, State


def published(entry: Entry | None, publish: Literal["drafts", "reviewed"]) -> str | None:
    """The translation that goes into the page; None means the source text stays."""
    if entry is None or entry.state is State.MISSING:
        return None
    if entry.state is not State.REVIEWED and publish == "reviewed":
        return None
    return entry.msgstr


def states(entries: Mapping[Key, Entry], keys: Iterable[Key]) -> Counts:
    """The messages of a page, counted by state."""
    return Counts.of(entries[key].state if key in entries else State.MISSING for key in keys)


def by_people(catalog: Catalog) -> set[str]:
    """The msgids that a person gave another text, be it one for an older source, or not in use."""
    return {
        entry.msgid
        for entry in catalog.entries
        if entry.msgstr not in ("", entry.msgid) and not (entry.fuzzy and drafted_by(entry))
    }
