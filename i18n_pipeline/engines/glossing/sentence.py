"""What clauses of one sentence have to do with each other, and what a label without a verb is."""

from __future__ import annotations

from dataclasses import replace

from i18n_pipeline.engines.glossing import inflect
from i18n_pipeline.engines.glossing.piece import Kind, Piece

_OUTCOME = set(
    """
    保证 确保 保障 导致 降低 提升 提高 减少 避免 实现 满足 简化 节省 增强 缩短 防止 造成 带来 加快 加速
    释放 节约 改善 优化 使 使得 让 方便
    """.split()  # noqa: SIM905
)
_OPEN = {Kind.CONJUNCTION, Kind.AT, Kind.PREPOSITION, Kind.AFTER}
_FINITE = {Kind.VERB, Kind.MODAL}
_NOT_ONLY = {"不仅", "不但", "不仅仅", "不只", "不单"}
_BUT = {"而且": "but also", "并且": "but also", "还": "but also", "也": "but also", "更": "but also"}
_SO = {"因此", "所以", "于是", "因而", "但是", "但", "为此", "最终", "最后"}
_WE = {"我们", "我"}
_NO_ACT = {"是", "有", "使", "使得", "让", "即", "存在", "包括"}
_NOT_JOINED = {"无需", "难以", "很难", "主要"}
_FULL = {".", "?", "!", ";", ":"}
_ASIDE = {"虽然", "尽管", "如果", "若", "因为", "一旦", "即使"}
_NOMINAL = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.COUNT, Kind.DE, Kind.PRONOUN}
_TIMES = ("周", "天", "年", "月", "小时", "分钟", "秒", "秒钟")
_NAMING = {Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.DE, Kind.VERB}


def outcomes(clauses: list[list[Piece]]) -> list[list[Piece]]:
    """A 提供 B，降低了 C → A provides B, reducing C."""
    result: list[list[Piece]] = []
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at else []
        told = bool(before) and before[-1].text == "," and before[-1].source in {"，", ","} and _tells(before)
        result.append(_doing(clause) if told else clause)
    return result


def _tells(clause: list[Piece]) -> bool:
    """Whether someone does something there, and it is not only when, why or how."""
    first = next((piece for piece in clause if piece.kind is not Kind.ADVERB), clause[0])
    verb = next((at for at, piece in enumerate(clause) if piece.kind in _FINITE), 0)
    after = clause[-2].kind is Kind.AFTER if len(clause) > 1 else False
    return bool(verb) and first.kind not in _OPEN and not after and first.source not in _ASIDE


def _doing(clause: list[Piece]) -> list[Piece]:
    at = 0
    while at < len(clause) and clause[at].kind is Kind.ADVERB:
        at += 1
    if at >= len(clause) or clause[at].source not in _OUTCOME or clause[at].fixed:
        return clause
    verb = clause[at]
    if verb.kind is not Kind.VERB or not verb.text or at + 1 >= len(clause):
        return clause
    rest = clause[at + 1 :]
    if rest[0].kind in {Kind.LE, Kind.MARK}:
        rest = rest[1:] if rest[0].kind is Kind.LE else rest
    doing = replace(verb, text=inflect.gerund(verb.text), kind=Kind.PREPOSITION, other="")
    return [*clause[:at], doing, *rest]


def spoken_for(clauses: list[list[Piece]]) -> list[list[Piece]]:
    """因此需要 A → therefore we need A: who tells the story is left out in Chinese."""
    if not clauses or (clauses[-1] and clauses[-1][-1].text not in _FULL and len(clauses) < 3):
        return clauses
    result: list[list[Piece]] = []
    told = adjunct = False
    for clause in clauses:
        at = 0
        while at < len(clause) and clause[at].kind in {Kind.CONJUNCTION, Kind.ADVERB}:
            at += 1
        linked = any(piece.source in _SO for piece in clause[:at])
        if _acts(clause[at:]) and ((linked and told) or adjunct):
            lead = next((place for place in range(at) if clause[place].kind is Kind.ADVERB), at)
            clause = [*clause[:lead], Piece("we", Kind.PRONOUN, source="我们"), *clause[lead:]]
        told = told or any(piece.source in _WE for piece in clause)
        adjunct = _is_adjunct(clause)
        result.append(clause)
    return result


def _is_adjunct(clause: list[Piece]) -> bool:
    """Whether the clause only says when, how or what for: 为了提升 A，"""
    if len(clause) < 3 or clause[-1].source not in {"，", ","}:
        return False
    first = next((piece for piece in clause if piece.kind not in {Kind.ADVERB, Kind.CONJUNCTION}), clause[0])
    if (
        first.source in {"为了", "通过", "经过", "随着", "借助", "基于", "根据"}
        and first.kind is Kind.PREPOSITION
    ):
        return True
    timed = clause[-2].kind is Kind.AFTER and clause[-2].text in {"after", "when", "before"}
    placed = clause[-2].kind is Kind.AFTER and first.kind in {Kind.AT, Kind.PREPOSITION}
    return (timed or placed) and not any(piece.source in _WE for piece in clause)


def _acts(clause: list[Piece]) -> bool:
    """Whether the clause begins with what someone does, surely."""
    if len(clause) < 2 or clause[0].fixed or clause[0].source in _NO_ACT or not clause[0].text:
        return False
    sure = not clause[0].other or clause[1].kind in {Kind.LE, Kind.COUNT, Kind.PRONOUN, Kind.NAME}
    return clause[0].kind is Kind.MODAL or (clause[0].kind is Kind.VERB and sure)


