"""The entries of a POT file: what a page says of its strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.places import Occurrence
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Message, show_path

_PATH = "path: "


def describe(messages: Sequence[Message], file: str, glossary: Glossary | None = None) -> tuple[Entry, ...]:
    """An entry a message, without a translation. ``file`` is the page's, as references show it.

    Terms of the glossary that have a note are shown where they stand.
    """
    noted = glossary.noted if glossary else Glossary()
    # gettext tools set a name with blanks between isolates (U+2068, U+2069).
    files = tuple((f"\u2068{file}\u2069" if " " in file else file).split())
    return tuple(
        Entry(message.msgid, msgctxt=message.msgctxt, extracted=_comment(message, noted), files=files)
        for message in messages
    )


def occurrences(entries: Iterable[Entry]) -> list[Occurrence]:
    """Where strings stood in their page, as the comments of their entries tell."""
    return [
        (line.removeprefix(_PATH), entry.key)
        for entry in entries
        if not entry.obsolete
        for line in entry.extracted.split("\n")
        if line.startswith(_PATH)
    ]


def _comment(message: Message, noted: Glossary) -> str:
    lines = [f"{_PATH}{show_path(place.path) or '.'}" for place in message.places]
    for place in message.places:
        context = " › ".join(filter(None, (place.title, place.heading)))
        lines += [f"in: {context}"] if context else []
        lines += [f"note: {' '.join(note.split())}" for note in place.notes]
        lines += [f"max length: {place.max_length}"] if place.max_length else []
    for term in noted.found_in(message.msgid):
        lines.append(
            f"glossary: {term.source} = {term.target or term.source} ({' '.join(term.note.split())})"
        )
    return "\n".join(dict.fromkeys(lines))
