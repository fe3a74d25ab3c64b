"""What becomes of everything an old target page says: a translation, an override, a text without a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from i18n_pipeline.alignment.division import divide
from i18n_pipeline.alignment.tree import Leaf
from i18n_pipeline.alignment.trees import Alignment, Pair
from i18n_pipeline.catalog.aligned import Offer
from i18n_pipeline.config import Language
from i18n_pipeline.locales import is_written_in_han
from i18n_pipeline.model import Key, Message, Path, Scalar
from i18n_pipeline.project.existing import Existing, news
from i18n_pipeline.project.judge import objection
from i18n_pipeline.project.overrides import Override, fits
from i18n_pipeline.project.record import path_of
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.project.unmatched import Loose

#: The doubt of all that a salvaged page says.
SALVAGED = "found in the lines of a page that is no YAML"
_NOTHING = "the source page has nothing there"
_NO_TRANSLATIONS = ("empty:", "characters:")  # objections to what no catalog should hold


@dataclass(frozen=True, slots=True)
class Takeover:
    """All of a target page, sorted out."""

    offers: tuple[Offer, ...]
    overrides: tuple[Override, ...]  # new ones
    loose: tuple[Loose, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that the page has for a message, in one place."""

    text: str
    doubt: str
    leaf: Leaf


def sort_out(
    loaded: Loaded, existing: Existing, found: Alignment, target: Language, rows: Sequence[Override]
) -> Takeover:
    """Where each value of the target page goes; ``rows`` are the overrides that the page has already."""
    keys = {unit.scalar.path: (unit.msgctxt, unit.scalar.value) for unit in loaded.units}
    said: dict[Key, list[_Said]] = {}
    overrides, loose = [], []
    values = _Values(loaded, existing, rows)
    for pair in found.pairs:
        if all(leaf.path in keys for leaf in pair.sources):
            for path, one in _translations(pair, target, salvaged=existing.page is None):
                said.setdefault(keys[path], []).append(one)
            if len(pair.targets) < len(pair.sources):
                why = f"stands for {len(pair.sources)} texts of the source, and was divided among them"
                loose.append(_loose(pair.targets[0], why))
        else:
            row, why = values.differs(pair)
            overrides += [row] if row else []
            loose += [_loose(pair.targets[0], why)] if why else []
    loose += [_loose(leaf, _NOTHING) for leaf in found.added if leaf.value.strip()]
    loose += [Loose(line, "", text, "stands beside the values") for line, text in news(existing, loaded.page)]
    offers = []
    for message in loaded.messages:
        if message.key in said:
            offer, others = _chosen(message, said[message.key], target)
            offers += [offer] if offer else []
            loose += others
    return Takeover(tuple(offers), tuple(overrides), tuple(sorted(loose)))


def _translations(pair: Pair, target: Language, *, salvaged: bool) -> Iterator[tuple[Path, _Said]]:
    """What a pair of texts says for each of its source texts."""
    sources, targets, first = pair.sources, pair.targets, pair.targets[0]
    doubt = "" if pair.is_sure else pair.why or "uncertain"
    if salvaged:
        doubt = SALVAGED
    if len(targets) > 1:
        text = ("" if is_written_in_han(target.locale) else " ").join(leaf.value.strip() for leaf in targets)
        yield sources[0].path, _Said(text, f"put together from {len(targets)} texts of the page", first)
    elif len(sources) > 1:
        doubt = f"part of a text that stands for {len(sources)} of the source, divided by length"
        parts = divide(first.value, [leaf.value for leaf in sources])
        for source, text in zip(sources, parts, strict=True):
            if text:
                yield source.path, _Said(text, doubt, first)
    elif first.value.strip() and first.value != sources[0].value:
        doubt = doubt or ("" if first.is_text else "does not read like text")
        yield sources[0].path, _Said(first.value, doubt, first)


def _chosen(message: Message, said: Sequence[_Said], target: Language) -> tuple[Offer | None, list[Loose]]:
    """The translation of a message, since a catalog has one; the others are told."""
    said = [replace(one, text=_with_edges(one.text, message.msgid)) for one in said]
    candidates = [one for one in said if not one.doubt] or said
    counted = Counter(one.text for one in candidates)
    chosen = max(candidates, key=lambda one: counted[one.text])  # of equals the first
    against = objection(message, chosen.text, target)
    why = "the same text is translated otherwise in another place of the page"
    loose = [_loose(one.leaf, why) for one in said if one.text != chosen.text]
    if against.startswith(_NO_TRANSLATIONS):
        return None, [*loose, _loose(chosen.leaf, f"cannot be a translation ({against})")]
    doubt = " and ".join(filter(None, (chosen.doubt, against)))
    return Offer(message.key, chosen.text, doubt, path_of(chosen.leaf.path), chosen.leaf.line), loose


def _with_edges(text: str, source: str) -> str:
    """A text with the blanks around it that its source has: they are the YAML's, nobody's words."""
    start = source[: len(source) - len(source.lstrip())]
    return start + text.strip() + source[len(source.rstrip()) :]


class _Values:
    """The values of a page that are no text."""

    def __init__(self, loaded: Loaded, existing: Existing, rows: Sequence[Override]) -> None:
        self.page = loaded.page.name
        self.known = {row.path: row.target for row in rows}
        self.ours: Mapping[Path, Scalar] = {scalar.path: scalar for scalar in loaded.page.scalars}
        scalars = existing.page.scalars if existing.page else ()
        self.theirs: Mapping[Path, Scalar] = {scalar.path: scalar for scalar in scalars}

    def differs(self, pair: Pair) -> tuple[Override | None, str]:
        """An override for a value that is not its source's, or why it can be none."""
        ours, theirs = pair.sources[0], pair.targets[0]
        path = path_of(ours.path)
        if path in self.known:
            return None, "" if self.known[path] == theirs.value else "overrides.csv has another value for it"
        if ours.value == theirs.value:
            return None, ""
        if not pair.is_sure or theirs.path not in self.theirs:
            return None, pair.why or SALVAGED if theirs.value.strip() else ""
        if not fits(self.ours[ours.path], self.theirs[theirs.path]):
            return None, f"cannot stand for what the source page says ({ours.value})"
        return Override(self.page, path, ours.value, theirs.value), ""


def _loose(leaf: Leaf, why: str) -> Loose:
    return Loose(leaf.line, path_of(leaf.path), leaf.value, why)
