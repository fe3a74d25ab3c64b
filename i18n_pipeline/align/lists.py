"""Which items of two lists belong together: in order as far as they are, and across it where they moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nlargest
from math import inf
from typing import NamedTuple

from i18n_pipeline.align.anchors import in_place, parts
from i18n_pipeline.align.sequence import Bead, band, beads
from i18n_pipeline.align.tree import Leaf, Node
from i18n_pipeline.messages import NOTHING, Notice, say

_PLAIN = 0.99  # probability of a pair of which there is no doubt
_HALF = 0.1  # probability of a merged or divided text that is not to be overlooked
_LIKELY, _POSSIBLE = 0.5, 0.2  # probability: of a pair, and of one that is shown as doubtful
_SMALL = 40  # pairs; of fewer each is looked at
_NEAR, _BEST = 2, 3  # places apart, and items most in common with one, that are looked at
_STRANGERS = -3.0  # what any other pair is worth
_SURELY = 3.0  # evidence for every item in its place, with which no other place needs to be looked at
_MOVED, _AHEAD = 3.0, 1.5  # evidence that an item went elsewhere, and how far ahead of the next best
_MOVED_FOR_SURE, _FAR_AHEAD = 4.0, 3.0
_CROSSED, _CROSSED_FOR_SURE = 1.5, 4.0  # what two pairs gain when they change partners
_RIVAL = 2.0  # by how much an item that is left over may fit better
_AGAINST = -3.0  # evidence below which the place alone speaks for a pair

Score = Callable[[Node, Node], float]
Affinity = Callable[[Sequence[Node], Sequence[Node]], Sequence[Sequence[float]]]
Together = Callable[[Sequence[Leaf], Sequence[Leaf]], float]


class Link(NamedTuple):
    """Indexes of items that belong together; several on one side for merged or divided texts."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    confidence: float
    why: Notice = NOTHING
    moved: bool = False

    def shifted(self, by: int, other: int) -> Link:
        """The same in lists that begin so many items earlier."""
        ours, theirs = tuple(i + by for i in self.ours), tuple(j + other for j in self.theirs)
        return self._replace(ours=ours, theirs=theirs)

    def doubted(self) -> Link:
        """The same where nothing tells that the right part of the lists was looked at."""
        why = self.why or say("nothing tells the items of this long list apart")
        return self._replace(confidence=min(self.confidence, 0.6), why=why)


def links(
    ours: Sequence[Node], theirs: Sequence[Node], score: Score, together: Together, affinity: Affinity
) -> list[Link]:
    """The items that belong together, each in one link at most, in our order."""
    head, tail = in_place(ours, theirs)
    mine, their = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    plain = [Link((i,), (i,), _PLAIN) for i in range(head)]
    plain += [Link((len(ours) - k,), (len(theirs) - k,), _PLAIN) for k in range(tail, 0, -1)]
    between = [
        (link if told else link.doubted()).shifted(head + i.start, head + j.start)
        for i, j, told in parts(mine, their)
        for link in _weighed_links(mine[i], their[j], score, together, affinity)
    ]
    return sorted([*plain, *between])


def _weighed_links(
    ours: Sequence[Node], theirs: Sequence[Node], score: Score, together: Together, affinity: Affinity
) -> list[Link]:
    """The same of items that evidence must tell."""
    if not (ours and theirs):
        return []
    if len(ours) == len(theirs):
        along = zip(ours, theirs, strict=True)
        if all(score(one, other) >= _SURELY for one, other in along):
            return [Link((i,), (i,), _PLAIN) for i in range(len(ours))]
    scores = {
        (i, j): score(ours[i], theirs[j]) if near else _STRANGERS
        for (i, j), near in _neighbours(ours, theirs, affinity).items()
    }
    chances = beads(scores, _doubles(ours, theirs, together), len(ours), len(theirs))
    links = [
        Link(tuple(range(bead.i, bead.i + bead.ours)), tuple(range(bead.j, bead.j + bead.theirs)), chance)
        for bead, chance in chances.items()
        if chance > _LIKELY
    ]
    links += _across(links, scores, len(ours), len(theirs))
    links = _uncrossed(links, scores)
    free, halves = _free(links, len(ours), len(theirs)), _halves(chances)
    links = [_weighed(link, scores, free, halves) for link in links]
    return [*links, *_possible(links, chances, len(ours), len(theirs))]


