"""Page + translations → the bytes of the localized page: encode, splice, verify."""

from __future__ import annotations

from collections.abc import Mapping

from i18n_pipeline.model import Page, Scalar
from i18n_pipeline.pages.encode import encode
from i18n_pipeline.pages.splice import splice
from i18n_pipeline.pages.verify import verify


def localize(page: Page, texts: Mapping[Scalar, str]) -> bytes:
    """The page with each scalar of ``texts`` saying its text, all other bytes as they were.

    Raises PageError when a YAML reader would not read back exactly that.
    """
    changed = {scalar: text for scalar, text in texts.items() if text != scalar.value}
    literals = {
        scalar.span: encode(text, scalar, page.text[scalar.span.start : scalar.span.end])
        for scalar, text in changed.items()
    }
    merged = splice(page.text, literals)
    if changed:
        verify(page, merged, {scalar.event: text for scalar, text in changed.items()})
    return ("\ufeff" * page.bom + merged).encode()
