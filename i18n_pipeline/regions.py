"""The texts of a part of a page that is no YAML, and what stands around them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Kind(StrEnum):
    """What a text of a Markdown body is part of."""

    HEADING = "heading"  # on a line with its marks
    UNDERLINED = "underlined"  # a heading with a line below
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list, without a paragraph of its own
    CELL = "cell"
    TERM = "term"  # of a definition list
    TITLE = "title"  # of a container
    PARAMETER = "parameter"  # of a shortcode, in quotes
    ATTRIBUTE = "attribute"  # of a tag, in quotes
    HTML = "html"  # between the tags of an HTML block
    CODE = "code"  # a line of a code block, without the mark of a comment

    __hash__ = str.__hash__  # that of an enum is many times slower


#: What stands on one line.
ONE_LINE = frozenset(
    (Kind.HEADING, Kind.CELL, Kind.TERM, Kind.TITLE, Kind.PARAMETER, Kind.ATTRIBUTE, Kind.CODE)
)


class Slot(NamedTuple):
    """One text of a body.

    ``span`` is in code points of the body; ``value`` the Markdown that stands there, without what its lines
    begin with as parts of quotes and lists: ``starts`` has that for the second line and on, the last for any
    further one. ``heading`` is the section's, ``level`` that of a heading.
    """

    kind: Kind
    span: Span
    line: int
    value: str
    starts: tuple[str, ...]
    heading: str = ""
    level: int = 0
    quote: str = ""  # around a parameter or attribute
    name: str = ""  # of a parameter or attribute; the {#id} of a heading; the language of code

    def __hash__(self) -> int:
        return self.span.start


class Body(NamedTuple):
    """A body that was read: its texts in page order, and its blocks, in which a text is its slot's kind.

    ``mdx``: imports and expressions in braces are no text; ``code``: the languages in which code is;
    ``opaque``: where blocks of code stand.
    """

    text: str
    slots: tuple[Slot, ...]
    blocks: tuple[object, ...]
    mdx: bool = False
    code: frozenset[str] = frozenset()
    opaque: tuple[Span, ...] = ()
