"""Entries as polib writes them with no wrapping, byte for byte, in a third of its time: catalogs are many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import polib

from i18n_pipeline.catalog.entries import Entry

_ESCAPED = re.compile(r'[\\\t\r\n\v\b\f"]')


@lru_cache(maxsize=1024)  # a page's template and its new catalogs hold the same entries
def render_entry(entry: Entry) -> str:
    """The lines of an entry."""
    gone = "#~ " if entry.obsolete else ""
    lines = []
    if entry.comment:
        lines.append(_commented("# ", entry.comment))
    if not entry.obsolete:
        if entry.extracted:
            lines.append(_commented("#. ", entry.extracted))
        if entry.files:
            lines.append(f"#: {' '.join(entry.files)}")
    if entry.flags:
        lines.append(f"#, {', '.join(entry.flags)}")
    if entry.previous:
        before = "#~| " if entry.obsolete else "#| "
        context, msgid = entry.previous
        if context is not None:
            lines.append(_field(before + "msgctxt", before, context))
        lines.append(_field(before + "msgid", before, msgid))
    if entry.msgctxt is not None:
        lines.append(_field(gone + "msgctxt", gone, entry.msgctxt))
    lines.append(_field(gone + "msgid", gone, entry.msgid))
    other, forms = entry.plural or ("", ())
    if other:
        lines.append(_field(gone + "msgid_plural", gone, other))
    lines += [_field(f"{gone}msgstr[{index}]", gone, form) for index, form in enumerate(forms)]
    if not forms:
        lines.append(_field(gone + "msgstr", gone, entry.msgstr))
    return "\n".join(lines) + "\n"


def render_header(metadata: Iterable[tuple[str, str]], comment: str) -> str:
    """The lines of the header, and of the comment above it."""
    values = dict(metadata)
    fields = "".join(f"{name}: {values[name]}\n" for name in _ordered(tuple(values)))
    lines = [f"#{line}" if line[:1] in ("", ",", ":") else f"# {line}" for line in comment.split("\n")]
    return "\n".join([*lines, 'msgid ""', _field("msgstr", "", fields), ""])


@lru_cache(maxsize=64)
def _ordered(names: tuple[str, ...]) -> list[str]:
    head = polib.POFile()
    head.metadata = dict.fromkeys(names, "")
    return [name for name, _ in head.ordered_metadata()]


def _commented(mark: str, text: str) -> str:
    return mark + text.replace("\n", "\n" + mark)


def _field(name: str, before: str, text: str) -> str:
    """A string, each of its lines in quotes of its own."""
    if not text:
        return f'{name} ""'
    parts = text.splitlines(keepends=True)
    if len(parts) > 1:
        return "\n".join([f'{name} ""', *(f'{before}"{_escape(part)}"' for part in parts)])
    return f'{name} "{_escape(text)}"'


def _escape(text: str) -> str:
    return polib.escape(text) if _ESCAPED.search(text) else text
