"""Peers that take Markdown, each in one process: ``python libraries.py mdpo|markdown-gettext extract|merge``.

Their commands take one page a process. What is around them here is what those commands do; markdown-gettext
reads translations from PO instead of the MO file that its command has msgfmt make.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

sys.path.insert(0, f"{sys.prefix}/mdpo")  # where install.py puts it
_PAGES, _CATALOGS, _TARGETS = Path("content/zh"), Path("po"), Path("content/en")


def mdpo(verb: str, page: Path, catalog: Path, target: Path) -> None:
    from mdpo.md2po import markdown_to_pofile
    from mdpo.po2md import pofile_to_markdown

    if verb == "extract":
        markdown_to_pofile(str(page), po_filepath=str(catalog), save=True, location=True)
    else:
        pofile_to_markdown(str(page), [str(catalog)], save=str(target))


def markdown_gettext(verb: str, page: Path, catalog: Path, target: Path) -> None:
    from markdown_gettext.domain_extraction import DomainExtraction
    from markdown_gettext.domain_generation import DomainGeneration
    from markdown_it import MarkdownIt
    from mdit_py_i18n.renderer_i18n import RendererMarkdownI18N
    from mdit_py_i18n.renderer_l10n import RendererMarkdownL10N
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    extracts = verb == "extract"
    renderer = RendererMarkdownI18N if extracts else RendererMarkdownL10N
    reader = MarkdownIt(renderer_cls=renderer).use(front_matter_plugin).enable("table").use(deflist_plugin)
    text = page.read_text("utf-8")
    if extracts:
        domain = DomainExtraction()
        reader.render(text, {"path": str(page), "domain_extraction": domain})
        domain.make_pot(str(page), "", "", str(catalog))
        return
    said = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalog)) if entry.msgstr}
    generation = DomainGeneration(lambda msgid: said.get(msgid, msgid))
    parts = reader.render(text, {"domain_generation": generation})
    target.write_text("".join(part.localized for part in parts), "utf-8")


def main() -> None:
    work = {"mdpo": mdpo, "markdown-gettext": markdown_gettext}[sys.argv[1]]
    failed = 0
    for page in sorted(_PAGES.rglob("*.md")):
        name = page.relative_to(_PAGES)
        catalog, target = (_CATALOGS / name).with_suffix(".po"), _TARGETS / name
        for file in (catalog, target):
            file.parent.mkdir(parents=True, exist_ok=True)
        try:
            work(sys.argv[2], page, catalog, target)
        except Exception as error:  # of a library, whatever it is: the others go on
            failed += 1
            print(f"{page}: {error!r}", file=sys.stderr)
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
