"""Catalog → the text of a PO file: what was read and not changed as it was, the rest as msgcat writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.strings import quote


def render(catalog: Catalog) -> str:
    """The text, with the line ends that the catalog was read with."""
    return "".join(text for _, text in _parts(catalog))


def numbered(catalog: Catalog) -> Catalog:
    """The catalog with the lines that its entries have in that text."""
    line, entries = 1, []
    for entry, text in _parts(catalog):
        if entry and entry is not catalog.head:
            entries.append(entry._replace(line=line + text[: len(text) - len(text.lstrip())].count("\n")))
        line += text.count("\n")
    return replace(catalog, entries=tuple(entries))


def _parts(catalog: Catalog) -> list[tuple[Entry | None, str]]:
    """What is written, piece by piece: entries, and what stands between and behind them."""
    newline = "\r\n" if b"\r\n" in (catalog.read_from or b"") else "\n"
    followed = {entry: before for before, entry in pairwise(catalog.pieces)}
    parts: list[tuple[Entry | None, str]] = []
    before: Entry | None = None
    for entry in (catalog.head, *catalog.entries):
        piece = catalog.pieces.get(entry)
        if piece is None and entry == Entry(""):
            continue  # no header
        if piece is None or followed.get(entry) != before:
            piece = render_entry(entry).replace("\n", newline) if piece is None else piece
            parts.append((None, _gap(parts, piece, newline)))
        parts.append((entry, piece))
        before = entry
    if catalog.pieces and next(reversed(catalog.pieces)) == before:
        parts.append((None, catalog.tail))
    elif catalog.tail.strip():
        parts += [(None, _gap(parts, catalog.tail, newline)), (None, catalog.tail)]
    return parts


def _gap(parts: Sequence[tuple[Entry | None, str]], piece: str, newline: str) -> str:
    """What has to stand between what was written and a piece that stood elsewhere: a blank line."""
    if not parts:
        return ""
    ended = "" if parts[-1][1].endswith("\n") else newline
    return ended if piece.startswith(("\n", "\r\n")) else ended + newline


@lru_cache(maxsize=1024)  # a page's template and its new catalogs hold the same entries
def render_entry(entry: Entry) -> str:
    """The lines of an entry, as msgcat writes them with --no-wrap."""
    lines = [*_commented("#", entry.comment), *_commented("#.", entry.extracted)]
    if entry.files:
        lines.append(f"#: {' '.join(entry.files)}")
    if entry.flags:
        lines.append(f"#, {', '.join(entry.flags)}")
    gone = "#~ " if entry.obsolete else ""
    if entry.previous:
        before = "#~| " if entry.obsolete else "#| "
        context, msgid = entry.previous
        if context is not None:
            lines += _statement(before, "msgctxt", context)
        lines += _statement(before, "msgid", msgid)
    if entry.msgctxt is not None:
        lines += _statement(gone, "msgctxt", entry.msgctxt)
    lines += _statement(gone, "msgid", entry.msgid)
    if entry.plural:
        other, forms = entry.plural
        lines += _statement(gone, "msgid_plural", other)
        for index, form in enumerate(forms):
            lines += _statement(gone, f"msgstr[{index}]", form)
    else:
        lines += _statement(gone, "msgstr", entry.msgstr)
    return "\n".join([*lines, ""])


def _commented(mark: str, text: str) -> list[str]:
    """The lines of a comment. A backslash at the end of one would make gettext read on in the next."""
    if not text:
        return []
    lines = (f"{mark} {line}" if line else mark for line in text.split("\n"))
    return [f"{line} " if line.endswith("\\") else line for line in lines]


def _statement(mark: str, word: str, text: str) -> list[str]:
    """A word and its text, each line of the text as a string of its own."""
    parts = text.split("\n")
    if len(parts) == 1 or parts[1:] == [""]:
        return [f"{mark}{word} {quote(text)}"]
    strings = [f"{part}\n" for part in parts[:-1]] + [part for part in parts[-1:] if part]
    return [f'{mark}{word} ""', *(mark + quote(string) for string in strings)]
