"""Say in a PO file which texts a machine wrote, which were found on an old page, and whether they still are.

The mark is a translator comment, the one kind that every PO tool carries along:
``# drafted by gloss 1 (3f2a9c1b04de)``, ``# aligned from content/en/a.md (3f2a9c1b04de)``. The first eight
digits are a hash of source and text, so a mark that a tool copied onto another message, or that outlived an
edit, says nothing. The next four are a hash of the line: they tell it from one that a person wrote. Four more
are a hash of what an engine's draft was made with: while they hold, it is not made anew.
``# suggested by gloss 1: "Why us" (3f2a9c1b04de)`` is a draft beside a person's text of an older source.
``# edited, not approved (3f2a9c1b04de)`` is a draft of which a person changed a little; what the machine said
stands below, as in a suggestion: a PO editor that breaks long lines leaves the mark whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from i18n_pipeline.catalog.entries import Entry, text_hash
from i18n_pipeline.model import Key, State

_DRAFTED = "drafted by "
_ALIGNED = "aligned from "
_HINT = "elsewhere also: "
_DOUBT = "align doubts it: "
_SUGGESTED = "suggested by "
_EDITED = "edited, "
_WAS = "was drafted by "
_MARK = re.compile(
    rf"(?P<line>(?P<kind>{_DRAFTED}|{_ALIGNED}|{_HINT}|{_DOUBT}|{_SUGGESTED}|{_EDITED}|{_WAS})"
    r"(?P<what>.+))"
    r" \((?P<text>[0-9a-f]{8})(?P<checksum>[0-9a-f]{4})(?P<basis>[0-9a-f]{4})?\)"
)


def mark(comment: str, by: str, key: Key, msgstr: str, hint: str = "", basis: str = "") -> str:
    """``comment`` with the mark of a draft, and a hint to the translator, in place of older ones."""
    return _marked(comment, {_DRAFTED: by, _HINT: " ".join(hint.split())}, text_hash(key, msgstr), basis)


def mark_aligned(comment: str, file: str, key: Key, msgstr: str, doubt: str = "") -> str:
    """``comment`` with the mark of a text that a person wrote on an old page, in place of older marks.

    ``doubt`` says why somebody has to look whether it translates this message.
    """
    return _marked(comment, {_ALIGNED: file, _DOUBT: " ".join(doubt.split())}, text_hash(key, msgstr))


def with_edit(entry: Entry, text: str) -> Entry:
    """The entry with a person's edit of the draft that it holds, or of an earlier edit of that; fuzzy."""
    by, draft = drafted_by(entry), entry.msgstr
    was = _quoted(by, draft) if by else _marked_with(entry, _WAS)[0]
    marks = {_EDITED: "not approved", _WAS: was}
    comment = _marked(entry.comment, marks, text_hash(entry.key, text))
    return entry.marked(text, comment=comment, previous=None)


def with_suggestion(entry: Entry, by: str, text: str) -> Entry:
    """The entry with a draft beside its text, in place of an older one."""
    line = f"{_SUGGESTED}{_quoted(by, text)}"
    others = [known for known in entry.comment.split("\n") if known and not _is_mark_of(known, _SUGGESTED)]
    return entry._replace(comment="\n".join([*others, _sealed(line, text_hash(entry.key, line))]))


def suggestion(entry: Entry) -> tuple[str, str] | None:
    """By whom, and what, is suggested beside a text of an older source; None where that is settled."""
    if _SUGGESTED not in entry.comment or entry.state is not State.STALE:
        return None
    for mark in filter(None, map(_MARK.fullmatch, entry.comment.split("\n"))):
        if mark["kind"] == _SUGGESTED and mark["text"] == text_hash(entry.key, mark["line"]):
            said = _unquoted(mark["what"])
            if said:
                return said
    return None


def draft_before_edit(entry: Entry) -> tuple[str, str] | None:
    """By whom, and what, a machine drafted before a person changed a little of it; None for others."""
    return _unquoted(_marked_with(entry, _WAS)[0]) if is_edited(entry) else None


def in_context(entry: Entry, msgctxt: str | None) -> Entry:
    """The entry in another context, with marks that say there what they said."""
    now = (msgctxt, entry.msgid)

    def sealed(line: str) -> str:
        mark = _MARK.fullmatch(line)
        for text in (entry.msgstr, mark["line"]) if mark else ():
            if mark and mark["text"] == text_hash(entry.key, text):
                return _sealed(mark["line"], text_hash(now, text), mark["basis"] or "")
        return line

    comment = "\n".join(map(sealed, entry.comment.split("\n")))
    return entry._replace(msgctxt=msgctxt, comment=comment)


def without_settled_marks(entry: Entry) -> Entry:
    """The entry without a suggestion for another source, and without any mark that a review has settled."""
    kinds = {_SUGGESTED: suggestion, _EDITED: is_edited, _WAS: is_edited}
    settled = tuple(kind for kind, holds in kinds.items() if kind in entry.comment and not holds(entry))
    if not settled:
        return entry
    kept = [line for line in entry.comment.split("\n") if not _is_mark_of(line, settled)]
    return entry._replace(comment="\n".join(kept))


