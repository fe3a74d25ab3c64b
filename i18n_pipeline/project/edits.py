"""What a person did to a page that merge wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from i18n_pipeline.model import Page, Scalar
from i18n_pipeline.pages.body import without_body
from i18n_pipeline.pages.frame import frame
from i18n_pipeline.pages.parts import parts
from i18n_pipeline.project.manifest import NO_KEY, Manifest, Values, hash_text, keys_of, path_of
from i18n_pipeline.project.sources import Loaded


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person did to a page that merge wrote."""

    values: tuple[tuple[Scalar, frozenset[str]], ...]  # that say something new; the keys they may be of
    reshaped: bool  # keys, comments, or the order of things are others as well


def edits(manifest: Manifest, page: Page, source: Loaded | None) -> Edits:
    """How a target page differs from what the manifest knows.

    Its source as it is now explains what git merged out of two branches, of which merge wrote neither.
    """
    now = {path_of(scalar.path): hash_text(scalar.value) for scalar in source.page.scalars} if source else {}
    keys_now = {path_of(scalar.path): key for scalar, key in keys_of(source).items()} if source else {}
    if source and not (source.page.body or parts(source.page.text, source.page.yaml).matter):
        return Edits((), False)  # all of it is its own
    frames = manifest.frames
    if source:
        frames |= {hash_text(frame(source.page if page.body else without_body(source.page)))}
    ways = product((True, False), repeat=2)
    reshaped = frames.isdisjoint(hash_text(frame(page, kept=kept, whole=whole)) for kept, whole in ways)
    written = {known for values in manifest.values.values() for known in values if known[0] != NO_KEY}
    changed = []
    version = version_of(manifest, page)
    for scalar in page.scalars:
        path, text = path_of(scalar.path), hash_text(scalar.value)
        known = manifest.values.get(path, frozenset())
        keys = {key for key, _ in known} or ({keys_now.get(path, NO_KEY)} if path in now else set())
        reshaped |= not keys
        as_written = (NO_KEY, text) in known or any((key, text) in written for key in keys)
        if not as_written and (known or now.get(path) != text):
            shown = {key for key, _ in version.get(path, ())}
            changed.append((scalar, frozenset(shown or keys)))
    return Edits(tuple(changed), reshaped)


def version_of(manifest: Manifest, page: Page) -> Values:
    """The version that a page is of, which people may have changed since: what most of it says."""
    shown = [(path_of(scalar.path), hash_text(scalar.value)) for scalar in page.scalars]

    def alike(version: Values) -> int:
        return sum(any(text == known for _, known in version.get(path, ())) for path, text in shown)

    return max(manifest.versions, key=alike)


def elsewhere(
    manifest: Manifest, page: Page, source: Loaded | None, key: str, edited: Sequence[Scalar]
) -> tuple[str, ...]:
    """The places that show the message of this hash as merge wrote it, but for those that were ``edited``."""
    keys_now = {path_of(scalar.path): known for scalar, known in keys_of(source).items()} if source else {}
    others = (scalar for scalar in page.scalars if scalar.path not in {one.path for one in edited})
    shown = {path_of(scalar.path): hash_text(scalar.value) for scalar in others}
    return tuple(
        path
        for path, text in shown.items()
        if (key, text) in manifest.values.get(path, ()) and keys_now.get(path, key) == key
    )
