"""Propose glossary rows: names that stand on the pages, and what people have reviewed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from i18n_pipeline.catalog.memory import reviewed
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.glossing.page_names import Name
from i18n_pipeline.locales import is_label
from i18n_pipeline.model import Failure, Term
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import load
from i18n_pipeline.project.suggestions import catalogs
from i18n_pipeline.runs import naming

_RECURS = 2  # pages that a term must stand on
_LABEL = 12  # characters that a term may have
_NAME = re.compile(r"(?<![\w./@-])[A-Z][\w.+-]*(?: [A-Z][\w.+-]*)*(?![\w/@])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Suggested:
    """Rows by target locale."""

    targets: Mapping[str, Sequence[Term]]
    failed: tuple[Failure, ...] = ()


def run(config: Config, *, targets: Sequence[Language] = ()) -> Suggested:
    """Names that nobody has translated, labels that people translated alike on several pages, and Latin names
    they always kept.

    Of each the most frequent come first.
    """
    sources, failures = layout.find_pages(config)
    problems, pages = Problems(failures), []
    for source in sources:
        with problems.of(source.name):
            pages.append((source.name, load(config, source).messages))
    terms = {}
    for target in targets or config.targets:
        units = list(reviewed(catalogs(config, target)))
        glossary = read_glossary(config, target)
        names = map(_row, naming.proposed(config, target, pages, glossary))
        rows = [*names, *_labels(units), *_names(units)]
        rows = [term for term in rows if term.source not in glossary.by_source]
        terms[target.locale] = list(filter(_can_be_row, rows))
    return Suggested(terms, tuple(problems.failures))


def _can_be_row(term: Term) -> bool:
    """Whether it comes back from what is printed; a bar would stand between two translations."""
    return "|" not in term.target and f"{term.source}{term.target}".isprintable()


def _row(name: Name) -> Term:
    more = f" and {len(name.pages) - 1} more" if len(name.pages) > 1 else ""
    sure = "" if name.is_sure else "; a name?"
    return Term(name.text, name.guess, f"{name.count} × in {name.pages[0]}{more}{sure}")


def _labels(units: Iterable[tuple[str, str, str]]) -> Iterator[Term]:
    translations: dict[str, set[str]] = defaultdict(set)
    pages: dict[str, set[str]] = defaultdict(set)
    for source, target, page in units:
        if is_label(source) and len(source) <= _LABEL:
            translations[source].add(target)
            pages[source].add(page)
    for source, found in sorted(pages.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(found) >= _RECURS and len(translations[source]) == 1:
            yield Term(source, translations[source].pop(), f"on {len(found)} pages")


def _names(units: Iterable[tuple[str, str, str]]) -> Iterator[Term]:
    seen: Counter[str] = Counter()
    lost: set[str] = set()
    for source, target, _ in units:
        for name in set(_NAME.findall(source)):
            seen[name] += 1
            if name not in target:
                lost.add(name)
    for name, count in sorted(seen.items(), key=lambda item: (-item[1], item[0])):
        if count >= _RECURS and name not in lost:
            yield Term(name, "", f"kept in {count} texts")
