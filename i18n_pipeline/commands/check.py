"""Is everything in step, and is every translation sound? Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from textwrap import shorten

from i18n_pipeline import checks, files
from i18n_pipeline.catalog import waivers
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.template import describe
from i18n_pipeline.catalog.update import update
from i18n_pipeline.commands.judge import subject
from i18n_pipeline.commands.merge import prepare
from i18n_pipeline.commands.project import (
    Loaded,
    Problems,
    choose,
    load,
    read_catalog,
    read_glossary,
    unmatched_rules,
)
from i18n_pipeline.commands.renames import Orphans
from i18n_pipeline.commands.written import Written
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Failure, Finding, Rule, Severity, State, show_path
from i18n_pipeline.pages.compare import differences
from i18n_pipeline.pages.parse import parse_page

_SHOWN = 10  # differences of shape a page


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in page order."""

    findings: tuple[Finding, ...]
    failed: tuple[Failure, ...]


def run(config: Config, names: Sequence[str] = (), *, targets: Sequence[Language] = ()) -> Checked:
    """Check the pages, their catalogs and their target pages."""
    sources, failures = choose(config, names)
    problems = Problems(failures)
    findings: list[Finding] = []
    used: set[Rule] = set()
    glossaries = [(target, read_glossary(config, target)) for target in targets or config.targets]
    for source in sources:
        with problems.of(source.name):
            loaded = load(config, source)
            findings += loaded.warnings
            used |= loaded.rules_used
            for target, glossary in glossaries:
                with problems.of(source.name):
                    findings += _target(config, loaded, target, glossary)
    if not names:
        findings += unmatched_rules(config, used)
        for target in targets or config.targets:
            with problems.of(""):
                findings += _leftovers(config, target, {source.name for source in sources})
    return Checked(tuple(findings), tuple(problems.failures))


def _target(config: Config, loaded: Loaded, target: Language, glossary: Glossary) -> Iterator[Finding]:
    source = loaded.source
    file = source.catalog_file(target)
    catalog = read_catalog(config, file)
    if catalog is None and loaded.messages:
        yield _finding(
            loaded, target, file, 1, "catalog-behind", "is not there yet; run i18n-pipeline extract"
        )
        return
    if catalog:
        if update(catalog, describe(loaded.messages, source.file, glossary)) != catalog:
            what = "is behind its page; run i18n-pipeline extract"
            yield _finding(loaded, target, file, 1, "catalog-behind", what)
        yield from _translations(loaded, target, file, catalog, glossary)
    yield from _page(config, loaded, target)


def _leftovers(config: Config, target: Language, names: set[str]) -> Iterator[Finding]:
    """Catalogs and target pages whose source page is gone."""
    what = "has no source page any more; delete it, or bring the page back"
    for file in Orphans.of(config).by_target.get(target.locale, []):
        yield Finding("", file, 1, "no-source", Severity.WARNING, what, target.locale)
    for page in sorted(Written(config, target).digests.keys() - names):
        yield Finding(
            page, files.record_file(target), 1, "no-source", Severity.WARNING, f"{page} {what}", target.locale
        )


def _translations(
    loaded: Loaded, target: Language, file: str, catalog: Catalog, glossary: Glossary
) -> Iterator[Finding]:
    entries = catalog.by_key()
    for message in loaded.messages:
        entry = entries.get(message.key)
        if entry and entry.msgstr:
            path = show_path(message.places[0].path)
            for name in waivers.named(entry):
                if name not in checks.rules():
                    said = (
                        f'"# ok: {shorten(name, 40)}" names no rule; there are: {", ".join(checks.rules())}'
                    )
                    yield _finding(loaded, target, file, entry.line, "waiver", said, Severity.WARNING, path)
            silent = waivers.waived(entry)
            looked_at = subject(message, entry.msgstr, target, glossary)
            for rule, severity, what in checks.run(looked_at, silent=silent):
                said = f"{what}, in: {shorten(entry.msgstr, 60, placeholder='…')}"
                yield _finding(loaded, target, file, entry.line, rule, said, severity, path)
    stale = sum(entry.state is State.STALE for entry in entries.values())
    if stale:
        what = f"{stale} of its translations are of an older source; review them"
        yield _finding(loaded, target, file, 1, "stale", what, Severity.WARNING)


def _page(config: Config, loaded: Loaded, target: Language) -> Iterator[Finding]:
    file = loaded.source.target_file(target)
    merged = prepare(config, loaded, target, config.publish)
    current = files.read_if_there(config.root, file, PageError)
    if current == merged.content:
        return
    if current is None:
        yield _finding(loaded, target, file, 1, "page-behind", "is not there yet; run i18n-pipeline merge")
    elif Written(config, target).knows(loaded.source.name, current):
        if merged.content is not None:
            yield _finding(
                loaded, target, file, 1, "page-behind", "is behind its catalog; run i18n-pipeline merge"
            )
    else:
        what = "was written or changed by hand; merge leaves it alone"
        yield _finding(loaded, target, file, 1, "page-by-hand", what, Severity.WARNING)
        yield from _shape(loaded, target, file, current)


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
    what: str,
    severity: Severity = Severity.ERROR,
    path: str = "",
) -> Finding:
    return Finding(loaded.source.name, file, line or 1, rule, severity, what, target.locale, path)
