"""PO → localized pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.lookup import published, states
from i18n_pipeline.catalog.provenance import drafted_by
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files, folders, overlay
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Said, say
from i18n_pipeline.model import Counts, Failure, Finding, Key, Scalar, Severity
from i18n_pipeline.pages.localize import localize
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import catalog_of
from i18n_pipeline.project.chosen import Chosen, choose
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.overrides import Override, overriding, read_overrides
from i18n_pipeline.project.progress import steps
from i18n_pipeline.project.record import Record, describe, edits, merge_by_union, read_record, write_record
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.sources import Loaded, load
from i18n_pipeline.project.workers import ALONE, Workers, each
from i18n_pipeline.schema import Publish


def run(
    config: Config,
    names: Sequence[str] | Chosen = (),
    *,
    targets: Sequence[Language] = (),
    publish: Publish | None = None,
    dry_run: bool = False,
    force: bool = False,
    workers: Workers = ALONE,
) -> Report:
    """Write the localized pages; ``written`` tells which files changed, or would.

    A page that merge did not write itself, or that a person changed since, is left alone and
    reported, unless ``force`` is given.
    """
    chosen = choose(config, names)
    targets = targets or config.targets
    problems = Problems(list(chosen.failures))
    pages: dict[str, Mapping[str, object]] = {}
    warnings: list[Finding] = []
    written: list[str] = []
    with overlay.rehearsal(dry_run):
        writers = [_Writer(config, target, force) for target in targets]
        work = partial(_merge, config, writers, publish or config.publish)
        results = each(workers, config, chosen.sources, targets, work)
        for source, done, _ in steps(say("merging"), results, len(chosen.sources)):
            problems.failures += done.failed
            warnings += done.warnings
            written += done.written
            if done.facts is not None:
                pages[source.name] = done.facts
        with problems.of(""):
            for target in targets:
                merge_by_union(config, target)
    return Report(pages, tuple(problems.failures), tuple(warnings), tuple(written))


class _Done(NamedTuple):
    """What became of one page; no facts of one that cannot be read."""

    facts: Mapping[str, object] | None
    failed: Sequence[Failure]
    warnings: Sequence[Finding] = ()
    written: Sequence[str] = ()


def _merge(config: Config, writers: Sequence[_Writer], publish: Publish, source: Source) -> _Done:
    problems = Problems()
    with problems.of(source.name):
        loaded = load(config, source)
        facts: dict[str, object] = {}
        warnings: list[Finding] = []
        written: list[str] = []
        for writer in writers:
            with problems.of(source.name):
                merged = writer.prepare(loaded, publish)
                result = say("held back below {n} % reviewed", n=config.min_reviewed)
                if merged.content is not None:
                    file, result, warning = writer.write(loaded, merged)
                    written += [file] if result != UNCHANGED else []
                    warnings += [warning] if warning else []
                facts[writer.target.locale] = {"result": result, **_facts(merged.counts)}
        return _Done(facts, problems.failures, warnings, written)
    return _Done(None, problems.failures)


@dataclass(frozen=True, slots=True)
class Merged:
    """A localized page; no content where it is held back until more of it is reviewed."""

    content: bytes | None
    counts: Counts
    texts: Mapping[Scalar, str] = field(default_factory=dict)  # what is not as in the source
    drafts: Set[Scalar] = frozenset()  # where a machine wrote it


def prepare(
    config: Config, loaded: Loaded, target: Language, publish: Publish, overrides: Sequence[Override]
) -> Merged:
    """What a target page should hold. Raises PageError and CatalogError."""
    return merge(config, loaded, catalog_of(config, loaded, target), publish, overrides)


def merge(
    config: Config, loaded: Loaded, catalog: Catalog | None, publish: Publish, overrides: Sequence[Override]
) -> Merged:
    """What a target page with this catalog should hold. Raises PageError."""
    entries = catalog.by_key() if catalog else {}
    counts = states(entries, (message.key for message in loaded.messages))
    if publish == "reviewed" and counts.reviewed * 100 < config.min_reviewed * counts.total:
        return Merged(None, counts)
    translated, drafts = translations(loaded, entries, publish)
    texts = {**translated, **overriding(loaded, overrides)}
    return Merged(localize(loaded.page, texts), counts, texts, drafts)


def translations(
    loaded: Loaded, entries: Mapping[Key, Entry], publish: Publish
) -> tuple[dict[Scalar, str], set[Scalar]]:
    """Every translation that is fit to publish, and where it is a machine's."""
    texts, drafts = {}, set()
    for unit in loaded.units:
        entry = entries.get((unit.msgctxt, unit.scalar.value))
        text = published(entry, publish)
        if entry and text is not None:
            texts[unit.scalar] = text
            if entry.fuzzy and drafted_by(entry):
                drafts.add(unit.scalar)
    return texts, drafts


