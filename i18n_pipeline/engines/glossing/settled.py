"""What a word is, told by its neighbours alone, before anything is moved."""

from __future__ import annotations

from dataclasses import replace

from i18n_pipeline.engines.glossing.piece import Kind, Piece

_MARK = Piece("", Kind.MARK)
_BEHIND = {Kind.MARK, Kind.CONJUNCTION, Kind.AFTER, Kind.VERB, Kind.MODAL, Kind.LE, Kind.DE}
_FELT = set("压力 挑战 困难 影响 提升 帮助 优势 问题 风险 变化 作用 便利 差异 难度 改善 进步".split())  # noqa: SIM905
_PROCESS = set(
    """
    开发 测试 编译 打包 上传 下载 构建 部署 发布 安装 配置 运维 监控 维护 分析 设计 沟通 协作 探索 调研
    评估 收集 存储 处理 展示 查询 采集 传输 升级 迁移 扩容 缩容 备份 恢复 生产 销售 采购 学习 验证 排查
    """.split()  # noqa: SIM905
)


def paired(clause: list[Piece]) -> list[Piece]:
    """编译打包 → compile and package: two actions side by side are two."""
    result: list[Piece] = []
    for at, piece in enumerate(clause):
        before = clause[at - 1] if at else _MARK
        after = clause[at + 1] if at + 1 < len(clause) else _MARK
        both = (
            piece.source in _PROCESS and before.source in _PROCESS and before.kind is piece.kind is Kind.VERB
        )
        if both and after.kind in _BEHIND:
            result.append(Piece("and", Kind.CONJUNCTION, source="和"))
        result.append(piece)
    return result


def settled(clause: list[Piece]) -> list[Piece]:
    """统一的平台 → unified platform; 数据的安全 → security of data: adverbs that describe things, early."""
    result = list(clause)
    for at, piece in enumerate(clause):
        before = clause[at - 1] if at else _MARK
        after = clause[at + 1] if at + 1 < len(clause) else _MARK
        later = clause[at + 2] if at + 2 < len(clause) else _MARK
        if before.source == "不够" and (piece.other or piece.kind is Kind.ADJECTIVE) and not piece.fixed:
            result[at - 1] = replace(before, text="", kind=Kind.DROP)
            state = piece.other if piece.kind is Kind.ADVERB else piece.text
            result[at] = replace(piece, text=f"not {state} enough", kind=Kind.ADJECTIVE, other="")
            continue
        much = next((word for word in clause[at + 1 : at + 3] if word.kind is not Kind.DE), _MARK)
        if piece.source == "大" and much.source in _FELT:
            result[at] = replace(piece, text="great")
            if before.source in {"很", "非常", "极"}:
                result[at - 1] = replace(before, kind=Kind.DROP)
            continue
        if piece.kind is not Kind.ADVERB or not piece.other:
            continue
        thing = before.kind in {Kind.DE, Kind.NOUN} and after.kind in {Kind.MARK, Kind.CONJUNCTION}
        if piece.source == "安全" and thing:
            result[at] = replace(piece, text="security", kind=Kind.NOUN, other="")
        elif after.kind is Kind.DE and later.kind in {Kind.NOUN, Kind.NAME}:
            result[at] = replace(piece, text=piece.other, kind=Kind.ADJECTIVE, other="")
    return result
