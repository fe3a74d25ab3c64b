"""The blocks of a page as markdown-it-py sees them, which no tool that is measured here splits pages with."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_FRONT_MATTER = re.compile(r"\A---\n.*?^---$", re.DOTALL | re.MULTILINE)
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_CODE = ("fence", "code_block", "html_block")
Block = tuple[str, str, str]


def blocks(text: str) -> list[Block]:
    """The blocks in order: what opens and closes, how lists are numbered, code and HTML to the letter.

    Tight and loose lists are one to a reader, and so are soft breaks.
    """
    return [
        (token.type, token.tag, token.info + token.content if token.type in _CODE else str(token.attrs or ""))
        for token in _READER.parse(_FRONT_MATTER.sub("", text))
        if token.type != "inline"
    ]


def texts(text: str) -> list[str]:
    """The inline texts of a page, in order, as Markdown."""
    return [token.content for token in _READER.parse(_FRONT_MATTER.sub("", text)) if token.type == "inline"]
