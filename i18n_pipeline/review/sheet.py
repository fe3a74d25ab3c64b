"""What a review sheet says: pages, their rows, and each string in each target. As JSON, its data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from i18n_pipeline import checks
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.config import Config, Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.language import CHINESE
from i18n_pipeline.model import Failure, Key
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.review import live
from i18n_pipeline.review.since import Since
from i18n_pipeline.review.strings import Drafted, String, Text, ToldIn, scored, string_of, text_of
from i18n_pipeline.review.structure import SheetRow, rows
from i18n_pipeline.review.terms import Used

#: The catalog of a page, if it has one, what engines once said of its messages, and the scores of its drafts.
Known = tuple[Catalog | None, Mapping[Key, Sequence[Drafted]], Mapping[Key, float]]


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
    used = {target: Used(glossary) for target, glossary in terms.items()}
    told_in = ToldIn(CHINESE)
    sheet_pages = tuple(_page(loaded, known, used, told_in) for loaded, known in pages)
    failures = tuple((found.file or found.page, found.line, told_in(found.message)) for found in failed)
    told = sorted({*live.errors()} | {name for page in sheet_pages for name in _rules_of(page)})
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
    used: Mapping[Language, Used],
    told_in: ToldIn,
) -> SheetPage:
    targets = {}
    for target, (catalog, drafts, scores) in known.items():
        entries = catalog.by_key() if catalog else {}
        texts = (
            scored(
                text_of(
                    message,
                    entries.get(message.key),
                    drafts.get(message.key, ()),
                    target,
                    used[target],
                    told_in,
                ),
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
        strings=tuple(map(string_of, loaded.messages)),
        targets=targets,
        remarks=tuple((finding.line, told_in(finding.message)) for finding in loaded.warnings),
    )
