"""What engines answered before, as the cache of drafts still has it. Nobody is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial

from i18n_pipeline.config import Config, Language
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Context
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.link import Asker
from i18n_pipeline.engines.running.task import Budget, Outcome, Wanted
from i18n_pipeline.engines.running.unlike import withdrawn
from i18n_pipeline.errors import CacheError, ConfigError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Key, Message
from i18n_pipeline.project import layout
from i18n_pipeline.runs import naming
from i18n_pipeline.runs.links import against, as_sent, asked_of, links_of
from i18n_pipeline.text.links import mapped_value

#: An engine, and its draft of a message.
Drafted = tuple[str, str]
#: Gives the drafts of the messages of one page, all of them, by key; none for those without.
DraftsOf = Callable[[Sequence[Message]], Mapping[Key, Sequence[Drafted]]]


@contextmanager
def cached_drafts(
    config: Config, target: Language, glossary: Glossary, *, of_several: bool = False
) -> Iterator[DraftsOf]:
    """What each engine would draft from the project's own cache alone, those of the target's chain first.

    Such a draft has all that one has which is made now: it is of these terms and options, its masked
    pieces are restored, no guard objects to it. Engines that cannot be set up here have none, nor has
    a cache that is not there or cannot be read; nor, ``of_several``, one that has them of one engine alone.
    """
    with closing(Cache(config.root / layout.CACHE, make=False)) as cache:
        askers = list(_askers(config, target, glossary, cache))
        if of_several and len(askers) < 2:
            askers.clear()
        yield partial(_drafts_of, config, target, glossary, askers)


def _askers(config: Config, target: Language, glossary: Glossary, cache: Cache) -> Iterator[Asker]:
    names = (*asked_of(config, target), *registry.names())
    for link in links_of(config, target, glossary, names):
        with suppress(ConfigError):
            asker = Asker(link, cache, Outcome(), Budget(0))
            if cache.has(asker.scope) or cache.has(asker.scope_of_mended):
                yield asker


def _drafts_of(
    config: Config,
    target: Language,
    glossary: Glossary,
    askers: list[Asker],
    messages: Sequence[Message],
) -> dict[Key, list[Drafted]]:
    names = naming.kept(config, target, messages, glossary) if askers else {}
    wanted = [
        Wanted(
            as_sent(message),
            Context(),
            partial(against, target, glossary, message),
            names=names.get(message.msgid, ()),
        )
        for message in messages
    ]
    keys = {id(item): message.key for item, message in zip(wanted, messages, strict=True)}
    found: dict[Key, list[Drafted]] = {}
    for asker in tuple(askers):
        try:
            drafts = [(item, draft) for item, draft in asker.drafts(wanted) if isinstance(draft, str)]
        except CacheError:
            askers.clear()  # nor is there more for the next page
            break
        lost = withdrawn({item.text: (draft, asker.label) for item, draft in drafts})
        for item, draft in drafts:
            if item.text not in lost:
                said = mapped_value(draft, target.links)
                found.setdefault(keys[id(item)], []).append((asker.name, said))
    return found
