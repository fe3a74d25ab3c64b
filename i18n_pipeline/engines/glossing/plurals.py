"""One thing or several: plurals behind numbers, and of what is meant in general."""

from __future__ import annotations

import re
from dataclasses import replace

from i18n_pipeline.engines.glossing import inflect
from i18n_pipeline.engines.glossing.piece import Kind, Piece

_SINGULAR = {"a", "one", "each", "this", "1", "another", "every", "the", "a certain", "single", "first"}
_DESCRIBED = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.DE}
_THINGS = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE}
_END = Piece("", Kind.MARK)
# Things that a running text means in general, unless it says which one.
_ORDINAL = re.compile(r"(?:fir|\d+)st|(?:seco|\d+)nd|(?:thi|\d+)rd|[a-z]{3,5}th|\d+th")
_MANY = """
    用户 需求 问题 功能 企业 客户 开发者 开发人员 测试人员 工程师 产品 设备 组件 资源 特点 优势 挑战 困难
    痛点 指标 插件 微服务 服务器 虚拟机 应用程序 传感器 摄像头 商品 会员 消费者 商家 员工 同事 成员
    合作伙伴 供应商 厂商 门店 场景 标准 细节 错误 故障 风险 漏洞 机会 解决方案 接口 文件 模块 中间件 物理机
    订单 依赖 版本迭代 难题 经验 费用 变化 条件 规则 任务 要求 操作 数据源 业务需求 业务场景
    应用场景 使用场景 最佳实践 新功能 新技术 技术人员 玩家 患者 学生 教师 老师 居民 终端 手机 网点
    因素 优点 缺点 用户需求 告警 日志 镜像 脚本 权限 策略 参数 变更 应用 节点 容器 困难 人员 机构 国企
    服务 成本 流程环节 环节 痛点问题 技术栈 工单 业务线 服务商 标签 测试用例 数据类型 业务团队 问题点
    成果 语言
"""
_ONE_ALONE = {"应用", "节点", "容器", "服务", "成本"}
_USUALLY_MANY = frozenset(_MANY.split())
_UNCOUNTED = ("时间", "精力", "人力", "开销", "压力")


def one(text: str) -> bool:
    """Whether a word in front of a thing says that there is one of it."""
    first, _, _ = text.partition(" ")
    return (first in _SINGULAR and not text.endswith(" of")) or bool(_ORDINAL.fullmatch(text))


def meant_in_general(source: str) -> bool:
    """Whether the thing, or the last word of its name, is one that is meant in general: 物流企业."""
    return any(source[at:] in _USUALLY_MANY for at in range(max(len(source) - 1, 1)))


def in_plural(piece: Piece) -> bool:
    """Whether the piece names things in general, in the plural: those go without an article."""
    return meant_in_general(piece.source) and piece.text.endswith("s")


def several(clause: list[Piece]) -> list[Piece]:
    """What is spoken of in general in the plural: users, not the user."""
    result = list(clause)
    for at in range(len(clause)):
        piece, after = clause[at], clause[at + 1] if at + 1 < len(clause) else _END
        if piece.kind is not Kind.NOUN or not meant_in_general(piece.source) or after.kind in _THINGS:
            continue
        start = at
        while start and clause[start - 1].kind in _DESCRIBED | {Kind.COUNT, Kind.PRONOUN}:
            start -= 1
        edges = {before.kind for before in (clause[start - 1] if start else _END, after)}
        plain = all(word.kind is Kind.NAME for word in clause[start:at])
        if piece.source in _ONE_ALONE and plain and edges <= {Kind.MARK, Kind.CONJUNCTION}:
            continue
        if len(clause) > 1 and not any(one(word.text) for word in clause[start:at]):
            result[at] = ending(piece, inflect.plural(piece.text))
    return result


def counted(clause: list[Piece]) -> list[Piece]:
    """The thing behind a number in the plural."""
    result = list(clause)
    for at, piece in enumerate(clause):
        if piece.kind is Kind.COUNT and piece.text not in _SINGULAR and not piece.text.endswith("%"):
            first = at + 2 if clause[at + 1 : at + 2] and clause[at + 1].kind is Kind.DE else at + 1
            end = first
            while end < len(clause) and clause[end].kind in {Kind.NOUN, Kind.ADJECTIVE, Kind.NAME}:
                end += 1
            uncounted = end > first and clause[end - 1].source.endswith(_UNCOUNTED)
            if end > first and clause[end - 1].kind is Kind.NOUN and not uncounted:
                result[end - 1] = ending(clause[end - 1], inflect.plural(clause[end - 1].text))
    return result


def ending(piece: Piece, form: str) -> Piece:
    """The piece in another form; a glossary term may only grow."""
    return replace(piece, text=form) if form.startswith(piece.text) or not piece.fixed else piece
