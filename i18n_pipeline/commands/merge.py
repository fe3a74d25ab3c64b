"""PO → localized pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n_pipeline import files
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.lookup import published, states
from i18n_pipeline.config import Config, Language, Publish
from i18n_pipeline.errors import PageError
from i18n_pipeline.model import Counts, Finding, Key, Severity
from i18n_pipeline.pages.localize import localize
from i18n_pipeline.project.catalogs import catalog_of
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.sources import Loaded, choose, load
from i18n_pipeline.project.written import Written


def run(
    config: Config,
    names: Sequence[str] = (),
    *,
    targets: Sequence[Language] = (),
    publish: Publish | None = None,
    dry_run: bool = False,
    force: bool = False,
) -> Report:
    """Write the localized pages; ``written`` tells which files changed, or would.

    A page that merge did not write itself is left alone and reported, unless ``force`` is given.
    """
    sources, failures = choose(config, names)
    problems = Problems(failures)
    writers = [_Writer(config, target, dry_run, force) for target in targets or config.targets]
    pages: dict[str, dict[str, object]] = {}
    for source in sources:
        with problems.of(source.name):
            loaded = load(config, source)
            pages[source.name] = {}
            for writer in writers:
                with problems.of(source.name):
                    merged = prepare(config, loaded, writer.target, publish or config.publish)
                    held = f"held back below {config.min_reviewed} % reviewed"
                    result = held if merged.content is None else writer.write(loaded, merged)
                    pages[source.name][writer.target.locale] = {"result": result, **_facts(merged.counts)}
    for writer in writers:
        with problems.of(""):
            writer.record.tidy()
    warnings = [warning for writer in writers for warning in writer.warnings]
    written = [file for writer in writers for file in writer.written]
    return Report(pages, tuple(problems.failures), tuple(warnings), tuple(written))


@dataclass(frozen=True, slots=True)
class Merged:
    """A localized page; no content where it is held back until more of it is reviewed."""

    file: str
    content: bytes | None
    counts: Counts


def prepare(config: Config, loaded: Loaded, target: Language, publish: Publish) -> Merged:
    """What a target page should hold. Raises PageError and CatalogError."""
    file = loaded.source.target_file(target)
    catalog = catalog_of(config, loaded, target)
    entries = catalog.by_key() if catalog else {}
    counts = states(entries, (message.key for message in loaded.messages))
    if publish == "reviewed" and counts.reviewed * 100 < config.min_reviewed * counts.total:
        return Merged(file, None, counts)
    return Merged(file, localized(loaded, entries, publish), counts)


def localized(loaded: Loaded, entries: Mapping[Key, Entry], publish: Publish) -> bytes:
    """The page with every translation that is fit to publish. Raises PageError."""
    texts = {}
    for unit in loaded.units:
        text = published(entries.get((unit.msgctxt, unit.scalar.value)), publish)
        if text is not None:
            texts[unit.scalar] = text
    return localize(loaded.page, texts)


class _Writer:
    """Writes the pages of one target, and records them."""

    def __init__(self, config: Config, target: Language, dry_run: bool, force: bool) -> None:
        self.config = config
        self.target = target
        self.dry_run = dry_run
        self.force = force
        self.record = Written(config, target)
        self.written: list[str] = []
        self.warnings: list[Finding] = []
        self.listings: dict[str, dict[str, str]] = {}

    def write(self, loaded: Loaded, merged: Merged) -> str:
        """Returns what was done: unchanged, written or replaced. Raises PageError."""
        name, file, content = loaded.source.name, merged.file, merged.content or b""
        if files.is_linked(self.config.root, file):
            what = "not written: a symbolic link stands here or on the way; merge writes real files only"
            raise PageError(what, file=file, line=1)
        current = files.read_if_there(self.config.root, file, PageError)
        ours = current is not None and self.record.knows(name, current)
        if current == content:
            if not ours and not self.dry_run:
                self.record.announce(name, content)
                self.record.confirm(name, content)
            return "unchanged"
        if current is None:
            self.look_for_other_case(file)
        elif not ours:
            self.replace(name, file)
        if not self.dry_run:
            self.record.announce(name, content)
            files.write(self.config.root, file, content, PageError)
            self.record.confirm(name, content)
        self.written.append(file)
        return "written" if ours or current is None else "replaced"

    def replace(self, name: str, file: str) -> None:
        """Warn that a page of others goes, or raise PageError without ``force``."""
        if not self.force:
            what = "was not written by merge and is left alone; move it away, or replace it with --force"
            raise PageError(what, file=file, line=1)
        what = "was not written by merge and is replaced, as --force asks"
        self.warnings.append(Finding(name, file, 1, "replaced", Severity.WARNING, what, self.target.locale))

    def look_for_other_case(self, file: str) -> None:
        """Raise PageError where a page of this name in another case is there."""
        other = files.other_case(self.config.root, file, self.listings)
        if other:
            what = f"differs only in case from {other}, which is there; rename one of the two"
            raise PageError(what, file=file, line=1)


def _facts(counts: Counts) -> dict[str, int]:
    return {state: getattr(counts, state) for state in ("total", "reviewed", "draft", "stale", "missing")}
