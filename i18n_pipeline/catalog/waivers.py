"""What a translator has judged to be right although a rule objects: ``# ok: numbers, length-ratio``.

It is a translator comment, the one kind that every PO tool carries along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.model import State

_LINE = re.compile(r"\s*ok:(?P<rules>.*)", re.IGNORECASE)


def named(entry: Entry) -> tuple[str, ...]:
    """The names of rules in the waivers of an entry, as they are written there."""
    found = (_LINE.fullmatch(line) for line in entry.comment.split("\n"))
    names = (name.strip() for line in found if line for name in line["rules"].split(","))
    return tuple(dict.fromkeys(filter(None, names)))


def waived(entry: Entry) -> frozenset[str]:
    """The rules that are silent for an entry: none where no person stands for its text."""
    return frozenset(named(entry)) if entry.state is State.REVIEWED else frozenset()


def with_waivers(entry: Entry, rules: Iterable[str]) -> Entry:
    """The entry with those of the rules in a waiver that it does not name yet."""
    missing = [rule for rule in dict.fromkeys(rules) if rule not in named(entry)]
    lines = [*filter(None, [entry.comment]), *([f"ok: {', '.join(missing)}"] if missing else [])]
    return entry._replace(comment="\n".join(lines))
