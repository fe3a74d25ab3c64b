"""Give each word the form its neighbours ask for: deploy, deploys, deployed, deploying, deployment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline.engines.glossing import inflect, plurals
from i18n_pipeline.engines.glossing.piece import Kind, Piece

_SILENT = {Kind.DROP}
_OBJECTS = {Kind.NAME, Kind.COUNT, Kind.PRONOUN, Kind.LE}  # what only a verb has behind it
_SUBJECT_MAY_HOLD = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.DE, Kind.ADVERB, Kind.DATE, Kind.CONJUNCTION}
_DESCRIBED = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.DE}
_ACTING = {Kind.VERB, Kind.MODAL, Kind.ADVERB, Kind.PREPOSITION}
_GOVERNING = {Kind.PREPOSITION, Kind.AT, Kind.AFTER}
_BASE_FOLLOWS = {"被", "受", "为了", "使", "使得", "由"}
_USING = {"使用", "采用", "利用", "借助", "用", "选择", "运用"}
_LETTING = {"让", "帮助", "使", "支持", "允许", "方便", "助力", "使得", "要求", "要"}
_TO = _USING | {"帮助", "允许", "助力", "要求"}
_LASTING = set("提供 简化 降低 提升 提高 减少 带来 增强 支持 解决 引入 内置 集成".split())  # noqa: SIM905
_SAID_TO = {"登录", "响应"}
_NOW = {"目前", "当前", "未来"}
_TRYING = {"尝试", "继续", "拒绝", "选择"}
_PERSONAL = {"need", "want", "hope", "plan", "have", "begin", "decide", "strive", "try"}
_TOGETHER = {"和", "与", "及", "以及"}
_END = Piece("", Kind.MARK)


# A verb in front of one of these usually says what kind of thing it is: 部署流程, deployment process.
_HEADS = """
    过程 流程 阶段 效率 成本 方式 环境 平台 系统 团队 能力 人员 工具 方案
    体系 模式 周期 需求 规范 策略 工程师 经验 中心 机制 压力 语言 任务 工作
    状态 速度 时间 效果 场景 习惯 权限 设备 企业 公司 行业 中台 框架 技术 部门
    负责人 方向 目标 计划 原因 结果 现状 功能 操作 进度 记录 组件 信息 领域 部分 接口 参数 设置 页面 界面 项目
    层 关系 链路 粒度 性能 空间 大盘 面板 经理 同学 同事 质量 率 复杂度 负担 难度 强度 端 侧 次数 频率
    结构 架构 手段 意识 水平 思路 理念 规模 渠道 引擎 领域 场地 管道 实践
    指标 时长 门槛 曲线 体验 流水线 脚本 日志
