"""Pages → POT templates, and PO catalogs brought in step with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from i18n_pipeline.catalog import headers, store
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.provenance import without_false_marks
from i18n_pipeline.catalog.template import describe, occurrences, with_notes
from i18n_pipeline.catalog.update import update
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files, overlay
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure, Finding, Rule, State
from i18n_pipeline.project.catalogs import edit_catalog, now, read_catalog, read_glossary
from i18n_pipeline.project.chosen import Chosen, choose, unmatched_rules
from i18n_pipeline.project.former import take_back
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.progress import steps
from i18n_pipeline.project.renames import SHARE, follow
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.sources import Loaded, load
from i18n_pipeline.project.workers import ALONE, Workers, each

_DATE = "POT-Creation-Date"
_Change = Callable[[Catalog], Catalog]


def run(
    config: Config,
    names: Sequence[str] | Chosen = (),
    *,
    targets: Sequence[Language] = (),
    dry_run: bool = False,
    workers: Workers = ALONE,
) -> Report:
    """Extract the pages; ``written`` tells which files changed, or would.

    A page without text in the source language gets no catalog. One that was renamed takes along
    what there is of it, and where another page has got its name since, a copy of that.
    """
    chosen = choose(config, names)
    targets = targets or config.targets
    problems = Problems(list(chosen.failures))
    pages: dict[str, dict[str, object]] = {}
    warnings: list[Finding] = []
    used: set[Rule] = set()
    terms = {target: read_glossary(config, target) for target in targets}
    written: list[str] = []
    others: list[Source] = []  # pages that their catalogs were not of
    new: list[Source] = []
    with overlay.rehearsal(dry_run):
        renamed, chosen = follow(config, chosen, targets, problems)
        work = partial(_extract, config, terms, now())
        results = each(workers, config, chosen.sources, targets, work)
        for source, done, _ in steps(say("extracting"), results, len(chosen.sources)):
            problems.failures += done.failed
            warnings += done.warnings
            used |= done.rules_used
            written += done.written
            others += [source] if done.known == "another" else []
            new += [source] if done.known == "none" else []
            if done.facts:
                pages[source.name] = done.facts
                if source.name in renamed:
                    pages[source.name]["renamed from"] = renamed[source.name]
                    written.append(renamed[source.name])
        for target in targets if others else ():
            with problems.of(""):
                written += take_back(config, chosen, [*others, *new], target)
    if chosen.whole:
        warnings += unmatched_rules(config, used)
    return Report(pages, tuple(problems.failures), tuple(warnings), tuple(written))


class _Extracted(NamedTuple):
    """What became of one page; no facts of one that cannot be read."""

    facts: dict[str, object]
    failed: Sequence[Failure]
    warnings: Sequence[Finding] = ()
    rules_used: Set[Rule] = frozenset()
    written: Sequence[str] = ()
    known: Literal["this", "another", "none"] = "this"  # the page that there were catalogs of


def _extract(config: Config, terms: Mapping[Language, Glossary], date: str, source: Source) -> _Extracted:
    problems = Problems()
    with problems.of(source.name):
        loaded = load(config, source)
        facts: dict[str, object] = {"messages": len(loaded.messages)}
        extraction = Extraction(config, loaded, date)
        with problems.of(source.name):
            extraction.template()
        for target, glossary in terms.items():
            with problems.of(source.name):
                facts[target.locale] = extraction.catalog(target, glossary)
        found = (loaded.warnings, loaded.rules_used, extraction.written, extraction.known)
        return _Extracted(facts, problems.failures, *found)
    return _Extracted({}, problems.failures)


class Extraction:
    """One page: its template, then its catalogs, on a day. Raises CatalogError."""

    def __init__(self, config: Config, loaded: Loaded, date: str) -> None:
        self.config = config
        self.loaded = loaded
        self.entries = describe(loaded.messages, loaded.source.file)
        self.date = date
        self.old_template: Catalog | None = None
        self.known: Literal["this", "another", "none"] = "this"
        self.written: list[str] = []

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
        head = headers.template_header(source.name, self.config.source.locale, date or self.date)
        new = Catalog(head, self.entries)
        if old and old.entries == new.entries:
            self.date = date or self.date
        else:
            content = store.render(headers.with_field(new, _DATE, self.date))
            files.write(self.config.root, source.template_file, content, CatalogError)
            self.written.append(source.template_file)

    def catalog(self, target: Language, terms: Glossary, then: _Change = lambda new: new) -> dict[str, int]:
        """Write the PO file where it changed; returns what happened to its entries.

        ``then`` is done to the catalog that is in step, and may be called more than once.
        """
        source = self.loaded.source
        tally = _tally(None, None)

        def brought_in_step(old: Catalog | None) -> Catalog | None:
            nonlocal tally
            if old is None and not self.loaded.messages:
                return None
            held = old.by_key().keys() if old else ()
            if sum(message.key in held for message in self.loaded.messages) < SHARE * len(
                self.loaded.messages
            ):
                self.known = "another" if old else "none"
            new = self._updated(old, target, terms)
            tally = _tally(old, new)
            if new != old:
                entries = tuple(without_false_marks(entry) for entry in new.entries)
                new = headers.with_field(replace(new, entries=entries), _DATE, self.date)
            new = then(new)
            return None if new == old else new

        file = source.catalog_file(target)
        if edit_catalog(self.config, file, brought_in_step):
            self.written.append(file)
        return tally

    def _updated(self, old: Catalog | None, target: Language, terms: Glossary) -> Catalog:
        source = self.loaded.source
        base = headers.completed(old, source.name, self.config.source.locale, target.locale, self.date)
        places = occurrences(self.old_template.entries) if self.old_template else ()
        return update(base, with_notes(self.entries, terms), places)


def _tally(old: Catalog | None, new: Catalog | None) -> dict[str, int]:
    if old is None:
        return {"new": len(new.entries) if new else 0, "changed": 0, "gone": 0}
    before = old.by_key()
    after = new.by_key() if new else {}
    added = [entry for key, entry in after.items() if key not in before]
    changed = [entry for entry in added if entry.state is State.STALE]
    carried = {entry.previous for entry in changed}
    gone = [key for key in before.keys() - after.keys() if not {key, before[key].previous} & carried]
    return {"new": len(added) - len(changed), "changed": len(changed), "gone": len(gone)}
