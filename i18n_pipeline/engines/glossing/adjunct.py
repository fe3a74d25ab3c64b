"""What Chinese says in front of the verb and English behind it, and pairs of words that English halves."""

from __future__ import annotations

from dataclasses import replace

from i18n_pipeline.engines.glossing import inflect, plurals
from i18n_pipeline.engines.glossing.clause import group
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import TOKEN

_PAIRS = (
    ({"虽然", "尽管", "即使", "即便"}, {"但", "但是", "不过", "然而", "却"}),
    ({"因为", "由于"}, {"所以", "因此", "因而", "于是"}),
    ({"如果", "若", "假如", "当", "只要", "一旦", "只有"}, {"那么", "那", "则", "就", "才"}),
)
_TO_SUCH = {"敏感", "重要", "友好", "透明", "开放"}
_FOUNDED = {"成立于", "创立于", "创建于", "创办于"}
_BACK_THEN = {"以前", "之前", "当时", "最初", "起初", "一开始", "刚开始", "过去", "以往", "此前", "早期"}
_PAST = {
    "can": "could",
    "cannot": "could not",
    "need": "needed",
    "needs": "needed",
    "is": "was",
    "are": "were",
}
_SAYING = {Kind.VERB, Kind.MODAL}
_SMALL = {Kind.ADVERB, Kind.MODAL}


def halved(clauses: list[list[Piece]]) -> list[list[Piece]]:
    """虽然 A，但是 B → although A, B: English says one of the two words."""
    result, waiting = [], set[str]()
    for clause in clauses:
        spoken = []
        for piece in clause:
            if piece.source in waiting and not piece.fixed:
                piece = replace(piece, text="", kind=Kind.DROP)
            waiting |= {word for first, then in _PAIRS if piece.source in first for word in then}
            spoken.append(piece)
        if clause and clause[-1].text in {".", "?", "!", ";"}:
            waiting = set()
        result.append(spoken)
    return result


def because(clause: list[Piece]) -> list[Piece]:
    """由于 in front of a clause is "because", of a thing "due to"; 无论是 A 还是 B → whether A or B."""
    result = list(clause)
    for at, piece in enumerate(clause):
        rest = clause[at + 1 :]
        if piece.source == "由于" and rest and rest[0].source in {"缺乏", "缺少"}:
            result[at] = replace(piece, text="due to", kind=Kind.PREPOSITION)
            result[at + 1] = replace(rest[0], text="the lack of", kind=Kind.PREPOSITION, other="")
        elif piece.source == "由于" and not piece.fixed:
            said = any(word.kind in _SAYING and word.text for word in rest)
            ended = len(rest) > 1 and rest[-2].kind in {Kind.ADJECTIVE, Kind.LE}
            result[at] = replace(piece, text="because") if said or ended else piece
        elif piece.source in {"无论是", "不管是"}:
            either = next((place for place, word in enumerate(clause) if word.source == "还是"), 0)
            if either > at:
                result[either] = replace(clause[either], text="or", kind=Kind.CONJUNCTION, source="或")
    return result


def compared(clause: list[Piece]) -> list[Piece]:
    """与 A 相比 → compared with A."""
    end = next((at for at, piece in enumerate(clause) if piece.source in {"相比", "相比较"}), 0)
    start = next((at for at in range(end) if clause[at].source in {"与", "和", "同", "跟"}), -1)
    if start < 0:
        return clause
    word = replace(clause[end], text="compared with", kind=Kind.PREPOSITION)
    return [*clause[:start], word, *clause[start + 1 : end], *clause[end + 1 :]]


def from_behind(clause: list[Piece]) -> list[Piece]:
    """从 A 拉取 B → pull B from A; 从 A 缩短到 B → shorten from A to B."""
    at = next((place for place, piece in enumerate(clause) if piece.source == "从"), -1)
    end = group(clause, at + 1) if at >= 0 else 0
    if at < 0 or end == at + 1:
        return clause
    verb = end
    while verb < len(clause) and clause[verb].kind in _SMALL:
        verb += 1
    if verb >= len(clause) or clause[verb].kind is not Kind.VERB or not clause[verb].text:
        return clause
    source, verbs = clause[at:end], clause[end : verb + 1]
    said, _, last = clause[verb].text.rpartition(" ")
    done = (
        clause[verb + 1 : verb + 2]
        if clause[verb + 1 : verb + 2] and clause[verb + 1].kind is Kind.LE
        else []
    )
    rest = clause[verb + 1 + len(done) :]
    if last == "to" and said:
        action = replace(clause[verb], text=said)
        return [
            *clause[:at],
            *verbs[:-1],
            action,
            *done,
            *source,
            Piece("to", Kind.PREPOSITION, source="到"),
            *rest,
        ]
    if rest and rest[0].source == "到":
        return [*clause[:at], *verbs, *done, *source, *rest]
    thing = group(rest, 0)
    crossed = _token(source) and _token(rest[:thing])
    if thing and not crossed and (thing == len(rest) or rest[thing].kind is Kind.MARK):
        return [*clause[:at], *verbs, *done, *rest[:thing], *source, *rest[thing:]]
    return clause


