"""Arrange Chinese words the way English wants them: simple, safe steps, clause by clause.

No step parses the sentence: each looks at neighbours only, and where they say nothing clear, the
Chinese order stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from i18n_pipeline.engines.glossing import (
    actions,
    adjunct,
    articles,
    forms,
    inflect,
    order,
    plurals,
    relative,
    sentence,
    settled,
)
from i18n_pipeline.engines.glossing import clause as clause_parts
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import TOKEN

_NOMINAL = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.COUNT, Kind.DATE}
_LONGEST = 150  # pieces of a clause: nobody writes longer ones, and steps look back and forth
_HEADS = {Kind.NOUN, Kind.NAME}
_SILENT = {Kind.DE, Kind.LE, Kind.DROP}
_INSIDE = {"、", "“", "”", "《", "》"}  # marks that do not end a clause
_OF = Piece("of", Kind.PREPOSITION, source="的")
_PLACING = {"in", "on", "at", "under", "within", "between", "outside"}
_LEADING = {"in", "on", "of", "at", "since", "until", "to", "from", "before", "after", "by"}
_OF_TIME = {"when", "after", "before", "during", "since", "while", "in the process of", "in the case of"}
_POSSESSIVE = {"I": "my", "we": "our", "you": "your", "he": "his", "she": "her", "it": "its", "they": "their"}
_DAY = re.compile(r"^[A-Z][a-z]+ \d{1,2}(?:,|$)")
_OBJECT = {"I": "me", "we": "us", "he": "him", "she": "her", "they": "them", "its": "it"}


def arranged(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in English order and with English endings; those that say nothing are gone."""
    steps: tuple[Callable[[list[Piece]], list[Piece]], ...] = (
        _carried_out, actions.carried_out, settled.settled, settled.paired, actions.named,
        actions.described_as_done, actions.received, actions.caused, actions.measured, actions.there_is,
        sentence.led, sentence.owned, relative.that, adjunct.early, adjunct.because, adjunct.compared,
        adjunct.toward, _as, adjunct.from_behind, adjunct.thereby, clause_parts.objects_behind,
        order.by_means_of, order.adjuncts_last, relative.turned, _behind, forms.inflected, _pronouns,
        _described, _passive, _dated, clause_parts.linked, adjunct.back_then, articles.objects,
        articles.subjects,
    )  # fmt: skip
    clauses = adjunct.halved(sentence.labelled(_clauses(pieces)))
    clauses = sentence.outcomes(sentence.spoken_for(clauses))
    clauses = sentence.chained(sentence.not_only(clauses))
    for step in steps:
        clauses = [step(clause) for clause in clauses]
    return [piece for piece in chain.from_iterable(clauses) if piece.text and piece.kind not in _SILENT]


def _clauses(pieces: Sequence[Piece]) -> list[list[Piece]]:
    clauses: list[list[Piece]] = [[]]
    for piece in pieces:
        clauses[-1].append(piece)
        ended = piece.kind is Kind.MARK and piece.source not in _INSIDE
        if ended or len(clauses[-1]) >= _LONGEST:
            clauses.append([])
    return clauses


def _carried_out(clause: list[Piece]) -> list[Piece]:
    """对 A 进行 B → B A."""
    at = _find(clause, lambda piece: piece.source == "进行")
    if at < 0:
        return clause
    verb = at + 1
    while verb < len(clause) and clause[verb].kind in {Kind.LE, Kind.ADJECTIVE, Kind.DE, Kind.ADVERB}:
        verb += 1
    toward = _find(clause[:at], lambda piece: piece.source in {"对", "将", "把"})
    if toward < 0 or verb >= len(clause) or clause[verb].kind is not Kind.VERB:
        return clause
    done = [piece for piece in clause[at + 1 : verb] if piece.kind is Kind.LE]
    action = replace(clause[verb], other="")
    return [*clause[:toward], action, *done, *clause[toward + 1 : at], *clause[verb + 1 :]]


