"""Which items of two lists plainly stand for each other, told without weighing evidence.

Anchors are what patience diff (Bram Cohen) goes by: things that stand once in each list, here words in
Latin letters, numbers, and values that are no text. As in any diff, the beginning and the end of the lists
are taken off first, as far as every item shares anchors with the one in its place and with no other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest
from math import isqrt

from i18n_pipeline.align.tree import Leaf, Node
from i18n_pipeline.locales import han_in

_ENOUGH = 4  # characters that the anchors of an item have together: a short number alone may be chance
_PER_HAN = 3.0  # letters that a Han character takes in an alphabet, about
_TIMES = 2.0  # as long, or as short, as a translation that is not strange
_MANY, _PART = 250_000, 100  # pairs of items that are weighed at once; items of a part, about
_WORD = re.compile(r"[A-Za-z0-9]+")


def in_place(ours: Sequence[Node], theirs: Sequence[Node]) -> tuple[int, int]:
    """How many items at the beginning and at the end plainly stand for the one in their place.

    Where it is not all of them, the last before a difference is not counted: it may be half of an item.
    """
    shared = _shared(ours, theirs)
    back: dict[int, set[int]] = defaultdict(set)
    for i, others in shared.items():
        for j in others:
            back[j].add(i)

    def fits(i: int, j: int) -> bool:
        here = shared.get(i, {})
        if any(k != j for k in here) or any(k != i for k in back.get(j, ())):
            return False
        return here.get(j, 0) >= _ENOUGH or (_is_empty(ours[i]) and _is_empty(theirs[j]))

    def is_between(i: int) -> bool:
        """Whether an item without anchors has its place between two that have theirs."""
        around = [at for at in (i - 1, i + 1) if 0 <= at < size]
        return (
            i not in shared
            and i not in back
            and _alike(ours[i], theirs[i])
            and all(map(fits, around, around))
        )

    size, other = len(ours), len(theirs)
    least = min(size, other)
    if size == other and all(fits(i, i) or is_between(i) for i in range(size)):
        return size, 0
    head = next((i for i in range(least) if not fits(i, i)), least)
    tail = next((k for k in range(least) if not fits(size - 1 - k, other - 1 - k)), least)
    head, tail = max(0, head - 1), max(0, tail - 1)
    return head, min(tail, least - head)


def parts(ours: Sequence[Node], theirs: Sequence[Node]) -> Iterator[tuple[slice, slice, bool]]:
    """The two lists, long ones in parts that stand for each other: weighing grows with the square.

    They begin at items that share anchors with no other than one another, taken in order as far as they
    are (the longest increasing subsequence, as in patience diff). Where there are none, they begin at even
    shares, and a part tells that it is one by chance, unless its lists are equally long.
    """
    size, other = len(ours), len(theirs)
    if size * other <= _MANY:
        yield slice(0, size), slice(0, other), True
        return
    at, there = 0, 0
    for i, j in [*_in_order(_sole(_shared(ours, theirs))), (size, other)]:
        wide, high = i - at, j - there
        if i < size and wide * high < _PART * _PART:
            continue
        shares = 1 + isqrt(wide * high) // (2 * _PART)
        ends = [(at + wide * k // shares, there + high * k // shares) for k in range(shares + 1)]
        for (start, begin), (end, stop) in pairwise(ends):
            yield slice(start, end), slice(begin, stop), shares == 1 or wide == high
        at, there = i, j


def _sole(shared: Mapping[int, Mapping[int, int]]) -> list[tuple[int, int]]:
    """The items that share enough with each other and nothing with another, by ours."""
    pairs = [(i, *others) for i, others in sorted(shared.items()) if len(others) == 1]
    claims = Counter(j for others in shared.values() for j in others)
    return [(i, j) for i, j in pairs if claims[j] == 1 and shared[i][j] >= _ENOUGH]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of the pairs that rise in both, of pairs that rise in the first."""
    ends: list[int] = []  # of the rows found so far, by length
    last: list[int] = []  # which pairs these are
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        ends[at : at + 1], last[at : at + 1] = [j], [index]
        before.append(last[at - 1] if at else -1)
    rising, index = [], last[-1] if last else -1
    while index >= 0:
        rising.append(pairs[index])
        index = before[index]
    return rising[::-1]


def _shared(ours: Sequence[Node], theirs: Sequence[Node]) -> Mapping[int, Mapping[int, int]]:
    """For each item of ours the items of theirs that it shares anchors with, and how much."""
    shared: dict[int, dict[int, int]] = defaultdict(dict)
    there = _once(theirs)
    for thing, i in _once(ours).items():
        if thing in there:
            j = there[thing]
            shared[i][j] = shared[i].get(j, 0) + len(thing)
    return shared


def _once(nodes: Sequence[Node]) -> Mapping[str, int]:
    """The item that has a thing, for each thing that one item alone has."""
    found: dict[str, int] = {}
    often: set[str] = set()
    for index, node in enumerate(nodes):
        for leaf in node.leaves:
            for thing in _words(leaf.value) if leaf.is_text else (leaf.value,):
                if found.setdefault(thing, index) != index:
                    often.add(thing)
    often.add("")  # nothing there tells nothing
    return {thing: index for thing, index in found.items() if thing not in often}


def _alike(ours: Node, theirs: Node) -> bool:
    """Whether two items have the same values but for texts, and texts of about the same length."""
    pairs = list(zip_longest(ours.leaves, theirs.leaves))
    return all(
        one
        and other
        and (one.value == other.value or (one.is_text and other.is_text and _as_long(one, other)))
        for one, other in pairs
    )


def _as_long(ours: Leaf, theirs: Leaf) -> bool:
    expected = len(ours.value) + (_PER_HAN - 1) * len(han_in(ours.value))
    return expected / _TIMES <= len(theirs.value) <= expected * _TIMES


@lru_cache(maxsize=1024)  # lists are in lists
def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.lower())


def _is_empty(node: Node) -> bool:
    return not any(leaf.value.strip() for leaf in node.leaves)
