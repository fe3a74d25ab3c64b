"""Target pages → PO: what a person changed on a page that merge wrote becomes a reviewed translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from i18n_pipeline.catalog.adopt import adopt, adopt_unsure
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files, overlay
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import Said, say
from i18n_pipeline.model import Failure, Finding, Scalar, Severity
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.project import git, layout
from i18n_pipeline.project.authors import author_of
from i18n_pipeline.project.catalogs import edit_catalog, now
from i18n_pipeline.project.chosen import Chosen, choose
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.overrides import Override, placed, read_overrides, write_overrides
from i18n_pipeline.project.progress import steps
from i18n_pipeline.project.record import (
    NO_KEY,
    Edits,
    Record,
    Texts,
    accept,
    edits,
    hash_key,
    parse_record,
    path_of,
    read_record,
)
from i18n_pipeline.project.renames import leftovers
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import Loaded, load
from i18n_pipeline.project.verdicts import Theirs, Verdict, on_override, on_translation

_RESHAPED = say(
    "was changed by hand in more than its values, and is left alone: its shape is the source page's;"
    " change that page and undo it here, or drop the change with sync --theirs po"
)
_UNSURE = say("nobody can tell whether a person wrote it")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change on a target page that was taken over: into the catalog, or the overrides."""

    page: str
    target: str
    file: str
    line: int
    path: str
    text: str
    into: str
    places: int = 1  # of the page where the text goes


@dataclass(frozen=True, slots=True)
class Harvested:
    """What was taken over, what a person has to decide (findings), what failed, and files written."""

    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    failed: tuple[Failure, ...]
    written: tuple[str, ...]


def run(
    config: Config,
    names: Sequence[str] | Chosen = (),
    *,
    targets: Sequence[Language] = (),
    theirs: Theirs | None = None,
    dry_run: bool = False,
) -> Harvested:
    """Take over what people changed on target pages since merge wrote them.

    A change of the shape, and one of a text that was changed in the PO as well, are findings, and the
    page stays as it is, until ``theirs`` says who is right. What cannot be a translation stays with
    the page too.
    """
    chosen = choose(config, names)
    problems = Problems([])
    harvests = [_Harvest(config, target, theirs) for target in targets or config.targets]
    with overlay.rehearsal(dry_run):
        for harvest in harvests:
            for source in steps(say("looking for edits by hand"), chosen.sources, len(chosen.sources)):
                with problems.of(source.name):
                    file = layout.target_page(config.root, source, harvest.target, harvest.listings)
                    harvest.page(source.name, source.stem, file, source)
            for stem in leftovers(config, chosen, harvest.target):
                with problems.of(stem):
                    record = read_record(config, harvest.target, stem)
                    if record and record.file:
                        harvest.page(stem, stem, record.file, None)
            with problems.of(""):
                harvest.close()
    return Harvested(
        tuple(edit for harvest in harvests for edit in harvest.edits),
        tuple(finding for harvest in harvests for finding in harvest.findings),
        tuple(problems.failures),
        tuple(dict.fromkeys(file for harvest in harvests for file in harvest.written)),
    )


