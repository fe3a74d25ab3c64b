"""What is in a text can be seen in it."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.unseen import code_points, unseen

SEVERITY = Severity.WARNING
EXPLANATION = (
    "Take out characters that nobody sees (zero-width, soft hyphens, marks of direction); they hide things."
)
GOOD = (
    Subject("公有云", "Public cloud"),
    Subject("第一行\n第二行", "First line\n\tSecond line"),
    Subject("价格", "Prix\u00a0: 5\u202f€", language="fr"),
    Subject("零宽\u200b空格", "Zero-width\u200b blank"),
    Subject("喜欢❤️", "Love ❤️ 👩‍💻 1️⃣"),
    Subject("我想要", "می\u200cخواهم", language="fa"),
    Subject("云 (cloud)", "ענן (cloud)\u200f", language="he"),
)
BAD = (
    Subject("公有云", "Public\u200b cloud"),
    Subject("公有云", "Public clo\u00adud"),
    Subject("公有云", "Public \u202eduolc"),
    Subject("公有云", "Public\U000e0070\U000e0075 cloud"),
    Subject("公有云", "Public\u3164cloud"),
    Subject("公有云", "Public\ufe0f cloud"),
    Subject("公有云", "Public\ufff9 cloud"),
    Subject("公有云", "Public\u2800cloud"),
    Subject("公有云", "Public\u200f cloud"),
    Subject("零宽\u200b空格", "Zero-width\u200b\u2060 blank"),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Look for what the source does not have."""
    found = [char for char in unseen(subject.target) if char not in subject.source]
    if found:
        yield say("characters that nobody sees: {characters}", characters=code_points(found))


def keeps_out(subject: Subject) -> bool:
    """No engine has a reason to write one."""
    return True
