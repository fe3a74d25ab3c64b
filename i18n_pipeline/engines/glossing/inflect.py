"""English endings, for the few that a sentence cannot do without."""

from __future__ import annotations

import re

from i18n_pipeline.engines.glossing import tables

_UNCOUNTED = re.compile(
    r"(?:data|software|hardware|information|staff|people|equipment|traffic|access|research|management|help|support"
    r"|[a-z]{3}(?:ness|ware)|(?:ing|ics|hood)|[a-z]{3}s|O&M|R&D|development|deployment|series|less|work|knowledge"
    r"|infrastructure|yuan|RMB|dollars|money|experience|feedback|logistics|commerce|progress|efficiency"
    r"|performance|scheduling)$"
)
_PLURALS = {
    "person": "people",
    "man": "men",
    "child": "children",
    "index": "indexes",
    "life": "lives",
    "half": "halves",
}
_Y = re.compile(r"(?<=[^aeiou])y$")
_THIRD = {"is": "is", "have": "has", "do": "does", "be": "is"}


def plural(noun: str) -> str:
    """Several of what the noun phrase names; what is not counted stays."""
    head, blank, last = noun.rpartition(" ")
    if last in _PLURALS or last in {"API", "GPU", "CPU", "SDK", "URL"}:
        return f"{head}{blank}{_PLURALS.get(last, f'{last}s')}"
    if not last[-1:].isalpha() or last[-1:].isupper() or _UNCOUNTED.search(noun):
        return noun
    return f"{head}{blank}{_with_s(last)}"


def is_uncounted(noun: str) -> bool:
    """Whether the thing goes without an article: efficiency; the efficiency of a team has one."""
    several = re.search(r"[^suix]s$|(?:ie|iv|ic)s$", noun)
    return " of " not in noun and not noun.endswith("ss") and bool(several or _UNCOUNTED.search(noun))


def verb(form: str, base: str) -> str:
    """The verb phrase ``base`` as ``third`` (person), ``past``, ``participle`` or ``gerund``."""
    if " and " in base:
        return " and ".join(verb(form, part) for part in base.split(" and "))
    first, blank, rest = base.partition(" ")
    if first in {"cannot", "can", "may"}:
        return base
    if form == "third" and first in {"also", "only", "still", "not", "finally", "jointly"}:
        return f"{first} {verb(form, rest)}"
    if form == "third":
        return f"{_THIRD.get(first) or _with_s(first)}{blank}{rest}"
    row = tables.named("irregular").get(first)
    if row:
        return f"{row[form]}{blank}{rest}"
    if form == "gerund":
        return f"{first[:-1] if re.search(r'[^eoy]e$', first) else first}ing{blank}{rest}"
    return f"{first}d{blank}{rest}" if first.endswith("e") else f"{_Y.sub('i', first)}ed{blank}{rest}"


def adverb(adjective: str) -> str:
    """How something is done: serious → seriously, easy → easily."""
    if adjective.endswith("ly") or " " in adjective:
        return adjective
    if adjective.endswith("ic"):
        return f"{adjective}ally"
    return f"{adjective[:-2]}ly" if re.search(r"[^aeiou]le$", adjective) else f"{_Y.sub('i', adjective)}ly"


def article(text: str) -> str:
    """``a`` or ``an``, as the sound in front of ``text`` wants it."""
    vowel = re.match(
        r"(?:[aeio]|[Uu](?!ni|se|ti)[a-z]|hour|honest|[AEFHILMNORSX](?![a-z])|[AEIO][a-z])", text
    )
    return "an" if vowel else "a"


def _with_s(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word):
        return f"{word}es"
    return f"{word[:-1]}ies" if _Y.search(word) else f"{word}s"
