"""Characters that show nothing, or turn and join what is around them."""

from __future__ import annotations

import re
import unicodedata

# Beside control, format, private and unassigned characters, what Unicode lets be ignored or draws as a blank.
_SHOW_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    "\U0001d159\U000e0100-\U000e01ef]"
)
_BREAKS = "\t\n"
_NUMBER_SIGNS = range(0x600, 0x606)  # format characters of Arabic that are seen
_ZERO_WIDTH = "\u200b\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_STYLES = "\ufe0e\ufe0f"
_JOINER = "\u200d"
_KEYCAP = "\u20e3"


def is_visible(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(unicodedata.category(char)[0] in "LNPS" and not _SHOW_NOTHING.match(char) for char in text)


def unseen(text: str) -> list[str]:
    """The characters, each once, that nobody sees and that have no work to do where they stand.

    Their work: the looks and the joining of emoji, joins and breaks inside words of scripts that know
    them, the direction of a mark beside right-to-left letters.
    """
    if text.isascii() and text.isprintable():
        return []
    hidden = [char for char in dict.fromkeys(text) if _is_unseen(char)]
    return [char for char in hidden if not _work(char, text)]


def code_points(chars: list[str]) -> str:
    """As they can be told: ``U+200B U+00AD``."""
    return " ".join(f"U+{ord(char):04X}" for char in chars)


def _is_unseen(char: str) -> bool:
    if char in _BREAKS or ord(char) in _NUMBER_SIGNS:
        return False
    category = unicodedata.category(char)
    return category[0] == "C" or category in ("Zl", "Zp") or bool(_SHOW_NOTHING.match(char))


def _work(char: str, text: str) -> bool:
    """Whether the character does its work at every place where it stands."""
    if char in _MARKS:
        return any(unicodedata.bidirectional(other) in ("R", "AL") and other not in _MARKS for other in text)
    if char not in _ZERO_WIDTH and char not in _STYLES:
        return False
    places = [at for at, other in enumerate(text) if other == char]
    return all(_works(char, text[at - 1 : at], text[at + 1 : at + 2]) for at in places)


def _works(char: str, before: str, after: str) -> bool:
    if not before:
        return False
    if char in _STYLES:  # ❤️, 1️⃣
        return unicodedata.category(before) in ("So", "Sm", "Po", "Pd") or after == _KEYCAP
    if char == _JOINER and _is_emoji(before):  # 👩‍💻
        return bool(after) and unicodedata.category(after) == "So"
    return 0x600 <= ord(before) < 0x10A0 or 0x1780 <= ord(before) < 0x18B0


def _is_emoji(char: str) -> bool:
    return char in _STYLES or unicodedata.category(char) in ("So", "Sk")
