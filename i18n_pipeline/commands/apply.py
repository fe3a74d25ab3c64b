"""A reviewer's changes → catalogs. The file is anybody's: nothing in it is believed unchecked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import reason, say
from i18n_pipeline.model import Failure, Finding, Severity, show_path
from i18n_pipeline.project.catalogs import now
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import select_pages
from i18n_pipeline.review.changes import LARGEST, Changes, ReviewChange, judge, parse, shown
from i18n_pipeline.steps.bundle import Bundle


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of each change. ``pages`` has applied, already and refused by page and target."""

    pages: Mapping[str, Mapping[str, Mapping[str, int]]]
    refused: tuple[Finding, ...]
    failed: tuple[Failure, ...]
    written: tuple[str, ...]  # files


def read(file: Path) -> Changes:
    """The changes in a file. Raises ConfigError."""
    try:
        with file.open("rb") as stream:
            return parse(stream.read(LARGEST + 1), str(file))
    except OSError as error:
        raise ConfigError(say("cannot be read: {why}", why=reason(error)), file=str(file)) from error


def run(config: Config, changes: Changes) -> Applied:
    """Put the changes into the catalogs, as a reviewer's work.

    Refused is what was made against an older source or translation, what a rule of severity error
    objects to, and what speaks of no page or target of this project; the rest is done.
    """
    selection = select_pages(config)
    work = _Work(config, {source.name: source for source in selection.sources}, changes.reviewer)
    ordered = sorted(changes.changes, key=lambda change: (change.page, change.target))
    for (page, target), group in groupby(ordered, key=lambda change: (change.page, change.target)):
        work.page(page, target, list(group))
    return Applied(work.pages, tuple(work.refused), tuple(work.problems.failures), tuple(work.written))


class _Work:
    def __init__(self, config: Config, sources: Mapping[str, Source], reviewer: str) -> None:
        self.config = config
        self.sources = sources
        self.reviewer = reviewer
        self.pages: dict[str, dict[str, dict[str, int]]] = {}
        self.refused: list[Finding] = []
        self.problems = Problems()
        self.written: list[str] = []

    def page(self, name: str, locale: str, changes: Sequence[ReviewChange]) -> None:
        """The changes of one page in one target."""
        source = self.sources.get(name)
        target = next((target for target in self.config.targets if target.locale == locale), None)
        if source is None or target is None:
            what = (
                say("there is no page {name} in this project", name=shown(name))
                if source is None
                else say("there is no target {name} in this project", name=shown(locale))
            )
            if len(changes) > 1:
                what = say("{what}; {n} changes are left out", what=what, n=len(changes))
            self.refused.append(Finding("", "", 0, "unknown", Severity.ERROR, what))
            return
        with self.problems.of(source.name):
            bundle = Bundle(self.config, source, through=True)
            bundle.catalog_of(target)  # says what to do where there is none
            self.apply(bundle, target, changes)

    def apply(self, bundle: Bundle, target: Language, changes: Sequence[ReviewChange]) -> None:
        """Raises CatalogError."""
        file = bundle.source.catalog_file(target)
        messages = {message.key: message for message in bundle.loaded_for(target).messages}
        tally: dict[str, int] = {}
        refused: list[Finding] = []

        def changed(catalog: Catalog | None) -> Catalog | None:
            tally.update(applied=0, already=0, refused=0)  # a second try starts anew
            refused.clear()
            old = catalog or Catalog()
            entries = old.by_key()
            for change in changes:
                key = (change.context, change.id)
                message, entry = messages.get(key), entries.get(key)
                judged = judge(change, message, entry, target)
                tally["refused" if judged.rule else "applied" if judged.entry else "already"] += 1
                if judged.entry:
                    entries[key] = judged.entry
                if judged.rule:
                    path = show_path(message.places[0].path) if message else ""
                    what = say("{text} is refused: {why}", text=shown(change.text), why=judged.why)
                    line = entry.line if entry else 1
                    place = (bundle.source.name, file, line, judged.rule, Severity.ERROR)
                    refused.append(Finding(*place, what, target.locale, path))
            if not tally["applied"]:
                return None
            kept = tuple(entry if entry.obsolete else entries[entry.key] for entry in old.entries)
            new = with_field(replace(old, entries=kept), "PO-Revision-Date", now())
            return with_field(new, "Last-Translator", self.reviewer) if self.reviewer.strip() else new

        if bundle.edit_catalog(file, changed):
            self.written.append(file)
        self.pages.setdefault(bundle.source.name, {})[target.locale] = tally
        self.refused += refused
