"""The script of the sheet says of a text what ``apply`` will: in Chromium's own engine, over generated edits."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from i18n_pipeline import checks
from i18n_pipeline.config import Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import BODY, Message, Place, Severity
from i18n_pipeline.project.judge import objection, subject
from i18n_pipeline.review import live, render
from i18n_pipeline.review.javascript import in_javascript
from i18n_pipeline.review.sheet import string_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium is installed (Debian's package is chromium)"
)
MARKS = """* _ ` `` ** __ ~~ [ ] ( ) ]( [^1] < > <b> </b> <br> {{ }} {% %} {count} %s %Y $ ${x} " ' # - | 1. ２) ③ 一、
:smile: &nbsp; https://a.example/x a@b.example ../图.png 访问例子.中国 【X0X】 X1X [X0X] \\n __A__ cloud ſ K İ 😀"""
MARKS = [*MARKS.split(), "\n", "\n\n", "\u200b", "\u202e", "\x85", "\u3000", "\ufeff", "\0", " ", "  \n", "•"]
ENGLISH = Language("en", "en")


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    sandbox = [] if os.name != "posix" or os.getuid() else ["--no-sandbox"]  # root has none
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu", *sandbox])
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
            [json.dumps(live.table()), script],
        )
        yield opened
        browser.close()


def edited(text: str, words: list[str], chance: random.Random) -> str:
    for _ in range(chance.randint(0, 4)):
        at = chance.randint(0, len(text))
        cut = chance.choice((0, 0, 1, 3))
        text = text[:at] + chance.choice((chance.choice(MARKS), chance.choice(words), "")) + text[at + cut :]
    return text


def generated() -> Iterator[tuple[Message, str]]:
    """The examples of all rules, and edits of them, in slots of each shape, with severities as they may be set."""
    chance = random.Random(20)
    examples = [one for rule in checks.rules().values() for one in (*rule.GOOD, *rule.BAD)]
    words = [word for one in examples for word in (*one.source.split(), *one.target.split())]
    places = [("title",), (BODY, "paragraph~2"), (BODY, "cell"), (BODY, "heading~3")]
    told = [(), (("repetition", None), ("urls", Severity.WARNING), ("domains", Severity.ERROR))]
    for one in examples:
        for _ in range(25):
            source = edited(one.source, words, chance) if chance.random() < 0.4 else one.source
            place = Place(chance.choice(places), 1, max_length=one.max_length, checks=chance.choice(told))
            if source.strip():
                yield (
                    Message(source, (place,)),
                    edited(chance.choice((one.target, source)), words, chance),
                )


def test_the_page_says_what_apply_says(page: Any) -> None:
    cases = list(generated())
    waived = [[], [], ["placeholders"], ["html", "urls"]] * len(cases)
    asked = [
        [
            msgspec.to_builtins(string_of(message)),
            {"moved": live.has_moved_links(message, ENGLISH), "waived": rules},
            text,
        ]
        for (message, text), rules in zip(cases, waived, strict=False)
    ]
    said = page.evaluate(
        "cases => cases.map(([string, text, typed]) => check({ string, text }, typed))", asked
    )
    met = set()
    for (message, text), silent, verdict in zip(cases, waived, said, strict=False):
        found = {rule for rule, _ in verdict["found"]}
        looked_at = subject(message, text, ENGLISH, Glossary())
        wanted = {rule for rule, *_ in checks.run(looked_at, only=Severity.ERROR, silent=silent)}
        refused = objection(message, text, ENGLISH, silent)
        if refused and refused.rule not in wanted:  # no text for this place, whatever the rules say
            wanted = {refused.rule}
        assert found == wanted - {*verdict["left"]}, (message.msgid, text, verdict)
        met |= found
    assert met == live.RULES | {"empty", "characters", "structure"}


def test_every_rule_that_refuses_is_asked_or_named() -> None:
    refusing = {name for name, rule in checks.rules().items() if rule.SEVERITY is Severity.ERROR}
    assert refusing == live.ERRORS | {"chatter"}  # which asks drafts alone


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
