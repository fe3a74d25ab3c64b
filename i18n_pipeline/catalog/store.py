"""PO text ↔ Catalog, through polib."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path

import polib

from i18n_pipeline.catalog import plain
from i18n_pipeline.catalog.entries import Catalog, Entry, Metadata
from i18n_pipeline.catalog.render import render_entry, render_header
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Key

# Given text, polib breaks lines at these as well (str.splitlines); given a file, it does not.
_NOT_BREAKS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_STICKY_FLAGS = re.compile(r"^#=", re.MULTILINE)
_TIGHT_COMMENT = re.compile(r"^#(?![\s.,:|~#]|\Z)", re.MULTILINE)
_RARE_ESCAPE = re.compile(r"\\(?:a|[0-7]{1,3}|x[0-9a-fA-F]{1,2})")
_ESCAPES = re.compile(rf"\\\\|(?:{_RARE_ESCAPE.pattern})+")
_CHARSET = re.compile(r'"Content-Type:[^"]*charset=([\w-]+)', re.IGNORECASE)
_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_KEYWORD = r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)"
# The lines of a PO file from its first on. polib cuts the end off some other lines without a word.
_COMMENT = r"#(?![~|])[^\n]*"
_LINES = re.compile(rf"(?:[ \t]*(?:{_COMMENT}|(?:#~?\|?[ \t]*)?(?:{_KEYWORD}[ \t]*)?{_STRING})?[ \t\r]*\n)*")


def parse(raw: bytes, file: str) -> Catalog:
    """Read a PO or POT file.

    Raises CatalogError, with file and line, when it is broken or holds a message twice.
    """
    text = _decode(raw, file)
    if not text.strip():  # as an editor has it for a moment that saves in place
        raise CatalogError(
            say("is empty; take it back from git, or delete it to begin anew"), file=file, line=1
        )
    metadata, comment, entries = _read(text, file)
    seen: dict[Key, int] = {}
    catalog = Catalog(
        metadata=metadata,
        entries=tuple(entries),
        comment=comment,
        read_from=raw,
    )
    for entry in catalog.entries:
        if seen.setdefault(entry.key, entry.line) != entry.line:
            what = say(
                "a message stands here and in line {line}; delete one of the two", line=seen[entry.key]
            )
            raise CatalogError(what, file=file, line=entry.line)
    return catalog


def _read(text: str, file: str) -> tuple[Metadata, str, list[Entry]]:
    """The header, the comment above it, and the entries."""
    what = say("not a valid PO file; repair it by hand (msgfmt -c tells more) or take it back from git")
    try:
        if not _has_odd_breaks(text) and (read := plain.read(text)):
            return read
        lines = _LINES.match(text + "\n")
        if lines and lines.end() <= len(text):
            raise CatalogError(what, file=file, line=text.count("\n", 0, lines.end()) + 1)
        parsed = _polib_read(_for_polib(text, file))
    except CatalogError:
        raise
    except Exception as error:  # polib fails on broken files in many ways
        line = re.search(r"\(line (\d+)\)", str(error))
        raise CatalogError(what, file=file, line=int(line[1]) if line else 1) from error
    return tuple(parsed.metadata.items()), parsed.header, [_entry(found) for found in parsed]


def _has_odd_breaks(text: str) -> bool:
    return any(mark in text for mark in _NOT_BREAKS)


def render(catalog: Catalog, newline: str = "\n") -> bytes:
    """The file's content, as gettext tools write it with --no-wrap."""
    entries = sorted(catalog.entries, key=attrgetter("obsolete"))
    text = "\n".join([render_header(catalog.metadata, catalog.comment), *map(render_entry, entries)])
    return (text if newline == "\n" else text.replace("\n", newline)).encode()


def newline_of(raw: bytes) -> str:
    """The line end that a file is written with."""
    return "\r\n" if b"\r\n" in raw else "\n"


def _decode(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CatalogError(say("not UTF-8; save the file as UTF-8"), file=file, line=line) from error
    charset = _CHARSET.search(text, 0, 5000)
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", "CHARSET", "ASCII", "US-ASCII"):
        line = text.count("\n", 0, charset.start()) + 1
        raise CatalogError(
            say("its header says {charset}; save it as UTF-8 and say so", charset=charset[1]),
            file=file,
            line=line,
        )
    return text


def _for_polib(text: str, file: str) -> str:
    """What gettext reads and polib does not, said in polib's words."""
    if _STICKY_FLAGS.search(text):  # written by gettext 0.26 and later; read as plain flags
        text = _STICKY_FLAGS.sub("#,", text)
    text = _TIGHT_COMMENT.sub("# ", text)
    if not _RARE_ESCAPE.search(text):
        return text

    def unescape(match: re.Match[str]) -> str:
        escapes = match.group()
        if escapes.startswith("\\\\") or not _RARE_ESCAPE.match(escapes):
            return escapes
        try:
            octets = (_octet(escape) for escape in _RARE_ESCAPE.findall(escapes))
            return polib.escape(bytes(octets).decode())
        except (UnicodeDecodeError, ValueError) as error:
            line = text.count("\n", 0, text.find(escapes)) + 1
            raise CatalogError(
                say("{escapes} stands for no character of UTF-8", escapes=escapes), file=file, line=line
            ) from error

    lines = text.split("\n")
    return "\n".join(line if _is_comment(line) else _ESCAPES.sub(unescape, line) for line in lines)


def _is_comment(line: str) -> bool:
    return line.startswith("#") and not line.startswith(("#~", "#|"))


def _octet(escape: str) -> int:
    if escape == "\\a":
        return 7
    return int(escape[2:], 16) if escape.startswith("\\x") else int(escape[1:], 8)


def _polib_read(text: str) -> polib.POFile:
    if not _has_odd_breaks(text):
        return polib.pofile(text, encoding="utf-8")
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "catalog.po")
        file.write_bytes(text.encode())
        return polib.pofile(str(file), encoding="utf-8")


def _entry(found: polib.POEntry) -> Entry:
    plural = None
    if found.msgid_plural:
        plural = (found.msgid_plural, tuple(text for _, text in sorted(found.msgstr_plural.items())))
    return Entry(
        msgid=found.msgid,
        msgstr=found.msgstr,
        msgctxt=found.msgctxt,
        comment=found.tcomment,
        extracted=found.comment,
        files=tuple(f"{name}:{line}" if line else name for name, line in found.occurrences),
        flags=tuple(found.flags),
        previous=None if found.previous_msgid is None else (found.previous_msgctxt, found.previous_msgid),
        obsolete=bool(found.obsolete),
        plural=plural,
        line=found.linenum or 0,
    )
