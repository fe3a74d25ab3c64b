"""Bring a catalog in step with its page, losing nothing that a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.places import Occurrence, align
from i18n_pipeline.catalog.provenance import drafted_by, people
from i18n_pipeline.locales import HAN
from i18n_pipeline.model import Key, Message, State, show_path

#: Han characters below which likeness alone proves nothing: 公有云 and 私有云 are opposites.
SHORT = 8
_ALIKE = 0.7  # similarity from which a string may inherit from any other of the page
_PATH = "path: "


def update(
    catalog: Catalog, messages: Sequence[Message], file: str, places: Sequence[Occurrence] = ()
) -> Catalog:
    """The catalog of ``messages`` with all that ``catalog`` knows.

    Kept: entries of unchanged strings. Revived: obsolete entries whose string came back. Carried
    over as fuzzy, with the previous msgid: entries of changed strings, found by place, else by
    similarity. Made obsolete: entries of strings that are gone. ``file`` is the page's;
    ``places`` tells where strings stood, for a catalog whose comments do not.
    """
    before = {entry.key: entry for entry in catalog.entries}
    wanted = {message.key for message in messages}
    origins = _origins(catalog, messages, places)
    entries = []
    for message in messages:
        known = before.get(message.key)
        entry = known or _inherit(message.key, before.get(origins.get(message.key, message.key)))
        entries.append(_described(entry, message, file))
    gone = [
        entry for entry in catalog.entries if entry.key not in wanted and _is_worth_keeping(entry, before)
    ]
    return replace(catalog, entries=(*entries, *map(_retired, gone)))


def template(
    messages: Sequence[Message], file: str, metadata: Iterable[tuple[str, str]], comment: str
) -> Catalog:
    """The POT file of a page."""
    entries = tuple(
        _described(Entry(message.msgid, msgctxt=message.msgctxt), message, file) for message in messages
    )
    return Catalog(tuple(metadata), entries, comment)


def occurrences(catalog: Catalog) -> list[Occurrence]:
    """Where the strings of a catalog stood in their page, as its comments tell."""
    return [
        (line.removeprefix(_PATH), entry.key)
        for entry in catalog.entries
        for line in entry.extracted.split("\n")
        if line.startswith(_PATH) and not entry.obsolete
    ]


def wants_draft(entry: Entry, catalog: Catalog) -> bool:
    """Whether a machine may fill the entry: it is empty, or what it holds is kept elsewhere too.

    The latter are texts carried over from a changed source: a machine's own, and the translations
    of labels, because another label is another thing (公有云 → 私有云) while a changed sentence is
    best repaired. The translation of the old label stays in the catalog as obsolete.
    """
    if not entry.msgstr:
        return not entry.plural
    if entry.state is not State.STALE or not entry.previous:
        return False
    if drafted_by(entry):
        return True
    origin = next((other for other in catalog.entries if other.key == entry.previous), None)
    return origin is not None and origin.msgstr == entry.msgstr and is_short(entry.msgid)


def is_short(text: str) -> bool:
    """Whether a text is a label, which gets replaced, rather than a sentence, which gets edited."""
    return len(HAN.findall(text)) < SHORT


@cache
def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1 (normalized indel similarity)."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def _origins(catalog: Catalog, messages: Sequence[Message], places: Sequence[Occurrence]) -> dict[Key, Key]:
    """New key → the key whose translation it inherits."""
    known = {entry.key: entry for entry in catalog.entries}
    added = [message.key for message in messages if message.key not in known]
    if not added or not known:
        return {}
    old = sorted(occurrences(catalog) or places, key=_natural)
    new = sorted(((show_path(place.path), m.key) for m in messages for place in m.places), key=_natural)
    origins = align(old, new, similarity)
    wanted = {message.key for message in messages}
    free = [key for key, entry in known.items() if entry.msgstr and key not in wanted | set(origins.values())]
    for key in added:
        alike = [other for other in free if _may_inherit(key, other)]
        if key not in origins and alike:
            origins[key] = max(alike, key=lambda other: similarity(key[1], other[1]))
    return origins


def _may_inherit(key: Key, other: Key) -> bool:
    return not is_short(key[1]) and not is_short(other[1]) and similarity(key[1], other[1]) >= _ALIKE


def _natural(occurrence: Occurrence) -> list[tuple[int, str]]:
    """Sorts paths by their list indexes as numbers: the same order before and after an edit."""
    return [(int(step) if step.isdecimal() else -1, step) for step in re.split(r"(\d+)", occurrence[0])]


def _inherit(key: Key, origin: Entry | None) -> Entry:
    msgctxt, msgid = key
    if origin is None or not origin.msgstr:
        return Entry(msgid, msgctxt=msgctxt)
    translated = origin.previous if origin.fuzzy and origin.previous else origin.key
    entry = Entry(msgid, msgctxt=msgctxt, flags=origin.flags, plural=None)
    return entry.marked(origin.msgstr, comment=origin.comment, previous=translated)


def _described(entry: Entry, message: Message, file: str) -> Entry:
    """The entry in use, with what the page says of it now."""
    lines = [f"{_PATH}{show_path(place.path)}" for place in message.places]
    for place in message.places:
        context = " › ".join(filter(None, (place.title, place.heading)))
        lines += [f"in: {context}"] if context else []
        lines += [f"note: {' '.join(note.split())}" for note in place.notes]
        lines += [f"max length: {place.max_length}"] if place.max_length else []
    return replace(
        entry,
        extracted="\n".join(dict.fromkeys(lines)),
        files=tuple((f"\u2068{file}\u2069" if " " in file else file).split()),
        previous=None if entry.previous == entry.key else entry.previous,
        obsolete=False,
    )


def _is_worth_keeping(entry: Entry, before: Mapping[Key, Entry]) -> bool:
    """Whether an entry that is no longer used holds anything that another one does not."""
    if not entry.msgstr and not people(entry.comment):
        return False
    origin = before.get(entry.previous) if entry.previous and entry.fuzzy else None
    copied = origin and origin.msgstr == entry.msgstr and people(origin.comment) == people(entry.comment)
    return not copied


def _retired(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, extracted="", files=(), previous=None)
