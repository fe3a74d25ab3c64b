"""What becomes of everything an old target page says: a translation, an override, a text without a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from i18n_pipeline.align.division import divide
from i18n_pipeline.align.offers import Offer
from i18n_pipeline.align.target_page import TargetPage, news
from i18n_pipeline.align.tree import Leaf
from i18n_pipeline.align.trees import Alignment, Pair
from i18n_pipeline.align.unmatched import Loose
from i18n_pipeline.config import Language
from i18n_pipeline.locales import is_written_in_han
from i18n_pipeline.messages import NOTHING, Notice, say
from i18n_pipeline.model import Key, Message, Path, Scalar
from i18n_pipeline.pages.excerpt import excerpt
from i18n_pipeline.project.judge import objection
from i18n_pipeline.project.manifest import path_of
from i18n_pipeline.project.overrides import Override, fits
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.text.links import Links, mapped_value

#: The doubt of all that a salvaged page says.
SALVAGED = say("found in the lines of a page that is no YAML")
_OVERRIDDEN = say("overrides.csv has another value for it")
_BESIDE = say("stands beside the values")
_NO_SOURCE = say("the source page has nothing there")
_NO_TRANSLATIONS = ("empty", "characters")  # objections to what no catalog should hold


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All of a target page, sorted out."""

    offers: tuple[Offer, ...]
    overrides: tuple[Override, ...]  # new ones
    loose: tuple[Loose, ...]
    alone: tuple[Loose, ...]  # what stands on the target page alone, value by value
    excerpts: tuple[Loose, ...]  # and the same as YAML


class _Candidate(NamedTuple):
    """A text that the page has for a message, in one place."""

    text: str
    doubt: Notice
    leaf: Leaf
    source: Path


def sort_out(
    loaded: Loaded, old: TargetPage, alignment: Alignment, target: Language, rows: Sequence[Override]
) -> ImportPlan:
    """Where each value of the target page goes; ``rows`` are the overrides that the page has already."""
    keys = {unit.scalar.path: (unit.msgctxt, unit.scalar.value) for unit in loaded.units}
    candidates: dict[Key, list[_Candidate]] = {}
    is_page = old.page is not None  # what nobody can read as one has nothing to lose
    overrides, loose = [], []
    values = _Values(loaded, old, rows, target.links)
    for pair in alignment.pairs:
        if all(leaf.path in keys for leaf in pair.sources):
            for path, one in _translations(pair, target, salvaged=old.page is None):
                candidates.setdefault(keys[path], []).append(one)
            if len(pair.targets) < len(pair.sources):
                n = len(pair.sources)
                why = say("stands for {n} texts of the source, and was divided among them", n=n)
                loose.append(_loose(pair.targets[0], why))
        else:
            row, why = values.differs(pair)
            overrides += [row] if row else []
            loose += [_loose(pair.targets[0], why, goes=is_page and why != _OVERRIDDEN)] if why else []
    alone = [_loose(leaf, _NO_SOURCE, goes=is_page) for leaf in alignment.added if leaf.value.strip()]
    loose += [Loose(line, "", text, _BESIDE) for line, text in news(old, loaded.page)]
    offers = []
    for message in loaded.messages:
        if message.key in candidates:
            offer, others = _best(message, candidates[message.key], target)
            offers += [offer] if offer else []
            for one, why in others:
                row, what = values.otherwise(one, message, why) if offer else (None, why)
                overrides += [row] if row else []
                loose += [_loose(one.leaf, what, goes=is_page and what != _OVERRIDDEN)] if what else []
    excerpts = tuple(_excerpts(old, alignment, alone))
    return ImportPlan(tuple(offers), tuple(overrides), tuple(sorted(loose)), tuple(alone), excerpts)


def _translations(pair: Pair, target: Language, *, salvaged: bool) -> Iterator[tuple[Path, _Candidate]]:
    """What a pair of texts says for each of its source texts."""
    sources, targets, first = pair.sources, pair.targets, pair.targets[0]
    doubt = NOTHING if pair.is_sure else pair.why or say("uncertain")
    if salvaged:
        doubt = SALVAGED
    if len(targets) > 1:
        text = ("" if is_written_in_han(target.locale) else " ").join(leaf.value.strip() for leaf in targets)
        yield (
            sources[0].path,
            _Candidate(
                text, say("put together from {n} texts of the page", n=len(targets)), first, sources[0].path
            ),
        )
    elif len(sources) > 1:
        doubt = say("part of a text that stands for {n} of the source, divided by length", n=len(sources))
        parts = divide(first.value, [leaf.value for leaf in sources])
        for source, text in zip(sources, parts, strict=True):
            if text:
                yield source.path, _Candidate(text, doubt, first, source.path)
    elif first.value.strip() and first.value not in (
        sources[0].value,
        mapped_value(sources[0].value, target.links),
    ):
        doubt = doubt or (NOTHING if first.is_text else say("does not read like text"))
        yield sources[0].path, _Candidate(first.value, doubt, first, sources[0].path)


