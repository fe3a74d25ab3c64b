"""The text of a PO file → its entries, as GNU gettext reads it, each with what it was read from.

gettext knows words and strings, not lines: blanks and line breaks may stand anywhere between them, several
statements on one line, strings one behind the other. A line that begins with ``#~`` or ``#|`` is read on
behind that mark; what begins with another ``#`` is a comment, and belongs to the message after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from i18n_pipeline.catalog import plain
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.plain import files_in, flags_in
from i18n_pipeline.catalog.strings import STRING, unquote
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.text.conflict import CONFLICT

_INLINE = r"[ \t\r\f\v]*"  # no other blanks are any to gettext
_BLANK = r"[ \t\r\f\v\n]*"
_START = re.compile(rf"{_INLINE}(?P<break>\n{_BLANK})?(?P<mark>\#~\|?|\#\|)?{_INLINE}")
_COMMENTS = re.compile(rf"#[^\n]*(?:\n{_INLINE}#(?![~|])[^\n]*)*")
_BLANKS = " \t\r\f\v\n"


def _statement(mark: str) -> re.Pattern[str]:
    """A word and its strings; in each line that they go on in, the mark stands again."""
    blank = rf"{_INLINE}(?:\n{_BLANK}{re.escape(mark)}{_INLINE})*" if mark else _BLANK
    index = rf"(?:{blank}\[{blank}(?P<index>[0-9]+){blank}\])?"
    return re.compile(rf"(?P<word>[a-z_]+){index}(?P<strings>(?:{blank}{STRING})+)")


_STATEMENTS = {mark: _statement(mark) for mark in ("", "#~", "#|", "#~|")}
_LINE_END = re.compile(rf"{_INLINE}(?:\n|\Z)")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:[ \r\n]|\Z)")
# Behind #= (gettext 1.0) and #! (an old form of #,), which people write for lines and shouts as well.
_RARE_FLAGS = re.compile(r"[\s,]*(?:(?:fuzzy|(?:no-)?wrap|[a-z-]+-format|range:\s*[\d.]+)(?:[\s,]+|\Z))+")

_BROKEN = say("not a valid PO file; repair it by hand (msgfmt -c tells more) or take it back from git")
_DOMAIN = say("a catalog of several domains; give each of them a file of its own")
_CONTROL = say("holds U+0000 or U+0004, which no PO file can; take it out")
_ESCAPE = say("an escape here stands for nothing that a PO file can hold; write the character itself")


class Piece(NamedTuple):
    """An entry, and the text that it was read from: all behind the piece before it."""

    entry: Entry
    text: str


class _Item(NamedTuple):
    """A statement: a word, its strings, and the mark of its lines; or lines of comments: the word is ""."""

    start: int
    end: int
    word: str
    text: str
    mark: str = ""


class _BrokenError(Exception):
    def __init__(self, at: int, what: Notice = _BROKEN) -> None:
        self.at = at
        self.what = what


def read(text: str, file: str) -> tuple[list[Piece], str]:
    """The entries in file order, the header among them, and what stands behind the last one.

    Raises CatalogError, with file and line, where gettext would not read on.
    """
    pieces: list[Piece] = []
    at, line, mark = 0, 1, ""
    is_clean = not _holds_control(text)
    try:
        while True:
            parsed = plain.match(text, at, line) if is_clean and not mark else None
            if parsed:
                entry, end = parsed
            else:
                items = next(_grouped(_items(text, at, mark)), [])
                if all(not item.word for item in items):
                    return pieces, text[at:]  # comments behind the last entry
                entry = _entry(items, line + text.count("\n", at, items[0].start))
                end = items[-1].end
                rest = _LINE_END.match(text, end)
                mark = "" if rest else items[-1].mark
                end = rest.end() if rest else end
            pieces.append(Piece(entry, text[at:end]))
            line += text.count("\n", at, end)
            at = end
    except _BrokenError as error:
        raise CatalogError(error.what, file=file, line=text.count("\n", 0, error.at) + 1) from error


def _items(text: str, at: int, mark: str) -> Iterator[_Item]:
    """All from ``at`` on, where ``mark`` holds to the end of the line."""
    while start := _START.match(text, at):
        at = start.end()
        mark = start["mark"] or ("" if start["break"] else mark)
        if at == len(text):
            return
        if text[at] == "\n":
            continue  # nothing stands behind the mark
        if comments := _COMMENTS.match(text, at):
            begin, at = at, comments.end()
            yield _Item(begin, at, "", comments[0])
        elif statement := _STATEMENTS[mark].match(text, at):
            word, index, strings = statement.groups()
            if word == "domain":
                raise _BrokenError(at, _DOMAIN)
            begin, at = at, statement.end()
            yield _Item(begin, at, f"{word}[{int(index)}]" if index else word, strings, mark)
        else:
            raise _BrokenError(at, CONFLICT if _CONFLICT.match(text, at) else _BROKEN)


def _grouped(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The items of each entry; the comments behind the last one are a group as well."""
    group: list[_Item] = []
    has_msgid = False
    for item in items:
        is_old = "|" in item.mark
        if has_msgid and (is_old or item.word in ("", "msgctxt", "msgid")):
            yield group
            group, has_msgid = [], False
        has_msgid = has_msgid or (item.word == "msgid" and not is_old)
        group.append(item)
    if group:
        yield group


