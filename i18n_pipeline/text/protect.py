"""What must come through a translation unchanged, and how to keep it out of an engine's hands.

Code, URLs, placeholders, tags and the like are masked as ``[X0X]``, ``[X1X]``, … before the
engine sees the text, and put back afterwards, each exactly once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from i18n_pipeline.errors import EngineError
from i18n_pipeline.messages import say
from i18n_pipeline.text.addresses import PATTERN as ADDRESSES
from i18n_pipeline.text.openings import pair, without_open
from i18n_pipeline.text.references import is_reference

#: Changes whenever a text may be masked otherwise.
MASK_VERSION = "7"

# Beside the usual: [[_NAME_]], <% erb %>, #{ruby}, $t(key) of i18next, @:key and @.lower:{key} of vue-i18n,
# %1$s, %<name>s, %{count}, {0:.2f}, {when, date, short}, <1>…</1> of react-i18next, :smile:, &nbsp;, and \n
# written out. A name between colons that has Chinese on both sides (类型:string:必填) is no emoji.
# Repetitions that may fail at any length have a bound: a text can be made to try them at every character.
_PROTECTED = re.compile(
    r"""
      (?P<token>\[X\d{1,6}X\])                                     # what looks like our own token
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))  # Markdown code
    | (?P<template>\{\{.{0,1000}?\}\} | \{%.{0,1000}?%\} | <%.{0,1000}?%>    # templates, Hugo shortcodes
        | \[\[[\w.:-]{1,100}\]\])                              # [[_NAME_]]
    | (?P<variable>\\?\$\{[^{}]*\} | \#\{[^{}\s]{1,100}\}      # ${VAR}, #{var}
        | \$t\([^()\n]{1,200}\)                                # $t(key)
        | @(?:\.\w{1,20})?:(?:\{[^{}\n]{1,100}\} | \([^()\n]{1,100}\) | [A-Za-z_][\w.-]{0,100}(?<![.-])))   #
    """
    rf"| {ADDRESSES}"
    r"""
    | (?P<printf>%(?:\(\w{1,100}\) | <\w{1,100}> | \d{1,2}\$)?[-+0\#]{0,5}\d{0,9}(?:\.\d{1,9})?
        (?:(?:hh?|ll?|[Lzjtq])?[sdifxr] | (?<!\d%)(?:hh?|ll?|[Lzjtq])?[uXoeEgGc@])(?![A-Za-z]) | %%)
    | (?P<html></?[A-Za-z](?i:(?!(?:ttps?|tp|ailto):))[^<>]*> | </?\d{1,3}\s?/?> | <!--.{0,1000}?-->)
    | (?P<name>%?\{\s{0,9}\$?[\w.\[\]-]{0,100}(?:![ras])?(?::[^{}\s]{0,30})?\s{0,9}\}    #
        | \{\s{0,9}\w{1,100}\s{0,9},\s{0,9}(?:number|date|time|ordinal|duration)\s{0,9}(?:,[^{}]{0,100})?\})
    | (?P<icu>\{\s{0,9}\w{1,100}\s{0,9},\s{0,9}(?:plural|select|selectordinal)\s{0,9},)   #
    | (?P<emoji>(?<![\w:/]):(?:\d{0,3}[a-z](?:[a-z0-9_+-]{0,60}[a-z0-9])?|[+-]1|100):(?![\w:/\u4e00-\u9fff])
        | (?<![\w:/\u4e00-\u9fff]):(?:\d{0,3}[a-z](?:[a-z0-9_+-]{0,60}[a-z0-9])?|[+-]1|100):(?![\w:/]))
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});)
    | (?P<escape>\\(?:[nrt]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}))                                # \n written out
    | (?P<constant>(?<![A-Za-z0-9_])__[A-Z][A-Z0-9_]{0,60}__(?![A-Za-z0-9_]))                # __NAME__
    """,
    re.VERBOSE | re.ASCII,
)
# What an engine must not touch either, but a translator may: how it is spelt is for other rules.
_MASKED = r"""
      (?P<link>\]\([^()\s]*(?:\s{1,9}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\)  # the target of a Markdown link
        | \]\[[^\[\]\n]{0,100}\])
    | (?P<footnote>\[\^[\w.-]{1,60}\])
    | (?P<math>\$\$[^$\u4e00-\u9fff]{1,1000}\$\$
        | (?<![\w$\\])\$(?=\S)[^$\n\u4e00-\u9fff]{1,300}(?<=\S)\$(?![\w$]))
    | (?P<break>(?<=\S)(?:[ ]{2,9}|\\)\n)                   # a line break that readers see
    | (?P<emphasis>\*\*\*|\*\*|~~|__(?=\S))
    | (?P<version>(?<![\w.])(?:v\d+(?:\.\d+)*|\d+(?:\.\d+){2,})(?:-[\w.]*\w)?(?![\w.]))
    | (?P<path>(?<![\w./~-])(?:(?:~|\.{0,2})/)?(?:[\w.-]+/)*[\w-]+
        \.(?:ya?ml|json|toml|xml|ini|conf|cfg|properties|env|txt|log|csv|md|html?|css|js|ts|py|sh|go|java|jar|war
        |tar|t?gz|zip|sql|pem|crt|key|png|jpe?g|svg)(?![\w/])
        | (?<![\w./)])(?:~|\.{0,2})/(?:[\w.-]+/)*[\w-]+
        | (?<![A-Za-z])[A-Za-z]:\\[\w.\\-]{1,200})
    | (?P<date>%[-_^]?[YmdHMSBbAaIpyjZ](?![A-Za-z]))
    | (?P<selector>(?:=\d{1,6}|(?<!\w)\w{1,30})\s?\{ | [{}])      # what is left of {n, plural, one {…}}
"""
_PAIRS = (
    pair(r"(?<!\$)\{(?=\{)", r"\}\}", 1001),
    pair(r"(?<![${])\{(?=%)", r"%\}", 1001),
    pair("(?<=<)!(?=--)", "-->", 1002),
)
#: Attributes whose value is shown to readers.
READ = frozenset(
    ("alt", "title", "caption", "label", "text", "summary", "description", "desc", "placeholder")
) | {"data-text", "aria-label"}
_QUOTED = re.compile(
    r"""(?:(?P<name>[\w:.-]{1,60})\s{0,9}=\s{0,9})?(?P<quote>["'])(?P<text>.*?)(?P=quote)""", re.DOTALL
)
_EMPHASIS = ("***", "**", "~~", "__")
_QUOTES = ('"', "'")
_MAY_HAVE_SOME = re.compile(
    r"[`{<@%\[$&\\]|:\S|www\.|__|/\S|[^\x00-\x7f]\.\w|\w\.[^\x00-\x7f]", re.IGNORECASE
)  # most texts have none: this is quick to tell
_MASK = re.compile(r"\[X(\d{1,6})X\]", re.ASCII)
_GLUED = re.compile(r"(?<=[A-Za-z0-9])(?=\[[^\[\]]*$)")

# 【X0X】, [x0x], (X0X), [X0], X0X, [X 0 X], of whatever alphabet their X is.
_LIKE_X = "[XxХхΧχ×]"
_DAMAGED = re.compile(
    rf"(?<![^\W_])(?:{_LIKE_X}\s?\d{{1,6}}\s?{_LIKE_X}|{_LIKE_X}[-_.]\d{{1,6}}[-_.]{_LIKE_X}"
    rf"|(?<=[\[(【{{<〔〖「])\s?{_LIKE_X}\s?(?:\d{{1,6}}|[OoОо]\s?{_LIKE_X})\s?(?=[\])】}}>〕〗」]))(?![^\W\d_])"
)

#: What stands for a protected piece in ``unprotected`` text: neither a letter nor a blank.
HIDDEN = "\ufffc"


class Piece(NamedTuple):
    """A protected piece: its kind is the name of its group above."""

    kind: str
    text: str


def mask(text: str, keep: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Replace each protected piece by its token; return the masked text and the pieces.

    Link targets, emphasis marks, versions, file paths and the terms to ``keep`` are masked too, and
    so is what already looks like a token. What a tag or shortcode says in quotes in Chinese is not.
    """
    pieces: list[str] = []
    masked: list[str] = []
    at = 0
    for match in _masking(keep).finditer(_closed(text)):
        for start, end in _silent(match):
            masked += text[at:start], f"[X{len(pieces)}X]"
            pieces.append(text[start:end])
            at = end
    return "".join((*masked, text[at:])), tuple(pieces)


def _silent(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The spans of a piece to mask: all of it but what it says to readers in quotes."""
    start, end = match.span()
    if match.lastgroup in ("template", "html", "link"):
        for quoted in _QUOTED.finditer(match.string, start, end):
            is_read = match.lastgroup != "html" or (quoted["name"] or "").lower() in READ
            if is_read and is_said(quoted["text"]):
                yield start, quoted.start("text")
                start = quoted.end("text")
    yield start, end


def is_said(quoted: str) -> bool:
    """Whether what stands in quotes is for readers, and not in ASCII."""
    return not quoted.isascii() and not is_reference(quoted)


def _closed(text: str) -> str:
    """What patterns look at: the text without what opens in vain."""
    return without_open(text, _PAIRS, code=True)


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
    matches = _PROTECTED.finditer(_closed(text))
    return tuple(Piece(match.lastgroup or "", text[match.start() : match.end()]) for match in matches)


@lru_cache(maxsize=512)
def unprotected(text: str, keep: frozenset[str] = frozenset()) -> str:
    """``text`` with a neutral character for each protected piece, those of the kinds ``keep`` apart."""
    if not _MAY_HAVE_SOME.search(text):
        return text
    parts: list[str] = []
    at = 0
    for match in _PROTECTED.finditer(_closed(text)):
        if match.lastgroup not in keep:
            parts += text[at : match.start()], HIDDEN
            at = match.end()
    return "".join((*parts, text[at:]))


def damaged_masks(text: str, source: str) -> list[str]:
    """What in a text may have been a token, and is neither one nor in the source."""
    found = _DAMAGED.findall(_plain(_MASK.sub(HIDDEN, text)))
    known = _plain(source) if found else ""
    return [mask for mask in map(str.strip, found) if mask not in known]


def _plain(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()


def restore(answer: str, pieces: tuple[str, ...]) -> str:
    """Put the pieces back; emphasis, quotes and links close tightly, whatever blanks the engine set.

    Raises EngineError when a token is missing, repeated or invented.
    """
    masks = sorted(int(number) for number in _MASK.findall(answer))
    if masks != list(range(len(pieces))):
        raise EngineError(say("the engine lost or repeated a protected piece (code, URL, placeholder)"))
    opened: set[str] = set()
    tight_before, tight_behind = set(), set()
    for number, piece in enumerate(pieces):
        if piece in opened or piece.startswith(("](", "][", "[^")):  # closes what stands in front of it
            tight_before.add(number)
            opened.discard(piece)
        elif piece in _EMPHASIS:
            tight_behind.add(number)
            opened.add(piece)
        if piece.endswith(_QUOTES) and pieces[number + 1 :][:1] and pieces[number + 1].startswith(piece[-1]):
            tight_behind.add(number)
            tight_before.add(number + 1)
    parts = _MASK.split(answer)  # texts and numbers in turn
    restored = [parts[0]]
    for number, text in zip(map(int, parts[1::2]), parts[2::2], strict=True):
        if number in tight_before:
            restored[-1] = restored[-1].rstrip()
        if pieces[number].startswith("]"):  # Chinese has no blank in front of a link
            restored[-1] = _GLUED.sub(" ", restored[-1], count=1)
        text = text.lstrip() if number in tight_behind else text
        if pieces[number] in _EMPHASIS and number in tight_before and text[:1].isalnum():
            before = next((part[-1] for part in reversed(restored) if part), " ")
            text = text if before.isalnum() else f" {text}"  # behind **(a)**b Markdown sees no end of it
        restored += [pieces[number], text]
    return "".join(restored)
