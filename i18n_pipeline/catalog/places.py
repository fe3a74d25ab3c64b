"""Find what became of a changed string by its place: align the strings of a page, old and new.

Unchanged strings are the fixed points; between two of them, removed and added strings are paired
in order by a global alignment (Needleman and Wunsch, 1970) scored by path and similarity. So an
insertion above shifts nothing, whatever it does to list indexes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from i18n_pipeline.model import BODY, Key

#: A string of a page in page order: its path as shown, and its key.
Occurrence = tuple[str, Key]
Similarity = Callable[[str, str], float]  # of two texts, 0 to 1

_INDEX = re.compile(r"\[\d+\]|~\d+")
_LIKELY = 0.4  # similarity from which two strings are versions of one, wherever they stand
_RELATED = 0.2  # and in the very same place; below, a sentence was replaced, not edited
_SURE = 0.6  # score from which one that is gone from its place is what stands there, whatever is around it
_LABEL = 12  # characters up to which a string in the same place is a version if they share a single one


def match_places(
    old: Sequence[Occurrence], new: Sequence[Occurrence], similarity: Similarity
) -> dict[Key, Key]:
    """New key → the old key that stood in its place, for the keys that are only in ``new``."""
    lost = Counter(key for _, key in old)
    lost.subtract(key for _, key in new)
    known = {key for _, key in old}
    matcher = SequenceMatcher(None, [key for _, key in old], [key for _, key in new], autojunk=False)
    pairs: dict[Key, Key] = {}
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "replace":
            continue
        removed = [found for found in old[old_start:old_end] if lost[found[1]] > 0]
        added = [found for found in new[new_start:new_end] if found[1] not in known]
        for (_, old_key), (_, new_key) in _pair(removed, added, similarity):
            pairs.setdefault(new_key, old_key)
    lost.subtract(pairs.values())
    places = Counter(key for _, key in old)
    several = [one for one in old if places[one[1]] > 1 and lost[one[1]] > 0]
    for path, new_key in new if several else ():  # which of equal ones is gone, the matcher cannot tell
        if new_key in known or new_key in pairs:
            continue
        there = dict.fromkeys(key for stood, key in several if stood == path and lost[key] > 0)
        scores = {key: _score((path, key), (path, new_key), similarity) for key in there}
        best = max(scores, key=lambda key: scores[key], default=None)
        if best and scores[best] >= _SURE:
            pairs[new_key] = best
            lost[best] -= 1
    return pairs


def _pair(
    old: Sequence[Occurrence], new: Sequence[Occurrence], similarity: Similarity
) -> Iterator[tuple[Occurrence, Occurrence]]:
    scores = [[_score(one, other, similarity) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]  # of the first i and j
    for i in range(1, len(old) + 1):
        for j in range(1, len(new) + 1):
            paired = best[i - 1][j - 1] + scores[i - 1][j - 1]
            best[i][j] = max(best[i - 1][j], best[i][j - 1], paired)
    i, j = len(old), len(new)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            yield old[i], new[j]


def _score(old: Occurrence, new: Occurrence, similarity: Similarity) -> float:
    """What pairing the two is worth; 0 or less where they cannot be versions of one string."""
    (old_path, old_key), (new_path, new_key) = old, new
    if _INDEX.sub("[]", old_path) != _INDEX.sub("[]", new_path):
        return -1.0
    alike = similarity(old_key[1], new_key[1])
    is_label = min(len(old_key[1]), len(new_key[1])) <= _LABEL
    same = old_path == new_path and not old_path.startswith(f"{BODY}.")  # which of its kind is not said there
    if same and is_label:
        return alike + 0.4 if _letters(old_key[1]) & _letters(new_key[1]) else -1.0
    if alike < (_RELATED if same else _LIKELY):
        return -1.0
    return alike + (0.4 if same else 0.1)


def _letters(text: str) -> set[str]:
    """What makes two labels versions of one: 客户背景 and 用户背景 share some, 背景 and 方案 none."""
    return set(filter(str.isalnum, text.casefold()))
