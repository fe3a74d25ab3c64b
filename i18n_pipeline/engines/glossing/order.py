"""Adjuncts: how, where and for whom stands in front of a Chinese verb, and last in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline.engines.glossing.clause import group
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import TOKEN

_LED = {
    "通过",
    "根据",
    "按照",
    "基于",
    "为",
    "给",
    "与",
    "跟",
    "向",
    "针对",
    "对",
    "对于",
    "面向",
    "从",
    "于",
}
_GIVING = {"为": "for", "给": "to"}
_TOWARD = {  # what stands behind these verbs
    "带来": "to", "做出贡献": "to", "贡献": "to", "开放": "to", "推广": "to", "影响": "on",
    "依赖": "on", "说明": "to", "展示": "to", "介绍": "to", "发送": "to", "推送": "to", "造成": "on",
}  # fmt: skip
_WEIGHING = {"影响", "压力", "依赖"}  # an influence on something
_DESCRIBING = {"基于", "针对", "面向", "对", "对于"}
_SMALL = {Kind.ADVERB, Kind.MODAL}
_DAILY = {"每年", "每天", "每月", "每周", "每秒", "每分钟", "每小时"}
_ENDING = {"、", "和", "与", "及", "以及", "或", "或者"}
_LONGEST = 14  # pieces between the adjunct and its place


def by_means_of(clause: list[Piece]) -> list[Piece]:
    """采用 A 的方式部署 B → deploy B by means of A."""
    for at, piece in enumerate(clause):
        if piece.source not in {"采用", "通过", "以", "使用", "利用"} or piece.fixed:
            continue
        end = group(clause, at + 1)
        if end > at + 2 and end < len(clause) and clause[end - 1].source in {"方式", "方法", "形式"}:
            last = end - 2 if clause[end - 2].kind is Kind.DE else end - 1
            means = [Piece("through", Kind.PREPOSITION, source="通过"), *clause[at + 1 : last]]
            verb = end
            while verb < len(clause) and clause[verb].kind in _SMALL:
                verb += 1
            if verb < len(clause) and clause[verb].kind is Kind.VERB and len(means) > 1:
                return [*clause[:at], *means, *clause[end:]]
    return clause


def adjuncts_last(clause: list[Piece]) -> list[Piece]:
    """A 在 B 上部署 C → A deploy C on B; 通过 A 提升 B → improve B through A."""
    at = 0
    while at < len(clause):
        end = _adjunct(clause, at)
        moved = _moved(clause, at, end) if end else None
        if moved:
            clause = moved
        else:
            at += 1
    return clause


def _adjunct(clause: Sequence[Piece], at: int) -> int:
    """Where the adjunct that begins at ``at`` ends; 0 where none does."""
    piece = clause[at]
    if piece.fixed or not piece.source:
        return 0
    if piece.kind is Kind.AT:
        after = group(clause, at + 1)
        if after < len(clause) and clause[after].kind is Kind.AFTER and after > at + 1:
            return after + 1
        dated = after == at + 2 and clause[at + 1].kind is Kind.DATE
        return after if dated else 0
    if piece.kind is Kind.ADVERB and piece.source in _DAILY:
        return at + 1 if at else 0
    if piece.source in _LED and piece.kind is Kind.PREPOSITION:
        end = group(clause, at + 1)
        whole = not at and piece.source in _DESCRIBING
        if whole and any(word.kind is Kind.DE for word in clause[at:end]):
            return 0  # 基于 A 的 B 可以 C: what is based on A can
        return end if end > at + 1 else 0
    return 0


def _moved(clause: list[Piece], at: int, end: int) -> list[Piece] | None:
    verb = end
    while verb < len(clause) and clause[verb].kind in _SMALL:
        verb += 1
    if verb >= len(clause) or clause[verb].kind is not Kind.VERB or not clause[verb].text:
        return None
    stop = _stop(clause, verb)
    if stop - verb > _LONGEST or _relative(clause, verb, stop):
        return None
    lead, adjunct, done = clause[at], clause[at:end], clause[end:stop]
    if _token(adjunct) and _token(done):
        return None
    if lead.source == "从" and any(piece.source in {"到", "至"} for piece in done):
        return None
    if any(piece.kind is Kind.MODAL for piece in clause[:at]):
        done = [piece for piece in done if piece.source != "来"]
    adjunct[0] = _led(lead, clause[verb], done)
    return [*clause[:at], *done, *adjunct, *clause[stop:]]


def _led(lead: Piece, verb: Piece, done: Sequence[Piece]) -> Piece:
    """The word in front of the adjunct, as the verb asks for it."""
    if lead.source not in {"为", "给", "对", "对于", "向"}:
        return lead
    last = next((piece for piece in reversed(done) if piece.kind is not Kind.LE), verb)
    word = _TOWARD.get(verb.source) or ("on" if last.source in _WEIGHING else "")
    text = word or _GIVING.get(lead.source, lead.text)
    return replace(lead, text=text, source=f"{lead.source}后")


def _stop(clause: Sequence[Piece], verb: int) -> int:
    """Where the verb and what it is about end."""
    for at in range(verb + 1, len(clause)):
        piece = clause[at]
        if piece.source not in _ENDING and (piece.kind is Kind.MARK or piece.kind is Kind.CONJUNCTION):
            return at
        if piece.kind is Kind.CONJUNCTION and at + 1 < len(clause) and clause[at + 1].kind in _SMALL:
            return at
    return len(clause)


def _relative(clause: Sequence[Piece], verb: int, stop: int) -> bool:
    """Whether the verb only describes a thing: 在集群中运行的应用."""
    behind = verb + 1
    while behind < stop and clause[behind].kind is Kind.LE:
        behind += 1
    if behind < stop and clause[behind].kind is Kind.DE:
        return True
    return any(
        clause[at].kind is Kind.VERB and clause[at + 1].kind is Kind.DE for at in range(verb + 1, stop - 1)
    )


def _token(pieces: Sequence[Piece]) -> bool:
    """Whether a protected piece is among them: two of those keep their order."""
    return any(TOKEN.search(piece.text) for piece in pieces)
