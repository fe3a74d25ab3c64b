"""How far the drafts of a page can be trusted, from all that the project knows. Nobody is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache, partial

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.memory import Memory
from i18n_pipeline.catalog.provenance import drafted_by
from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.errors import CacheError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Key, Message, State
from i18n_pipeline.project import layout
from i18n_pipeline.project.confidence import facts, score
from i18n_pipeline.project.judge import subject
from i18n_pipeline.project.suggestions import read_memory

#: What engines drafted of the messages of a page, and who, by key.
Drafts = Mapping[Key, Sequence[tuple[str, str]]]
#: Gives these.
DraftsOf = Callable[[Sequence[Message]], Drafts]
#: Gives the scores of the drafts in the catalog of one page, from 0 to 1, by key.
ScoresOf = Callable[[Drafts, Sequence[Message], Catalog | None], Mapping[Key, float]]


def scoring(config: Config, target: Language, glossary: Glossary) -> ScoresOf:
    """What scores drafts into a target. Memory is read for the first; raises ConfigError then."""
    return partial(_scores, target, glossary, cache(partial(read_memory, config, target)))


@contextmanager
def second_drafts(config: Config, target: Language, glossary: Glossary) -> Iterator[DraftsOf]:
    """What the cache has, where that may be more than stands in the catalogs: to look takes long."""
    if _has_second_drafts(config):
        from i18n_pipeline.runs.cached_drafts import cached_drafts  # brings all engines

        with cached_drafts(config, target, glossary, of_several=True) as drafts_of:
            yield drafts_of
    else:
        yield lambda _: {}


def _has_second_drafts(config: Config) -> bool:
    try:
        with closing(Cache(config.root / layout.CACHE, make=False)) as answers:
            return answers.has_several()
    except CacheError:
        return False


def _scores(
    target: Language,
    glossary: Glossary,
    memory: Callable[[], Memory],
    others: Drafts,
    messages: Sequence[Message],
    catalog: Catalog | None,
) -> dict[Key, float]:
    entries = catalog.by_key() if catalog else {}
    drafts = {
        message: (entry, engine)
        for message in messages
        if (entry := entries.get(message.key)) and (engine := _engine_of(entry))
    }
    found = {}
    for message, (entry, engine) in drafts.items():
        like = memory().like(message.msgid)
        known = facts(
            subject(message, entry.msgstr, target, glossary),
            engine,
            like=like[0][1] if like else None,
            others=[text for other, text in others.get(message.key, ()) if other != engine],
        )
        found[message.key] = score(known)
    return found


def _engine_of(entry: Entry) -> str:
    """Who made the draft that it holds, be it memory or glossary; "" where it holds none."""
    is_draft = entry.state is State.DRAFT and not entry.obsolete and not entry.plural
    return drafted_by(entry).partition(" ")[0] if is_draft else ""
