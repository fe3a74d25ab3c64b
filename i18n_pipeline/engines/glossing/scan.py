"""Take a Chinese line apart: tokens, Latin text, dates, counted things, marks, and Chinese words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from i18n_pipeline.engines.glossing import numbers
from i18n_pipeline.engines.glossing.lexicon import Lexicon
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import HAN, MARKS, TOKEN

_H = HAN.pattern
_ORDINAL = re.compile(rf"第\s*(\d{{1,6}})\s*[{numbers.MEASURES}]?")
_DATE = re.compile(
    r"(?:(\d{4})\s*年(?!代)(?:年?([底末初中])(?!期))?)?(?:\s*(\d{1,2})\s*月(?:份|\s*(\d{1,2})\s*[日号])?)?"
)
_PARTS = {"底": "the end of ", "末": "the end of ", "初": "early ", "中": "mid-"}
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_COUNT = re.compile(
    rf"({_DIGITS})(?:\s*[-~～—]+\s*({_DIGITS}))?\s*([十百千]?[万亿]+|[百千])?\s*([多余]|\+(?=\s*{_H}))?"
    rf"\s*([{numbers.MEASURES}年天])?(?:(?<={_H})|(?=\s*{_H}))"
)
_LATIN = re.compile(rf"[!-~](?:(?!{TOKEN.pattern}|(?<![\w.:/=-]){_DIGITS}\s*{_H})[ -~])*")
_EDGES = re.compile(r"([\"'(*_~]*)(.*?)([\"'),.;:!?*_~]*)", re.DOTALL)
_RUN = re.compile(rf"{_H}(?:\s*(?!第\s*\d){_H})*")
_MARK = re.compile(rf"—+|…+|[{re.escape(''.join(MARKS))}]")


def pieces(line: str, lexicon: Lexicon) -> Iterator[Piece]:
    """The line in order, every blank of it told by ``gap``.

    Raises EngineError when a Chinese character is in no dictionary.
    """
    place = 0
    while place < len(line):
        gap = line[place].isspace()
        if gap:
            place += 1
            continue
        found, end = _next(line, place, lexicon)
        gap = place > 0 and line[place - 1].isspace()
        yield from (
            replace(piece, gap=gap or piece.gap) if number == 0 else piece
            for number, piece in enumerate(found)
        )
        place = end


def _next(line: str, place: int, lexicon: Lexicon) -> tuple[list[Piece], int]:
    """The pieces at ``place`` and where they end; there is always one."""
    token = TOKEN.match(line, place)
    if token:
        return [Piece(token.group(), Kind.NAME)], token.end()
    term = lexicon.latin_term(line, place)
    if term:
        return [term], place + len(term.source)
    for read in (_ordinal, _date, _count):
        piece, end = read(line, place)
        if piece:
            return [piece], end
    run = _RUN.match(line, place)
    if run:
        return list(lexicon.pieces(re.sub(r"\s+", "", run.group()))), run.end()
    mark = _MARK.match(line, place)
    if mark:
        return [Piece(MARKS[line[place]], Kind.MARK, source=mark.group())], mark.end()
    latin = _LATIN.match(line, place)
    if latin:
        return _latin(latin.group().rstrip()), place + len(latin.group().rstrip())
    return [Piece(line[place], Kind.NAME)], place + 1


def _ordinal(line: str, place: int) -> tuple[Piece | None, int]:
    found = _ORDINAL.match(line, place)
    if not found:
        return None, place
    return Piece(numbers.ordinal(int(found.group(1))), Kind.ADJECTIVE, source=found.group()), found.end()


def _date(line: str, place: int) -> tuple[Piece | None, int]:
    found = _DATE.match(line, place)
    if not found or not found.group() or int(found.group(3) or 1) > 12:
        return None, place
    year, part, month, day = (group or "" for group in found.groups())
    return Piece(
        f"{_PARTS.get(part, '')}{numbers.date(year, month, day)}", Kind.DATE, source=found.group()
    ), found.end()


def _count(line: str, place: int) -> tuple[Piece | None, int]:
    found = _COUNT.match(line, place)
    if not found:
        return None, place
    low, high, scale, more, measure = (part or "" for part in found.groups())
    digits = "-".join(numbers.scaled(part, scale) for part in (low, high) if part)
    plain = not (high or scale or more or measure)
    text = f"{digits}+" if more == "+" else numbers.counted(digits, more, measure)
    return Piece(text, Kind.NAME if plain and "." in low else Kind.COUNT, source=found.group()), found.end()


def _latin(chunk: str) -> list[Piece]:
    """A stretch of Latin text, marks at its edges apart, unless they belong inside: ``main()``."""
    found = _EDGES.fullmatch(chunk)
    assert found  # it matches everything
    lead, body, trail = found.groups()
    while lead and body.count(")") > body.count("("):
        lead, body = lead[:-1], lead[-1] + body
    while trail.startswith(")") and body.count("(") > body.count(")"):
        body, trail = body + trail[0], trail[1:]
    kind = Kind.NAME if any(character.isalnum() for character in body) else Kind.MARK
    return [*_marks(lead), *([Piece(body, kind)] if body else []), *_marks(trail)]


def _marks(text: str) -> list[Piece]:
    return [Piece(found.group(), Kind.MARK) for found in re.finditer(r"\.{3}|([*_~])\1*|.", text)]
