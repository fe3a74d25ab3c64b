"""How much speaks for one value being the translation of another: log-likelihood ratios.

Each piece of evidence is weighed as naive Bayes does: how often it is seen in a translation of the text
against how often in any text of the page. A name that stands in one text alone says much, one that
stands in all of them nothing. Lengths are weighed as Gale and Church do (A Program for Aligning
Sentences in Bilingual Corpora, 1993), by the logarithm of their ratio.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from i18n_pipeline.alignment.known import Known, fold
from i18n_pipeline.alignment.tree import Leaf, Node
from i18n_pipeline.locales import han_in
from i18n_pipeline.text.markers import lines, without_markers
from i18n_pipeline.text.markup import prose
from i18n_pipeline.text.quantities import Quantities, quantities

LEAST, MOST = -5.0, 7.0  # of a pair of values
_KNOWN = 4.0  # of a translation that is known
_SAME = 6.0  # of values that are no text and the same, at most

_KEPT, _TERM = 0.85, 0.5  # of numbers and names, and of glossary terms: how often a translation has them
_LOST = 0.7  # of numbers of the translation: how often its source has them
_FEWEST = 25  # a page of fewer values does not tell how rare a name is
_COMMON = 1000  # what more values than this have tells nothing worth the time
_NONE: set[int] = set()
_LOSING = log(1 - _LOST)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#]*|[^\W\d_\u2e80-\u9fff]{2,}")
_STEM = 5  # letters by which inflected words are told: monitor, monitoring
_FILE = re.compile(r"(?<![^/?#\s])[^/?#\s]+\.\w{2,5}(?=$|[?#])")
_NO_TEXT = re.compile(r"(?:\w+:)?//\S+|/?[\w.-]+(?:/[\w.-]*)+|mailto:\S+|#[0-9a-fA-F]{3,8}|[\d\s.,:%-]*")
_PER_HAN = 3.0  # letters that a Han character takes in an alphabet, about
_SPREADS = (0.6, 0.4)  # standard deviations of the logarithm of the length ratio: of labels, of sentences
_ANY = 1.0  # and of two texts that have nothing to do with each other
_SENTENCE = 30  # letters
_ENDS = {"：": ":", "？": "?", "！": "!"}


class _Source(NamedTuple):
    leaf: Leaf
    length: float  # expected of its translation, in letters
    marker: str
    end: str
    base: float = 0.0  # what all that it should have costs where it is not there
    found: Mapping[int, float] = {}  # what it is worth where it is, by target leaf
    known: Collection[str] = ()  # its translations, folded


class _Target(NamedTuple):
    leaf: Leaf
    at: int  # its index
    length: int
    marker: str = ""
    end: str = ""
    folded: str = ""
    base: float = 0.0  # what its numbers cost where the source has none of them
    numbers: Sequence[frozenset[str]] = ()  # what each may stand for


class Evidence:
    """Of two pages; ``of`` weighs a value of one against a value of the other.

    Nothing is looked at before it is asked for: most lists are told by their anchors.
    """

    def __init__(self, sources: Sequence[Leaf], targets: Sequence[Leaf], known: Known) -> None:
        self.known = known
        self._leaves = sources, targets
        self._sources: dict[int, _Source] = {}

    @cached_property
    def _targets(self) -> list[_Target]:
        return [_target(leaf, index) for index, leaf in enumerate(self._leaves[1])]

    @cached_property
    def _at(self) -> dict[int, int]:
        return {id(leaf): index for index, leaf in enumerate(self._leaves[1])}

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._targets)

    @cached_property
    def _values_here(self) -> set[str]:
        return {leaf.value.strip() for leaf in self._leaves[0] if not leaf.is_text}

    def of(self, source: Leaf, target: Leaf) -> float:
        """Positive where more speaks for the pair than against it; between LEAST and MOST, in nats."""
        ours, theirs = self._source(source), self._targets[self._at[id(target)]]
        if not (source.is_text and target.is_text):
            return self._values(ours, theirs)
        score = ours.base + theirs.base + min(ours.found.get(theirs.at, 0.0), MOST - ours.base - theirs.base)
        score += _lengths(ours.length, theirs.length) + _edges(ours, theirs)
        return max(LEAST, min(MOST, score + _KNOWN * (theirs.folded in ours.known)))

    def affinity(self, ours: Sequence[Node], theirs: Sequence[Node]) -> list[list[float]]:
        """Roughly how much the nodes have in common, for telling which are worth a closer look."""
        owner = {self._at[id(leaf)]: j for j, node in enumerate(theirs) for leaf in node.leaves}
        values = {leaf.value: j for j, node in enumerate(theirs) for leaf in node.leaves if not leaf.is_text}
        rows = []
        for node in ours:
            row = [0.0] * len(theirs)
            for leaf in node.leaves:
                for at, weight in self._source(leaf).found.items():
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
            found = sum(one.found.get(other.at, 0.0) for other in theirs)
            score += one.base + min(found, MOST - one.base)
        score += sum(other.base for other in theirs)
        return max(LEAST, min(MOST, score))

    def _values(self, ours: _Source, theirs: _Target) -> float:
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
        name = _FILE.search(one)
        if name and name.group() == _file_of(other):
            return min(3.0, self._index.rarity(self._index.files[name.group()], 0.7))
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
        base, found = 0.0, defaultdict[int, float](float)
        bare = prose(text)
        stated = _quantities(bare)
        for group, share in self._wanted(text, bare, stated):
            if len(group) > _COMMON:
                continue
            there, absent = self._index.weight(len(group), share)
            base += absent
            for at in group:
                found[at] += there
        for value in stated.values if stated else ():
            stating = self._index.stating.get(value, ())
            if len(stating) > _COMMON:
                base -= _LOSING  # as if all stated it
                continue
            for at, times in stating:
                found[at] -= times * _LOSING
        han = len(han_in(text))
        length = len(text) - han + _PER_HAN * han
        return _Source(leaf, length, *_ends(text), max(base, LEAST), found, self.known.texts.get(text, ()))

    def _wanted(
        self, text: str, bare: str, stated: Quantities | None
    ) -> Iterator[tuple[Collection[int], float]]:
        """For each thing that a translation should have: the target leaves that have it, and how surely."""
        index = self._index
        for number in stated.stated if stated else ():
            yield index.with_number(number.readings), _KEPT
        for word in set(_WORD.findall(bare.casefold())):
            yield index.words.get(word, ()), _KEPT
        for term in set(self.known.terms.found_in(text)):
            stems = _stems(term.target)
            if stems and han_in(term.source):
                yield _all(index.stems, stems), _TERM


class _Index:
    """Which target leaves have what."""

    def __init__(self, targets: Sequence[_Target]) -> None:
        self.size = max(len(targets), _FEWEST)
        self.values: dict[str, set[int]] = defaultdict(set)
        self.files: dict[str, set[int]] = defaultdict(set)
        self.words: dict[str, set[int]] = defaultdict(set)
        self.stems: dict[str, set[int]] = defaultdict(set)
        self.stating: dict[str, list[tuple[int, int]]] = defaultdict(list)  # value → leaf, how often
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._weights: dict[tuple[int, float], tuple[float, float]] = {}
        for at, target in enumerate(targets):
            text = target.leaf.value
            if not target.leaf.is_text:
                self.values[text.strip()].add(at)
                self.files[_file_of(text)].add(at)
                continue
            for word in set(_WORD.findall(text.casefold())):
                self.words[word].add(at)
            for values, times in Counter(target.numbers).items() if target.numbers else ():
                for value in values:
                    self._numbers[value].add(at)
                    self.stating[value].append((at, times))
        for word, group in self.words.items():
            self.stems[word[:_STEM]] |= group

    def weight(self, size: int, share: float) -> tuple[float, float]:
        """What it changes that a text has, and costs that it lacks, a thing that so many texts have."""
        if (size, share) not in self._weights:
            rate = (size + 0.5) / (self.size + 1)
            absent = log((1 - share) / (1 - min(rate, 0.95))) if size else log(1 - share) / 2
            self._weights[size, share] = (max(0.0, log(share / rate)) - absent, absent)
        return self._weights[size, share]

    def rarity(self, group: Collection[int], share: float) -> float:
        """What it says when a value that is seen so often is the same."""
        return log(share * (self.size + 1) / (len(group) + 0.5))

    def with_number(self, readings: Iterable[Collection[str]]) -> set[int]:
        """The leaves that have every value of one reading."""
        return set().union(*(_all(self._numbers, reading) for reading in readings))


def _all(having: Mapping[str, set[int]], wanted: Iterable[str]) -> set[int]:
    """The leaves that have all of it."""
    first, *rest = (having.get(one, _NONE) for one in wanted)
    return first.intersection(*rest) if rest else first


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > 2)


def _target(leaf: Leaf, index: int) -> _Target:
    if not leaf.is_text:
        return _Target(leaf, index, len(leaf.value))
    stated = _quantities(prose(leaf.value))
    numbers = [frozenset[str]().union(*number.readings) for number in stated.stated] if stated else []
    ends = _ends(leaf.value)
    return _Target(leaf, index, len(leaf.value), *ends, fold(leaf.value), len(numbers) * _LOSING, numbers)


def _ends(text: str) -> tuple[str, str]:
    """The list marker, and the punctuation at the end."""
    text = text.strip()
    first = lines(text.partition("\n")[0])
    end = text[-1:]
    return first[0].marker if first else "", _ENDS.get(end, end)


def _quantities(text: str) -> Quantities | None:
    return quantities(without_markers(text)) if _DIGIT.search(text) else None


def _file_of(value: str) -> str:
    found = _FILE.search(value.strip())
    return found.group() if found else ""


def _lengths(expected: float, found: float) -> float:
    if not found:
        return -4.0
    spread = _SPREADS[expected > _SENTENCE]
    off = log((found + 3) / (expected + 3))
    return max(-4.0, log(_ANY / spread) - off * off / 2 * (spread**-2 - _ANY**-2))


def _edges(ours: _Source, theirs: _Target) -> float:
    """List markers, and a colon at the end."""
    one, other = ours.marker, theirs.marker
    score = 0.0
    if one or other:
        score = 1.0 if one == other else -2.5 if one and other else -1.0
    colons = (ours.end == ":") + (theirs.end == ":")
    return score + (0.0, -0.8, 1.0)[colons]
