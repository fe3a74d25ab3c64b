"""What init found and wrote, or would change, as a person reads it. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from i18n_pipeline.messages import Notice, counted, joined, listed, put, say

_WIDTH = 78
_NAMES = 5


def proposed(pages: Mapping[str, Mapping[str, Any]]) -> Iterator[Notice]:
    """What is taken in of each page."""
    for name, facts in pages.items():
        yield from _page(name, facts)


def added(additions: Iterable[Notice]) -> Iterator[Notice]:
    """What a new i18n.toml would say beyond the one that is there."""
    yield say("i18n.toml is there already and stays as it is.")
    for addition in additions:
        yield put("  + {addition}", addition=addition)


def named(names: Mapping[str, Sequence[Any]]) -> Iterator[Notice]:
    """The names that are to have a row in a glossary, by target."""
    for target, found in names.items():
        shown = [
            put("{name} ({n} ×)", name=name.text, n=name.count)
            if not name.guess
            else put("{name} ({n} ×): {guess}?", name=name.text, n=name.count, guess=name.guess)
            for name in found[:_NAMES]
        ]
        if shown:
            yield say(
                "names that stay as they are in drafts until the glossary of {target} has them: {names}; "
                "rows to add: i18n-pipeline glossary suggest.",
                target=target,
                names=listed([*shown, *(["…"] if len(found) > _NAMES else [])], "; "),
            )


def _page(name: str, facts: Mapping[str, Any]) -> Iterator[Notice]:
    """What is extracted (+) and skipped (-), with examples."""
    messages = counted("{n} message", "{n} messages", facts["messages"])
    skipped = counted("{n} value skipped", "{n} values skipped", facts["skipped"])
    yield put("{name}: {what}", name=name, what=joined([messages, skipped]))
    for mark, values in (("+", facts["extracts"]), ("-", facts["skips"])):
        for value in values:
            shown = value if len(value) < _WIDTH else value[: _WIDTH - 1] + "…"
            yield put("  {mark} {value}", mark=mark, value=shown)
