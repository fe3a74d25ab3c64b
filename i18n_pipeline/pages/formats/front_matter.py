"""Markdown with YAML front matter, as Hugo reads it: ``---`` lines around the YAML, then a body."""

from __future__ import annotations

import re

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Span

SUFFIXES = (".md", ".markdown")

_OPENING = re.compile(r"---[ \t]*(\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"---(?<=^---)[ \t]*$", re.MULTILINE)  # a letter first is found fast
_OTHER = {"+++": "TOML", "{": "JSON"}


def find_yaml(text: str) -> Span:
    """The lines between the delimiters; empty where a page has no front matter."""
    opening = _OPENING.match(text)
    if not opening:
        for mark, language in _OTHER.items():
            if text.startswith(mark):
                raise PageError(
                    say(
                        "its front matter is {language}; write it as YAML between --- lines",
                        language=language,
                    ),
                    line=1,
                )
        return Span(0, 0)
    # "$" does not match in front of "\r\n", so the search runs on a copy of the same length.
    lines = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    closing = _CLOSING.search(lines, opening.end())
    if not closing:
        raise PageError(
            say("the front matter is never closed; end it with a line that holds only ---"), line=1
        )
    return Span(opening.end(), closing.start())
