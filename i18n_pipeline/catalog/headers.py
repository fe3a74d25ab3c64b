"""The header fields of PO and POT files."""

from __future__ import annotations

from dataclasses import replace

from i18n_pipeline import __version__
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.locales import language_name, plural_forms

_CREATED = "POT-Creation-Date"


def template_header(page: str, source: str, date: str) -> tuple[tuple[str, str], ...]:
    """Of a new POT file. ``source`` is a locale, ``date`` as gettext writes it."""
    return (
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
    metadata = (
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
    return Catalog(metadata, (), f"{language_name(target)} translation of {page}")


def with_field(catalog: Catalog, name: str, value: str) -> Catalog:
    """The catalog with one header field set, where it stands or at the end."""
    fields = dict(catalog.metadata)
    fields[name] = value
    return replace(catalog, metadata=tuple(fields.items()))


def completed(catalog: Catalog | None, page: str, source: str, target: str, date: str) -> Catalog:
    """A new catalog for None; one that has no proper header with what a new one would have."""
    if catalog and catalog.header("Content-Type"):
        return catalog
    fresh = new_catalog(page, source, target, date)
    if catalog is None:
        return fresh
    fields = {**dict(fresh.metadata), **dict(catalog.metadata)}
    return replace(catalog, metadata=tuple(fields.items()), comment=catalog.comment or fresh.comment)