def people(comment: str) -> str:
    """``comment`` without marks: what people wrote."""
    return "\n".join(_lines_of_people(comment))


def drafted_by(entry: Entry) -> str:
    """Who drafted the text that the entry holds now; "" when a person wrote or changed it.

    A text that was carried over from a changed source is still the machine's.
    """
    return _marked_with(entry, _DRAFTED)[0]


def made_with(entry: Entry) -> str:
    """The four digits that tell what the entry's draft was made with; "" where nobody noted it."""
    return _marked_with(entry, _DRAFTED)[1]


def is_draft(entry: Entry) -> bool:
    """Whether the entry holds what a machine put there, and nobody has looked at."""
    return entry.fuzzy and bool(drafted_by(entry))


def is_of_engine(entry: Entry) -> bool:
    """Whether the entry holds a draft by an engine: what memory and glossary have, people wrote."""
    by = drafted_by(entry) if entry.fuzzy else ""
    return bool(by) and not by.startswith(("memory of ", "glossary"))


def drafters(entries: Iterable[Entry]) -> Counter[str]:
    """Who made the drafts that stand there, and how many: engines by name, ``memory``, ``glossary``."""
    drafts = (entry for entry in entries if entry.state is State.DRAFT)
    return Counter(by.partition(" ")[0] for by in map(drafted_by, drafts) if by)


def is_edited(entry: Entry) -> bool:
    """Whether a person changed a little of a machine's text, which nobody has approved yet."""
    return entry.fuzzy and bool(_marked_with(entry, _EDITED)[0])


def machine_text(entry: Entry) -> str:
    """What an engine drafted, be it that a person has edited it since; "" where the text is a person's."""
    if is_edited(entry):
        _, draft = draft_before_edit(entry) or ("", "")
        return draft or entry.msgstr  # what the tool wrote last, where an editor has torn the line
    return entry.msgstr if is_of_engine(entry) else ""


def aligned_from(entry: Entry) -> str:
    """The old page that the text of the entry was found on; "" when it is another text by now."""
    return _marked_with(entry, _ALIGNED)[0]


def is_doubted(entry: Entry) -> bool:
    """Whether align put the text there and said that somebody has to look at it, which nobody has yet."""
    return entry.fuzzy and bool(aligned_from(entry)) and bool(_marked_with(entry, _DOUBT)[0])


def without_false_marks(entry: Entry) -> Entry:
    """The entry without a mark that its text has outgrown, and without a doubt that a person has settled."""
    entry = without_settled_marks(entry)
    if not entry.comment or drafted_by(entry) or is_edited(entry):
        return entry
    file = aligned_from(entry)
    if file and entry.fuzzy:
        return entry
    kept = [
        line
        for line in entry.comment.split("\n")
        if not _is_mark(line) or _says(line, _ALIGNED, file) or line.startswith(_SUGGESTED)
    ]
    return entry._replace(comment="\n".join(kept))


def _marked(comment: str, facts: dict[str, str], text: str, basis: str = "") -> str:
    marks = (
        _sealed(f"{kind}{what}", text, basis if kind == _DRAFTED else "")
        for kind, what in facts.items()
        if what
    )
    return "\n".join([*_lines_of_people(comment), *marks])


def _sealed(line: str, text: str, basis: str = "") -> str:
    return f"{line} ({text}{_hash(line, text + basis)[:4]}{basis})"


def _marked_with(entry: Entry, kind: str) -> tuple[str, str]:
    """What the mark of this kind says of the text that the entry holds now, and what that was made with."""
    if kind not in entry.comment:
        return "", ""
    keys = [entry.key] + ([entry.previous] if entry.previous else [])
    hashes = {text_hash(key, entry.msgstr) for key in keys}
    matches = (_MARK.fullmatch(line) for line in entry.comment.split("\n"))
    marks = (mark for mark in matches if mark and mark["kind"] == kind)
    return next(((mark["what"], mark["basis"] or "") for mark in marks if mark["text"] in hashes), ("", ""))


def _lines_of_people(comment: str) -> list[str]:
    return [line for line in comment.split("\n") if comment and not _is_mark(line)]


def _is_mark(line: str) -> bool:
    match = _MARK.fullmatch(line)
    return match is not None and line == _sealed(match["line"], match["text"], match["basis"] or "")


def _is_mark_of(line: str, kinds: str | tuple[str, ...]) -> bool:
    return line.startswith(kinds) and _is_mark(line)


def _says(line: str, kind: str, what: str) -> bool:
    return bool(what) and line.startswith(f"{kind}{what} (")


def _quoted(by: str, text: str) -> str:
    quoted = "".join(c if c.isprintable() and c not in '"\\' else json.dumps(c)[1:-1] for c in text)
    return f'{by}: "{quoted}"'


def _unquoted(what: str) -> tuple[str, str] | None:
    by, _, quoted = what.partition(': "')
    with suppress(ValueError):  # a seal is no proof of who set it
        return by, str(json.loads(f'"{quoted}'))
    return None


def _hash(*texts: str) -> str:
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=6).hexdigest()
