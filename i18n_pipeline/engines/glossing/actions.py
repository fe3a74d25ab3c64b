"""Actions spoken of as things, things done to something, and what makes something happen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from i18n_pipeline.engines.glossing import inflect
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import TOKEN

_LIGHT = {"实现", "完成", "支持", "提供", "达到", "获得", "带来", "保证", "确保", "影响", "做好", "推动"}
_MANNER = {Kind.ADVERB, Kind.ADJECTIVE}
_BEHIND = {Kind.MARK, Kind.CONJUNCTION, Kind.AFTER, Kind.VERB, Kind.MODAL, Kind.LE}
_GETTING = {"得到", "获得", "受到", "得以"}
_CAUSING = {"使", "使得", "让", "令"}
_ABLE = {"能", "能够", "可以", "可", "得以", "即可", "才能", "还可以", "也能", "都能", "也可以"}
_THING = {Kind.NOUN, Kind.NAME}
_NOT_LESS = {"以上": "more than", "以下": "less than", "左右": "about"}
_AMOUNT = re.compile(r"(?:more than )?\d[\d.,]*%?")
_PERCENT = re.compile(r"\d[\d.,]*%")
_MARK = Piece("", Kind.MARK)
_MANY = {"很多", "较多", "非常多", "众多", "不少"}
_MADE = {
    "方便": "facilitate", "丰富": "enrich", "完善": "improve", "统一": "unify", "稳定": "stabilize",
    "规范": "standardize", "便利": "facilitate", "明确": "clarify", "壮大": "strengthen", "健全": "improve",
}  # fmt: skip


def named(clause: list[Piece]) -> list[Piece]:
    """的快速发展 → rapid development; 实现平滑升级 → achieve smooth upgrade."""
    result = list(clause)
    for at, piece in enumerate(clause):
        if piece.kind is not Kind.VERB or not piece.other:
            continue
        start = at
        while start and clause[start - 1].kind is Kind.ADVERB and clause[start - 1].other:
            start -= 1
        before = clause[start - 1] if start else _MARK
        done = before
        if before.kind is Kind.LE and start > 1:
            done = clause[start - 2]
        after = clause[at + 1] if at + 1 < len(clause) else _MARK
        later = clause[at + 2] if at + 2 < len(clause) else _MARK
        if after.kind is Kind.AFTER and later.kind is Kind.DE:
            result[at] = replace(piece, text=piece.other, kind=Kind.NOUN, other="")  # 改造后的 A
            continue
        thing = before.kind is Kind.DE and (after.kind in _BEHIND or start < at)
        joined = before.source in {"和", "与", "及", "以及", "、"} and start > 1
        joined = joined and clause[start - 2].kind is Kind.VERB and result[start - 2].kind is Kind.NOUN
        thing = thing or (joined and after.kind in _BEHIND | {Kind.ADVERB})
        light = (
            done.source in _LIGHT and done.kind is Kind.VERB and after.kind in {Kind.MARK, Kind.CONJUNCTION}
        )
        if thing or (light and start < at):
            for place in range(start, at):
                adverb = clause[place]
                result[place] = replace(adverb, text=adverb.other, kind=Kind.ADJECTIVE, other="")
            result[at] = replace(piece, text=piece.other, kind=Kind.NOUN, other="")
    return result


def described_as_done(clause: list[Piece]) -> list[Piece]:
    """极大地方便了用户: what is a word for a state elsewhere is an action in front of 了."""
    result = list(clause)
    for at, (piece, after) in enumerate(pairwise(clause)):
        if piece.source in _MADE and after.kind is Kind.LE and not piece.fixed:
            result[at] = replace(piece, text=_MADE[piece.source], kind=Kind.VERB, other="")
    return result


def received(clause: list[Piece]) -> list[Piece]:
    """效率得到了显著提升 → is significantly improved."""
    for at, piece in enumerate(clause):
        if piece.source not in _GETTING or piece.kind not in {Kind.VERB, Kind.MODAL}:
            continue
        verb = at + 1
        while verb < len(clause) and clause[verb].kind in _MANNER | {Kind.LE, Kind.DE}:
            verb += 1
        if verb >= len(clause) or clause[verb].kind is not Kind.VERB or not clause[verb].text:
            continue
        if verb + 1 < len(clause) and clause[verb + 1].kind not in {Kind.MARK, Kind.CONJUNCTION}:
            continue
        between = clause[at + 1 : verb]
        manner = [_how(word) for word in between if word.kind in _MANNER]
        said = " ".join(["be", *manner, inflect.participle(clause[verb].text)])
        done = [word for word in between if word.kind is Kind.LE]
        return [*clause[:at], Piece(said, Kind.VERB, source="得到"), *done, *clause[verb + 1 :]]
    return clause


def _how(word: Piece) -> str:
    return word.text if word.kind is Kind.ADVERB else inflect.adverb(word.text)


def caused(clause: list[Piece]) -> list[Piece]:
    """使 A 能够 B → enable A to B; 使得 A 变得简单 → make A simple."""
    result = list(clause)
    for at, piece in enumerate(clause):
        if piece.source not in _CAUSING or piece.fixed:
            continue
        end = next(
            (place for place in range(at + 1, len(clause)) if clause[place].kind is Kind.MARK), len(clause)
        )
        able = next((place for place in range(at + 2, end) if clause[place].source in _ABLE), 0)
        doing = piece.kind is Kind.PREPOSITION  # already a participle behind a comma
        if able:
            result[at] = replace(piece, text="enabling" if doing else "enable", other="")
            result[at] = result[at] if doing else replace(result[at], kind=Kind.VERB)
            result[able] = replace(clause[able], text="to", other="")
            if clause[able - 1].source in {"也", "都", "就"}:
                result[able - 1] = replace(clause[able - 1], kind=Kind.DROP)
        elif not doing:
            result[at] = replace(piece, text=piece.text if piece.source == "让" else "make", kind=Kind.VERB)
        for place in range(at + 1, end):
            if clause[place].source == "变得":
                result[place] = replace(clause[place], text="", kind=Kind.DROP)
    return result


def there_is(clause: list[Piece]) -> list[Piece]:
    """A 中有 B → there are B in A; 有 100 个 A 运行 → 100 A run."""
    has = {"有", "存在", "已有", "已经有"}
    at = next((place for place, piece in enumerate(clause) if piece.source in has), -1)
    if at < 0 or at + 1 >= len(clause):
        return clause
    lead = at
    while lead and clause[lead - 1].kind is Kind.ADVERB:
        lead -= 1
    if lead and clause[lead - 1].kind is Kind.AFTER and clause[lead - 1].text in {"in", "on"}:
        start = 0
        while start < lead and clause[start].kind in {Kind.CONJUNCTION, Kind.ADVERB}:
            start += 1
        end = next(
            (place for place in range(at, len(clause)) if clause[place].kind is Kind.MARK), len(clause)
        )
        if any(word.kind in {Kind.VERB, Kind.MODAL, Kind.MARK} for word in clause[start:lead]):
            return clause
        there = Piece("there are", Kind.VERB, source="有")
        place = clause[start:lead]
        if place[0].kind is not Kind.AT:
            place = [Piece("in", Kind.AT, source="在"), *place]
        if _token(place) and _token(clause[at:end]):
            return clause
        return [*clause[:start], *clause[lead:at], there, *clause[at + 1 : end], *place, *clause[end:]]
    subject = lead and clause[lead - 1].kind in {*_THING, Kind.PRONOUN}
    counted = at + 1
    while counted < len(clause) and clause[counted].kind is Kind.ADVERB:
        counted += 1
    if not subject and counted < len(clause) and clause[counted].kind is Kind.COUNT:
        behind = counted
        while behind < len(clause) and clause[behind].kind in {Kind.COUNT, Kind.DE, Kind.ADJECTIVE, *_THING}:
            behind += 1
        if behind < len(clause) and clause[behind].kind in {Kind.VERB, Kind.MODAL, Kind.AT}:
            when = [word for word in clause[lead:at] if word.source not in {"已", "已经"}]
            return [*clause[:lead], *when, *clause[at + 1 :]]
    return clause


def measured(clause: list[Piece]) -> list[Piece]:
    """90% 以上的 A → more than 90% of A; 提升了 80% → improve by 80%."""
    result: list[Piece] = []
    for at, piece in enumerate(clause):
        before = result[-1] if result else _MARK
        later = clause[at + 1] if at + 1 < len(clause) else _MARK
        if (
            piece.source in {"超过", "超"}
            and later.kind is Kind.COUNT
            and before.kind not in _THING | {Kind.ADVERB}
        ):
            result.append(replace(piece, text="more than", kind=Kind.ADVERB))
            continue
        counted = before.kind in {Kind.COUNT, Kind.NAME} and _AMOUNT.fullmatch(before.text) is not None
        if counted and piece.source in _NOT_LESS and not before.text.startswith(("more", "less")):
            result[-1] = replace(before, text=f"{_NOT_LESS[piece.source]} {before.text}")
            continue
        after = clause[at + 1] if at + 1 < len(clause) else _MARK
        if (
            piece.kind is Kind.DE
            and counted
            and before.text.endswith("%")
            and after.kind in _THING
            and at > 1
        ):
            result.append(Piece("of the", Kind.ADVERB, source="的"))
            continue
        percent = (
            piece.kind in {Kind.COUNT, Kind.NAME}
            and _PERCENT.fullmatch(piece.text)
            and after.kind is not Kind.DE
        )
        verb = result[-2] if before.kind is Kind.LE and len(result) > 1 else before
        if percent and verb.source in {
            "提升",
            "提高",
            "降低",
            "减少",
            "增长",
            "增加",
            "缩短",
            "节省",
            "下降",
        }:
            result.append(Piece("by", Kind.PREPOSITION, source="以"))
        result.append(piece)
    return result


def _token(pieces: Sequence[Piece]) -> bool:
    return any(TOKEN.search(piece.text) for piece in pieces)


def carried_out(clause: list[Piece]) -> list[Piece]:
    """进行测试 → test; 实现 A 最大化 → maximize A; A 很多 → there are many A."""
    result = list(clause)
    at = 0
    while at < len(result) - 1:
        piece = result[at]
        verb = at + 1
        while verb < len(result) and result[verb].kind in {Kind.LE, Kind.ADVERB}:
            verb += 1
        acts = verb < len(result) and result[verb].kind is Kind.VERB and result[verb].text
        if piece.source == "进行" and piece.kind is Kind.VERB and acts:
            done = [word for word in result[at + 1 : verb] if word.kind is Kind.LE]
            how = [word for word in result[at + 1 : verb] if word.kind is not Kind.LE]
            result = [*result[:at], *how, result[verb], *done, *result[verb + 1 :]]
        at += 1
    return _there_are_many(_utmost(result))


def _utmost(clause: list[Piece]) -> list[Piece]:
    most = next((at for at, piece in enumerate(clause) if piece.source == "最大化"), 0)
    at = next((at for at in range(most) if clause[at].source == "实现"), -1)
    between = clause[at + 1 : most]
    if at < 0 or not between or any(piece.kind in {Kind.MARK, Kind.VERB} for piece in between):
        return clause
    done = [piece for piece in between if piece.kind is Kind.LE]
    things = [piece for piece in between if piece.kind not in {Kind.LE, Kind.DE}]
    return [*clause[:at], clause[most], *done, *things, *clause[most + 1 :]]


def _there_are_many(clause: list[Piece]) -> list[Piece]:
    for at, (piece, after) in enumerate(pairwise(clause)):
        if at and piece.source in _MANY and piece.kind is Kind.COUNT and after.kind is Kind.MARK:
            start = at
            while start and clause[start - 1].kind in {Kind.NOUN, Kind.NAME}:
                start -= 1
            free = not start or clause[start - 1].kind in {Kind.CONJUNCTION, Kind.ADVERB, Kind.DROP}
            if start < at and free:
                there = Piece("there are", Kind.VERB, source="有")
                return [*clause[:start], there, piece, *clause[start:at], *clause[at + 1 :]]
    return clause
