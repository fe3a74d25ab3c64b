"""Take a Chinese line apart: tokens, Latin text, dates, counted things, marks, and Chinese words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from i18n_pipeline.engines.glossing import numbers
from i18n_pipeline.engines.glossing.lexicon import Lexicon
from i18n_pipeline.engines.glossing.piece import Piece, PieceKind
from i18n_pipeline.engines.glossing.punctuation import HAN, MARKS, TOKEN

_H = HAN.pattern
_ORDINAL = re.compile(rf"第\s*(\d{{1,6}})\s*[{numbers.MEASURES}]?")
_DATE = re.compile(
    r"(?:(\d{4})\s*年(?!代)(?:年?([底末初中])(?!期))?)?(?:\s*(\d{1,2})\s*月(?:份|\s*(\d{1,2})\s*[日号])?)?"
)
_PARTS = {"底": "the end of ", "末": "the end of ", "初": "early ", "中": "mid-"}
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_COUNT = re.compile(
    rf"({_DIGITS})(?:\s*[-~～—]+\s*({_DIGITS}))?\s*([多余几]?)\s*([十百千]?[万亿]+|[百千])?\s*([多余]|\+(?=\s*{_H}))?"
    rf"\s*([{numbers.MEASURES}])?(?:(?<={_H})|(?=\s*{_H}))"
)
_LATIN = re.compile(rf"[!-~](?:(?!{TOKEN.pattern}|(?<![\w.:/=-]){_DIGITS}\s*{_H})[ -~])*")
_EDGES = re.compile(r"([\"'(*_~]*)(.*?)([\"'),.;:!?*_~]*)", re.DOTALL)
_RUN = re.compile(rf"{_H}(?:\s*(?!第\s*\d){_H})*")
_MARK = re.compile(rf"—+|…+|[{re.escape(''.join(MARKS))}]")


def pieces(line: str, lexicon: Lexicon) -> Iterator[Piece]:
    """The line in order, every blank of it told by ``gap``. Raises EngineError as the lexicon does."""
    place = 0
    while place < len(line):
        if line[place].isspace():
            place += 1
            continue
        (first, *rest), end = _next(line, place, lexicon)
        yield replace(first, gap=first.gap or (place > 0 and line[place - 1].isspace()))
        yield from rest
        place = end


def _next(line: str, place: int, lexicon: Lexicon) -> tuple[list[Piece], int]:
    """The pieces at ``place`` and where they end; there is always one."""
    term = None if TOKEN.match(line, place) else lexicon.latin_term(line, place)
    if term:
        return [term], place + len(term.source)
    for pattern, read in _READERS:
        match = pattern.match(line, place)
        if match and match[0] and (made := read(match)):
            return made, place + len(match[0].rstrip())
    if run := _RUN.match(line, place):
        return list(lexicon.pieces(re.sub(r"\s+", "", run.group()))), run.end()
    return [Piece(line[place], PieceKind.NAME)], place + 1


def _date(match: re.Match[str]) -> list[Piece]:
    year, part, month, day = (group or "" for group in match.groups())
    text = f"{_PARTS.get(part, '')}{numbers.date(year, month, day)}" if int(month or 1) <= 12 else ""
    return [Piece(text, PieceKind.DATE, source=match.group())] if text else []


def _count(match: re.Match[str]) -> list[Piece]:
    low, high, some, scale, more, measure = (part or "" for part in match.groups())
    digits = "-".join(numbers.scaled(part, scale) for part in (low, high) if part)
    plain = "." in low and not (high or scale or more or some or measure)
    text = f"{digits}+" if more == "+" else numbers.measured(digits, more or some, measure)
    return [Piece(text, PieceKind.NAME if plain else PieceKind.COUNT, source=match.group())]


def _latin(match: re.Match[str]) -> list[Piece]:
    """A stretch of Latin text, marks at its edges apart, unless they belong inside: ``main()``."""
    edges = _EDGES.fullmatch(match.group().rstrip())
    assert edges  # it matches everything
    lead, body, trail = edges.groups()
    while lead and body.count(")") > body.count("("):
        lead, body = lead[:-1], lead[-1] + body
    while trail.startswith(")") and body.count("(") > body.count(")"):
        body, trail = body + trail[0], trail[1:]
    kind = PieceKind.NAME if any(character.isalnum() for character in body) else PieceKind.MARK
    return [*_marks(lead), *([Piece(body, kind)] if body else []), *_marks(trail)]


def _marks(text: str) -> list[Piece]:
    return [Piece(found.group(), PieceKind.MARK) for found in re.finditer(r"\.{3}|([*_~])\1*|.", text)]


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Piece]]], ...] = (
    (TOKEN, lambda found: [Piece(found[0], PieceKind.NAME)]),
    (_ORDINAL, lambda found: [Piece(numbers.ordinal(int(found[1])), PieceKind.ADJECTIVE, source=found[0])]),
    (_DATE, _date), (_COUNT, _count),
    (_MARK, lambda found: [Piece(MARKS[found[0][0]], PieceKind.MARK, source=found[0])]), (_LATIN, _latin),
)  # fmt: skip
