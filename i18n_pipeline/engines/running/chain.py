"""Ask one engine after the other until a text has a draft that the guards let through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.link import Asker, Budget, Link, NotPaidTwiceError, Outcome, Wanted
from i18n_pipeline.engines.running.unlike import withdrawn
from i18n_pipeline.errors import EngineError, TemporaryEngineError
from i18n_pipeline.messages import NOTHING, Notice, put, say

#: Why an outcome is postponed that Ctrl-C or SIGTERM ended.
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

    In a dry run no engine is asked; ``Planned`` drafts stand for the answers.

    An engine that fails for now hands its texts to the next; where that is the last one,
    ``postponed`` says why. So it does, at once, where an engine has a price and a shared cache
    cannot tell what was paid for. What was answered is in the cache by then.
    """
    left = list(_each_once(wanted))
    for link in chain:
        try:
            asker = Asker(link, cache, outcome, budget, dry_run=dry_run)
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
