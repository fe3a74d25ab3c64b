"""How well align works: ``python -m benchmarks.align [DIR …] [--people DIR]``.

Precision and recall of sure pairs on aged translations (see benchmarks/years.py) of the pages in DIR
[content/zh], made up or by people, for edit rates from 0 to 60 %, beside what equal paths alone get.
``python -m benchmarks.align_speed`` tells what it costs.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as Folder
from random import Random

from benchmarks.measure import markdown
from benchmarks.years import Aged, Translator, aged, translated
from i18n_pipeline.align.lexicon import Lexicon, fold
from i18n_pipeline.align.tree import Leaf
from i18n_pipeline.align.trees import align_pages
from i18n_pipeline.engines.glossing.tables import common
from i18n_pipeline.errors import PageError
from i18n_pipeline.glossary import Glossary, parse_glossary
from i18n_pipeline.locales import script
from i18n_pipeline.model import Path
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import select

RATES = (0, 10, 20, 30, 40, 50, 60)  # percent


def leaves(file: Folder) -> list[Leaf]:
    """The values of a source page; none where there is no page that can be read."""
    try:
        page = parse_page(file.read_bytes(), name=file.name, file=str(file))
    except (PageError, FileNotFoundError):
        return []
    texts = {unit.scalar for unit in select(page, (), script("zh_CN"))[0]}
    return [Leaf(s.path, s.value, s.line, s in texts) for s in page.scalars if "~" not in str(s.path)]


@dataclass(frozen=True)
class Translated:
    """A source page, and what people or the generator say for each of its texts."""

    sources: list[Leaf]
    said: Mapping[Path, str]


def made_up(folders: Sequence[Folder], seed: int, terms: Glossary) -> list[Translated]:
    """The pages below the folders, with made-up translations."""
    translate = Translator(terms, str(seed))
    pages = [leaves(file) for folder in folders for file in sorted(folder.rglob("*.md"))]
    return [
        Translated(page, {leaf.path: translate(leaf.value) for leaf in page if leaf.is_text})
        for page in pages
        if any(leaf.is_text for leaf in page)
    ]


def by_people(folder: Folder) -> list[Translated]:
    """The pages of DIR/zh that stand in DIR/en with the same tree."""
    pages = []
    for file in sorted((folder / "zh").rglob("*.md")):
        sources, targets = leaves(file), leaves(folder / "en" / file.relative_to(folder / "zh"))
        if [leaf.path for leaf in sources] == [leaf.path for leaf in targets]:
            said = {one.path: other.value for one, other in zip(sources, targets, strict=True) if one.is_text}
            pages += [Translated(sources, said)] if said else []
    return pages


def trial(pages: Sequence[Translated], index: int, rate: float, seed: int, known: Lexicon) -> Counter[str]:
    """Right, said and true pairs, of align and of equal paths."""
    random = Random(f"{seed}/{index}/{rate}")
    others = [text for number, page in enumerate(pages) if number != index for text in page.said.values()]
    tree = translated(pages[index].sources, lambda leaf: pages[index].said[leaf.path])
    return score(pages[index].sources, aged(tree, rate, random, others), known)


def score(sources: list[Leaf], page: Aged, known: Lexicon) -> Counter[str]:
    found = align_pages(sources, page.leaves, known)
    sure = {p.sources[0].path: p.targets[0].path for p in found.pairs if p.is_sure and p.sources[0].is_text}
    there = {leaf.path for leaf in page.leaves if leaf.is_text}
    equal = {leaf.path: leaf.path for leaf in sources if leaf.is_text and leaf.path in there}
    counted: Counter[str] = Counter(true=len(page.truth))
    for name, said in (("align", sure), ("paths", equal)):
        counted[f"{name} said"] += len(said)
        counted[f"{name} right"] += sum(page.truth.get(source) == target for source, target in said.items())
    return counted


def quality(pages: Callable[[int], Sequence[Translated]], seeds: int, known: Lexicon) -> str:
    """The table of precision and recall; ``pages`` gives those of a seed."""
    head = ("edits", "true pairs", "align: precision", "recall", "paths: precision", "recall")
    rows: list[tuple[str, ...]] = [head]
    for rate in RATES:
        total: Counter[str] = Counter()
        for seed in range(seeds):
            made = pages(seed)
            for index in range(len(made)):
                total += trial(made, index, rate / 100, seed, known)
        row = [f"{rate} %", str(total["true"])]
        for name in ("align", "paths"):
            right = total[f"{name} right"]
            row += [f"{right / max(total[of], 1):.3f}" for of in (f"{name} said", "true")]
        rows.append(tuple(row))
    return markdown(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Folder, default=[Folder("content/zh")], metavar="DIR")
    parser.add_argument("--people", type=Folder, metavar="DIR", help="translations by people: DIR/zh, DIR/en")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--glossary", type=Folder, default=Folder("locale/en/glossary.csv"), metavar="FILE")
    asked = parser.parse_args()
    terms = Glossary()
    if asked.glossary.exists():
        rows = (*common("zh", "en"), *parse_glossary(asked.glossary.read_bytes(), str(asked.glossary)))
        terms = Glossary({term.source: term for term in rows}.values())
    known = Lexicon(terms, {term.source: [fold(term.target)] for term in terms if term.target})
    if asked.people:
        print(quality(lambda seed: by_people(asked.people), asked.seeds, known))
    else:
        print(quality(lambda seed: made_up(asked.folders, seed, terms), asked.seeds, known))


if __name__ == "__main__":
    main()
