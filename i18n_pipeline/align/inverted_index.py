"""Which values of a target page have what, and how rare that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log

from i18n_pipeline.align.features import STEM, WORD, Target, file_of

_FEWEST = 25  # a page of fewer values does not tell how rare a name is
_NONE: set[int] = set()


class InvertedIndex:
    """Of the values of one page, by their indices."""

    def __init__(self, targets: Sequence[Target]) -> None:
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
                self.files[file_of(text)].add(at)
                continue
            for word in set(WORD.findall(text.casefold())):
                self.words[word].add(at)
            for values, times in Counter(target.numbers).items() if target.numbers else ():
                for value in values:
                    self._numbers[value].add(at)
                    self.stating[value].append((at, times))
        for word, group in self.words.items():
            self.stems[word[:STEM]] |= group

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
        return set().union(*(having_all(self._numbers, reading) for reading in readings))


def having_all(having: Mapping[str, set[int]], wanted: Iterable[str]) -> set[int]:
    """The leaves that have all of it."""
    first, *rest = (having.get(one, _NONE) for one in wanted)
    return first.intersection(*rest) if rest else first
