"""What libyaml says of a YAML text, event by event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*)?)*)*")
_SCALAR, _START = 4, 3  # sizes of summaries


def read_events(text: str) -> Iterator[Any]:
    """libyaml's events of ``text``; raises yaml.YAMLError."""
    return iter(yaml.CSafeLoader(text).get_event, None)


def behind_properties(text: str, start: int, end: int) -> int:
    """Where the literal of the scalar in this span starts, behind its anchor and tag."""
    properties = _PROPERTIES.match(text, start, end)
    return properties.end() if properties else start


def summarize(event: Any) -> object:
    """An event of PyYAML or ruamel.yaml without its place, for comparing what readers see."""
    name = type(event).__name__
    if name == "ScalarEvent":
        return (event.value, event.anchor, event.tag, not event.style)
    if name in ("MappingStartEvent", "SequenceStartEvent"):
        return (name, event.anchor, event.tag)
    if name == "AliasEvent":
        return (name, event.anchor)
    return name


def summaries(events: Iterable[Any]) -> list[object]:
    """Events of PyYAML, summarized; scalars, which are half of them, without a call."""
    return [
        (event.value, event.anchor, event.tag, not event.style)
        if type(event) is yaml.ScalarEvent
        else summarize(event)
        for event in events
    ]


def standing_for(chosen: Iterable[int], aliases: Mapping[int, int], events: Sequence[Any]) -> frozenset[int]:
    """The scalars that the ``chosen`` ones of a page's ``aliases`` stand for, be it through others.

    All are indexes of ``events``, which are summaries.
    """
    standing: set[int] = set()
    waiting = list(chosen)
    done: set[int] = set()
    while waiting:
        meant = aliases[waiting.pop()]
        if meant in done:
            continue
        done.add(meant)
        depth = 0
        for index, event in enumerate(events[meant:], meant):
            if isinstance(event, str):
                depth -= 1  # a mapping or sequence ends
            elif len(event) == _START:
                depth += 1
            elif len(event) == _SCALAR:
                standing.add(index)
            else:
                waiting.append(index)
            if not depth:
                break
    return frozenset(standing)
