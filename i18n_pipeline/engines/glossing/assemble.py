"""Join English pieces into a line: spacing, quotation marks, capitals, articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from i18n_pipeline.engines.glossing import inflect
from i18n_pipeline.engines.glossing.piece import Kind, Piece

_CLOSING = {",", ".", ";", ":", "?", "!", ")", "</q>", "..."}
_OPENING = {"(", "<q>"}
_PAIRED = re.compile(r"[\"'*_]+|~~")
_SYMBOL = re.compile(r"[^\w\s]+")
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)


def line(pieces: Sequence[Piece], *, title: bool) -> str:
    """The pieces as one line; as a title, its words get capitals."""
    sides = _sides(pieces)
    parts: list[str] = []
    start = True
    for number, piece in enumerate(pieces):
        if number and _apart(pieces[number - 1], sides[number - 1], piece, sides[number]):
            parts.append(" ")
        if piece.kind is Kind.MARK:
            start = start or piece.text in {".", "?", "!"}
            parts.append('"' if piece.text in {"<q>", "</q>"} else piece.text)
        else:
            parts.append(_capital(piece, start=start, title=title))
            start = False
    return _articles("".join(parts))


def _sides(pieces: Sequence[Piece]) -> list[str]:
    """For each piece the side on which it sticks to its neighbour: open, close, or none."""
    waiting: set[str] = set()
    sides = []
    for piece in pieces:
        side = ""
        if piece.kind is Kind.MARK and _PAIRED.fullmatch(piece.text):
            side = "close" if piece.text in waiting else "open"
            waiting ^= {piece.text}
        elif piece.kind is Kind.MARK and piece.text in _OPENING | _CLOSING:
            side = "open" if piece.text in _OPENING else "close"
        sides.append(side)
    return sides


def _apart(left: Piece, left_side: str, right: Piece, right_side: str) -> bool:
    """Whether a blank goes between two pieces."""
    if not left.source and not right.source:
        return right.gap  # Latin text stays as it was
    if left_side == "open" or right_side == "close":
        return False
    if not left_side and not right_side and (_symbol(left) or _symbol(right)):
        return right.gap
    return True


def _symbol(piece: Piece) -> bool:
    return not piece.source and _SYMBOL.fullmatch(piece.text) is not None


def _capital(piece: Piece, *, start: bool, title: bool) -> str:
    if not piece.source or piece.kind is Kind.NAME:
        return piece.text
    if title:
        words = piece.text.split(" ")
        small = [word in _SMALL and (at > 0 or not start) for at, word in enumerate(words)]
        return " ".join(word if stays else _upper(word) for word, stays in zip(words, small, strict=True))
    return _upper(piece.text) if start else piece.text


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _articles(text: str) -> str:
    return re.sub(r"\b([Aa]) (?=(\w+))", lambda m: f"{m[1]}{inflect.article(m[2])[1:]} ", text)
