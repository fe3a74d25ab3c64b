"""Catalog → the page in a target language, where nothing that a person wrote there is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from i18n_pipeline.config import Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Notice, counted, say
from i18n_pipeline.model import Finding, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.bodies import has_own_body
from i18n_pipeline.project.held import held_back
from i18n_pipeline.project.manifest import Manifest, write_manifest
from i18n_pipeline.schema import Publish
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.holding import is_left_alone, is_replaceable, left_alone
from i18n_pipeline.steps.keeping import of_people
from i18n_pipeline.steps.merging import Merged, first_of
from i18n_pipeline.steps.written import describe

#: What merge did to a page that was as it should be.
UNCHANGED = say("unchanged")
#: And to one that has values of its own that would go.
HELD = say("held back")


class Done(NamedTuple):
    """What was done to a target page: unchanged, written, replaced or held back; and a warning."""

    facts: Mapping[str, object]
    warning: Finding | None = None


def merge(
    bundle: Bundle, target: Language, publish: Publish, *, force: bool = False, unpublish: bool = False
) -> Done:
    """Bring the target page in step with its catalog. Raises PageError and CatalogError.

    One that merge did not write, or that a person changed since, is left alone, unless ``force`` is given.
    ``unpublish``: drafts that stand there and are not to be published go, and a page of nothing else as well.
    """
    file = bundle.target_file(target)
    if bundle.files.is_linked(file):
        what = say("not written: a symbolic link stands here or on the way; merge writes real files only")
        raise PageError(what, file=file, line=1)
    merged = bundle.merged(target, publish, unpublish=unpublish)
    result, warning = merged.held, None
    if merged.content is not None:
        result, warning = _write(bundle, target, merged, merged.content, force=force)
    elif is_left_alone(bundle, target):
        if not force:
            _replaced(bundle, target, file, bundle.manifest(target), force=force)
    elif unpublish and not merged.is_short_of_texts and bundle.drafts_on(target):
        result, warning = _unpublish(bundle, target)
    states = ("total", "reviewed", "draft", "stale", "missing")
    facts: dict[str, object] = {state: getattr(merged.counts, state) for state in states}
    left = bundle.drafts_on(target) if publish == "reviewed" else ()
    facts |= {"drafts on page": len(left)} if left else {}
    return Done({"result": result, **facts}, warning)


def _write(
    bundle: Bundle, target: Language, merged: Merged, content: bytes, *, force: bool
) -> tuple[Notice, Finding | None]:
    """What was done (unchanged, written or replaced), and a warning. Raises PageError."""
    config, loaded, disk = bundle.config, bundle.loaded_for(target), bundle.files
    file, stem = bundle.target_file(target), bundle.source.stem
    current, manifest = disk.read_if_there(file, PageError), bundle.manifest(target)
    if current == content and merged.kept and not is_replaceable(bundle, target, current):
        return UNCHANGED, None  # what a person wrote there is for sync to take over
    if current == content and manifest and manifest.is_of(file, content) and merged.counts.stale:
        return UNCHANGED, None  # an edit of a text of an older source is one of what it was made for
    lines = describe(loaded, file, content, merged)
    lines = "".join(f"was {stem}\n" for stem in (manifest.was if manifest else ())) + lines
    if current == content:
        if not (manifest and manifest.is_of(file, content) and manifest.says_as_much(lines)):
            write_manifest(config, target, stem, lines)
        return UNCHANGED, None
    held = manifest.held_back(current) if manifest and current is not None and not force else None
    if held:
        return HELD, held_back(bundle.source, target, file, held)
    ours = current is None or is_replaceable(bundle, target, current)
    warning = None if ours else _replaced(bundle, target, file, manifest, force=force)
    write_manifest(config, target, stem, (manifest.lines if manifest else "") + lines)
    if not disk.replace(file, current, content, PageError):
        what = say("was changed while this ran, and is left as it is; run again")
        raise PageError(what, file=file, line=1)
    write_manifest(config, target, stem, lines)
    return say("written") if ours else say("replaced"), warning


def _unpublish(bundle: Bundle, target: Language) -> tuple[Notice, Finding | None]:
    """Delete a page of drafts; one that holds something of a person's stays as it is. Raises PageError."""
    file, source = bundle.target_file(target), bundle.source
    theirs = _of_people(bundle, target)
    if theirs:
        what = counted(
            "held back: {n} draft stands here beside what people wrote ({places});"
            " review it, or delete the page",
            "held back: {n} drafts stand here beside what people wrote ({places});"
            " review them, or delete the page",
            len(bundle.drafts_on(target)),
            places=first_of(theirs),
        )
        return HELD, Finding(source.name, file, 1, "held-back", Severity.WARNING, what, target.locale)
    bundle.files.remove(file, PageError)  # before its manifest, without which it would be nobody's
    bundle.files.remove(layout.manifest_file(target, source.stem), PageError)
    return say("unpublished"), None


def _of_people(bundle: Bundle, target: Language) -> list[str]:
    """Where a target page that merge wrote says something that no machine and no source page did."""
    shown, catalog = bundle.shown(target), bundle.catalog_of(target)
    if shown is None or catalog is None:
        return []
    places = of_people(shown, catalog)
    places += [layout.overrides_file(target)] if bundle.rows.get(target.locale) else []
    current = bundle.files.read(bundle.target_file(target), PageError)
    around = say("the text around its front matter")
    return [*places, around] if has_own_body(bundle.source.name, current, shown.manifest) else places


def _replaced(
    bundle: Bundle, target: Language, file: str, manifest: Manifest | None, *, force: bool
) -> Finding:
    """A warning that the work of others goes. Raises PageError without ``force``."""
    if not force:
        raise PageError(left_alone(bundle, target).message, file=file, line=1)
    what = (
        say("was changed by hand and is replaced, as --force asks")
        if manifest is not None and manifest.is_of_merge
        else say("was not written by merge and is replaced, as --force asks")
    )
    return Finding(bundle.source.name, file, 1, "replaced", Severity.WARNING, what, target.locale)
