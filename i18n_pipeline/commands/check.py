"""Is everything in step, and is every translation sound? Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from textwrap import shorten

from i18n_pipeline import checks
from i18n_pipeline.catalog import waivers
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.lookup import states
from i18n_pipeline.catalog.memory import digests
from i18n_pipeline.catalog.provenance import is_of_engine
from i18n_pipeline.catalog.template import describe
from i18n_pipeline.catalog.update import update
from i18n_pipeline.commands.merge import is_replaceable, prepare
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files, folders
from i18n_pipeline.disk.traces import Stamp
from i18n_pipeline.errors import PageError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Said, counted, listed, say
from i18n_pipeline.model import Counts, Failure, Finding, Rule, Severity, State, show_path
from i18n_pipeline.pages.compare import differences
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_catalog, read_glossary
from i18n_pipeline.project.chosen import Chosen, choose, unmatched_rules
from i18n_pipeline.project.judge import subject
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.overrides import Override, doubts, read_overrides
from i18n_pipeline.project.progress import steps
from i18n_pipeline.project.record import read_record
from i18n_pipeline.project.renames import leftovers, living_pages, page_left
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import Loaded, load
from i18n_pipeline.project.workers import ALONE, Workers, each

_SHOWN = 10  # differences of shape a page


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """What was found in one page and its targets, and by reading which files."""

    findings: tuple[Finding, ...]
    used: frozenset[Rule]  # of i18n.toml
    counts: Mapping[str, Counts]  # by target locale
    reviewed: Mapping[str, bytes]  # digests of what was reviewed, by target locale
    read: Mapping[str, Stamp]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in page order; ``pages`` has no page that failed."""

    findings: tuple[Finding, ...]
    failed: tuple[Failure, ...]
    pages: Mapping[str, CheckedPage]


def run(
    config: Config,
    names: Sequence[str] | Chosen = (),
    *,
    targets: Sequence[Language] = (),
    workers: Workers = ALONE,
) -> Checked:
    """Check the pages, their catalogs and their target pages. Reads only."""
    chosen = choose(config, names)
    targets = targets or config.targets
    problems = Problems(list(chosen.failures))
    pages: dict[str, CheckedPage] = {}
    findings: list[Finding] = []
    work = partial(_check, config, [_Target.of(config, target) for target in targets])
    done = each(workers, config, chosen.sources, targets, work, observing=True)
    for source, (page, failed), read in steps(say("checking"), done, len(chosen.sources)):
        findings += page.findings
        problems.failures += failed
        if not failed:
            pages[source.name] = replace(page, read=read)
    if chosen.whole:
        used = {rule for page in pages.values() for rule in page.used}
        findings += overall(config, chosen, targets, used, problems)
    return Checked(tuple(findings), tuple(problems.failures), pages)


def _check(
    config: Config, projects: Sequence[_Target], source: Source
) -> tuple[CheckedPage, Sequence[Failure]]:
    problems = Problems()
    findings: list[Finding] = []
    counts: dict[str, Counts] = {}
    known: dict[str, bytes] = {}
    used: frozenset[Rule] = frozenset()
    with problems.of(source.name):
        loaded = load(config, source)
        findings += loaded.warnings
        used = loaded.rules_used
        for project in projects:
            with problems.of(source.name):
                locale = project.language.locale
                found, counts[locale], known[locale] = project.check(config, loaded)
                findings += found
        with problems.of(source.name):
            if not any(finding.rule == "catalog-behind" for finding in findings):
                findings += _template(config, loaded)
    return CheckedPage(tuple(findings), used, counts, known, {}), problems.failures


def overall(
    config: Config, chosen: Chosen, targets: Sequence[Language], used: Set[Rule], problems: Problems
) -> Iterator[Finding]:
    """What is amiss with no page in particular: rules that match nothing, files of pages that are gone."""
    yield from unmatched_rules(config, used)
    what = say("has no source page any more; sync --prune deletes it, or bring the page back")
    for target in targets:
        with problems.of(""):
            gone = leftovers(config, chosen, target)
            living = living_pages(chosen, target) if gone else set()
            for stem in gone:
                page = page_left(read_record(config, target, stem), living)
                for file in (layout.catalog_file(target, stem), page):
                    if file and folders.exists(config.root, file):
                        yield Finding("", file, 1, "no-source", Severity.WARNING, what, target.locale)


