"""Who wrote a text that a target page says anew: what comes back from git brings machines' texts along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from enum import Enum

from i18n_pipeline.catalog.adopt import is_machines_still
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import drafted_by
from i18n_pipeline.model import Scalar
from i18n_pipeline.project.manifest import Manifest, hash_key, hash_text, path_of

#: What a page says anew, with the messages that it may be of.
Changed = Iterable[tuple[Scalar, Set[str]]]


class Author(Enum):
    """Who wrote a text that a page says anew."""

    PERSON = "person"
    MACHINE = "machine"
    UNKNOWN = "unknown"


def may_be_of_another(
    manifest: Manifest, past: Manifest, page: Changed, catalog: Catalog, key: str, at: Scalar
) -> bool:
    """Whether a page is as it once was and was changed then, in a place that was another message's once.

    ``page`` is all that it says anew. It is of before where it says in a place what was written there for
    another message than that of the place now, or has a place that only ``past`` has for one; or where what
    it says there now is for the most part a machine's text for the other message.
    """

    def is_of_before(scalar: Scalar, keys: Set[str]) -> bool:
        path, text = path_of(scalar.path), hash_text(scalar.value)
        known = past.values.get(path, frozenset())
        said_for = {key for key, said in known if said == text}
        was_of = said_for or ({key for key, _ in known} if path not in manifest.values else set())
        return bool(was_of) and keys.isdisjoint(was_of)

    others = {known for known, _ in past.values.get(path_of(at.path), ())} - {key}
    drafts = {hash_key(one.key) for one in catalog.entries if others and is_machines_still(one, at.value)}
    is_of_other = bool(drafts & others) and key not in drafts
    return is_of_other or (bool(others) and any(is_of_before(*changed) for changed in page))


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
