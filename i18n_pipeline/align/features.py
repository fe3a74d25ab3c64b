"""What is compared of a value: its words, its numbers, a file that it names, its ends and its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from i18n_pipeline.align.lexicon import fold
from i18n_pipeline.align.tree import Leaf
from i18n_pipeline.text.markers import lines, without_markers
from i18n_pipeline.text.markup import prose
from i18n_pipeline.text.quantities import Quantities, quantities

WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#]*|[^\W\d_\u2e80-\u9fff]{2,}")
STEM = 5  # letters by which inflected words are told: monitor, monitoring
_DIGIT = re.compile(r"\d")
_FILE = re.compile(r"(?<![^/?#\s])[^/?#\s]+\.\w{2,5}(?=$|[?#])")
_ENDS = {"：": ":", "？": "?", "！": "!"}


class Target(NamedTuple):
    """What is compared of a value of the target page."""

    leaf: Leaf
    at: int  # its index
    length: int
    marker: str = ""
    end: str = ""
    folded: str = ""
    numbers: Sequence[frozenset[str]] = ()  # what each may stand for


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """The stems of its words, but for the shortest."""
    return tuple(word[:STEM] for word in WORD.findall(text.casefold()) if len(word) > 2)


def target_of(leaf: Leaf, index: int) -> Target:
    """Of the value that stands at this index of its page."""
    if not leaf.is_text:
        return Target(leaf, index, len(leaf.value))
    stated = quantities_in(prose(leaf.value))
    numbers = [frozenset[str]().union(*number.readings) for number in stated.stated] if stated else []
    return Target(leaf, index, len(leaf.value), *ends(leaf.value), fold(leaf.value), numbers)


def ends(text: str) -> tuple[str, str]:
    """The list marker, and the punctuation at the end."""
    text = text.strip()
    first = lines(text.partition("\n")[0])
    end = text[-1:]
    return first[0].marker if first else "", _ENDS.get(end, end)


def quantities_in(text: str) -> Quantities | None:
    """The quantities that it states, but for the numbers of list items; None where it has no digit."""
    return quantities(without_markers(text)) if _DIGIT.search(text) else None


def file_of(value: str) -> str:
    """The name of the file that a path or an address leads to; "" where to none."""
    name = _FILE.search(value.strip())
    return name.group() if name else ""
