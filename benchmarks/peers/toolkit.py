"""translate-toolkit's own classes in one process: ``python toolkit.py extract|merge|sync`` in a project.

Its commands md2po and po2md take a page's front matter as one message; its class MarkdownFile can take
each value for itself. What is around it here does as md2po, pot2po and po2md do. Values without Chinese
are left out. sync leaves out what is older than what was made of it, as the option --timestamp does.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from translate.convert.pot2po import convert_stores
from translate.storage import po
from translate.storage.markdown import MarkdownFile

_HAN = re.compile("[\u3400-\u9fff]")
_PAGES, _CATALOGS, _TARGETS = Path("content/zh"), Path("po"), Path("content/en")


def extract(page: Path, catalog: Path) -> None:
    catalog.parent.mkdir(parents=True, exist_ok=True)
    catalog.write_bytes(_template(page))


def _template(page: Path) -> bytes:
    store = po.pofile()
    with page.open("rb") as stream:
        for unit in MarkdownFile(stream, frontmatter_translate_values=True).units:
            if _HAN.search(unit.source):
                store.addsourceunit(unit.source).addlocations(unit.getlocations())
    store.removeduplicates("merge")
    return bytes(store)


def merge(page: Path, catalog: Path, target: Path) -> None:
    store = po.pofile.parsefile(str(catalog))
    store.require_index()

    def translation(text: str) -> str:
        units = store.sourceindex.get(text)
        return units[0].target if units and units[0].istranslated() else text

    with page.open("rb") as stream:
        merged = MarkdownFile(stream, callback=translation, frontmatter_translate_values=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(merged.filesrc.encode())


def sync(page: Path, catalog: Path, target: Path) -> None:
    if _older(catalog, page):
        new, old = po.pofile.parsestring(_template(page)), po.pofile.parsefile(str(catalog))
        catalog.write_bytes(bytes(convert_stores(new, old)))
    if _older(target, page) or _older(target, catalog):
        merge(page, catalog, target)


def _older(made: Path, source: Path) -> bool:
    return made.stat().st_mtime_ns < source.stat().st_mtime_ns


def main() -> None:
    for page in sorted(_PAGES.rglob("*.md")):
        name = page.relative_to(_PAGES)
        catalog, target = (_CATALOGS / name).with_suffix(".po"), _TARGETS / name
        if sys.argv[1] == "extract":
            extract(page, catalog)
        elif sys.argv[1] == "merge":
            merge(page, catalog, target)
        else:
            sync(page, catalog, target)


if __name__ == "__main__":
    main()
