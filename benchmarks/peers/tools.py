"""How this package and its peers are called for the same job: the best call of each that we know."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import REPOSITORY, Command, has_jobs, package

VENV = REPOSITORY / ".venv-bench"
MDPO = VENV / "mdpo"  # a folder of its own: its command has the name of one of translate-toolkit's
UNPACKED_PO4A = VENV / "po4a/usr"
CHANGED = "content/zh/case/p0000.md"  # the page that is changed
_TEXTS = ("title", "description", "content", "text", "author")  # keys of the pages that hold text
_OTHERS = ("css", "image", "icon")  # keys of other strings
_PAGES = "content/zh"


@dataclass(frozen=True)
class Tool:
    """One way to call one program, in the folder of a project whose pages are in content/zh."""

    name: str
    missing: str  # why it cannot be measured; "" where it can
    extract: tuple[Command, ...] = ()  # pages → catalogs
    merge: tuple[Command, ...] = ()  # catalogs → pages
    sync: tuple[Command, ...] = ()  # all of it, where most or all is as it was
    changed: tuple[Command, ...] = ()  # the same, after CHANGED was edited; where empty, sync
    made: tuple[str, ...] = ()  # folders that extract fills
    written: tuple[str, ...] = ()  # folders that merge fills; the first has the pages
    catalogs: tuple[str, str, str] = ("", "", "")  # folder and suffix to translate, and where to
    set_up: Callable[[Path], object] = lambda root: None  # writes what it needs beside the pages
    takes_values: bool = True  # or a page's whole front matter as one message
    note: str = ""  # what must be known to read its figures


def ours(jobs: int) -> Tool:
    """This package, in so many processes."""
    return Tool(
        name=f"ours, {jobs} process{'es' if jobs > 1 else ''}",
        missing="" if jobs == 1 or has_jobs("extract") else "not here: extract has no option --jobs",
        extract=(package("extract", jobs=jobs),),
        merge=(package("merge", jobs=jobs),),
        # The engine fails as soon as it is asked, and the run with it: nothing is there to be drafted.
        sync=(package("sync", "--engine", "libre", jobs=jobs),),
        changed=(package("sync", "--engine", "fake", jobs=jobs),),
        made=("locale",),
        written=("content/en", "locale/en/written"),
        catalogs=("locale/en/LC_MESSAGES", ".po", "locale/en/LC_MESSAGES"),
        set_up=_set_up_ours,
    )


def _set_up_ours(root: Path) -> None:
    (root / "i18n.toml").write_text('[engines.libre]\nurl = "http://127.0.0.1:9/"\n', "utf-8")


def po4a(name: str, *program: str) -> Tool:
    """po4a, all pages in one process."""
    missing = "" if program and shutil.which(program[-1]) else "not here"
    told = _output(*program, "--version") if not missing else ""
    known = re.search(r"version ([0-9.]*[0-9])", told)
    call = (*program, "--quiet")
    return Tool(
        name=f"{name} {known[1]}" if known else name,
        missing=missing,
        extract=((*call, "--no-translations", "po4a.cfg"),),
        merge=((*call, "--no-update", "po4a.cfg"),),
        sync=((*call, "po4a.cfg"),),
        made=("po",),
        written=("content/en",),
        catalogs=("po", ".po", "po"),
        set_up=_set_up_po4a,
        note="one catalog for all pages: a catalog a page takes it fifty times as long",
    )


def _set_up_po4a(root: Path) -> None:
    lines = [
        "[po4a_langs] en",
        "[po4a_paths] po/pages.pot $lang:po/$lang.po",
        '[options] opt:"--master-charset UTF-8 --localized-charset UTF-8 --keep 0 --wrap-po no"',
        f'[po4a_alias:page] text opt:"--option markdown --option yfm_keys={",".join(_TEXTS)}"',
    ]
    for page in _pages(root):
        lines.append(f"[type: page] {page} $lang:{page.replace('/zh/', '/en/', 1)}")
    (root / "po4a.cfg").write_text("\n".join(lines) + "\n", "utf-8")


def toolkit_class() -> Tool:
    """translate-toolkit's class MarkdownFile, which can take every value of a front matter."""
    script = (str(VENV / "bin/python"), str(Path(__file__).with_name("toolkit.py")))
    return Tool(
        name=_named("translate-toolkit", "class"),
        missing=_missing("md2po"),
        extract=((*script, "extract"),),
        merge=((*script, "merge"),),
        sync=((*script, "sync"),),
        made=("po",),
        written=("content/en",),
        catalogs=("po", ".po", "po"),
        note="benchmarks/peers/toolkit.py drives its class MarkdownFile with frontmatter_translate_values",
    )


