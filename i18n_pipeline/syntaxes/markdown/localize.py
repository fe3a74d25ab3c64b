"""A body + translations → the body in another language: encode, splice, read again."""

from __future__ import annotations

from collections.abc import Mapping

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.regions import Body, Slot
from i18n_pipeline.syntaxes.markdown.encode import encode, literal
from i18n_pipeline.syntaxes.markdown.parse import parse
from i18n_pipeline.syntaxes.splice import splice


def localize(body: Body, texts: Mapping[Slot, str], *, mdx: bool = False) -> str:
    """The body with each slot of ``texts`` saying its text, all else as it was.

    Raises PageError, without a file and its line counted in the body, where Markdown would be read otherwise.
    """
    encoded = {slot: encode(text, slot) for slot, text in texts.items() if text != slot.value}
    merged = _spliced(body, encoded)
    if not encoded or _is_read_back(body, merged, encoded, mdx=mdx):
        return merged
    for slot, text in encoded.items():  # which of them is it
        alone = _spliced(body, {slot: text})
        if not _is_read_back(body, alone, {slot: text}, mdx=mdx):
            raise PageError(_objection(body, parse(alone, mdx=mdx)), line=slot.line)
    raise PageError(_objection(body, parse(merged, mdx=mdx)), line=min(slot.line for slot in encoded))


def _spliced(body: Body, encoded: Mapping[Slot, str]) -> str:
    newline = "\r\n" if "\r\n" in body.text else "\n" if "\n" in body.text or "\r" not in body.text else "\r"
    return splice(body.text, {slot.span: literal(text, slot, newline) for slot, text in encoded.items()})


def _is_read_back(body: Body, merged: str, encoded: Mapping[Slot, str], *, mdx: bool) -> bool:
    """Whether a reader sees the same blocks in the same order, and each text as it was put in."""
    seen = parse(merged, mdx=mdx)
    return seen.blocks == body.blocks and [slot.value for slot in seen.slots] == [
        encoded.get(slot, slot.value) for slot in body.slots
    ]


def _objection(body: Body, seen: Body) -> Notice:
    """What a translation would open or close, in words."""
    for meant, found in zip(body.blocks, seen.blocks, strict=False):
        if meant != found and isinstance(found, tuple) and found[:1] == ("Start",):
            return say("not merged, the translation would begin a {block} of its own", block=found[1])
    return say("not merged, the translation would be read as other text than it says")
