"""The entries of a POT file: what a page says of its strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.places import Occurrence
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import BODY, Message, Path, show_path

_PATH = "path: "


def describe(messages: Sequence[Message], file: str, glossary: Glossary | None = None) -> tuple[Entry, ...]:
    """An entry a message, without a translation. ``file`` is the page's, as references show it.

    Terms of the glossary that have a note are shown where they stand.
    """
    # gettext tools set a name with blanks between isolates (U+2068, U+2069).
    files = tuple((f"\u2068{file}\u2069" if " " in file else file).split())
    entries = tuple(
        Entry(message.msgid, msgctxt=message.msgctxt, extracted=_comment(message), files=files)
        for message in messages
    )
    return with_notes(entries, glossary) if glossary else entries


def with_notes(entries: tuple[Entry, ...], glossary: Glossary) -> tuple[Entry, ...]:
    """The entries with what the glossary notes on terms in them."""
    return tuple(_noted(entry, glossary.noted) for entry in entries) if glossary.noted else entries


def _noted(entry: Entry, glossary: Glossary) -> Entry:
    terms = list(dict.fromkeys(glossary.found_in(entry.msgid)))
    if not terms:
        return entry
    notes = [f"glossary: {t.source} = {t.target or t.source} ({' '.join(t.note.split())})" for t in terms]
    return entry._replace(extracted="\n".join([entry.extracted, *notes]))


def occurrences(entries: Iterable[Entry]) -> list[Occurrence]:
    """Where strings stood in their page, as the comments of their entries tell."""
    return [
        (line.removeprefix(_PATH), entry.key)
        for entry in entries
        if not entry.obsolete
        for line in entry.extracted.split("\n")
        if line.startswith(_PATH)
    ]


def _kind(path: Path) -> str:
    """A path as shown; of a text of the body what it is, as its number changes with each text in front."""
    shown = show_path(path)
    return shown.partition("~")[0] if path[:1] == (BODY,) else shown


def _comment(message: Message) -> str:
    paths = [_PATH + (_kind(place.path) or ".") for place in message.places]
    lines = []
    for place in message.places:
        title, heading = place.title, place.heading
        if title or heading:
            lines.append(f"in: {title} › {heading}" if title and heading else f"in: {title or heading}")
        lines += [f"note: {' '.join(note.split())}" for note in place.notes]
        if place.max_length:
            lines.append(f"max length: {place.max_length}")
    # Behind a backslash at the end of a line, gettext reads on in the next.
    lines = [f"{line} " if line.endswith("\\") else line for line in (*paths, *dict.fromkeys(lines))]
    return "\n".join(lines)
