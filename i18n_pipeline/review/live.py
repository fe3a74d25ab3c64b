"""What the sheet's script needs to check a text as ``apply`` will: patterns of the rules, and lists.

The patterns are those that the rules compile, so that the two cannot drift. A rule of which one cannot be
had in JavaScript, or in the reader's browser, is left to ``apply``, and the sheet says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from i18n_pipeline import checks
from i18n_pipeline.checks import markdown, numbers, placeholders, repetition
from i18n_pipeline.config import Language
from i18n_pipeline.model import BODY, Message, Severity
from i18n_pipeline.project import judge
from i18n_pipeline.regions import ONE_LINE, Kind
from i18n_pipeline.review.javascript import END, START, in_javascript
from i18n_pipeline.text import links, markers, markup, openings, protect, references, unseen

#: Those of severity error that the script of the sheet has too; ``apply`` alone asks the others. Numbers
#: take all that is known of number words, units and dates: the script tells only whether figures differ.
RULES = frozenset(
    ("edge-blanks", "html", "list-marker", "markdown", "max-length", "placeholders", "repetition", "urls")
)
#: Those that look at a text as it is once its links lead into the target's section.
OF_LINKS = frozenset(("html", "markdown", "placeholders", "urls"))
_OF_DRAFTS = "chatter"  # the rule that asks nothing of what people write
_SEARCHED = {
    "mayHaveSome": protect._MAY_HAVE_SOME,
    "protected": protect._PROTECTED,
    "damaged": protect._DAMAGED,
    "mask": protect._MASK,
    "ticks": openings._TICKS,
    "link": markup._LINK,
    "mayBeLink": markup._MAY_BE_LINK,
    "definition": markup._DEFINITION,
    "footnote": markup._FOOTNOTE,
    "strong": markup._STRONG,
    "emphasis": markup._EMPHASIS,
    "struck": markup._STRUCK,
    "templateMark": markup._TEMPLATE_MARK,
    "block": markup._BLOCK,
    "said": markup._SAID,
    "quoted": markup._QUOTED,
    "loose": markup._LOOSE,
    "mayBeMarkup": markdown._MAY_BE_MARKUP,
    "date": placeholders._DATE,
    "mayBeReference": references._MAY_BE,
    "prose": references._PROSE,
    "figures": numbers._DIGITS,
    "word": repetition._WORD,
    "inOneWord": repetition._IN_ONE_WORD,
    "controls": judge._CONTROLS,
    "showsNothing": unseen._SHOW_NOTHING,
    "blank": re.compile(r"\s"),
    "notBlank": re.compile(r"\S+"),
    "letters": re.compile(r"[^\W\d_]"),
}
_AT_THE_START = {"marker": markers._MARKER, "inWords": markers._IN_WORDS, "opens": references._OPENS}
_WHOLE = {
    "tag": markup._TAG,
    "reference": references._REFERENCE,
    "each": references._EACH,
    "picture": references._PICTURE,
}
_PAIRS = {"templates": protect._PAIRS, "marked": markup._MARKED}


@cache
def errors() -> frozenset[str]:
    """The rules that are errors unless it is set otherwise."""
    return errors_of(Message("", ()))


def errors_of(message: Message) -> frozenset[str]:
    """The rules that are errors where the message stands."""
    said = dict(judge.severities_of(message))
    known = {name: said.get(name, rule.SEVERITY) for name, rule in checks.rules().items()}
    return frozenset(name for name in known if known[name] is Severity.ERROR and name != _OF_DRAFTS)


@cache
def table() -> Mapping[str, object]:
    """All of it, for JSON; a pattern that cannot be had is null."""
    return {
        "patterns": {
            **{name: _found(one, "{}") for name, one in _SEARCHED.items()},
            **{name: _found(one, f"{START}(?:{{}})") for name, one in _AT_THE_START.items()},
            **{name: _found(one, f"{START}(?:{{}}){END}") for name, one in _WHOLE.items()},
        },
        "pairs": {
            name: [[_found(opens, "{}"), _found(closes, "{}"), most] for opens, closes, most in pairs]
            for name, pairs in _PAIRS.items()
        },
        "kinds": sorted(placeholders._KINDS),
        "urls": sorted(markup._URLS),
        "void": sorted(markup._VOID),
        "hidden": protect.HIDDEN,
        "circled": markers._CIRCLED,
        "errors": sorted(errors()),
        "rules": sorted(RULES),
        "ofLinks": sorted(OF_LINKS),
        "loop": [repetition._LONG_PHRASE, repetition._LONG_WORD, repetition._SAME, repetition._STEPS],
    }


def _found(pattern: re.Pattern[str], where: str) -> str | None:
    try:
        return where.replace("{}", in_javascript(pattern))
    except ValueError:
        return None


def shape(message: Message) -> str:
    """What must stand there: one ``line``, ``lines`` of which none is blank, or "", anything."""
    kinds = [str(place.path[1]).partition("~")[0] for place in message.places if place.path[:1] == (BODY,)]
    return "line" if any(Kind(kind) in ONE_LINE for kind in kinds) else "lines" if kinds else ""


def has_moved_links(message: Message, target: Language) -> bool:
    """Whether a right translation may have other links than the source, as the page cannot tell."""
    found = list(links.links_of_value(message.msgid))
    return bool(target.links and found) or not all(link.fragment.isascii() for link in found)
