"""Put a text that a person wrote outside the catalog into it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.ignored import with_ignored
from i18n_pipeline.catalog.provenance import drafted_by, machine_text, mark_aligned, people, with_edit
from i18n_pipeline.catalog.update import share_of
from i18n_pipeline.locales import is_label
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Key, State

#: Of the words of an edited draft, the share above which they are the machine's: it wrote the most of it.
_MOST = 0.5


def adopt(catalog: Catalog, key: Key, text: str, *, approve: bool = True) -> Catalog:
    """The catalog with ``text`` as the reviewed translation of the message ``key``, fitted to each msgid.

    Without ``approve`` it stays fuzzy, as an edit of what the entry has. A translation of an older source
    stays one, and an obsolete entry obsolete. What was carried over from it unchanged into the entry of a
    newer source changes along.
    """
    old = {entry.msgstr for entry in catalog.entries if entry.key == key}
    entries = []
    for entry in catalog.entries:
        if entry.key == key:
            entry = _with_translation(entry, text, approve=approve)
        elif entry.state is State.STALE and entry.previous == key and entry.msgstr in old:
            entry = _with(entry, text)
        entries.append(entry)
    return replace(catalog, entries=tuple(entries))


def carried(catalog: Catalog, origin: Key, key: Key, text: str) -> Catalog:
    """The catalog where a machine's draft for ``key`` gives way to a person's text for its older source."""

    def with_text(entry: Entry) -> Entry:
        return entry.marked(entry.fitted(text), comment=people(entry.comment), previous=origin)

    entries = (with_text(e) if e.key == key and machine_text(e) == e.msgstr else e for e in catalog.entries)
    return replace(catalog, entries=tuple(entries))


def adopt_unsure(catalog: Catalog, key: Key, text: str, file: str, doubt: Notice) -> Catalog:
    """The catalog with ``text``, found on the page ``file``, as fuzzy, and why somebody has to look."""

    def with_text(entry: Entry) -> Entry:
        fitted = entry.fitted(text)
        comment = mark_aligned(entry.comment, file, key, fitted, doubt)
        return entry.marked(fitted, comment=comment, previous=None)

    entries = (with_text(entry) if entry.key == key else entry for entry in catalog.entries)
    return replace(catalog, entries=tuple(entries))


def approved(entry: Entry, text: str, silent: Iterable[str] = ()) -> Entry:
    """The entry with ``text`` as what a person, who saw the source as it is now, says for it.

    ``silent`` are the rules that this person takes the text to be right against.
    """
    flags = tuple(flag for flag in entry.lasting_flags if flag != "fuzzy")
    reviewed = _with(entry, text)._replace(flags=flags, previous=None)
    return with_ignored(reviewed, silent)


def is_replaceable(entry: Entry, published: Container[str]) -> bool:
    """Whether no person's words are lost with the text of the entry.

    It is empty, a machine's, or among the texts that were ``published`` and then changed by a person.
    """
    return not entry.msgstr or bool(drafted_by(entry)) or entry.msgstr in published


def is_machines_still(entry: Entry, text: str) -> bool:
    """Whether ``text``, to which a person changed that of the entry, is an engine's for the most part.

    Labels are so short that one word is all of their wording.
    """
    draft = machine_text(entry)
    return bool(draft) and not is_label(entry.msgid) and share_of(text, draft) > _MOST


def _with_translation(entry: Entry, text: str, *, approve: bool) -> Entry:
    if entry.state is State.STALE:
        return _with(entry, text)
    return approved(entry, text) if approve else with_edit(entry, entry.fitted(text))


def _with(entry: Entry, text: str) -> Entry:
    return entry._replace(msgstr=entry.fitted(text), comment=people(entry.comment))
