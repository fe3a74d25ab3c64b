"""What a review sheet says: pages, their rows, and each string in each target. As JSON, its data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from i18n_pipeline import checks
from i18n_pipeline.catalog import ignored
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import (
    draft_before_edit,
    drafted_by,
    is_edited,
    people,
    suggestion,
)
from i18n_pipeline.checks.repetition import most_in_a_row
from i18n_pipeline.config import Config, Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.language import CHINESE, translated
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Counts, Failure, Message, State
from i18n_pipeline.project.judge import subject
from i18n_pipeline.project.manifest import hash_key
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.review import live
from i18n_pipeline.review.difference import Difference, difference
from i18n_pipeline.review.since import Since
from i18n_pipeline.review.structure import SheetRow, rows
from i18n_pipeline.review.terms import Used


class String(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message of a page; ``key`` is a short hash of what identifies it."""

    id: str
    key: str
    context: str | None = None
    notes: tuple[str, ...] = ()
    max: int | None = None
    shape: str = ""
    repeats: int | None = 1  # how often a translation may say the same in a row; None for any number
    errors: tuple[str, ...] | None = None  # the rules of severity error, where they are not the usual ones


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message in a target. ``line`` is in the PO file, 0 where that has no such entry."""

    state: State
    text: str = ""
    line: int = 0
    by: str = ""  # who drafted it
    edited: bool = False  # a person changed a little of that, and nobody approved it
    old: Difference = ()  # how the source changed since
    suggested: tuple[str, str] | None = None  # by whom, and what: a draft beside a person's text or edit
    comment: str = ""
    findings: tuple[tuple[str, str, str], ...] = ()  # rule, what, severity
    moved: bool = False  # it may have other links than the source
    ignored: tuple[str, ...] = msgspec.field(default=(), name="waived")
    terms: tuple[tuple[int, int], ...] = ()  # where in the source, in UTF-16; which of the glossary


class Translation(msgspec.Struct, frozen=True):
    """A page in a target: its PO file, and the texts in the order of the page's strings."""

    file: str
    texts: tuple[Text, ...]


class SheetPage(msgspec.Struct, frozen=True):
    """A page."""

    name: str
    file: str
    title: str
    rows: tuple[SheetRow, ...]
    strings: tuple[String, ...]
    targets: dict[str, Translation]
    remarks: tuple[tuple[int, str], ...]  # line, what: of the source page


class SheetTarget(msgspec.Struct, frozen=True):
    """A target, and the terms of its glossary that stand in the pages: source, target, note."""

    locale: str
    terms: tuple[tuple[str, str, str], ...]


class Sheet(msgspec.Struct, frozen=True):
    """All of it."""

    project: str
    id: str  # tells projects apart
    made: str
    source: str
    targets: tuple[SheetTarget, ...]
    rules: dict[str, str]  # with their explanations
    pages: tuple[SheetPage, ...]
    failed: tuple[tuple[str, int, str], ...]  # file, line, what
    said: dict[
        str, dict[str, str]
    ]  # what findings, remarks and failures say in other languages, by the English
    since: Since | None = None


def make_sheet(
    config: Config,
    pages: Iterable[tuple[Loaded, Mapping[Language, Catalog | None]]],
    terms: Mapping[Language, Glossary],
    failed: Iterable[Failure],
    made: str,
) -> Sheet:
    """The sheet of the pages given, with what is in their catalogs; ``failed`` is read after them."""
    used = {target: Used(glossary) for target, glossary in terms.items()}
    told_in = _ToldIn(CHINESE)
    sheet_pages = tuple(_page(loaded, catalogs, used, told_in) for loaded, catalogs in pages)
    failures = tuple((found.file or found.page, found.line, told_in(found.message)) for found in failed)
    told = sorted({*live.ERRORS} | {name for page in sheet_pages for name in _rules_of(page)})
    rules = checks.rules()
    return Sheet(
        project=config.root.name,
        id=_identity(config),
        made=made,
        source=config.source.locale,
        targets=tuple(SheetTarget(target.locale, used[target].rows()) for target in terms),
        rules={name: rules[name].EXPLANATION for name in told},
        pages=sheet_pages,
        failed=failures,
        said={CHINESE: told_in.said},
    )


