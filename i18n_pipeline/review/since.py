"""What changed since the sheet before this one: a small note of every string, kept beside the project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

#: What became of a string. A ``gone`` one stands in no sheet, and is counted.
Transition = Literal["new", "reviewed", "draft", "stale", "missing", "reworded"]
#: By page, target and the hash of a string: its state and the hash of its text, ``draft 1f00d2``.
States = Mapping[str, Mapping[str, Mapping[str, str]]]


class Since(msgspec.Struct, frozen=True):
    """``changes`` by page, target and the hash of a string."""

    made: str  # when the sheet before was
    changes: dict[str, dict[str, dict[str, Transition]]]
    gone: dict[str, int]  # by target


class Note(msgspec.Struct, frozen=True):
    """Of the sheet that was made last; ``digest`` is of all that it says."""

    digest: str
    made: str
    known: dict[str, dict[str, dict[str, str]]]
    since: Since | None = None


def read_note(raw: bytes | None) -> Note | None:
    """None where there is none, or none that can be read: it is a cache."""
    try:
        return msgspec.json.decode(raw or b"", type=Note)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def compare(before: States, now: States, made: str) -> Since:
    """What became of the strings that were known before; pages that are not here now are left out."""
    changes: dict[str, dict[str, dict[str, Transition]]] = {}
    gone: dict[str, int] = {}
    for page, targets in now.items():
        for target, strings in targets.items():
            old = before.get(page, {}).get(target, {})
            changed = {
                key: _kind(old.get(key, ""), said) for key, said in strings.items() if old.get(key) != said
            }
            if changed:
                changes.setdefault(page, {})[target] = changed
            carried = sum(kind == "stale" and key not in old for key, kind in changed.items())
            lost = len(old.keys() - strings.keys()) - carried
            if lost > 0:
                gone[target] = gone.get(target, 0) + lost
    return Since(made, changes, gone)


def _kind(old: str, new: str) -> Transition:
    state, _, _ = new.partition(" ")
    if not old:  # one that comes with the translation of an older source was there as that source
        return "stale" if state == "stale" else "new"
    if state == old.partition(" ")[0]:
        return "reworded"
    kind: Transition = msgspec.convert(state, Transition)
    return kind
