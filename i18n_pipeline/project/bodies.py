"""Whose the body of a target page is: its own once it is there, but for copies that nobody touched.

"Body" is all that stands around the front matter here, what is before it included.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from i18n_pipeline.errors import PageError
from i18n_pipeline.pages.parts import Parts, divide, joined
from i18n_pipeline.project.manifest import NO_BODIES, BodyNote, Manifest, hash_text


class Outcome(NamedTuple):
    """A target page with the body that it should have, and the note of it for the manifest."""

    content: bytes
    note: BodyNote
    is_behind: bool = False  # the source's body has changed since


def with_body(name: str, merged: bytes, current: bytes | None, manifest: Manifest | None) -> Outcome:
    """``merged`` is the page as its source has it, ``current`` the one that is there. Raises PageError.

    One that is there keeps its body, and all of it where the source has no front matter. A copy of the
    source's body that merge made, and nobody changed, follows it.
    """
    source = divide(name, merged)
    now = hash_text(source.around)
    own = _divided(name, current)
    if current is None or own is None:
        return Outcome(merged, BodyNote(now, now))
    theirs = hash_text(own.around)
    known = [note.source for note in _notes(manifest) if note.target == theirs]
    if now != theirs and (theirs in known or (manifest and _is_of_old(manifest, current))):
        return Outcome(merged, BodyNote(now, now))
    stands_for = now if now in known else next(iter(sorted(known)), now)
    content = joined(own.lead, source.matter, own.body) if source.matter else current
    return Outcome(content, BodyNote(stands_for, theirs), stands_for != now)


def has_own_body(name: str, current: bytes, manifest: Manifest) -> bool:
    """Whether the body of a page that merge wrote is more than a copy of its source's."""
    own = _divided(name, current)
    copies = {note.target for note in _notes(manifest) if note.source == note.target}
    return own is not None and hash_text(own.around) not in copies and not _is_of_old(manifest, current)


def _notes(manifest: Manifest | None) -> Iterable[BodyNote]:
    if manifest is None or not manifest.is_of_merge:
        return ()
    return manifest.bodies or (NO_BODIES,)


def _is_of_old(manifest: Manifest, current: bytes) -> bool:
    """Whether merge wrote all of the page when it took no note of bodies, and copied them."""
    return not manifest.bodies and manifest.is_of_merge and manifest.wrote(current)


def _divided(name: str, content: bytes | None) -> Parts | None:
    """The parts of a page that is there; None where it is none any more."""
    try:
        return None if content is None else divide(name, content)
    except (PageError, UnicodeDecodeError):
        return None
