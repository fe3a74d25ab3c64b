"""Catalog + drafts → catalog: each draft fuzzy, or beside a person's text, with a note whose it is.

A draft that nobody touched gives way to another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import drafted_by, is_draft, made_with, mark, people, with_suggestion
from i18n_pipeline.catalog.update import is_spare, wants_draft, wants_suggestion
from i18n_pipeline.model import Key, State


class Draft(NamedTuple):
    """A text for one message, and where it is from."""

    text: str
    kind: str  # memory, glossary or engine
    by: str
    hint: str = ""
    basis: str = ""  # by which it is told later that it would be made in the same way


class Origin(NamedTuple):
    """How a draft was made."""

    engine: str  # or memory, glossary
    by: str  # with its version
    stands_in: bool  # for an engine that was away
    basis: str


_STANDS_IN = re.compile(r" while \S+ was away$")


def standing_in(by: str, engine: str) -> str:
    """By whom a draft is that was made while a better engine was away."""
    return f"{by} while {engine} was away"


def origin_of(entry: Entry) -> Origin | None:
    """How the draft was made that the entry holds; None where it holds none, or a person touched it."""
    if not is_draft(entry) or entry.state is not State.DRAFT or entry.obsolete or people(entry.comment):
        return None
    by = drafted_by(entry)
    return Origin(by.split(" ")[0], _STANDS_IN.sub("", by), bool(_STANDS_IN.search(by)), made_with(entry))


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
        again = origin_of(entry) is not None
        if not (spare or again or wants_draft(entry)):
            return with_suggestion(entry, draft.by, text) if wants_suggestion(entry) else entry
        comment = mark(entry.comment, draft.by, entry.key, text, draft.hint, draft.basis)
        # A line that stands beside the state; and what was reviewed is found by it.
        previous = entry.previous if entry.spans_lines or spare else None
        put = entry.redrafted if again else entry.marked
        return put(text, comment=comment, previous=previous)

    return replace(catalog, entries=tuple(map(filled, catalog.entries)))
