"""How the rules look at a translation of a message, be it a draft or reviewed."""

from __future__ import annotations

import re
from collections.abc import Collection

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.config import Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Message, Severity

# Control characters, and those that turn the direction of what follows: what is read is not what is there.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def subject(message: Message, text: str, target: Language, glossary: Glossary) -> Subject:
    """A translation of a message, as rules look at it."""
    lengths = [place.max_length for place in message.places if place.max_length]
    return Subject(message.msgid, text, min(lengths, default=None), target.locale, glossary)


def objection(message: Message, text: str, target: Language, silent: Collection[str] = ()) -> str:
    """Why a text cannot be taken for a translation of the message; "" where it can.

    The rules in ``silent`` are not asked.
    """
    if not text.strip():
        return "empty: there is no text in it"
    if _UNSEEN.search(text) and not _UNSEEN.search(message.msgid):
        return "characters: it holds control characters"
    found = checks.run(subject(message, text, target, Glossary()), only=Severity.ERROR, silent=silent)
    return next((f"{rule}: {what}" for rule, _, what in found), "")
