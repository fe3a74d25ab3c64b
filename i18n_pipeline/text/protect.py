"""What must come through a translation unchanged, and how to keep it out of an engine's hands.

Code, URLs, placeholders, tags and the like are masked as ``[X0X]``, ``[X1X]``, … before the
engine sees the text, and put back afterwards, each exactly once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from i18n_pipeline.errors import EngineError
from i18n_pipeline.messages import say

#: Changes whenever a text may be masked otherwise.
MASK_VERSION = "4"

# Repetitions that may fail at any length have a bound: a text can be made to try them at every character.
_PROTECTED = re.compile(
    r"""
      (?P<token>\[X\d{1,6}X\])                                     # what looks like our own token
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))  # Markdown code
    | (?P<template>\{\{.{0,1000}?\}\} | \{%.{0,1000}?%\})     # templates, Hugo shortcodes
    | (?P<variable>\\?\$\{[^{}]*\})                            # ${VAR}
    | (?P<url>(?i:(?:https?|ftp|mailto):|(?<![\w.@/-])www\.)
        [^\s<>"'“”，。；：！？、（）()【】《》「」\u4e00-\u9fff]+(?<![.,;:!?*\]]))
    | (?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[A-Za-z][\w-]*)+)
    | (?P<html></?[A-Za-z](?i:(?!(?:ttps?|tp|ailto):))[^<>]*> | <!--.{0,1000}?-->)
    | (?P<printf>%(?:\(\w+\))?[-+ 0\#]{0,5}\d{0,9}(?:\.\d{1,9})?[sdifxr](?![A-Za-z]))
    | (?P<name>\{\w*\})                                        # {name}
    """,
    re.VERBOSE | re.ASCII,
)
# What an engine must not touch either, but a translator may: how it is spelt is for other rules.
_MASKED = r"""
      (?P<link>\]\([^()\s]*\))                               # the target of a Markdown link
    | (?P<emphasis>\*\*\*|\*\*|~~|__(?=\S))
    | (?P<version>(?<![\w.])(?:v\d+(?:\.\d+)*|\d+(?:\.\d+){2,})(?:-[\w.]*\w)?(?![\w.]))
    | (?P<path>(?<![\w./~-])(?:(?:~|\.{0,2})/)?(?:[\w.-]+/)*[\w-]+
        \.(?:ya?ml|json|toml|xml|ini|conf|cfg|properties|env|txt|log|csv|md|html?|css|js|ts|py|sh|go|java|jar|war
        |tar|t?gz|zip|sql|pem|crt|key|png|jpe?g|svg)(?![\w/])
        | (?<![\w./)])(?:~|\.{0,2})/(?:[\w.-]+/)*[\w-]+)
"""
_EMPHASIS = ("***", "**", "~~", "__")
_MAY_HAVE_SOME = re.compile(
    r"[`{<@%\[]|:\S|www\.", re.IGNORECASE
)  # most texts have none: this is quick to tell
_MASK = re.compile(r"\[X(\d{1,6})X\]", re.ASCII)

#: What stands for a protected piece in ``unprotected`` text: neither a letter nor a blank.
HIDDEN = "\ufffc"


class Piece(NamedTuple):
    """A protected piece: its kind is the name of its group above."""

    kind: str
    text: str


def mask(text: str, keep: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Replace each protected piece by its token; return the masked text and the pieces.

    Link targets, emphasis marks, versions, file paths and the terms to ``keep`` are masked too, and
    so is what already looks like a token.
    """
    pieces: list[str] = []

    def take(match: re.Match[str]) -> str:
        pieces.append(match.group())
        return f"[X{len(pieces) - 1}X]"

    return _masking(keep).sub(take, text), tuple(pieces)


@lru_cache(maxsize=8)
def _masking(keep: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(_word, sorted(keep, key=len, reverse=True)))
    terms = f"| (?P<term>{words})" if words else ""
    return re.compile(f"{_PROTECTED.pattern} | {_MASKED} {terms}", re.VERBOSE | re.ASCII)


def _word(term: str) -> str:
    """A term as a pattern that does not match inside a longer Latin word."""
    before = r"(?<![A-Za-z0-9])" if term[:1].isascii() else ""
    after = r"(?![A-Za-z0-9])" if term[-1:].isascii() else ""
    return f"{before}{re.escape(term)}{after}"


def protected(text: str) -> tuple[str, ...]:
    """The pieces of ``text`` that a translation must repeat unchanged, in order."""
    return tuple(piece.text for piece in pieces(text))


@lru_cache(maxsize=512)  # several rules ask for the same text, one after another
def pieces(text: str) -> tuple[Piece, ...]:
    """The protected pieces with their kinds, in order."""
    if not _MAY_HAVE_SOME.search(text):
        return ()
    return tuple(Piece(match.lastgroup or "", match.group()) for match in _PROTECTED.finditer(text))


@lru_cache(maxsize=512)
def unprotected(text: str, keep: frozenset[str] = frozenset()) -> str:
    """``text`` with a neutral character for each protected piece, those of the kinds ``keep`` apart."""
    if not _MAY_HAVE_SOME.search(text):
        return text
    return _PROTECTED.sub(lambda match: match.group() if match.lastgroup in keep else HIDDEN, text)


def restore(answer: str, pieces: tuple[str, ...]) -> str:
    """Put the pieces back; emphasis and links close tightly, whatever blanks the engine set.

    Raises EngineError when a token is missing, repeated or invented.
    """
    found = sorted(int(number) for number in _MASK.findall(answer))
    if found != list(range(len(pieces))):
        raise EngineError(say("the engine lost or repeated a protected piece (code, URL, placeholder)"))
    opened: set[str] = set()
    tight_before, tight_behind = set(), set()
    for number, piece in enumerate(pieces):
        if piece in opened or piece.startswith("]("):  # closes what stands in front of it
            tight_before.add(number)
            opened.discard(piece)
        elif piece in _EMPHASIS:
            tight_behind.add(number)
            opened.add(piece)
    parts = _MASK.split(answer)  # texts and numbers in turn
    restored = [parts[0]]
    for number, text in zip(map(int, parts[1::2]), parts[2::2], strict=True):
        if number in tight_before:
            restored[-1] = restored[-1].rstrip()
        restored += [pieces[number], text.lstrip() if number in tight_behind else text]
    return "".join(restored)
