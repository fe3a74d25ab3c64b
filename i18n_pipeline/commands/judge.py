"""How the rules look at a translation of a message, be it a draft or reviewed."""

from __future__ import annotations

from i18n_pipeline import checks, files
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.glossary import Glossary, parse_glossary
from i18n_pipeline.model import Message, Severity


def glossary_of(config: Config, target: Language) -> Glossary:
    """The terms for a target; none where it has no glossary. Raises ConfigError."""
    file = files.glossary_file(target)
    raw = files.read_if_there(config.root, file, ConfigError)
    return parse_glossary(raw, file) if raw is not None else Glossary()


def subject(message: Message, text: str, target: Language, glossary: Glossary) -> Subject:
    """A translation of a message, as rules look at it."""
    lengths = [place.max_length for place in message.places if place.max_length]
    return Subject(message.msgid, text, min(lengths, default=None), target.locale, glossary)


def objection(message: Message, text: str, target: Language) -> str:
    """Why a text cannot be a draft of the message; "" where it can."""
    if not text.strip():
        return "the draft is empty"
    found = checks.run(subject(message, text, target, Glossary()), only=Severity.ERROR)
    return next((f"{rule}: {what}" for rule, _, what in found), "")
