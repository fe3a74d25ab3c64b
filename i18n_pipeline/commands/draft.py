"""Fill missing entries with drafts: exact memory → exact glossary term → engine → guards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from i18n_pipeline import checks, files
from i18n_pipeline.catalog import provenance
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.catalog.memory import Remembered, remember
from i18n_pipeline.catalog.update import is_spare, wants_draft
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.commands.project import (
    Loaded,
    Problems,
    Report,
    catalog_of,
    choose,
    load,
    now,
    read_catalog,
    write_catalog,
)
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Context, Engine, Request, Settings
from i18n_pipeline.errors import CatalogError, ConfigError, EngineError, TemporaryEngineError
from i18n_pipeline.glossary import parse_glossary
from i18n_pipeline.model import Finding, Key, Message, Severity, Term, show_path
from i18n_pipeline.protect import mask, restore


def run(
    config: Config,
    names: Sequence[str] = (),
    *,
    targets: Sequence[Language] = (),
    engine: str = "",
    dry_run: bool = False,
) -> Report:
    """Draft what the catalogs of the pages lack. Nothing that a person wrote is changed.

    A text no engine can draft stays missing and is reported. When an engine fails for now, what
    it answered before is saved and ``postponed`` says why it stopped.
    """
    sources, failures = choose(config, names)
    problems = Problems(failures)
    pages: dict[str, dict[str, object]] = {}
    warnings: list[Finding] = []
    written: list[str] = []
    postponed = ""
    registry.require(engine or config.engine)
    for target in targets or config.targets:
        drafter = _Drafter(config, target, engine or config.engine)
        for source in sources:
            with problems.of(source.name), _as_failure(target):
                loaded = load(config, source)
                catalog = catalog_of(config, loaded, target)
                if catalog is None:
                    continue
                drafted = drafter.page(loaded, catalog)
                warnings += drafted.warnings
                pages.setdefault(source.name, {})[target.locale] = drafted.tally
                if drafted.catalog != catalog:
                    dated = with_field(drafted.catalog, "PO-Revision-Date", now())
                    file = source.catalog_file(target)
                    written.append(write_catalog(config, file, dated, dry_run=dry_run))
                postponed = drafted.postponed
            if postponed:
                break
    return Report(pages, tuple(problems.failures), tuple(warnings), tuple(written), postponed)


@contextmanager
def _as_failure(target: Language) -> Iterator[None]:
    """An engine that cannot serve one target is no reason to leave the others."""
    try:
        yield
    except ConfigError as error:
        raise CatalogError(error.message, file=error.file or files.catalog_folder(target)) from error


@dataclass(frozen=True, slots=True)
class _Drafted:
    catalog: Catalog
    tally: dict[str, int]
    warnings: tuple[Finding, ...]
    postponed: str


class _Drafter:
    """Drafts into one target language. Memory, glossary and engine are got when first needed."""

    def __init__(self, config: Config, target: Language, engine_name: str) -> None:
        self.config = config
        self.target = target
        self.engine_name = engine_name
        self.terms = self._glossary()
        self._memory: dict[str, Remembered] | None = None
        self._engine: Engine | None = None

    def page(self, loaded: Loaded, catalog: Catalog) -> _Drafted:
        """Draft what one catalog lacks."""
        entries = catalog.by_key()
        todo = [
            message
            for message in loaded.messages
            if message.key in entries and self.may_fill(message, entries[message.key], catalog)
        ]
        tally = {"missing": len(todo), "memory": 0, "glossary": 0, "engine": 0, "failed": 0}
        drafts: dict[Key, Entry] = {}
        warnings: list[Finding] = []
        postponed = ""
        asked: list[Message] = []
        for message in todo:
            known = self._known(message)
            if known:
                kind, by, text = known
                tally[kind] += 1
                drafts[message.key] = _drafted(entries[message.key], by, text)
            else:
                asked.append(message)
        try:
            for message, answer in self._ask(loaded, asked):
                if isinstance(answer, EngineError):
                    tally["failed"] += 1
                    warnings.append(_finding(loaded, message, self.target, answer.message))
                else:
                    tally["engine"] += 1
                    by = f"{self.engine.name} {self.engine.version}"
                    drafts[message.key] = _drafted(entries[message.key], by, answer)
        except TemporaryEngineError as error:
            postponed = error.message
        merged = tuple(entry if entry.obsolete else drafts.get(entry.key, entry) for entry in catalog.entries)
        return _Drafted(replace(catalog, entries=merged), tally, tuple(warnings), postponed)

    def may_fill(self, message: Message, entry: Entry, catalog: Catalog) -> bool:
        """Whether the entry lacks a text, or people have a better one than what it was left with."""
        return wants_draft(entry, catalog) or (
            is_spare(entry, catalog) and message.msgid in self.memory and self._known(message) is not None
        )

    @property
    def engine(self) -> Engine:
        """The engine, created when first asked."""
        if self._engine is None:
            settings = Settings(
                self.config.source.locale,
                self.target.locale,
                tuple(self.terms.values()),
                self.config.engine_options.get(self.engine_name, {}),
            )
            self._engine = registry.create(self.engine_name, settings)
        return self._engine

    @property
    def memory(self) -> dict[str, Remembered]:
        """What people translated anywhere in the project."""
        if self._memory is None:
            self._memory = remember(self._catalogs())
        return self._memory

    def _catalogs(self) -> Iterator[tuple[str, Catalog]]:
        folder = files.catalog_folder(self.target)
        for file in files.find_files(self.config.root, folder, ".po"):
            try:
                catalog = read_catalog(self.config, file)
            except CatalogError:
                continue  # reported where its own page is drafted
            if catalog:
                yield file.removeprefix(f"{folder}/").removesuffix(".po"), catalog

    def _glossary(self) -> dict[str, Term]:
        file = files.glossary_file(self.target)
        raw = files.read_if_there(self.config.root, file, ConfigError)
        return {term.source: term for term in parse_glossary(raw, file)} if raw is not None else {}

    def _known(self, message: Message) -> tuple[str, str, str] | None:
        """A text that no engine is needed for: its kind, who has it, and the text."""
        remembered = self.memory.get(message.msgid)
        if remembered and not _objection(message, remembered.msgstr):
            return "memory", f"memory of {remembered.page}", remembered.msgstr
        term = self.terms.get(message.msgid)
        text = (term.target[:1].upper() + term.target[1:] or term.source) if term else ""
        return None if _objection(message, text) else ("glossary", "glossary", text)

    def _ask(self, loaded: Loaded, asked: Sequence[Message]) -> Iterator[tuple[Message, str | EngineError]]:
        texts = [message.msgid for message in loaded.messages]
        for batch in _batches(asked, self.engine) if asked else ():
            masked = [mask(message.msgid) for message in batch]
            requests = [
                Request(text, _context(message, texts))
                for message, (text, _) in zip(batch, masked, strict=True)
            ]
            answers = self.engine.translate(requests)
            for message, answer, (_, pieces) in zip(batch, answers, masked, strict=True):
                yield message, _guarded(message, answer, pieces)


def _guarded(message: Message, answer: str | EngineError, pieces: tuple[str, ...]) -> str | EngineError:
    """The answer with its protected pieces back, unless a rule of severity error objects."""
    if isinstance(answer, EngineError):
        return answer
    try:
        text = restore(answer, pieces)
    except EngineError as error:
        return error
    objection = _objection(message, text)
    return EngineError(objection) if objection else text


def _objection(message: Message, text: str) -> str:
    """Why a text cannot be a draft of the message; "" where it can."""
    if not text.strip():
        return "the draft is empty"
    lengths = [place.max_length for place in message.places if place.max_length]
    found = checks.run(Subject(message.msgid, text, min(lengths, default=None)))
    return next((f"{rule}: {what}" for rule, severity, what in found if severity is Severity.ERROR), "")


def _drafted(entry: Entry, by: str, text: str) -> Entry:
    return entry.marked(text, comment=provenance.mark(entry.comment, by, entry.key, text), previous=None)


def _context(message: Message, texts: Sequence[str]) -> Context:
    at = texts.index(message.msgid)
    place = message.places[0]
    return Context(
        title=place.title,
        heading=place.heading,
        before=texts[at - 1] if at else "",
        after=texts[at + 1] if at + 1 < len(texts) else "",
        note=" ".join(place.notes),
    )


def _batches(asked: Sequence[Message], engine: Engine) -> Iterator[list[Message]]:
    """Consecutive messages, as many as one call of the engine takes."""
    rest = iter(asked)
    while batch := list(islice(rest, engine.limits.texts)):
        yield batch


def _finding(loaded: Loaded, message: Message, target: Language, why: str) -> Finding:
    place = message.places[0]
    return Finding(
        loaded.source.name,
        loaded.source.file,
        place.line,
        "not-drafted",
        Severity.WARNING,
        f"stays untranslated: {why}",
        target.locale,
        show_path(place.path),
    )