"""
_COMPOUND_HEADS = frozenset(_HEADS.split())
_CHANGING = (
    "提升 提高 降低 简化 优化 改进 改变 支持 选择 保护 整合 控制 适应 改善 保障 帮助 影响 打造 建设 维护 使用"
)


_THINGS = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE}


def inflected(clause: list[Piece]) -> list[Piece]:
    """The clause with its verbs, adverbs and counted nouns in form; the order stays."""
    spoken = [piece for piece in clause if piece.kind not in _SILENT]
    chosen: list[Piece] = []
    for at, piece in enumerate(spoken):
        behind = spoken[at + 1 :]
        after = behind[0] if behind else _END
        if piece.kind is Kind.VERB and piece.text:
            piece = _main(piece, chosen, behind) or _verb(piece, chosen, after)
        elif piece.kind is Kind.MODAL:
            piece = _modal(piece, chosen, after)
        elif piece.kind is Kind.ADVERB:
            piece = _adverb(piece, chosen, behind)
        elif piece.source == "只有" and chosen and after.kind is Kind.COUNT:
            piece = replace(piece, text="has only" if _singular(chosen) else "have only", kind=Kind.VERB)
        elif piece.source == "部分" and chosen and chosen[-1].kind in {Kind.DE, Kind.COUNT}:
            piece = replace(piece, text="part", kind=Kind.NOUN)
        elif piece.kind is Kind.ADJECTIVE and not piece.fixed and _done_so(behind[:2]):
            piece = replace(piece, text=inflect.adverb(piece.text), kind=Kind.ADVERB)
        elif piece.kind is Kind.ADJECTIVE and piece.other and _stands_for_itself(chosen, after):
            piece = replace(piece, text=piece.other, kind=Kind.NOUN)
        elif piece.source == "把" and after.kind not in _ACTING:
            piece = replace(piece, kind=Kind.DROP)
        chosen.append(piece)
    said = [piece for piece in chosen if piece.kind not in {Kind.LE, Kind.DROP}]
    return plurals.several(plurals.counted(said))


def _modal(piece: Piece, before: Sequence[Piece], after: Piece) -> Piece:
    last = before[-1] if before else _END
    if last.kind is Kind.AFTER and piece.text.split(" ")[0] in _PERSONAL:
        return replace(piece, text=inflect.gerund(piece.text))
    acting = after.kind in _ACTING and after.source != "进行"
    if piece.text.split(" ")[0] in _PERSONAL and after.kind in _ACTING:
        return replace(piece, text=inflect.third_person(piece.text)) if _singular(before) else piece
    if piece.other and not acting:
        return replace(piece, text=piece.other, kind=Kind.VERB)
    if piece.text.startswith("be ") and before:
        return replace(piece, text=f"{'are' if _many(before) else 'is'}{piece.text[2:]}")
    return replace(piece, kind=Kind.DROP) if piece.source == "将" and after.kind not in _ACTING else piece


def _adverb(piece: Piece, before: Sequence[Piece], behind: Sequence[Piece]) -> Piece:
    after = behind[0] if behind else _END
    if piece.source in {"已", "已经"} and _many(before) and after.kind is not Kind.NOUN:
        return replace(piece, text="have already")
    if piece.source in _NOW and not before and after.kind is not Kind.DE and _told(behind):
        return piece  # 目前社区没有 …: currently, not the current one
    if piece.other and (after.kind in _DESCRIBED or _predicate(before, after)):
        return replace(piece, text=piece.other, kind=Kind.ADJECTIVE)  # 系统非常稳定: is stable
    return piece


def _verb(piece: Piece, before: Sequence[Piece], after: Piece) -> Piece:
    last = before[-1] if before else _END
    if last.source in {"等", "等等"} and piece.other:
        return replace(piece, text=piece.other, kind=Kind.NOUN)
    compound = after.source in _COMPOUND_HEADS and piece.source not in _CHANGING
    if piece.other and (compound or _is_thing(piece, last, after)):
        return replace(piece, text=piece.other, kind=Kind.NOUN)
    if last.source in _TRYING and after.kind in _OBJECTS | _THINGS:
        return plurals.ending(piece, f"to {piece.text}")
    if last.source in {"已", "已经"}:
        return plurals.ending(piece, inflect.participle(piece.text))
    leading = next((word for word in reversed(before) if word.kind is Kind.VERB), _END)
    helped = leading.source in {"帮助", "助力"} and last.kind in {Kind.NOUN, Kind.NAME, Kind.PRONOUN}
    if helped or (after.kind is Kind.LE and last.kind is Kind.MODAL):
        return piece
    if after.kind is Kind.LE:
        return _done(piece, before)
    if piece.source in _SAID_TO and after.kind in _OBJECTS | _THINGS and not piece.text.endswith(" to"):
        piece = replace(piece, text=f"{piece.text} to")
    if last.kind in _GOVERNING and last.source not in _BASE_FOLLOWS:
        return plurals.ending(piece, inflect.gerund(piece.text))
    if piece.text == "is":
        plural = last.text in {"we", "they", "you", "these", "those"}
        return replace(piece, text="are") if plural else piece
    if last.source == "是":
        return plurals.ending(piece, f"to {piece.text}") if not piece.fixed else piece
    if _singular(before) and after is not _END and not piece.source.endswith("了"):
        return plurals.ending(piece, inflect.third_person(piece.text))
    willing = next((word for word in reversed(before) if word.kind is not Kind.ADVERB), _END)
    if piece.text.startswith("be ") and willing.kind is not Kind.MODAL:
        return replace(piece, text=f"{'are' if _many(before) else 'is'}{piece.text[2:]}")
    return piece


def _done(piece: Piece, before: Sequence[Piece]) -> Piece:
    """The verb in front of 了: past, but what a product gives it gives still."""
    if before and before[-1].kind is Kind.NAME and piece.source in _LASTING:
        return plurals.ending(piece, inflect.third_person(piece.text))
    past = inflect.past(piece.text)
    return plurals.ending(piece, f"were{past[3:]}" if past.startswith("was ") and _many(before) else past)


def _predicate(before: Sequence[Piece], after: Piece) -> bool:
    """Whether the word between is what a thing is, not how something is done."""
    thing = next((word for word in reversed(before) if word.kind is not Kind.ADVERB), _END)
    acting = any(word.kind in _ACTING - {Kind.ADVERB} | _GOVERNING for word in before)
    return after is not _END and after.kind is Kind.MARK and thing.kind in _THINGS and not acting


def _told(behind: Sequence[Piece]) -> bool:
    """Whether a sentence with a verb of its own follows."""
    acts = any(word.kind in {Kind.VERB, Kind.MODAL} and word.text for word in behind)
    return acts and behind[-1].kind is Kind.MARK


def _done_so(behind: Sequence[Piece]) -> bool:
    """Whether a verb with an object follows, which an adjective in front of it tells the manner of."""
    return (
        len(behind) == 2
        and (behind[0].kind is Kind.VERB or behind[0].source in {"需要", "需"})
        and behind[0].source not in _COMPOUND_HEADS
        and (behind[1].kind in {Kind.LE, Kind.COUNT, Kind.PRONOUN, Kind.NAME} or behind[0].kind is Kind.MODAL)
    )


def _stands_for_itself(before: Sequence[Piece], after: Piece) -> bool:
    """Whether an adjective between these names a thing: 实现自动化, achieve automation."""
    last = next((word for word in reversed(before) if word.kind is not Kind.LE), _END)
    governed = last.kind in _GOVERNING | {Kind.VERB, Kind.DE, Kind.COUNT, Kind.ADJECTIVE}
    return after.kind not in _DESCRIBED | {Kind.VERB} and (governed or after is _END)


def _main(piece: Piece, before: Sequence[Piece], behind: Sequence[Piece]) -> Piece | None:
    """The verb without which its clause has none, or the one that tells what something is used for."""
    after = behind[0] if behind else _END
    subject = before[-1] if before else _END
    if (
        subject.kind not in {Kind.NOUN, Kind.NAME}
        or after.kind not in _THINGS
        or (after.source in _COMPOUND_HEADS and piece.source not in _CHANGING)
    ):
        return None
    leading = next(
        (word for word in reversed(before) if word.kind in {Kind.VERB, Kind.MODAL, Kind.MARK}), _END
    )
    if leading.source in _USING or leading.source in _LETTING:
        return replace(piece, text=f"to {piece.text}" if leading.source in _TO else piece.text)
    listed = next((at for at, word in enumerate(behind) if word.source == "、"), len(behind))
    ruling = _GOVERNING | {Kind.VERB, Kind.MODAL, Kind.DE}
    rest = [word for word in (*before, *behind[:listed]) if word.kind in ruling]
    if rest or not behind or behind[-1].kind is not Kind.MARK:
        return None
    return plurals.ending(piece, inflect.third_person(piece.text)) if _singular(before) else piece


def _singular(before: Sequence[Piece]) -> bool:
    """Whether what stands in front of the verb is one thing that acts."""
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at].kind is not Kind.ADVERB), -1)
    subject = before[at] if at >= 0 else _END
    pronoun = subject.text in {"it", "he", "she", "this"}
    alone = any(plurals.one(word.text) for word in before)
    many = (plurals.meant_in_general(subject.source) and not alone) or subject.text.endswith(
        ("staff", "people")
    )
    if not pronoun and (subject.kind not in {Kind.NAME, Kind.NOUN} or many):
        return False
    allowed = _SUBJECT_MAY_HOLD | {Kind.PRONOUN}
    return all(
        word.kind in allowed or plurals.one(word.text) or word.source == "之一" for word in before[:at]
    ) and not any(word.source in _TOGETHER for word in before[max(at - 1, 0) : at])


def _many(before: Sequence[Piece]) -> bool:
    """Whether what stands in front of the verb are several things."""
    subject = next((word for word in reversed(before) if word.kind is not Kind.ADVERB), _END)
    several = any(word.source in _TOGETHER for word in before) or any(
        word.kind is Kind.COUNT for word in before
    )
    named = subject.kind is Kind.NOUN and (several or plurals.meant_in_general(subject.source))
    return named or subject.text in {"we", "they", "these", "those"}


def _is_thing(piece: Piece, last: Piece, after: Piece) -> bool:
    """Whether an action between these two is spoken of as a thing."""
    if after.kind in _OBJECTS or after.text == "by" or last.source in _BASE_FOLLOWS:
        return False
    if last.kind is Kind.MARK and piece.source in _CHANGING and after.kind is Kind.VERB:
        return False
    if (
        last.kind in {Kind.DE, Kind.NOUN, Kind.ADJECTIVE, Kind.COUNT, Kind.NAME, Kind.LE}
        or last.source == "、"
    ):
        return True
    if last.kind is Kind.VERB:
        return bool(last.text)
    if last.kind is Kind.MARK or last.kind is Kind.CONJUNCTION:
        modal = after.kind is Kind.MODAL and last is _END
        return modal or after.kind in {Kind.MARK, Kind.CONJUNCTION, Kind.VERB}
    return last.kind in _GOVERNING and after.kind in {Kind.MARK, Kind.CONJUNCTION}
