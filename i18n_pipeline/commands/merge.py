"""PO → localized pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n_pipeline import files
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.lookup import published, states
from i18n_pipeline.commands.project import Loaded, Problems, Report, catalog_of, choose, load
from i18n_pipeline.config import Config, Language, Publish
from i18n_pipeline.errors import PageError
from i18n_pipeline.model import Counts, Finding, Key, Severity
from i18n_pipeline.pages.localize import localize


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
    writer = _Writer(config, dry_run, force)
    pages: dict[str, dict[str, object]] = {}
    for source in sources:
        with problems.of(source.name):
            loaded = load(config, source)
            pages[source.name] = {}
            for target in targets or config.targets:
                with problems.of(source.name):
                    merged = prepare(config, loaded, target, publish or config.publish)
                    held = merged.content is None
                    result = "held back" if held else writer.write(loaded, target, merged)
                    pages[source.name][target.locale] = {"result": result, **_facts(merged.counts)}
    return Report(pages, tuple(problems.failures), tuple(writer.warnings), tuple(writer.written))


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


def is_ours(config: Config, loaded: Loaded, target: Language, content: bytes) -> bool:
    """Whether merge wrote this content of the target page."""
    record = files.read_if_there(config.root, loaded.source.record_file(target), PageError) or b""
    return files.digest(content) in record.decode("ascii", "replace").split()


class _Writer:
    """Writes target pages, and records what it wrote, so that it can tell the work of others."""

    def __init__(self, config: Config, dry_run: bool, force: bool) -> None:
        self.config = config
        self.dry_run = dry_run
        self.force = force
        self.written: list[str] = []
        self.warnings: list[Finding] = []
        self.listings: dict[str, dict[str, str]] = {}

    def write(self, loaded: Loaded, target: Language, merged: Merged) -> str:
        """Returns what was done: unchanged, written or replaced. Raises PageError."""
        file, content = merged.file, merged.content or b""
        current = files.read_if_there(self.config.root, file, PageError)
        ours = current is not None and is_ours(self.config, loaded, target, current)
        record = loaded.source.record_file(target)
        if current == content:
            if not ours:
                self.put(record, _record(content))
            return "unchanged"
        if current is None:
            other = files.other_case(self.config.root, file, self.listings)
            if other:
                what = f"differs only in case from {other}, which is there; rename one of the two"
                raise PageError(what, file=file, line=1)
        elif not ours:
            self.replace(loaded, target, file)
        # Recorded first, beside what stands there now: a run killed in between knows both as its own.
        self.put(record, _record(content, current if ours else None))
        self.put(file, content)
        self.written.append(file)
        return "written" if ours or current is None else "replaced"

    def replace(self, loaded: Loaded, target: Language, file: str) -> None:
        """Warn that a page of others goes, or raise PageError without ``force``."""
        if not self.force:
            what = "was not written by merge and is left alone; move it away, or replace it with --force"
            raise PageError(what, file=file, line=1)
        what = "was not written by merge and is replaced, as --force asks"
        finding = Finding(loaded.source.name, file, 1, "replaced", Severity.WARNING, what, target.locale)
        self.warnings.append(finding)

    def put(self, file: str, content: bytes) -> None:
        """Write unless this is a dry run."""
        if not self.dry_run:
            files.write(self.config.root, file, content, PageError)


def _record(*contents: bytes | None) -> bytes:
    digests = [files.digest(content) for content in contents if content is not None]
    return "".join(f"{digest}\n" for digest in digests).encode()


def _facts(counts: Counts) -> dict[str, int]:
    return {state: getattr(counts, state) for state in ("total", "reviewed", "draft", "stale", "missing")}