def toolkit_commands() -> Tool:
    """translate-toolkit's commands, to which a front matter is one message."""
    md2po, pot2po, po2md = (
        (str(VENV / "bin" / name), "--progress", "none") for name in ("md2po", "pot2po", "po2md")
    )
    merge = (*po2md, "-m", "0", "-t", _PAGES, "-i", "po", "-o", "content/en")
    return Tool(
        name=_named("translate-toolkit", "commands"),
        missing=_missing("md2po"),
        extract=((*md2po, "-i", _PAGES, "-o", "po"),),
        merge=(merge,),
        sync=(
            (*md2po, "--timestamp", "--pot", "-i", _PAGES, "-o", "pot"),
            (*pot2po, "--timestamp", "-i", "pot", "-t", "po", "-o", "po"),
            (*merge, "--timestamp"),
        ),
        made=("po",),
        written=("content/en",),
        catalogs=("po", ".po", "po"),
        set_up=lambda root: (root / "pot").mkdir(),
        takes_values=False,
        note="a page's front matter is one message, so there is next to nothing to extract and merge",
    )


def library(name: str) -> Tool:
    """A peer for Markdown that ``libraries.py`` drives; it does all again where something changed."""
    call = (str(VENV / "bin/python"), str(Path(__file__).with_name("libraries.py")), name)
    extract, merge = (*call, "extract"), (*call, "merge")
    found = _named(name)
    return Tool(
        name=found,
        missing="" if found != name else f"not here: no {name} in {VENV.name}",
        extract=(extract,),
        merge=(merge,),
        sync=(extract, merge),
        made=("po",),
        written=("content/en",),
        catalogs=("po", ".po", "po"),
        takes_values=False,
        note="benchmarks/peers/libraries.py drives it; it has no way to leave out what did not change",
    )


def hugo_gettext() -> Tool:
    """hugo-gettext with a domain a page."""
    call = (str(VENV / "bin/hugo-gettext"), "--quiet")
    page = Path(CHANGED).stem
    extract, compiled = (*call, "extract", "pot"), (*call, "compile", "po")
    generate = (*call, "generate", "--keep-locale")
    update = ("msgmerge", "--quiet", "--update", "--backup", "none", f"po/en/{page}.po", f"pot/{page}.pot")
    return Tool(
        name=_named("hugo-gettext"),
        missing=_missing("hugo-gettext"),
        extract=(extract,),
        merge=(compiled, generate),
        sync=(extract, compiled, generate),
        changed=(extract, update, compiled, generate),
        made=("pot",),
        written=("content-trans/en", "locale"),
        catalogs=("pot", ".pot", "po/en"),
        set_up=_set_up_hugo_gettext,
        note="a domain a page: one for all takes it four times as long to extract; it writes templates, "
        "so the catalog of the changed page is brought in step by msgmerge, and no other",
    )


def _set_up_hugo_gettext(root: Path) -> None:
    lines = [
        "defaultContentLanguage: zh",
        "languages: {zh: {title: Pages}}",
        "i18n:",
        "  package: site",
        f"  excludedKeys: {' '.join(_OTHERS)}",
        "  genToOtherDir: true",
        f"  srcDir: {_PAGES}",
        "  genDir: content-trans",
        "  content:",
        *(f"    {Path(page).stem}: {{files: [{page}]}}" for page in _pages(root)),
    ]
    (root / "hugo.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def tools() -> list[Tool]:
    """All of them, ours first."""
    unpacked = (f"-I{UNPACKED_PO4A}/share/perl5", str(UNPACKED_PO4A / "bin/po4a"))
    found = [ours(1), ours(2), po4a("po4a", "po4a")]
    if Path(unpacked[-1]).exists():
        found.append(po4a("po4a", "perl", *unpacked))
    return [*found, toolkit_class(), toolkit_commands(), hugo_gettext()]


def of_markdown() -> list[Tool]:
    """Those that take bodies alone."""
    return [library("mdpo"), library("markdown-gettext")]


def shown(command: Command) -> str:
    """A command as one would type it, without the folders of this machine."""
    words = ["python" if word == sys.executable else word for word in command]
    words = [Path(word).name if Path(word).is_absolute() else word for word in words]
    return " ".join(word for word in words if not word.startswith("-I"))


def _pages(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / _PAGES).rglob("*.md"))


def _missing(name: str) -> str:
    return "" if (VENV / "bin" / name).exists() else f"not here: no {name} in {VENV.name}"


def _named(distribution: str, way: str = "") -> str:
    pattern = f"{distribution.replace('-', '_')}-*.dist-info"
    found = [*VENV.glob(f"lib/python*/site-packages/{pattern}"), *MDPO.glob(pattern)]
    version = found[0].name.removesuffix(".dist-info").rpartition("-")[2] if found else ""
    return ", ".join(filter(None, (f"{distribution} {version}".rstrip(), way)))


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
