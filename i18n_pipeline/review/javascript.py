"""Patterns of Python as JavaScript has them, so that a sheet looks at texts as the rules do.

The flag is ``v``: characters are code points, and classes may stand in classes. What could be taken for
something else there is refused.
"""

from __future__ import annotations

import re
from re import _constants as of  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: What stands for the start and the end of a text.
START, END = r"(?<![\s\S])", r"(?![\s\S])"
_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CLASSES = {
    "DIGIT": (r"\p{Nd}", "0-9"),
    "SPACE": (_SPACE, r"\t-\r\x20"),
    "WORD": (r"\p{L}\p{N}_", "0-9A-Za-z_"),
}
_OTHER_CASE = {"i": "\u0130\u0131", "s": "\u017f", "k": "\u212a"}  # beside that of ASCII


def in_javascript(pattern: re.Pattern[str]) -> str:
    """The source of a pattern that finds the same. Raises ValueError where that cannot be told."""
    names = {number: name for name, number in pattern.groupindex.items()}
    tree = parser.parse(pattern.pattern, pattern.flags)
    try:
        return _sequence(tree, pattern.flags, names)
    except KeyError as unknown:
        raise ValueError(f"{unknown} in {pattern.pattern}") from None


def _sequence(tree: Any, flags: int, names: dict[int, str]) -> str:
    return "".join(_node(str(kind), value, flags, names) for kind, value in tree)


def _node(kind: str, value: Any, flags: int, names: dict[int, str]) -> str:
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, repeated = value
        bound = "" if most is of.MAXREPEAT else int(most)
        lazy = "?" if kind == "MIN_REPEAT" else ""
        return f"(?:{_sequence(repeated, flags, names)}){{{int(least)},{bound}}}{lazy}"
    if kind in ("ASSERT", "ASSERT_NOT"):
        direction, inside = value
        sign = ("<" if direction < 0 else "") + ("=" if kind == "ASSERT" else "!")
        return f"(?{sign}{_sequence(inside, flags, names)})"
    if kind == "BRANCH":
        return f"(?:{'|'.join(_sequence(branch, flags, names) for branch in value[1])})"
    if kind == "SUBPATTERN":
        group, added, taken, inside = value
        opens = "(?:" if group is None else f"(?<{names[group]}>" if group in names else "("
        return f"{opens}{_sequence(inside, (flags | added) & ~taken, names)})"
    if kind == "GROUPREF" and not flags & re.IGNORECASE:
        return rf"\k<{names[value]}>" if value in names else rf"(?:\{value})"
    if kind == "AT":
        return _at(str(value), flags)
    if kind == "ANY":
        return r"[\s\S]" if flags & re.DOTALL else r"[^\n]"
    if kind == "IN":
        is_not = str(value[0][0]) == "NEGATE"
        members = (_member(str(one), what, flags) for one, what in value[is_not:])
        return f"[{'^' if is_not else ''}{''.join(members)}]"
    return (
        f"[{'^' if {'LITERAL': False, 'NOT_LITERAL': True}[kind] else ''}{_member('LITERAL', value, flags)}]"
    )


def _at(where: str, flags: int) -> str:
    if where == "AT_BOUNDARY":
        word = f"[{_class('WORD', flags)}]"
        return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
    lines = {"AT_BEGINNING": r"(?<![^\n])", "AT_END": r"(?![^\n])"} if flags & re.MULTILINE else {}
    return {
        "AT_BEGINNING": START,
        "AT_BEGINNING_STRING": START,
        "AT_END": rf"(?=\n?{END})",
        "AT_END_STRING": END,
        **lines,
    }[where]


def _member(kind: str, value: Any, flags: int) -> str:
    """What stands in a class."""
    if kind == "CATEGORY":
        name = str(value).removeprefix("CATEGORY_")
        found = _class(name.removeprefix("NOT_"), flags)
        return f"[^{found}]" if name.startswith("NOT_") else found
    first, last = value if kind == "RANGE" else (value, value)
    written = _char(first) if first == last else f"{_char(first)}-{_char(last)}"
    if flags & re.IGNORECASE:
        chars = [chr(code) for code in range(first, last + 1)]
        if any(char.upper() != char.lower() for char in chars if not char.isascii()):
            raise KeyError(f"letters of two cases beyond ASCII: {written}")
        other = {char.swapcase() for char in chars if char.isascii() and char.isalpha()}
        if not flags & re.ASCII:
            other |= set("".join(_OTHER_CASE.get(char.lower(), "") for char in chars))
        written += "".join(_char(ord(char)) for char in sorted(other))
    return written


def _class(name: str, flags: int) -> str:
    return _CLASSES[name][bool(flags & re.ASCII)]


def _char(code: int) -> str:
    char = chr(code)
    return char if char.isascii() and char.isalnum() else f"\\u{{{code:x}}}"
