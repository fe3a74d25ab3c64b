"""Letters that a language does not write with, many of them for looking like those that it does."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_COMMON = re.compile(
    r"[\x00-\u0130\u0132-\u017e\u2010-\u205e\u20a0-\u20bf\u2190-\u21ff\u3000-\u303f\uff01-\uff0f]*"
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _STYLED = "LATIN", "STYLED"
_LIKE_LATIN = frozenset(
    "CYRILLIC GREEK ARMENIAN CHEROKEE COPTIC LISU DESERET GOTHIC OLD CARIAN LYCIAN".split()  # noqa: SIM905
)
_HAN = frozenset(("CJK", "IDEOGRAPHIC"))
_SMALL = re.compile(
    "[\u0251\u0261\u0262\u0269\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u1d00-\u1d7f\ua730\ua731\ua7ae-\ua7b1]"
)
_SIGNS = "ªºⁿⁱℹ"
_GREEK_SIGN = re.compile("[αβγδεζηθκλμξπρστφχψωΓΔΘΛΞΠΣΦΨΩ]|μ[A-Za-z]{1,3}|[A-Za-z]Ω|[ΔδλσφΦ][A-Za-z]")


def strange_words(source: str, target: str, own: str, *, dotless: bool = False) -> list[str]:
    """Words of ``target``, each once, that ``source`` lacks and that no word of the language is written like.

    They hold letters of another alphabet than its ``own`` (the first word of their Unicode names, "" where it
    is none of ``locales.alphabet``), or styled ones (full-width, mathematical, circled). Han characters and a
    Greek letter that is a sign, as in 5 μm, are not told. ``dotless``: whether the language has a letter ı.
    """
    if _COMMON.fullmatch(target):
        return []
    words = dict.fromkeys(_WORD.findall(unicodedata.normalize("NFC", target)))
    found = [word for word in words if not word.isascii() and word not in source and _is_strange(word, own)]
    found += [
        word for word in words if "ı" in word and word not in source and not dotless and word not in found
    ]
    if own not in _HAN:
        found += [char for char in dict.fromkeys(target) if char not in source and _is_disguised(char)]
    return found


def _is_strange(word: str, own: str) -> bool:
    if _GREEK_SIGN.fullmatch(unicodedata.normalize("NFKC", word)):
        return False
    scripts = {_script(char) for char in word if char not in _SIGNS}
    foreign = scripts - {own, _LATIN, "", *_HAN}
    if own in _HAN or own == "":  # those write Latin and other letters in the midst of their own
        return bool(foreign & _LIKE_LATIN)
    mixed = own in _LIKE_LATIN and {own, _LATIN} <= scripts
    return bool(foreign or mixed or _SMALL.search(word))


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The first word of a letter's name, which tells its script; STYLED for a Latin one in disguise."""
    if char.isascii():
        return _LATIN
    if unicodedata.category(char)[0] != "L":  # m², ½, Ⅱ
        return ""
    bare = unicodedata.normalize("NFKC", char)
    if len(bare) == 1 and bare.isascii():
        return _STYLED
    first = unicodedata.name(bare[0], "").partition(" ")[0]
    return "" if first == "MODIFIER" else first


def _is_disguised(char: str) -> bool:
    """Whether a symbol is a Latin letter in a circle, a square or the like."""
    if unicodedata.category(char) != "So":
        return False
    bare, name = unicodedata.normalize("NFKC", char).strip("()"), unicodedata.name(char, "")
    return (len(bare) == 1 and bare.isascii() and bare.isalpha()) or " LATIN " in name or "REGIONAL" in name
