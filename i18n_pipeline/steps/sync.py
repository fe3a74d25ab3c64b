"""What sync does to a page: harvest → extract → fill → merge → check.

One that lacks nothing goes all the way at once. The others wait until engines were asked for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.update import is_spare, wants_draft, wants_suggestion
from i18n_pipeline.config import Language
from i18n_pipeline.disk.stamps import Stamp
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Failure, Rule
from i18n_pipeline.project.conflicts import Theirs
from i18n_pipeline.project.redraft import engines_for
from i18n_pipeline.project.report import Problems
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.check import Checked, check
from i18n_pipeline.steps.extract import Former, extract
from i18n_pipeline.steps.fill import fill
from i18n_pipeline.steps.harvest import harvest
from i18n_pipeline.steps.harvested import Harvest
from i18n_pipeline.steps.merge import merge


class Plan(NamedTuple):
    """What a run is to do."""

    terms: Mapping[Language, Glossary]  # of each target
    date: str
    asked_for: Callable[[str], set[str]]
    theirs: Theirs | None = None
    prune: bool = False
    max_chars: int | None = None
    dry_run: bool = False
    engines: Sequence[str] = ()  # instead of those in i18n.toml
    shares: bool = False  # what was reviewed, with others who use the cache


@dataclass(slots=True)
class PageResult:
    """What was done to a page, and how it is."""

    facts: dict[str, object] = field(default_factory=dict)
    harvest: Harvest = field(default_factory=Harvest)
    failed: list[Failure] = field(default_factory=list)
    former: Former = "this"
    waits: bool = False
    rules_used: frozenset[Rule] = frozenset()
    checked: Checked | None = None
    stamps: Mapping[str, Stamp] = field(default_factory=dict)

    def add(self, facts: Mapping[str, object]) -> None:
        """More facts; those of a target are put together."""
        for key, value in facts.items():
            old = self.facts.get(key)
            self.facts[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value


def begin(plan: Plan, bundle: Bundle) -> PageResult:
    """Harvest and extract; the rest as well where nothing is to be drafted."""
    name, result = bundle.source.name, PageResult()
    problems = Problems(result.failed)
    early = _harvest(plan, bundle, plan.terms, result)
    if result.harvest.edits:
        bundle.select_anew()
    with problems.of(name):
        facts, result.former = extract(bundle, plan.terms, plan.date, problems)
        result.add(facts)
        if early:  # of texts that are new on both pages
            drop = {target.locale for target in early}
            result.harvest.findings = [one for one in result.harvest.findings if one.target not in drop]
            _harvest(plan, bundle, early, result)
        result.rules_used = bundle.loaded.rules_used
        result.waits = plan.shares or result.former != "this" or _lacks(plan, bundle, problems)
        if not result.waits:
            _finish(plan, bundle, result)
    return result


def _harvest(plan: Plan, bundle: Bundle, targets: Iterable[Language], result: PageResult) -> list[Language]:
    """Take over what people changed; the targets of which some can be taken over after ``extract`` alone."""
    early = []
    for target in targets:
        with Problems(result.failed).of(bundle.source.name):
            harvested = harvest(bundle, target, bundle.target_file(target), plan.theirs, plan.asked_for)
            result.harvest.edits += harvested.edits
            result.harvest.findings += harvested.findings
            early += [target] * harvested.is_early
    return early


def finish(plan: Plan, bundle: Bundle) -> PageResult:
    """Fill, merge and check. What it still waits for is for another run."""
    result = _finish(plan, bundle, PageResult())
    result.waits = _lacks(plan, bundle, Problems())
    return result


def fill_only(plan: Plan, bundle: Bundle) -> PageResult:
    """What was drafted before a run was stopped."""
    result = PageResult()
    for target in plan.terms:
        with Problems(result.failed).of(bundle.source.name):
            fill(bundle, target)
    return result


def _finish(plan: Plan, bundle: Bundle, result: PageResult) -> PageResult:
    name = bundle.source.name
    problems = Problems(result.failed)
    with problems.of(name):
        loaded = bundle.loaded
        for target in plan.terms:
            with problems.of(name):
                fill(bundle, target)
            with problems.of(name):
                result.add({target.locale: merge(bundle, target, bundle.config.publish).facts})
        result.rules_used = loaded.rules_used
        result.checked = check(bundle, plan.terms, problems)
    return result


def _lacks(plan: Plan, bundle: Bundle, problems: Problems) -> bool:
    """Whether something of a page is to be drafted, or drafted anew."""

    def is_wanted(entry: Entry, catalog: Catalog, target: Language) -> bool:
        asked = plan.engines or target.engines
        anew = engines_for(entry, plan.terms[target], target, asked) is not None
        return anew or wants_draft(entry) or wants_suggestion(entry) or is_spare(entry, catalog)

    for target in plan.terms:
        with problems.of(bundle.source.name):
            catalog = bundle.catalog(bundle.source.catalog_file(target))
            used = [entry for entry in catalog.entries if not entry.obsolete] if catalog else []
            if catalog and any(is_wanted(entry, catalog, target) for entry in used):
                return True
    return False
