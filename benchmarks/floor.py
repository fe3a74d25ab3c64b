"""The least that must be done with the same libraries: ``python benchmarks/floor.py VERB DIR``.

``extract``  parse every page, write the same catalogs to DIR/floor
``merge``    parse every page, read the PO of each

It takes nothing from the package, so that a change there moves only one side of the ratio.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
import yaml

_HAN = re.compile("[\u3400-\u9fff]")
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image"))
_PAGES = "content/zh"
_CATALOGS = {"locale/pot": ".pot", "locale/en/LC_MESSAGES": ".po"}
_HEADER = {
    "POT-Creation-Date": "2024-01-01 00:00+0000",
    "PO-Revision-Date": "2024-01-01 00:00+0000",
    "Last-Translator": "none yet",
    "Language-Team": "English",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def texts(page: Path) -> list[str]:
    """The distinct Chinese values of a page, found with libyaml's events, and pyromark's, alone."""
    _, front_matter, body = page.read_bytes().decode().split("---\n", 2)
    events = yaml.parse(front_matter, Loader=yaml.CSafeLoader)
    values = [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
    return list(dict.fromkeys(filter(_HAN.search, [*values, *(inlines(body) if body else ())])))


def inlines(body: str) -> Iterator[str]:
    """The inline texts of the blocks of a body, found with pyromark's events alone."""
    import pyromark

    raw = body.encode()
    start = end = -1
    is_code = False
    for event, where in pyromark.events_with_range(body, options=pyromark.Options.ENABLE_TABLES):
        name, what = (event, None) if isinstance(event, str) else next(iter(event.items()))
        tag = what if isinstance(what, str) else next(iter(what)) if what else ""
        if name not in ("Start", "End") or tag in _INLINE:
            start, end = (where["start"] if start < 0 else start), max(end, where["end"])
            continue
        if start >= 0 and not is_code:
            yield raw[start:end].decode()
        start = end = -1
        is_code = name == "Start" and tag == "CodeBlock"


def catalog(msgids: Iterable[str], file: str) -> str:
    """A catalog with as much in it as extract writes: comments, place, header."""
    written = polib.POFile(wrapwidth=0)
    written.metadata = dict(_HEADER)
    title = ""
    for msgid in msgids:
        title = title or msgid
        comment = f"path: section2.listLeft[0].contentList[0].content\nin: {title} › {title}"
        written.append(polib.POEntry(msgid=msgid, comment=comment, occurrences=[(file, "")]))
    return str(written)


def extract(root: Path, pages: Iterable[Path]) -> None:
    """Pages → POT and PO."""
    for page in pages:
        file = page.relative_to(root).as_posix()
        found = texts(page)
        for folder, suffix in _CATALOGS.items():
            path = root / "floor" / catalog_name(page, root, folder, suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(catalog(found, file).encode())


def merge(root: Path, pages: Iterable[Path]) -> None:
    """Pages and PO → nothing."""
    for page in pages:
        texts(page)
        path = root / catalog_name(page, root, "locale/en/LC_MESSAGES", ".po")
        polib.pofile(str(path), encoding="utf-8")


def catalog_name(page: Path, root: Path, folder: str, suffix: str) -> Path:
    return folder / page.relative_to(root / _PAGES).with_suffix(suffix)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("verb", choices=["extract", "merge"])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument(
        "--processes", type=int, default=1, metavar="N", help="each with a share of the pages"
    )
    asked = parser.parse_args()
    work = {"extract": extract, "merge": merge}[asked.verb]
    pages = sorted((asked.folder / _PAGES).rglob("*.md"))
    shares = [pages[first :: asked.processes] for first in range(asked.processes)]
    others = [multiprocessing.Process(target=work, args=(asked.folder, share)) for share in shares[1:]]
    for other in others:
        other.start()
    work(asked.folder, shares[0])
    for other in others:
        other.join()


if __name__ == "__main__":
    main()
