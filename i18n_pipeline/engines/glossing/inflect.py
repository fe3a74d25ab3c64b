"""English endings, for the few that a sentence cannot do without."""

from __future__ import annotations

import re

_UNCOUNTED = re.compile(
    r"(?:data|software|hardware|information|staff|people|equipment|traffic|access|research|management|help|support"
    r"|[a-z]{3}(?:ness|ware)|(?:ing|ics|hood)|[a-z]{3}s|O&M|R&D|development|deployment|series|less|work|knowledge"
    r"|infrastructure|yuan|RMB|dollars|money|experience|feedback|logistics|commerce|progress|efficiency|performance|scheduling)$"
)
_PLURALS = {"person": "people", "man": "men", "child": "children", "index": "indexes", "life": "lives"}


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_PASTS = _pairs(
    "is=was have=had do=did make=made build=built rebuild=rebuilt find=found lead=led choose=chose"
    " meet=met become=became bring=brought get=got give=gave take=took go=went see=saw say=said"
    " put=put run=ran set=set cut=cut keep=kept think=thought know=knew begin=began grow=grew win=won"
    " send=sent write=wrote understand=understood spend=spent undertake=undertook sell=sold can=could"
    " leave=left hold=held break=broke rise=rose feel=felt let=let drive=drove"
)
_PARTICIPLES = _pairs(
    "choose=chosen see=seen do=done give=given take=taken know=known go=gone write=written"
    " break=broken run=run undertake=undertaken become=become grow=grown begin=begun rise=risen"
    " drive=driven"
)
_DOUBLED = {
    "stop",
    "submit",
    "commit",
    "plan",
    "drop",
    "control",
    "refer",
    "occur",
    "ship",
    "map",
    "log",
    "plug",
    "swap",
    "prefer",
    "step",
    "scan",
    "admit",
    "permit",
}


def plural(noun: str) -> str:
    """Several of what the noun phrase names; what is not counted stays."""
    head, blank, last = noun.rpartition(" ")
    if last in _PLURALS:
        last = _PLURALS[last]
    elif last in {"API", "GPU", "CPU", "SDK", "URL"}:
        last = f"{last}s"
    elif not last[-1:].isalpha() or last[-1:].isupper() or _UNCOUNTED.search(noun):
        return noun
    else:
        last = _with_s(last)
    return f"{head}{blank}{last}"


def is_uncounted(noun: str) -> bool:
    """Whether the thing goes without an article: efficiency; the efficiency of a team has one."""
    several = re.search(r"[^suix]s$|(?:ie|iv|ic)s$", noun)
    return " of " not in noun and not noun.endswith("ss") and bool(several or _UNCOUNTED.search(noun))


def third_person(verb: str) -> str:
    """What he, she or it does: provide → provides."""
    if " and " in verb:
        return " and ".join(map(third_person, verb.split(" and ")))
    first, blank, rest = verb.partition(" ")
    if first in {"also", "only", "still", "not", "cannot", "finally", "can", "may", "jointly"}:
        return verb if first in {"cannot", "can", "may"} else f"{first}{blank}{third_person(rest)}"
    irregular = {"is": "is", "have": "has", "do": "does", "be": "is"}
    return f"{irregular.get(first) or _with_s(first)}{blank}{rest}"


def past(verb: str) -> str:
    """What was done: adopt → adopted, choose → chose."""
    if " and " in verb:
        return " and ".join(map(past, verb.split(" and ")))
    if verb.startswith("be "):
        return f"was{verb[2:]}"
    first, blank, rest = verb.partition(" ")
    if first in _PASTS:
        return f"{_PASTS[first]}{blank}{rest}"
    if first in _DOUBLED:
        first += first[-1]
    if first.endswith("e"):
        return f"{first}d{blank}{rest}"
    if re.search(r"[^aeiou]y$", first):
        first = f"{first[:-1]}i"
    return f"{first}ed{blank}{rest}"


def participle(verb: str) -> str:
    """What something is once it was done to: deployed, chosen."""
    if " and " in verb:
        return " and ".join(map(participle, verb.split(" and ")))
    first, blank, rest = verb.partition(" ")
    return f"{_PARTICIPLES[first]}{blank}{rest}" if first in _PARTICIPLES else past(verb)


def gerund(verb: str) -> str:
    """The doing of it: use → using."""
    if " and " in verb:
        return " and ".join(map(gerund, verb.split(" and ")))
    first, blank, rest = verb.partition(" ")
    if first == "is":
        return f"being{blank}{rest}"
    if first in _DOUBLED | {"run", "set", "get", "put", "cut", "let", "begin", "win"}:
        first += first[-1]
    elif re.search(r"[^eoy]e$", first) and len(first) > 2:
        first = first[:-1]
    return f"{first}ing{blank}{rest}"


def adverb(adjective: str) -> str:
    """How something is done: serious → seriously, easy → easily."""
    if adjective.endswith("ly") or " " in adjective:
        return adjective
    if adjective.endswith("y"):
        return f"{adjective[:-1]}ily"
    if adjective.endswith("ic"):
        return f"{adjective}ally"
    return f"{adjective[:-2]}ly" if re.search(r"[^aeiou]le$", adjective) else f"{adjective}ly"


def article(text: str) -> str:
    """``a`` or ``an``, as the sound in front of ``text`` wants it."""
    vowel = re.match(r"(?:[aeio]|u(?!ni|se|ti)|hour|honest|[AEFHILMNORSX](?![a-z]))", text)
    capital = re.match(r"[AEIOU][a-z]", text)
    return "an" if vowel or capital else "a"


def _with_s(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word):
        return f"{word}es"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}s"
