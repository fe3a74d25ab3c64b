"""An engine that lost its way gives one answer to texts that have nothing in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from i18n_pipeline.messages import Notice, put, say

_NO_LETTER = re.compile(r"[\W_]+")
# In letters: shorter labels often are one word in another language (总结 and 小结), but not many of them.
_LABEL, _SENTENCE, _MANY = 6, 16, 5
_COMMON, _COMMON_OF_SENTENCES = 40, 60  # per cent of them, at least, where one translation serves two


def withdrawn(drafts: dict[str, tuple[str, str]]) -> dict[str, Notice]:
    """Take out of ``drafts`` (text → draft, engine) those that answer texts unlike each other; why."""
    refused = {}
    for text in _answered_alike({text: draft for text, (draft, _) in drafts.items()}):
        draft, by = drafts.pop(text)
        why = say("the same answer for texts that have nothing in common: {text}", text=draft[:40])
        refused[text] = put("{engine}: {why}", engine=by.partition(" ")[0], why=why)
    return refused


def _answered_alike(drafts: Mapping[str, str]) -> set[str]:
    """The texts of ``drafts``, text → draft, whose draft is also that of texts unlike them."""
    by_draft: dict[str, dict[str, set[str]]] = {}  # → letters of the texts → the texts
    for text, draft in drafts.items():
        by_draft.setdefault(_letters(draft), {}).setdefault(_letters(text), set()).add(text)
    found: set[str] = set()
    for draft, texts in by_draft.items():
        judged = sorted(texts if len(texts) > _MANY else (one for one in texts if len(one) >= _LABEL))
        if draft and not _are_alike(judged):
            found = found.union(*(texts[letters] for letters in judged))
    return found


def _are_alike(texts: Sequence[str]) -> bool:
    """Whether each has something in common with the one before it and with the first."""
    return all(_is_like(one, other) and _is_like(texts[0], other) for one, other in pairwise(texts))


def _is_like(one: str, other: str) -> bool:
    common = _COMMON_OF_SENTENCES if min(len(one), len(other)) >= _SENTENCE else _COMMON
    return ratio(one, other) >= common


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
