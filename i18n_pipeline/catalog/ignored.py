"""What a translator has judged to be right although a rule objects: ``# ok: numbers, length-ratio``.

It is a translator comment, the one kind that every PO tool carries along.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.model import State

_LINE = re.compile(r"\s*ok:(?P<rules>.*)", re.IGNORECASE)
_NEAR = 0.65  # from which a word is a rule's name mistyped


def named(entry: Entry) -> tuple[str, ...]:
    """The checks to ignore in an entry, as they are written there; any remark may begin with "OK:"."""
    return tuple(dict.fromkeys(name for line in _lines(entry) for name in line))


def misnamed(entry: Entry, rules: Collection[str]) -> tuple[str, ...]:
    """The names that are none of the ``rules``, in lines that name one, or nearly; others are remarks."""
    meant = (line for line in _lines(entry) if any(_is_near(name, rules) for name in line))
    return tuple(dict.fromkeys(name for line in meant for name in line if name not in rules))


def _lines(entry: Entry) -> Iterator[list[str]]:
    for line in entry.comment.split("\n"):
        match = _LINE.fullmatch(line)
        if match:
            yield [name.strip() for name in match["rules"].split(",") if name.strip()]


def _is_near(name: str, rules: Collection[str]) -> bool:
    from difflib import get_close_matches  # slow to import, seldom needed

    return name in rules or bool(get_close_matches(name, rules, 1, _NEAR))


def in_force(entry: Entry) -> frozenset[str]:
    """The rules that are ignored for an entry: none where no person stands for its text."""
    return frozenset(named(entry)) if entry.state is State.REVIEWED else frozenset()


def with_ignored(entry: Entry, rules: Iterable[str]) -> Entry:
    """The entry with those of the rules to ignore that it does not name yet."""
    missing = [rule for rule in dict.fromkeys(rules) if rule not in named(entry)]
    lines = [*filter(None, [entry.comment]), *([f"ok: {', '.join(missing)}"] if missing else [])]
    return entry._replace(comment="\n".join(lines))
