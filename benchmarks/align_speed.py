"""What align costs beside extract: ``python -m benchmarks.align_speed [--pages 1000] [--runs 3]``.

The pages are made up (benchmarks/pages.py), with translations of which every second one is aged by 20 %
(benchmarks/years.py). Both verbs start without catalogs; align makes them as extract does.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from random import Random

import yaml

from benchmarks.align import made_up
from benchmarks.measure import Job, interleaved, markdown, package, table
from benchmarks.pages import write_project
from benchmarks.years import aged, plain, translated
from i18n_pipeline.glossary import Glossary, parse_glossary


def write_translations(root: Path, terms: Glossary) -> None:
    """A page in content/en for each in content/zh."""
    made = made_up([root / "content/zh"], 0, terms)
    others = [text for page in made[:20] for text in page.said.values()]
    files = sorted((root / "content/zh").rglob("*.md"))
    for number, (file, page) in enumerate(zip(files, made, strict=True)):
        said = page.said
        tree = translated(page.sources, lambda leaf, said=said: said[leaf.path])
        aged(tree, 0.2 * (number % 2), Random(number), others)
        to = root / "content/en" / file.relative_to(root / "content/zh")
        to.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(plain(tree), sort_keys=False, allow_unicode=True, width=10**6)
        to.write_text(f"---\n{text}---\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    glossary = Path("locale/en/glossary.csv")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, asked.pages)
        write_translations(root, parse_glossary(glossary.read_bytes(), str(glossary)))
        (root / "locale/en").mkdir(parents=True)
        shutil.copy(glossary, root / "locale/en")
        made = tuple(root / "locale" / part for part in ("pot", "en/LC_MESSAGES", "en/written"))
        jobs = [
            Job("extract", (package("extract"),), root, made),
            Job("align", (package("align"),), root, made),
        ]
        costs = interleaved(jobs, asked.runs)
        print(markdown(table("", costs, asked.pages, [("extract", "cpu"), ("extract", "wall")])))


if __name__ == "__main__":
    main()
