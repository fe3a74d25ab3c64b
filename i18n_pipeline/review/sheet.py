"""What a review sheet says: pages, their rows, and each string in each target. As JSON, its data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from i18n_pipeline import checks
from i18n_pipeline.catalog import ignored
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import drafted_by, is_edited, people, suggestion
from i18n_pipeline.config import Config, Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.language import CHINESE, translated
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Failure, Key, Message, State
from i18n_pipeline.project.confidence import confidence
from i18n_pipeline.project.judge import subject
from i18n_pipeline.project.manifest import hash_key
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.review.difference import Difference, difference
from i18n_pipeline.review.since import Since
from i18n_pipeline.review.structure import SheetRow, rows

#: What is known of a page in a target: its catalog, and how far the drafts there can be trusted.
Known = tuple[Catalog | None, Mapping[Key, float]]


class String(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message of a page; ``key`` is a short hash of what identifies it."""

    id: str
    key: str
    context: str | None = None
    notes: tuple[str, ...] = ()
    max: int | None = None


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message in a target. ``line`` is in the PO file, 0 where that has no such entry."""

    state: State
    text: str = ""
    line: int = 0
    by: str = ""  # who drafted it
    confidence: tuple[str, int] | None = None  # of such a draft: its class, and its score of 100
    edited: bool = False  # a person changed a little of that, and nobody approved it
    old: Difference = ()  # how the source changed since
    suggested: tuple[str, str] | None = None  # by whom, and what: a draft beside a person's text
    comment: str = ""
    findings: tuple[tuple[str, str, str], ...] = ()  # rule, what, severity
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
    pages: Iterable[tuple[Loaded, Mapping[Language, Known]]],
    terms: Mapping[Language, Glossary],
    failed: Iterable[Failure],
    made: str,
) -> Sheet:
    """The sheet of the pages given, with what is known of them; ``failed`` is read after them."""
    used = {target: _Used(glossary) for target, glossary in terms.items()}
    told_in = _ToldIn(CHINESE)
    sheet_pages = tuple(_page(loaded, known, used, told_in) for loaded, known in pages)
    failures = tuple((found.file or found.page, found.line, told_in(found.message)) for found in failed)
    told = sorted({name for page in sheet_pages for name in _rules_of(page)})
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
    known: Mapping[Language, Known],
    used: Mapping[Language, _Used],
    told_in: _ToldIn,
) -> SheetPage:
    targets = {}
    for target, (catalog, scores) in known.items():
        entries = catalog.by_key() if catalog else {}
        texts = (
            _scored(
                _text(message, entries.get(message.key), target, used[target], told_in),
                scores.get(message.key),
            )
            for message in loaded.messages
        )
        targets[target.locale] = Translation(loaded.source.catalog_file(target), tuple(texts))
    places = [place for message in loaded.messages for place in message.places]
    return SheetPage(
        name=loaded.source.name,
        file=loaded.source.file,
        title=next((place.title for place in places if place.title), ""),
        rows=rows(loaded.page, loaded.units, loaded.messages),
        strings=tuple(map(_string, loaded.messages)),
        targets=targets,
        remarks=tuple((finding.line, told_in(finding.message)) for finding in loaded.warnings),
    )


def _string(message: Message) -> String:
    notes = dict.fromkeys(note for place in message.places for note in place.notes)
    lengths = [place.max_length for place in message.places if place.max_length]
    return String(
        message.msgid, hash_key(message.key), message.msgctxt, tuple(notes), min(lengths, default=None)
    )


def _text(message: Message, entry: Entry | None, target: Language, used: _Used, told_in: _ToldIn) -> Text:
    terms = used.places_in(message.msgid)
    if entry is None or entry.plural:
        return Text(State.MISSING, terms=terms)
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
        suggested=suggestion(entry),
        comment=people(entry.comment),
        findings=findings,
        ignored=tuple(rule for rule in ignored.named(entry) if rule in checks.rules()),
        terms=terms,
    )


def _scored(text: Text, score: float | None) -> Text:
    if score is None:
        return text
    return msgspec.structs.replace(text, confidence=(confidence(score).value, int(score * 100)))


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


class _Used:
    """A glossary, and those of its terms that were met, numbered."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.numbers: dict[str, int] = {}

    def places_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where its terms stand, as JavaScript counts characters, and their numbers."""
        wide = any(char > "\uffff" for char in text)
        return tuple(
            (_utf16(text[:at]) if wide else at, self.numbers.setdefault(term.source, len(self.numbers)))
            for at, term in self.glossary.places_in(text)
        )

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The terms that were met, in the order of their numbers."""
        terms = (self.glossary.by_source[source] for source in self.numbers)
        return tuple((term.source, term.target or term.source, term.note) for term in terms)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
