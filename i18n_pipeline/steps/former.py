"""What people said of a page while it had another name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from i18n_pipeline.catalog.adopt import is_replaceable
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import is_draft, people
from i18n_pipeline.catalog.update import is_spare
from i18n_pipeline.config import Config, Language
from i18n_pipeline.project import layout, overrides
from i18n_pipeline.project.catalogs import read_catalog
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.renames import SHARE, orphans
from i18n_pipeline.project.selection import Selection
from i18n_pipeline.project.sources import load
from i18n_pipeline.steps.bundle import Bundle


def take_back(config: Config, selection: Selection, pages: Sequence[Source], target: Language) -> list[str]:
    """Bring back what people said of ``pages`` when they had other names; returns the files written.

    A page that holds half of what the catalog of another was of, before that name became another page's or
    nobody's, is that page: its entries without a person's text take the text from there, and it takes the
    overrides. Raises CatalogError, PageError and ConfigError.
    """
    catalogs = {source: read_catalog(config, source.catalog_file(target)) for source in pages}
    former = {source.name: catalog for source, catalog in catalogs.items()}
    if any(catalogs.values()):
        gone = orphans(config, selection, target)
        former.update((stem, read_catalog(config, layout.catalog_file(target, stem))) for stem in gone)
    written = []
    for source, own in catalogs.items():
        wanted = own.by_key().keys() if own else set()
        held = {
            name: len(wanted & {entry.key for entry in catalog.entries if entry.msgstr})
            for name, catalog in former.items()
            if catalog and name != source.name
        }
        name = max(held, key=lambda name: held[name], default="")
        if not wanted or held.get(name, 0) < SHARE * len(wanted):
            continue
        other, file = former[name], source.catalog_file(target)
        if other and Bundle(config, source, through=True).edit_catalog(file, partial(_with_texts, other)):
            written.append(file)
        left = next((load(config, page) for page in pages if page.name == name), None)
        if overrides.follow(config, target, name, load(config, source), left):
            written.append(layout.overrides_file(target))
    return written


def _with_texts(other: Catalog, catalog: Catalog | None) -> Catalog | None:
    """The catalog with what another says where no person said anything in it; None where that is nothing."""
    if catalog is None:
        return None
    translated = {entry.key: entry for entry in other.entries if entry.msgstr and not entry.plural}

    def with_text(entry: Entry) -> Entry:
        former = translated.get(entry.key)
        if former is None or entry.obsolete or entry.plural:
            return entry
        if not (is_replaceable(entry, ()) or (is_spare(entry, catalog) and not is_draft(former))):
            return entry
        flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
        remarks = [line for line in people(entry.comment).split("\n") if line not in former.comment]
        return entry._replace(
            msgstr=former.msgstr,
            comment="\n".join(filter(None, [*remarks, former.comment])),
            flags=("fuzzy", *flags) if former.fuzzy else flags,
            previous=former.previous,
        )

    entries = tuple(map(with_text, catalog.entries))
    return None if entries == catalog.entries else replace(catalog, entries=entries)
