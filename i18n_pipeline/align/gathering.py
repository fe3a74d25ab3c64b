"""What a project knows that helps to tell which text translates which: terms, memory, recurring labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from i18n_pipeline.align.lexicon import Lexicon, fold
from i18n_pipeline.catalog.provenance import aligned_from
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.locales import is_label
from i18n_pipeline.model import State, Term
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.suggestions import catalogs, imported

_LOOKED_AT = 40  # pages, about, that are read for labels
_RECURS = 2  # pages on which a label must be translated alike


def gather(
    config: Config, sources: Sequence[Source], target: Language, phrases: Iterable[Term] = ()
) -> Lexicon:
    """The glossary, what people translated, and labels that pages of one shape translate alike.

    ``phrases`` are words and their usual translations beside the glossary. What align took
    over itself is left out, so that a second run knows no more than the first.
    """
    glossary = Glossary({term.source: term for term in (*phrases, *read_glossary(config, target))}.values())
    texts = {term.source: set(map(fold, term.allowed)) for term in glossary if term.target}
    memory = ((source, text) for source, text, _ in imported(config, target))
    for source, text in (*_reviewed(config, target), *memory, *_labels(config, sources, target)):
        texts.setdefault(source, set()).add(fold(text))
    return Lexicon(glossary, texts)


def _reviewed(config: Config, target: Language) -> Iterator[tuple[str, str]]:
    for _, catalog in catalogs(config, target):
        for entry in catalog.entries:
            if entry.state is State.REVIEWED and not entry.plural and not aligned_from(entry):
                yield entry.msgid, entry.msgstr


def _labels(config: Config, sources: Sequence[Source], target: Language) -> list[tuple[str, str]]:
    """Short texts that stand in the same place on pages of one shape, and are translated alike on several."""
    seen: Counter[tuple[str, str]] = Counter()
    for source in sources[:: max(1, len(sources) // _LOOKED_AT)]:
        file = layout.target_page(config.disk, source, target)
        seen.update(set(_pairs(config, source, file)))
    return [pair for pair, pages in seen.items() if pages >= _RECURS]


def _pairs(config: Config, source: Source, file: str) -> Iterator[tuple[str, str]]:
    try:
        raw = config.disk.read_if_there(file, PageError)
        if raw is None:
            return
        theirs = parse_page(raw, name=source.name, file=file)
        ours = parse_page(config.disk.read(source.file, PageError), name=source.name, file=source.file)
    except PageError:
        return  # told where the page itself is aligned
    if [scalar.path for scalar in ours.scalars] != [scalar.path for scalar in theirs.scalars]:
        return
    for one, other in zip(ours.scalars, theirs.scalars, strict=True):
        wanted = is_label(one.value) and config.script.search(one.value)
        if wanted and other.value.strip() and not config.script.search(other.value):
            yield one.value, other.value
