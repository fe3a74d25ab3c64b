"""Catalogs and manifests that no source page has."""

from __future__ import annotations

from i18n_pipeline.config import Config, Language
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import stem_of
from i18n_pipeline.project.selection import Selection


def stems_without_source(config: Config, selection: Selection, target: Language) -> list[str]:
    """Sorted; none where a folder of pages cannot be read: its pages are not gone."""
    if selection.tidy or not selection.complete:
        return []
    owned = {stem_of(source.name) for source in selection.everything}
    folders = (catalog_stems(config, target), _stems(config, layout.manifest_folder(target), ".txt"))
    return sorted({stem for stems in folders for stem in stems if stem not in owned})


def catalog_stems(config: Config, target: Language) -> list[str]:
    """Of the catalogs that a target has."""
    return _stems(config, layout.catalog_folder(target), ".po")


def _stems(config: Config, folder: str, ending: str) -> list[str]:
    inner = slice(len(folder) + 1, -len(ending))
    return [file[inner] for file in config.disk.walk(folder, []) if file.endswith(ending)]
