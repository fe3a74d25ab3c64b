"""Join English pieces into a line: spacing, quotation marks, capitals, articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from i18n_pipeline.engines.glossing import inflect
from i18n_pipeline.engines.glossing.piece import Piece, PieceKind

_CLOSING = {",", ".", ";", ":", "?", "!", ")", "</q>", "..."}
_OPENING = {"(", "<q>"}
_PAIRED = re.compile(r"[\"'*_]+|~~")
_SYMBOL = re.compile(r"[^\w\s]+")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


def line(pieces: Sequence[Piece], *, title: bool) -> str:
    """The pieces as one line; as a title, its words get capitals."""
    sides = _sides(pieces)
    parts: list[str] = []
    start = True
    for number, piece in enumerate(pieces):
        if number and _apart(pieces[number - 1], sides[number - 1], piece, sides[number]):
            parts.append(" ")
        if piece.kind is PieceKind.MARK:
            start = start or piece.text in {".", "?", "!"}
            parts.append('"' if piece.text in {"<q>", "</q>"} else piece.text)
        else:
            parts.append(_capital(piece, start=start, title=title))
            start = False
    article = re.compile(r"\b([Aa]) (?=(\w+))")
    return article.sub(lambda found: f"{found[1]}{inflect.article(found[2])[1:]} ", "".join(parts))


def _sides(pieces: Sequence[Piece]) -> list[str]:
    """For each piece the side on which it sticks to its neighbour: open, close, or none."""
    waiting: set[str] = set()
    sides = []
    for piece in pieces:
        side = ""
        if piece.kind is PieceKind.MARK and _PAIRED.fullmatch(piece.text):
            side = "close" if piece.text in waiting else "open"
            waiting ^= {piece.text}
        elif piece.kind is PieceKind.MARK and piece.text in _OPENING | _CLOSING:
            side = "open" if piece.text in _OPENING else "close"
        sides.append(side)
    return sides


def _apart(left: Piece, left_side: str, right: Piece, right_side: str) -> bool:
    """Whether a blank goes between two pieces."""
    if not left.source and not right.source:
        return right.gap  # Latin text stays as it was
    symbols = any(not piece.source and _SYMBOL.fullmatch(piece.text) for piece in (left, right))
    if not left_side and not right_side and symbols:
        return right.gap
    return left_side != "open" and right_side != "close"


def _capital(piece: Piece, *, start: bool, title: bool) -> str:
    if not piece.source or piece.kind is PieceKind.NAME:
        return piece.text
    words = piece.text.split(" ")
    capital = [start] + [False] * (len(words) - 1)
    if title:
        capital = [word not in _SMALL or (start and not at) for at, word in enumerate(words)]
    return " ".join(
        word[:1].upper() + word[1:] if up else word for word, up in zip(words, capital, strict=True)
    )
