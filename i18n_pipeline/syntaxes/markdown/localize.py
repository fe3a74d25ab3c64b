"""A body + translations → the body in another language: encode, splice, read again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.regions import Body, Slot
from i18n_pipeline.syntaxes.markdown.encode import FLOW, encode, literal
from i18n_pipeline.syntaxes.markdown.parse import read
from i18n_pipeline.text.splice import splice

#: Behind a text, a line below which could be that of a table's head: markdown-it takes it for one where a |
#: stands above, pulldown-cmark and goldmark do not. No other difference of theirs shows in what is written.
_DASHES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)[ \t>]*[-:|][-:| \t]*(?=[\r\n]|\Z)")


def localize(body: Body, texts: Mapping[Slot, str]) -> str:
    """The body with each slot of ``texts`` saying its text, all else as it was.

    Raises PageError, without a file and its line counted in the body, where Markdown would be read otherwise.
    """
    encoded = {slot: encode(text, slot) for slot, text in texts.items() if text != slot.value}
    for slot, text in encoded.items():
        if "|" in text.rpartition("\n")[2] and slot.kind in FLOW and _DASHES.match(body.text, slot.span.end):
            raise PageError(
                say("not merged, with a | the translation would be read as a table"), line=slot.line
            )
    merged = _spliced(body, encoded)
    if not encoded or _is_read_back(body, merged, encoded):
        return merged
    for slot, text in encoded.items():  # which of them is it
        alone = _spliced(body, {slot: text})
        if not _is_read_back(body, alone, {slot: text}):
            raise PageError(_objection(body, _again(body, alone)[0]), line=slot.line)
    raise PageError(_objection(body, _again(body, merged)[0]), line=min(slot.line for slot in encoded))


def _spliced(body: Body, encoded: Mapping[Slot, str]) -> str:
    newline = "\r\n" if "\r\n" in body.text else "\n" if "\n" in body.text or "\r" not in body.text else "\r"
    return splice(body.text, {slot.span: literal(text, slot, newline) for slot, text in encoded.items()})


def _again(body: Body, merged: str) -> tuple[tuple[object, ...], list[str]]:
    return read(merged, mdx=body.mdx, code=body.code.__contains__)


def _is_read_back(body: Body, merged: str, encoded: Mapping[Slot, str]) -> bool:
    """Whether a reader sees the same blocks in the same order, and each text as it was put in."""
    blocks, values = _again(body, merged)
    return blocks == body.blocks and values == [encoded.get(slot, slot.value) for slot in body.slots]


def _objection(body: Body, seen: tuple[object, ...]) -> Notice:
    """What a translation would open or close, in words."""
    for meant, found in zip(body.blocks, seen, strict=False):
        if meant != found and isinstance(found, tuple) and found[:1] == ("Start",):
            return say("not merged, the translation would begin a {block} of its own", block=found[1])
    return say("not merged, the translation would be read as other text than it says")
