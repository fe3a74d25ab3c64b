"""The texts most like a text, out of very many: what a scan over all would find, without the scan.

A text can score s percent (rapidfuzz's ``ratio``) only where the two have a subsequence of s/200 of
their lengths in common, so it has most of the other's characters, each as often. How many it has is
counted for all texts at once, in bit-sliced signatures (Faloutsos and Christodoulakis, 1984) that
are added up bit by bit (Rinfret, O'Neil and O'Neil, 2001); only those that have enough are scored.

This is the count filter of Gravano et al. (2001) with grams of one character: at 75 percent, those
leave three quarters of a text to go by, pairs of characters one quarter.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from threading import Lock

_COLUMNS = 1024  # of a signature; characters may share one
_AGAIN = 397  # columns on from that of a character is the one for its next occurrence
_FEW, _MANY = 512, 32_768  # texts in a shard; the most is what a processor's cache likes
_SPREAD = 1.05  # length of the longest text of a shard to its shortest, where it has more than a few
_LEVELS = (95, 90, 85, 80)  # percent; where enough texts score so much, the others are not looked at
_SCANS = 10  # looks that are worth no index
_NOT_ZERO = re.compile(rb"[^\0]")


@dataclass(frozen=True, slots=True)
class _Shard:
    """Texts of about one length. Bit n of a column says whether the text at n of ``numbers`` has it."""

    numbers: array[int]  # of the texts, in the order they were given
    shortest: int  # characters
    longest: int
    columns: Sequence[int]

    def common(self, size: int, level: int) -> int:
        """Characters that a text of ``size`` has in common with one of these that scores ``level``."""
        shortest = max(self.shortest, _up(level * size, 200 - level))
        return _up(level * (size + shortest), 200)


class Alike:
    """Texts, and an index over them that is made when a few have been looked for. Safe under threads.

    It takes some 15 µs a text to make, as long as a dozen scans, and 140 bytes a text to keep.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._lock = Lock()
        self._looks = 0
        self._shards: tuple[_Shard, ...] = ()

    def most(self, text: str, least: int, limit: int) -> list[str]:
        """The texts that score at least ``least`` percent, the best first, of equals the one given first."""
        from rapidfuzz import fuzz, process

        with self._lock:
            self._looks += 1
            if self._looks > _SCANS and not self._shards:
                self._shards = tuple(_shards(self._texts))
        if not self._shards:
            best = process.extract(text, self._texts, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
            return [other for other, _, _ in best]
        columns = _columns_of(text)
        counted = [
            (shard, _sums(shard.columns[column] for column in columns))
            for shard in self._shards
            if shard.common(len(text), least) <= min(len(text), shard.longest)
        ]
        for level in (*(level for level in _LEVELS if level > least), least):
            able: list[int] = []
            for shard, sums in counted:
                lost = len(text) - shard.common(len(text), level)  # each character is one column at most
                able += _picked(shard.numbers, _at_least(sums, len(columns) - lost))
            found = [self._texts[number] for number in sorted(able)]
            best = process.extract(text, found, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
            if len(best) == limit and best[-1][1] >= level:
                break
        return [other for other, _, _ in best]


def _shards(texts: Sequence[str]) -> Iterator[_Shard]:
    order = array("I", sorted(range(len(texts)), key=lambda number: len(texts[number])))
    start = 0
    for end in range(1, len(order) + 1):
        shortest, longest = len(texts[order[start]]), len(texts[order[end - 1]])
        if end < len(order):
            is_wide = end - start >= _FEW and len(texts[order[end]]) > shortest * _SPREAD
            if not is_wide and end - start < _MANY:
                continue
        numbers = order[start:end]
        yield _Shard(numbers, shortest, longest, _columns([texts[number] for number in numbers]))
        start = end


def _columns_of(text: str) -> Set[int]:
    """The columns of the characters of a text."""
    times = Counter(ord(char) % _COLUMNS for char in text)
    return {(column + time * _AGAIN) % _COLUMNS for column in times for time in range(times[column])}


def _columns(texts: Sequence[str]) -> list[int]:
    """Which of the texts have each column. A few have one more than is theirs, where that is quicker."""
    columns = [bytearray(len(texts) // 8 + 1) for _ in range(_COLUMNS)]
    first = {char: ord(char) % _COLUMNS for char in set().union(*texts)}
    for number, text in enumerate(texts):
        at, bit = number >> 3, 1 << (number & 7)
        if len(text) > _COLUMNS // 2:  # few columns are free for the quicker way
            for column in _columns_of(text):
                columns[column][at] |= bit
            continue
        for char in text:
            column = first[char]
            while columns[column][at] & bit:
                column = (column + _AGAIN) % _COLUMNS
            columns[column][at] |= bit
    return [int.from_bytes(column, "little") for column in columns]


def _sums(columns: Iterable[int]) -> list[int]:
    """How many of the columns have each bit, as columns of binary digits, the lowest first."""
    sums = []
    adding = list(columns)
    while adding:
        carried = []
        while len(adding) > 1:
            one, other = adding.pop(), adding.pop()
            third = adding.pop() if adding else 0
            either = one ^ other
            adding.append(either ^ third)
            carried.append(one & other | either & third)
        sums += adding
        adding = carried
    return sums


def _at_least(sums: Sequence[int], least: int) -> int:
    """The bits whose sum is ``least`` or more; -1, which is all bits, where that is nothing."""
    if least <= 0:
        return -1
    if least >> len(sums):
        return 0
    more, equal = 0, -1
    for digit in reversed(range(len(sums))):
        if least >> digit & 1:
            equal &= sums[digit]
        else:
            more |= equal & sums[digit]
    return more | equal


def _picked(numbers: array[int], bits: int) -> Iterable[int]:
    """The numbers whose bits are set."""
    if bits < 0:
        yield from numbers
        return
    raw = bits.to_bytes(len(numbers) // 8 + 1, "little")
    for found in _NOT_ZERO.finditer(raw):
        at, byte = found.start(), raw[found.start()]
        yield from (numbers[8 * at + bit] for bit in range(8) if byte >> bit & 1)


def _up(number: int, by: int) -> int:
    """A quotient, rounded up."""
    return -(-number // by)
