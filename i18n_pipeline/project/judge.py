"""How the rules look at a translation of a message, be it a draft or reviewed."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain
from typing import NamedTuple

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.config import Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, put, say
from i18n_pipeline.model import Message, Severities, Severity
from i18n_pipeline.pages.body import cannot_be
from i18n_pipeline.text.links import mapped_value, with_fragments_of
from i18n_pipeline.text.unseen import is_visible

# Control characters, and those that turn the direction of what follows: what is read is not what is there.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_STRICTNESS = (None, Severity.WARNING, Severity.ERROR)
_NO_TERMS = Glossary()


def subject(
    message: Message, text: str, target: Language, glossary: Glossary, *, is_draft: bool = False
) -> Subject:
    """A translation of a message, as rules look at it."""
    lengths = [place.max_length for place in message.places if place.max_length]
    length, severities = min(lengths, default=None), severities_of(message)
    source, said = (mapped_value(one, target.links) for one in (message.msgid, text))
    said = said if is_draft else with_fragments_of(source, said)
    return Subject(source, said, length, target.locale, glossary, is_draft, severities)


def severities_of(message: Message) -> Severities:
    """Those that are set where it stands; of several places, the strictest has the say."""
    said = [dict(place.checks) for place in message.places]
    return tuple(
        (rule, max((one.get(rule, checks.rules()[rule].SEVERITY) for one in said), key=_STRICTNESS.index))
        for rule in dict.fromkeys(chain.from_iterable(said))
    )


class Objection(NamedTuple):
    """Why a text can be no translation: a rule that it breaks, ``empty``, ``characters``, ``structure``."""

    rule: str
    what: Notice

    @property
    def notice(self) -> Notice:
        """The rule and what it objects to."""
        return put("{rule}: {what}", rule=self.rule, what=self.what)


def objection(
    message: Message,
    text: str,
    target: Language,
    silent: Collection[str] = (),
    *,
    glossary: Glossary = _NO_TERMS,
    is_draft: bool = False,
) -> Objection | None:
    """Why a text cannot be taken for a translation of the message; None where it can.

    The rules in ``silent`` are not asked. What ``glossary`` says is allowed in a draft.
    """
    if not is_visible(text):
        return Objection("empty", say("there is no text in it"))
    if not set(_CONTROLS.findall(text)) <= set(_CONTROLS.findall(message.msgid)):
        return Objection("characters", say("it holds control characters"))
    for place in message.places:
        misfit = cannot_be(text, place.path)
        if misfit:
            return Objection("structure", misfit)
    looked_at = subject(message, text, target, glossary, is_draft=is_draft)
    violations = checks.run(looked_at, only=Severity.ERROR, silent=silent)
    return next((Objection(rule, what) for rule, _, what in violations), None)
