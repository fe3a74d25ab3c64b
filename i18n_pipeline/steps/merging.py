"""What a page in a target language should hold: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.lookup import published, states
from i18n_pipeline.catalog.provenance import drafted_by
from i18n_pipeline.config import Config
from i18n_pipeline.model import Counts, Key, Scalar
from i18n_pipeline.pages.localize import localize
from i18n_pipeline.project.overrides import Override, overriding
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.schema import Publish


@dataclass(frozen=True, slots=True)
class Merged:
    """A localized page; no content where it is held back until more of it is reviewed."""

    content: bytes | None
    counts: Counts
    texts: Mapping[Scalar, str] = field(default_factory=dict)  # what is not as in the source
    drafts: Set[Scalar] = frozenset()  # where a machine wrote it


def merged_page(
    config: Config, loaded: Loaded, catalog: Catalog | None, publish: Publish, overrides: Sequence[Override]
) -> Merged:
    """What a target page with this catalog should hold. Raises PageError."""
    entries = catalog.by_key() if catalog else {}
    counts = states(entries, (message.key for message in loaded.messages))
    if publish == "reviewed" and counts.reviewed * 100 < config.min_reviewed * counts.total:
        return Merged(None, counts)
    translated, drafts = translations(loaded, entries, publish)
    texts = {**translated, **overriding(loaded, overrides)}
    return Merged(localize(loaded.page, texts), counts, texts, drafts)


def translations(
    loaded: Loaded, entries: Mapping[Key, Entry], publish: Publish
) -> tuple[dict[Scalar, str], set[Scalar]]:
    """Every translation that is fit to publish, and where it is a machine's."""
    texts, drafts = {}, set()
    for unit in loaded.units:
        entry = entries.get((unit.msgctxt, unit.scalar.value))
        text = published(entry, publish)
        if entry and text is not None:
            texts[unit.scalar] = text
            if entry.fuzzy and drafted_by(entry):
                drafts.add(unit.scalar)
    return texts, drafts
