"""Give each word the form its neighbours ask for: deploy, deploys, deployed, deploying, deployment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline.engines.glossing import inflect
from i18n_pipeline.engines.glossing.piece import Kind, Piece

_SILENT = {Kind.DROP}
_OBJECTS = {Kind.NAME, Kind.COUNT, Kind.PRONOUN, Kind.LE}  # what only a verb has behind it
_SUBJECT_MAY_HOLD = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.DE, Kind.ADVERB, Kind.DATE, Kind.CONJUNCTION}
_SINGULAR = {"a", "one", "each", "this", "1", "another", "every"}
_DESCRIBED = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.DE}
_ACTING = {Kind.VERB, Kind.MODAL, Kind.ADVERB, Kind.PREPOSITION}
_GOVERNING = {Kind.PREPOSITION, Kind.AT, Kind.AFTER}
_BASE_FOLLOWS = {"被", "受", "为了", "使", "使得", "由"}
_END = Piece("", Kind.MARK)


# A verb in front of one of these usually says what kind of thing it is: 部署流程, deployment process.
_HEADS = """
    过程 流程 阶段 效率 成本 方式 环境 平台 系统 团队 能力 人员 工具 方案
    体系 模式 周期 需求 规范 策略 工程师 经验 中心 机制 压力 语言 任务 工作
    速度 时间 效果 场景 习惯 权限 设备 企业 公司 行业 中台 框架 技术 部门
    负责人
"""
_COMPOUND_HEADS = frozenset(_HEADS.split())
_CHANGING = "提升 简化 优化 改进 改变 支持 选择 保护 整合 控制 适应 改善 保障 帮助 影响 打造 建设 维护 使用"


def inflected(clause: list[Piece]) -> list[Piece]:
    """The clause with its verbs, adverbs and counted nouns in form; the order stays."""
    spoken = [piece for piece in clause if piece.kind not in _SILENT]
    chosen: list[Piece] = []
    for at, piece in enumerate(spoken):
        after = spoken[at + 1] if at + 1 < len(spoken) else _END
        if piece.kind is Kind.VERB and piece.text:
            piece = _verb(piece, chosen, after)
        elif piece.kind is Kind.ADVERB and piece.other and after.kind in _DESCRIBED:
            piece = replace(piece, text=piece.other, kind=Kind.ADJECTIVE)
        elif piece.kind is Kind.MODAL and piece.other and after.kind not in _ACTING:
            piece = replace(piece, text=piece.other, kind=Kind.VERB)
        elif piece.source in {"将", "把"} and after.kind not in _ACTING:
            piece = replace(piece, kind=Kind.DROP)
        chosen.append(piece)
    return _counted([piece for piece in chosen if piece.kind not in {Kind.LE, Kind.DROP}])


def _verb(piece: Piece, before: Sequence[Piece], after: Piece) -> Piece:
    last = before[-1] if before else _END
    compound = after.source in _COMPOUND_HEADS and piece.source not in _CHANGING
    if piece.other and (compound or _is_thing(last, after)):
        return replace(piece, text=piece.other, kind=Kind.NOUN)
    if last.source in {"已", "已经"}:
        return _ending(piece, inflect.participle(piece.text))
    if after.kind is Kind.LE:
        return _ending(piece, inflect.past(piece.text))
    if last.kind in _GOVERNING and last.source not in _BASE_FOLLOWS:
        return _ending(piece, inflect.gerund(piece.text))
    if piece.text == "is":
        plural = last.text in {"we", "they", "you", "these", "those"}
        return replace(piece, text="are") if plural else piece
    third = last.text in {"it", "he", "she", "this"} or last.kind in {Kind.NAME, Kind.NOUN}
    if third and all(word.kind in _SUBJECT_MAY_HOLD or word is last for word in before):
        return _ending(piece, inflect.third_person(piece.text))
    if piece.text.startswith("be ") and last.kind is not Kind.MODAL:
        return replace(piece, text=f"is{piece.text[2:]}")
    return piece


def _is_thing(last: Piece, after: Piece) -> bool:
    """Whether an action between these two is spoken of as a thing."""
    if after.kind in _OBJECTS or last.source in _BASE_FOLLOWS:
        return False
    if (
        last.kind in {Kind.DE, Kind.NOUN, Kind.ADJECTIVE, Kind.COUNT, Kind.NAME, Kind.LE}
        or last.source == "、"
    ):
        return True
    if last.kind is Kind.VERB:
        return bool(last.text)
    if last.kind is Kind.MARK or last.kind is Kind.CONJUNCTION:
        return after.kind in {Kind.MARK, Kind.CONJUNCTION, Kind.VERB}
    return last.kind in _GOVERNING and after.kind in {Kind.MARK, Kind.CONJUNCTION}


def _counted(clause: list[Piece]) -> list[Piece]:
    """The thing behind a number in the plural."""
    result = list(clause)
    for at, piece in enumerate(clause):
        if piece.kind is Kind.COUNT and piece.text not in _SINGULAR and not piece.text.endswith("%"):
            end = at + 1
            while end < len(clause) and clause[end].kind in {Kind.NOUN, Kind.ADJECTIVE, Kind.NAME}:
                end += 1
            if end > at + 1 and clause[end - 1].kind is Kind.NOUN:
                result[end - 1] = _ending(clause[end - 1], inflect.plural(clause[end - 1].text))
    return result


def _ending(piece: Piece, form: str) -> Piece:
    """The piece in another form; a glossary term may only grow."""
    return replace(piece, text=form) if form.startswith(piece.text) or not piece.fixed else piece
