"""A page whose links lead into a target's section: all else of it is as it was."""

from __future__ import annotations

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Page, Scalar
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.body import body_of, with_body, without_body
from i18n_pipeline.pages.localize import localize
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.text.links import Links, mapped, mapped_value


def linked(page: Page, map_: Links) -> Page:
    """The page with each of its links as the map has it; itself where it has none of these.

    Raises PageError where a reader would see more than that in it.
    """
    if not any(prefix in page.text for prefix, _ in map_):
        return page
    values = {s: relinked(s, s.value, map_) for s in page.scalars if not s.in_body}
    front = {
        s: to for s, to in values.items() if to != s.value and s.event not in page.keys and s.tag is None
    }
    text = localize(without_body(page), front).decode()
    body = body_of(page)
    if body:
        from i18n_pipeline.syntaxes.markdown import links, parse

        seen = page.body or parse.parse(body, mdx=formats.is_mdx(page.name))
        text = text[: len(text) - len(body)] + links.linked(seen, map_)
    if text.removeprefix("\ufeff") == page.text:
        return page
    new = parse_page(text.encode(), name=page.name, file=page.file)
    new = with_body(new, page.body.code.__contains__) if page.body else new
    if [(s.path, s.line) for s in new.scalars] != [(s.path, s.line) for s in page.scalars]:
        what = say("not merged, with the links that i18n.toml asks for it would be read otherwise")
        raise PageError(what, file=page.file, line=1)
    return new


def relinked(scalar: Scalar, text: str, map_: Links) -> str:
    """What is to stand for a value, with its links as the map has them."""
    return mapped(text, map_) if scalar.in_body else mapped_value(text, map_)
