"""Fill missing entries with drafts: exact memory → exact glossary term → engine → guards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from i18n_pipeline import files
from i18n_pipeline.catalog import provenance
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.catalog.memory import Remembered, remember
from i18n_pipeline.catalog.update import wants_draft
from i18n_pipeline.commands.judge import glossary_of, objection
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
from i18n_pipeline.errors import CatalogError, EngineError, TemporaryEngineError
from i18n_pipeline.model import Finding, Key, Message, Severity, show_path
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
    for target in targets or config.targets:
        drafter = _Drafter(config, target, (engine,) if engine else config.engines)
        for source in sources:
            with problems.of(source.name):
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


@dataclass(frozen=True, slots=True)
class _Drafted:
    catalog: Catalog
    tally: dict[str, int]
    warnings: tuple[Finding, ...]
    postponed: str


class _Drafter:
    """Drafts into one target language. Memory, glossary and engine are got when first needed."""

    def __init__(self, config: Config, target: Language, engines: Sequence[str]) -> None:
        self.config = config
        self.target = target
        self.engine_name = engines[0]
        self.terms = {term.source: term for term in glossary_of(config, target)}
        self._memory: dict[str, Remembered] | None = None
        self._engine: Engine | None = None

    def page(self, loaded: Loaded, catalog: Catalog) -> _Drafted:
        """Draft what one catalog lacks."""
        entries = catalog.by_key()
        todo = [m for m in loaded.messages if m.key in entries and wants_draft(entries[m.key], catalog)]
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

    def _known(self, message: Message) -> tuple[str, str, str] | None:
        """A text that no engine is needed for: its kind, who has it, and the text."""
        remembered = self.memory.get(message.msgid)
        if remembered and not objection(message, remembered.msgstr, self.target):
            return "memory", f"memory of {remembered.page}", remembered.msgstr
        term = self.terms.get(message.msgid)
        text = (term.target[:1].upper() + term.target[1:] or term.source) if term else ""
        return None if objection(message, text, self.target) else ("glossary", "glossary", text)

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
                yield message, _guarded(message, answer, pieces, self.target)


def _guarded(
    message: Message, answer: str | EngineError, pieces: tuple[str, ...], target: Language
) -> str | EngineError:
    """The answer with its protected pieces back, unless a rule of severity error objects."""
    if isinstance(answer, EngineError):
        return answer
    try:
        text = restore(answer, pieces)
    except EngineError as error:
        return error
    wrong = objection(message, text, target)
    return EngineError(wrong) if wrong else text


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