def _as(clause: list[Piece]) -> list[Piece]:
    """以 A 为 B → with A as B; 以 in front of a verb → to; 与 between two things → and."""
    result = list(clause)
    for at, piece in enumerate(clause[:-1]):
        if piece.source == "与" and at and clause[at - 1].kind in _HEADS:
            result[at] = replace(piece, text="and", kind=Kind.CONJUNCTION)
        if piece.source == "以":
            main = next((later for later in range(at, len(clause)) if clause[later].source == "为主"), 0)
            if main > at + 1:
                mostly = Piece("are mainly", Kind.VERB, source="为主")
                return [*clause[:at], mostly, *clause[at + 1 : main], *clause[main + 1 :]]
            becoming = next((later for later in range(at, len(clause)) if clause[later].source == "为"), 0)
            if becoming:
                result[becoming] = replace(clause[becoming], text="as")
            elif clause[at + 1].kind is Kind.VERB:
                result[at] = replace(piece, text="to", kind=Kind.MODAL)
    return result


def _behind(clause: list[Piece]) -> list[Piece]:
    """在 A 中 → in A; A 后 → after A."""
    for end in range(len(clause)):
        if (
            end
            and clause[end].kind is Kind.AFTER
            and clause[end - 1].kind not in {Kind.MARK, Kind.CONJUNCTION}
        ):
            word = clause[end]
            if word.text == "when" and clause[end - 1].kind is Kind.DATE:
                word = replace(word, text="in")
            if word.source == "方面":  # a noun elsewhere, and so in a glossary
                word = replace(word, text="in terms of")
            start = _opening(clause, end)
            ahead = clause[:start]
            phrase = clause[start:end]
            if start and word.text in _PLACING and ahead[-1].kind in {Kind.VERB, Kind.PREPOSITION}:
                said, _, last = ahead[-1].text.rpartition(" ")
                if last in _PLACING:
                    ahead = [*ahead[:-1], replace(ahead[-1], text=said)]
                elif last in {"to", "into"}:
                    word = replace(word, text="", kind=Kind.DROP)
            if word.text == "when" and ahead and ahead[-1].source == "当":
                word = replace(word, text="", kind=Kind.DROP)
            if phrase and phrase[-1].kind is Kind.DE:
                phrase = phrase[:-1]
            if phrase and phrase[0].kind is Kind.AT:
                phrase = phrase[1:]
            elif phrase and phrase[0].kind is Kind.PREPOSITION:
                word, phrase = phrase[0], phrase[1:]
            thing = _between(clause, end) if word.source in {"之间", "间"} else end + 1
            if thing > end + 1 and not (
                _token(phrase) and _token(clause[end + 1 : thing])
            ):  # 服务之间的关系: relationship between services
                described = [one for one in clause[end + 1 : thing] if one.kind is not Kind.DE]
                dropped = [Piece("", Kind.DROP)] * (thing - start - len(described) - len(phrase) - 1)
                clause = [*ahead, *described, word, *phrase, *dropped, *clause[thing:]]
                continue
            # A stand-in keeps the length, so that later places still hold.
            filler = [Piece("", Kind.DROP)] * (end + 1 - start - 1 - len(phrase))
            clause = [*ahead, word, *phrase, *filler, *clause[end + 1 :]]
    return clause


def _between(clause: Sequence[Piece], end: int) -> int:
    """Where the thing that lies between others ends; the place behind ``end`` where there is none."""
    at = end + 1
    while at < len(clause) and (
        clause[at].kind in _NOMINAL or (at == end + 1 and clause[at].kind is Kind.DE)
    ):
        at += 1
    while at > end + 1 and clause[at - 1].kind not in _HEADS:
        at -= 1
    return at


def _opening(clause: list[Piece], end: int) -> int:
    """Where the phrase in front of the AFTER at ``end`` begins."""
    for start in range(end - 1, -1, -1):
        if clause[start].kind is Kind.AT:
            return start
        if clause[start].kind is Kind.PREPOSITION and clause[end].text in {"in", "on", "outside", "inside"}:
            return start
    last = end + 1 == len(clause) or clause[end + 1].kind is Kind.MARK
    if clause[end].text in _OF_TIME and last:
        lead = {Kind.CONJUNCTION, Kind.ADVERB}
        return next((at for at in range(end) if clause[at].kind not in lead), 0)
    start = end
    while start and clause[start - 1].kind in _NOMINAL | {Kind.DE, Kind.PRONOUN}:
        start -= 1
    return start if start < end else end - 1


def _pronouns(clause: list[Piece]) -> list[Piece]:
    """我们的 A, 我们 A → our A; 给我们 → to us."""
    result = []
    for at, piece in enumerate(clause):
        if piece.kind is Kind.PRONOUN and not piece.fixed:
            after = clause[at + 1].kind if at + 1 < len(clause) else Kind.MARK
            before = clause[at - 1].kind if at else Kind.MARK
            if after in {Kind.DE, Kind.NOUN}:
                piece = replace(piece, text=_POSSESSIVE.get(piece.text, piece.text), kind=Kind.ADJECTIVE)
            elif before in {Kind.PREPOSITION, Kind.VERB}:
                piece = replace(piece, text=_OBJECT.get(piece.text, piece.text))
        result.append(piece)
    return result


