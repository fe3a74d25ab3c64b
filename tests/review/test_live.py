"""The script of the sheet says of a text what ``apply`` will: in Chromium's own engine, over generated edits."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import cycle, islice
from typing import Any, cast

import msgspec
import pytest

from i18n_pipeline import checks
from i18n_pipeline.config import Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import BODY, Message, Place, Severity
from i18n_pipeline.project.judge import objection, subject
from i18n_pipeline.review import live, render
from i18n_pipeline.review.javascript import in_javascript
from i18n_pipeline.review.strings import string_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium is installed (Debian's package is chromium)"
)
MARKS = """* _ ` `` ** __ ~~ [ ] ( ) ]( [^1] < > <b> </b> <br> {{ }} {% %} {count} %s %Y $ ${x} " ' # - | 1. ２) ③ 一、
:smile: &nbsp; https://a.example/x a@b.example ../图.png 访问例子.中国 【X0X】 X1X [X0X] \\n __A__ cloud ſ K İ 😀"""
MARKS = [*MARKS.split(), "\n", "\n\n", "\u200b", "\u202e", "\x85", "\u3000", "\ufeff", "\0", " ", "  \n", "•"]
ENGLISH = Language("en", "en")
CHANCE = random.Random(20 if os.environ.get("CI") else None)  # whoever runs it by hand goes on hunting


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    sandbox = [] if os.name != "posix" or os.getuid() else ["--no-sandbox"]  # root has none
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu", *sandbox])
        yield started
        started.close()


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return checking(browser, live.table())


def checking(browser: Any, table: Mapping[str, object], first: str = "") -> Any:
    """A tab with the part of the sheet's script that checks."""
    opened = browser.new_page()
    script = "".join(map(render.part, ("reading.js", "check.js")))
    opened.evaluate(
        """([table, script]) => {
          window.byId = () => ({ textContent: table });
          window.say = (key, values) => key;
          const run = document.createElement('script');
          run.textContent = script;
          document.head.append(run);
        }""",
        [json.dumps(table), first + script],
    )
    return opened


def edited(text: str, words: list[str], chance: random.Random) -> str:
    for _ in range(chance.randint(0, 4)):
        at = chance.randint(0, len(text))
        cut = chance.choice((0, 0, 1, 3))
        text = text[:at] + chance.choice((chance.choice(MARKS), chance.choice(words), "")) + text[at + cut :]
    return text


def generated() -> Iterator[tuple[Message, str]]:
    """The examples of all rules, and edits of them, in slots of each shape, with severities as they may be set."""
    chance = CHANCE
    examples = [one for rule in checks.rules().values() for one in (*rule.GOOD, *rule.BAD)]
    words = [word for one in examples for word in (*one.source.split(), *one.target.split())]
    places = [("title",), (BODY, "paragraph~2"), (BODY, "cell"), (BODY, "heading~3")]
    told = [(), (("repetition", None), ("urls", Severity.WARNING), ("domains", Severity.ERROR))]
    for one in examples:
        for _ in range(15):
            source = edited(one.source, words, chance) if chance.random() < 0.4 else one.source
            place = Place(chance.choice(places), 1, max_length=one.max_length, checks=chance.choice(told))
            if source.strip():
                yield (
                    Message(source, (place,)),
                    edited(chance.choice((one.target, source)), words, chance),
                )


def batched(cases: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """itertools has it from Python 3.12 on."""
    waiting = iter(cases)
    while some := list(islice(waiting, size)):
        yield some


def compare(page: Any, cases: Iterable[tuple[Message, str, list[str]]]) -> set[str]:
    """Hold what the page says against what ``apply`` does, with these rules waived; the rules that were met."""
    met = set()
    for some in batched(cases, 5000):
        asked = [
            [
                msgspec.to_builtins(string_of(message)),
                {"moved": live.has_moved_links(message, ENGLISH), "waived": waived},
                text,
            ]
            for message, text, waived in some
        ]
        said = page.evaluate(
            "cases => cases.map(([string, text, typed]) => check({ string, text }, typed))", asked
        )
        for (message, text, waived), verdict in zip(some, said, strict=True):
            found, left = {rule for rule, _ in verdict["found"]}, {*verdict["left"]}
            looked_at = subject(message, text, ENGLISH, Glossary())
            wanted = {rule for rule, *_ in checks.run(looked_at, only=Severity.ERROR, silent=waived)}
            refused = objection(message, text, ENGLISH, waived)
            if refused and refused.rule not in wanted:  # no text for this place, whatever the rules say
                wanted = {refused.rule}
            assert found == wanted - left - {"numbers"}, (message.msgid, text, verdict)
            moved = live.OF_LINKS if live.has_moved_links(message, ENGLISH) else frozenset()
            assert left <= {"numbers", "domains"} | moved, "no rule is left to apply but those"
            met |= found
    return met


def test_the_page_says_what_apply_says_of_edited_texts(page: Any) -> None:
    waived = cycle([[], [], ["placeholders"], ["html", "urls"]])
    met = compare(page, ((message, text, next(waived)) for message, text in generated()))
    assert met == live.RULES | {"empty", "characters", "structure"}


def test_the_page_says_what_apply_says_of_any_source_with_any_text(page: Any) -> None:
    examples = [one for rule in checks.rules().values() for one in (*rule.GOOD, *rule.BAD)]
    pairs = sorted({(one.source, other.target) for one in examples for other in examples})
    place = (Place(("title",), 1),)
    compare(page, ((Message(source, place), text, []) for source, text in CHANCE.sample(pairs, 5000)))


def test_every_rule_that_refuses_is_asked_or_named() -> None:
    assert live.errors() - live.RULES == {"numbers"}
    told = live.table()
    assert all(cast(dict[str, Any], told["patterns"]).values())
    assert all(all(pair) for pairs in cast(dict[str, Any], told["pairs"]).values() for pair in pairs)


def test_rules_whose_patterns_cannot_be_had_are_left_to_apply_by_name(browser: Any) -> None:
    case = """check({ string: { id: '见 `a` 和 **b**' }, text: {} }, 'See c {d}')"""
    table = {**live.table()}
    table["patterns"] = {**cast(dict[str, Any], table["patterns"]), "strong": None, "figures": None}
    found = checking(browser, table).evaluate(case)
    assert {rule for rule, _ in found["found"]} == {"placeholders"}
    assert found["left"] == ["markdown", "numbers"]
    old = "{ const Newer = RegExp; window.RegExp = function (source, flags) {"
    old += " if (flags.includes('v')) throw new SyntaxError(); return new Newer(source, flags); }; }\n"
    found = checking(browser, live.table(), old).evaluate(case)
    assert found["found"] == []
    assert {*found["left"]} >= live.RULES - {"edge-blanks", "max-length", "html"} | {"empty", "numbers"}


def test_patterns_say_the_same(page: Any) -> None:
    patterns = [
        r"(?i:k)s\b",
        r"^\s$",
        r"\Aa.b\Z",
        r"[^\W\d_]+",
        r"(a|bc){1,2}?\1",
        r"(?m)^x$",
        r"(?s)x.y",
        r"\S\W",
    ]
    texts = [*MARKS, "ks", "KS", "aab", "bcbc", "a\nx\n", "x\ny", "Ks ", "a\x1cb", "a\n", "é٣_"]
    sources = [in_javascript(re.compile(one)) for one in patterns]
    found = page.evaluate(
        "([sources, texts]) => sources.map(s => texts.map(t => [...t.matchAll(new RegExp(s, 'gv'))].map(m => m[0])))",
        [sources, texts],
    )
    assert found == [[[one[0] for one in re.finditer(p, text)] for text in texts] for p in patterns]


@pytest.mark.parametrize(
    "pattern", [r"(?i)é", r"(?i)[à-ý]", r"(?i)(a)\1", r"a++", r"(?>ab)", r"(a)?(?(1)b|c)", r"\B"]
)
def test_a_pattern_that_may_find_something_else_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        in_javascript(re.compile(pattern))


def test_classes_have_the_same_characters(page: Any) -> None:
    assigned = (chr(code) for code in range(sys.maxunicode + 1))
    text = "".join(char for char in assigned if unicodedata.category(char) not in ("Cn", "Cs"))
    patterns = [r"\w", r"\d", r"\s", r"(?a:\w)", r"(?a:\s)", r"(?i:[a-z])"]
    found = page.evaluate(
        "([sources, text]) => sources.map(s => (text.match(new RegExp(s, 'gv')) ?? []).join(''))",
        [[in_javascript(re.compile(one)) for one in patterns], text],
    )
    for pattern, chars in zip(patterns, found, strict=True):
        assert set(chars) == set(re.findall(pattern, text)), pattern