@dataclass(slots=True)
class _Harvest:
    """The pages of one target."""

    config: Config
    target: Language
    theirs: Theirs | None
    edits: list[Edit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    settled: list[tuple[str, bytes]] = field(default_factory=list)  # stems, and pages that merge may replace
    listings: dict[str, dict[str, str]] = field(default_factory=dict)
    overrides: dict[tuple[str, str, str], Override] = field(init=False)
    overrides_before: dict[tuple[str, str, str], Override] = field(init=False)

    def __post_init__(self) -> None:
        rows = read_overrides(self.config, self.target).values()
        self.overrides_before = {row.key: row for page in rows for row in page}
        self.overrides = dict(self.overrides_before)

    def page(self, name: str, stem: str, file: str, source: Source | None) -> None:
        """One target page. Raises PageError and CatalogError."""
        current = files.read_if_there(self.config.root, file, PageError)
        record = read_record(self.config, self.target, stem) if current is not None else None
        if current is None or record is None or record.knows(current):
            return
        if not record.is_of_merge:
            return  # changed since align took it over, and for align again
        doubts = len(self.findings)
        try:
            page = parse_page(current, name=file, file=file)
        except PageError as error:
            what = say("{problem}; changed by hand, and left alone", problem=error.message)
            self.doubt(name, file, error.line, "", what)
        else:
            loaded = _load(self.config, source)
            found = edits(record, page, loaded)
            if not found.values and not found.reshaped:
                return  # git merged what merge wrote
            past = parse_record(git.lines_ever(self.config.root, layout.record_file(self.target, stem)))
            if past.knows(current):
                pass  # an older state of the page, brought back
            elif found.reshaped:
                self.doubt(name, file, 1, "", _RESHAPED)
            else:
                self.take(_Edited(name, stem, file, record, past, found, loaded))
        if self.theirs == "po":
            del self.findings[doubts:]
        if source is None:
            del self.findings[doubts:]  # it stays as it is, whatever it says, and is not merge's to replace
        elif len(self.findings) == doubts:
            self.settled.append((stem, current))

    def take(self, edited: _Edited) -> None:
        """What the page says anew, into the catalog and the overrides."""
        texts: dict[str, list[Scalar]] = {}
        for scalar, keys in edited.edits.values:
            for key in keys - {NO_KEY}:
                texts.setdefault(key, []).append(scalar)
            if keys <= {NO_KEY}:
                self.override(edited, scalar)
        if not texts:
            return
        file = layout.catalog_file(self.target, edited.stem)
        before = len(self.findings), len(self.edits)

        def adopted(catalog: Catalog | None) -> Catalog | None:
            del self.findings[before[0] :], self.edits[before[1] :]  # a second try starts anew
            new = catalog or Catalog()
            for key, scalars in texts.items():
                new = self.translation(edited, new, file, key, scalars)
            return None if catalog is None or new == catalog else with_field(new, "PO-Revision-Date", now())

        if edit_catalog(self.config, file, adopted):
            self.written.append(file)

    def translation(
        self, edited: _Edited, catalog: Catalog, file: str, key: str, scalars: Sequence[Scalar]
    ) -> Catalog:
        """The catalog with what a page says for one message, where nothing speaks against it."""
        entry, text = _entry(catalog, key), scalars[0].value
        asked = self.answered(text)
        author = author_of(edited.record, edited.past, asked, catalog, entry, key, scalars)
        written, publish = edited.record.texts_of(key), self.config.publish
        verdict = on_translation(entry, scalars, author, written, file, self.theirs, publish)
        places = sum(key in {known for known, _ in values} for values in edited.record.values.values())
        self.note(edited, verdict, scalars[0], file, places)
        if entry is None or not verdict.take:
            return catalog
        if not verdict.is_sure:
            return adopt_unsure(catalog, entry.key, text, edited.file, _UNSURE)
        return adopt(catalog, entry.key, text)

    def answered(self, text: str) -> set[str]:
        """The texts for which an engine answered this."""
        cache = Cache(self.config.root / layout.CACHE)
        try:
            return cache.asked_for(text)
        finally:
            cache.close()

    def override(self, edited: _Edited, scalar: Scalar) -> None:
        """A value that is no text."""
        path = path_of(scalar.path)
        source = edited.source_of(path)
        written = Texts(frozenset(text for _, text in edited.record.values.get(path, ())))
        file = layout.overrides_file(self.target)
        rows = [row for row in self.overrides.values() if row.page == edited.name]
        known = placed(edited.loaded, rows) if edited.loaded else {}
        row = known.get(source) if source else None
        verdict = on_override(row, scalar, source, written, file, self.theirs)
        if source and verdict.take:
            if row:
                del self.overrides[row.key]
            if source.value != scalar.value:
                new = Override(edited.name, path, source.value, scalar.value)
                self.overrides[new.key] = new
        self.note(edited, verdict, scalar, file)

    def note(self, edited: _Edited, verdict: Verdict, scalar: Scalar, into: str, places: int = 1) -> None:
        """What became of a change."""
        page, path = (edited.name, self.target.locale), path_of(scalar.path)
        if verdict.take:
            self.edits.append(Edit(*page, edited.file, scalar.line, path, scalar.value, into, places))
        if verdict.doubt:
            self.doubt(edited.name, edited.file, scalar.line, path, verdict.doubt)

    def doubt(self, name: str, file: str, line: int, path: str, what: Said) -> None:
        """Something that a person has to decide."""
        said = say("{path} {what}", path=path, what=what) if path else what
        self.findings.append(
            Finding(name, file, line, "by-hand", Severity.ERROR, said, self.target.locale, path)
        )

    def close(self) -> None:
        """Write the overrides; then tell merge which pages it may replace."""
        if self.overrides != self.overrides_before:
            write_overrides(self.config, self.target, self.overrides.values())
            self.written.append(layout.overrides_file(self.target))
        for stem, current in self.settled:
            accept(self.config, self.target, stem, current)


@dataclass(frozen=True, slots=True)
class _Edited:
    """One page that a person changed."""

    name: str
    stem: str
    file: str
    record: Record
    past: Record  # all that git knows of it
    edits: Edits
    loaded: Loaded | None

    def source_of(self, path: str) -> Scalar | None:
        """The source page's value in that place."""
        scalars = self.loaded.page.scalars if self.loaded else ()
        return next((scalar for scalar in scalars if path_of(scalar.path) == path), None)


def _load(config: Config, source: Source | None) -> Loaded | None:
    try:
        return load(config, source) if source else None
    except PageError:
        return None  # extract reports it


def _entry(catalog: Catalog, key: str) -> Entry | None:
    """The entry of a message, one in use if there are several."""
    found = [entry for entry in catalog.entries if not entry.plural and hash_key(entry.key) == key]
    return min(found, key=lambda entry: entry.obsolete, default=None)
