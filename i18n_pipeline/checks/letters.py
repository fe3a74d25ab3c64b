"""A translation is written with the letters of its language."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import alphabet
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.letters import strange_words
from i18n_pipeline.text.markup import prose

SEVERITY = Severity.WARNING
EXPLANATION = (
    "Write with the letters of your language: those of another alphabet may look the same, and are not."
)
GOOD = (
    Subject("公有云", "Public cloud, a naïve café in Łódź"),
    Subject("5微米，10微秒，3千欧", "5 μm, 10 µs, 3 kΩ, 2ⁿ, β version"),
    Subject("名字是 Привет", "Its name is Привет"),
    Subject("公有云", "Публичное облако Kubernetes", language="ru"),
    Subject("公有云", "Δημόσιο cloud", language="el"),
    Subject("公有云", "سحابة عامة API", language="ar"),
    Subject("公有云", "パブリッククラウドＩＴ", language="ja"),
    Subject("公有云", "퍼블릭 클라우드 API를", language="ko"),
    Subject("公有云", "Public 云"),  # another rule
    Subject("公有云", "Açık bulut", language="tr"),
    Subject("二期", "Phase Ⅱ (Ⅰ), 20 ℃, ½ m², ①, Brand™"),
)
BAD = (
    Subject("公有云", "Public clоud"),  # a Cyrillic о
    Subject("公有云", "а cloud"),  # a Cyrillic а
    Subject("公有云", "Public clοud"),  # a Greek ο
    Subject("公有云", "Ｐublic cloud"),
    Subject("公有云", "𝐏𝐮𝐛𝐥𝐢𝐜 cloud"),
    Subject("公有云", "Ⓟublic cloud"),
    Subject("公有云", "ᴘublic cloud"),
    Subject("公有云", "Publıc cloud"),
    Subject("公有云", "Публичное облако"),
    Subject("公有云", "パブリッククラウド"),
    Subject("公有云", "Публичнoе облако", language="ru"),  # a Latin o
    Subject("公有云", "パブリックсloud", language="ja"),  # a Cyrillic с
)
_DOTLESS = frozenset(("tr", "az", "kk", "crh", "tt"))


def check(subject: Subject) -> Iterator[Notice]:
    """Look for words that the source does not have."""
    if subject.target.isascii() or subject.is_untouched:
        return
    dotless = subject.language.partition("_")[0] in _DOTLESS
    own = alphabet(subject.language)
    found = strange_words(subject.source, prose(subject.target), own, dotless=dotless)
    if found:
        yield say("letters of another alphabet: {words}", words=listed(found))


def keeps_out(subject: Subject) -> bool:
    """Nobody has seen to it that they are meant."""
    return True
