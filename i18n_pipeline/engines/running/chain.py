"""Ask one engine after the other until a text has a draft that the guards let through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from i18n_pipeline.engines.base import Request
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.link import Asker, Budget, Link, NotPaidTwiceError, Outcome, Wanted
from i18n_pipeline.engines.running.runner import batches
from i18n_pipeline.engines.running.unlike import withdrawn
from i18n_pipeline.errors import EngineError, TemporaryEngineError
from i18n_pipeline.messages import NOTHING, Notice, put, say
from i18n_pipeline.text.protect import mask

#: Why an outcome is postponed that Ctrl-C or SIGTERM ended.
INTERRUPTED = say("interrupted")
Progress = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What asking an engine would take."""

    texts: int
    characters: int
    requests: int


def plan(wanted: Sequence[Wanted], link: Link, cache: Cache) -> Plan:
    """What the first engine of a chain would be asked, beyond what is cached."""
    asker = Asker(link, cache, Outcome(), Budget())
    masked = list(dict.fromkeys(mask(item.text, asker.kept)[0] for item in wanted))
    cached = cache.get(asker.scope, masked)
    left = [Request(text) for text in masked if text not in cached]
    calls = sum(1 for _ in batches(left, asker.limits))
    return Plan(len(left), sum(len(request.text) for request in left), calls)


def ask(
    wanted: Sequence[Wanted],
    chain: Sequence[Link],
    cache: Cache,
    budget: Budget,
    outcome: Outcome,
    progress: Progress,
) -> None:
    """Draft each text with the first engine of the chain that can; ``outcome`` fills as answers come.

    An engine that fails for now hands its texts to the next; where that is the last one,
    ``postponed`` says why. So it does, at once, where an engine has a price and a shared cache
    cannot tell what was paid for. What was answered is in the cache by then.
    """
    left = list(_each_once(wanted))
    for link in chain:
        try:
            asker = Asker(link, cache, outcome, budget)
            for item, draft in asker.drafts(left):
                if isinstance(draft, EngineError):
                    why = put("{engine}: {why}", engine=link.name, why=draft.message)
                    outcome.refused[item.text] = why
                else:
                    outcome.drafts[item.text] = (draft, asker.label)
                progress()
            outcome.postponed = NOTHING
        except TemporaryEngineError as error:
            outcome.postponed = put("{engine}: {why}", engine=link.name, why=error.message)
        except NotPaidTwiceError as error:
            outcome.postponed = put("{engine}: {why}", engine=link.name, why=error.message)
            break
        except KeyboardInterrupt:
            outcome.postponed = INTERRUPTED
            break
        finally:
            outcome.refused |= withdrawn(outcome.drafts)
        left = [item for item in left if item.text not in outcome.drafts]
        if not left:
            break
    for text in outcome.drafts:
        outcome.refused.pop(text, None)


def _each_once(wanted: Sequence[Wanted]) -> Iterator[Wanted]:
    """Each text once. A draft is of use where one of its places takes it; others may be stricter."""
    places: dict[str, list[Wanted]] = {}
    for item in wanted:
        places.setdefault(item.text, []).append(item)
    for items in places.values():
        yield items[0] if len(items) == 1 else replace(items[0], guard=partial(_objection_of_all, items))


def _objection_of_all(items: Sequence[Wanted], draft: str) -> Notice:
    why = NOTHING
    for item in items:
        why = item.guard(draft)
        if not why:
            break
    return why
