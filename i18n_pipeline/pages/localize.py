"""Page + translations → the bytes of the localized page: encode, splice, verify."""

from __future__ import annotations

from collections.abc import Mapping

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Page, Scalar
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.body import localized_body
from i18n_pipeline.pages.encode import encode
from i18n_pipeline.pages.verify import verify
from i18n_pipeline.text.splice import splice


def localize(page: Page, texts: Mapping[Scalar, str], *, keeps_anchors: bool = False) -> bytes:
    """The page with each scalar of ``texts`` saying its text, all other bytes as they were.

    ``keeps_anchors``: the source's stand behind headings that would have others. Raises PageError when a
    reader would not read back exactly that.
    """
    changed = {s: text for s, text in texts.items() if text != s.value and not s.in_body}
    literals = {
        scalar.span: encode(text, scalar, page.text[scalar.span.start : scalar.span.end])
        for scalar, text in changed.items()
    }
    merged = splice(page.text, literals)
    if changed:
        verify(page, merged, {scalar.event: text for scalar, text in changed.items()})
    if page.body:
        merged = _with_body(page, merged, localized_body(page, texts, keeps_anchors=keeps_anchors))
    return ("\ufeff" * page.bom + merged).encode()


def _with_body(page: Page, merged: str, body: str) -> str:
    """``merged`` with that body; raises PageError where front matter would begin or end elsewhere."""
    whole = merged[: len(merged) - len(page.body.text if page.body else "")] + body
    try:
        if formats.find_yaml(page.name, whole) == formats.find_yaml(page.name, merged):
            return whole
    except PageError:
        pass
    what = say("not merged, the translation at the beginning of the page would be read as front matter")
    raise PageError(what, file=page.file, line=1)
