"""Whatever a text holds, what looks at it takes time in proportion to its length: no page or engine stalls a run.

A new rule is measured as soon as its file is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, pairwise
from time import process_time

import pytest

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Term
from i18n_pipeline.text.protect import mask, restore
from i18n_pipeline.text.references import is_reference

SIZES = (300, 1200, 4800)  # characters
SOON = 0.15  # seconds of the processor; nothing quadratic comes so far with the longest
MOST = 4**1.65  # times as long for a text four times as long; quadratic is 16

CHARACTERS = [
    *"`*_~[](){}<>&%#!\"'\\|/-+.,:;@$=^ \t\n0aZ中一十百万亿半年倍折点个多，。（【“、：’％３٣①½²\u3000\ufffc"
]
UNITS = [
    "](", "[](", "[a](", "[a](b", "[a][", "[[a]", "![", "{{", "{{ a", "{%", "{%}", "<a ", "<a b=", '<a b="', "</", "<!--",
    "<a>", "``a", "` `` ", "*a ", "a*", "**a ", "**a", "__a ", "_a ", "~~a ", "%(", "%0", "%1$s", "${", "${a", "http://",
    "https://a.b/", "www.", "a@b.", "a@", "a.", "a-", "a/", "../", "v1.", "[X0X]", "[X", "# ", "> ", "- ", "1. ", "1、",
    "(1)", "a\n", "\n ", "[a]: b\n", "&amp;", "a' ", "(()", "<a<", "（《", "ab", "again ", "云平台", "中，", "{}", "a: ",
    "1.", "1,", "1,111", "1 ", "1-", "-1 ", "1:", "1:30 ", "1.2.3 ", "1/2 ", "3万", "万亿", "一万", "3 亿 5", "三年半",
    "三分之", "十分", "十二", "千万 ", "3倍 ", "八折", "2023-24 ", "2023-", "+86 ", "(010) ", "1234 ", "0 1", "12k ",
    "1% ", "5月", "May ", "May 5 ", "twenty ", "hundred and ", "and a half ", "a half ", "week ", "million ",
    "1 million ", "million of ", "two thirds ", "one ", "dozen-", "1st ", "1️", "3 ٣", "minus ", "down 1 ", "负1",
]  # fmt: skip
BETWEEN = [" ", ", ", "、", "-", "/", ":", "万 ", "% ", " 年", "倍", " million ", " or ", "`", "|", " ("]
TERMS = Glossary((Term("云平台", "cloud"), Term("平台云", "x"), Term("中", ""), Term("ab", "cd")))
Look = Callable[[str, str], object]


def hostile(size: int) -> Iterator[tuple[str, str]]:
    """Texts of about one size, by what they are made of."""
    for unit in (*CHARACTERS, *UNITS):
        yield unit, unit * (size // len(unit))
    for unit in ("[a](", "`", "3 ", "<a "):
        yield f"{unit}, then blanks", f"{unit}{' ' * size}x"
    for between in BETWEEN:
        yield f"numbers, {between}", between.join(map(str, range(1000, 1000 + size // (4 + len(between)))))
    for opens, closes in ("()", "[]", "{}", "<>", "（）", "“”"):
        yield f"nested {opens}", opens * (size // 2) + closes * (size // 2)
    for char in "`*_~{[#":
        yield (
            f"longer and longer {char}",
            " ".join(char * length for length in range(1, int((2 * size) ** 0.5))),
        )
    yield "a.a.a…", f"{'a.' * (size // 2)}ab."
    yield "words that come again at all distances", " ".join(_langford(size // 5))


def _langford(words: int) -> Iterator[str]:
    """Each word twice, at distances that are all different, and all of that twice."""
    half = words // 4
    for part in "ab":
        yield from (f"{part}{n}" for n in range(half))
        yield from (f"{part}{n}" for n in reversed(range(half)))


OTHER_DIGITS = str.maketrans("0123456789", "1234567890")
LOOKS: dict[str, Look] = {
    name: lambda source, target, rule=rule: list(  # type: ignore[misc]
        rule.check(Subject(source, target, max_length=10, glossary=TERMS))
    )
    for name, rule in checks.rules().items()
} | {
    "is a reference": lambda source, target: [
        is_reference(text) for text in ("".join(source.split()), f"/{source}，")
    ],
    "is torn": lambda source, target: Subject(source, target).is_torn,
    "mask and restore": lambda source, _: restore(*mask(source, ("Pod", "云"))),
    "roughly": lambda source, target: list(
        checks.rules()["numbers"].check(Subject(source, target, language="fr"))
    ),
}


def seconds(look: Look, source: str, target: str, marks: Iterator[int]) -> float:
    """Of the processor, for texts that no cache has seen."""
    mark = f"甲乙{next(marks):x}"
    started = process_time()
    look(source + mark, target + mark)
    return process_time() - started


@pytest.mark.parametrize("name", LOOKS)
def test_time_grows_with_the_length_alone(name: str) -> None:
    marks = count(1)

    def once(text: str) -> float:
        return seconds(LOOKS[name], text, text.translate(OTHER_DIGITS), marks)

    for made_of, *texts in zip(
        dict(hostile(500)), *(dict(hostile(size)).values() for size in SIZES), strict=True
    ):
        before = 0.0
        for shorter, longer in pairwise((texts[0], *texts)):
            took = once(longer)
            if took > max(SOON, MOST * before) and longer is not texts[0]:  # or the machine was busy
                before, took = (min(once(text) for _ in range(3)) for text in (shorter, longer))
                assert took < max(SOON, MOST * before), made_of
            if took > SOON:
                break
            before = took
