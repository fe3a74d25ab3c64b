"""Say in a PO file which texts a machine wrote, which were found on an old page, and whether they still are.

The mark is a translator comment, the one kind that every PO tool carries along:
``# drafted by gloss 1 (3f2a9c1b04de)``, ``# aligned from content/en/a.md (3f2a9c1b04de)``. Its hash
covers source and text, so a mark that a tool copied onto another message, or that outlived an edit,
says nothing.
"""

from __future__ import annotations

import re

from i18n_pipeline.catalog.entries import Entry, fingerprint
from i18n_pipeline.model import Key

_MARK = re.compile(r"^drafted by (?P<by>.+) \((?P<hash>[0-9a-f]{12})\)$")

_ALIGNED = re.compile(r"^aligned from (?P<file>.+) \((?P<hash>[0-9a-f]{12})\)$")
_HINT = "elsewhere also: "
_DOUBT = "align doubts it: "


def mark(comment: str, by: str, key: Key, msgstr: str, hint: str = "") -> str:
    """``comment`` with the mark of a draft, and a hint to the translator, in place of older ones."""
    hints = [f"{_HINT}{' '.join(hint.split())}"] if hint else []
    return "\n".join([*_lines_of_people(comment), f"drafted by {by} ({fingerprint(key, msgstr)})", *hints])


def mark_aligned(comment: str, file: str, key: Key, msgstr: str, doubt: str = "") -> str:
    """``comment`` with the mark of a text that a person wrote on an old page, in place of older marks.

    ``doubt`` says why somebody has to look whether it translates this message.
    """
    doubts = [f"{_DOUBT}{' '.join(doubt.split())}"] if doubt else []
    said = f"aligned from {file} ({fingerprint(key, msgstr)})"
    return "\n".join([*_lines_of_people(comment), said, *doubts])


def people(comment: str) -> str:
    """``comment`` without marks: what people wrote."""
    return "\n".join(_lines_of_people(comment))


def drafted_by(entry: Entry) -> str:
    """Who drafted the text that the entry holds now; "" when a person wrote or changed it.

    A text that was carried over from a changed source is still the machine's.
    """
    if "drafted by " not in entry.comment:
        return ""
    keys = [entry.key] + ([entry.previous] if entry.previous else [])
    hashes = {fingerprint(key, entry.msgstr) for key in keys}
    marks = (_MARK.match(line) for line in entry.comment.split("\n"))
    return next((found["by"] for found in marks if found and found["hash"] in hashes), "")


def is_of_engine(entry: Entry) -> bool:
    """Whether the entry holds a draft by an engine: what memory and glossary have, people wrote."""
    by = drafted_by(entry) if entry.fuzzy else ""
    return bool(by) and not by.startswith(("memory of ", "glossary"))


def aligned_from(entry: Entry) -> str:
    """The old page that the text of the entry was found on; "" when it is another text by now."""
    if "aligned from " not in entry.comment:
        return ""
    keys = [entry.key] + ([entry.previous] if entry.previous else [])
    hashes = {fingerprint(key, entry.msgstr) for key in keys}
    marks = (_ALIGNED.match(line) for line in entry.comment.split("\n"))
    return next((found["file"] for found in marks if found and found["hash"] in hashes), "")


def is_doubted(entry: Entry) -> bool:
    """Whether align put the text there and said that somebody has to look at it, which nobody has yet."""
    said = any(line.startswith(_DOUBT) for line in entry.comment.split("\n"))
    return said and entry.fuzzy and bool(aligned_from(entry))


def without_false_marks(entry: Entry) -> Entry:
    """The entry without a mark that its text has outgrown, and without a doubt that a person has settled."""
    if not entry.comment or drafted_by(entry):
        return entry
    file = aligned_from(entry)
    if file and entry.fuzzy:
        return entry
    comment = people(entry.comment)
    if file:
        now = fingerprint(entry.key, entry.msgstr) in entry.comment
        key = entry.key if now else entry.previous or entry.key
        comment = mark_aligned(comment, file, key, entry.msgstr)
    return entry if comment == entry.comment else entry._replace(comment=comment)


def _lines_of_people(comment: str) -> list[str]:
    return [line for line in comment.split("\n") if comment and not _is_mark(line)]


def _is_mark(line: str) -> bool:
    return bool(_MARK.match(line) or _ALIGNED.match(line)) or line.startswith((_HINT, _DOUBT))
