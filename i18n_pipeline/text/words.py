"""The numbers that a text gives in words: 三年半, "thirty percent", "doubled", May, ½."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from i18n_pipeline.text.digits import one_form
from i18n_pipeline.text.idioms import ASKING, implied, multiples, without_idioms
from i18n_pipeline.text.numerals import ANY, HAN, Spelt, english, han, plain
from i18n_pipeline.text.units import Meaning, Number, fraction, meaning, nothing_but

_HAN = re.compile(HAN)
_FRACTION = re.compile(f"({HAN})分之(?:({HAN})|(\\d{{1,9}}(?:\\.\\d{{1,9}})?))")
_DECADE = re.compile(
    rf"(?:(?P<century>{HAN}|\d\d?)\s?世纪\s?|(?P<last>上个?世纪))(?P<decade>[一二三四五六七八九]?十|\d0)\s?年代"
)
_YEARS = re.compile(r"\s?年代|\s?后(?![来面续端台者的])")
_ADDED = re.compile(r"\band an? $", re.IGNORECASE)
_SHARE = re.compile(r"\ba[ -]\w{1,20} of\b", re.IGNORECASE)  # a third of them, not the third of May
_SOME_TEN = re.compile("十[几多余来]")
_ONE = re.compile(r"(?<![a-z])(?:an?|every|each|per|another|full|whole)(?=[\s-])", re.IGNORECASE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Sept",
)  # fmt: skip
# In capitals, so that "may" and "march" are no months.
_MONTH = re.compile(rf"\b(?:{'|'.join((*_LONG_MONTHS, *_MONTHS))})\b")
_BEFORE_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|since|of|until|by|from|through|early|late|mid))[\s-]$"
)
_BEHIND_MONTH = re.compile(r"\.? \d")
_MAY_ASK = (ANY | ASKING | {month.lower() for month in (*_MONTHS, *_LONG_MONTHS)}) - {
    "one", "zero", "first", "second"
}  # fmt: skip
_LATIN = re.compile("[a-z]+")
_PART = re.compile("[¼-¾⅐-⅞]")
_FIGURE = re.compile("[¼-¾⅐-⅞①-⑳⓪⑴-⒛Ⅰ-ⅿ㉑-㉟㊱-㊿²³¹⁰-⁹₀-₉]")


def asked(text: str) -> Iterator[Number]:
    """The numbers in words that the other text must have."""
    lowered = text.lower()
    if _MAY_ASK.isdisjoint(_LATIN.findall(lowered)) and not _PART.search(text):
        return
    for spelt in english(lowered):
        if spelt.kind == "ordinal" and spelt.value > 2 and _is_share(text, spelt):
            spelt = spelt._replace(kind=plain(spelt.value), total=Decimal(0), current=Decimal(1))
        if spelt.kind == "ordinal" or (spelt.kind == "count" and spelt.value < 2):
            continue
        if spelt.kind == "half" and _ADDED.search(text, max(0, spelt.start - 6), spelt.start):
            continue  # an hour and a half
        what = _spelt(spelt, text)
        is_weak = spelt.kind == "count" and spelt.value < 10 and what.end <= spelt.end
        yield Number(text[spelt.start : spelt.end], what.readings, what.values, is_weak)
    for char in set(_PART.findall(text)):
        yield Number(char, nothing_but(_value_of(char)).readings, frozenset((_value_of(char),)))
    for shown, values in multiples(text):
        yield Number(shown, tuple(frozenset((value,)) for value in values), frozenset(values))
    for month in _MONTH.finditer(text):
        if _BEFORE_MONTH.search(text, max(0, month.start() - 8), month.start()) or _BEHIND_MONTH.match(
            text, month.end()
        ):
            number = str(_MONTHS.index(month.group()[:3]) + 1)
            yield Number(month.group(), nothing_but(number).readings, frozenset((number,)))


def counts(text: str) -> Iterator[frozenset[str]]:
    """What each Chinese number word from two on may stand for."""
    text = without_idioms(one_form(text))
    for match in _HAN.finditer(text):
        value = next(han(match.group()))
        if value >= 2:
            yield meaning(value, plain(value), text, match.start(), match.end()).values


def offered(text: str) -> set[str]:
    """The values that all words of a text may stand for."""
    text = one_form(text)
    values = implied(text)
    text = without_idioms(text)
    for spelt in english(text.lower()):
        values |= _spelt(spelt, text).values
    for one in _ONE.finditer(text):
        values |= meaning(Decimal(1), "1", text, one.start(), one.end()).values
    for what in _chinese(text):
        values |= what.values
    values.update(str(_MONTHS.index(month.group()[:3]) + 1) for month in _MONTH.finditer(text))
    if _SOME_TEN.search(text):
        values.add("12")  # a dozen
    values.update(map(_value_of, set(_FIGURE.findall(text))))
    return values


def _is_share(text: str, spelt: Spelt) -> bool:
    match = _SHARE.match(text, max(0, spelt.start - 2))
    return match is not None and match.end() == spelt.end + 3


def _value_of(char: str) -> str:
    return plain(Decimal(str(unicodedata.numeric(char))))


def _spelt(spelt: Spelt, text: str) -> Meaning:
    if spelt.kind.isdigit():
        return _any_of(fraction(spelt.value, Decimal(spelt.kind)), _quarters(spelt))
    written = plain(spelt.value)
    if spelt.kind == "vague":
        return _any_of((written, *(("10", "20") if spelt.value == 12 else ())))
    if spelt.kind == "half":
        half = meaning(spelt.value, written, text, spelt.start, spelt.end)
        return (
            half
            if half.end > spelt.end
            else half | _any_of(("50%", "50of", "50off", "1/2", "6mo", "30", "1", "2"))
        )
    if spelt.kind == "decade":
        return _any_of((written, str(1900 + int(spelt.value))))
    what = meaning(spelt.value, written, text, spelt.start, spelt.end)
    if spelt.kind == "ordinal" and spelt.value > 2:
        what |= _any_of(fraction(Decimal(1), spelt.value))
    return what


def _quarters(spelt: Spelt) -> tuple[str, ...]:
    return (f"{plain(3 * spelt.value)}mo", plain(spelt.value)) if spelt.kind == "4" else ()


def _any_of(*groups: object) -> Meaning:
    values = [str(value) for group in groups for value in group]  # type: ignore[attr-defined]
    return Meaning(tuple(frozenset((value,)) for value in values), frozenset(values), 0)


def _chinese(text: str) -> Iterator[Meaning]:
    for match in _HAN.finditer(text):
        for value in han(match.group()):
            what = meaning(value, plain(value), text, match.start(), match.end())
            yield what
            if _YEARS.match(text, match.end()):
                yield _any_of((plain(value), plain(1900 + value)))
    for match in _FRACTION.finditer(text):
        whole = next(han(match[1]))
        part = Decimal(match[3]) if match[3] else next(han(match[2]))
        yield _any_of((plain(part), plain(whole)), fraction(part, whole))
    for match in _DECADE.finditer(text):
        century = 20 if match["last"] else _number(match["century"])
        yield _any_of((plain(100 * (century - 1) + _number(match["decade"])),))


def _number(written: str) -> Decimal:
    return Decimal(written) if written.isascii() else next(han(written))
