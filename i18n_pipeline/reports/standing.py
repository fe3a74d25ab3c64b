"""How things stand: what is left to review, what is held back, drafts on pages. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from i18n_pipeline.messages import Notice, counted, joined, listed, msgid, put, say
from i18n_pipeline.model import Counts, Finding
from i18n_pipeline.reports.charts import counts
from i18n_pipeline.reports.rendering import pages, tallied

_LEFT = {
    "stale": msgid("{n} of an older source"),
    "missing": msgid("{n} missing"),
}


def standing_lines(targets: Mapping[str, Counts]) -> Iterator[Notice]:
    """How far each target has come, in a line."""
    for target, row in targets.items():
        parts = [say("{n} of {all} reviewed", n=row.reviewed, all=row.total)]
        parts += [counted("{n} draft to review", "{n} drafts to review", row.draft)] if row.draft else []
        yield put("{target}: {what}", target=target, what=joined([*parts, *tallied(_LEFT, counts(row))]))
    yield from published_lines(targets)


def published_lines(targets: Mapping[str, Counts]) -> Iterator[Notice]:
    """The drafts that stand on pages although only what is reviewed is to be published."""
    for target, row in targets.items():
        if row.drafts_on_pages:
            yield counted(
                '{target}: {n} draft stands on {pages} since before publish was "reviewed";'
                " i18n-pipeline merge --unpublish-drafts takes it off",
                '{target}: {n} drafts stand on {pages} since before publish was "reviewed";'
                " i18n-pipeline merge --unpublish-drafts takes them off",
                row.drafts_on_pages,
                target=target,
                pages=pages(row.pages_with_drafts),
            )


def paid_lines(targets: Mapping[str, Mapping[str, Any]]) -> Iterator[Notice]:
    """What engines with a price were sent from this machine, and what that cost."""
    for target, engines in targets.items():
        if paid := {engine: spent for engine, spent in engines.items() if spent.cost}:
            n = sum(spent.characters for spent in paid.values())
            yield say(
                "{target}: {characters} sent to {engines} since {day}, about {cost:.2f} at the price then",
                target=target,
                characters=counted("{n} character", "{n} characters", n),
                engines=listed(paid),
                day=min(spent.since for spent in paid.values()),
                cost=sum(spent.cost for spent in paid.values()),
            )


def held_lines(held: Iterable[Finding]) -> Iterator[Notice]:
    """The pages that are held back, those that wait for the same together."""
    alike: dict[tuple[str, Notice], list[str]] = {}
    for finding in held:
        why, target = finding.message.values.get("held"), finding.target
        if isinstance(why, Notice):
            alike.setdefault((target, why), []).append(finding.page)
        else:
            yield put("{name}: {target}: {what}", name=finding.page, target=target, what=finding.message)
    for (target, why), names in alike.items():
        yield put("{target}: {what}: {pages}", target=target, what=why, pages=listed(names))


def drafts_on(facts: Mapping[str, Mapping[str, Any]]) -> dict[str, Counts]:
    """The drafts that merge left on pages, by target."""
    left: dict[str, Counts] = {}
    for targets in facts.values():
        for target, made in targets.items():
            n = made.get("drafts on page", 0) if isinstance(made, Mapping) else 0
            left[target] = left.get(target, Counts()) + Counts().with_drafts(n)
    return left
