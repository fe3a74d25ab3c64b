"""Who wrote a text that a target page says anew: what comes back from git brings machines' texts along."""

from __future__ import annotations

from collections.abc import Sequence, Set
from enum import Enum

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import drafted_by
from i18n_pipeline.model import Scalar
from i18n_pipeline.project.manifest import Manifest, hash_text, path_of


class Author(Enum):
    """Who wrote a text that a page says anew."""

    PERSON = "person"
    MACHINE = "machine"
    UNKNOWN = "unknown"


def author_of(
    manifest: Manifest,
    past: Manifest,
    asked: Set[str],
    catalog: Catalog,
    entry: Entry | None,
    key: str,
    scalars: Sequence[Scalar],
) -> Author:
    """Who wrote what a page says for one message, in these places.

    ``past`` is all that git knows of the page's manifest, ``asked`` the texts that engines answered so. A
    machine wrote it where the manifest has that for the message or the place, or an engine was asked for
    this text. Nobody can tell where it was written for another.
    """
    text, hashed = scalars[0].value, hash_text(scalars[0].value)
    machine = manifest.machine | past.machine
    if {(at, hashed) for at in (key, *(path_of(scalar.path) for scalar in scalars))} & machine:
        return Author.MACHINE
    if entry and entry.msgid in asked:
        return Author.MACHINE
    drafts = {other.msgstr for other in catalog.entries if drafted_by(other)}
    known = {found for values in past.values.values() for _, found in values}
    return Author.UNKNOWN if asked or text in drafts or hashed in known else Author.PERSON
