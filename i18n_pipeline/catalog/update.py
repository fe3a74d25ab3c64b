"""Bring a catalog in step with its page, losing nothing that a person wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from i18n_pipeline.catalog.entries import AGAIN, Catalog, Entry
from i18n_pipeline.catalog.places import Occurrence, match_places
from i18n_pipeline.catalog.provenance import (
    drafted_by,
    in_context,
    people,
    suggestion,
    without_false_marks,
    without_settled_marks,
)
from i18n_pipeline.catalog.template import occurrences
from i18n_pipeline.locales import is_label, script
from i18n_pipeline.model import Key, State

_LONG = 20_000  # characters that are compared, in a tenth of a second: Ctrl-C is not heard meanwhile
_ALIKE = 0.7  # similarity from which a string may inherit from any other of the page


def update(catalog: Catalog, template: Sequence[Entry], places: Sequence[Occurrence] = ()) -> Catalog:
    """The catalog of a page with the entries of its ``template``, and all that ``catalog`` knows.

    Kept: entries of unchanged strings. Revived: obsolete entries whose string came back. Carried
    over as they are: entries of strings that have got another context where they stand. Carried over
    as fuzzy, with the previous msgid: entries of changed strings, found by place, else by
    similarity. Made obsolete: entries of strings that are gone. Plural forms of a string of the page
    become its one text. ``places`` tells where strings stood, for a catalog whose comments do not.
    """
    if not catalog.entries:
        return replace(catalog, entries=tuple(template))
    before = {entry.key: entry for entry in catalog.entries}
    wanted = {entry.key for entry in template}
    stood = occurrences(catalog.entries) or places
    renamed, left = _in_other_contexts(before, template, stood)
    idle = {key for key, entry in before.items() if _is_idle(entry)}
    origins = _origins({key: entry for key, entry in before.items() if key not in idle}, template, stood)
    entries = []
    for new in template:
        origin = before.get(origins.get(new.key, new.key))
        known = before.get(new.key) or renamed.get(new.key)
        if known is None or (new.key in idle and origin and origin.msgstr and not drafted_by(origin)):
            known = _inherit(new, origin)
        entries.append(_described(_with_one_text(known), new))
    gone = [entry for entry in catalog.entries if entry.key not in wanted | left]
    gone = [entry for entry in gone if _is_worth_keeping(entry, before)]
    return replace(catalog, entries=(*entries, *map(_retired, gone)))


def _is_idle(entry: Entry) -> bool:
    """Whether it is a draft of a string that was gone: it comes back where no person's text stands by now."""
    return entry.obsolete and entry.fuzzy and bool(drafted_by(entry)) and not people(entry.comment)


def wants_draft(entry: Entry) -> bool:
    """Whether a machine may fill the entry: it is empty, or holds a machine's text for an older source."""
    if not entry.msgstr:
        return not entry.plural
    return entry.state is State.STALE and bool(drafted_by(entry))


def wants_suggestion(entry: Entry) -> bool:
    """Whether a draft may stand beside its text: a person wrote that for an older source."""
    stale = bool(entry.msgstr) and entry.state is State.STALE
    return stale and not drafted_by(entry) and suggestion(entry) is None


def is_spare(entry: Entry, catalog: Catalog) -> bool:
    """Whether the text was carried over from a changed source, and stands there unchanged."""
    if entry.state is not State.STALE:
        return False
    origin = next((other for other in catalog.entries if other.key == entry.previous), None)
    return origin is not None and origin.msgstr == entry.msgstr


def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1 (normalized indel similarity); very long ones by how they begin."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one[:_LONG], other[:_LONG]) / 100


def share_of(one: str, other: str) -> float:
    """How much of a text, 0 to 1, are words of another, in their order there."""
    from rapidfuzz.distance import LCSseq

    words = _words(one)
    return LCSseq.similarity(words, _words(other)) / len(words) if words else 0


def _words(text: str) -> list[str]:
    """The words of a text; each character where it is written without blanks."""
    alone = script("ja").pattern
    return re.findall(rf"{alone}|(?:(?!{alone})\w)+", text[:_LONG])


