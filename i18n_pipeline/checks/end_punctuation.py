"""A question stays a question, an introduction ends in a colon, a label has no full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity

SEVERITY = Severity.WARNING
EXPLANATION = "End with a colon or question mark where the source does; give a short label no full stop."
GOOD = (
    Subject("面临以下挑战：", "We face the following challenges:"),
    Subject("为什么选择我们？", "Why us?"),
    Subject("公司简介", "About us"),
    Subject("降低成本。", "Lower costs"),
    Subject("沧耀科技", "Canglight Co., Ltd."),
    Subject("提升了效率，降低了成本，缩短了周期", "It is faster, cheaper and quicker."),
    Subject("太好了！", "Great."),
    Subject("**挑战：**", "**Challenges:**"),
)
BAD = (
    Subject("面临以下挑战：", "We face the following challenges."),
    Subject("为什么选择我们？", "Why us."),
    Subject("公司简介", "About us:"),
    Subject("公司简介", "About us."),
    Subject("选择我们", "Us?"),
)
_LABEL = 12  # characters; what is longer may be a sentence that lost its full stop
_AROUND = " \t\n\u3000*_~\"'“”‘’」』)）]】"
_MARK = {"：": ":", "？": "?", "؟": "?", "。": ".", "．": ".", "！": "!"}
_ALONE = (
    (
        ":",
        say("the source alone ends with a colon"),
        say("the translation alone ends with a colon"),
    ),
    (
        "?",
        say("the source alone ends with a question mark"),
        say("the translation alone ends with a question mark"),
    ),
)
_ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Corp|Co|etc|al|No|vs|Jr|Sr|St|[A-Za-z])\.$|\.\.\.$")


def check(subject: Subject) -> Iterator[Notice]:
    """Compare the last mark of both texts."""
    if not subject.target.strip() or subject.is_untouched:
        return
    wanted, found = _end(subject.source), _end(subject.target)
    for mark, in_source, in_target in _ALONE:
        if (wanted == mark) != (found == mark) and not (mark == "?" and subject.language.startswith("el")):
            yield in_source if wanted == mark else in_target
            return
    label = len(subject.source) <= _LABEL and wanted.isalnum()
    if label and found == "." and not _ABBREVIATED.search(subject.target.rstrip()):
        yield say("ends with a full stop, the source with none")


def _end(text: str) -> str:
    """The last mark or letter of a text that is not a bracket or a quotation mark."""
    last = text.rstrip(_AROUND)[-1:]
    return _MARK.get(last, last)
