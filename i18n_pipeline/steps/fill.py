"""Drafts into the catalogs of a page."""

from __future__ import annotations

from i18n_pipeline.catalog.drafted import fill as filled
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.config import Language
from i18n_pipeline.project.catalogs import now
from i18n_pipeline.steps.bundle import Bundle


def fill(bundle: Bundle, target: Language) -> bool:
    """Put the drafts that the bundle brings into its catalog; whether it changed. Raises CatalogError."""
    drafts = bundle.drafts.get(target.locale, {})

    def changed(catalog: Catalog | None) -> Catalog | None:
        new = catalog and filled(catalog, drafts)
        return with_field(new, "PO-Revision-Date", now()) if new and new != catalog else None

    return bool(drafts) and bundle.edit_catalog(bundle.source.catalog_file(target), changed)
