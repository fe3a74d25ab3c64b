"""Names in a Chinese run: characters that no dictionary joins, and words in front of what says company."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from i18n_pipeline.engines.glossing import dictionary, numbers, tables
from i18n_pipeline.engines.glossing.piece import PieceKind

# What counts or points, and what of one character stands behind it, is no part of a name by itself.
_POINTING = tuple("一两几这那每各某另")
_DESCRIBING = tuple("家个类种的所")  # what stands behind it tells of a company, and does not name it
_COUNTING = frozenset("一二三四五六七八九十百千万亿两几" + numbers.MEASURES)
_LEGAL = ("有限公司", "责任公司", "股份公司")
_COMPANY = frozenset(["科技", "集团", "银行", "股份", "控股", "实业"])
_FOUNDED = frozenset(["成立于", "创立于", "创办于", "创建于", "隶属于", "总部"])
_TRADES = frozenset([
    "智能", "网络", "物流", "软件", "快递", "冷链", "学堂", "学院", "大学", "医院", "医疗", "研究院", "保险",
    "证券", "汽车", "航空", "水电", "电商", "传媒", "制造", "教育", "出行", "健康", "电子", "微电子",
    "半导体", "生物", "药业", "资本", "地产", "旅游", "商城", "引擎",
])  # fmt: skip
# What kind of company it is, said in words that few dictionaries have.
_KINDS = frozenset([
    "网上", "民营", "外资", "合资", "家族", "农村", "中央", "顶级", "对等", "骨干", "跨境", "连锁",
    "综合性", "可信",
])  # fmt: skip
_FEW = 36  # words
_PLACE = re.compile(r"\b(?:city|province|municipality|capital|autonomous)\b")
_NAMING = frozenset({PieceKind.NOUN, PieceKind.ADJECTIVE, PieceKind.COUNT})
_LINKING = frozenset({PieceKind.CONJUNCTION, PieceKind.PREPOSITION, PieceKind.AT})
# The signs of words: o a loose character, n one that may stand beside it, d a word that CC-CEDICT alone has,
# w another, p a place, c what links; and what says that a company stands in front: L limited, k company,
# s science and technology, group, bank, t a trade, f was founded in.
_CHARACTERS = re.compile("(?:(?:^|(?<=[pc]))d(?=n*oo))?[no]{2,}")
_COMPANY_BEHIND = re.compile("t|[wdt]{0,3}(?:[Lfs]|k(?![wdno]))")
_WORD = re.compile("(?:^|(?<=[pc]))d[wdt]{0,3}(?=[sk]*[Lf])|(?<![no])[no]?d[no]?(?=t*(?:s|k(?![wdno])))")


class Found(NamedTuple):
    """What may be a name, and which of the words it is made of."""

    text: str
    start: int
    end: int
    is_likely: bool  # enough so to put it into no words
    is_sure: bool  # no engine is to translate it


def found(words: Sequence[str], is_loose: Callable[[str], bool]) -> Iterator[Found]:
    """The names in a run, from left to right. ``is_loose``: whether only CC-CEDICT, if that, knows a word."""
    signs = "".join(_sign(words, at, is_loose) for at in range(len(words)))
    spans = [(*match.span(), True, True) for match in _WORD.finditer(signs)]
    for match in _CHARACTERS.finditer(signs):
        company = "o" in match[0] and _COMPANY_BEHIND.match(signs, match.end()) is not None
        if company or "oo" in match[0]:
            rare, long = any(map(_is_rare, words[slice(*match.span())])), "ooo" in match[0]
            spans.append((*match.span(), company or rare or long, company or (rare and long)))
    for start, end, likely, sure in sorted(spans):
        yield Found("".join(words[start:end]), start, end, likely, sure)


def _is_rare(word: str) -> bool:
    """Whether few words have this character: most names that are made up have one, few compounds do."""
    return len(word) == 1 and dictionary.words_with()[word] <= _FEW


def _sign(words: Sequence[str], at: int, is_loose: Callable[[str], bool]) -> str:
    word = words[at]
    if len(word) > 1:
        described = at > 0 and words[at - 1].endswith(_DESCRIBING)
        return _of_long(word, loose=is_loose(word) and not described)
    if word == "是" and words[at + 1 : at + 2] == ["一家"]:
        return "f"
    known = tables.words().get(word)
    if not known:
        counted = word in _COUNTING or (at > 0 and words[at - 1].endswith(_POINTING))
        return "o" if word >= "㐀" and is_loose(word) and not counted else "-"
    starts = at == 0 and known.kind is PieceKind.AFTER  # there is nothing that it could stand behind
    return "n" if starts or known.kind in _NAMING else "c" if known.kind in _LINKING else "-"


def _of_long(word: str, *, loose: bool) -> str:
    for sign, says in (
        ("L", word.endswith(_LEGAL)),
        ("k", word.endswith("公司")),
        ("s", word in _COMPANY),
        ("f", word in _FOUNDED),
        ("t", word in _TRADES),
        ("p", loose and _PLACE.search(dictionary.entries().get(word, ""))),
        ("d", loose and word not in _KINDS and not word.startswith(_POINTING)),
    ):
        if says:
            return sign
    return "w"
