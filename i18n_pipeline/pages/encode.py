"""Write a string as a YAML literal that every reader, 1.1 and 1.2, reads back as that string.

The source's style is kept where it can hold the value, else the mildest quoting that can is
taken: plain → single → double. The alphabet of each style is drawn narrower than the grammar's,
so that no reader's habits matter (see ``verify`` for what this buys).
"""

from __future__ import annotations

import re

from i18n_pipeline.model import Scalar
from i18n_pipeline.pages.typed import is_typed, looks_typed

# Printable in both versions, and never a line break in either (NEL, LS and PS are one in 1.1).
_SAFE = (
    "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe"
    "\uff00-\uffef\ufff9-\ufffd\U00010000-\U0010ffff"
)
_SAFE_LINE = re.compile(f"[{_SAFE}]*")
_SAFE_LINES = re.compile(f"[{_SAFE}\t\n]*")
_UNSAFE = re.compile(f'[^{_SAFE}]|["\\\\]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_PLAIN_BREAKS = re.compile(r":(?=\s|\Z)|\s#|\s\Z|\t")
_FLOW_BREAKS = re.compile(r"[,\[\]{}:?#]")
_HEADER = re.compile(r"([|>])([-+1-9]*)([ \t]+#[^\r\n]*|[ \t]*)(\r\n|\r|\n)")


def encode(value: str, scalar: Scalar, literal: str) -> str:
    """The literal that says ``value`` in place of ``literal``, which is how ``scalar`` is written now.

    A number, date or truth value stays one where ``value`` is one; nothing may take any value's place.
    """
    if (scalar.style == "" and not value) or (is_typed(scalar) and looks_typed(value)):
        return value
    if not literal:
        return f" {_scalar(value, scalar, literal)}"  # right behind a colon or a dash
    return _scalar(value, scalar, literal)


def _scalar(value: str, scalar: Scalar, literal: str) -> str:
    if scalar.style in ("|", ">"):
        return _block(value, scalar, literal) or _in_place_of_block(value, literal)
    if scalar.style == "" and is_plain(value, flow=scalar.flow):
        return value
    if scalar.style in ("", "'") and _SAFE_LINE.fullmatch(value):
        return "'" + value.replace("'", "''") + "'"
    return _double(value)


def is_plain(value: str, *, flow: bool) -> bool:
    """Whether ``value`` can stand without quotes and be read back as this string everywhere."""
    return bool(
        _PLAIN_START.match(value)
        and _SAFE_LINE.fullmatch(value)
        and not _PLAIN_BREAKS.search(value)
        and not (flow and _FLOW_BREAKS.search(value))
        and not looks_typed(value)
        and not value.startswith("...")
    )


def _double(value: str) -> str:
    return '"' + _UNSAFE.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _block(value: str, scalar: Scalar, literal: str) -> str | None:
    """``value`` under the header and at the indentation of ``literal``; None where that cannot hold it."""
    header = _HEADER.match(literal)
    body = value.rstrip("\n")
    if not header or not body or not _SAFE_LINES.fullmatch(value):
        return None
    mark, indicators, comment, newline = header.groups()
    tail = _tail(literal)
    chomping = _chomping(len(value) - len(body), indicators, tail)
    indent = _indent(scalar, literal[header.end() :])
    lines = body.split("\n")
    if chomping is None or not indent or not _block_holds(lines, mark, indicators):
        return None
    if any(len(line) > indent or "\t" in line for line in re.split(r"\r\n|\r|\n", tail)):
        return None  # a blank line deeper than the text would count as text
    if mark == ">":
        lines = re.sub(r"\n+", r"\g<0>\n", body).split("\n")
    if not tail and value.endswith("\n"):
        tail = newline
    indicators = indicators.strip("-+") + chomping
    written = newline.join(" " * indent + line if line else "" for line in lines)
    return f"{mark}{indicators}{comment}{newline}{written}{tail}"


def _block_holds(lines: list[str], mark: str, indicators: str) -> bool:
    """Whether no line's edge blanks would be lost or taken for indentation."""
    if any(line and not line.strip(" \t") for line in lines):
        return False
    indented = [line[:1] in (" ", "\t") for line in lines]
    if mark == ">":
        return bool(lines[0]) and not any(indented)
    first = next(line for line in lines if line)
    return "\t" not in "".join(line[:1] for line in lines) and (
        first[0] != " " or any(char.isdigit() for char in indicators)
    )


def _tail(literal: str) -> str:
    """The line break that ends a block scalar's text, and the blank lines behind it."""
    return literal[len(literal.rstrip(" \t\r\n")) :].lstrip(" \t")


def _chomping(newlines: int, indicators: str, tail: str) -> str | None:
    """The chomping indicator under which ``tail`` gives the value its trailing newlines."""
    breaks = len(re.findall(r"\r\n|\r|\n", tail))
    if newlines == 0:
        return "" if not breaks and "-" not in indicators else "-"
    if "+" in indicators and newlines == max(breaks, 1):
        return "+"
    return "" if newlines == 1 else None


def _indent(scalar: Scalar, body: str) -> int:
    """The column of a block scalar's text, from its first line that is not blank."""
    lines = re.split(r"\r\n|\r|\n", body)
    first = next((line for line in lines if line.strip(" ")), "")
    meant = next((line for line in scalar.value.split("\n") if line.strip(" ")), "")
    return (len(first) - len(first.lstrip(" "))) - (len(meant) - len(meant.lstrip(" ")))


def _in_place_of_block(value: str, literal: str) -> str:
    """Double quotes where a block scalar stood, its header's comment and blank lines kept."""
    header = _HEADER.match(literal)
    comment = header.group(3).rstrip() if header else ""
    return _double(value) + comment + _tail(literal)
