"""How near drafts come to human English: ``python -m benchmarks.evaluate DIR [--engine NAME …]``.

DIR holds zh/ and en/ with pages whose trees are the same. For each page and engine: chrF and BLEU
(sacrebleu) of the drafts against the human text, beside the Chinese left as it is; then how many
drafts each guard stopped. Nothing is written.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import sacrebleu

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Request, Settings
from i18n_pipeline.errors import EngineError
from i18n_pipeline.glossary import parse_glossary
from i18n_pipeline.locales import script
from i18n_pipeline.model import Severity, Term
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.select import select
from i18n_pipeline.text.protect import mask, restore

Pair = tuple[str, str]


def pairs(source: Path, target: Path) -> list[Pair]:
    """(Chinese, English) at equal paths; none where the trees differ."""
    zh = parse_page(source.read_bytes(), name=source.name, file=source.name)
    en = parse_page(target.read_bytes(), name=target.name, file=target.name)
    there = {scalar.path: scalar.value for scalar in en.scalars}
    units, _ = select(zh, (), script("zh"))
    if any(unit.scalar.path not in there for unit in units):
        return []
    return [(unit.scalar.value, there[unit.scalar.path]) for unit in units]


def drafts(engine: str, texts: Sequence[str], terms: tuple[Term, ...]) -> tuple[list[str], Counter[str]]:
    """A draft for each text (the text itself where there is none), and what guards stopped."""
    created = registry.create(engine, Settings("zh_CN", "en", terms))
    found, stopped = [], Counter[str]()
    for text in texts:
        masked, pieces = mask(text)
        try:
            (answer,) = created.translate([Request(masked)])
            draft = text if isinstance(answer, EngineError) else restore(answer, pieces)
        except EngineError:
            draft, stopped["protected pieces"] = text, stopped["protected pieces"] + 1
        objections = checks.run(Subject(text, draft)) if draft != text else ()
        stopped.update({rule for rule, severity, _ in objections if severity is Severity.ERROR})
        found.append(draft)
    return found, stopped


def scores(hypotheses: Sequence[str], references: Sequence[str]) -> str:
    chrf = sacrebleu.corpus_chrf(hypotheses, [references]).score
    bleu = sacrebleu.corpus_bleu(hypotheses, [references]).score
    return f"{chrf:6.1f} {bleu:6.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--engine", action="append", default=[])
    parser.add_argument("--glossary", type=Path, default=Path("locale/en/glossary.csv"))
    asked = parser.parse_args()
    terms = parse_glossary(asked.glossary.read_bytes(), str(asked.glossary))
    engines = asked.engine or ["gloss"]
    print(f"{'page':16} {'texts':>5}  {'as it is':>13}" + "".join(f"  {name:>13}" for name in engines))
    print(f"{'':22}" + "    chrF   BLEU" * (len(engines) + 1))
    stopped: dict[str, Counter[str]] = {name: Counter() for name in engines}
    total = 0
    for source in sorted((asked.folder / "zh").rglob("*.md")):
        target = asked.folder / "en" / source.relative_to(asked.folder / "zh")
        found = pairs(source, target) if target.exists() else []
        if not found:
            continue
        chinese, human = [one for one, _ in found], [other for _, other in found]
        row = [scores(chinese, human)]
        for name in engines:
            made, objections = drafts(name, chinese, terms)
            stopped[name] += objections
            row.append(scores(made, human))
        total += len(found)
        print(f"{source.stem:16} {len(found):5}  " + "  ".join(row))
    for name, counted in stopped.items():
        share = ", ".join(f"{rule} {count / total:.1%}" for rule, count in counted.most_common()) or "none"
        print(f"stopped by guards, of {total} drafts by {name}: {share}")


if __name__ == "__main__":
    main()