def _entry(items: Sequence[_Item], line: int) -> Entry:
    comments: dict[str, list[str]] = {"": [], ".": [], ":": [], ",": []}
    fields: dict[str, str] = {}
    old: dict[str, str] = {}
    marks = {item.mark for item in items if item.word and "|" not in item.mark}
    for item in items:
        if item.word:
            texts = old if "|" in item.mark else fields
            if item.word in texts or len(marks) != 1:
                raise _BrokenError(item.start)
            texts[item.word] = _text(item)
        else:
            for comment in item.text.split("\n"):
                kind, text = _comment(comment.lstrip(_BLANKS).removesuffix("\r"))
                comments[kind].append(text)
    return Entry(
        msgid=fields.get("msgid", ""),
        msgstr=fields.get("msgstr", ""),
        msgctxt=fields.get("msgctxt"),
        comment="\n".join(comments[""]),
        extracted="\n".join(comments["."]),
        files=files_in(" ".join(comments[":"])),
        flags=flags_in(",".join(comments[","])),
        previous=(old.get("msgctxt"), old["msgid"]) if "msgid" in old else None,
        obsolete="#~" in marks,
        plural=_plural(fields, items),
        line=line,
    )


def _comment(line: str) -> tuple[str, str]:
    """Its kind, the sign behind the #, and what it says."""
    kind, text = line[1:2], line[2:]
    if kind in ("=", "!"):
        return (",", text) if _RARE_FLAGS.fullmatch(text) else ("", line[1:])
    if kind not in (".", ":", ","):
        kind, text = "", line[1:]
    return kind, text[1:] if text[:1] == " " else text


def _plural(fields: dict[str, str], items: Sequence[_Item]) -> tuple[str, tuple[str, ...]] | None:
    """The plural of an entry and its forms, None where it has one text; an entry has the one or the other."""
    names = [name for name in fields if name != "msgctxt"]
    if names == ["msgid", "msgstr"]:
        return None
    forms = [name for name in names if name.startswith("msgstr")]
    is_plural = names == ["msgid", "msgid_plural", *forms] and forms == [
        f"msgstr[{at}]" for at in range(max(len(forms), 1))
    ]
    if not is_plural:
        raise _BrokenError(items[-1].start)
    return (fields["msgid_plural"], tuple(fields[name] for name in forms))


def _text(item: _Item) -> str:
    if _holds_control(item.text):
        raise _BrokenError(item.start, _CONTROL)
    try:
        return unquote(item.text)
    except ValueError as error:
        raise _BrokenError(item.start, _ESCAPE) from error


def _holds_control(text: str) -> bool:
    """Whether there is a character that ends a text for gettext, or parts it from its context."""
    return "\0" in text or "\4" in text
