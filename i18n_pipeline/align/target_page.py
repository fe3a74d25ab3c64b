"""A target page as it stands today, read for what people wrote in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from i18n_pipeline.align.salvage import salvage
from i18n_pipeline.align.tree import Leaf
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Page
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import is_string
from i18n_pipeline.project.sources import Loaded

_NO_TEXT = re.compile(  # addresses, files, colours, numbers
    r"(?:\w+:)?//\S+|mailto:\S+|[\w.-]*/[\w./-]*|[\w-]+\.[a-z]{2,4}|#[0-9a-fA-F]{3,8}|[\d\s.,:%-]*"
)
_COMMENT = re.compile(r"(?:(?<=\s)|\A)#[^\r\n]*")
_HEADER = re.compile(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A target page: its values, and what people wrote beside them (line and text)."""

    file: str
    content: bytes
    leaves: tuple[Leaf, ...]
    beside: tuple[tuple[int, str], ...]
    page: Page | None  # None where it is no YAML, and its lines were salvaged


def read_target_page(content: bytes, name: str, file: str, *, salvaging: bool) -> TargetPage:
    """What a target page says. Raises PageError where it is no page, unless its lines are to be salvaged."""
    try:
        page = parse_page(content, name=name, file=file)
    except PageError as error:
        text = _decoded(content)
        if text is None:  # bytes of another encoding would become other letters, and be lost
            raise
        if not salvaging:
            what = say("{what} (align --salvage takes what its lines still show)", what=error.message)
            raise PageError(what, file=file, line=error.line) from error
        leaves = tuple(Leaf(s.path, s.value, s.line, may_be_text(s.value)) for s in salvage(text))
        return TargetPage(file, content, leaves, (), None)
    leaves = tuple(
        Leaf(scalar.path, scalar.value, scalar.line, is_string(scalar) and may_be_text(scalar.value))
        for scalar in page.scalars
    )
    return TargetPage(file, content, leaves, tuple(_beside(page)), page)


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def source_leaves(loaded: Loaded) -> tuple[Leaf, ...]:
    """The values of a source page; text is what is selected."""
    texts = {unit.scalar for unit in loaded.units}
    return tuple(Leaf(s.path, s.value, s.line, s in texts) for s in loaded.page.scalars)


def news(old: TargetPage, source: Page) -> Iterator[tuple[int, str]]:
    """What people wrote beside the values, and did not on the source page: comments."""
    known = {text for _, text in _beside(source)}
    yield from ((line, text) for line, text in old.beside if text not in known)


def _beside(page: Page) -> Iterator[tuple[int, str]]:
    """The comments among the values; what stands around the YAML stays on the page."""
    for start, end in _gaps(page):
        for found in _COMMENT.finditer(page.text, start, max(start, end)):
            yield _line(page, found.start()), found.group().rstrip()


def _gaps(page: Page) -> Iterator[tuple[int, int]]:
    """Where comments may stand: between the values, and behind the sign that begins a block."""
    at = page.yaml.start
    for scalar in page.scalars:
        start, end = scalar.span
        yield at, start
        if scalar.style in ("|", ">") and (header := _HEADER.match(page.text, start, end)):
            yield header.span()
        at = end
    yield at, page.yaml.end


def _line(page: Page, at: int) -> int:
    return page.text.count("\n", 0, at) + 1


def may_be_text(value: str) -> bool:
    """Whether a value is more than an address, a file, a colour or a number."""
    return bool(value.strip()) and not _NO_TEXT.fullmatch(value.strip())
