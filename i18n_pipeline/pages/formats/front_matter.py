"""Markdown with YAML front matter, as Hugo reads it: ``---`` lines around the YAML, then a body."""

from __future__ import annotations

import re

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Path
from i18n_pipeline.regions import Span

SUFFIXES = (".md", ".markdown", ".mdx")
HAS_BODY = True

# What may stand in front of it: byte order marks, blanks, blank lines, comments. A comment's first line is
# all that Hugo passes over where front matter follows, which the rest of the comment then hides from others.
_LEAD = re.compile(
    r"""(?: [\ufeff \t\r\n]
      | <!-- (?: [^\r\n]*[\r\n] (?=[\ufeff \t\r\n]*(?:---|\+\+\+)[ \t]*(?:[\r\n]|\Z)) | .*?--> ) )*""",
    re.VERBOSE | re.DOTALL,
)
_OPENING = re.compile(r"---[ \t]*(\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"---(?<=^---).*", re.MULTILINE)  # a letter first is found fast
_OTHER = re.compile(r"(?P<TOML>\+\+\+)|(?P<JSON>\{(?![{%<]))|(?P<Org>#\+\w+:)")  # {{ is a template's
#: A line that is all dashes, of whatever kind, or begins with three, over one that begins with a key.
_MEANT = re.compile(
    r"(?:---[^\r\n]*|[^\w\r\n]{0,20}[-\u2010-\u2015\uff0d]{2}[^\w\r\n]{0,20})[\r\n]\s{0,99}[A-Za-z][\w-]*:\s"
)


def find_yaml(text: str) -> Span:
    """The lines between the delimiters; empty where a page has no front matter."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    opening = _OPENING.match(text, start)
    if not opening:
        what = _objection(text, start)
        if what:
            raise _refused(what, text, start)
        return Span(0, 0)
    # "$" does not match in front of "\r\n", so the search runs on a copy of the same length.
    lines = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    closing = _CLOSING.search(lines, opening.end())
    if not closing:
        what = say("the front matter is never closed; end it with a line that holds only ---")
        raise _refused(what, text, start)
    if closing.group().rstrip(" \t") != "---":
        what = say("the front matter ends here for Hugo; end it with a line that holds only ---")
        raise _refused(what, text, closing.start())
    return Span(opening.end(), closing.start())


def is_identifier(path: Path) -> bool:
    """Whether Hugo takes the field for the name of something; list indexes and case make no difference."""
    match [step.lower().partition("~")[0] for step in path if isinstance(step, str)]:
        case ["cascade", "_target" | "target", *_]:
            return True
        case ["cascade", *field] | field:
            return _is_identifier(field)
    return False


def _is_identifier(field: list[str]) -> bool:
    match field:
        case ["slug" | "url" | "aliases" | "layout" | "type" | "translationkey" | "menu" | "menus"]:
            return True
        case ["menu" | "menus", _, "identifier" | "parent" | "pageref" | "url"] | ["resources", "src"]:
            return True
    return False


def _objection(text: str, start: int) -> Notice | None:
    """Why what begins at ``start`` is no page without front matter."""
    other = _OTHER.match(text, start)
    if other and other.lastgroup:
        return say(
            "its front matter is {language}; write it as YAML between --- lines", language=other.lastgroup
        )
    if text.startswith("<!--", start):
        return say("the comment is never closed; end it with -->")
    if _MEANT.match(text, start):
        return say("this begins no front matter; write a line that holds only --- in its place")
    return None


def _refused(what: Notice, text: str, at: int) -> PageError:
    return PageError(what, line=1 + len(re.findall(r"\r\n|\r|\n", text[:at])))
