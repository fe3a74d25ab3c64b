"""What sites write into Markdown that is none: put out of the parser's sight, byte for byte.

Hugo takes shortcodes out before Markdown is read: one in a line is a word to the parser, and lines of nothing
else end a paragraph. So do the imports of MDX. The lines of containers (``:::``) are blocks of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: A shortcode, whose quoted parameters may hold anything.
SHORTCODE = re.compile(
    r"""\{\{[<%](?:[^"`>%{]|\{(?!\{)|"(?:\\.|[^"\\])*"|`[^`]*`|[>%](?!\}\}))*[>%]\}\}""", re.DOTALL
)
_PARAMETER = re.compile(
    r'(?:([\w-]+)=)?(?P<quote>["`])(?P<value>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)', re.DOTALL
)
_CONTAINER = re.compile(
    r"^((?:[ \t>]|(?:[-+*]|\d{1,9}[.)])[ \t])*)(:{3,}[ \t]*(?:\{[^}\r\n]*\}|[\w-]+)?[ \t]*([^\r\n]*))",
    re.MULTILINE,
)
#: What the line of a container is to the parser: HTML, which is a block wherever it stands.
CONTAINER = "<?>"
_MODULE = re.compile(r"^(?:import|export)\b[^\r\n]*(?:\r?\n[^\r\n]+)*", re.MULTILINE)
#: What stands inside of these shortcodes is code.
_CODE = re.compile(
    r"(?<=\{\{[<%])(\s*(highlight|mermaid|math|katex|latex|plantuml|chart|echarts)\b[^\n]*?[>%]\}\})(.*?)"
    r"(?=\{\{[<%]\s*/\s*\2\b)",
    re.DOTALL,
)
_COMMENT = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)
_ALONE = re.compile(r"^([ \t>]*)(\0[ \t\0]*)(?=[\r\n]|\Z)", re.MULTILINE)
_WORD = re.compile(r"^([ \t>]*):(?=[^\s:])", re.MULTILINE)  # :smile: is no definition
_ALL = re.compile(r"[^\r\n]")


class Aside(NamedTuple):
    """A text that the parser does not see: where it stands, its name if it is a parameter's, its quotes."""

    start: int
    end: int
    name: str
    quote: str


def hide(text: str, *, mdx: bool) -> str:
    """``text`` with as many bytes of UTF-8 in the same places, and nothing in it but Markdown."""
    if mdx:
        text = _COMMENT.sub(_blank, _MODULE.sub(_blank, text))
    if ":::" in text:
        text = _CONTAINER.sub(lambda found: found[1] + CONTAINER.ljust(len(found[2].encode())), text)
    text = _WORD.sub(r"\1x", text)
    if "{{" in text:
        text = _CODE.sub(lambda found: found[1] + _ALL.sub(_spaces, found[3]), text)
        text = SHORTCODE.sub(lambda found: "\0" * len(found.group().encode()), text.replace("\0", " "))
        text = _ALONE.sub(lambda found: found[1] + " " * len(found[2]), text).replace("\0", "x")
    return text


def asides(text: str) -> Iterator[Aside]:
    """The titles of containers, and the parameters of shortcodes on lines of their own."""
    for found in _CONTAINER.finditer(text) if ":::" in text else ():
        if found[3]:
            yield Aside(*found.span(3), "", "")
    for found in SHORTCODE.finditer(text) if "{{" in text else ():
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        behind = text[found.end() :].split("\n", 1)[0]
        if (
            SHORTCODE.sub("", before).strip(" \t>")
            or SHORTCODE.sub("", behind).strip()
            or "/*" in found[0][:5]
        ):
            continue
        for parameter in _PARAMETER.finditer(found[0]):
            start, end = parameter.span("value")
            yield Aside(found.start() + start, found.start() + end, parameter[1] or "", parameter["quote"])


def _blank(found: re.Match[str]) -> str:
    return _ALL.sub(_spaces, found[0])


def _spaces(char: re.Match[str]) -> str:
    return " " * len(char[0].encode())
