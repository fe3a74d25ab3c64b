"""Catalog + drafts → catalog: each draft fuzzy, with a note of where it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from i18n_pipeline.catalog import provenance
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.update import is_spare, wants_draft
from i18n_pipeline.model import Key


class Draft(NamedTuple):
    """A text for one message, and where it is from."""

    text: str
    kind: str  # memory, glossary or engine
    by: str
    hint: str = ""


def fill(catalog: Catalog, drafts: Mapping[Key, Draft]) -> Catalog:
    """The catalog with its drafts, where a person has not translated meanwhile."""

    def filled(entry: Entry) -> Entry:
        draft = None if entry.obsolete else drafts.get(entry.key)
        if draft is None or not (wants_draft(entry, catalog) or is_spare(entry, catalog)):
            return entry
        text = entry.fitted(draft.text)
        comment = provenance.mark(entry.comment, draft.by, entry.key, text, draft.hint)
        previous = entry.previous if entry.spans_lines else None  # a line that stands beside the state
        return entry.marked(text, comment=comment, previous=previous)

    return replace(catalog, entries=tuple(map(filled, catalog.entries)))