def chained(clauses: list[list[Piece]]) -> list[list[Piece]]:
    """A 做 B，做 C → A does B, and does C: the last of several doings is joined by "and"."""
    result: list[list[Piece]] = []
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at else []
        last = bool(clause) and clause[-1].text in _FULL - {":"}
        told = last and bool(before) and before[-1].source in {"，", ","} and _tells(before)
        start = 0
        while start < len(clause) and clause[start].kind is Kind.ADVERB:
            start += 1
        first = clause[0] if clause else Piece("", Kind.MARK)
        also = first.source in _NOT_JOINED or first.text.startswith("but")
        if told and not also and first.kind in {Kind.ADVERB, *_FINITE} and _acts(clause[start:]):
            clause = [Piece("and", Kind.CONJUNCTION, source="并"), *clause]
        result.append(clause)
    return result


def not_only(clauses: list[list[Piece]]) -> list[list[Piece]]:
    """不仅 A，还 B → not only A, but also B."""
    result, open_ = [], False
    for clause in clauses:
        spoken = list(clause)
        if open_:
            at = next((place for place, piece in enumerate(clause[:3]) if piece.source in _BUT), -1)
            can = clause[0].source in {"还可以", "还能", "也能", "也可以"} if clause else False
            if at >= 0:
                spoken[at] = replace(
                    clause[at], text=_BUT[clause[at].source], kind=Kind.CONJUNCTION, other=""
                )
                open_ = False
            elif can:
                spoken[0] = replace(clause[0], text="but can also")
                open_ = False
        open_ = open_ or any(piece.source in _NOT_ONLY for piece in clause)
        if clause and clause[-1].text in _FULL:
            open_ = False
        result.append(spoken)
    return result


def led(clause: list[Piece]) -> list[Piece]:
    """A 虽然 B → although A B; 在本地 → locally."""
    for at, piece in enumerate(clause):
        if at and piece.source in _ASIDE and all(word.kind in _NOMINAL for word in clause[:at]):
            return [piece, *clause[:at], *clause[at + 1 :]]
        after = clause[at + 1] if at + 1 < len(clause) else piece
        if (
            piece.kind is Kind.AT
            and after.kind is Kind.ADVERB
            and after.source in {"本地", "线上", "线下", "远程"}
        ):
            return [*clause[:at], *clause[at + 1 :]]
    return clause


def owned(clause: list[Piece]) -> list[Piece]:
    """每个集群有自己的 A → its own A; 我们自己的 → our own; 一周的时间 → a week; 没有 A 之前 → before A."""
    result: list[Piece] = []
    for at, piece in enumerate(clause):
        before = result[-1] if result else Piece("", Kind.MARK)
        after = clause[at + 1] if at + 1 < len(clause) else Piece("", Kind.MARK)
        timed = len(result) > 1 and before.kind is Kind.DE and result[-2].source.endswith(_TIMES)
        if piece.source == "自己" and not piece.fixed:
            words = [word.text for word in result if word.kind in {Kind.PRONOUN, Kind.COUNT}]
            whose = (
                "our own" if "we" in words else "its own" if "each" in words or "it" in words else piece.text
            )
            result.append(replace(piece, text=whose))
        elif piece.source == "时间" and timed and result[-2].kind in {Kind.COUNT, Kind.NOUN, Kind.DATE}:
            result.pop()
        elif (
            piece.source == "没有" and before.kind is Kind.AT and any(w.source == "之前" for w in clause[at:])
        ) or (
            piece.kind is Kind.MODAL and piece.source in {"可以", "能"} and after.source in {"就可以", "就能"}
        ):
            continue
        else:
            result.append(piece)
    return result


def labelled(clauses: list[list[Piece]]) -> list[list[Piece]]:
    """资源利用率低 → low resource utilization; 缺乏 A → lack of A: a label has no verb."""
    if len(clauses) != 1 or not clauses[0] or clauses[0][-1].kind is Kind.MARK:
        return clauses
    parts: list[list[Piece]] = [[]]
    for piece in clauses[0]:
        if piece.source == "、":
            parts.append([])
            parts[-1].append(piece)
        else:
            parts[-1].append(piece)
    return [[piece for part in parts for piece in _label(part)]]


def _label(part: list[Piece]) -> list[Piece]:
    comma = part[:1] if part and part[0].source == "、" else []
    body = part[len(comma) :]
    if len(body) > 1 and body[0].source in {"缺乏", "缺少"} and body[0].kind is Kind.VERB:
        return [*comma, replace(body[0], text="lack of", kind=Kind.PREPOSITION), *body[1:]]
    if len(body) > 1 and body[-1].kind is Kind.VERB and body[-1].other and body[-2].kind is Kind.ADVERB:
        thing = body[:-2]
        if not body[-2].other or any(piece.kind not in _NAMING - {Kind.VERB} for piece in thing):
            return part
        how = replace(body[-2], text=body[-2].other, kind=Kind.ADJECTIVE, other="")
        doing = replace(body[-1], text=body[-1].other, kind=Kind.NOUN, other="")
        if not thing:
            return [*comma, how, doing]
        return [*comma, how, doing, Piece("of", Kind.PREPOSITION, source="的"), *thing]
    if len(body) < 2 or body[-1].kind is not Kind.ADJECTIVE or body[-1].fixed:
        return part
    state = len(body) - 1
    while state and body[state - 1].kind is Kind.ADVERB and not body[state - 1].other:
        state -= 1
    thing = body[:state]
    named = bool(thing) and all(piece.kind in _NAMING for piece in thing)
    if not named or (thing[0].kind is Kind.VERB and not thing[0].other) or thing[-1].kind is Kind.DE:
        return part
    if thing[-1].kind is Kind.ADJECTIVE:
        return part
    return [*comma, *body[state:], *thing]
