"""Target page → catalog: what a person changed on a page that merge wrote becomes a reviewed translation.

Of a draft that is the machine's for the most part it becomes an edit, which is not approved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from i18n_pipeline.catalog.adopt import adopt, adopt_unsure, carried
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.config import Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Notice, listed, msgid, say
from i18n_pipeline.model import Finding, Key, Page, Scalar, Severity
from i18n_pipeline.project import git, layout
from i18n_pipeline.project.authors import Author, author_of, may_be_of_another
from i18n_pipeline.project.catalogs import now
from i18n_pipeline.project.conflicts import Resolution, Theirs, on_override, on_translation
from i18n_pipeline.project.edits import Edits, edits, elsewhere
from i18n_pipeline.project.manifest import (
    NO_KEY,
    Manifest,
    Texts,
    accept,
    hash_key,
    hash_text,
    keys_of,
    parse_manifest,
    path_of,
)
from i18n_pipeline.project.overrides import Override, placed, put_overrides
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.harvested import Edit, Harvest
from i18n_pipeline.text.links import mapped_value

_RESHAPED = say(
    "was changed by hand in more than its values, and is left alone: its shape is the source page's;"
    " change that page and undo it here, or drop the change with sync --theirs po"
)
_ONE_OF_MANY = msgid(
    "was changed here alone, and the same text stands at {places}: change it there as well, give one of them"
    " a context in i18n.toml, or let it go everywhere with sync --theirs page"
)
_UNSURE = say("nobody can tell whether a person wrote it")
#: The texts for which an engine answered a text.
AskedFor = Callable[[str], Set[str]]


def is_edited(bundle: Bundle, target: Language, file: str) -> bool:
    """Whether the target page is merge's, and somebody changed it since. Raises PageError."""
    current = bundle.files.read_if_there(file, PageError)
    manifest = bundle.manifest(target) if current is not None else None
    return bool(current is not None and manifest and manifest.is_of_merge and not manifest.knows(current))


def harvest(
    bundle: Bundle, target: Language, file: str, theirs: Theirs | None, asked_for: AskedFor
) -> Harvest:
    """Take over what people changed on a target page since merge wrote it.

    A change of the shape, and one of a text that was changed in the catalog as well, are findings, and the
    page stays as it is, until ``theirs`` says who is right. What cannot be a translation stays with the
    page too. Raises PageError and CatalogError.
    """
    done = Harvest()
    manifest = bundle.manifest(target)
    if manifest is None or not is_edited(bundle, target, file):
        return done
    current = bundle.files.read(file, PageError)
    doubt = _Doubts(bundle.source.name, target, file, done)
    try:
        page = bundle.target_page(target, current, file)
    except PageError as error:
        doubt(error.line, "", say("{problem}; changed by hand, and left alone", problem=error.message))
    else:
        loaded = _loaded(bundle, target)
        changes = edits(manifest, page, bundle.linked_for(target) if loaded else None)
        if not changes.values and not changes.reshaped:
            return done  # git merged what merge wrote
        stems = (bundle.source.stem, *manifest.was)
        lines = git.lines_ever(bundle.config.root, [layout.manifest_file(target, stem) for stem in stems])
        past = parse_manifest(lines)
        if past.knows(current):
            pass  # an older state of the page, brought back
        elif changes.reshaped:
            doubt(1, "", _RESHAPED)
        else:
            edited = _Edited(bundle, target, file, manifest, past, page, changes, loaded, theirs, done, doubt)
            edited.take(asked_for)
    if theirs == "po" or not bundle.source.file:
        done.findings.clear()  # without a source it stays as it is, whatever it says
    if bundle.source.file and not done.findings:
        accept(bundle.config, target, bundle.source.stem, current)
    return done


@dataclass(frozen=True, slots=True)
class _Doubts:
    """Notes something that a person has to decide."""

    name: str
    target: Language
    file: str
    done: Harvest

    def __call__(self, line: int, path: str, what: Notice) -> None:
        notice = say("{path} {what}", path=path, what=what) if path else what
        place = (self.name, self.file, line, "by-hand", Severity.ERROR)
        self.done.findings.append(Finding(*place, notice, self.target.locale, path))