def counts(sheet: Sheet) -> dict[str, dict[str, Counts]]:
    """The states of the strings, by page and target."""
    return {
        page.name: {
            locale: Counts.of(text.state for text in translation.texts)
            for locale, translation in page.targets.items()
        }
        for page in sheet.pages
    }


def _identity(config: Config) -> str:
    parts = [config.root.name, config.source.locale, *config.pages]
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _rules_of(page: SheetPage) -> Iterable[str]:
    for translation in page.targets.values():
        for text in translation.texts:
            yield from (rule for rule, *_ in text.findings)
            yield from (rule for rule in text.ignored if rule in checks.rules())


def _page(
    loaded: Loaded,
    catalogs: Mapping[Language, Catalog | None],
    used: Mapping[Language, Used],
    told_in: _ToldIn,
) -> SheetPage:
    targets = {}
    for target, catalog in catalogs.items():
        entries = catalog.by_key() if catalog else {}
        texts = (
            _text(message, entries.get(message.key), target, used[target], told_in)
            for message in loaded.messages
        )
        targets[target.locale] = Translation(loaded.source.catalog_file(target), tuple(texts))
    places = [place for message in loaded.messages for place in message.places]
    return SheetPage(
        name=loaded.source.name,
        file=loaded.source.file,
        title=next((place.title for place in places if place.title), ""),
        rows=rows(loaded.page, loaded.units, loaded.messages),
        strings=tuple(map(string_of, loaded.messages)),
        targets=targets,
        remarks=tuple((finding.line, told_in(finding.message)) for finding in loaded.warnings),
    )


def string_of(message: Message) -> String:
    """A message, as a sheet has it."""
    notes = dict.fromkeys(note for place in message.places for note in place.notes)
    lengths = [place.max_length for place in message.places if place.max_length]
    errors = live.errors_of(message)
    return String(
        id=message.msgid,
        key=hash_key(message.key),
        context=message.msgctxt,
        notes=tuple(notes),
        max=min(lengths, default=None),
        shape=live.shape(message),
        repeats=most_in_a_row(message.msgid),
        errors=None if errors == live.ERRORS else tuple(sorted(errors)),
    )


def _text(message: Message, entry: Entry | None, target: Language, used: Used, told_in: _ToldIn) -> Text:
    terms, moved = used.places_in(message.msgid), live.has_moved_links(message, target)
    if entry is None or entry.plural:
        return Text(State.MISSING, moved=moved, terms=terms)
    findings: tuple[tuple[str, str, str], ...] = ()
    if entry.msgstr:
        looked_at = subject(message, entry.msgstr, target, used.glossary)
        violations = checks.run(looked_at, silent=ignored.in_force(entry))
        findings = tuple((rule, told_in(what), severity.value) for rule, severity, what in violations)
    stale = entry.state is State.STALE and entry.previous
    return Text(
        state=entry.state,
        text=entry.msgstr,
        line=entry.line,
        by=drafted_by(entry) if entry.msgstr else "",
        edited=is_edited(entry),
        old=difference(entry.previous[1], message.msgid) if stale and entry.previous else (),
        suggested=suggestion(entry) or draft_before_edit(entry),
        comment=people(entry.comment),
        findings=findings,
        moved=moved,
        ignored=tuple(rule for rule in ignored.named(entry) if rule in checks.rules()),
        terms=terms,
    )


class _ToldIn:
    """Messages in another language: ``said`` has each by its English, which is what the call returns."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.said: dict[str, str] = {}

    def __call__(self, message: Notice) -> str:
        told = str(message)
        if told not in self.said:
            self.said[told] = translated(message, self.language)
        return told
