"""How near drafts come to human English: ``python -m benchmarks.evaluate DIR [--engine NAME[=LABEL] …]``.

DIR holds zh/ and en/ with pages whose trees are the same. Each is drafted by the tool itself, in a project of
its own: names, masks, glossary and rules are those of any run. For each engine: chrF and BLEU (sacrebleu)
against the human text, where there is no draft of the Chinese; what readers made of its drafts, as
benchmarks/ratings.csv has it by digest; what rules refused; time and cost. ``memory+NAME`` has what people
wrote on the other pages as its memory.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sacrebleu

from benchmarks.measure import REPOSITORY, Row, machine, markdown, put
from i18n_pipeline.commands import align, draft, extract
from i18n_pipeline.config import load
from i18n_pipeline.locales import script
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Finding
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import select
from i18n_pipeline.project.selection import select_pages
from i18n_pipeline.steps.bundle import Bundle

Pair = tuple[str, str]
Text = tuple[str, str, str]  # Chinese, by a person, drafted: "" where there is no draft
RATINGS = REPOSITORY / "benchmarks/ratings.csv"
KINDS = ("keep", "edit", "rewrite")
_MEMORY = "memory+"
_AS_IT_IS = "the Chinese as it is"


@dataclass
class Result:
    """What one engine made of pages."""

    texts: dict[str, list[Text]] = field(default_factory=dict)  # by page
    refused: Counter[str] = field(default_factory=Counter)  # by rule
    cpu: float = 0.0  # seconds
    wall: float = 0.0
    characters: float = 0
    cost: float = 0.0

    @property
    def all(self) -> list[Text]:
        """Those of all pages."""
        return [text for texts in self.texts.values() for text in texts]

    @property
    def drafts(self) -> set[Pair]:
        """Each (Chinese, draft)."""
        return {(chinese, made) for chinese, _, made in self.all if made}


def pairs(source: Path, target: Path) -> dict[tuple[object, ...], str]:
    """The English at the path of each Chinese text; none where the trees differ."""
    zh = parse_page(source.read_bytes(), name=source.name, file=source.name)
    en = parse_page(target.read_bytes(), name=target.name, file=target.name)
    there = {scalar.path: scalar.value for scalar in en.scalars}
    units, _ = select(zh, (), script("zh"))
    paths = [unit.scalar.path for unit in units]
    return {path: there[path] for path in paths} if there.keys() >= set(paths) else {}


def pages(folder: Path) -> dict[str, dict[tuple[object, ...], str]]:
    """The pairs of each page that has some, by its name."""
    names = (file.relative_to(folder / "zh") for file in sorted((folder / "zh").rglob("*.md")))
    both = (name for name in names if (folder / "en" / name).exists())
    found = {str(name): pairs(folder / "zh" / name, folder / "en" / name) for name in both}
    return {name: human for name, human in found.items() if human}


def evaluated(
    engine: str,
    folder: Path,
    human: Mapping[str, Mapping[tuple[object, ...], str]],
    settings: str,
    terms: Path,
) -> Result:
    """Draft each page in a project of its own."""
    result = Result()
    for name in human:
        with tempfile.TemporaryDirectory(prefix="i18n-evaluate-") as made:
            root = Path(made)
            others = [other for other in human if other != name] if engine.startswith(_MEMORY) else []
            for lang, copied in (("zh", [name, *others]), ("en", others)):
                for page in copied:
                    _copy(folder / lang / page, root / "content" / lang / page)
            _copy(terms, root / "locale/en/glossary.csv")
            (root / "i18n.toml").write_text(settings, "utf-8")
            _draft(root, name, engine.removeprefix(_MEMORY), human[name], result)
    return result


def _draft(
    root: Path, name: str, engine: str, human: Mapping[tuple[object, ...], str], result: Result
) -> None:
    config = load(root)
    extract.run(config)
    align.run(config)
    cpu, wall = time.process_time(), time.perf_counter()
    report = draft.run(config, [name], engines=[engine])
    result.cpu += time.process_time() - cpu
    result.wall += time.perf_counter() - wall
    if report.failed or report.postponed:
        raise SystemExit(f"{name}: {report.postponed or report.failed[0].message}")
    result.refused.update(map(rule_of, report.warnings))
    for spent in report.spent.values():
        result.characters += spent["characters"]
        result.cost += spent["cost"]
    (target,) = config.targets
    (source,) = select_pages(config, [name]).sources
    bundle = Bundle(config, source)
    catalog = bundle.catalog_of(target)
    entries = catalog.by_key() if catalog else {}
    result.texts[name] = [
        (unit.scalar.value, human[unit.scalar.path], entries[unit.msgctxt, unit.scalar.value].msgstr)
        for unit in bundle.loaded_for(target).units
        if unit.scalar.path in human
    ]


def rule_of(finding: Finding) -> str:
    """The rule that kept a draft out; else it is the engine that gave none."""
    why: object = finding.message
    while isinstance(why, Notice) and "rule" not in why.values and "why" in why.values:
        why = why.values["why"]
    return str(why.values["rule"]) if isinstance(why, Notice) and "rule" in why.values else "no answer"


def digest(chinese: str, made: str) -> str:
    """What a draft is rated under: no text is in the repository."""
    return hashlib.sha256(f"{chinese}\0{made}".encode()).hexdigest()


def ratings(file: Path) -> dict[str, str]:
    """keep, edit or rewrite, by digest."""
    with file.open(encoding="utf-8") as rows:
        return {row["digest"]: row["rating"] for row in csv.DictReader(rows)}


def scores(texts: Sequence[Text]) -> Pair:
    """chrF and BLEU; what has no draft is left as it is."""
    said, human = [made or chinese for chinese, _, made in texts], [human for _, human, _ in texts]
    measured = (sacrebleu.corpus_chrf(said, [human]), sacrebleu.corpus_bleu(said, [human]))
    chrf, bleu = (f"{one.score:.1f}" for one in measured)
    return chrf, bleu


def tables(results: Mapping[str, Result], rated: Mapping[str, str]) -> Iterator[str]:
    """All engines; each page; what was refused."""
    drafted = next(iter(results.values())).texts
    left = {name: [(chinese, human, "") for chinese, human, _ in texts] for name, texts in drafted.items()}
    head = ("engine", "chrF", "BLEU", "drafts", "refused", "keep", "edit", "rewrite", "rated", "CPU s", "s")
    rows: list[Row] = [(*head, "characters", "cost")]
    rows.append((_AS_IT_IS, *scores([text for texts in left.values() for text in texts]), *["–"] * 10))
    for engine, result in results.items():
        said = Counter(filter(None, (rated.get(digest(*one)) for one in result.drafts)))
        n = said.total()
        rows.append(
            (
                engine,
                *scores(result.all),
                str(len(result.drafts)),
                str(result.refused.total()),
                *(f"{said[kind] / n:.0%}" if n else "–" for kind in KINDS),
                f"{n} of {len(result.drafts)}",
                f"{result.cpu:.1f}",
                f"{result.wall:.1f}",
                f"{result.characters:,.0f}",
                f"{result.cost:.2f}" if result.cost else "none",
            )
        )
    yield markdown(rows)
    titles = [_AS_IT_IS, *results]
    by_page: list[Row] = [("chrF / BLEU", "texts", *titles)]
    for name, texts in left.items():
        told = [texts, *(result.texts[name] for result in results.values())]
        cells = (" / ".join(scores(one)) for one in told)
        by_page.append((Path(name).stem, str(len(texts)), *cells))
    yield markdown(by_page)
    for engine, result in results.items():
        why = ", ".join(f"{rule} {n}" for rule, n in result.refused.most_common())
        yield f"Without a draft by {engine}: {why or 'none'}."


def to_rate(results: Iterable[Result], rated: Mapping[str, str], most: int, seed: int) -> list[Row]:
    """Digest, Chinese and draft of what nobody rated; of each engine no more than so many, by chance."""
    chosen: dict[str, Pair] = {}
    for result in results:
        unrated = sorted(one for one in result.drafts if digest(*one) not in rated)
        sample = unrated if len(unrated) <= most else random.Random(seed).sample(unrated, most)
        chosen |= {digest(*one): one for one in sample}
    return [(key, *one) for key, one in chosen.items()]


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, to)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.evaluate",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--engine", action="append", default=[], metavar="NAME[=LABEL]")
    parser.add_argument("--glossary", type=Path, default=REPOSITORY / "locale/en/glossary.csv")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="an i18n.toml with options of engines")
    parser.add_argument("--ratings", type=Path, default=RATINGS)
    parser.add_argument("--to-rate", type=Path, metavar="FILE", help="write what nobody rated, as CSV")
    parser.add_argument("--most", type=int, default=1000, help="of each engine, by chance (seed 1)")
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE", help="also put the tables into this document"
    )
    asked = parser.parse_args(arguments)
    human, rated = pages(asked.folder), ratings(asked.ratings)
    if not human:
        raise SystemExit(f"{asked.folder} has no zh/*.md and en/*.md with the same tree")
    settings = asked.settings.read_text("utf-8") if asked.settings else ""
    results = {}
    for one in asked.engine or ["gloss", f"{_MEMORY}gloss"]:
        engine, _, label = one.partition("=")
        results[label or engine] = evaluated(engine, asked.folder, human, settings, asked.glossary)
    text = "\n\n".join([f"{machine()}.", *tables(results, rated)])
    print(text)
    if asked.markdown:
        put(asked.markdown, "evaluate", text)
    if asked.to_rate:
        with asked.to_rate.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(to_rate(results.values(), rated, asked.most, 1))


if __name__ == "__main__":
    main()