def is_replaceable(record: Record | None, current: bytes, loaded: Loaded, file: str) -> bool:
    """Whether all that a target page says is what merge wrote, be it through git."""
    if record is None:
        return False
    if record.knows(current):
        return True
    try:
        found = edits(record, parse_page(current, name=loaded.source.name, file=file), loaded)
    except PageError:
        return False  # no YAML any more: a person was at work
    return not found.values and not found.reshaped


#: What merge did to a page that was as it should be.
UNCHANGED = say("unchanged")
#: Said of a page that a person edited; sync has more to say of some.
CHANGED = say("was changed by hand and is left alone; sync takes the change over, or replace it with --force")
_FOREIGN = say(
    "was not written by merge and is left alone; run i18n-pipeline align to keep what it says, "
    "or replace it with --force"
)


class _Writer:
    """Writes the pages of one target, and records them."""

    def __init__(self, config: Config, target: Language, force: bool) -> None:
        self.config = config
        self.target = target
        self.force = force
        self.overrides = read_overrides(config, target)
        self.listings: dict[str, dict[str, str]] = {}

    def prepare(self, loaded: Loaded, publish: Publish) -> Merged:
        rows = self.overrides.get(loaded.source.name, ())
        return prepare(self.config, loaded, self.target, publish, rows)

    def write(self, loaded: Loaded, merged: Merged) -> tuple[str, Said, Finding | None]:
        """Returns the file, what was done (unchanged, written or replaced), and a warning.

        Raises PageError.
        """
        root, content = self.config.root, merged.content or b""
        file = layout.target_page(root, loaded.source, self.target, self.listings)
        if folders.is_linked(root, file):
            what = say("not written: a symbolic link stands here or on the way; merge writes real files only")
            raise PageError(what, file=file, line=1)
        current = files.read_if_there(root, file, PageError)
        record = read_record(self.config, self.target, loaded.source.stem)
        stem, before = loaded.source.stem, record.lines if record else ""
        if current == content:
            if record is None or not record.is_of(file, content):
                lines = describe(loaded, file, content, merged.texts, merged.drafts)
                write_record(self.config, self.target, stem, lines)
            return file, UNCHANGED, None
        ours = current is None or is_replaceable(record, current, loaded, file)
        warning = None if ours else self.replaced(loaded, file, record)
        lines = describe(loaded, file, content, merged.texts, merged.drafts)
        write_record(self.config, self.target, stem, before + lines)
        if not files.replace(root, file, current, content, PageError):
            what = say("was changed while this ran, and is left as it is; run again")
            raise PageError(what, file=file, line=1)
        write_record(self.config, self.target, stem, lines)
        return file, say("written") if ours else say("replaced"), warning

    def replaced(self, loaded: Loaded, file: str, record: Record | None) -> Finding:
        """A warning that the work of others goes. Raises PageError without ``force``."""
        ours = record is not None and record.is_of_merge
        if not self.force:
            what = CHANGED if ours else _FOREIGN
            if not (ours or loaded.messages):  # align could not tell what translates what
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
        name, locale = loaded.source.name, self.target.locale
        return Finding(name, file, 1, "replaced", Severity.WARNING, what, locale)


def _facts(counts: Counts) -> dict[str, int]:
    return {state: getattr(counts, state) for state in ("total", "reviewed", "draft", "stale", "missing")}
