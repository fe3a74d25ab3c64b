"""The engines of a target, as i18n.toml has them, and what they are told of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice

from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.memory import Memory
from i18n_pipeline.config import FILE, Config, EngineOptions, Language
from i18n_pipeline.engines import firefox, registry
from i18n_pipeline.engines.base import Brief, Context, Settings
from i18n_pipeline.engines.running.runner import Pace
from i18n_pipeline.engines.running.task import Link
from i18n_pipeline.errors import LanguagesError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.locales import is_label
from i18n_pipeline.messages import NOTHING, Notice, listed, say
from i18n_pipeline.model import BODY, Message, State
from i18n_pipeline.pages.body import one_line
from i18n_pipeline.project.judge import objection
from i18n_pipeline.schema import ENGINES

_SPEAKERS = {"author", "authors", "speaker", "speakers", "byline", "cite"}  # keys of those who say something
_MOST = {"outline": 30, "speakers": 5, "reviewed": 5}  # of each, in a brief
_LONGEST = 300  # characters of an example


def links_of(config: Config, target: Language, glossary: Glossary, engines: Iterable[str]) -> list[Link]:
    """The engines by these names, each with its options."""
    return [_link(config, target, name, glossary) for name in dict.fromkeys(engines)]


def asked_of(config: Config, target: Language) -> tuple[str, ...]:
    """The engines that are asked for a target: those that i18n.toml names, else gloss, after firefox if there
    is a model.
    """
    if target.engines != ENGINES or "firefox" in config.engine_options:
        return target.engines
    there = firefox.has_model(Settings(config.source.locale, target.locale))
    return ENGINES if there else ENGINES[1:]


def offered(config: Config, targets: Iterable[Language]) -> Notice:
    """How to get the model that would draft into one of the targets by itself, if it were there."""
    lacking = (target for target in targets if asked_of(config, target) != target.engines)
    offers = (firefox.offer(Settings(config.source.locale, target.locale)) for target in lacking)
    return next(filter(None, offers), NOTHING)


def _link(config: Config, target: Language, name: str, glossary: Glossary) -> Link:
    options = config.engine_options.get(name, EngineOptions())
    settings = Settings(config.source.locale, target.locale, glossary, options.own, target.style)
    pace = Pace(options.workers, options.per_second)
    return Link(name, settings, pace, partial(registry.create, name, settings), options.price)


def nobody(config: Config, target: Language, error: LanguagesError) -> LanguagesError:
    """What is told of a target that none of its engines can draft into, whose ``error`` says why."""
    table = f"[targets.{target.folder}]"
    what = say(
        "{why}; these can: {names}; name one as engine below {table}",
        why=error.message,
        names=listed(registry.able(config.source.locale, target.locale)),
        table=table,
    )
    return LanguagesError(what, file=FILE, line=config.line_of(table))


def brief_of(messages: Sequence[Message], reviewed: Iterable[tuple[str, str]]) -> Brief:
    """What a page is about, of whose texts some are ``reviewed``, each with its translation."""
    places = [(message, place) for message in messages for place in message.places]
    outline = dict.fromkeys(place.heading for _, place in places if place.heading)
    said_by = dict.fromkeys(message.msgid for message, place in places if set(place.path[-1:]) & _SPEAKERS)
    examples = (pair for pair in reviewed if not is_label(pair[0]) and len(pair[0]) <= _LONGEST)
    return Brief(
        next((place.title for _, place in places if place.title), ""),
        tuple(islice(outline, _MOST["outline"])),
        tuple(islice(said_by, _MOST["speakers"])),
        tuple(islice(examples, _MOST["reviewed"])),
    )


def context_of(message: Message, texts: Sequence[str], memory: Memory, entry: Entry, page: Brief) -> Context:
    """Where a message of a page stands, whose texts these are, and what it was before, as its entry tells."""
    was = entry.previous if entry.state is State.STALE else None
    at = texts.index(message.msgid)
    place = message.places[0]
    return Context(
        title=place.title,
        heading=place.heading,
        before=texts[at - 1] if at else "",
        after=texts[at + 1] if at + 1 < len(texts) else "",
        note=" ".join(place.notes),
        similar=lambda: (*memory.like(message.msgid), *([(was[1], entry.msgstr)] if was else ())),
        page=page,
    )


def against(target: Language, glossary: Glossary, message: Message, text: str) -> Notice:
    """Why an engine's text cannot be a draft of the message; nothing where it can."""
    objected = objection(message, text, target, glossary=glossary, is_draft=True)
    return objected.notice if objected else NOTHING


def as_sent(message: Message) -> str:
    """Its text as engines get it."""
    in_body = "\n" in message.msgid and any(place.path[:1] == (BODY,) for place in message.places)
    return one_line(message.msgid) if in_body else message.msgid
