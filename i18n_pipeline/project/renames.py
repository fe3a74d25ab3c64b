"""What is there of pages whose source is gone, and which page it belongs to now."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from pathlib import PurePosixPath

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.template import occurrences
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import CatalogError, PageError, PipelineError
from i18n_pipeline.messages import say
from i18n_pipeline.project import layout, overrides
from i18n_pipeline.project.catalogs import read_catalog
from i18n_pipeline.project.layout import Source, stem_of
from i18n_pipeline.project.manifest import Manifest, read_manifest
from i18n_pipeline.project.orphans import catalog_stems, stems_without_source
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import Selection
from i18n_pipeline.project.sources import load

SHARE = 0.5  # of a page's strings that the catalog must hold, and of its strings that the page must


def orphans(config: Config, selection: Selection, target: Language) -> list[str]:
    """The stems of catalogs and manifests whose source page is gone.

    Not of one that is there and is excluded, or cannot be used; not what the tool never made.
    """
    return [
        stem
        for stem in stems_without_source(config, selection, target)
        if _is_orphan(config, selection, target, stem)
    ]


def living_pages(selection: Selection, target: Language) -> set[str]:
    """The target pages that have a source, by their names without case."""
    return {source.target_file(target).casefold() for source in selection.everything}


def page_of_orphan(manifest: Manifest | None, living: Set[str]) -> str:
    """The target page that a source has left behind; "" for none, or where it is another's now."""
    return manifest.file if manifest and manifest.file.casefold() not in living else ""


def follow(
    config: Config, selection: Selection, targets: Sequence[Language], problems: Problems
) -> tuple[dict[str, str], Selection]:
    """Take the catalog, the manifest and the target page of each renamed page along with it.

    A page without a catalog gets the one without a page that holds most of its strings, and half of
    them at least. The catalog goes last: a run that is killed before leaves the rest to the next.
    Returns the old catalogs' names by page, and the selection without the pages that could not take
    theirs along: a new catalog would cut them off from it.
    """
    renamed: dict[str, str] = {}
    stuck: set[str] = set()
    for target in targets if selection.sources and not selection.tidy else ():
        known = set(catalog_stems(config, target))
        gone = orphans(config, selection, target)
        candidates = _candidates(config, target, [stem for stem in gone if stem in known])
        for source in selection.sources if candidates else ():
            if source.stem in known:
                continue
            try:
                wanted = {message.key for message in load(config, source).messages}
            except PageError:
                continue  # extract reports it
            stem = _like(wanted, candidates)
            if stem:
                del candidates[stem]
                stuck.add(source.name)
                with problems.of(source.name):
                    _move(config, target, stem, source)
                    renamed[source.name] = layout.catalog_file(target, stem)
                    stuck.remove(source.name)
    return renamed, replace(selection, sources=tuple(s for s in selection.sources if s.name not in stuck))


def prune(config: Config, selection: Selection, target: Language, problems: Problems) -> list[str]:
    """Delete what is there of pages whose source is gone; returns the files.

    A target page that a person changed, or that merge did not write, stays, with its catalog.
    """
    deleted = []
    gone = orphans(config, selection, target)
    living = living_pages(selection, target) if gone else set()
    for stem in gone:
        with problems.of(stem):
            for file in files_of_orphan(config, target, stem, living):
                config.disk.remove(file, PageError)
                deleted.append(file)
    return deleted


