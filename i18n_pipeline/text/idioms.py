"""Words that hold a numeral and are no number, and words without one that are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# 万一 is "in case", 十分 "very", 百度 a company: as literals, and those that hang on what is around them.
_NO_NUMBERS = """
一些 一样 一起 一般 一直 一定 一切 一旦 一致 一向 一再 一味 一律 一度 一共 一概 一贯 一举 一经 一齐 一边
一带 一连串 一系列 一目了然 一帆风顺 一如既往 一触即发 一蹴而就 一应俱全 一劳永逸 一丝不苟 一成不变 一心一意
一五一十 一模一样 一举一动 一言一行 一朝一夕 一点一滴 一针见血 一马当先 一鸣惊人 一视同仁 一鼓作气 一往无前
一无所知 统一 唯一 单一 同一 万一 万分 万物 万能 万维 万事 万般 万无一失 万众一心 万象更新 万家灯火 万里长城
万圣节 万达 万科 万国 万向 千万不 千万别 千万要 千万勿 千万小心 千万注意 千万记 千方百计 千变万化 千丝万缕
千家万户 千篇一律 千差万别 千锤百炼 千军万马 千奇百怪 千秋万代 千言万语 千辛万苦 千载难逢 千人千面 千问 千禧
百般 百姓 百货 百科 百度 百合 百折不挠 百花齐放 百家争鸣 百尺竿头 百炼成钢 百里挑一 百思不得其解 百发百中
百战百胜 百废待兴 百年大计 十全十美 十拿九稳 十字 十足 九牛一毛 九霄云外 八仙过海 八面玲珑 八卦 八股
七上八下 七嘴八舌 七零八落 七手八脚 七拼八凑 乱七八糟 杂七杂八 六神无主 五花八门 五颜六色 五光十色 五湖四海
五彩缤纷 五金 五脏六腑 四面八方 四通八达 四平八稳 四分五裂 四舍五入 四处 四周 四季 四海 四川 三番五次
三心二意 三言两语 三三两两 三令五申 三五成群 三头六臂 三长两短 三思而行 三亚 三峡 三明治 三角 三星 三菱 三井
再三 二维码 二手 接二连三 独一无二 说一不二 不三不四 丢三落四 颠三倒四 低三下四 举一反三 朝三暮四 推三阻四
略知一二 数一数二 两全其美 两难 两岸 一举两得 模棱两可 半途而废 半信半疑 事半功倍 亿纬 亿联 亿阳 零售 零件
零部件 零食 零星 凋零 零碎 挂一漏万 以防万一 九州 九寨沟 星期一 星期二 星期三 星期四 星期五 星期六 周一 周二
周三 周四 周五 周六 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六
""".split()  # noqa: SIM905
_UNLESS = {
    "十分": r"(?<![一二两三四五六七八九几数\d百])十分(?![钟之制满])",
    "万一": r"(?<![一二两三四五六七八九十百千几数])万一(?![千百十])",
    "万分": r"(?<![一二两三四五六七八九十百千几数\d])万分(?!之)",
}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One of the words, told by its first character first."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word[1:])
    ways = [f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items()]
    return re.compile("|".join([*_UNLESS.values(), *ways]))


_NO_NUMBER = _pattern(set(_NO_NUMBERS) - _UNLESS.keys())

_TWO, _DOUBLE = ("2",), ("2", "2x", "100%", "200%")
_TRIPLE, _FOURFOLD = ("3", "3x", "200%", "300%"), ("4", "4x", "300%", "400%")
_HALF = ("0.5", "50%", "50of", "50off", "1/2")
_DAY, _WEEK, _HALF_MONTH = f"{86_400}s", f"{7 * 86_400}s", ("15", f"{15 * 86_400}s")
_ALL_OF_IT, _ALL_DAY = ("100%",), ("7", "24", "7~", "24~", _DAY)
_CHINESE = {
    "半": (*_HALF, "30"), "对折": _HALF, "半年": ("6mo", "0.5"), "半个月": _HALF_MONTH, "半月": _HALF_MONTH,
    "半小时": ("1800s",), "半个小时": ("1800s",), "半天": ("43200s",), "翻倍": _DOUBLE, "翻番": _DOUBLE,
    "翻一番": _DOUBLE, "翻了一番": _DOUBLE, "加倍": _DOUBLE, "倍增": _DOUBLE, "成倍": _DOUBLE,
    "翻两番": _FOURFOLD, "翻了两番": _FOURFOLD, "双": _TWO, "俩": _TWO, "成对": _TWO, "彼此": _TWO,
    "无": ("0",), "没有": ("0",), "单": ("1",), "首": ("1",), "每": ("1",), "某": ("1",), "唯一": ("1",),
    "统一": ("1",), "同一": ("1",), "元旦": ("1",), "上半年": ("1", "6mo"), "下半年": ("2", "6mo"),
    "十二五": ("12", "5"), "十三五": ("13", "5"), "十四五": ("14", "5"), "十五五": ("15", "5"),
    "百兆": ("100",), "千兆": ("1", "1000"), "万兆": ("10",), "百分百": _ALL_OF_IT, "全天候": _ALL_DAY,
    "不间断": _ALL_DAY, "全天": _ALL_DAY, "整天": _ALL_DAY, "一刻": ("15",), "三刻": ("45",),
    "每天": (_DAY,), "每日": (_DAY,), "每周": (_WEEK,), "每月": ("1mo",), "每季": ("3mo",), "季度": ("3mo",),
    "每年": ("12mo",), "全年": ("12mo",), "年度": ("12mo",), "每小时": ("3600s",), "世纪": ("1200mo",),
    "中午": ("12",), "午夜": ("0", "12", "24"), "一打": ("12",), "兆": ("1000000", "1000000000000"),
    "廿": ("20",), "卅": ("30",), "全部": _ALL_OF_IT, "全面": _ALL_OF_IT, "完全": _ALL_OF_IT,
    "全量": _ALL_OF_IT, "全程": _ALL_OF_IT, "彻底": _ALL_OF_IT, "成千上万": ("1000", "10000"),
    "数以千计": ("1000",), "数以万计": ("10000",), "数以亿计": ("100000000",),
}  # fmt: skip
_VAGUE = {"百": "100", "千": "1000", "万": "10000"}
_CHINESE_WORD = re.compile("|".join(sorted(_CHINESE, key=len, reverse=True)))

_ENGLISH = {
    "no": ("0",), "none": ("0",), "without": ("0",), "never": ("0",), "a": ("1",), "an": ("1",),
    "single": ("1",), "once": ("1",), "each": ("1",), "every": ("1",), "per": ("1",), "another": ("1",),
    "individual": ("1",), "only": ("1",), "sole": ("1",), "both": _TWO, "dual": _TWO, "pair": _TWO,
    "pairs": _TWO, "couple": _TWO, "two-way": _TWO, "bi": _TWO, "twice": _DOUBLE, "double": _DOUBLE,
    "doubles": _DOUBLE, "doubled": _DOUBLE, "doubling": _DOUBLE, "twofold": _DOUBLE, "thrice": _TRIPLE,
    "triple": _TRIPLE, "triples": _TRIPLE, "tripled": _TRIPLE, "tripling": _TRIPLE, "trebled": _TRIPLE,
    "quadruple": _FOURFOLD, "quadrupled": _FOURFOLD, "quadrupling": _FOURFOLD, "half": (*_HALF, "6mo", "30"),
    "halves": _HALF, "halved": ("2", *_HALF), "halving": ("2", *_HALF),
    "quarter": ("4", "25%", "0.25", "15", "3mo", "1/4"), "noon": ("12",), "midnight": ("0", "12", "24"),
    "hourly": ("3600s",), "daily": (_DAY,), "weekly": (_WEEK,), "fortnightly": ("14",), "monthly": ("1mo",),
    "quarterly": ("3mo",), "yearly": ("12mo",), "annual": ("12mo",), "annually": ("12mo",),
    "century": ("100",), "fully": _ALL_OF_IT, "entirely": _ALL_OF_IT, "completely": _ALL_OF_IT,
    "wholly": _ALL_OF_IT, "all": _ALL_OF_IT,
}  # fmt: skip
#: Those that a translator adds as little as a number.
ASKING = frozenset(
    "twice thrice doubled doubling tripled tripling trebled quadrupled quadrupling halved halving".split()  # noqa: SIM905
)
_PHRASES = (
    ("round the clock", _ALL_DAY), ("round-the-clock", _ALL_DAY), ("singles' day", ("11",)),
    ("new year's day", ("1",)),
)  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:-way)?")


def without_idioms(text: str) -> str:
    """A text with a neutral character for all that is in words with a numeral that are no number."""
    if text.isascii():
        return text
    return _NO_NUMBER.sub(lambda match: "\ufffc" * len(match.group()), text)


def implied(text: str) -> set[str]:
    """The values that words of ``text`` stand for which are not made of numerals: 翻番, twice, daily."""
    values = {value for word in set(_CHINESE_WORD.findall(text)) for value in _CHINESE[word]}
    for idiom in set(_NO_NUMBER.findall(text)):
        if len(idiom) > 3:  # 千家万户 may be thousands of households
            values.update(_VAGUE[char] for char in idiom if char in _VAGUE)
    lowered = text.lower().replace("’", "'")
    for word in set(_WORD.findall(lowered)) & _ENGLISH.keys():
        values.update(_ENGLISH[word])
    values.update(value for phrase, found in _PHRASES if phrase in lowered for value in found)
    return values


def multiples(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The English words that multiply, as "doubled", with their values."""
    for match in _WORD.finditer(text.lower()):
        if match.group() in ASKING:
            yield match.group(), _ENGLISH[match.group()]
