"""Give each word the form its neighbours ask for, as ``forms.csv`` has it: deploy, deploys, deployment."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from i18n_pipeline.engines.glossing import inflect, tables
from i18n_pipeline.engines.glossing.piece import Piece, PieceKind
from i18n_pipeline.engines.glossing.signs import compiled, has, meets, musts, signs

_END = Piece("", PieceKind.MARK)
_DAY = re.compile(r"^[A-Z][a-z]+ \d{1,2}(?:,|$)")
_FREE = {"doing", "described", "passive"}  # forms in which even a term changes
_FINAL = _FREE | {"plain", "still"}  # nothing changes the piece again
_KINDS = {
    "doing": PieceKind.PREPOSITION, "described": PieceKind.PARTICIPLE, "still": PieceKind.ADVERB,
    "front": PieceKind.PREPOSITION,
    "infinitive": PieceKind.MODAL, "adverb": PieceKind.ADVERB, "drop": PieceKind.DROP,
}  # fmt: skip
_TEXTS: dict[str, Callable[[str], str]] = {
    "infinitive": lambda _: "to",
    "doing": partial(inflect.verb, "gerund"),
    "gerund": partial(inflect.verb, "gerund"),
    "third": partial(inflect.verb, "third"),
    "past": partial(inflect.verb, "past"),
    "described": partial(inflect.verb, "participle"),
    "passive": lambda text: f"be {inflect.verb('participle', text)}",
    "been": lambda text: f"been{text[2:]}" if text.startswith("be ") else inflect.verb("participle", text),
    "to": lambda text: text.removeprefix("be ") if text.startswith("be ") else f"to {text}",
    "is": lambda text: f"is{text[2:]}",
    "are": lambda text: f"are{text[2:]}",
    "were": lambda text: f"were{text[2:]}",
    "have": lambda _: "have already",
    "plural": inflect.plural,
    "whose": lambda text: tables.small("whose", text) or text,
    "whom": lambda text: tables.small("whom", text) or text,
    "dated": lambda text: f"{'on' if _DAY.search(text) else 'at' if text[:7] == 'the end' else 'in'} {text}",
    "adverb": inflect.adverb,
}


def inflected(clause: Sequence[Piece]) -> list[Piece]:
    """The clause with its words in form, from left to right, things at last; the order stays."""
    for nouns in (False, True):
        spoken = [piece for piece in clause if piece.kind is not PieceKind.DROP]
        chosen: list[Piece] = []
        left, right = "", signs(spoken)
        for at, piece in enumerate(spoken):
            asked = piece.text and (piece.kind is PieceKind.NOUN) == nouns
            form = _form(chosen, spoken[at:], left, right[at:]) if asked else ""
            made = [one for one in formed(piece, form) if one.kind is not PieceKind.DROP]
            chosen += made
            left += signs(made)
        clause = [piece for piece in chosen if piece.kind is not PieceKind.LE]
    return list(clause)


def _form(before: Sequence[Piece], rest: Sequence[Piece], left: str, right: str) -> str:
    """The form that the first rule gives to the first piece of ``rest``; the strings are their signs."""

    def true(name: str, relation: str, wanted: str) -> bool:
        if name == "subject":
            return _number(before, left)[wanted == "many"]
        if name == "it" and wanted == "compound":
            known = has((*rest, _END)[1], "compound") and not has(rest[0], "changing")
            return known == (relation == "=")
        return meets(_around(name, before, rest, left) or [_END], relation, wanted)

    for ahead, following, must, form in _rules(right[0]):
        if following.match(right, 1) and ahead.search(left) and all(true(*one) for one in musts(must)):
            return form
    return "stay"


def _around(name: str, before: Sequence[Piece], rest: Sequence[Piece], left: str) -> Sequence[Piece]:
    """What rules call ``it``, ``last`` (the piece before), ``next``, ``lead``, ``count`` and ``run``."""
    if name in {"lead", "count"}:
        letters = "VMK" if name == "lead" else "Q"
        return [piece for piece, letter in zip(before, left, strict=True) if letter in letters]
    run = before[len(left.rstrip("NXJEQO")) :]
    return {"it": rest[:1], "last": before, "next": rest[1:2], "run": run}[name]


@cache
def _rules(kind: str) -> Sequence[tuple[re.Pattern[str], re.Pattern[str], str, str]]:
    rules = [rule for rule in tables.rows("forms") if rule["kind"] == kind.replace("j", "V")]
    return [(compiled(f"(?:{r['before']})$"), compiled(r["behind"]), r["must"], r["form"]) for r in rules]


def formed(piece: Piece, form: str) -> list[Piece]:
    """The piece in a form of the tables: mostly one piece; a glossary term may grow where it stands."""
    if form in {"", "stay"}:
        return [piece]
    head, _, last = piece.text.rpartition(" ")
    moves = bool(head) and last in {"to", "into", "on", "in", "as"}
    if form == "behind":
        return [Piece(last, PieceKind.PREPOSITION, source="到")] if moves else []
    if form == "bare" and not moves:
        return [] if piece.kind is PieceKind.PREPOSITION and not head else [piece]  # 于列表中: in the list
    if form == "bare":
        plain = tables.words().get(piece.source.rstrip("在于到")) if has(piece, "state") else None
        return [replace(piece, text=plain.text if plain else head)]
    if form == "thing":
        kind = {PieceKind.ADVERB: PieceKind.ADJECTIVE, PieceKind.MODAL: PieceKind.VERB}.get(
            piece.kind, PieceKind.NOUN
        )
        return [replace(piece, text=piece.other or piece.text, kind=kind, other="")]
    text = _TEXTS[form](piece.text) if form in _TEXTS else piece.text
    if piece.fixed and not text.startswith(piece.text) and form not in _FREE:
        return [piece]
    kind, fixed = _KINDS.get(form, piece.kind), piece.fixed and form not in _FREE
    return [replace(piece, text=text, kind=kind, fixed=fixed, other="" if form in _FINAL else piece.other)]


def _number(before: Sequence[Piece], line: str) -> tuple[bool, bool]:
    """Whether what stands in front of a verb is one thing that acts, and whether it is several things."""
    place = len(line.rstrip("DR")) - 1
    subject, ahead = (before[place], before[:place]) if place >= 0 else (_END, before[:0])
    general = has(subject, "general") and not any(has(word, "one") for word in before)
    counted = subject.kind is PieceKind.NOUN and (general or re.search("[cQ]", line))
    thing = subject.kind in {PieceKind.NAME, PieceKind.NOUN} and not subject.text.endswith(
        ("staff", "people")
    )
    one = (thing and not general) or subject.text in {"it", "he", "she", "this"}
    alone = line[place - 1 : place] not in {"c", "u"}
    free = all(
        letter in "NXJEDRTCOFuc" or has(word, "one") for word, letter in zip(ahead, line, strict=False)
    )
    return one and alone and free, bool(counted) or subject.text in {"we", "they", "these", "those"}
