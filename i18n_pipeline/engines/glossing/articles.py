"""Articles: the thing that acts, and the thing that a verb or preposition is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline.engines.glossing import inflect, plurals
from i18n_pipeline.engines.glossing.clause import GOVERNED, HEAD, PLURAL
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import TOKEN

_GOVERNING = {Kind.VERB, Kind.PREPOSITION, Kind.AT, Kind.AFTER}
_DETERMINED = set(
    "the a an our their its my your this that these another first and any each on multiple various".split()  # noqa: SIM905
)
_KNOWN = re.compile(r"(?:existing|original|entire|whole|current|previous|overall|same|latest|underlying)\b")
_NOMINAL = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.DE}
_JOINING = {"和", "与", "及", "以及", "、", "或", "或者"}
_DETERMINER = re.compile(
    r"(?:the|an?|our|their|its|my|your|this|that|these|those|each|every|all|some|any|many|several|another|no|most"
    r"|one|two|three|other|and|various|multiple|more|first|in|on|at|under|within|between|outside)\b|(?!O&M|R&D)[A-Z\d]"
)


def definite(clause: Sequence[Piece]) -> list[Piece]:
    """The thing that a verb or preposition is about gets its article."""
    result = list(clause)
    for at in range(1, len(clause)):
        piece, before = clause[at], clause[at - 1]
        if before.kind is Kind.LE and at > 1:
            before = clause[at - 2]
        end = at
        while end < len(clause) and (
            (
                clause[end].kind in {Kind.NOUN, Kind.ADJECTIVE, Kind.NAME}
                and (end == at or not _opens(clause[end]))
            )
            or (clause[end].kind is Kind.DE and clause[end - 1].kind is Kind.ADJECTIVE)
        ):
            end += 1
        thing = clause[end - 1] if end > at else before
        if before.kind not in _GOVERNING or thing.kind is not Kind.NOUN or not thing.source:
            continue
        first = piece.text.split(" ")[0]
        named = piece.text[:1].isupper() and piece.text[1:2] != "&" and bool(piece.source)
        whole = thing.source.endswith(("性", "化")) and end == at + 1  # security, containerization
        if (
            named
            or first in _DETERMINED
            or whole
            or plurals.in_plural(thing)
            or inflect.is_uncounted(thing.text)
        ):
            continue
        described = before.kind is Kind.VERB and any(word.kind is Kind.DE for word in clause[at:end])
        described = described and not _KNOWN.match(piece.text)
        result[at] = replace(piece, text=f"{'a' if described else 'the'} {piece.text}")
    return result


def _opens(piece: Piece) -> bool:
    """Whether a thing begins with this word: its own system, the following points."""
    return piece.text.split(" ")[0] in _DETERMINED


def objects(clause: list[Piece]) -> list[Piece]:
    """The articles of what a clause is about; a label that does nothing has none."""
    return list(clause) if _is_label(clause) else definite(clause)


def _is_label(clause: Sequence[Piece]) -> bool:
    return not any(piece.kind in {Kind.VERB, Kind.MODAL, Kind.MARK} for piece in clause)


def subjects(clause: list[Piece]) -> list[Piece]:
    """The thing in front of the verb gets its article, unless it is many or has a name."""
    result = list(clause)
    if _is_label(clause):
        return result
    for at, piece in enumerate(clause):
        before = clause[at - 1] if at else Piece("", Kind.MARK)
        opening = before.kind in {Kind.MARK, Kind.CONJUNCTION} and before.source not in _JOINING
        latin = piece.kind is Kind.NAME and not TOKEN.search(piece.text)
        if not opening or not (latin or (piece.kind in {Kind.NOUN, Kind.ADJECTIVE} and piece.source)):
            continue
        end = at
        while end < len(clause) and (clause[end].kind in _NOMINAL or _goes_on(clause, end)):
            end += 1
        while end < len(clause) and clause[end].kind in {Kind.ADVERB, Kind.DROP}:
            end += 1
        thing = next((word for word in reversed(clause[at:end]) if word.kind is Kind.NOUN), None)
        acts = end < len(clause) and clause[end].kind in GOVERNED
        linking = any(re.match(r"(?:is|are)\b", word.text) for word in clause[at + 1 : end])
        if thing and thing.source and (acts or linking) and (latin or not _DETERMINER.match(piece.text)):
            many = PLURAL.search(HEAD.sub("", thing.text)) and " of " not in thing.text
            result[at] = (
                piece if many else replace(piece, text=f"the {piece.text}", source=piece.source or "该")
            )
    return result


def _goes_on(clause: Sequence[Piece], at: int) -> bool:
    """Whether the thing in front is joined by "and" with another one."""
    after = clause[at + 1] if at + 1 < len(clause) else clause[at]
    return clause[at].source in _JOINING and clause[at - 1].kind in _NOMINAL and after.kind in _NOMINAL
