"""What merge notes of a page that it is about to write."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from i18n_pipeline.disk import files
from i18n_pipeline.model import Page, Scalar
from i18n_pipeline.pages.frame import frame
from i18n_pipeline.project.manifest import NO_BODIES, NO_KEY, BodyNote, hash_text, keys_of, path_of
from i18n_pipeline.project.sources import Loaded


class Written(NamedTuple):
    """A target page: the source ``page`` with its links as the target has them, and what it says otherwise.

    ``texts`` are the values that are not those of the source page itself.
    """

    page: Page
    body: BodyNote
    texts: Mapping[Scalar, str]
    drafts: Container[Scalar] = ()  # those of them that a machine wrote
    overridden: Container[Scalar] = ()  # and those that are of no message
    untranslated: Container[Scalar] = ()  # and those that are the source's but for their links


def describe(loaded: Loaded, file: str, content: bytes, written: Written) -> str:
    """The lines of the manifest of a page of this content."""
    keys = {scalar: key for scalar, key in keys_of(loaded).items() if scalar not in written.overridden}
    lines = [f"file {file}", f"page {files.digest(content)}", f"frame {hash_text(frame(written.page))}"]
    lines += [f"body {written.body.source} {written.body.target}"] if written.body != NO_BODIES else []
    for scalar in loaded.page.scalars:
        text = hash_text(written.texts.get(scalar, scalar.value))
        by = "~" if scalar in written.drafts else "=" if scalar in written.untranslated else " "
        lines.append(f"{keys.get(scalar, NO_KEY)}{by}{text} {path_of(scalar.path)}")
    return "".join(f"{line}\n" for line in lines)
