"""Catalogs in the form that they are written in here, read at once; any other form is polib's to read.

polib reads line by line, which is most of what a merge would cost.
"""

from __future__ import annotations

import re

import polib

from i18n_pipeline.catalog.entries import Entry, Metadata

_STRING = r'"[^"\\\n]*(?:\\[\\tnrvbf"][^"\\\n]*)*"'
_STRINGS = rf"{_STRING}(?:\n{_STRING})*"
_BLOCK = re.compile(
    rf"""
      (?P<comment>(?:\#[ ](?:[^\n]*\S)\n)*)
      (?P<extracted>(?:\#\.[ ](?:[^\n]*\S)\n)*)
      (?:\#:[ ](?P<files>[^\n]*\S)\n)?
      (?:\#,[ ](?P<flags>[^\n]*\S)\n)?
      (?:(?:\#\|[ ]msgctxt[ ](?P<old_msgctxt>{_STRING})\n)?\#\|[ ]msgid[ ](?P<old_msgid>{_STRING})\n)?
      (?:msgctxt[ ](?P<msgctxt>{_STRINGS})\n)?
      msgid[ ](?P<msgid>{_STRINGS})\n
      msgstr[ ](?P<msgstr>{_STRINGS})\n?
    """,
    re.VERBOSE,
)


def read(text: str) -> tuple[Metadata, str, list[Entry]] | None:
    """The header, the comment above it, and the entries; None for a catalog in another form."""
    if "\r" in text or "\n#~" in text:
        return None
    header, *blocks = text.split("\n\n")
    begins = _BLOCK.fullmatch(header)
    if begins is None:
        return None
    head = _entry(begins, 0)
    if head != Entry("", head.msgstr, comment=head.comment):
        return None
    line = header.count("\n") + 3
    found = []
    for block in blocks:
        match = _BLOCK.fullmatch(block)
        if match is None or match["msgid"] == '""':
            return None
        found.append(_entry(match, line))
        line += block.count("\n") + 2
    return _metadata(head.msgstr), head.comment, found


def _metadata(text: str) -> Metadata:
    """The fields; a line without a colon goes on with the one above it."""
    fields: dict[str, str] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields[name] = value.strip()
            last = name
        elif fields:
            fields[last] += f"\n{line.strip()}"
    return tuple(fields.items())


def _entry(match: re.Match[str], line: int) -> Entry:
    comment, extracted, files, flags, old_msgctxt, old_msgid, msgctxt, msgid, msgstr = match.groups()
    previous = None
    if old_msgid is not None:
        previous = (None if old_msgctxt is None else _said(old_msgctxt), _said(old_msgid))
    return Entry(
        _said(msgid),
        _said(msgstr),
        None if msgctxt is None else _said(msgctxt),
        comment[2:-1].replace("\n# ", "\n"),
        extracted[3:-1].replace("\n#. ", "\n"),
        tuple(files.split()) if files else (),
        tuple(flag.strip() for flag in flags.split(",")) if flags else (),
        previous,
        line=line,
    )


def _said(strings: str) -> str:
    text = strings[1:-1] if "\n" not in strings else "".join([line[1:-1] for line in strings.split("\n")])
    return polib.unescape(text) if "\\" in text else text
