"""Whose the body of a target page is: its source's, translated or a copy, or one of its own, which stays.

"Body" is all that stands around the front matter here, what is before it included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.model import Page
from i18n_pipeline.pages.parts import Parts, divide, joined, parts
from i18n_pipeline.project import layout
from i18n_pipeline.project.manifest import NO_BODIES, BodyNote, Manifest, hash_text


class Outcome(NamedTuple):
    """A target page with the body that it should have, and the note of it for the manifest."""

    content: bytes
    note: BodyNote
    is_behind: bool = False  # the source's body has changed since


def follows(page: Page, current: bytes | None, manifest: Manifest | None) -> bool:
    """Whether the body of the target page that is there is for merge to write: it has none of its own."""
    own = _divided(page.name, current)
    if current is None or own is None:
        return True
    theirs = hash_text(own.around)
    if theirs == hash_text(parts(page.text, page.yaml).around) or _is_copy(theirs, current, manifest):
        return True
    return manifest is not None and _is_translated(theirs, manifest)


def is_translated(page: Page, manifest: Manifest | None) -> bool:
    """Whether the body of this target page is one that merge translated, whatever people did to it since."""
    return manifest is not None and _is_translated(hash_text(parts(page.text, page.yaml).around), manifest)


def with_body(
    page: Page, merged: bytes, current: bytes | None, manifest: Manifest | None, script: re.Pattern[str]
) -> Outcome:
    """``merged`` is the ``page`` as its translations have it, ``current`` the one that is there.

    One that is there keeps its body, and all of it where the source has no front matter, unless the body was
    read with the page: it is translated then. A copy of the source's body that merge made, and nobody
    changed, follows it; so does a translation of one that has no text any more. Raises PageError.
    """
    now = hash_text(parts(page.text, page.yaml).around)
    new, own = divide(page.name, merged), _divided(page.name, current)
    if current is None or own is None or page.body:
        return Outcome(merged, BodyNote(now, hash_text(new.around)))
    theirs = hash_text(own.around)
    known = [note.source for note in _notes(manifest) if note.target == theirs]
    emptied = (
        manifest
        and _is_translated(theirs, manifest)
        and manifest.wrote(current)
        and not script.search(new.body)
    )
    if now != theirs and (_is_copy(theirs, current, manifest) or emptied):
        return Outcome(merged, BodyNote(now, now))
    stands_for = now if now in known else next(iter(sorted(known)), now)
    content = joined(own.lead, new.matter, own.body) if new.matter else current
    return Outcome(content, BodyNote(stands_for, theirs), stands_for != now)


def take_over(config: Config, target: Language, stem: str, page: Page) -> None:
    """Note that nothing is lost when merge replaces the body of this target page. Raises PageError."""
    now = hash_text(parts(page.text, page.yaml).around)
    config.disk.append(layout.manifest_file(target, stem), f"body {now} {now}", PageError)


def has_own_body(name: str, current: bytes, manifest: Manifest) -> bool:
    """Whether the body of a page that merge wrote is neither a translation nor a copy of its source's."""
    own = _divided(name, current)
    theirs = hash_text(own.around) if own else ""
    return own is not None and not (_is_copy(theirs, current, manifest) or _is_translated(theirs, manifest))


def _is_translated(theirs: str, manifest: Manifest) -> bool:
    """Whether merge translated bodies of the page, and this is none that was the page's own then."""
    return manifest.own_bodies is not None and theirs not in manifest.own_bodies


def _is_copy(theirs: str, current: bytes, manifest: Manifest | None) -> bool:
    """Whether merge copied the body, or align took it over: nothing of it is lost."""
    return BodyNote(theirs, theirs) in _notes(manifest) or bool(manifest and _is_of_old(manifest, current))


def _notes(manifest: Manifest | None) -> Iterable[BodyNote]:
    if manifest is None:
        return ()
    return manifest.bodies or ((NO_BODIES,) if manifest.is_of_merge else ())


def _is_of_old(manifest: Manifest, current: bytes) -> bool:
    """Whether merge wrote all of the page when it took no note of bodies, and copied them."""
    return not manifest.bodies and manifest.is_of_merge and manifest.wrote(current)


def _divided(name: str, content: bytes | None) -> Parts | None:
    """The parts of a page that is there; None where it is none any more."""
    try:
        return None if content is None else divide(name, content)
    except (PageError, UnicodeDecodeError):
        return None