@dataclass(slots=True)
class _Target:
    """One target, and what is read once for all of its pages."""

    language: Language
    glossary: Glossary
    overrides: Mapping[str, Sequence[Override]]
    listings: dict[str, dict[str, str]]

    @classmethod
    def of(cls, config: Config, target: Language) -> _Target:
        """Raises ConfigError."""
        return cls(target, read_glossary(config, target), read_overrides(config, target), {})

    def check(self, config: Config, loaded: Loaded) -> tuple[list[Finding], Counts, bytes]:
        """All of one page, how far it has come, and digests of what was reviewed."""
        source, target = loaded.source, self.language
        file = source.catalog_file(target)
        catalog = read_catalog(config, file)
        counts = states(catalog.by_key() if catalog else {}, (message.key for message in loaded.messages))
        findings: list[Finding] = []
        if catalog is None and loaded.messages:
            what = say("is not there yet; run i18n-pipeline extract")
            return [_finding(loaded, target, file, 1, "catalog-behind", what)], counts, b""
        if catalog:
            if update(catalog, describe(loaded.messages, source.file, self.glossary)) != catalog:
                what = say("is behind its page; run i18n-pipeline extract")
                findings.append(_finding(loaded, target, file, 1, "catalog-behind", what))
            findings += _translations(loaded, target, file, catalog, self.glossary)
        rows = self.overrides.get(source.name, ())
        known = digests(catalog) if catalog else b""
        return [*findings, *doubts(loaded, rows, target), *self.page(config, loaded, rows)], counts, known

    def page(self, config: Config, loaded: Loaded, rows: Sequence[Override]) -> Iterator[Finding]:
        """Of the target page."""
        target = self.language
        file = layout.target_page(config.root, loaded.source, target, self.listings)
        merged = prepare(config, loaded, target, config.publish, rows)
        current = files.read_if_there(config.root, file, PageError)
        record = read_record(config, target, loaded.source.stem)  # noted as read: the page depends on it
        if current == merged.content:
            return
        if current is None:
            what = say("is not there yet; run i18n-pipeline merge")
            yield _finding(loaded, target, file, 1, "page-behind", what)
            return
        if is_replaceable(record, current, loaded, file):
            if merged.content is not None:
                what = say("is behind its catalog; run i18n-pipeline merge")
                yield _finding(loaded, target, file, 1, "page-behind", what)
        else:
            ours = record is not None and record.is_of_merge
            if ours:
                what = say("was changed by hand; sync takes over what it can; merge leaves it alone")
            elif loaded.messages:
                what = say("is not merge's own; merge leaves it alone until align has taken it over")
            else:
                what = say("is not merge's own; merge leaves it alone")
            yield _finding(loaded, target, file, 1, "page-by-hand", what, Severity.WARNING)
            yield from _shape(loaded, target, file, current)


def _template(config: Config, loaded: Loaded) -> Iterator[Finding]:
    file = loaded.source.template_file
    template = read_catalog(config, file)
    if (template.entries if template else ()) != describe(loaded.messages, loaded.source.file):
        what = say("is behind its page; run i18n-pipeline extract")
        yield Finding(loaded.source.name, file, 1, "catalog-behind", Severity.ERROR, what)


def _translations(
    loaded: Loaded, target: Language, file: str, catalog: Catalog, glossary: Glossary
) -> Iterator[Finding]:
    entries = catalog.by_key()
    for message in loaded.messages:
        entry = entries.get(message.key)
        if entry and entry.msgstr:
            path = show_path(message.places[0].path)
            for name in waivers.misnamed(entry, checks.rules()):
                said = say(
                    '"# ok: {name}" names no rule; there are: {rules}',
                    name=shorten(name, 40),
                    rules=listed(checks.rules()),
                )
                yield _finding(loaded, target, file, entry.line, "waiver", said, Severity.WARNING, path)
            silent = waivers.waived(entry)
            drafted = is_of_engine(entry)
            looked_at = subject(message, entry.msgstr, target, glossary, is_draft=drafted)
            for rule, severity, what in checks.run(looked_at, silent=silent):
                said = say("{what}, in: {text}", what=what, text=shorten(entry.msgstr, 60, placeholder="…"))
                yield _finding(loaded, target, file, entry.line, rule, said, severity, path)
    stale = sum(entry.state is State.STALE for entry in entries.values())
    if stale:
        what = counted(
            "{n} of its translations is of an older source; review it",
            "{n} of its translations are of an older source; review them",
            stale,
        )
        yield _finding(loaded, target, file, 1, "stale", what, Severity.WARNING)


def _shape(loaded: Loaded, target: Language, file: str, current: bytes) -> Iterator[Finding]:
    try:
        page = parse_page(current, name=loaded.source.name, file=file)
    except PageError as error:
        yield _finding(loaded, target, file, error.line, "shape", error.message)
        return
    for line, path, what in islice(differences(loaded.page, page), _SHOWN):
        yield _finding(loaded, target, file, line, "shape", what, path=show_path(path))


def _finding(
    loaded: Loaded,
    target: Language,
    file: str,
    line: int,
    rule: str,
    what: Said,
    severity: Severity = Severity.ERROR,
    path: str = "",
) -> Finding:
    return Finding(loaded.source.name, file, line or 1, rule, severity, what, target.locale, path)
