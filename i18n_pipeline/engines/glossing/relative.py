"""Turn round what English says the other way: 遇到的问题, problems encountered; 由 A 组成, consist of A."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline.engines.glossing import inflect, plurals
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
_KINDS_OF_DOING = set(
    """
    方式 方法 过程 能力 压力 时间 计划 情况 原因 机会 成本 目标 目的 门槛 难度 效率 速度 周期 流程
    质量 方向 效果 工作
    """.split()  # noqa: SIM905
)
_SOME = {"a", "a set of", "one", "several", "multiple", "various", "some", "many"}
_KEYS = {
    "关键": "key to",
    "核心": "core of",
    "基础": "basis for",
    "前提": "prerequisite for",
    "重点": "focus of",
}
_ABOUT = {"基于", "针对", "关于", "面向", "来自", "用于", "适用于", "位于", "对", "对于"}
_JOINED = {"和", "与", "及", "以及", "、"}
_OF = Piece("of", Kind.PREPOSITION, source="的")
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


def that(clause: list[Piece]) -> list[Piece]:
    """一个能 A 的 B → a B that can A; 一家做 A 的 B → a B doing A; 没有 A 的 B → B without A."""
    for at, piece in enumerate(clause[:-3]):
        first = at + 1
        if piece.source in {"没有", "缺乏", "无"} and piece.kind in {Kind.MODAL, Kind.VERB}:
            turned_round = _without(clause, at)
        elif piece.kind is Kind.COUNT and piece.text in _SOME:
            while first < len(clause) and clause[first].kind is Kind.ADVERB:
                first += 1
            acts = first < len(clause) and clause[first].kind in {Kind.MODAL, Kind.VERB}
            turned_round = _doing(clause, at, first) if acts else []
        elif piece.source == "是":
            turned_round = _key_to(clause, at)
        else:
            continue
        if turned_round:
            return turned_round
    return clause


def _bounds(clause: list[Piece], start: int) -> tuple[int, int]:
    """The last 的 of the clause behind ``start``, and where the thing behind it ends; 0 for none."""
    stop = next((at for at in range(start, len(clause)) if _ends(clause[at])), len(clause))
    of = next((at for at in range(stop - 1, start, -1) if clause[at].kind is Kind.DE), 0)
    end = of + 1
    while of and end < stop and clause[end].kind in _NOMINAL:
        end += 1
    whole = of and end > of + 1 and end == stop and clause[end - 1].kind in {Kind.NOUN, Kind.NAME}
    return (of, end) if whole else (0, 0)


def _ends(piece: Piece) -> bool:
    return piece.kind is Kind.MARK and piece.source not in {"、", "“", "”"}


def _doing(clause: list[Piece], at: int, first: int) -> list[Piece]:
    of, end = _bounds(clause, first)
    body, thing = clause[at + 1 : of], clause[of + 1 : end]
    if not of or not body or (_token(body) and _token(thing)):
        return []
    verb = clause[first]
    if verb.kind is Kind.VERB and not verb.text.startswith(_STATES) and verb.text:
        doing = replace(verb, text=inflect.gerund(verb.text), kind=Kind.PREPOSITION, other="")
        body = [*clause[at + 1 : first], doing, *clause[first + 1 : of]]
    elif verb.kind is Kind.MODAL:
        body = [Piece("that", Kind.ADVERB, source="的"), *body]
    else:
        return []
    return [*clause[: at + 1], *thing, *body, *clause[end:]]


def _without(clause: list[Piece], at: int) -> list[Piece]:
    of = at + 1
    while of < len(clause) and clause[of].kind in _NOMINAL:
        of += 1
    end = of + 1
    while end < len(clause) and clause[end].kind in _NOMINAL:
        end += 1
    if of == at + 1 or of >= len(clause) or clause[of].kind is not Kind.DE or end == of + 1:
        return []
    if clause[of - 1].kind not in {Kind.NOUN, Kind.NAME}:
        return []
    lacked, thing = clause[at + 1 : of], clause[of + 1 : end]
    if _token(lacked) and _token(thing):
        return []
    without = Piece("without", Kind.PREPOSITION, source="没有")
    return [*clause[:at], *thing, without, *lacked, *clause[end:]]


def _key_to(clause: list[Piece], at: int) -> list[Piece]:
    """是保障 A 的关键 → is the key to ensuring A."""
    verb = clause[at + 1]
    stop = next((place for place in range(at, len(clause)) if _ends(clause[place])), len(clause))
    if verb.kind is not Kind.VERB or not verb.text or clause[stop - 1].source not in _KEYS:
        return []
    if clause[stop - 2].kind is not Kind.DE or stop - 2 <= at + 1:
        return []
    key = Piece(f"the {_KEYS[clause[stop - 1].source]}", Kind.ADVERB, source=clause[stop - 1].source)
    doing = replace(verb, text=inflect.gerund(verb.text), kind=Kind.PREPOSITION, other="")
    return [*clause[: at + 1], key, doing, *clause[at + 2 : stop - 2], *clause[stop:]]


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
        many = at and plurals.meant_in_general(clause[at - 1].source)
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


def _things(clause: Sequence[Piece], start: int) -> int:
    while start < len(clause) and clause[start].kind in _NOMINAL:
        start += 1
    return start


def _relative(clause: list[Piece], at: int) -> list[Piece]:
    """A B-s 的 C → C B-ed by A; without an A → C B-ed; with a pronoun → C we B-ed."""
    verb, end = clause[at - 1], _things(clause, at + 1)
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
    if _token(actor) and _token(thing):
        return clause
    if manner and clause[manner - 1].kind is Kind.MODAL:
        return _able(clause, at, manner, end)
    whole = clause[start - 1 : start] if manner == start and start else []
    whole = whole if whole and whole[0].kind is Kind.ADJECTIVE else []
    if verb.other and manner == at - 1 and (thing[-1].source in _KINDS_OF_DOING or whole):
        named = " ".join([*(word.text for word in actor), verb.other])
        doing = [*whole, replace(verb, text=named, kind=Kind.NOUN, other="")]
        return [*clause[: start - len(whole)], *thing, _OF, *doing, *clause[end:]]
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


def _able(clause: list[Piece], at: int, manner: int, end: int) -> list[Piece]:
    """A 需要 B 的 C → C that A needs to B."""
    start = modal = manner - 1
    while start and clause[start - 1].kind in _ACTOR:
        start -= 1
    actor, thing = clause[start:modal], clause[at + 1 : end]
    if not actor or (_token(actor) and _token(thing)):
        return clause
    link = Piece("that", Kind.ADVERB, source="的")
    verb = replace(clause[at - 1], kind=Kind.ADVERB, other="")
    mood = replace(clause[modal], kind=Kind.ADVERB, other="")
    return [*clause[:start], *thing, link, *actor, mood, *clause[manner : at - 1], verb, *clause[end:]]


def _token(pieces: Sequence[Piece]) -> bool:
    return any(TOKEN.search(piece.text) for piece in pieces)
