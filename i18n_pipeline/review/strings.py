"""A string of a review sheet, and what is said of it in each target."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from i18n_pipeline import checks
from i18n_pipeline.catalog import ignored
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.provenance import (
    draft_before_edit,
    drafted_by,
    is_edited,
    people,
    suggestion,
)
from i18n_pipeline.checks.repetition import most_in_a_row
from i18n_pipeline.config import Language
from i18n_pipeline.language import translated
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Message, State
from i18n_pipeline.project.confidence import confidence
from i18n_pipeline.project.judge import subject
from i18n_pipeline.project.manifest import hash_key
from i18n_pipeline.review import live
from i18n_pipeline.review.difference import Difference, difference
from i18n_pipeline.review.terms import Used

#: By whom, and what.
Drafted = tuple[str, str]


class String(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message of a page; ``key`` is a short hash of what identifies it."""

    id: str
    key: str
    context: str | None = None
    notes: tuple[str, ...] = ()
    max: int | None = None
    shape: str = ""
    repeats: int | None = 1  # how often a translation may say the same in a row; None for any number
    errors: tuple[str, ...] | None = None  # the rules of severity error, where they are not the usual ones


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message in a target. ``line`` is in the PO file, 0 where that has no such entry."""

    state: State
    text: str = ""
    line: int = 0
    by: str = ""  # who drafted it
    confidence: tuple[str, int] | None = None  # of such a draft: its class, and its score of 100
    edited: bool = False  # a person changed a little of that, and nobody approved it
    old: Difference = ()  # how the source changed since
    suggested: Drafted | None = None  # a draft beside a person's text or edit
    drafts: tuple[Drafted, ...] = ()  # what other engines said
    comment: str = ""
    findings: tuple[tuple[str, str, str], ...] = ()  # rule, what, severity
    moved: bool = False  # it may have other links than the source
    ignored: tuple[str, ...] = msgspec.field(default=(), name="waived")
    terms: tuple[tuple[int, int], ...] = ()  # where in the source, in UTF-16; which of the glossary


def scored(text: Text, score: float | None) -> Text:
    """The text with how far it can be trusted, which is known of a machine's draft."""
    if score is None:
        return text
    return msgspec.structs.replace(text, confidence=(confidence(score).value, int(score * 100)))


class ToldIn:
    """Messages in another language: ``said`` has each by its English, which is what the call returns."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.said: dict[str, str] = {}

    def __call__(self, message: Notice) -> str:
        """What it says in English."""
        told = str(message)
        if told not in self.said:
            self.said[told] = translated(message, self.language)
        return told


def string_of(message: Message) -> String:
    """A message, as a sheet has it."""
    notes = dict.fromkeys(note for place in message.places for note in place.notes)
    lengths = [place.max_length for place in message.places if place.max_length]
    errors = live.errors_of(message)
    return String(
        id=message.msgid,
        key=hash_key(message.key),
        context=message.msgctxt,
        notes=tuple(notes),
        max=min(lengths, default=None),
        shape=live.shape(message),
        repeats=most_in_a_row(message.msgid),
        errors=None if errors == live.errors() else tuple(sorted(errors)),
    )


def text_of(
    message: Message,
    entry: Entry | None,
    drafts: Sequence[Drafted],
    target: Language,
    used: Used,
    told_in: ToldIn,
) -> Text:
    """What is said of a message in a target, where engines gave these drafts of it."""
    known = Text(
        State.MISSING,
        moved=live.has_moved_links(message, target),
        terms=used.places_in(message.msgid),
    )
    if entry is None or entry.plural:
        return known
    findings: tuple[tuple[str, str, str], ...] = ()
    if entry.msgstr:
        looked_at = subject(message, entry.msgstr, target, used.glossary)
        violations = checks.run(looked_at, silent=ignored.in_force(entry))
        findings = tuple((rule, told_in(what), severity.value) for rule, severity, what in violations)
    stale = entry.state is State.STALE and entry.previous
    suggested = suggestion(entry) or draft_before_edit(entry)
    return msgspec.structs.replace(
        known,
        state=entry.state,
        text=entry.msgstr,
        line=entry.line,
        by=drafted_by(entry) if entry.msgstr else "",
        edited=is_edited(entry),
        old=difference(entry.previous[1], message.msgid) if stale and entry.previous else (),
        suggested=suggested,
        drafts=_others(entry, drafts, suggested),
        comment=people(entry.comment),
        findings=findings,
        ignored=tuple(rule for rule in ignored.named(entry) if rule in checks.rules()),
    )


def _others(entry: Entry, drafts: Sequence[Drafted], suggested: Drafted | None) -> tuple[Drafted, ...]:
    """The drafts that do not stand there anyway, each text once."""
    there = {entry.msgstr, *(suggested or ())[1:]}
    by_text: dict[str, list[str]] = {}
    for engine, draft in drafts:
        if (text := entry.fitted(draft)) not in there:
            by_text.setdefault(text, []).append(engine)
    return tuple((", ".join(engines), text) for text, engines in by_text.items())
