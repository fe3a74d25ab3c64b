"""A clause as a string of signs, one letter a piece, for the patterns of ``order.csv`` and ``forms.csv``.

X name · K mark · N noun · V verb · J adjective · D adverb · R participle · P preposition · O pronoun ·
M modal · C conjunction · Q count · T date · A 在 · B what stands behind its phrase (中, 后) · E 的 · L 了 ·
F "of" · c what joins two things · and some words, each with a letter of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from i18n_pipeline.engines.glossing import inflect
from i18n_pipeline.engines.glossing.piece import Piece, PieceKind
from i18n_pipeline.engines.glossing.punctuation import TOKEN
from i18n_pipeline.engines.glossing.tables import trait

_WORDS = {
    "把": "b", "将": "b", "由": "y", "进行": "j", "从": "f", "到": "z", "至": "z", "之一": "1", "为主": "m",
    "以": "i", "为": "w", "被": "p", "受": "p", "与": "u", "当": "g",
}  # fmt: skip
_NAMES = {  # what a pattern calls by a name
    "{THING}": "(?:[NXJQTOE]|(?<=[NXJQTOE])[cu](?=[NXJQTO]))+",  # with what describes it, or is joined to it
    "{THINGS}": "(?:[NJX]|(?<=J)E(?=[NJX]))*",
    "{NAMED}": "[NXJQ]*[NX]",
    "{DOES}": r"(does:[DMb]*(v:[Vj])(?!L*E)(?:(?!VE)[^KC]){0,13})(?=[KC]|$)",
    "{WHOLE}": "(a:(?:[NXJQTOF]|(?<=[NX])[cu](?=[NXJQT]))*[NX])E"
    "(b:O?(?:[NXJQT]|(?<=[NX])[cu](?=[NXJT]+(?!E)))*[NX])",
    "{ACTING}": "[VMDPbwufiypj]",
}
_FORMS = {  # traits that are seen in the English
    "act": r"^(?!be |have|is)", "state": "^be ", "by": "^by$", "they": "^(?:we|they|you|these|those)$",
    "personal": "^(?:need|want|hope|plan|have|begin|decide|strive|try) ",
    "percent": "%$", "times_it": " times$",
    "placing": r"\b(?:in|on|at|under|within|between)$", "leading": r"\b(?:to|into|from)$",
    "times": "^(?:when|after|before|during|since|while|in the process of|in the case of)$",
    "amount": r"^\d[\d.,]*%?$|^(?:\w+|[\d.,]+) times?$", "share": r"%$| times$|\b(?:half|thirds?|quarters?)$",
    "leading_date": r"\b(?:in|on|of|at|since|until|to|from|before|after|by)$", "token": TOKEN.pattern,
    "plural": r"(?<!Kubernete)(?<=[a-z]{2})(?<![sui])s$|^(?:we|they|you|these|those|people|staff)$",
    "known": r"^(?:existing|original|entire|whole|current|same|latest)\b", "proper": r"^(?!O&M|R&D)[A-Z\d]",
    "rank": r"^(?:(?:fir|\d+)st|(?:seco|\d+)nd|(?:thi|\d+)rd|[a-z]{3,5}th|\d+th)$", "of": " of$", "s": "s$",
}  # fmt: skip


@cache
def _is_general(source: str) -> bool:
    """Whether the thing, or the last word of its name, is one that is meant in general: 物流企业."""
    return any(source[at:] in trait("many") for at in range(max(len(source) - 1, 1)))


_OTHERS: dict[str, Callable[[Piece], object]] = {
    "named": lambda p: p.other and p.kind in {PieceKind.VERB, PieceKind.ADVERB},
    "other": lambda p: p.other,
    "free": lambda p: not p.fixed,
    "chinese": lambda p: p.source,
    "done": lambda p: p.source.endswith("了"),
    "quality": lambda p: p.source.endswith(("性", "化")),  # security, containerization
    "unit": lambda p: p.source.endswith(tuple(trait("uncounted"))),
    "general": lambda p: _is_general(p.source),
    "fronted": lambda p: has(p, "times") or has(p, "placing"),
    "determined": lambda p: p.source and (p.text.split(" ")[0] in trait("set") or has(p, "proper")),
    "one": lambda p: has(p, "rank") or (p.text.split(" ")[0] in trait("ones") and not has(p, "of")),
    "plain": lambda p: inflect.is_uncounted(p.text) or (has(p, "general") and has(p, "s")),
}  # fmt: skip


def sign(piece: Piece) -> str:
    """The letter of a piece: its kind's, or that of its word where the word steers by itself."""
    letter: str = piece.kind._value_  # several times as fast as value, and asked for all the time
    if letter in "KC" and piece.source in trait("joining"):
        return "c"
    if piece.source == "的" and piece.text == "of":
        return "F"
    return letter if piece.fixed or letter in "XN" else _WORDS.get(piece.source, letter)


def signs(clause: Iterable[Piece]) -> str:
    """The clause as patterns see it."""
    return "".join(map(sign, clause))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the tables: a regular expression with ``{NAMES}`` in it and groups as ``(name:…)``."""
    for name, meaning in _NAMES.items():
        pattern = pattern.replace(name, meaning)
    return re.compile(re.sub(r"\((\w+):", r"(?P<\1>", pattern))


@cache
def musts(text: str) -> tuple[tuple[str, str, str], ...]:
    """``name=trait``, ``name!trait`` (has it not), ``name~trait`` (no piece has it), taken apart."""
    return tuple(re.findall(r"(\w+)([=!~])(\w+)", text))


def meets(pieces: Sequence[Piece], relation: str, wanted: str) -> bool:
    """Whether the last piece of a group, or with ``~`` none of them, is as a rule wants it."""
    if relation == "~":
        return not any(has(piece, wanted) for piece in pieces)
    return not pieces or has(pieces[-1], wanted) == (relation == "=")


def has(piece: Piece, wanted: str) -> bool:
    """Whether a piece has a trait, of its English or of its word. Raises KeyError for an unknown trait."""
    if wanted in _FORMS:
        return bool(piece.text) and compiled(_FORMS[wanted]).search(piece.text) is not None
    other = _OTHERS.get(wanted)
    if other:
        return bool(other(piece))
    return piece.source in trait(wanted) and (not piece.fixed or piece.kind is PieceKind.NOUN)
