"""Text of others, made safe to show: nothing in it that a terminal acts on, and nothing that nobody sees.

What is left out of sight is shown as Python writes it: ``\\x1b``, ``\\u202e``, ``\\U000e0041``.
"""

from __future__ import annotations

import re

#: Controls, marks of direction, line ends, blanks of no width, tags and halves of characters.
_UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
#: Letters that are joined, or kept apart, by what has no width: there it is spelling.
_JOINING = r"\u0620-\u065f\u066e-\u06d3\u06fa-\u07ea\u08a0-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af"
_CHAR = re.compile(rf"(?!(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}]))[{_UNSEEN}]")
#: What services that run jobs take for an order to them: ``::error``, and ``##[error]`` anywhere.
_ORDERS = re.compile(r"\A(\s*):(?=:)"), re.compile(r"(#)#(?=\w*\[)")
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def line(text: str) -> str:
    """The text as one line."""
    if not text.isascii() or not text.isprintable():
        text = _CHAR.sub(_escaped, text)
    for order, mark in zip(_ORDERS, (r"\\x3a", r"\\x23"), strict=True):
        text = order.sub(rf"\g<1>{mark}", text)
    return text


def lines(text: str) -> str:
    """The text, whose lines are its own."""
    return "\n".join(map(line, text.split("\n")))


def in_json(text: str) -> str:
    """JSON that says the same, and holds nothing that is not seen."""
    return _ORDERS[1].sub(r"\1\\u0023", "\n".join(_CHAR.sub(_in_json, part) for part in text.split("\n")))


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _NAMED.get(char) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


def _in_json(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
