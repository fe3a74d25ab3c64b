"""Catalog + drafts → catalog: each draft fuzzy, or beside a person's text, with a note whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import drafted_by, mark, with_suggestion
from i18n_pipeline.catalog.update import is_spare, wants_draft, wants_suggestion
from i18n_pipeline.model import Key


class Draft(NamedTuple):
    """A text for one message, and where it is from."""

    text: str
    kind: str  # memory, glossary or engine
    by: str
    hint: str = ""


def fill(catalog: Catalog, drafts: Mapping[Key, Draft]) -> Catalog:
    """The catalog with its drafts, where a person has not translated meanwhile.

    A text that a person wrote for an older source gives way to what people said of the new one, as memory and
    glossary have it; what an engine says stands beside it.
    """

    def filled(entry: Entry) -> Entry:
        draft = None if entry.obsolete else drafts.get(entry.key)
        if draft is None:
            return entry
        text, of_people = entry.fitted(draft.text), draft.kind != "engine"
        spare = of_people and not drafted_by(entry) and is_spare(entry, catalog)
        if not (spare or wants_draft(entry)):
            return with_suggestion(entry, draft.by, text) if wants_suggestion(entry) else entry
        comment = mark(entry.comment, draft.by, entry.key, text, draft.hint)
        # A line that stands beside the state; and what was reviewed is found by it.
        previous = entry.previous if entry.spans_lines or spare else None
        return entry.marked(text, comment=comment, previous=previous)

    return replace(catalog, entries=tuple(map(filled, catalog.entries)))