@dataclass(frozen=True, slots=True)
class _Edited:
    """One page that a person changed."""

    bundle: Bundle
    target: Language
    file: str
    manifest: Manifest
    past: Manifest  # all that git knows of it
    page: Page
    changes: Edits
    loaded: Loaded | None
    theirs: Theirs | None
    done: Harvest
    doubt: _Doubts

    def take(self, asked_for: AskedFor) -> None:
        """What the page says anew, into the catalog and the overrides."""
        texts: dict[str, list[Scalar]] = {}
        for scalar, keys in self.changes.values:
            for key in keys - {NO_KEY}:
                texts.setdefault(key, []).append(scalar)
        self.overrides([scalar for scalar, keys in self.changes.values if keys <= {NO_KEY}])
        if not texts:
            return
        before = len(self.done.findings), len(self.done.edits)

        def adopted(catalog: Catalog | None) -> Catalog | None:
            del self.done.findings[before[0] :], self.done.edits[before[1] :]  # a second try starts anew
            new = catalog or Catalog()
            for key, scalars in texts.items():
                new = self.translation(new, key, scalars, asked_for(scalars[0].value))
            return None if catalog is None or new == catalog else with_field(new, "PO-Revision-Date", now())

        self.bundle.edit_catalog(self.bundle.source.catalog_file(self.target), adopted)

    def translation(self, catalog: Catalog, key: str, scalars: Sequence[Scalar], asked: Set[str]) -> Catalog:
        """The catalog with what a page says for one message, where nothing speaks against it."""
        entry, text = _entry(catalog, key), scalars[0].value
        file = self.bundle.source.catalog_file(self.target)
        author = author_of(self.manifest, self.past, asked, catalog, entry, key, scalars)
        page = self.changes.values
        former = (self.manifest, self.past, page, catalog, key)
        if any(may_be_of_another(*former, scalar) for scalar in scalars):
            author = Author.UNKNOWN if author is Author.PERSON else author
        written, publish = self.manifest.texts_of(key), self.bundle.config.publish
        if entry and mapped_value(entry.msgstr, self.target.links) in written:
            written = Texts(written.hashes | {hash_text(entry.msgstr)})  # merge wrote it, with its own links
        resolution = on_translation(entry, scalars, author, written, file, self.theirs, publish)
        also = elsewhere(self.manifest, self.page, self.loaded, key, scalars)
        drafted = {text for of, text in self.manifest.machine if of == key}
        if also and resolution.take and not self.theirs and not written.hashes <= drafted:
            resolution = Resolution(doubt=say(_ONE_OF_MANY, places=listed(also)))
        self.note(resolution, scalars[0], file, also)
        if entry is None and self.loaded:
            self.done.is_early |= key in keys_of(self.loaded).values()
        if entry is None or not resolution.take:
            return catalog
        if not resolution.is_sure:
            return adopt_unsure(catalog, entry.key, text, self.file, _UNSURE)
        new = adopt(catalog, entry.key, text, approve=resolution.approves)
        for newer in self.stand_now(entry.key, scalars):  # extract and draft went on without it
            new = carried(new, entry.key, newer, text)
        return new

    def stand_now(self, key: Key, scalars: Sequence[Scalar]) -> set[Key]:
        """The messages that the source page has in these places by now, if it has none of this key.

        One that stood elsewhere on the page before has moved here.
        """
        paths = {scalar.path for scalar in scalars}
        units = self.loaded.units if self.loaded else ()
        now = {(unit.msgctxt, unit.scalar.value): unit.scalar.path in paths for unit in units}
        before = {known for values in self.manifest.values.values() for known, _ in values}
        return {one for one, here in now.items() if here and key not in now and hash_key(one) not in before}

    def overrides(self, scalars: Sequence[Scalar]) -> None:
        """Values that are no text."""
        page, locale, file = self.bundle.source.name, self.target.locale, layout.overrides_file(self.target)
        before = {row.key: row for row in self.bundle.rows.get(locale, ())}
        rows = dict(before)
        for scalar in scalars:
            path = path_of(scalar.path)
            source = self.source_of(path)
            written, before_it = (
                Texts(frozenset(text for _, text in manifest.values.get(path, ())))
                for manifest in (self.manifest, self.past)
            )
            known: Mapping[Scalar, Override] = placed(self.loaded, rows.values()) if self.loaded else {}
            row = known.get(source) if source else None
            resolution = on_override(row, scalar, source, written, before_it, file, self.theirs)
            if source and resolution.take:
                rows.pop(row.key, None) if row else None
                if mapped_value(source.value, self.target.links) != scalar.value:
                    new = Override(page, path, source.value, scalar.value)
                    rows[new.key] = new
            self.note(resolution, scalar, file)
        if rows != before:
            put_overrides(self.bundle.project, self.target, page, rows.values())
            self.bundle.rows[locale] = tuple(rows.values())

    def note(self, resolution: Resolution, scalar: Scalar, into: str, also: tuple[str, ...] = ()) -> None:
        """What became of a change."""
        path = path_of(scalar.path)
        if resolution.take:
            page = self.bundle.source.name, self.target.locale, self.file
            edit = Edit(*page, scalar.line, path, scalar.value, into, also, resolution.approves)
            self.done.edits.append(edit)
        if resolution.doubt:
            self.doubt(scalar.line, path, resolution.doubt)

    def source_of(self, path: str) -> Scalar | None:
        """The source page's value in that place."""
        scalars = self.loaded.page.scalars if self.loaded else ()
        return next((scalar for scalar in scalars if path_of(scalar.path) == path), None)


def _loaded(bundle: Bundle, target: Language) -> Loaded | None:
    try:
        return bundle.loaded_for(target) if bundle.source.file else None
    except PageError:
        return None  # extract reports it


def _entry(catalog: Catalog, key: str) -> Entry | None:
    """The entry of a message, one in use if there are several."""
    entries = [entry for entry in catalog.entries if not entry.plural and hash_key(entry.key) == key]
    return min(entries, key=lambda entry: entry.obsolete, default=None)
