"""How much speaks for one value being the translation of another: log-likelihood ratios.

Each piece of evidence is weighed as naive Bayes does: how often it is seen in a translation of the text
against how often in any text of the page. A name that stands in one text alone says much, one that
stands in all of them nothing. Lengths are weighed as Gale and Church do (A Program for Aligning
Sentences in Bilingual Corpora, 1993), by the logarithm of their ratio.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from math import log
from typing import NamedTuple

from i18n_pipeline.align.features import WORD, Target, ends, file_of, quantities_in, stems, target_of
from i18n_pipeline.align.inverted_index import InvertedIndex, having_all
from i18n_pipeline.align.lexicon import Lexicon
from i18n_pipeline.align.tree import Leaf, Node
from i18n_pipeline.locales import han_in
from i18n_pipeline.text.markup import prose
from i18n_pipeline.text.quantities import Quantities

LEAST, MOST = -5.0, 7.0  # of a pair of values
_KNOWN = 4.0  # of a translation that is known
_SAME = 6.0  # of values that are no text and the same, at most

_KEPT, _TERM = 0.85, 0.5  # of numbers and names, and of glossary terms: how often a translation has them
_LOST = 0.7  # of numbers of the translation: how often its source has them
_COMMON = 1000  # what more values than this have tells nothing worth the time
_LOSING = log(1 - _LOST)
_NO_TEXT = re.compile(r"(?:\w+:)?//\S+|/?[\w.-]+(?:/[\w.-]*)+|mailto:\S+|#[0-9a-fA-F]{3,8}|[\d\s.,:%-]*")
_PER_HAN = 3.0  # letters that a Han character takes in an alphabet, about
_SPREADS = (0.6, 0.4)  # standard deviations of the logarithm of the length ratio: of labels, of sentences
_ANY = 1.0  # and of two texts that have nothing to do with each other
_SENTENCE = 30  # letters


class _Source(NamedTuple):
    leaf: Leaf
    length: float  # expected of its translation, in letters
    marker: str
    end: str
    base: float = 0.0  # what all that it should have costs where it is not there
    gains: Mapping[int, float] = {}  # what it is worth where it is, by target leaf
    translations: Collection[str] = ()  # those that are known, folded


class Evidence:
    """Of two pages; ``of`` weighs a value of one against a value of the other.

    Nothing is looked at before it is asked for: most lists are told by their anchors.
    """

    def __init__(self, sources: Sequence[Leaf], targets: Sequence[Leaf], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._leaves = sources, targets
        self._sources: dict[int, _Source] = {}

    @cached_property
    def _targets(self) -> list[Target]:
        return [target_of(leaf, index) for index, leaf in enumerate(self._leaves[1])]

    @cached_property
    def _at(self) -> dict[int, int]:
        return {id(leaf): index for index, leaf in enumerate(self._leaves[1])}

    @cached_property
    def _index(self) -> InvertedIndex:
        return InvertedIndex(self._targets)

    @cached_property
    def _values_here(self) -> set[str]:
        return {leaf.value.strip() for leaf in self._leaves[0] if not leaf.is_text}

    def of(self, source: Leaf, target: Leaf) -> float:
        """Positive where more speaks for the pair than against it; between LEAST and MOST, in nats."""
        ours, theirs = self._source(source), self._targets[self._at[id(target)]]
        if not (source.is_text and target.is_text):
            return self._values(ours, theirs)
        base = ours.base + len(theirs.numbers) * _LOSING  # as if the source had none of its numbers
        score = base + min(ours.gains.get(theirs.at, 0.0), MOST - base)
        score += _lengths(ours.length, theirs.length) + _edges(ours, theirs)
        return max(LEAST, min(MOST, score + _KNOWN * (theirs.folded in ours.translations)))

    def affinity(self, ours: Sequence[Node], theirs: Sequence[Node]) -> list[list[float]]:
        """Roughly how much the nodes have in common, for telling which are worth a closer look."""
        owner = {self._at[id(leaf)]: j for j, node in enumerate(theirs) for leaf in node.leaves}
        values = {leaf.value: j for j, node in enumerate(theirs) for leaf in node.leaves if not leaf.is_text}
        rows = []
        for node in ours:
            row = [0.0] * len(theirs)
            for leaf in node.leaves:
                for at, weight in self._source(leaf).gains.items():
                    if at in owner:
                        row[owner[at]] += weight
                if not leaf.is_text and leaf.value in values:
                    row[values[leaf.value]] += _SAME
            rows.append(row)
        return rows

    def together(self, sources: Sequence[Leaf], targets: Sequence[Leaf]) -> float:
        """The same of texts on end: a paragraph that was divided, or put together from several."""
        theirs = [self._targets[self._at[id(leaf)]] for leaf in targets]
        ours = [self._source(leaf) for leaf in sources]
        score = _lengths(sum(one.length for one in ours), sum(one.length for one in theirs))
        score += _edges(ours[0]._replace(end=ours[-1].end), theirs[0]._replace(end=theirs[-1].end))
        for one in ours:
            gains = sum(one.gains.get(other.at, 0.0) for other in theirs)
            score += one.base + min(gains, MOST - one.base)
        score += sum(len(other.numbers) for other in theirs) * _LOSING
        return max(LEAST, min(MOST, score))

    def _values(self, ours: _Source, theirs: Target) -> float:
        """Of values that are not both text."""
        one, other = ours.leaf.value.strip(), theirs.leaf.value.strip()
        if not (one or other):
            return 0.1
        if one == other:
            return min(_SAME, self._index.rarity(self._index.values[other], 0.9) + len(one) / 4)
        if not (one and other):
            return -3.0 if ours.leaf.is_text else -0.3
        if ours.leaf.is_text is not (_NO_TEXT.fullmatch(other) is None):
            return -1.5 if not ours.leaf.is_text else -4.0
        name = file_of(one)
        if name and name == file_of(other):
            return min(3.0, self._index.rarity(self._index.files[name], 0.7))
        swapped = other in self._values_here or one in self._index.values
        return -2.0 if swapped else -0.5

    def _source(self, leaf: Leaf) -> _Source:
        known = self._sources.get(id(leaf))
        if known is None:
            known = self._sources[id(leaf)] = self._looked_at(leaf)
        return known

    def _looked_at(self, leaf: Leaf) -> _Source:
        text = leaf.value
        if not leaf.is_text:
            return _Source(leaf, len(text), "", "")
        base, gains = 0.0, defaultdict[int, float](float)
        bare = prose(text)
        stated = quantities_in(bare)
        for group, share in self._wanted(text, bare, stated):
            if len(group) > _COMMON:
                continue
            there, absent = self._index.weight(len(group), share)
            base += absent
            for at in group:
                gains[at] += there
        for value in stated.values if stated else ():
            stating = self._index.stating.get(value, ())
            if len(stating) > _COMMON:
                base -= _LOSING  # as if all stated it
                continue
            for at, times in stating:
                gains[at] -= times * _LOSING
        han = len(han_in(text))
        length = len(text) - han + _PER_HAN * han
        return _Source(leaf, length, *ends(text), max(base, LEAST), gains, self.lexicon.texts.get(text, ()))

    def _wanted(
        self, text: str, bare: str, stated: Quantities | None
    ) -> Iterator[tuple[Collection[int], float]]:
        """For each thing that a translation should have: the target leaves that have it, and how surely."""
        index = self._index
        for number in stated.stated if stated else ():
            yield index.with_number(number.readings), _KEPT
        for word in set(WORD.findall(bare.casefold())):
            yield index.words.get(word, ()), _KEPT
        for term in set(self.lexicon.terms.found_in(text)):
            if stems(term.target) and han_in(term.source):
                yield having_all(index.stems, stems(term.target)), _TERM


def _lengths(expected: float, length: float) -> float:
    if not length:
        return -4.0
    spread = _SPREADS[expected > _SENTENCE]
    off = log((length + 3) / (expected + 3))
    return max(-4.0, log(_ANY / spread) - off * off / 2 * (spread**-2 - _ANY**-2))


def _edges(ours: _Source, theirs: Target) -> float:
    """List markers, and a colon at the end."""
    one, other = ours.marker, theirs.marker
    score = 0.0
    if one or other:
        score = 1.0 if one == other else -2.5 if one and other else -1.0
    colons = (ours.end == ":") + (theirs.end == ":")
    return score + (0.0, -0.8, 1.0)[colons]
