"""Texts ↔ strings as PO files have them: in quotes, with the escapes of C."""

from __future__ import annotations

import re

#: One string, in quotes.
STRING = r'"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"'
_STRINGS = re.compile(STRING)
_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = dict(zip(b'abfnrtv"\\', b'\a\b\f\n\r\t\v"\\', strict=True))
_WRITTEN = {char: rf"\{chr(letter)}" for letter, char in _LETTERS.items()}
_ESCAPED = re.compile(r'[\\"\a\b\f\n\r\t\v]')


def unquote(strings: str) -> str:
    """The text of one or several strings. Raises ValueError where an escape stands for no text."""
    if "\\" not in strings:
        if strings.count('"') == 2:
            return strings[strings.index('"') + 1 : -1]
        return "".join([string[1:-1] for string in _STRINGS.findall(strings)])
    # Each escape of a number is an octet: several of them may be one character.
    raw = [_ESCAPE.sub(_octet, string[1:-1].encode()) for string in _STRINGS.findall(strings)]
    text = b"".join(raw).decode()
    if "\0" in text or "\4" in text:  # by an escape
        raise ValueError(text)
    return text


def quote(text: str) -> str:
    """The text as one string."""
    if _ESCAPED.search(text):
        text = text.translate(_WRITTEN)
    return f'"{text}"'


def _octet(escape: re.Match[bytes]) -> bytes:
    hexadecimal, octal, letter = escape.groups()
    if hexadecimal or octal:
        return bytes([(int(hexadecimal, 16) if hexadecimal else int(octal, 8)) & 0xFF])
    if letter[0] not in _LETTERS:
        raise ValueError(letter)
    return bytes([_LETTERS[letter[0]]])
