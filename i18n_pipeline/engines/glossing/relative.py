"""Turn round what English says the other way: 遇到的问题, problems encountered; 由 A 组成, consist of A."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline.engines.glossing import forms, inflect
from i18n_pipeline.engines.glossing.clause import group
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import TOKEN

_NOMINAL = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.COUNT}
_ACTOR = {Kind.NOUN, Kind.NAME, Kind.PRONOUN}
_BY_ITSELF = {
    "运行",
    "增长",
    "存在",
    "出现",
    "发生",
    "发展",
    "增加",
    "变化",
    "工作",
    "到来",
    "成长",
    "崛起",
    "失败",
    "丢失",
    "生长",
}
_KINDS_OF_DOING = {
    "方式",
    "方法",
    "过程",
    "能力",
    "压力",
    "时间",
    "计划",
    "情况",
    "原因",
    "机会",
    "成本",
    "目标",
    "目的",
}
_ABOUT = {"基于", "针对", "关于", "面向", "来自", "用于", "适用于", "位于", "对", "对于"}
_JOINED = {"和", "与", "及", "以及", "、"}
_STATES = ("be ", "have", "is")


def turned(clause: list[Piece]) -> list[Piece]:
    """The clause with passives by an actor, "one of", and short relative clauses in English order."""
    clause = _one_of(_by(_about(clause)))
    at = 1
    while at < len(clause) - 1:
        if clause[at].kind is Kind.DE and clause[at - 1].kind is Kind.VERB:
            clause = _relative(clause, at)
        at += 1
    return clause


def _about(clause: list[Piece]) -> list[Piece]:
    """基于 A 的 B → B based on A; 对 A 的 B → B for A."""
    for at, piece in enumerate(clause):
        if piece.source in _ABOUT:
            of = at + 1
            while of < len(clause) and (clause[of].kind in _NOMINAL or clause[of].source in _JOINED):
                of += 1
            end = of + 1
            while end < len(clause) and clause[end].kind in _NOMINAL:
                end += 1
            if of == at + 1 or of >= len(clause) or clause[of].kind is not Kind.DE or end == of + 1:
                continue
            about, thing = clause[at + 1 : of], clause[of + 1 : end]
            if thing[-1].kind in {Kind.NOUN, Kind.NAME} and not (_token(about) and _token(thing)):
                return [*clause[:at], *thing, piece, *about, *clause[end:]]
    return clause


def _by(clause: list[Piece]) -> list[Piece]:
    """由 A 组成 → consist of A; 由 A 收集 → is collected by A."""
    at = next((place for place, piece in enumerate(clause) if piece.source == "由"), -1)
    if at < 0:
        return clause
    end = group(clause, at + 1)
    if end == at + 1 or end >= len(clause) or clause[end].kind is not Kind.VERB or not clause[end].text:
        return clause
    verb, actor = clause[end], clause[at + 1 : end]
    if verb.source in {"组成", "构成"}:
        turned_round = [replace(verb, text="consist of"), *actor]
    else:
        many = at and forms.meant_in_general(clause[at - 1].source)
        said = f"{'are' if many else 'is'} {inflect.participle(verb.text)}"
        turned_round = [Piece(said, Kind.ADVERB), replace(clause[at], source="被 由"), *actor]
    return [*clause[:at], *turned_round, *clause[end + 1 :]]


def _one_of(clause: list[Piece]) -> list[Piece]:
    """A 之一 → one of the A."""
    at = next((place for place, piece in enumerate(clause) if piece.source == "之一"), 0)
    start = at
    while start and clause[start - 1].kind in _NOMINAL | {Kind.DE}:
        start -= 1
    if start == at or clause[at - 1].kind is not Kind.NOUN:
        return clause
    many = replace(clause[at - 1], text=inflect.plural(clause[at - 1].text))
    one = Piece("one of the", Kind.COUNT, source="之一")
    return [*clause[:start], one, *clause[start : at - 1], many, *clause[at + 1 :]]


def _relative(clause: list[Piece], at: int) -> list[Piece]:
    """A B-s 的 C → C B-ed by A; without an A → C B-ed; with a pronoun → C we B-ed."""
    verb, end = clause[at - 1], at + 1
    while end < len(clause) and clause[end].kind in _NOMINAL:
        end += 1
    if end == at + 1 or clause[end - 1].kind not in {Kind.NOUN, Kind.NAME} or verb.text.startswith(_STATES):
        return clause
    manner = at - 1
    while manner and clause[manner - 1].kind is Kind.ADVERB:
        manner -= 1
    start = manner
    if start and clause[start - 1].kind in _ACTOR:
        start -= 1
        while start and clause[start - 1].kind in _NOMINAL and clause[start].kind is not Kind.PRONOUN:
            start -= 1
    actor, thing = clause[start:manner], clause[at + 1 : end]
    if clause[manner - 1].kind is Kind.MODAL or (_token(actor) and _token(thing)):
        return clause
    if thing[-1].source in _KINDS_OF_DOING and start == at - 1:
        form = f"of {inflect.gerund(verb.text)}"
    elif verb.source in _BY_ITSELF:
        start, actor, form = manner, [], inflect.gerund(verb.text)
    else:
        form = inflect.participle(verb.text)
    done = [*clause[manner : at - 1], replace(verb, text=form, kind=Kind.ADVERB, other="", fixed=False)]
    if actor and actor[-1].kind is Kind.PRONOUN:
        behind = [*actor, *done]
    else:
        behind = [*done, *([Piece("by", Kind.PREPOSITION, source="被 由"), *actor] if actor else [])]
    return [*clause[:start], *thing, *behind, *clause[end:]]


def _token(pieces: Sequence[Piece]) -> bool:
    return any(TOKEN.search(piece.text) for piece in pieces)
