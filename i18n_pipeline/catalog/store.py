"""The bytes of a PO file ↔ Catalog."""

from __future__ import annotations

import re

from i18n_pipeline.catalog import reader
from i18n_pipeline.catalog import render as writer
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.headers import ANY_CHARSET
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Key

_CHARSET = re.compile(r"^Content-Type:.*charset=([\w.:-]+)", re.IGNORECASE | re.MULTILINE)
_HEAD = (None, "")


def parse(raw: bytes, file: str) -> Catalog:
    """Read a PO or POT file.

    Raises CatalogError, with file and line, when it is broken or holds a message twice.
    """
    text = _decode(raw, file)
    if not text.strip():  # as an editor has it for a moment that saves in place
        raise CatalogError(
            say("is empty; take it back from git, or delete it to begin anew"), file=file, line=1
        )
    pieces, tail = reader.read(text, file)
    entries = [entry for entry, _ in pieces]
    seen: dict[Key, Entry] = {}
    for entry in entries if len({(entry.msgctxt, entry.msgid) for entry in entries}) < len(entries) else ():
        first = seen.setdefault(entry.key, entry)
        if first is not entry:
            what = say("a message stands here and in line {line}; delete one of the two", line=first.line)
            raise CatalogError(what, file=file, line=entry.line)
    head = next((entry for entry in entries if entry.key == _HEAD and not entry.obsolete), Entry(""))
    _check_charset(head, text, file)
    return Catalog(
        head=head,
        entries=tuple(entry for entry in entries if entry is not head),
        tail=tail,
        read_from=raw,
        pieces=dict(pieces),
    )


def render(catalog: Catalog) -> bytes:
    """The file's content: entries that were read and not changed keep their lines."""
    return writer.render(catalog).encode()


def numbered(catalog: Catalog) -> Catalog:
    """The catalog with the lines that its entries have in ``render``."""
    return writer.numbered(catalog)


def _decode(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CatalogError(say("not UTF-8; save the file as UTF-8"), file=file, line=line) from error
    return text


def _check_charset(head: Entry, text: str, file: str) -> None:
    charset = _CHARSET.search(head.msgstr)
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", *ANY_CHARSET):
        what = say("its header says {charset}; save it as UTF-8 and say so", charset=charset[1])
        line = text.count("\n", 0, text.find(f"charset={charset[1]}")) + 1
        raise CatalogError(what, file=file, line=line)
