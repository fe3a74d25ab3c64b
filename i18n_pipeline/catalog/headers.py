"""The header fields of PO and POT files."""

from __future__ import annotations

from dataclasses import replace

from i18n_pipeline import __version__
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.locales import language_name, plural_forms

_CREATED = "POT-Creation-Date"
#: Charsets that a catalog in UTF-8 may name, until it has texts that are not in ASCII.
ANY_CHARSET = ("CHARSET", "ASCII", "US-ASCII")


def template_header(page: str, source: str, date: str) -> Entry:
    """Of a new POT file. ``source`` is a locale, ``date`` as gettext writes it."""
    return _head(
        f"Template of {page}",
        ("Project-Id-Version", page),
        (_CREATED, date),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Generator", f"i18n-pipeline {__version__}"),
        ("X-Source-Language", source),
    )


def new_catalog(page: str, source: str, target: str, date: str) -> Catalog:
    """An empty PO file for a page and a target locale."""
    head = _head(
        f"{language_name(target)} translation of {page}",
        ("Project-Id-Version", page),
        (_CREATED, date),
        ("PO-Revision-Date", date),
        ("Last-Translator", "none yet"),
        ("Language-Team", language_name(target)),
        ("Language", target),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural_forms(target)),
        ("X-Generator", f"i18n-pipeline {__version__}"),
        ("X-Source-Language", source),
    )
    return Catalog(head)


def _head(comment: str, *fields: tuple[str, str]) -> Entry:
    return Entry("", "".join(f"{name}: {value}\n" for name, value in fields), comment=comment)


def with_field(catalog: Catalog, name: str, value: str) -> Catalog:
    """The catalog with one header field set, where it stands or at the end; no other line is touched."""
    lines = _lines(catalog)
    at = next((at for at, line in enumerate(lines) if line.startswith(f"{name}:")), len(lines))
    lines[at : at + 1] = [f"{name}: {value}\n"]
    return _with_lines(catalog, lines)


def completed(catalog: Catalog | None, page: str, source: str, target: str, date: str) -> Catalog:
    """A new catalog for None; one that has no proper header with what a new one would have."""
    charset = catalog.header("Content-Type").rpartition("charset=")[2].upper() if catalog else ""
    if catalog and charset and charset not in ANY_CHARSET:
        return catalog
    fresh = new_catalog(page, source, target, date)
    if catalog is None:
        return fresh
    if charset:  # as a template has it, or for texts that are no longer all
        return with_field(catalog, "Content-Type", fresh.header("Content-Type"))
    missing = [line for line in _lines(fresh) if not catalog.header(line.partition(":")[0])]
    made = _with_lines(catalog, [*_lines(catalog), *missing])
    return replace(made, head=made.head._replace(comment=made.head.comment or fresh.head.comment))


def renamed(catalog: Catalog, page: str) -> Catalog:
    """The catalog under the name of its page, if it has the one that its references had."""
    old = catalog.header("Project-Id-Version")
    files = {file.strip("\u2068\u2069") for entry in catalog.entries for file in entry.files}
    if old == page or not any(file.endswith(f"/{old}") for file in files):
        return catalog
    comment = catalog.head.comment.replace(f" translation of {old}", f" translation of {page}")
    named = replace(catalog, head=catalog.head._replace(comment=comment))
    return with_field(named, "Project-Id-Version", page)


def _lines(catalog: Catalog) -> list[str]:
    text = catalog.head.msgstr
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []


def _with_lines(catalog: Catalog, lines: list[str]) -> Catalog:
    return replace(catalog, head=catalog.head._replace(msgstr="".join(lines)))
