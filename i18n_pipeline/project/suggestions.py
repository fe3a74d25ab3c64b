"""What a draft can be made of without an engine: memory and glossary."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from zlib import crc32

from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.memory import Memory, Unit, disagreement, reviewed
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError, ConfigError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_catalog

#: Catalogs that were read already, by their files.
Catalogs = Mapping[str, Catalog]
_SHARED = "the shared cache"  # where others' translations are from


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that is at hand: its kind (memory or glossary), who has it, and what else is known."""

    text: str
    kind: str
    by: str
    hint: str = ""


def suggestions(text: str, memory: Memory, glossary: Glossary) -> Iterator[Suggestion]:
    """What is known for exactly this text, the best first."""
    remembered = memory.exact(text)
    if remembered:
        best = remembered[0]
        yield Suggestion(best.msgstr, "memory", f"memory of {best.page}", disagreement(remembered))
    term = glossary.by_source.get(text)
    if term:
        target = term.target[:1].upper() + term.target[1:] or term.source
        yield Suggestion(target, "glossary", "glossary")


def read_memory(
    config: Config,
    target: Language,
    shared: Collection[tuple[str, str]] = (),
    unchanged: Mapping[str, bytes] = MappingProxyType({}),
    held: Catalogs = MappingProxyType({}),
) -> Memory:
    """What people translated: in all catalogs of a target, then in the TMX files of i18n.toml.

    Of what is ``shared`` by other projects, as (text, translation), those that none of them has. The catalogs
    of ``unchanged`` pages, stem → digests of what was reviewed, are read when one is asked for what it has;
    those that are ``held`` are read already.
    """
    skipped = {} if shared else unchanged  # which of them nobody here has takes reading them all
    own, others = list(reviewed(catalogs(config, target, skipped, held))), list(imported(config, target))
    known = {source for source, _, _ in (*own, *others)}
    others += ((source, text, _SHARED) for source, text in shared if source not in known)
    return Memory(own, _UnreadCatalogs(config, target, skipped) if skipped else None, others)


class _UnreadCatalogs:
    """Catalogs of which it is known what was reviewed in them, without reading them."""

    def __init__(self, config: Config, target: Language, unchanged: Mapping[str, bytes]) -> None:
        self.config = config
        self.target = target
        self.left = dict(unchanged)
        self.known = frozenset(array("I", b"".join(unchanged.values())))

    def of(self, text: str) -> Iterator[Unit]:
        """What the catalogs hold that have the text, as far as they were not read before."""
        digest = crc32(text.encode("utf-8", "surrogatepass"))
        if digest in self.known:
            some = array("I", [digest]).tobytes()  # may be found across two: the catalog tells
            yield from self._read([stem for stem, known in self.left.items() if some in known])

    def all(self) -> Iterator[Unit]:
        """What is left."""
        yield from self._read(list(self.left))

    def _read(self, stems: Sequence[str]) -> Iterator[Unit]:
        for stem in stems:
            del self.left[stem]
            with suppress(CatalogError):  # damaged since it was looked at; the next run tells
                catalog = read_catalog(self.config, layout.catalog_file(self.target, stem))
                yield from reviewed([(stem, catalog)] if catalog else [])


def catalogs(
    config: Config, target: Language, skipped: Container[str] = (), held: Catalogs = MappingProxyType({})
) -> Iterator[tuple[str, Catalog]]:
    """The PO files of a target that can be read, with the pages they are of, but for those ``skipped``."""
    folder = layout.catalog_folder(target)
    for file in config.disk.find_files(folder, ".po"):
        if file.removeprefix(f"{folder}/").removesuffix(".po") in skipped:
            continue
        try:
            catalog = held.get(file) or read_catalog(config, file)
        except CatalogError:
            continue  # reported where its own page is drafted
        if catalog:
            yield file.removeprefix(f"{folder}/").removesuffix(".po"), catalog


def imported(config: Config, target: Language) -> Iterator[tuple[str, str, str]]:
    """(source, translation, file) of the TMX files of i18n.toml. Raises ConfigError."""
    from i18n_pipeline.tmx import parse_tmx

    for file in config.memory:
        raw = config.disk.read(file, ConfigError)
        for source, translation in parse_tmx(raw, file, config.source.locale, target.locale):
            yield source, translation, file
