"""A source page and all files that belong to it, as one value: read once, changed in memory, written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.drafted import Draft
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk.layer import Layer
from i18n_pipeline.disk.stamps import Stamp
from i18n_pipeline.errors import CatalogError, PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Key, Page
from i18n_pipeline.pages.body import with_body
from i18n_pipeline.pages.links import linked
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.project import layout
from i18n_pipeline.project.bodies import follows, is_translated
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.manifest import Manifest, read_manifest
from i18n_pipeline.project.overrides import Override, rows_of
from i18n_pipeline.project.sources import Loaded, read_page, selected, without_its_body
from i18n_pipeline.schema import Publish
from i18n_pipeline.steps.keeping import Shown, drafts_on
from i18n_pipeline.steps.merging import Merged, chosen, merged_page, on_page

_TRIES = 5
Contents = Mapping[str, bytes | None]
#: The overrides of a page, and the drafts for it, by target locale.
Rows = Mapping[str, Sequence[Override]]
Drafts = Mapping[str, Mapping[Key, Draft]]
_NONE: Rows = {}
_NO_DRAFTS: Drafts = {}


class Bundle:
    """One page. ``config`` sees its files as they will be; nothing is written before ``write``.

    ``contents``: all the files that there are, as where it is worked on by another process.
    ``through``: everything is written at once, so that each step tells what cannot be.
    """

    def __init__(
        self,
        config: Config,
        source: Source,
        rows: Rows = _NONE,
        drafts: Drafts = _NO_DRAFTS,
        *,
        contents: Contents | None = None,
        through: bool = False,
    ) -> None:
        self.project = config
        below = config.disk if contents is None else None
        self.files = Layer(config.root, below, contents or {}, keeping=True, through=through)
        self.config = replace(config, disk=self.files)
        self.source = source
        self.rows = dict(rows)
        self.drafts = drafts
        self._catalogs: dict[str, tuple[bytes | None, Catalog | None]] = {}
        self._manifests: dict[Language, tuple[bytes | None, Manifest | None]] = {}
        self._merged: dict[tuple[Language, Publish, bool], tuple[tuple[object, ...], Merged]] = {}

    def anew(self, *, through: bool = False) -> Bundle:
        """The page as it stands on disk now."""
        return Bundle(self.project, self.source, self.rows, self.drafts, through=through)

    @cached_property
    def _page(self) -> Page:
        return read_page(self.config, self.source)

    @cached_property
    def loaded(self) -> Loaded:
        """The source page, and what is selected in it. Raises PageError."""
        return selected(self.config, self.source, self._page, self.catalog)

    @cached_property
    def _bodiless(self) -> Loaded:
        return without_its_body(self.loaded)

    def loaded_for(self, target: Language) -> Loaded:
        """The same as far as the target page follows it: without its body where that has its own.

        Raises PageError.
        """
        loaded = self.loaded
        if loaded.page.body is None or follows(loaded.page, self.current(target), self.manifest(target)):
            return loaded
        return self._bodiless

    def linked_for(self, target: Language) -> Loaded:
        """The same, of which the page has links as the target page has them. Raises PageError."""
        loaded = self.loaded_for(target)
        return replace(loaded, page=linked(loaded.page, target.links))

    def target_page(self, target: Language, content: bytes, file: str) -> Page:
        """A target page that says ``content``, with the texts of its body if merge translated them.

        Raises PageError.
        """
        page = parse_page(content, name=file, file=file)
        return (
            with_body(page, self._code().__contains__) if is_translated(page, self.manifest(target)) else page
        )

    def _code(self) -> frozenset[str]:
        """The languages in which code of the source page is text; none where that cannot be read."""
        try:
            return self.loaded.page.body.code if self.loaded.page.body else frozenset()
        except PageError:
            return frozenset()

    def select_anew(self) -> None:
        """Look once more at what is text: people have said something of the page."""
        self.__dict__.pop("loaded", None)
        self.__dict__.pop("_bodiless", None)

    def catalog(self, file: str) -> Catalog | None:
        """One of its PO and POT files; None where there is none. Raises CatalogError."""
        raw = self.files.read_if_there(file, CatalogError)
        known = self._catalogs.get(file)
        if known is None or known[0] is not raw:
            known = raw, None if raw is None else store.parse(raw, file)
            self._catalogs[file] = known
        return known[1]

    def catalog_of(self, target: Language) -> Catalog | None:
        """Its PO file; None for a page that needs none. Raises PageError where it is missing."""
        file = self.source.catalog_file(target)
        catalog = self.catalog(file)
        if catalog is None and self.loaded_for(target).messages:
            what = say("has no catalog {file} yet; run i18n-pipeline extract", file=file)
            raise PageError(what, file=self.source.file, line=1)
        return catalog

    def numbered(self, file: str) -> Catalog | None:
        """As ``catalog``, with the lines that its entries stand in now."""
        catalog = self.catalog(file)
        if catalog and catalog.read_from is not self._catalogs[file][0]:
            catalog = store.numbered(catalog)
        return catalog

    def edit_catalog(self, file: str, change: Callable[[Catalog | None], Catalog | None]) -> bool:
        """Make a new catalog of one; ``change`` returns None to leave it. Raises CatalogError.

        Where an editor saves the file meanwhile, it is read again, and ``change`` called once more.
        """
        for _ in range(_TRIES):
            new = change(self.catalog(file))
            if new is None:
                return False
            raw = store.render(new)
            if self.files.replace(file, self._catalogs[file][0], raw, CatalogError):
                self._catalogs[file] = raw, new
                return True
            self.files.forget(file)
        what = say("is being changed all the time, and is left as it is; run again")
        raise CatalogError(what, file=file)

    def write_template(self, template: Catalog) -> None:
        """Write the POT file. Raises CatalogError."""
        raw = store.render(template)
        self.files.write(self.source.template_file, raw, CatalogError)
        self._catalogs[self.source.template_file] = raw, template

    def target_file(self, target: Language) -> str:
        """Where its page in a target language stands."""
        return layout.target_page(self.files, self.source, target)

    def manifest(self, target: Language) -> Manifest | None:
        """What merge wrote. Raises PageError."""
        raw = self.files.read_if_there(layout.manifest_file(target, self.source.stem), PageError)
        known = self._manifests.get(target)
        if known is None or known[0] is not raw:
            known = self._manifests[target] = raw, read_manifest(self.config, target, self.source.stem)
        return known[1]

    def merged(self, target: Language, publish: Publish, *, unpublish: bool = False) -> Merged:
        """What the target page should hold. Raises PageError and CatalogError."""
        catalog, rows = self.catalog_of(target), self.rows.get(target.locale, ())
        current, loaded = self.current(target), self.loaded_for(target)
        made_of, asked = (catalog, rows, current, loaded), (target, publish, unpublish)
        known = self._merged.get(asked)
        if known is None or any(one is not other for one, other in zip(known[0], made_of, strict=True)):
            shown = partial(self.shown, target)
            merged = merged_page(
                self.config, loaded, target, catalog, publish, rows, shown, unpublish=unpublish
            )
            known = self._merged[asked] = made_of, merged
        return on_page(known[1], self.config, loaded.page, current, self.manifest(target))

    def chosen(self, target: Language, publish: Publish) -> Merged:
        """The same without its content, also where there is no catalog. Raises PageError and CatalogError."""
        catalog = self.catalog(self.source.catalog_file(target))
        return chosen(self.config, self.loaded_for(target), catalog, publish, partial(self.shown, target))

    def drafts_on(self, target: Language) -> Mapping[str, set[str]]:
        """The places where its target page shows drafts, by message. Raises PageError and CatalogError."""
        manifest = self.manifest(target)
        shown = self.shown(target) if manifest and manifest.machine else None
        catalog = self.catalog(self.source.catalog_file(target)) or Catalog()
        return drafts_on(shown, catalog) if shown else {}

    def current(self, target: Language) -> bytes | None:
        """Its page in a target language as it stands; None also for a link. Raises PageError."""
        file = self.target_file(target)
        return None if self.files.is_linked(file) else self.files.read_if_there(file, PageError)

    def shown(self, target: Language) -> Shown | None:
        """The target page, if merge wrote it or align took it over. Raises PageError.

        What is no page any more says nothing.
        """
        current = self.current(target)
        manifest = self.manifest(target) if current is not None else None
        if current is None or manifest is None:
            return None
        with suppress(PageError):
            page = self.target_page(target, current, self.target_file(target))
            if not manifest.is_of_merge and self.loaded_for(target).page.body:
                page = with_body(page, self._code().__contains__)
            return Shown(page, manifest, target.links)
        return None

    @property
    def catalogs(self) -> Iterator[tuple[str, Catalog]]:
        """Those that were read or written so far, by their files."""
        return ((file, catalog) for file, (_, catalog) in self._catalogs.items() if catalog)

    @property
    def stamps(self) -> dict[str, Stamp]:
        """Those of all files that were read, as they stand now; the source page is the first."""
        stamps = self.files.stamps
        return {self.source.file: stamps[self.source.file], **stamps}

    def write(self) -> bool:
        """Write what was changed; False where a file is not as it was read any more. Raises PipelineError."""
        return self.files.flush()


def bundles(config: Config, targets: Iterable[Language]) -> Callable[[Source], Bundle]:
    """Makes the bundle of a page, with the overrides that it has in these targets. Raises ConfigError."""
    rows = rows_of(config, targets)
    return lambda source: Bundle(config, source, rows(source))
