"""What an English clause cannot do without: a copula, objects behind verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.words import WORDS

_THING = {Kind.NOUN, Kind.NAME}
_GROUP = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.COUNT, Kind.DATE, Kind.PRONOUN, Kind.DE}
_JOINING = {"和", "与", "及", "以及", "、", "或", "或者"}
_TO_GIVE = {
    "提供": "for",
    "带来": "to",
    "创造": "for",
    "打造": "for",
    "推出": "for",
    "构建": "for",
    "交付": "to",
}
PLURAL = re.compile(r"(?<!Kubernete)(?<=[a-z]{2})(?<![sui])s$|^(?:we|they|you|these|those|people|staff)$")
HEAD = re.compile(r" (?:of|in|on|at|under|within|between|outside|for|to|by|with|when|after|before)\b.*")
_ACTING = {Kind.VERB, Kind.MODAL}
GOVERNED = _ACTING | {Kind.PREPOSITION, Kind.AT, Kind.AFTER}


def group(clause: Sequence[Piece], start: int) -> int:
    """Where the things that begin at ``start`` end, those joined by "and" with them."""
    end = start
    while end < len(clause):
        joined = clause[end].source in _JOINING and start < end < len(clause) - 1
        if not (clause[end].kind in _GROUP or (joined and clause[end + 1].kind in _GROUP)):
            break
        end += 1
    return end


def objects_behind(clause: list[Piece]) -> list[Piece]:
    """把 A 迁移到 B → migrate A to B; 为 A 提供 B → provide B for A."""
    for at, piece in enumerate(clause):
        if piece.source in {"把", "将"}:
            moved = _after_verb(_things_first(clause, at), at) or _after_verb(clause, at)
        elif piece.source in {"为", "给", "向"}:
            moved = _to_the_end(clause, at)
        else:
            continue
        if moved:
            return moved
    return clause


def _things_first(clause: list[Piece], at: int) -> list[Piece]:
    """把配置存储在 A: of two verbs behind 把, the first is spoken of as a thing."""
    place = group(clause, at + 1)
    if place >= len(clause) or clause[place].kind is not Kind.VERB or not clause[place].text:
        return clause
    later = place + 1
    while later < len(clause) and clause[later].kind is Kind.ADVERB:
        later += 1
    if later >= len(clause) or clause[later].kind is not Kind.VERB:
        return clause
    known = clause[place]
    thing = replace(known, text=known.other or known.text, kind=Kind.NOUN, other="")
    return [*clause[:place], thing, *clause[place + 1 :]]


def _after_verb(clause: list[Piece], at: int) -> list[Piece]:
    end = group(clause, at + 1)
    if clause[at + 1 : at + 2] and clause[at + 1].kind is Kind.ADVERB and clause[at + 1].other:
        further = group(clause, at + 2)  # 把上面的服务, the above services
        if further > at + 2:
            above = replace(clause[at + 1], text=clause[at + 1].other, kind=Kind.ADJECTIVE)
            clause, end = [*clause[: at + 1], above, *clause[at + 2 :]], further
    verb = end
    while verb < len(clause) and clause[verb].kind in {Kind.ADVERB, Kind.MODAL}:
        verb += 1
    done = verb + 1 < len(clause) and clause[verb + 1].kind is Kind.LE
    if end == at + 1 or verb >= len(clause) or clause[verb].kind is not Kind.VERB:
        return []
    said, _, last = clause[verb].text.rpartition(" ")
    action, where = [clause[verb]], []
    if last in {"to", "into", "on", "in", "as"}:  # the place belongs behind the thing: schedule A to B
        plain = WORDS.get(clause[verb].source.rstrip("在于到")) if said.startswith("be ") else None
        action = [replace(clause[verb], text=plain.text if plain else said)]  # store, not be stored
        where = [Piece(last, Kind.PREPOSITION, source="到")]
    rest = clause[verb + 1 + done :]
    mood = [Piece("", Kind.DROP, source=clause[at].source)]
    return [
        *clause[:at], *mood, *clause[end:verb], *action, *clause[verb + 1 : verb + 1 + done],
        *clause[at + 1 : end], *where, *rest,
    ]  # fmt: skip


def _to_the_end(clause: list[Piece], at: int) -> list[Piece]:
    end = group(clause, at + 1)
    if end == at + 1 or end >= len(clause) or clause[end].source not in _TO_GIVE:
        return []
    stop = next((place for place in range(end, len(clause)) if _stops(clause[place])), len(clause))
    if any(piece.kind in _ACTING for piece in clause[end + 1 : stop]):
        return []
    toward = replace(clause[at], text=_TO_GIVE[clause[end].source], kind=Kind.PREPOSITION)
    return [*clause[:at], *clause[end:stop], toward, *clause[at + 1 : end], *clause[stop:]]


def _stops(piece: Piece) -> bool:
    return (piece.kind is Kind.MARK and piece.source not in _JOINING) or (
        piece.kind is Kind.CONJUNCTION and piece.source not in _JOINING
    )


def linked(clause: list[Piece]) -> list[Piece]:
    """A 很重要 → A is very important; a label without a full stop or comma is none of a sentence."""
    spoken = [at for at, piece in enumerate(clause) if piece.text and piece.kind is not Kind.DROP]
    if not spoken or clause[spoken[-1]].kind is not Kind.MARK:
        return clause
    result = list(clause)
    for last, after in pairwise(spoken):
        ended = clause[after].kind in {Kind.MARK, Kind.CONJUNCTION} and clause[after].source not in {
            "、",
            "”",
        }
        if clause[last].kind is Kind.ADJECTIVE and clause[last].source and ended:
            first = last
            while first and clause[first - 1].kind is Kind.ADVERB and clause[first - 1].source != "等":
                first -= 1
            subject = clause[first - 1] if first else clause[0]
            ahead = [piece.kind for piece in clause[: max(first - 1, 0)]]
            named = subject.kind in {Kind.NOUN, Kind.NAME, Kind.PRONOUN}
            if first and named and not GOVERNED & set(ahead):
                word = "are" if PLURAL.search(HEAD.sub("", subject.text)) else "is"
                result[first] = replace(result[first], text=f"{word} {result[first].text}".strip())
    return result