def _neighbours(
    ours: Sequence[Node], theirs: Sequence[Node], affinity: Affinity
) -> dict[tuple[int, int], bool]:
    """The pairs that are possible, and whether they are worth a closer look.

    In a long list these are the items in about the same place, and those that have the most in common.
    """
    size, other = len(ours), len(theirs)
    pairs = {(i, j): size * other <= _SMALL for i in range(size) for j in band(size, other, i)}
    if size * other <= _SMALL:
        return pairs
    rows = affinity(ours, theirs)
    reach = _NEAR + abs(size - other)
    for i, row in enumerate(rows):
        near = range(max(0, i - reach), min(other, i + reach + 1))
        best = sorted(range(other), key=lambda j: -row[j])[:_BEST]
        pairs.update({(i, j): True for j in (*near, *best) if (i, j) in pairs})
    for j in range(other):
        best = sorted(range(size), key=lambda i: -rows[i][j])[:_BEST]
        pairs.update({(i, j): True for i in best if (i, j) in pairs})
    return pairs


def mutual_best(rows: Sequence[Sequence[float]], least: float, ahead: float) -> list[tuple[int, int, float]]:
    """Row, column and lead of each cell that is by ``ahead`` the best of both, and ``least`` or more."""
    along, across = (list(map(_two_best, cells)) for cells in (rows, zip(*rows, strict=True)))
    found = []
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value < least:
                continue
            rivals = [second if value == first else first for first, second in (along[i], across[j])]
            lead = value - max(rivals)
            if lead >= ahead:
                found.append((i, j, lead))
    return found


def _two_best(values: Sequence[float]) -> tuple[float, float]:
    first, second = nlargest(2, (*values, -inf, -inf))
    return first, second


def _doubles(ours: Sequence[Node], theirs: Sequence[Node], together: Together) -> dict[Bead, float]:
    """Two texts on end for one, wherever neighbours are nothing but text."""
    mine, their = ([_sole_text(node) for node in nodes] for nodes in (ours, theirs))
    beads = {}
    for i, one in enumerate(mine):
        for j in band(len(mine), len(their), i):
            other = their[j]
            if one is None or other is None:
                continue
            if i + 1 < len(mine) and (second := mine[i + 1]):
                beads[Bead(i, j, 2, 1)] = together((one, second), (other,))
            if j + 1 < len(their) and (second := their[j + 1]):
                beads[Bead(i, j, 1, 2)] = together((one,), (other, second))
    return beads


def _sole_text(node: Node) -> Leaf | None:
    leaves = [leaf for leaf in node.leaves if leaf.value]
    return leaves[0] if len(leaves) == 1 and leaves[0].is_text else None


def _free(links: Sequence[Link], size: int, other: int) -> tuple[list[int], list[int]]:
    ours = {i for link in links for i in link.ours}
    theirs = {j for link in links for j in link.theirs}
    return [i for i in range(size) if i not in ours], [j for j in range(other) if j not in theirs]


def _across(
    links: Sequence[Link], scores: Mapping[tuple[int, int], float], size: int, other: int
) -> Iterator[Link]:
    """What is left over and fits, wherever it stands."""
    ours, theirs = _free(links, size, other)
    rows = [[scores.get((i, j), -inf) for j in theirs] for i in ours]
    for row, column, lead in mutual_best(rows, _MOVED, _AHEAD):
        i, j = ours[row], theirs[column]
        sure = scores[i, j] >= _MOVED_FOR_SURE and lead >= _FAR_AHEAD
        crossing = any((link.ours[0] < i) is not (link.theirs[0] < j) for link in links)
        why = NOTHING if sure else say("stands in another place of the list")
        yield Link((i,), (j,), 0.95 if sure else 0.7, why, crossing or not sure)