def _described(clause: list[Piece]) -> list[Piece]:
    """A 的 B → B of A, where A and B are things."""
    at = 0
    while at < len(clause):
        if clause[at].kind is Kind.DE and at and clause[at - 1].kind in _HEADS:
            start, end = at, at + 1
            while start and (clause[start - 1].kind in _NOMINAL or _joins(clause, start - 1)):
                start -= 1
            while end < len(clause) and (clause[end].kind in _NOMINAL or _goes_on(clause, end)):
                end += 1
            while end > at + 1 and clause[end - 1].kind not in _HEADS:
                end -= 1  # what it is like: A 的 B 复杂
            crossed = _token(clause[start:at]) and _token(clause[at:end])
            if end > at + 1 and clause[end - 1].kind in _HEADS and not crossed:
                if start and clause[start - 1].kind in {Kind.AT, Kind.AFTER}:
                    start -= 1
                left = clause[start:at]
                placed = left[0].kind is Kind.AFTER or left[0].text.split(" ")[0] in _PLACING
                words = [*clause[at + 1 : end], *articles.definite(left if placed else [_OF, *left])]
                thing = Piece(
                    " ".join(word.text for word in words), Kind.NOUN, source="的", gap=clause[start].gap
                )
                clause = [*clause[:start], thing, *clause[end:]]
                at = start
        at += 1
    return clause


def _joins(clause: Sequence[Piece], at: int) -> bool:
    """Whether an "and" between two things stands there: they are described together."""
    return (
        bool(at) and clause[at].source in {"和", "与", "及", "以及", "、"} and clause[at - 1].kind in _HEADS
    )


def _goes_on(clause: Sequence[Piece], at: int) -> bool:
    """Whether an "and" stands there that joins a thing nobody describes further: A 的 B 和 C."""
    if clause[at].source not in {"和", "与", "及", "以及"} or clause[at - 1].kind not in _HEADS:
        return False
    end = at + 1
    while end < len(clause) and clause[end].kind in _NOMINAL - {Kind.COUNT}:
        end += 1
    return (
        end > at + 1
        and clause[end - 1].kind in _HEADS
        and (end == len(clause) or clause[end].kind is not Kind.DE)
    )


def _token(pieces: Sequence[Piece]) -> bool:
    """Whether a protected piece is among them: two of those keep their order."""
    return any(TOKEN.search(piece.text) for piece in pieces)


def _passive(clause: list[Piece]) -> list[Piece]:
    """被 B → is B-ed."""
    result = list(clause)
    for at, (piece, verb) in enumerate(pairwise(clause)):
        if piece.source in {"被", "受"} and verb.kind is Kind.VERB:
            are = "are" if at and plurals.in_plural(clause[at - 1]) else "is"
            mood = clause[at - 1].text if at and clause[at - 1].kind is Kind.MODAL else ""
            result[at] = replace(piece, text="be" if mood and mood != "do not" else are)
            if mood == "do not":
                result[at - 1] = replace(clause[at - 1], text="is not")
                result[at] = replace(piece, text="", kind=Kind.DROP)
            result[at + 1] = replace(verb, text=inflect.participle(verb.text))
    return result


def _dated(clause: list[Piece]) -> list[Piece]:
    """A date with nothing in front of it that leads to it: in 2006, on May 8, 2006."""
    result = list(clause)
    for at, piece in enumerate(clause):
        if piece.kind is Kind.DATE:
            word = "on" if _DAY.search(piece.text) else "at" if piece.text.startswith("the end") else "in"
            before = clause[at - 1] if at else piece
            if before.kind is Kind.AT:
                result[at - 1] = replace(before, text=word)
            elif before.text.rpartition(" ")[2] not in _LEADING and before.kind is not Kind.PREPOSITION:
                result[at] = replace(piece, text=f"{word} {piece.text}")
    return result


def _find(clause: Sequence[Piece], wanted: Callable[[Piece], bool]) -> int:
    """The place of the last piece that is wanted, or -1."""
    return next((at for at in range(len(clause) - 1, -1, -1) if wanted(clause[at])), -1)
