"""Catalog → the page in a target language, where nothing that a person wrote there is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from i18n_pipeline.config import Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Finding, Severity
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.project.edits import edits
from i18n_pipeline.project.held import held_back
from i18n_pipeline.project.manifest import Manifest, describe, write_manifest
from i18n_pipeline.project.sources import Loaded, is_translatable
from i18n_pipeline.schema import Publish
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.merging import NOTHING_YET, Merged

#: What merge did to a page that was as it should be.
UNCHANGED = say("unchanged")
#: And to one that has values of its own that would go.
HELD = say("held back")
#: Notice of a page that a person edited; sync has more to say of some.
CHANGED = say("was changed by hand and is left alone; sync takes the change over, or replace it with --force")
_FOREIGN = say(
    "was not written by merge and is left alone; run i18n-pipeline align to keep what it says, "
    "or replace it with --force"
)


class Done(NamedTuple):
    """What was done to a target page: unchanged, written, replaced or held back; and a warning."""

    facts: Mapping[str, object]
    warning: Finding | None = None


def merge(bundle: Bundle, target: Language, publish: Publish, *, force: bool = False) -> Done:
    """Bring the target page in step with its catalog. Raises PageError and CatalogError.

    One that merge did not write, or that a person changed since, is left alone, unless ``force`` is given.
    """
    file = bundle.target_file(target)
    if bundle.files.is_linked(file):
        what = say("not written: a symbolic link stands here or on the way; merge writes real files only")
        raise PageError(what, file=file, line=1)
    merged = bundle.merged(target, publish)
    result, warning = merged.held, None
    if merged.content is not None:
        result, warning = _write(bundle, target, merged, merged.content, force=force)
    elif result == NOTHING_YET:
        _require_ours(bundle, target)
    states = ("total", "reviewed", "draft", "stale", "missing")
    counts = {state: getattr(merged.counts, state) for state in states}
    return Done({"result": result, **counts}, warning)


def is_replaceable(manifest: Manifest | None, current: bytes, loaded: Loaded, file: str) -> bool:
    """Whether all that a target page says is what merge wrote, be it through git."""
    if manifest is None:
        return False
    if manifest.knows(current):
        return True
    try:
        changes = edits(manifest, parse_page(current, name=loaded.source.name, file=file), loaded)
    except PageError:
        return False  # no YAML any more: a person was at work
    return not changes.values and not changes.reshaped


def _require_ours(bundle: Bundle, target: Language) -> None:
    """Raises PageError where others wrote the target page: align is to find translations there."""
    file, manifest = bundle.target_file(target), bundle.manifest(target)
    current = bundle.files.read_if_there(file, PageError)
    if current is not None and not is_replaceable(manifest, current, bundle.loaded, file):
        _replaced(bundle, target, file, manifest, force=False)


def _write(
    bundle: Bundle, target: Language, merged: Merged, content: bytes, *, force: bool
) -> tuple[Notice, Finding | None]:
    """What was done (unchanged, written or replaced), and a warning. Raises PageError."""
    config, loaded, disk = bundle.config, bundle.loaded, bundle.files
    file, stem = bundle.target_file(target), bundle.source.stem
    current, manifest = disk.read_if_there(file, PageError), bundle.manifest(target)
    if current == content and manifest and manifest.is_of(file, content) and merged.counts.stale:
        return UNCHANGED, None  # an edit of a text of an older source is one of what it was made for
    lines = describe(loaded, file, content, merged.body, merged.texts, merged.drafts, merged.overridden)
    lines = "".join(f"was {stem}\n" for stem in (manifest.was if manifest else ())) + lines
    if current == content:
        if not (manifest and manifest.is_of(file, content) and manifest.says_as_much(lines)):
            write_manifest(config, target, stem, lines)
        return UNCHANGED, None
    held = manifest.held_back(current) if manifest and current is not None and not force else None
    if held:
        return HELD, held_back(bundle.source, target, file, held)
    ours = current is None or is_replaceable(manifest, current, loaded, file)
    warning = None if ours else _replaced(bundle, target, file, manifest, force=force)
    write_manifest(config, target, stem, (manifest.lines if manifest else "") + lines)
    if not disk.replace(file, current, content, PageError):
        what = say("was changed while this ran, and is left as it is; run again")
        raise PageError(what, file=file, line=1)
    write_manifest(config, target, stem, lines)
    return say("written") if ours else say("replaced"), warning


def _replaced(
    bundle: Bundle, target: Language, file: str, manifest: Manifest | None, *, force: bool
) -> Finding:
    """A warning that the work of others goes. Raises PageError without ``force``."""
    loaded, ours = bundle.loaded, manifest is not None and manifest.is_of_merge
    if not force:
        what = CHANGED if ours else _FOREIGN
        if not (ours or is_translatable(loaded, bundle.config.script)):  # there is nothing to align
            what = say(
                "was not written by merge and is left alone; {file} has no text to translate: "
                "write that page in the source language, or replace this one with --force",
                file=loaded.source.file,
            )
        raise PageError(what, file=file, line=1)
    what = (
        say("was changed by hand and is replaced, as --force asks")
        if ours
        else say("was not written by merge and is replaced, as --force asks")
    )
    name, locale = loaded.source.name, target.locale
    return Finding(name, file, 1, "replaced", Severity.WARNING, what, locale)
