"""An entry in the form that they are written in here, read at once: most are, and catalogs are read often."""

from __future__ import annotations

import re

from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.strings import STRING, unquote

_REST = r"[^\n\r]*"
_ENTRY = re.compile(
    rf"""
      (?P<gap>\n*)
      (?P<comment>(?:\#[ ]{_REST}\n)*)
      (?P<extracted>(?:\#\.[ ]{_REST}\n)*)
      (?:\#:[ ](?P<files>{_REST})\n)?
      (?:\#,[ ](?P<flags>{_REST})\n)?
      (?:(?:\#\|[ ]msgctxt[ ](?P<old_msgctxt>{STRING})\n)?\#\|[ ]msgid[ ](?P<old_msgid>{STRING})\n)?
      (?P<gone>(?:\#~[ ])?)
      (?:msgctxt[ ](?P<msgctxt>{STRING}(?:\n(?P=gone){STRING})*)\n(?P=gone))?
      msgid[ ](?P<msgid>{STRING}(?:\n(?P=gone){STRING})*)\n
      (?P=gone)msgstr[ ](?P<msgstr>{STRING}(?:\n(?P=gone){STRING})*)\n
      (?=\n*(?:msg|\#~[ ]msg|\#[^~]|\Z))  # not a string that it goes on with
    """,
    re.VERBOSE,
)
_FILE = re.compile(r"[^ \t\r\f\v]+")
_FLAG = re.compile(r"range:\s*[^\s,]+|[^\s,]+")


def match(text: str, start: int, line: int) -> tuple[Entry, int] | None:
    """The entry behind ``start``, and where it ends; None for what is in another form."""
    match = _ENTRY.match(text, start)
    if match is None:
        return None
    gap, comment, extracted, files, flags, old_msgctxt, old_msgid, gone, msgctxt, msgid, msgstr = (
        match.groups()
    )
    try:
        entry = Entry(
            unquote(msgid),
            unquote(msgstr),
            None if msgctxt is None else unquote(msgctxt),
            comment[2:-1].replace("\n# ", "\n"),
            extracted[3:-1].replace("\n#. ", "\n"),
            files_in(files) if files else (),
            flags_in(flags) if flags else (),
            None if old_msgid is None else (old_msgctxt and unquote(old_msgctxt), unquote(old_msgid)),
            bool(gone),
            line=line + len(gap),
        )
    except ValueError:
        return None
    return entry, match.end()


def files_in(comment: str) -> tuple[str, ...]:
    """The names behind ``#:``."""
    return tuple(_FILE.findall(comment))


def flags_in(comment: str) -> tuple[str, ...]:
    """The flags behind ``#,``, each once."""
    return tuple(dict.fromkeys(_FLAG.findall(comment)))