def _token(pieces: list[Piece]) -> bool:
    """Whether a protected piece is among them: two of those keep their order."""
    return any(TOKEN.search(piece.text) for piece in pieces)


def toward(clause: list[Piece]) -> list[Piece]:
    """A 对 B 很敏感 → A is very sensitive to B; A 对 B 要求很高 → A has very high requirements for B."""
    for at, piece in enumerate(clause):
        if piece.source not in {"对", "对于"} or not at or clause[at - 1].kind not in {Kind.NOUN, Kind.NAME}:
            continue
        last = next((place for place in range(at, len(clause)) if clause[place].kind is Kind.MARK), 0) - 1
        end = last
        while end > at + 1 and clause[end - 1].kind is Kind.ADVERB:
            end -= 1
        things = clause[at + 1 : end]
        if (
            not things
            or clause[last].kind is not Kind.ADJECTIVE
            or group(clause, at + 1) not in {end, last + 1}
        ):
            asked = len(things) > 1 and things[-1].source == "要求" and clause[last].kind is Kind.ADJECTIVE
            if not asked or group(clause, at + 1) < end - 1:
                continue
        state, rest = clause[end : last + 1], clause[last + 1 :]
        if things[-1].source == "要求" and len(things) > 1:
            about = things[:-2] if things[-2].kind is Kind.DE else things[:-1]
            asked_for = replace(things[-1], text="requirements", kind=Kind.NOUN, other="")
            have = Piece("have", Kind.VERB, source="有")
            return [*clause[:at], have, *state, asked_for, replace(piece, text="for"), *about, *rest]
        many = plurals.meant_in_general(clause[at - 1].source)
        link = Piece("are" if many else "is", Kind.VERB, source="是")
        to = replace(piece, text="to") if clause[last].source in _TO_SUCH else piece
        return [*clause[:at], link, *state, to, *things, *rest]
    return clause


def early(clause: list[Piece]) -> list[Piece]:
    """以前 and 之前 in front of a clause are "previously"; A 成立于 B → A was founded in B."""
    result = list(clause)
    for at, piece in enumerate(clause):
        first = not at or clause[at - 1].kind in {Kind.MARK, Kind.CONJUNCTION}
        if first and piece.source in {"以前", "之前"} and not piece.fixed:
            result[at] = replace(piece, text="previously", kind=Kind.ADVERB)
        elif at and piece.source in _FOUNDED and clause[at - 1].kind in {Kind.NOUN, Kind.NAME}:
            result[at] = (
                replace(piece, text=f"was {piece.text}") if piece.text.startswith("founded") else piece
            )
    return result


def back_then(clause: list[Piece]) -> list[Piece]:
    """What could or had to be done at that time, or was so, stands in the past."""
    lead = next((piece for piece in clause if piece.kind is not Kind.CONJUNCTION), None)
    if lead is None or lead.source not in _BACK_THEN:
        return clause
    return [_in_the_past(piece) for piece in clause]


def _in_the_past(piece: Piece) -> Piece:
    first, blank, rest = piece.text.partition(" ")
    if piece.fixed or first not in _PAST or (piece.kind is Kind.MODAL and piece.text == "will"):
        return piece
    return replace(piece, text=f"{_PAST[first]}{blank}{rest}")


def thereby(clause: list[Piece]) -> list[Piece]:
    """从而 B → thereby B-ing; 花费 A B → spend A B-ing."""
    result = list(clause)
    for at, piece in enumerate(clause[:-1]):
        place = at + 1
        if piece.source == "从而":
            while place < len(clause) - 1 and clause[place].kind in {Kind.ADVERB, Kind.ADJECTIVE}:
                place += 1
        elif piece.source in {"花费", "花", "耗费"}:
            place = group(clause, at + 1)
            if place == at + 1 or place == len(clause):
                continue
        else:
            continue
        verb = clause[place] if place < len(clause) else piece
        if verb.kind is Kind.VERB and verb.text and not verb.text.startswith("be "):
            doing = inflect.gerund(verb.text)
            kept = not verb.fixed or doing.startswith(verb.text)
            result[place] = replace(verb, text=doing, kind=Kind.PREPOSITION, other="") if kept else verb
            if clause[place + 1 : place + 2] and clause[place + 1].kind is Kind.LE:
                result[place + 1] = replace(clause[place + 1], kind=Kind.DROP)
    return result
