"""Put texts that were found on an old page into a catalog; what a person said there stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import aligned_from, drafted_by, is_doubted, mark_aligned
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Key


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation that an old page has for a message; ``doubt`` is "" where it is one for sure.

    ``path`` and ``line`` are where it stands on that page.
    """

    key: Key
    text: str
    doubt: Notice
    path: str
    line: int


def take(catalog: Catalog, offers: Sequence[Offer], file: str) -> tuple[Catalog, dict[Offer, str]]:
    """The catalog with the offers in it, and those that were not taken, each with the text that stands there.

    ``file`` is the old page. What is sure becomes reviewed, what is doubtful fuzzy. A translation that a
    person wrote or changed in the catalog stays.
    """
    wanted = {offer.key: offer for offer in offers}
    refused = {}
    entries = []
    for entry in catalog.entries:
        offer = None if entry.obsolete else wanted.get(entry.key)
        if offer is None:
            entries.append(entry)
        elif entry.plural or not (entry.msgstr == entry.fitted(offer.text) or _is_free(entry)):
            refused[offer] = entry.msgstr or (entry.plural[1][0] if entry.plural else "")
            entries.append(entry)
        else:
            entries.append(_with(entry, offer, file))
    return replace(catalog, entries=tuple(entries)), refused


def _is_free(entry: Entry) -> bool:
    """Whether nobody wrote or changed the text in the catalog."""
    return not entry.msgstr or bool(drafted_by(entry)) or (not entry.previous and bool(aligned_from(entry)))


def _with(entry: Entry, offer: Offer, file: str) -> Entry:
    text = entry.fitted(offer.text)
    same = entry.msgstr == text
    if same and not drafted_by(entry) and not is_doubted(entry):
        return entry  # a person has said so, or cleared or set the mark
    comment = mark_aligned(entry.comment, file, entry.key, text, offer.doubt)
    if offer.doubt:
        return entry.marked(text, comment=comment, previous=None)
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return entry._replace(msgstr=text, comment=comment, flags=flags, previous=None)
