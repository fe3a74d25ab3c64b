"""What is wrong with i18n.toml, and in which line: in words that whoever writes it knows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Literal, get_args, get_origin, get_type_hints

from i18n_pipeline.messages import Notice, listed, msgid, quoted, say
from i18n_pipeline.schema import TABLES

_KINDS = {
    "str": msgid("a text in quotes"),
    "array": msgid("a list in square brackets"),
    "object": msgid("a table"),
    "int": msgid("a whole number"),
    "float": msgid("a number"),
    "bool": msgid("true or false"),
}
_TYPE = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_LIMIT = re.compile(r"Expected `[^`]+` ([<>])=? ([\d.]+)")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+)`")
_MISSING = re.compile(r"Object missing required field `(.+)`")
_CHOICE = re.compile(r"Invalid enum value '?(.*?)'?")
_HEADER = re.compile(r"""\s*\[\[?\s*(\w+)\s*(?:\.\s*["']?([^\]"']+?)["']?\s*)?\]""")
_RULE = re.compile(r"\s*\[\[\s*rule\s*\]\]")
_CLOSED = re.compile(
    r'''\#[^\n]*|[^"'\#\[\]{}]+|"""(?:\\.|(?!""").)*"{3,5}|\'\'\'(?:(?!\'\'\').)*'{3,5}'''
    r"""|"(?!"")(?:\\.|[^"\\\n])*"|'(?!'')[^'\n]*'|(?P<bracket>[\[{\]}])""",
    re.DOTALL,
)


def objection(text: str, toml: str) -> tuple[Notice, int]:
    """What msgspec says of the values of a file, and the line that it speaks of."""
    what, _, place = text.partition(" - at ")
    steps = re.findall(r"\w+", place)
    table = steps[0] if steps[:1] in (["rule"], ["source"]) or "[...]" in place else ""
    key = steps[-1] if steps and steps[-1] != table and not steps[-1].isdecimal() else ""
    at, name = line_of(key, table, toml), key or table
    if found := _MISSING.fullmatch(what):
        return say("[[{table}]] lacks its {name}", table=table, name=found[1]), at
    if found := _UNKNOWN.fullmatch(what):
        return _unknown(found[1], table), line_of(found[1], table, toml)
    if found := _CHOICE.fullmatch(what):
        return _choice(name, found[1]), at
    if found := _LIMIT.fullmatch(what):
        values = {"name": name, "n": found[2]}
        at_most = found[1] == "<"
        return say("{name} is {n} at most", **values) if at_most else say(
            "{name} is {n} at least", **values
        ), at
    if found := _TYPE.fullmatch(what):
        kinds = [_kind(kind) for kind in found[1].split(" | ") if kind != "null"]
        wanted = say("{one} or {other}", one=kinds[0], other=kinds[-1]) if len(kinds) > 1 else kinds[0]
        values = {"name": name, "wanted": wanted, "found": _kind(found[2])}
        return say("{name} has to be {wanted}, and is {found}", **values), at
    return quoted(what), at


def _kind(name: str) -> Notice:
    return say(_KINDS[name]) if name in _KINDS else quoted(name)


def _unknown(name: str, table: str) -> Notice:
    fields = {title.strip("[]").partition(".")[0]: known.__struct_fields__ for title, known in TABLES.items()}
    allowed = fields.get(table, ())
    if near := get_close_matches(name, allowed, 1):
        return say("there is no {name}; did you mean {near}?", name=name, near=near[0])
    if table and name in fields[""]:
        return say("{name} belongs above all tables; move it there", name=name)
    return say("there is no {name} here; there is {allowed}", name=name, allowed=listed(sorted(allowed)))


def _choice(name: str, value: str) -> Notice:
    hints = [get_type_hints(table).get(name) for table in TABLES.values()]
    allowed = [str(value) for hint in hints if get_origin(hint) is Literal for value in get_args(hint)]
    near = get_close_matches(value, allowed, 1)
    if near:
        return say("{name} is never {value!r}; did you mean {near}?", name=name, value=value, near=near[0])
    return say("{name} is never {value!r}; it is {allowed}", name=name, value=value, allowed=listed(allowed))


def unreadable(error: tomllib.TOMLDecodeError, toml: str) -> tuple[Notice, int]:
    """What is wrong with a file that is no TOML, and the line: of what opens there, if it is never closed."""
    said = re.search(r"line (\d+)", str(error))
    line = int(said[1]) if said else toml.count("\n") + 1
    sign, at = _never_closed(toml)
    if sign and at <= line:
        return say("not valid TOML: the {sign} here is never closed", sign=sign), at
    return say("not valid TOML: {error}", error=str(error)), line


def _never_closed(toml: str) -> tuple[str, int]:
    """The quote or bracket that is not, and its line; "" where all are."""
    at, open_ = 0, list[tuple[str, int]]()
    while found := _CLOSED.match(toml, at):
        if (bracket := found["bracket"]) in ("[", "{"):
            open_.append((bracket, at))
        elif bracket and open_:
            open_.pop()
        at = found.end()
    if at < len(toml):
        open_ = [(toml[at] * 3 if toml.startswith(toml[at] * 3, at) else toml[at], at)]
    sign, at = open_[-1] if open_ else ("", 0)
    return sign, toml.count("\n", 0, at) + 1


def line_of(key: str, table: str, toml: str) -> int:
    """The line where a key of a table is written; else where it is at all, that of the table, the first."""
    written = re.compile(rf"""\s*(?:[\w-]+\s*\.\s*)*["']?{re.escape(key)}["']?\s*[=.]""")
    is_inside, at, anywhere = not table, 1, 0
    for number, line in enumerate(toml.splitlines(), 1):
        if header := _HEADER.match(line):
            is_inside = header[1] == table
            at = number if is_inside or (not table and header[1] == key) else at
        elif key and written.match(line):
            anywhere = anywhere or number
            if is_inside:
                return number
    return anywhere or at


def rule_lines(paths: Sequence[str], text: str) -> list[int]:
    """Where the rules stand: at their headers, or inline where their paths are, the one behind the other."""
    written = text.splitlines()
    headers = [number for number, line in enumerate(written, 1) if _RULE.match(line)]
    if len(headers) == len(paths):
        return headers
    found: list[int] = []
    for path in paths:
        after = found[-1] if found else 1
        names = {f'"{path}"', f"'{path}'"}
        behind = enumerate(written[after - 1 :], after)
        found.append(next((at for at, line in behind if any(name in line for name in names)), after))
    return found


def line_quoted(message: str, text: str) -> int:
    """The line that a message speaks of, as far as a word in quotes in it tells."""
    for word in re.findall(r'["`]([^"`$]+)["`]', message):
        for number, line in enumerate(text.splitlines(), 1):
            if word in line:
                return number
    return 1
