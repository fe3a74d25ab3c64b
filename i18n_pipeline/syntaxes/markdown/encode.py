"""Write a text as the Markdown that is read back as it, in the block where it stands."""

from __future__ import annotations

import re

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import NOTHING, Notice, say
from i18n_pipeline.regions import ONE_LINE, Kind, Slot

#: Whose lines could begin another block.
FLOW = frozenset((Kind.PARAGRAPH, Kind.ITEM, Kind.UNDERLINED, Kind.TERM))
#: What would open another block at the beginning of a line; a backslash in front of "mark" keeps it text.
_OPENS = re.compile(
    r"""(?:\d{1,9}(?=[.)](?:[ \t]|$)))?(?P<mark>
        (?<=\d)[.)] | \#{1,6}(?=[ \t]|$) | [-+*](?=[ \t]|$) | > | `{3,}(?=[^`]*$) | ~{3,}
      | =+[ \t]*$ | -+[ \t]*$ | (?:-[ \t]*){3,}$ | (?:_[ \t]*){3,}$ | (?:\*[ \t]*){3,}$
      | (?=[-:|])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$ | :(?=[ \t]|::)
      | \[(?=[^\]]+\]:|[ xX]\][ \t]|!\w+\]) )""",
    re.VERBOSE,
)
_CLOSING = re.compile(r"(?:(?<=[ \t])|^)(?=#+$)|(?=\{[^{}]*\}$)")
_BREAK = re.compile(r"\r\n|\n|\r")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_BEHIND = re.compile(r"(?<!\\)(?:\\\\)*\\$")  # a backslash that would take what follows


def encode(value: str, slot: Slot) -> str:
    """What says ``value`` in a slot, as ``parse`` reads it there: its lines, without their starts.

    Raises PageError, without a file, where nothing can.
    """
    lines = _lines(value)
    objection = _objection(lines, slot.kind)
    if objection:
        raise PageError(say("not merged, {what}", what=objection), line=slot.line)
    if slot.kind in FLOW:
        lines = [_escaped(line) for line in lines]
    elif slot.kind is Kind.HEADING:
        lines = [_CLOSING.sub(r"\\", lines[0], count=1)]
    elif slot.kind is Kind.CELL:
        lines = [_BEHIND.sub(r"\g<0>\\", _PIPE.sub(r"\1\\|", lines[0]))]
    elif slot.kind is Kind.ATTRIBUTE:
        lines = [lines[0].replace(slot.quote, "&quot;" if slot.quote == '"' else "&#39;")]
    elif slot.kind is Kind.PARAMETER:
        lines = [_BEHIND.sub(r"\g<0>\\", re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', lines[0]))]
    return "\n".join(lines)


def cannot_be(value: str, kind: Kind) -> Notice:
    """Why nothing can say ``value`` in a slot of a kind, whatever stands around it; nothing where it may."""
    return _objection(_lines(value), kind)


def _objection(lines: list[str], kind: Kind) -> Notice:
    if len(lines) > 1 and kind in ONE_LINE:
        return say("the translation has to be on one line here")
    if not all(lines):
        return (
            say("a blank line in the translation would end the text here")
            if len(lines) > 1
            else say("the translation is empty")
        )
    return NOTHING


def _lines(value: str) -> list[str]:
    value = value.strip()
    return [line.lstrip(" \t") for line in _BREAK.split(value)] if not value.isprintable() else [value]


def literal(encoded: str, slot: Slot, newline: str) -> str:
    """The bytes of an encoded text: its lines with what they begin with here."""
    first, *lines = encoded.split("\n")
    starts = [*slot.starts[:-1], *slot.starts[-1:] * len(lines)]
    return newline.join([first, *(start + line for start, line in zip(starts, lines, strict=False))])


def _escaped(line: str) -> str:
    found = _OPENS.match(line)
    if not found:
        return line
    at = found.start("mark")
    return f"{line[:at]}\\{line[at:]}"
