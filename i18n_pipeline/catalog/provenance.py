"""Say in a PO file which texts a machine wrote, and tell whether they are still the machine's.

The mark is a translator comment, the one kind that every PO tool carries along:
``# drafted by gloss 1 (3f2a9c1b04de)``. Its hash covers source and draft, so a mark that a tool
copied onto another message, or that outlived an edit, says nothing.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.model import Key

_MARK = re.compile(r"^drafted by (?P<by>.+) \((?P<hash>[0-9a-f]{12})\)$")

_HINT = "elsewhere also: "


def mark(comment: str, by: str, key: Key, msgstr: str, hint: str = "") -> str:
    """``comment`` with the mark of a draft, and a hint to the translator, in place of older ones."""
    hints = [f"{_HINT}{' '.join(hint.split())}"] if hint else []
    return "\n".join([*_lines_of_people(comment), f"drafted by {by} ({_hash(key, msgstr)})", *hints])


def people(comment: str) -> str:
    """``comment`` without marks: what people wrote."""
    return "\n".join(_lines_of_people(comment))


def drafted_by(entry: Entry) -> str:
    """Who drafted the text that the entry holds now; "" when a person wrote or changed it.

    A text that was carried over from a changed source is still the machine's.
    """
    keys = [entry.key] + ([entry.previous] if entry.previous else [])
    hashes = {_hash(key, entry.msgstr) for key in keys}
    marks = (_MARK.match(line) for line in entry.comment.split("\n"))
    return next((found["by"] for found in marks if found and found["hash"] in hashes), "")


def without_false_marks(entry: Entry) -> Entry:
    """The entry without a mark that its text has outgrown: a person has changed it."""
    return entry if drafted_by(entry) else replace(entry, comment=people(entry.comment))


def _lines_of_people(comment: str) -> list[str]:
    return [
        line
        for line in comment.split("\n")
        if comment and not _MARK.match(line) and not line.startswith(_HINT)
    ]


def _hash(key: Key, msgstr: str) -> str:
    text = "\0".join([key[0] or "", key[1], msgstr])
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
