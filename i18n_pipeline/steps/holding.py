"""Which target pages merge does not write, and why: others' are left alone, its own are held back."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from i18n_pipeline.config import Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import counted, say
from i18n_pipeline.model import REVIEW, SYNC, Finding, Severity
from i18n_pipeline.project.edits import edits
from i18n_pipeline.project.held import held_back
from i18n_pipeline.project.sources import is_translatable
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.merging import NOTHING_YET, Merged

#: Of a page that a person edited; sync has more to say of some.
CHANGED = say(
    "was changed by hand and is left alone; sync takes the change over, or merge --force replaces it"
)
_FOREIGN = say(
    "was not written by merge and is left alone; i18n-pipeline align takes over what it says, "
    "or merge --force replaces it"
)


def is_replaceable(bundle: Bundle, target: Language, current: bytes) -> bool:
    """Whether all that a target page says is what merge wrote, be it through git. Raises PageError."""
    manifest = bundle.manifest(target)
    if manifest is None:
        return False
    if manifest.knows(current):
        return True
    try:
        page = bundle.target_page(target, current, bundle.target_file(target))
        changes = edits(manifest, page, bundle.linked_for(target))
    except PageError:
        return False  # no YAML any more: a person was at work
    return not changes.values and not changes.reshaped


def is_left_alone(bundle: Bundle, target: Language) -> bool:
    """Whether others wrote the target page that is there, or changed it since. Raises PageError."""
    manifest, current = bundle.manifest(target), bundle.current(target)
    if current is None or (manifest and manifest.held_back(current)):
        return False
    return not is_replaceable(bundle, target, current)


def left_alone(bundle: Bundle, target: Language) -> Finding:
    """What to do with a target page that others wrote, or changed. Raises PageError."""
    source, manifest = bundle.source, bundle.manifest(target)
    what, then = _FOREIGN, f"i18n-pipeline align --dry-run {quote(source.name)}"
    if manifest is not None and manifest.is_of_merge:
        what, then = CHANGED, SYNC
    elif not is_translatable(bundle.loaded, bundle.config.script):  # there is nothing to align
        then = ""
        what = say(
            "was not written by merge and is left alone; {file} has no text to translate: "
            "write that page in the source language, or replace this one with merge --force",
            file=source.file,
        )
    place = (source.name, bundle.target_file(target), 1, "page-by-hand", Severity.WARNING)
    return Finding(*place, what, target.locale, next=then)


def holds(bundle: Bundle, target: Language, merged: Merged) -> Iterator[Finding]:
    """Why a target page that is not left alone is held back, and what it waits for. Raises PageError."""
    file, manifest, counts = bundle.target_file(target), bundle.manifest(target), merged.counts
    current = bundle.current(target)
    held = manifest.held_back(current) if manifest and current is not None else None
    if held:
        yield held_back(bundle.source, target, file, held)
    if not merged.held:
        return
    rule, what, then = "held-back", merged.held, REVIEW
    drafts = counts.draft + counts.stale
    if merged.held == NOTHING_YET and not drafts:
        rule, then = "nothing-translated", SYNC
        what = say("{held}; run i18n-pipeline sync, or translate it", held=merged.held)
    elif not merged.is_short_of_texts:
        rule, least = "awaits-review", bundle.config.min_reviewed * counts.total
        n = drafts if merged.held == NOTHING_YET else -(-least // 100) - counts.reviewed
        what = counted("{held}; {n} text to review", "{held}; {n} texts to review", n, held=merged.held)
    yield Finding(bundle.source.name, file, 1, rule, Severity.WARNING, what, target.locale, next=then)