def _uncrossed(links: Sequence[Link], scores: Mapping[tuple[int, int], float]) -> list[Link]:
    """Let pairs change partners where evidence says so; doubt both where it nearly does."""
    kept = list(links)
    for a, one in enumerate(kept):
        for b in range(a + 1, len(kept)):
            one, other = kept[a], kept[b]
            if not len(one.ours) == len(one.theirs) == len(other.ours) == len(other.theirs) == 1:
                continue
            (i,), (j,), (k,), (m,) = one.ours, one.theirs, other.ours, other.theirs
            crossed = scores.get((i, m), -inf) + scores.get((k, j), -inf)
            gain = crossed - scores[i, j] - scores[k, m]
            if gain >= _CROSSED_FOR_SURE:
                kept[a] = Link((i,), (m,), 0.95, NOTHING, True)
                kept[b] = Link((k,), (j,), 0.95, NOTHING, True)
            elif gain >= _CROSSED:
                doubt = say("may have changed places with another item of the list")
                kept[a] = one._replace(confidence=min(one.confidence, 0.6), why=doubt)
                kept[b] = other._replace(confidence=min(other.confidence, 0.6), why=doubt)
    return kept


def _halves(chances: Mapping[Bead, float]) -> tuple[set[int], set[int]]:
    """The items that may be a part of a text that was merged or divided, of both lists."""
    doubles = [bead for bead, chance in chances.items() if bead.ours + bead.theirs > 2 and chance > _HALF]
    ours = {i for bead in doubles for i in range(bead.i, bead.i + bead.ours)}
    return ours, {j for bead in doubles for j in range(bead.j, bead.j + bead.theirs)}


def _weighed(
    link: Link,
    scores: Mapping[tuple[int, int], float],
    free: tuple[Sequence[int], Sequence[int]],
    halves: tuple[set[int], set[int]],
) -> Link:
    """Doubt a pair where an item that is left over fits much better, or where all speaks against it."""
    if len(link.ours) + len(link.theirs) > 2 or link.why:
        return link
    (i,), (j,) = link.ours, link.theirs
    rivals = [scores.get((k, j), -inf) for k in free[0]] + [scores.get((i, k), -inf) for k in free[1]]
    if max(rivals, default=-inf) > scores[i, j] + _RIVAL:
        return link._replace(confidence=min(link.confidence, 0.6), why=say("another item fits it better"))
    if scores[i, j] < _AGAINST:
        why = say("little in it agrees with the source")
        return link._replace(confidence=min(link.confidence, 0.6), why=why)
    if link.confidence >= 0.9:
        return link
    best = max((value for (k, m), value in scores.items() if (k == i) is not (m == j)), default=-inf)
    whole = i not in halves[0] and j not in halves[1]
    if whole and scores[i, j] >= _MOVED_FOR_SURE and scores[i, j] - best >= _FAR_AHEAD:
        return link._replace(confidence=0.95)  # whatever the order says, as nothing else is like it
    return link._replace(why=say("other items fit about as well"))


def _possible(links: Sequence[Link], chances: Mapping[Bead, float], size: int, other: int) -> Iterator[Link]:
    """What is left over and may belong together, the likeliest first."""
    ours, theirs = (set(free) for free in _free(links, size, other))
    for bead, chance in sorted(chances.items(), key=lambda item: -item[1]):
        if bead.ours == bead.theirs == 1 and chance >= _POSSIBLE and bead.i in ours and bead.j in theirs:
            ours.remove(bead.i)
            theirs.remove(bead.j)
            yield Link((bead.i,), (bead.j,), chance, say("other items fit about as well"))
