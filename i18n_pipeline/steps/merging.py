"""What a page in a target language should hold: pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.lookup import published, states
from i18n_pipeline.catalog.provenance import is_draft
from i18n_pipeline.config import Config, Language
from i18n_pipeline.messages import NOTHING, Notice, listed, say
from i18n_pipeline.model import Counts, Page, Scalar
from i18n_pipeline.pages.body import as_read
from i18n_pipeline.pages.links import linked, relinked
from i18n_pipeline.pages.localize import localize
from i18n_pipeline.project.bodies import with_body
from i18n_pipeline.project.manifest import NO_BODIES, BodyNote, Manifest
from i18n_pipeline.project.overrides import Override, overriding
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.schema import Publish
from i18n_pipeline.steps.keeping import Kept, Shown, drafts_on, keep, without

#: Why a page is not written that would say everything in the source language.
NOTHING_YET = say("held back: nothing translated yet")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Merged:
    """A localized page; no content where it is held back, and why."""

    content: bytes | None
    counts: Counts
    held: Notice = NOTHING
    texts: Mapping[Scalar, str] = field(default_factory=dict)  # what is not as in the source
    drafts: Set[Scalar] = frozenset()  # where a machine wrote it
    kept: Set[Scalar] = frozenset()  # where it is what the page that is there says
    is_short_of_texts: bool = False  # held back since the source language would come back
    overridden: Set[Scalar] = frozenset()
    body: BodyNote = NO_BODIES
    is_body_behind: bool = False  # the source page's has changed since a person wrote it
    page: Page | None = None  # the source page with links as the target has them
    untranslated: Set[Scalar] = frozenset()  # what is the source's but for its links


def on_page(
    merged: Merged, config: Config, page: Page, current: bytes | None, manifest: Manifest | None
) -> Merged:
    """The same with the body of the target page that is there. Raises PageError."""
    if merged.content is None:
        return merged
    page = merged.page or page
    content, note, behind = with_body(page, merged.content, current, manifest, config.script)
    return replace(merged, content=content, body=note, is_body_behind=behind)


def merged_page(
    config: Config,
    loaded: Loaded,
    target: Language,
    catalog: Catalog | None,
    publish: Publish,
    overrides: Sequence[Override],
    shown: Callable[[], Shown | None] = lambda: None,
    *,
    unpublish: bool = False,
) -> Merged:
    """What a new target page with this catalog should hold; ``shown`` reads the old one. Raises PageError.

    Drafts on that page stay, where nothing else is fit to publish, unless they are to be ``unpublish``-ed.
    """
    merged = chosen(config, loaded, catalog, publish, shown, unpublish=unpublish)
    if merged.held:
        return merged
    own = overriding(loaded, overrides)
    page = linked(loaded.page, target.links)
    there = dict(zip(loaded.page.scalars, page.scalars, strict=True))
    texts = {scalar: relinked(scalar, text, target.links) for scalar, text in merged.texts.items()} | own
    said = {there[scalar]: text for scalar, text in texts.items()}
    content = localize(page, said, keeps_anchors=target.keeps_anchors)
    read = as_read(page, said)
    source = {scalar: twin.value for scalar, twin in there.items() if twin.value != scalar.value}
    return replace(
        merged,
        content=content,
        texts=source | {scalar: read[there[scalar]] for scalar in texts},
        drafts=merged.drafts - own.keys(),
        overridden=own.keys(),
        page=page,
        untranslated=source.keys() - texts.keys(),
    )


def chosen(
    config: Config,
    loaded: Loaded,
    catalog: Catalog | None,
    publish: Publish,
    shown: Callable[[], Shown | None],
    *,
    unpublish: bool = False,
) -> Merged:
    """The texts of that page, or why it is held back; no content yet."""
    entries = catalog.by_key() if catalog else {}
    counts = states(entries, (message.key for message in loaded.messages))
    if publish == "reviewed" and counts.reviewed * 100 < config.min_reviewed * counts.total:
        return Merged(None, counts, say("held back below {n} % reviewed", n=config.min_reviewed))
    translated, drafts = translations(loaded, catalog or Catalog(), publish)
    gaps = [unit for unit in loaded.units if unit.scalar not in translated]
    page = shown() if catalog and gaps else None
    if catalog and page and unpublish:
        page = without(page, drafts_on(page, catalog))
    kept = keep(loaded, catalog, gaps, page) if catalog and page else Kept()
    if kept.lost:
        return Merged(None, counts, _lost(kept.lost), is_short_of_texts=True)
    texts = {**translated, **kept.texts}
    held = NOTHING_YET if loaded.messages and not texts else NOTHING
    drafts |= kept.drafts
    return Merged(None, counts, held, texts=texts, drafts=drafts, kept=kept.texts.keys())


def _lost(places: Sequence[str]) -> Notice:
    return say(
        "held back: the source says something new at {places}, and no translation of it is fit to publish",
        places=first_of(places),
    )


def first_of(places: Sequence[str]) -> Notice:
    """The first places of some, by name."""
    return listed([*places[:_NAMED], *(["…"] if len(places) > _NAMED else [])])


def translations(loaded: Loaded, catalog: Catalog, publish: Publish) -> tuple[dict[Scalar, str], set[Scalar]]:
    """Every translation that is fit to publish, and where it is a machine's."""
    entries, texts = catalog.by_key(), published(catalog, publish)
    keys = {unit.scalar: (unit.msgctxt, unit.scalar.value) for unit in loaded.units}
    found = {scalar: texts[key] for scalar, key in keys.items() if key in texts}
    by_machine = {
        key for key, text in texts.items() if entries[key].msgstr == text and is_draft(entries[key])
    }
    return found, {scalar for scalar in found if keys[scalar] in by_machine}
