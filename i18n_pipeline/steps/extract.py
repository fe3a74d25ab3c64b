"""A page's template, and its catalogs brought in step with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from i18n_pipeline.catalog import headers
from i18n_pipeline.catalog.adopt import adopt, is_replaceable
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.places import Occurrence
from i18n_pipeline.catalog.provenance import without_false_marks, without_settled_marks
from i18n_pipeline.catalog.template import describe, occurrences, with_notes
from i18n_pipeline.catalog.update import update
from i18n_pipeline.config import Language
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import State
from i18n_pipeline.pages.select import Unit
from i18n_pipeline.project.manifest import path_of
from i18n_pipeline.project.overrides import Override
from i18n_pipeline.project.renames import SHARE
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.steps.bundle import Bundle

_DATE = "POT-Creation-Date"
#: Of which page the catalogs were: this one, another that had its name, or none.
Former = Literal["this", "another", "none"]
_Change = Callable[[Catalog], Catalog]


class Template(NamedTuple):
    """The messages of a page as entries, where its strings stood before, and since when they are these."""

    entries: tuple[Entry, ...]
    places: Sequence[Occurrence]
    date: str


def extract(
    bundle: Bundle, terms: Mapping[Language, Glossary], date: str, problems: Problems
) -> tuple[dict[str, object], Former]:
    """Bring its template and its catalogs in step on a day; what happened, by target. Raises PageError."""
    name = bundle.source.name
    former: Former = "this"
    facts: dict[str, object] = {"messages": len(bundle.loaded.messages)}
    template = template_of(bundle, date)
    with problems.of(name):
        write_template(bundle, template)
    for target, glossary in terms.items():
        with problems.of(name):
            facts[target.locale], known = update_catalog(bundle, template, target, glossary)
            former = known if known != "this" else former
    return facts, former


def template_of(bundle: Bundle, date: str) -> Template:
    """The template of a page as it is; a new date only where its content is new. Raises PageError."""
    entries = describe(bundle.loaded.messages, bundle.source.file)
    old = _old_template(bundle)
    if old and old.entries == entries:
        date = old.header(_DATE) or date
    return Template(entries, occurrences(old.entries) if old else (), date)


def write_template(bundle: Bundle, template: Template) -> None:
    """Write the POT file where it is not as it should be. Raises CatalogError."""
    old = _old_template(bundle)
    if old.entries == template.entries if old else not template.entries:
        return
    date = (old.header(_DATE) if old else "") or template.date
    head = headers.template_header(bundle.source.name, bundle.config.source.locale, date)
    bundle.write_template(headers.with_field(Catalog(head, template.entries), _DATE, template.date))


def _old_template(bundle: Bundle) -> Catalog | None:
    try:
        return bundle.catalog(bundle.source.template_file)
    except CatalogError:
        return None  # nothing in a template is a person's: it is made again


def update_catalog(
    bundle: Bundle,
    template: Template,
    target: Language,
    terms: Glossary,
    then: _Change = lambda new: new,
    loaded: Loaded | None = None,
) -> tuple[dict[str, int], Former]:
    """Bring a catalog in step; returns what happened to its entries. Raises CatalogError.

    ``then`` is done to the catalog that is in step, and may be called more than once. ``loaded``: the page as
    the target will follow it.
    """
    loaded, wanted = loaded or bundle.loaded_for(target), template.entries
    if loaded is not bundle.loaded:
        wanted = describe(loaded.messages, bundle.source.file)
    keys = [entry.key for entry in wanted]
    tally = _tally(None, None)
    former: Former = "this"

    def brought_in_step(old: Catalog | None) -> Catalog | None:
        nonlocal tally, former
        if old is None and not keys:
            return None
        held = old.by_key().keys() if old else ()
        if sum(key in held for key in keys) < SHARE * len(keys):
            former = "another" if old else "none"
        locales = bundle.config.source.locale, target.locale
        name = bundle.source.name
        base = headers.renamed(headers.completed(old, name, *locales, template.date), name)
        new = update(base, with_notes(wanted, terms), template.places)
        new = replace(new, entries=tuple(map(without_settled_marks, new.entries)))
        new = _with_overridden(new, loaded.units, bundle.rows.get(target.locale, ()))
        tally = _tally(old, new)
        if new != old:
            entries = tuple(without_false_marks(entry) for entry in new.entries)
            new = headers.with_field(replace(new, entries=entries), _DATE, template.date)
        new = then(new)
        return None if new == old else new

    bundle.edit_catalog(bundle.source.catalog_file(target), brought_in_step)
    return tally, former


def _with_overridden(catalog: Catalog, units: Sequence[Unit], rows: Sequence[Override]) -> Catalog:
    """The catalog with what people said for values that a rule has made texts of since."""
    said = {(row.path, row.source): row.target for row in rows if row.target}
    for unit in units if said else ():
        key, text = (
            (unit.msgctxt, unit.scalar.value),
            said.get((path_of(unit.scalar.path), unit.scalar.value)),
        )
        entry = catalog.by_key().get(key) if text else None
        if text and entry and is_replaceable(entry, ()):
            catalog = adopt(catalog, key, text)
    return catalog


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
