"""English order: the rules of ``order.csv``, each a pattern and the order in which English says its groups.

No rule parses the sentence: each looks at neighbours only, and where none matches, the Chinese order stays.
In ``order``, ``v.doing`` is a group in that form (``forms.formed``), and 'that/D' a word with its sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from i18n_pipeline.engines.glossing import tables
from i18n_pipeline.engines.glossing.forms import formed, inflected
from i18n_pipeline.engines.glossing.piece import Piece, PieceKind
from i18n_pipeline.engines.glossing.punctuation import TOKEN
from i18n_pipeline.engines.glossing.signs import compiled, meets, musts, sign, signs

_LONGEST = 150  # pieces of a clause: nobody writes longer ones, and patterns look back and forth
_SILENT = {PieceKind.DE, PieceKind.LE, PieceKind.DROP}
_INSIDE = {"、", "“", "”", "《", "》"}  # marks that do not end a clause
_SECOND = {"虽然": "但是 但 不过 然而 却", "因为": "所以 因此", "如果": "那么 则 就", "只要": "那么 就"}
_SECOND |= {"尽管": "但是 但 却", "由于": "所以 因此", "若": "那么 则 就", "当": "那么 则 就"}


def english(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in English order and with English endings; those that say nothing are gone."""
    clauses = _clauses([piece for piece in _halved(pieces) if sign(piece) != "_"])
    if len(clauses) == 1 and pieces[-1].kind is not PieceKind.MARK:
        clauses = [ordered(clauses[0], "label")]
    result: list[Piece] = []
    for clause in clauses:
        clause = ordered(inflected(ordered(clause, "before")), "after")
        result += ordered(clause, "articles" if re.search("[VMK]", signs(clause)) else "names")
    return [piece for piece in result if piece.text and piece.kind not in _SILENT]


def ordered(clause: list[Piece], step: str) -> list[Piece]:
    """The clause after each rule of a step in turn, wherever it matches, from left to right."""
    line = signs(clause)
    for pattern, order, must in _rules(step):
        place = 0
        while match := pattern.search(line, place):
            place = match.start() + 1
            groups = {name: clause[match.start(name) : match.end(name)] for name in pattern.groupindex}
            if not all(meets(groups[name], relation, wanted) for name, relation, wanted in musts(must)):
                continue
            old, new = clause[match.start() : match.end()], _arranged(order, groups)
            tokens, kept = (TOKEN.findall(" ".join(piece.text for piece in side)) for side in (new, old))
            if tokens == kept:  # protected pieces keep their order
                new[:1] = [replace(piece, gap=old[0].gap) for piece in new[:1] if old]
                clause = [*clause[: match.start()], *new, *clause[match.end() :]]
                line = signs(clause)
                shorter = len(new) < len(old) or signs(new).count("E") < match[0].count("E")
                place = match.start() if shorter else place
    return clause


@cache
def _rules(step: str) -> Sequence[tuple[re.Pattern[str], str, str]]:
    rules = [rule for rule in tables.rows("order") if rule["step"] == step]
    return [(compiled(rule["pattern"]), rule["order"], rule["must"]) for rule in rules]


def _arranged(order: str, groups: dict[str, list[Piece]]) -> list[Piece]:
    new: list[Piece] = []
    for word, kind, group, form in re.findall(r"'([^'/]+)/?(\w?)'|(\w+)(?:\.(\w+))?", order):
        if word:
            new.append(Piece(word, PieceKind(kind or "P"), source="和" if word == "and" else "的"))
        new += [changed for piece in groups.get(group, ()) for changed in formed(piece, form)]
    return new


def _clauses(pieces: Sequence[Piece]) -> list[list[Piece]]:
    clauses: list[list[Piece]] = [[]]
    for piece in pieces:
        clauses[-1].append(piece)
        if (piece.kind is PieceKind.MARK and piece.source not in _INSIDE) or len(clauses[-1]) >= _LONGEST:
            clauses.append([])
    return [clause for clause in clauses if clause]


def _halved(pieces: Sequence[Piece]) -> list[Piece]:
    """虽然 A，但是 B → although A, B: English says one of the two words."""
    result, waiting = [], set[str]()
    for piece in pieces:
        kept = piece.source not in waiting or piece.fixed
        waiting |= set(_SECOND.get(piece.source, "").split())
        waiting = set() if piece.text in {".", "?", "!", ";"} else waiting
        result.append(piece if kept else replace(piece, text="", kind=PieceKind.DROP))
    return result
