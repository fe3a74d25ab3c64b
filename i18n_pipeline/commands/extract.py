"""Pages → POT templates, and PO catalogs brought in step with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline import files
from i18n_pipeline.catalog import headers
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.provenance import without_false_marks
from i18n_pipeline.catalog.template import describe, occurrences
from i18n_pipeline.catalog.update import update
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Finding, Rule, State
from i18n_pipeline.project.catalogs import now, read_catalog, read_glossary, write_catalog
from i18n_pipeline.project.renames import Orphans
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.sources import Loaded, choose, load, unmatched_rules

_DATE = "POT-Creation-Date"


def run(
    config: Config, names: Sequence[str] = (), *, targets: Sequence[Language] = (), dry_run: bool = False
) -> Report:
    """Extract the pages; ``written`` tells which files changed, or would.

    A page without text in the source language gets no catalog.
    """
    sources, failures = choose(config, names)
    problems = Problems(failures)
    orphans = Orphans.of(config)
    pages: dict[str, dict[str, object]] = {}
    warnings: list[Finding] = []
    used: set[Rule] = set()
    terms = {target.locale: read_glossary(config, target) for target in targets or config.targets}
    written: list[str] = []
    for source in sources:
        with problems.of(source.name):
            loaded = load(config, source)
            warnings += loaded.warnings
            used |= loaded.rules_used
            pages[source.name] = {"messages": len(loaded.messages)}
            extraction = _Extraction(config, loaded, orphans, dry_run)
            with problems.of(source.name):
                extraction.template()
            for target in targets or config.targets:
                with problems.of(source.name):
                    pages[source.name][target.locale] = extraction.catalog(target, terms[target.locale])
            written += extraction.written
            if extraction.renamed_from:
                pages[source.name]["renamed from"] = extraction.renamed_from
    if not names:
        warnings += unmatched_rules(config, used)
    return Report(pages, tuple(problems.failures), tuple(warnings), tuple(written))


class _Extraction:
    """One page: its template, then its catalogs."""

    def __init__(self, config: Config, loaded: Loaded, orphans: Orphans, dry_run: bool) -> None:
        self.config = config
        self.loaded = loaded
        self.orphans = orphans
        self.dry_run = dry_run
        self.entries = describe(loaded.messages, loaded.source.file)
        self.date = now()
        self.old_template: Catalog | None = None
        self.written: list[str] = []
        self.renamed_from = ""

    def template(self) -> None:
        """Write the POT file, with a new date only where its content is new."""
        source = self.loaded.source
        try:
            self.old_template = read_catalog(self.config, source.template_file)
        except CatalogError:
            self.old_template = None  # nothing in a template is a person's: it is made again
        old = self.old_template
        if not self.loaded.messages and old is None:
            return
        date = old.header(_DATE) if old else ""
        header = headers.template_header(source.name, self.config.source.locale, date or self.date)
        new = Catalog(header, self.entries, f"Template of {source.name}")
        if old and old.entries == new.entries:
            self.date = date or self.date
        else:
            new = replace(
                new, read_from=files.read_if_there(self.config.root, source.template_file, CatalogError)
            )
            self.write(source.template_file, headers.with_field(new, _DATE, self.date))

    def catalog(self, target: Language, terms: Glossary) -> dict[str, int]:
        """Write the PO file where it changed; returns what happened to its entries."""
        source = self.loaded.source
        file = source.catalog_file(target)
        old = read_catalog(self.config, file)
        moved_from = "" if old or not self.loaded.messages else self.orphans.like(self.loaded, target)
        if moved_from:
            old = read_catalog(self.config, moved_from)
            old = old and replace(old, read_from=None)
        if old is None and not self.loaded.messages:
            return _tally(None, None)
        fresh = headers.new_catalog(source.name, self.config.source.locale, target.locale, self.date)
        base = headers.completed(old, fresh) if old else fresh
        places = occurrences(self.old_template.entries) if self.old_template else ()
        entries = describe(self.loaded.messages, source.file, terms) if terms.noted else self.entries
        new = update(base, entries, places)
        if old is None or moved_from or new != old:
            entries = tuple(without_false_marks(entry) for entry in new.entries)
            self.write(file, headers.with_field(replace(new, entries=entries), _DATE, self.date))
        if moved_from:
            self.orphans.retire(moved_from, target, dry_run=self.dry_run)
            self.written.append(moved_from)
            self.renamed_from = moved_from
        return _tally(old, new)

    def write(self, file: str, catalog: Catalog) -> None:
        self.written.append(write_catalog(self.config, file, catalog, dry_run=self.dry_run))


def _tally(old: Catalog | None, new: Catalog | None) -> dict[str, int]:
    before = old.by_key() if old else {}
    after = new.by_key() if new else {}
    added = [entry for key, entry in after.items() if key not in before]
    changed = [entry for entry in added if entry.state is State.STALE]
    return {
        "new": len(added) - len(changed),
        "changed": len(changed),
        "gone": len(before.keys() - after.keys()) - len(changed),
    }