def _in_other_contexts(
    known: Mapping[Key, Entry], template: Sequence[Entry], places: Sequence[Occurrence]
) -> tuple[dict[Key, Entry], set[Key]]:
    """The entries of strings that stand where they stood and have got another context, and their old keys.

    All places of one have to agree.
    """
    stood = {(path, key[1]): key for path, key in places}
    renamed: dict[Key, Entry] = {}
    left: set[Key] = set()
    for new in template:
        keys = {stood.get((path, new.msgid), new.key) for path, _ in occurrences([new])}
        old = [known[key] for key in keys if key in known and key[1] == new.msgid]
        agree = len({(entry.msgstr, entry.fuzzy, entry.previous, entry.comment) for entry in old}) == 1
        if new.key not in known and agree and len(old) == len(keys) and old[0].plural is None:
            renamed[new.key] = in_context(old[0], new.msgctxt)
            left |= {entry.key for entry in old}
    return renamed, left


def _origins(
    known: Mapping[Key, Entry], template: Sequence[Entry], places: Sequence[Occurrence]
) -> dict[Key, Key]:
    """New key → the key whose translation it inherits."""
    added = [entry.key for entry in template if entry.key not in known]
    if not added or not known:
        return {}
    old, new = sorted(places, key=_natural), sorted(occurrences(template), key=_natural)
    origins = match_places(old, new, similarity)
    taken = {entry.key for entry in template} | set(origins.values())
    free = [key for key, entry in known.items() if entry.msgstr and key not in taken]
    for key in added:
        alike = [other for other in free if _may_inherit(key, other)]
        if key not in origins and alike:
            origins[key] = max(alike, key=lambda other: similarity(key[1], other[1]))
    return origins


def _may_inherit(key: Key, other: Key) -> bool:
    return not is_label(key[1]) and not is_label(other[1]) and similarity(key[1], other[1]) >= _ALIKE


def _natural(occurrence: Occurrence) -> list[tuple[int, str]]:
    """Sorts paths by their list indexes as numbers: the same order before and after an edit."""
    return [(int(step) if step.isdecimal() else -1, step) for step in re.split(r"(\d+)", occurrence[0])]


def _inherit(new: Entry, origin: Entry | None) -> Entry:
    """The entry of a changed text, with what its origin says, as fuzzy.

    So it may be where there is no text yet: when git joins the change with a translation of the old
    source, which it does without a conflict, that is fuzzy and says what it was made for.
    """
    if origin is None or not (origin.msgstr or new.spans_lines or origin.spans_lines):
        return new
    origin = without_false_marks(origin)
    flags = origin.lasting_flags
    if origin.previous and AGAIN not in origin.flags:
        flags = (*flags, AGAIN)
    flagged = new._replace(flags=flags)
    translated = origin.previous if origin.state is State.STALE else origin.key
    changed = flagged.marked(origin.msgstr, comment=origin.comment, previous=translated)
    return without_settled_marks(changed)


def _with_one_text(entry: Entry) -> Entry:
    """The entry without the plural forms that somebody gave it: a page shows one text.

    That is the first form, as for a program that asks gettext for no plural; a person has to look
    at it, so it is fuzzy. A translator comment keeps all the forms.
    """
    if entry.plural is None:
        return entry
    other, forms = entry.plural
    kept = {"msgid_plural": other, **{f"msgstr[{at}]": form for at, form in enumerate(forms)}}
    lines = [f"{name} {json.dumps(text, ensure_ascii=False)}" for name, text in kept.items()]
    comment = "\n".join([*filter(None, [entry.comment]), *lines])
    single = entry._replace(plural=None, comment=comment)
    text = next(filter(None, forms), "")
    return single.marked(text, comment=comment, previous=entry.previous) if text else single


def _described(entry: Entry, new: Entry) -> Entry:
    """The entry in use, with what the template says of it now."""
    previous = None if entry.previous == entry.key or not entry.fuzzy else entry.previous
    if not entry.fuzzy and entry.lasting_flags != entry.flags:
        entry = entry._replace(flags=entry.lasting_flags)
    if (entry.extracted, entry.files, entry.previous, entry.obsolete) == (
        new.extracted,
        new.files,
        previous,
        False,
    ):
        return entry
    return entry._replace(extracted=new.extracted, files=new.files, previous=previous, obsolete=False)


def _is_worth_keeping(entry: Entry, before: Mapping[Key, Entry]) -> bool:
    """Whether an entry that is no longer used holds anything that another one does not."""
    if not entry.msgstr and not entry.plural and not people(entry.comment):
        return False
    origin = before.get(entry.previous) if entry.previous and entry.fuzzy else None
    copied = origin and origin.msgstr == entry.msgstr and people(origin.comment) == people(entry.comment)
    return not copied


def _retired(entry: Entry) -> Entry:
    retired = without_false_marks(entry)._replace(obsolete=True, extracted="", files=(), previous=None)
    return without_settled_marks(retired)
