"""A page and its Markdown body: the texts of the body stand beside the values of the front matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import NOTHING, Notice
from i18n_pipeline.model import BODY, Page, Path, Scalar
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.parts import parts
from i18n_pipeline.regions import Kind, Slot, Span
from i18n_pipeline.text.splice import around

_BREAK = re.compile(r"\r\n|\n|\r")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026"
_SOFT = re.compile(rf"((?<=[{_WIDE}])\n(?=[{_WIDE}]))|(?<![ \\]) ?\n")
_OLD_ANCHOR = re.compile(
    r"\A((?:[ \t]+#+)?)[ \t]+\{#[^\s{}]*[^\x00-\x7f\s{}][^\s{}]*\}(?=[ \t]*(?:[\r\n]|\Z))"
)
_TRAILING = re.compile(r"[ \t]+(?=\n)")


def body_of(page: Page) -> str:
    """What stands behind the front matter of a Markdown page; "" for other pages."""
    return parts(page.text, page.yaml).body if formats.has_body(page.name) else ""


def with_body(page: Page, code: Callable[[str], bool] = frozenset[str]().__contains__) -> Page:
    """The page with the texts of its body; ``code`` tells in which languages code is text."""
    from i18n_pipeline.syntaxes.markdown.parse import parse

    text = body_of(page)
    body = parse(text, mdx=formats.is_mdx(page.name), code=code)
    start = len(page.text) - len(text)
    line = len(_BREAK.findall(page.text, 0, start))
    seen: Counter[str] = Counter()
    scalars = list(page.scalars)
    for event, (kind, (begin, end), at, value, *_, name) in enumerate(body.slots, len(page.events)):
        seen[kind] += 1
        path = code_path(f"{name}~{seen[kind]}") if kind is Kind.CODE else (BODY, f"{kind}~{seen[kind]}")
        span = Span(begin + start, end + start)
        scalars.append(Scalar(path, span, at + line, value, "body", None, False, event))
    return replace(page, scalars=tuple(scalars), body=body)


def code_path(language: str) -> Path:
    """Where code in a language stands, as rules speak of it."""
    return (BODY, str(Kind.CODE), language)


def without_body(page: Page) -> Page:
    """The page with the values of its front matter alone."""
    if page.body is None:
        return page
    return replace(page, scalars=tuple(s for s in page.scalars if not s.in_body), body=None)


def slots(page: Page) -> dict[Scalar, Slot]:
    """The texts of the body, and how they are written."""
    found = page.body.slots if page.body else ()
    return dict(zip(page.scalars[len(page.scalars) - len(found) :], found, strict=True))


def outline(page: Page) -> str:
    """What stands around the texts of the body, in front of the front matter as well; "" for no body.

    Line ends, blanks at the ends of lines and blank lines at the end do not count. Nor do anchors behind
    headings that are in no Latin letters: a translated one may have kept its source's.
    """
    if page.body is None:
        return ""
    pieces = around(page.body.text, (slot.span for slot in page.body.slots))
    kept = [parts(page.text, page.yaml).lead, *(_OLD_ANCHOR.sub(r"\1", piece) for piece in pieces), ""]
    return _TRAILING.sub("", _BREAK.sub("\n", "\0".join(kept))).rstrip("\n\0")


def as_read(page: Page, texts: Mapping[Scalar, str]) -> dict[Scalar, str]:
    """What a reader of the page will see for each of these texts, once they are put in."""
    from i18n_pipeline.syntaxes.markdown.encode import encode

    where = slots(page)
    return {
        s: encode(text, where[s]) if s in where and text != s.value else text for s, text in texts.items()
    }


def cannot_be(text: str, path: Path) -> Notice:
    """Why a translation can in no way stand for the text of a body at this path; nothing where it may."""
    if path[:1] != (BODY,):
        return NOTHING
    from i18n_pipeline.syntaxes.markdown import encode

    return encode.cannot_be(text, Kind(str(path[1]).partition("~")[0]))


def one_line(text: str) -> str:
    """A text of a body without the line breaks that readers do not see; none leaves a blank in Chinese."""
    return _SOFT.sub(lambda found: "" if found[1] else " ", text)


def localized_body(page: Page, texts: Mapping[Scalar, str], *, keeps_anchors: bool) -> str:
    """The body with each of its texts as ``texts`` has it. Raises PageError where they cannot be."""
    from i18n_pipeline.syntaxes.markdown import anchors
    from i18n_pipeline.syntaxes.markdown.localize import localize

    if page.body is None:
        return ""
    where = slots(page)
    changed = {where[s]: text for s, text in texts.items() if s in where and text != s.value}
    try:
        merged = localize(page.body, changed) if changed else page.body.text
        return anchors.keep(page.body, merged) if keeps_anchors and changed else merged
    except PageError as error:
        line = (error.line or 1) + len(_BREAK.findall(page.text, 0, len(page.text) - len(page.body.text)))
        raise PageError(error.message, file=page.file, line=line) from error
