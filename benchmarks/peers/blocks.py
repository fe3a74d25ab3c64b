"""The blocks of a page as markdown-it-py sees them, which no tool that is measured here splits pages with."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_FRONT_MATTER = re.compile(r"\A---\n.*?^---$", re.DOTALL | re.MULTILINE)
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_TAG = re.compile("<[^<>]*>|<!--.*")
Block = tuple[str, str, str]


def blocks(text: str) -> list[Block]:
    """The blocks in order: what opens and closes, numbers of lists, code to the letter, the tags of HTML.

    Tight and loose lists are one to a reader, and so are soft breaks.
    """
    return [
        (
            token.type,
            token.tag,
            token.info + token.content
            if token.type in ("fence", "code_block")
            else str(_TAG.findall(token.content) if token.type == "html_block" else token.attrs or ""),
        )
        for token in _READER.parse(_FRONT_MATTER.sub("", text))
        if token.type != "inline"
    ]


def texts(text: str) -> list[str]:
    """The texts of a page, in order, as Markdown, and what HTML blocks have beside their tags."""
    return [
        token.content if token.type == "inline" else _TAG.sub("", token.content)
        for token in _READER.parse(_FRONT_MATTER.sub("", text))
        if token.type in ("inline", "html_block")
    ]
