"""What a target page says where its catalog has nothing to publish: the source language never comes back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import is_draft
from i18n_pipeline.model import Key, Page, Scalar
from i18n_pipeline.pages.select import Unit
from i18n_pipeline.project.edits import version_of
from i18n_pipeline.project.manifest import NO_KEY, Manifest, hash_key, hash_text, path_of
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.text.links import Links, mapped_value

_INDEX = re.compile(r"\[\d+\]|~\d+")


class Shown(NamedTuple):
    """A target page as it stands, and what is known of it."""

    page: Page
    manifest: Manifest
    links: Links = ()  # where those of the page lead instead


@dataclass(slots=True)
class Kept:
    """The values that stay, which of them a machine wrote, and the places where none can and one would go."""

    texts: dict[Scalar, str] = field(default_factory=dict)
    drafts: set[Scalar] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)


def keep(loaded: Loaded, catalog: Catalog, gaps: Sequence[Unit], shown: Shown) -> Kept:
    """What the page says for the texts that nothing is to be published of.

    It is found by the message, as it was when the page was written; before merge has written it, by what
    align took over from it. Where one that stood in such a place is gone, nobody can tell whether its text is
    that of the new one.
    """
    entries = catalog.by_key()
    contexts = _contexts(catalog)
    found = _Found(shown, contexts)
    now: Counter[tuple[str, str]] = Counter()
    for unit in loaded.units:
        entry = entries.get(_key(unit))
        names = {_key(unit), *([entry.previous] if entry and entry.previous else [])}
        now.update((_kind(path_of(unit.scalar.path)), hash_key(name)) for name in names)
    gone = found.kinds_without(now)
    said = set() if shown.manifest.is_of_merge else {*found.texts.values()} - {""}
    kept = Kept()
    for unit in gaps:
        path, entry = path_of(unit.scalar.path), entries.get(_key(unit))
        if entry and entry.msgstr in said:
            kept.texts[unit.scalar] = entry.msgstr
            continue
        keys = [hash_key(key) for key in _names(_key(unit), entry, contexts)]
        values = next(filter(None, map(found.values_of, keys)), {})
        machine = {text for text in values.values() if _is_machines(text, keys, shown.manifest)}
        people = {place: text for place, text in values.items() if text not in machine}
        if people and _kind(path) in gone:  # which of the places, nobody knows
            values = people
        if path in values or len(set(values.values())) == 1:
            text = values.get(path) or next(iter(values.values()))
            kept.texts[unit.scalar] = text
            if text in machine:
                kept.drafts.add(unit.scalar)
        elif values or _kind(path) in gone:
            kept.lost.append(path)
    return kept


def _is_machines(text: str, keys: Iterable[str], manifest: Manifest) -> bool:
    return any((key, hash_text(text)) in manifest.machine for key in keys)


def drafts_on(shown: Shown, catalog: Catalog) -> dict[str, set[str]]:
    """The places where a page says what a machine wrote, and the catalog knows of nobody who approved it.

    They come by message, as the manifest names it.
    """
    contexts = _contexts(catalog)
    approved = {
        (hash_key((context, msgid)), text)
        for entry in catalog.entries
        if entry.msgstr and not is_draft(entry)
        for msgid in {entry.msgid, (entry.previous or entry.key)[1]}
        for context in contexts
        for text in {entry.msgstr, mapped_value(entry.msgstr, shown.links)}
    }
    machine, known = shown.manifest.machine, shown.manifest.values
    said = ((path_of(scalar.path), scalar.value) for scalar in shown.page.scalars)
    drafts: dict[str, set[str]] = {}
    for path, text in said:
        keys = {key for key, _ in known.get(path, ())}
        if (path, hash_text(text)) in machine and not any((key, text) in approved for key in keys):
            drafts.setdefault(min(keys), set()).add(path)
    return drafts


def without(shown: Shown, drafts: Mapping[str, set[str]]) -> Shown:
    """The page as if it said nothing in their places."""
    places = set().union(*drafts.values())
    left = tuple(scalar for scalar in shown.page.scalars if path_of(scalar.path) not in places)
    return shown._replace(page=replace(shown.page, scalars=left))


def of_people(shown: Shown, catalog: Catalog) -> list[str]:
    """The places where a page says of a message what is neither a draft nor the source's text."""
    found = _Found(without(shown, drafts_on(shown, catalog)), _contexts(catalog))
    return [path for path, keys in found.keys.items() if any(path in found.values_of(key) for key in keys)]


def _contexts(catalog: Catalog) -> set[str | None]:
    return {None, *(entry.msgctxt for entry in catalog.entries)}


def _kind(path: str) -> str:
    """A path without its indexes: the items of a list move."""
    return _INDEX.sub("[]", path)


def _key(unit: Unit) -> Key:
    return unit.msgctxt, unit.scalar.value


def _names(key: Key, entry: Entry | None, contexts: Iterable[str | None]) -> Iterator[Key]:
    """What a message may have been when the page was written, the likeliest first."""
    yield key
    if entry and entry.previous:
        yield entry.previous
    yield from ((context, key[1]) for context in contexts)


class _Found:
    """What a target page shows, by message and by place."""

    def __init__(self, shown: Shown, contexts: Iterable[str | None]) -> None:
        self.contexts = contexts
        self.untranslated = shown.manifest.untranslated
        self.texts = {path_of(scalar.path): scalar.value for scalar in shown.page.scalars}
        self.keys = {
            path: {key for key, _ in known if key != NO_KEY}
            for path, known in version_of(shown.manifest, shown.page).items()
            if path in self.texts
        }
        self.places: dict[str, list[str]] = {}
        for path, keys in self.keys.items():
            for key in keys:
                self.places.setdefault(key, []).append(path)

    def values_of(self, key: str) -> dict[str, str]:
        """What the page says for a message, by place; not where that is the source's text."""
        paths = self.places.get(key, ())
        return {path: self.texts[path] for path in paths if not self._is_source(path, key)}

    def kinds_without(self, now: Counter[tuple[str, str]]) -> set[str]:
        """The kinds of places where more translations of a message stand than the source has places for."""
        stood = {
            path: {key for key in keys if not self._is_source(path, key)} for path, keys in self.keys.items()
        }
        before = Counter((_kind(path), key) for path, keys in stood.items() for key in keys)
        return {
            _kind(path)
            for path, keys in stood.items()
            if keys and all(before[_kind(path), key] > now[_kind(path), key] for key in keys)
        }

    def _is_source(self, path: str, key: str) -> bool:
        text = self.texts[path]
        return (
            not text
            or (key, hash_text(text)) in self.untranslated
            or any(hash_key((context, text)) == key for context in self.contexts)
        )
