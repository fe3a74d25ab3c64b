"""A target page that people wrote → catalog, overrides, texts without a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import unified_diff

from i18n_pipeline.align.bodies import aligned_with_body, stays
from i18n_pipeline.align.import_plan import ImportPlan, sort_out
from i18n_pipeline.align.lexicon import Lexicon
from i18n_pipeline.align.notes import notes, shape
from i18n_pipeline.align.offers import Offer, take
from i18n_pipeline.align.target_page import TargetPage, read_target_page, source_leaves
from i18n_pipeline.align.trees import align_pages
from i18n_pipeline.align.unmatched import Loose, add_unmatched
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.headers import with_field
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Finding, Page, Severity
from i18n_pipeline.pages.parts import parts
from i18n_pipeline.project import layout
from i18n_pipeline.project.bodies import take_over
from i18n_pipeline.project.catalogs import now, read_glossary
from i18n_pipeline.project.held import held_back
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.manifest import Held, accept, hold_back, parse_manifest, read_manifest
from i18n_pipeline.project.overrides import Override, read_overrides, write_overrides
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import Loaded, is_translatable, without_its_body
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.extract import template_of, update_catalog, write_template
from i18n_pipeline.steps.keeping import Shown
from i18n_pipeline.steps.merging import merged_page, on_page


@dataclass(slots=True)
class TakingOver:
    """What the pages of one target say, taken over page by page; then ``close``."""

    config: Config
    target: Language
    salvage: bool
    accept: bool  # what is on target pages alone may go
    showing: bool  # how merging will change the pages
    lexicon: Lexicon = field(default_factory=Lexicon)
    findings: list[Finding] = field(default_factory=list)
    done: list[tuple[str, bytes]] = field(default_factory=list)  # stems, and pages that merge may replace
    held: list[tuple[str, bytes, Held]] = field(default_factory=list)  # and those that it may not
    bodies: list[tuple[str, Page]] = field(default_factory=list)  # and pages of which it may the body
    glossary: Glossary = field(init=False)
    rows: dict[str, list[Override]] = field(init=False)
    new_rows: list[Override] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.glossary = read_glossary(self.config, self.target)
        self.rows = read_overrides(self.config, self.target)

    def is_to_do(self, source: Source, problems: Problems) -> bool:
        """Whether there is a page that merge never wrote, or wrote around a body of its own.

        What is changed in merge's own, sync takes over.
        """
        with problems.of(source.name):
            bundle = Bundle(self.config, source)
            if bundle.files.read_if_there(bundle.target_file(self.target), PageError) is None:
                return False
            manifest = bundle.manifest(self.target)
            if manifest is None or not manifest.is_of_merge:
                return True
            return bundle.loaded_for(self.target) is not bundle.loaded
        return False

    def page(self, source: Source) -> dict[str, object]:
        """Take over one page. Raises PageError, CatalogError."""
        bundle = Bundle(self.config, source, through=True)
        file = bundle.target_file(self.target)
        content = bundle.files.read(file, PageError)
        whole, loaded = bundle.loaded, without_its_body(bundle.loaded)
        manifest = bundle.manifest(self.target)
        is_ours = manifest is not None and manifest.is_of_merge
        if not is_translatable(loaded, self.config.script):
            what = say(
                "is no translation: {file} has no text in the source language; write that page in it, or "
                "exclude it in i18n.toml",
                file=source.file,
            )
            raise PageError(what, file=file, line=1)
        old = read_target_page(content, source.name, file, salvaging=self.salvage)
        if is_ours or not parts(loaded.page.text, loaded.page.yaml).matter:
            old = replace(old, leaves=(), beside=())  # merge has nothing to write there, or has written it
        alignment = align_pages(() if is_ours else source_leaves(loaded), old.leaves, self.lexicon)
        rows = self.rows.get(source.name, [])
        plan = sort_out(loaded, old, alignment, self.target, rows)
        if bundle.loaded_for(self.target) is not whole and old.page:
            page, pairs = aligned_with_body(whole, old, alignment, self.lexicon)
            its_plan = sort_out(whole, page, pairs, self.target, rows)
            why = stays(self.config, whole, page, its_plan, self.target)
            if why and not self.accept:
                self.findings.append(_stays(source, self.target, file, why))
            else:
                loaded, old, alignment, plan = whole, page, pairs, its_plan
                self.bodies.append((source.stem, page.page or whole.page))
        facts, catalog = self.take(bundle, loaded, old, plan)
        self.findings += notes(loaded, old, alignment, plan, self.target)
        if not is_ours:
            self.release(source, file, content, [one for one in (*plan.loose, *plan.alone) if one.goes])
        rows = [*rows, *plan.overrides]
        if self.showing:
            facts["diff"] = self.diff(loaded, old, catalog, rows)
        return {**facts, **shape(alignment)}

    def release(self, source: Source, file: str, content: bytes, going: Sequence[Loose]) -> None:
        """Have merge replace the page, unless something would go that nobody has let go."""
        manifest = read_manifest(self.config, self.target, source.stem)
        if not going or self.accept or (manifest and manifest.knows(content)):
            self.done.append((source.stem, content))
            return
        held = Held(min(one.line for one in going), len(going))
        self.held.append((source.stem, content, held))
        self.findings.append(held_back(source, self.target, file, held))

    def take(
        self, bundle: Bundle, loaded: Loaded, old: TargetPage, plan: ImportPlan
    ) -> tuple[dict[str, object], Catalog]:
        """Write the catalog, the overrides to come, and what has no place."""
        source, target = bundle.source, self.target
        refused: dict[Offer, str] = {}
        catalog = Catalog()

        def with_offers(in_step: Catalog) -> Catalog:
            nonlocal refused, catalog
            catalog, refused = take(in_step, plan.offers, old.file)
            if catalog != in_step:
                catalog = with_field(catalog, "PO-Revision-Date", now())
            return catalog

        template = template_of(bundle, now())
        write_template(bundle, template)
        update_catalog(bundle, template, target, self.glossary, with_offers, loaded)
        loose = [*plan.loose]
        for offer, present in refused.items():
            why = say("the catalog already says: {text}", text=present)
            loose.append(Loose(offer.line, offer.path, offer.text, why))
        beside = layout.unmatched_file(target, source.stem)
        if loose or plan.alone:
            add_unmatched(bundle.config, beside, old.file, sorted([*loose, *plan.excerpts]))
        loose += plan.alone
        self.new_rows += plan.overrides
        offered = [offer for offer in plan.offers if offer not in refused]
        doubtful = sum(bool(offer.doubt) for offer in offered)
        facts = {
            "file": old.file,
            "messages": len(loaded.messages),
            "reviewed": len(offered) - doubtful,
            "doubtful": doubtful,
            "kept": len(refused),
            "missing": len(loaded.messages) - len(plan.offers),
            "overrides": [
                {"path": row.path, "source": row.source, "target": row.target} for row in plan.overrides
            ],
            "unmatched": [
                {"line": one.line, "path": one.path, "text": one.text, "why": one.why}
                for one in sorted(loose)
            ],
            "unmatched file": beside if loose else "",
        }
        return facts, catalog

    def diff(self, loaded: Loaded, old: TargetPage, catalog: Catalog, rows: Sequence[Override]) -> str:
        """What merging changes on the page that people see today, but for blanks at the ends of lines."""
        shown = Shown(old.page, parse_manifest(b"")) if old.page else None
        publish = self.config.publish
        merged = merged_page(self.config, loaded, self.target, catalog, publish, rows, lambda: shown)
        merged = on_page(merged, self.config, loaded.page, old.content, None)
        if merged.content is None:
            return ""
        before, after = (
            [line.rstrip() for line in raw.decode("utf-8", "replace").splitlines()]
            for raw in (old.content, merged.content)
        )
        labels = (f"{old.file} (today)", f"{old.file} (merged)")
        return "".join(f"{line}\n" for line in unified_diff(before, after, *labels, n=1, lineterm=""))

    def close(self) -> None:
        """Write the overrides; then, as all is in its place, tell merge which pages it may replace."""
        if self.new_rows:
            pages = read_overrides(self.config, self.target)  # somebody may have written there meanwhile
            known = {row.key: row for row in self.new_rows}
            known.update((row.key, row) for rows in pages.values() for row in rows)
            write_overrides(self.config, self.target, known.values())
        for stem, content in self.done:
            manifest = read_manifest(self.config, self.target, stem)
            if manifest is None or not manifest.knows(content):
                accept(self.config, self.target, stem, content)
        for stem, page in self.bodies:
            take_over(self.config, self.target, stem, page)
        for stem, content, held in self.held:
            hold_back(self.config, self.target, stem, content, held)


def _stays(source: Source, target: Language, file: str, why: Notice) -> Finding:
    """That a body was not taken over."""
    what = say(
        "the text below the front matter stays the page's own, as {why}; i18n-pipeline align --accept {page} "
        "lets that go",
        why=why,
        page=source.name,
    )
    return Finding(source.name, file, 1, "own-body", Severity.WARNING, what, target.locale)
