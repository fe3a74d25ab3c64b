"""The difference of two texts, word by word; Han characters count as words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from i18n_pipeline.locales import script

#: What a piece of a difference is: in both texts, in the old one, in the new one.
Operation = Literal["=", "-", "+"]
Difference = tuple[tuple[Operation, str], ...]

_HAN = script("zh").pattern
_TOKEN = re.compile(rf"{_HAN}|(?:(?!{_HAN})\w)+|\s+|.", re.DOTALL)
_PATIENCE = 4_000_000  # pairs of words; comparing more takes longer than it tells


def difference(old: str, new: str) -> Difference:
    """The pieces of ``old`` and ``new`` in reading order, what was taken out before what came in."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    middle = before[head : len(before) - tail], after[head : len(after) - tail]
    pieces: list[tuple[Operation, str]] = [("=", "".join(before[:head]))]
    if len(middle[0]) * len(middle[1]) > _PATIENCE:
        pieces += [("-", "".join(middle[0])), ("+", "".join(middle[1]))]
    else:
        pieces += _compared(*middle)
    pieces.append(("=", "".join(before[len(before) - tail :])))
    joined = groupby((piece for piece in pieces if piece[1]), key=lambda piece: piece[0])
    return tuple((kind, "".join(text for _, text in group)) for kind, group in joined)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the two begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _compared(old: Sequence[str], new: Sequence[str]) -> list[tuple[Operation, str]]:
    pieces: list[tuple[Operation, str]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("=", "".join(old[start:end])))
        else:
            pieces += [("-", "".join(old[start:end])), ("+", "".join(new[new_start:new_end]))]
    return pieces
