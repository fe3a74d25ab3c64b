"""Pair the items of two lists in order, with the probability of each pair.

A pair hidden Markov model, summed over all alignments by the forward-backward algorithm (Durbin, Eddy,
Krogh and Mitchison, Biological Sequence Analysis, 1998, chapter 4), over the beads of Gale and Church
(1993): one to one, none to one, one to none, two to one, one to two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import NamedTuple

GAP, GAP_OF_EQUALS = -2.5, -4.0  # what an item without a partner costs; more where the lists are equally long
_TWO = -4.0  # two to one, one to two
_NEVER = float("-inf")
_BAND = 40  # items off the diagonal that are looked at, more where lengths differ


class Bead(NamedTuple):
    """``ours`` items from ``i`` on stand for ``theirs`` items from ``j`` on."""

    i: int
    j: int
    ours: int
    theirs: int


def band(size: int, other: int, i: int) -> range:
    """The items of the other list that item ``i`` may stand for."""
    middle = i * other // max(size, 1)
    reach = _BAND + abs(size - other)
    return range(max(0, middle - reach), min(other, middle + reach + 1))


def beads(
    scores: Mapping[tuple[int, int], float], doubles: Mapping[Bead, float], size: int, other: int
) -> dict[Bead, float]:
    """The probability of each bead that pairs items.

    ``scores`` are log-likelihood ratios of pairs, ``doubles`` those of two-to-one and one-to-two beads;
    what is in neither cannot be.
    """
    gap = GAP_OF_EQUALS if size == other else GAP
    into: dict[tuple[int, int], list[tuple[Bead, float]]] = {}
    for (i, j), score in scores.items():
        into.setdefault((i + 1, j + 1), []).append((Bead(i, j, 1, 1), score))
    for bead, score in doubles.items():
        into.setdefault((bead.i + bead.ours, bead.j + bead.theirs), []).append((bead, score + _TWO))
    cells = [(i, j) for i in range(size + 1) for j in _columns(size, other, i)]
    forward = {(0, 0): 0.0}
    for i, j in cells[1:]:
        ways = [forward.get((i - 1, j), _NEVER) + gap, forward.get((i, j - 1), _NEVER) + gap]
        ways += [forward.get((bead.i, bead.j), _NEVER) + score for bead, score in into.get((i, j), ())]
        forward[i, j] = _log_sum(ways)
    backward = {(size, other): 0.0}
    for i, j in reversed(cells):
        here = backward.get((i, j), _NEVER)
        if here == _NEVER:
            continue
        for bead, score in into.get((i, j), ()):
            at = (bead.i, bead.j)
            backward[at] = _log_sum([backward.get(at, _NEVER), here + score])
        for at in ((i - 1, j), (i, j - 1)):
            if min(at) >= 0:
                backward[at] = _log_sum([backward.get(at, _NEVER), here + gap])
    total = forward.get((size, other), _NEVER)
    if total == _NEVER:
        return {}
    return {
        bead: exp(forward[bead.i, bead.j] + score + backward[end] - total)
        for end, found in into.items()
        if end in backward
        for bead, score in found
        if (bead.i, bead.j) in forward
    }


def best_score(scores: Sequence[Sequence[float]]) -> float:
    """What the best pairing in order is worth (Needleman and Wunsch, 1970)."""
    size, other = len(scores), len(scores[0]) if scores else 0
    gap = _MILD
    row = [gap * j for j in range(other + 1)]
    for i in range(1, size + 1):
        above, row = row, [gap * i]
        ours = scores[i - 1]
        for j in range(1, other + 1):
            row.append(max(above[j - 1] + ours[j - 1], above[j] + gap, row[j - 1] + gap))
    return row[-1]


_MILD = -1.0  # a gap in a list inside of what is being paired


def _columns(size: int, other: int, i: int) -> range:
    columns = band(size, other, i)
    return range(0 if i == 0 else columns.start, columns.stop + 1 if i < size else other + 1)


def _log_sum(ways: Sequence[float]) -> float:
    most = max(ways)
    return most if most == _NEVER else most + log(sum(exp(way - most) for way in ways))