def _best(
    message: Message, candidates: Sequence[_Candidate], target: Language
) -> tuple[Offer | None, list[tuple[_Candidate, Notice]]]:
    """The translation of a message, since a catalog has one; and the others."""
    candidates = [one._replace(text=_with_edges(one.text, message.msgid)) for one in candidates]
    sure = [one for one in candidates if not one.doubt] or candidates
    best = sure[0]
    if len(sure) > 1:
        counted = Counter(one.text for one in sure)
        best = max(sure, key=lambda one: counted[one.text])  # of equals the first
    against = objection(message, best.text, target)
    why = say("the same text is translated otherwise in another place of the page")
    others = [(one, why) for one in candidates if one.text != best.text]
    if against and against.rule in _NO_TRANSLATIONS:
        why = say("cannot be a translation ({objection})", objection=against.notice)
        return None, [*others, (best, why)]
    doubt = best.doubt
    if against:
        doubt = say("{doubt} and {other}", doubt=doubt, other=against.notice) if doubt else against.notice
    return Offer(message.key, best.text, doubt, path_of(best.leaf.path), best.leaf.line), others


def _with_edges(text: str, source: str) -> str:
    """A text with the line breaks around it that its source has: they are the YAML's, nobody's words."""
    start = source[: len(source) - len(source.lstrip("\r\n"))]
    return start + text.strip("\r\n") + source[len(source.rstrip("\r\n")) :]


class _Values:
    """The values of a page that are no text."""

    def __init__(self, loaded: Loaded, old: TargetPage, rows: Sequence[Override], links: Links) -> None:
        self.links = links
        self.page = loaded.page.name
        self.overridden = {row.path: row.target for row in rows}
        self.ours: Mapping[Path, Scalar] = {scalar.path: scalar for scalar in loaded.page.scalars}
        scalars = old.page.scalars if old.page else ()
        self.theirs: Mapping[Path, Scalar] = {scalar.path: scalar for scalar in scalars}

    def differs(self, pair: Pair) -> tuple[Override | None, Notice]:
        """An override for a value that is not its source's, or why it can be none."""
        ours, theirs = pair.sources[0], pair.targets[0]
        path = path_of(ours.path)
        if path in self.overridden:
            return None, NOTHING if self.overridden[path] == theirs.value else _OVERRIDDEN
        if theirs.value in (ours.value, mapped_value(ours.value, self.links)):
            return None, NOTHING
        if not pair.is_sure or theirs.path not in self.theirs:
            return None, pair.why or SALVAGED if theirs.value.strip() else NOTHING
        if not fits(self.ours[ours.path], self.theirs[theirs.path]):
            return None, say("cannot stand for what the source page says ({text})", text=ours.value)
        return Override(self.page, path, ours.value, theirs.value), NOTHING

    def otherwise(self, one: _Candidate, message: Message, why: Notice) -> tuple[Override | None, Notice]:
        """An override where people surely translated a text otherwise than elsewhere on the page."""
        path = path_of(one.source)
        if path in self.overridden:
            return None, NOTHING if self.overridden[path] == one.text else _OVERRIDDEN
        if one.doubt:
            return None, why
        return Override(self.page, path, message.msgid, one.text), NOTHING


def _excerpts(old: TargetPage, alignment: Alignment, alone: Sequence[Loose]) -> Iterator[Loose]:
    """What stands on the target page alone, as YAML: an item of a list, or what is under a key, at a time."""
    if old.page is None:
        yield from alone
        return
    here = {one.path for one in alone}
    scalars = [scalar for scalar in old.page.scalars if path_of(scalar.path) in here]
    tops = {change.target for change in alignment.changes if change.kind == "added" and change.target}
    for top, inside in groupby(scalars, key=lambda scalar: _top(scalar.path, tops)):
        group = list(inside)
        yield Loose(group[0].line, path_of(top), excerpt(old.page, group), _NO_SOURCE)


def _top(path: Path, tops: Container[Path]) -> Path:
    """The outermost of these paths that leads to a value, or its own."""
    return next((path[:depth] for depth in range(1, len(path)) if path[:depth] in tops), path)


def _loose(leaf: Leaf, why: Notice, *, goes: bool = False) -> Loose:
    return Loose(leaf.line, path_of(leaf.path), leaf.value, why, goes)