def files_of_orphan(config: Config, target: Language, stem: str, living: Set[str]) -> list[str]:
    """All that is there of a page whose source is gone, and that the tool made; the page first.

    Raises PageError for a target page that a person changed or that merge did not write, and where the
    manifest does not tell which page it is.
    """
    manifest = read_manifest(config, target, stem)
    file = layout.manifest_file(target, stem)
    page = page_of_orphan(manifest, living)
    content = config.disk.read_if_there(page, PageError) if page else None
    if manifest and content is not None and not manifest.wrote(content):
        what = say("has no source page any more and was changed by hand; delete it yourself")
        raise PageError(what, file=page, line=1)
    if manifest and manifest.is_ours and manifest.astray and not manifest.file:
        what = say(
            "names {page}, which is no place for this page; correct the line, or delete by hand what is left",
            page=manifest.astray,
        )
        raise PageError(what, file=file, line=1)
    files = [page] if content is not None else []
    for name in (layout.catalog_file(target, stem), layout.template_file(stem)):
        catalog = read_catalog(config, name)
        if catalog and _is_ours(config, stem, catalog):
            files.append(name)
    files += [file] if manifest and manifest.is_ours else []
    beside = layout.unmatched_file(target, stem)
    raw = config.disk.read_if_there(beside, PageError)
    return [*files, beside] if raw is not None and layout.is_unmatched_file(raw) else files


def _is_orphan(config: Config, selection: Selection, target: Language, stem: str) -> bool:
    """Whether the tool made a catalog or a manifest, and the page that it is of is not there.

    It may be there and none of the pages.
    """
    try:
        catalog = read_catalog(config, layout.catalog_file(target, stem))
        manifest = read_manifest(config, target, stem)
    except PipelineError:
        return False  # nobody knows what is in it
    ours = catalog is not None and _is_ours(config, stem, catalog)
    if catalog and ours:
        entry = next((entry for entry in catalog.entries if entry.files), None)
        file = _page_of(entry) if entry else ""
        if file and config.disk.exists(file) and file not in {s.file for s in selection.everything}:
            return False
    return ours or bool(manifest and manifest.is_ours)


def _is_ours(config: Config, stem: str, catalog: Catalog) -> bool:
    """Whether extract made a catalog or template, whichever tool has written it since: Poedit and Weblate
    put their own name for ours, and keep what else stands there.
    """
    if catalog.header("X-Generator").startswith("i18n-pipeline "):
        return True
    name = catalog.header("Project-Id-Version")
    if catalog.header("X-Source-Language") and stem_of(name) == stem and PurePosixPath(name).suffix:
        return True
    ours = (entry for entry in catalog.entries if occurrences([entry]))
    return any(layout.may_be(config, config.source, stem, _page_of(entry)) for entry in ours)


def _page_of(entry: Entry) -> str:
    """The source page that an entry names; "" for none."""
    return " ".join(entry.files).strip("\u2068\u2069")  # extract sets a name with blanks between isolates


def _candidates(config: Config, target: Language, stems: Sequence[str]) -> dict[str, Catalog]:
    """The catalogs that extract made."""
    candidates = {}
    for stem in stems:
        try:
            catalog = read_catalog(config, layout.catalog_file(target, stem))
        except CatalogError:
            continue
        if catalog and occurrences(catalog.entries):
            candidates[stem] = catalog
    return candidates


def _like(wanted: set[tuple[str | None, str]], candidates: dict[str, Catalog]) -> str:
    shares = {}
    for stem, catalog in candidates.items():
        held = catalog.by_key().keys()
        shares[stem] = len(wanted & held) / max(len(wanted), len(held), 1)
    best = max(shares, key=lambda stem: shares[stem], default="")
    return best if best and shares[best] >= SHARE else ""


def _move(config: Config, target: Language, stem: str, source: Source) -> None:
    disk = config.disk
    manifest = read_manifest(config, target, stem)
    if manifest and manifest.file:
        old, new = manifest.file, source.target_file(target)
        disk.move(old, new, PageError)
        if disk.read_if_there(old, PageError) is None:
            disk.append(layout.manifest_file(target, stem), f"was {stem}", PageError)
            disk.move(
                layout.manifest_file(target, stem), layout.manifest_file(target, source.stem), PageError
            )
    beside = layout.unmatched_file(target, source.stem)
    disk.move(layout.unmatched_file(target, stem), beside, PageError)
    overrides.rename(config, target, stem, source.name)
    if not disk.move(layout.template_file(stem), source.template_file, CatalogError):
        disk.remove(layout.template_file(stem), CatalogError)
    disk.move(layout.catalog_file(target, stem), source.catalog_file(target), CatalogError)
