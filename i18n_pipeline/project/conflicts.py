"""What to do with one thing that a person changed on a target page: take it, leave it, or ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from i18n_pipeline.catalog.adopt import is_machines_still, is_replaceable
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.provenance import is_edited
from i18n_pipeline.messages import NOTHING, Notice, say
from i18n_pipeline.model import Scalar, State
from i18n_pipeline.pages.select import is_string
from i18n_pipeline.project.authors import Author
from i18n_pipeline.project.manifest import Texts
from i18n_pipeline.project.overrides import Override, fits
from i18n_pipeline.schema import Publish

#: Who is right where a page and its catalog were both changed by people.
Theirs = Literal["page", "po"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """``doubt`` says what a person has to decide; "" where nothing."""

    take: bool = False
    doubt: Notice = NOTHING
    is_sure: bool = True  # what is taken is a person's
    approves: bool = True  # it is reviewed now


def on_translation(
    entry: Entry | None,
    scalars: Sequence[Scalar],
    author: Author,
    written: Texts,
    file: str,
    theirs: Theirs | None,
    publish: Publish,
) -> Resolution:
    """Of the values that a page says anew for one message; ``written`` are those that merge wrote."""
    if entry is None:
        return Resolution(
            doubt=say("translates a text that the catalog has no more; take it back, or translate it there")
        )
    if not all(map(is_string, scalars)):
        return Resolution(
            doubt=say("is no text any more; write one, in quotes if it reads as something else")
        )
    text = entry.fitted(scalars[0].value)
    if any(entry.fitted(scalar.value) != text for scalar in scalars):
        return Resolution(
            doubt=say("stands in several places and was changed in several ways; make them one")
        )
    if entry.msgstr == text or author is Author.MACHINE:
        return Resolution()
    if author is Author.UNKNOWN and not theirs:
        if publish == "drafts" and is_replaceable(entry, ()):
            return Resolution(take=True, is_sure=False, approves=False)
        what = say(
            "says {text}, which a machine may have written; sync --theirs page takes it for reviewed,"
            " sync --theirs po drops it",
            text=_shown(text),
        )
        return Resolution(doubt=what)
    approves = entry.state is not State.STALE
    stood = entry.msgstr in written or is_edited(entry)
    if author is Author.PERSON and (stood or is_replaceable(entry, written)):
        is_edit = stood and is_machines_still(entry, text)
        return Resolution(take=True, approves=approves and not is_edit)
    return replace(_between(theirs, text, entry.msgstr, f"{file}:{entry.line}"), approves=approves)


def on_override(
    row: Override | None,
    scalar: Scalar,
    source: Scalar | None,
    written: Texts,
    before: Texts,
    file: str,
    theirs: Theirs | None,
) -> Resolution:
    """Of a value that is no text; ``row`` is what was overridden there, ``before`` what stood there ever."""
    if source is None or not fits(source, scalar):
        what = say("says {text}, which cannot stand for what the source page says", text=_shown(scalar.value))
        return Resolution(doubt=what)
    if row and row.target == scalar.value:
        return Resolution()
    if row is None or (row.target in written and scalar.value not in before):
        return Resolution(take=True)
    if row.target in written and not theirs:  # taken back by a person, or brought back by git
        what = say(
            "says {text} as it once did, and {place} says {other}; sync --theirs page or --theirs po decides",
            text=_shown(scalar.value),
            other=_shown(row.target),
            place=f"{file}:{row.line}",
        )
        return Resolution(doubt=what)
    return _between(theirs, scalar.value, row.target, f"{file}:{row.line}")


def _between(theirs: Theirs | None, page: str, other: str, place: str) -> Resolution:
    if theirs:
        return Resolution(take=theirs == "page")
    what = say(
        "says {page} here and {other} in {place}, both new; sync --theirs page or --theirs po decides",
        page=_shown(page),
        other=_shown(other),
        place=place,
    )
    return Resolution(doubt=what)


def _shown(text: str) -> str:
    return f'"{text if len(text) <= 80 else text[:79] + "…"}"'.replace("\n", "⏎")
