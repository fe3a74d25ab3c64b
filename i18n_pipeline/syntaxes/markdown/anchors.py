"""The anchors of headings, as Hugo and GitHub make them; and the source's behind translated ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyromark

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import say
from i18n_pipeline.regions import Body, Kind, Slot, Span
from i18n_pipeline.syntaxes.markdown import inert
from i18n_pipeline.syntaxes.markdown.parse import parse
from i18n_pipeline.text.splice import splice

_HEADINGS = frozenset((Kind.HEADING, Kind.UNDERLINED))
_END = re.compile(r"(?:[ \t]+#+)?(?=[ \t]*(?:[\r\n]|\Z))")
_BLANK = re.compile(r"\s")
_SIGN = re.compile(r"[^\w-]")
_ID = re.compile(r"""(?<=\s)(?:id|name)\s?=\s?["']?([^"'\s<>]+)""")


def headings(body: Body) -> list[tuple[Slot, str]]:
    """The headings, each with its anchor: its own, or made of its words and numbered."""
    found: list[tuple[Slot, str]] = []
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for slot in (slot for slot in body.slots if slot.kind in _HEADINGS):
        anchor = made = slot.name or anchor_of(slot.value) or "heading"
        while anchor in taken and not slot.name:
            numbers[made] += 1
            anchor = f"{made}-{numbers[made]}"
        taken.add(anchor)
        found.append((slot, anchor))
    return found


def anchors(body: Body) -> frozenset[str]:
    """All that a link may lead to on the page: of headings, and of tags."""
    return frozenset(anchor for _, anchor in headings(body)) | frozenset(_ID.findall(body.text))


def anchor_of(heading: str) -> str:
    """The anchor that is made of a heading's Markdown."""
    text = "".join(_words(inert.SHORTCODE.sub("", heading))).strip().lower()
    return _SIGN.sub("", _BLANK.sub("-", text))


def _words(heading: str) -> Iterator[str]:
    event: Any
    for event in pyromark.events("# " + " ".join(heading.split("\n")), options=pyromark.Options.ENABLE_GFM):
        if isinstance(event, dict) and (said := event.get("Text") or event.get("Code")):
            yield said


def keep(source: Body, merged: str) -> str:
    """A translated body whose headings have the source's anchors, in ``{#…}`` where they are others.

    Raises PageError, without a file, where it would be read otherwise.
    """
    wanted = [anchor for _, anchor in headings(source)]
    for is_last in (False, True):  # what stands behind one may take the number of another
        body = parse(merged, mdx=source.mdx)
        places: dict[Slot, tuple[int, str]] = {}
        is_done = True
        for (slot, anchor), meant in zip(headings(body), wanted, strict=True):
            end = _END.match(merged, slot.span.end)
            if end and not slot.name and (is_last or anchor != meant):
                places[slot] = end.end(), meant
                is_done &= anchor == meant
        if is_done:
            break
        merged = splice(merged, {Span(at, at): f" {{#{meant}}}" for at, meant in places.values()})
        named = {slot: meant for slot, (_, meant) in places.items()}
        expected = [(slot.value, named.get(slot, slot.name)) for slot in body.slots]
        if [(slot.value, slot.name) for slot in parse(merged, mdx=source.mdx).slots] != expected:
            raise PageError(say("not merged, an anchor behind a heading would be read as text"))
    return merged
