"""The forms in which a text may have a term: in any case and number, derived, hyphenated, in short."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an the of and or to in for on with by at from as is are".split())  # noqa: SIM905
_ENDING = re.compile(  # what is left has three letters
    r"(?<=\w{3})(?:i?ations?|ments?|ness|ings?|[ai]bilit(?:y|ies)|ities|ity|ies|ied|[ai]bl[ey]|ely|ly|ers?|ors?"
    r"|ions?|ives?|ed|es|al|(?<!s)s|e|y|(?<=\w{4})i[sz](?:e[ds]?|ations?)?)$"
)
_STATE = re.compile(r"nc$")  # tenancy is about tenants, persistence is persistent
_INSIDE = 3  # letters from which a term may stand inside of a word: wifi, datacenter


class _Words(NamedTuple):
    """What is compared of a text."""

    stems: frozenset[str]  # of the words that count
    joined: str  # the whole text, without blanks and hyphens
    short: frozenset[str]  # as it may be called: VM, O&M and IoT, all in capitals and without the &
    capitals: frozenset[str]  # words that something may be called in short


def has_term(text: str, term: str) -> bool:
    """Whether the text has the term in one of its forms, its words in any order."""
    has, wanted = _words(text), _words(term)
    inside = len(wanted.joined) >= _INSIDE or not term.isascii()
    return (
        wanted.stems <= has.stems
        or (inside and wanted.joined in has.joined)
        or not wanted.short.isdisjoint(has.capitals)
    )


def is_part_of(text: str, term: str) -> bool:
    """Whether the text says nothing but what the term does: "Hybrid", of a hybrid cloud."""
    stems = _words(text).stems
    return bool(stems) and stems <= _words(term).stems


@lru_cache(maxsize=4096)  # the same terms are looked for again and again
def _words(text: str) -> _Words:
    words = _WORD.findall(text)
    counting = [word for word in words if word.lower() not in _SMALL]
    short = {"".join(map(_initial, some)).upper() for some in (words, counting) if len(counting) > 1}
    singular = (word.removesuffix("s") for word in _WORD.findall(text.replace("&", "")))
    return _Words(
        frozenset(_stem(word.lower()) for word in counting),
        "".join(words).lower(),
        frozenset(short),
        frozenset(word.upper() for word in singular if sum(map(str.isupper, word)) > 1),
    )


def _initial(word: str) -> str:
    return word[0] if word[1:] == word[1:].lower() else word


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """A word without its endings: deploy, deploys, deployed, deployment and deploying are one."""
    word = _STATE.sub("nt", _ENDING.sub("", _ENDING.sub("", word)))
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
