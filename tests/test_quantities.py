"""Numbers agree in whatever form Chinese and English write them, and a changed digit is seen."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
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


RIGHT = [
    ("拨打 400-800-1234", "Call 400 800 1234"), ("电话 010-12345678", "(010) 1234 5678"),
    ("电话：13800138000", "+86 138 0013 8000"), ("+86-10-8888 9999", "(010) 8888-9999"),
    ("（021）6888 8888", "021-68888888"), ("6222 0212 3456 7890", "6222-0212-3456-7890"),
    ("2023-2024 年", "2023–24"), ("10-12%", "10% to 12%"), ("10%~12%", "10–12%"), ("1-3 年", "one to three years"),
    ("-5~10 度", "-5 to 10 degrees"), ("2-3倍", "2x-3x"), ("5月8日", "8 May"), ("20230508", "2023-05-08"),
    ("2023年", "in ’23"), ("3 点一刻", "3:15"), ("上午8点半", "8:30 a.m."), ("2009年5月8日", "May 8th, 2009"),
    ("上世纪九十年代", "the 1990s"), ("上世纪90年代", "the 1990s"), ("二十世纪80年代", "the 1980s"),
    ("九十年代", "the nineties"), ("80、90 年代", "the 80s and 90s"), ("二十一世纪", "the 21st century"),
    ("一年半", "18 months"), ("一年半", "a year and a half"), ("一年半", "1.5 years"), ("半年", "six months"),
    ("两个半小时", "two and a half hours"), ("两个半小时", "150 minutes"), ("90 分钟", "an hour and a half"),
    ("3.5 年", "3½ years"), ("24 小时", "a day"), ("36 个月", "three years"), ("两周", "a fortnight"),
    ("三季度", "Q3"), ("前三季度", "the first three quarters"), ("上半年", "the first six months"),
    ("半小时", "30 minutes"), ("12 小时", "12h"), ("100 年", "a century"),
    ("八五折", "15% off"), ("八五折", "85% of the price"), ("8.5 折", "15% off"), ("85 折", "15% off"),
    ("五折", "half price"), ("9 折", "a 10% discount"), ("三成", "three tenths"), ("百分之三十", "thirty percent"),
    ("万分之 3", "0.03%"), ("三分之一", "a third"), ("三分之一", "33%"), ("四分之三", "three quarters"),
    ("翻了一番", "a twofold increase"), ("增长了一倍", "doubled"), ("增长 200%", "tripled"), ("3 倍", "300%"),
    ("增长 3 倍", "a fourfold increase"), ("3 次", "three times"), ("两次", "twice"), ("两台", "both"),
    ("下降 12%", "-12%"), ("下降 12%", "down 12%"), ("零下五度", "minus five degrees"), ("-5 度", "5 degrees below zero"),
    ("万一出错，十分危险，千万不要", "It may fail, is dangerous, never do it"), ("如果 80 万一被占用", "If 80 is taken"),
    ("第 3 百度网盘", "3rd Baidu drive"), ("第一时间响应", "Responds at once"),
    ("七上八下、三番五次、四面八方", "Again and again, on all sides"), ("千家万户", "thousands of households"),
    ("近亿用户", "nearly 100 million users"), ("上百家", "over 100"), ("数千台", "thousands"), ("十几台", "a dozen or so"),
    ("数十万", "hundreds of thousands"), ("数万家", "tens of thousands of"), ("二十多年", "over two decades"),
    ("五六个", "five or six"), ("七八十", "70 to 80"), ("一万二", "12,000"), ("两千五", "2,500"), ("叁万元", "RMB 30,000"),
    ("十万", "a hundred thousand"), ("3 万亿", "3 trillion"), ("3 万亿", "$3tn"), ("1.2 万", "twelve thousand"),
    ("4K 高清", "4K HD"), ("10 米", "10 m"), ("100 兆", "100 M"), ("100 平方米", "100 m²"),
    ("它有以下字段", "It has three fields"), ("得分为 25", "A score of 25"),
]  # fmt: skip
WRONG = [
    ("3 万", "12k"), ("12 台", "12k"), ("12 台", "12 K"), ("12 台", "12 M"), ("12 台", "12 bn"), ("12 台", "12 lakh"),
    ("12 台", "12 dozen"), ("12 台", "12 score"), ("12 台", "twelve dozen"), ("12 台", "12 thousand thousand"),
    ("1.5 亿", "150 million million"), ("12 台", "twelve hundred"), ("一百", "1,000"), ("十万", "a hundred"),
    ("12 度", "-12 degrees"), ("12 度", "minus 12"), ("12 度", "−12"), ("-12 度", "12 degrees"), ("零下 5 度", "5 degrees"),
    ("30%", "-30%"), ("30%", "30 times"), ("30%", "30"), ("30%", "30 nodes"), ("3 台", "3%"), ("3 倍", "3%"),
    ("3 倍", "4 times"), ("3 成", "3%"), ("八折", "80% off"), ("三分之一", "two thirds"), ("一倍", "tenfold"),
    ("0.5%", "half"), ("3 台", "3 and ٤ machines"), ("3 台", "3 and ४ machines"), ("12 台", "۱۲ machines"), ("3", "3 and 1２"),
    ("效果显著", "A great effect in twenty years"), ("效果", "a dozen"), ("效果", "half of them"), ("效果", "doubled"),
    ("效果", "twice as good"), ("效果", "millions of users"), ("效果", "within three weeks"), ("效果", "thirty percent"),
    ("12 台", "12 ½ machines"), ("三个节点", "five nodes"), ("三年", "four years"), ("三年", "3 months"), ("3 天", "3 weeks"),
    ("18 个月", "18 years"), ("一年半", "15 months"), ("半年", "18 months"), ("三十五台", "3 machines"),
    ("五月", "in June"), ("80年代", "the 1990s"), ("2023-2024", "2023–26"), ("400-800-1234", "400-800-1235"),
    ("1000-2000 台", "10002000"), ("万一失败", "ten thousand and one failures"), ("万一失败", "In 10001 cases"),
    ("1. 共 5 台\n2. 共 6 台", "1. 2 in all\n2. 6 in all"),
]  # fmt: skip


def found(source: str, target: str) -> list[str]:
    return [str(message) for message in checks.rules()["numbers"].check(Subject(source, target))]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_said_otherwise_it_is_right(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(("source", "target"), WRONG)
def test_what_is_another_number_is_found(source: str, target: str) -> None:
    assert found(source, target)


def test_digits_of_any_length_are_read() -> None:
    long = "9" * 5000
    assert found(f"2020.{long}.1", f"2020.{long}.1") == []
    assert found(f"{long} 万", f"{long} million")
    assert found("多", "million " * 50_000)


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
