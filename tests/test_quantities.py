"""Numbers agree in whatever form Chinese and English write them, and a changed digit is seen."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from i18n_pipeline.text.quantities import quantities


def unmatched(source: str, target: str) -> tuple[list[str], list[str]]:
    wanted, found = quantities(source), quantities(target)
    return list(wanted.missing_in(found)), list(found.missing_in(wanted))


def shortened(value: int) -> list[str]:
    """A value as English may write it."""
    forms = [str(value), f"{value:,}"]
    for scale, names in (
        (10**3, ("thousand", "k", "K")),
        (10**6, ("million", "M", "-million")),
        (10**9, ("billion", "bn")),
    ):
        if value >= scale and value % (scale // 100) == 0:
            mantissa = f"{value / scale:.2f}".rstrip("0").rstrip(".")
            forms += [
                f"{mantissa}{name if name[0] in 'kKMb-' and name != 'billion' else f' {name}'}"
                for name in names
            ]
    return forms


def chinese(value: int) -> list[str]:
    forms = [
        str(value),
        f"{value:,}",
        str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ]
    for unit, scale in (("千", 10**3), ("万", 10**4), ("亿", 10**8)):
        if value >= scale and value % (scale // 100) == 0:
            mantissa = f"{value / scale:.2f}".rstrip("0").rstrip(".")
            forms += [f"{mantissa}{unit}", f"{mantissa} {unit}"]
    return forms


VALUES = st.builds(lambda digits, power: digits * 10**power, st.integers(1, 9999), st.integers(0, 7))


@given(st.data(), VALUES)
def test_one_value_agrees_in_all_its_forms(data: st.DataObject, value: int) -> None:
    source = f"覆盖近{data.draw(st.sampled_from(chinese(value)))}台设备"
    target = f"Covers nearly {data.draw(st.sampled_from(shortened(value)))} devices"
    assert unmatched(source, target) == ([], [])


@given(st.data(), VALUES, VALUES)
def test_another_value_is_found_missing_and_invented(data: st.DataObject, value: int, other: int) -> None:
    assume(value != other)
    source, target = (data.draw(st.sampled_from(forms)) for forms in (chinese(value), shortened(other)))
    # 80,443 may be two numbers, and 3k the name of a thing
    assume("," not in source + target and not target.endswith(("k", "K", "M", "n")))
    missing, invented = unmatched(f"覆盖{source}台设备", f"Covers {target} devices")
    assert missing
    assert invented


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@given(st.integers(0, 99))
def test_small_numbers_may_be_words(value: int) -> None:
    ones = f"-{ONES[value % 10]}" if value % 10 else ""
    word = ONES[value] if value < 20 else TENS[value // 10 - 2] + ones
    assert unmatched(f"共 {value} 项", f"There are {word} items") == ([], [])


@given(st.dates())
def test_dates_agree(day) -> None:  # type: ignore[no-untyped-def]
    source = f"{day.year} 年 {day.month} 月 {day.day} 日"
    month = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][day.month - 1]
    for target in (
        f"{month} {day.day}, {day.year}", f"{day.day} {month[:3]} {day.year}", f"{day.year}-{day.month:02}-{day.day:02}",
        f"{day.month}/{day.day}/{day.year}",
    ):  # fmt: skip
        assert unmatched(source, target) == ([], [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("1.5 亿元", "RMB 150 million"),
        ("250 万", "two and a half million"),
        ("3 亿 5000 万", "350 million"),
        ("1 万 5 千", "15,000"),
        ("1200 家", "twelve hundred"),
        ("101 项", "one hundred and one"),
        ("10-20 万", "100,000 to 200,000"),
        ("10~20 万", "100–200 thousand"),
        ("2、3 百台", "two or three hundred"),
        ("七成、7 成", "70%"),
        ("打 8 折", "20% off"),
        ("百分之 30", "30 percent"),
        ("千分之 5", "0.5%"),
        ("三分之一", "1/3"),
        ("第 3 名", "third place"),
        ("第 22 届", "the 22nd"),
        ("第三季度", "Q3"),
        ("提升 3 倍", "threefold"),
        ("提升 2 倍", "doubled"),
        ("20 世纪 90 年代", "the 1990s"),
        ("21 世纪", "the 21st century"),
        ("90 后", "born in the 1990s"),
        ("晚上 20:30", "8:30 p.m."),
        ("下午 3 点", "15:00"),
        ("3 年半", "3.5 years"),
        ("7×24 小时", "24/7"),
        ("全天候", "24/7"),
        ("7x24 小时", "around the clock"),
        ("双 11", "Singles’ Day"),
        ("1 个节点", "a node"),
        ("K8s、B2B", "Kubernetes, business-to-business"),
        ("万兆网卡", "a 10 GbE card"),
        ("3 千米", "3 km"),
        ("10w+ QPS", "100,000+ QPS"),
        ("端口 80,443", "ports 80 and 443"),
        ("二〇一九年", "2019"),
        ("数千个、几十台、上百家", "thousands, dozens, hundreds"),
        ("上百台", "100+ machines"),
        ("三萬五千", "35,000"),
        ("2020.10.01", "October 1, 2020"),
        ("05 月", "May"),
        ("v1.2.3", "V1.2.3"),
    ],
)  # fmt: skip
def test_agree(source: str, target: str) -> None:
    assert unmatched(source, target) == ([], [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("HK.1037", "HK.0103"),
        ("1.20", "1.2"),
        ("v1.2.3", "v1.2.4"),
        ("3 万", "3"),
        ("3 万", "30"),
        ("1.5 亿", "15 million"),
        ("5 月", "June"),
        ("5 月", "you may"),
        ("20 台", "twenty-five"),
        ("192.168.0.1", "192.168.0.2"),
        ("8080", "80800"),
        ("5G", "4G"),
    ],
)
def test_differ(source: str, target: str) -> None:
    assert unmatched(source, target) != ([], [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("打八折", "20% off"),
        ("“十四五”规划", "The 14th Five-Year Plan"),
        ("上半年", "H1"),
        ("2 个亿", "200 million"),
        ("30 个百分点", "30 percentage points"),
        ("50 万平米", "500,000 m2"),
        ("三年半", "3.5 years"),
        ("四分之三", "75%"),
        ("千分之五", "0.5%"),
        ("20 多年", "Over two decades"),
        ("14 天", "Two weeks"),
        ("1 周", "One week"),
        ("24 个", "Two dozen"),
        ("100% 兼容", "Fully compatible"),
        ("12 点", "At noon"),
        ("1.5 小时", "An hour and a half"),
        ("①观察②判断", "(1) observe (2) decide"),
        ("一站式服务，五花八门，万无一失，三心二意", "One place for everything"),
    ],
)
def test_ways_to_say_it(source: str, target: str) -> None:
    assert unmatched(source, target) == ([], [])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("14 天", "Three weeks"),
        ("20 年", "A decade"),
        ("打八折", "30% off"),
        ("四分之三", "60%"),
        ("5 个亿", "50 million"),
    ],
)
def test_another_number_said_otherwise(source: str, target: str) -> None:
    assert unmatched(source, target) != ([], [])


@pytest.mark.parametrize(
    "unit", ["9", "亿", "一亿", "1 ", "1\n", "1.", "1,111", "万 1", "week ", "二十一分之"]
)
def test_long_texts_take_no_time(unit: str) -> None:
    text = "3 " + unit * (20_000 // len(unit))
    started = time.process_time()
    quantities(text)
    assert unmatched(f"1{' ' * 20_000}", f"1{' ' * 20_000}x") == ([], [])
    assert time.process_time() - started < 60  # hours, without bounds


@given(st.text(st.sampled_from("0123456789 .,:km-%bwAB2thousandm2"), max_size=20))
def test_what_stands_elsewhere_in_the_text_changes_no_number(text: str) -> None:
    alone, beside = quantities(text), quantities(f"{text}\n（）")
    assert [(n.shown, {*n.readings}) for n in alone.stated] == [
        (n.shown, {*n.readings}) for n in beside.stated
    ]
    assert alone.values == beside.values
