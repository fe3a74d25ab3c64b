"""Find the catalog of a page that was renamed: the one without a page that holds its strings."""

from __future__ import annotations

from dataclasses import dataclass, field

from i18n_pipeline import files
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.template import occurrences
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_catalog
from i18n_pipeline.project.sources import Loaded

_SHARE = 0.5  # of a page's strings that the catalog must hold, and of its strings that the page must


@dataclass(slots=True)
class Orphans:
    """The PO files that belong to no page, by target; each is read at most once."""

    config: Config
    by_target: dict[str, list[str]] = field(default_factory=dict)
    read: dict[str, Catalog | None] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Config) -> Orphans:
        """The PO files on disk that no source page has; none where a folder of pages cannot be read."""
        sources, failures = layout.find_pages(config)
        found: dict[str, list[str]] = {}
        if any((config.root / failure.file).is_dir() for failure in failures):
            return cls(config, found)
        for target in config.targets:
            owned = {source.catalog_file(target) for source in sources}
            on_disk = files.find_files(config.root, layout.catalog_folder(target), ".po")
            found[target.locale] = [file for file in on_disk if file not in owned]
        return cls(config, found)

    def like(self, loaded: Loaded, target: Language) -> str:
        """The orphan that holds most of the page's strings; "" where none holds half of them."""
        wanted = {message.key for message in loaded.messages}
        shares = {}
        for file in self.by_target.get(target.locale, []):
            catalog = self._catalog(file)
            if catalog and occurrences(catalog.entries):  # one that extract made
                held = catalog.by_key().keys()
                shares[file] = len(wanted & held) / max(len(wanted), len(held))
        best = max(shares, key=lambda file: shares[file], default="")
        return best if best and shares[best] >= _SHARE else ""

    def retire(self, file: str, target: Language, *, dry_run: bool) -> None:
        """Delete an orphan whose content has a new place, and its template."""
        self.by_target[target.locale].remove(file)
        if not dry_run:
            stem = file.removeprefix(f"{layout.catalog_folder(target)}/").removesuffix(".po")
            files.remove(self.config.root, file, CatalogError)
            files.remove(self.config.root, f"locale/pot/{stem}.pot", CatalogError)

    def _catalog(self, file: str) -> Catalog | None:
        if file not in self.read:
            try:
                self.read[file] = read_catalog(self.config, file)
            except CatalogError:
                self.read[file] = None
        return self.read[file]
