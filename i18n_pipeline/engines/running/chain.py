"""Ask one engine after the other until a text has a draft that the guards let through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.link import Asker
from i18n_pipeline.engines.running.task import (
    Budget,
    Link,
    NotAskedError,
    NotPaidTwiceError,
    Outcome,
    Wanted,
)
from i18n_pipeline.engines.running.unlike import withdrawn
from i18n_pipeline.errors import (
    CacheError,
    ConfigError,
    EngineError,
    LanguagesError,
    TemporaryEngineError,
)
from i18n_pipeline.messages import NOTHING, Notice, counted, listed, put, say

#: Why a run is postponed that Ctrl-C or SIGTERM ended.
INTERRUPTED = say("interrupted")
Progress = Callable[[], None]


def ask(
    wanted: Sequence[Wanted],
    chain: Sequence[Link],
    cache: Cache,
    budget: Budget,
    outcome: Outcome,
    progress: Progress,
    *,
    dry_run: bool = False,
) -> None:
    """Draft each text with the first engine of the chain that can; ``outcome`` fills as answers come.

    One that fails for now is ``away``, one that cannot work is ``unusable``: the next gets its texts. Nobody
    is asked further where an engine has a price and a shared cache cannot tell what was paid for. What was
    answered is in the cache by then. In a dry run no engine is asked: ``Planned`` drafts stand for answers.
    Raises ConfigError where no engine can work.
    """
    asker_of = partial(Asker, cache=cache, outcome=outcome, budget=budget, dry_run=dry_run)
    left = list(_each_once(wanted))
    for link in chain:
        mine = [item for item in left if item.engines is None or link.name in item.engines]
        try:
            if mine:
                _ask(link, asker_of, mine, outcome, progress)
        except NotPaidTwiceError:
            break
        except KeyboardInterrupt:
            outcome.interrupted = True
            break
        finally:
            outcome.refused |= withdrawn(outcome.drafts)
        left = [item for item in left if item.text not in outcome.drafts]
    place = {item.text: at for at, item in enumerate(wanted)}  # answers come in any order
    outcome.drafts = dict(sorted(outcome.drafts.items(), key=lambda draft: place.get(draft[0], -1)))
    for text in outcome.drafts:
        outcome.refused.pop(text, None)
    if all(link.name in outcome.unusable for link in chain):
        errors = outcome.unusable.values()  # the first, but for languages that are another engine's
        raise min(errors, key=lambda error: isinstance(error, LanguagesError))


def _ask(
    link: Link,
    asker_of: Callable[[Link], Asker],
    items: Sequence[Wanted],
    outcome: Outcome,
    progress: Progress,
) -> None:
    """Ask one engine. Raises NotPaidTwiceError and CacheError."""
    answered = set()
    try:
        asker = asker_of(link)
        for part in _parts(items):
            for item, draft in asker.drafts(part, anew=part[0].anew):
                answered.add(item.text)
                if isinstance(draft, EngineError):
                    outcome.refused[item.text] = put("{engine}: {why}", engine=link.name, why=draft.message)
                else:
                    outcome.drafts[item.text] = (draft, asker.label)
                    outcome.engines[item.text] = link.name
                if isinstance(draft, NotAskedError):
                    outcome.unasked.add(item.text)
                progress()
    except TemporaryEngineError as error:
        outcome.away[link.name] = error.message
        for text in {item.text for item in items} - answered:
            outcome.waiting.setdefault(text, link.name)
        if isinstance(error, NotPaidTwiceError):
            raise
    except CacheError:
        raise
    except ConfigError as error:
        # Without the frames: some hold what another thread may not even let go of.
        outcome.unusable[link.name] = error.with_traceback(None)


def _parts(items: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    """Texts without a draft; then one of the others, to see whether the engine is there, before the rest."""
    parts: dict[bool, list[Wanted]] = {False: [], True: []}
    for item in items:
        parts[item.anew or item.engines is not None].append(item)
    missing, drafted = parts.values()
    yield from filter(None, (missing, drafted[:1], drafted[1:]))


def postponement(outcomes: Sequence[Outcome]) -> Notice:
    """Which engines failed for now, and how many texts wait for them; nothing where none did."""
    if any(outcome.interrupted for outcome in outcomes):
        return INTERRUPTED
    away = {engine: why for outcome in outcomes for engine, why in outcome.away.items()}
    if not away:
        return NOTHING
    n = sum(len(outcome.waiting) for outcome in outcomes)
    meanwhile = sum(text in outcome.drafts for outcome in outcomes for text in outcome.waiting)
    reasons = (
        why if engine in why else put("{engine}: {why}", engine=engine, why=why)
        for engine, why in away.items()
    )
    what = counted(
        "{why}; {n} text waits for it", "{why}; {n} texts wait for it", n, why=listed(reasons, "; ")
    )
    return say("{what} ({n} drafted by the next for now)", what=what, n=meanwhile) if meanwhile else what


def _each_once(wanted: Sequence[Wanted]) -> Iterator[Wanted]:
    """Each text once. A draft is of use where one of its places takes it; others may be stricter."""
    places: dict[str, list[Wanted]] = {}
    for item in wanted:
        places.setdefault(item.text, []).append(item)
    for items in places.values():
        one_of = [engine for item in items for engine in item.engines or ()]
        yield (
            items[0]
            if len(items) == 1
            else replace(
                items[0],
                guard=partial(_objection_of_all, items),
                engines=None if any(item.engines is None for item in items) else tuple(one_of),
                anew=any(item.anew for item in items),
                names=tuple(dict.fromkeys(name for item in items for name in item.names)),
            )
        )


def _objection_of_all(items: Sequence[Wanted], draft: str) -> Notice:
    why = NOTHING
    for item in items:
        why = item.guard(draft)
        if not why:
            break
    return why
