"""Reports as a person reads them, line by line. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from i18n_pipeline.messages import NOTHING, Notice, counted, joined, listed, msgid, put, say

_WIDTH = 78
#: By the facts of a report, what a count of them is.
CHANGES = {"new": msgid("{n} new"), "changed": msgid("{n} changed"), "gone": msgid("{n} gone")}
BETTERED = {"again": msgid("{n} drafted again"), "suggested": msgid("{n} suggested")}
_DRAFTS = {
    "memory": msgid("{n} from memory"),
    "glossary": msgid("{n} from glossary"),
    "engine": msgid("{n} from engine"),
    **BETTERED,
    "failed": msgid("{n} not drafted"),
}
_TAKEN = {
    "doubtful": msgid("{n} as doubtful"),
    "kept": msgid("{n} left as the catalog has them"),
    "missing": msgid("{n} not on the page"),
}
_ALONE = {
    "only in the source": msgid("{n} only in the source"),
    "only in the target": msgid("{n} only in the target"),
}
#: What merge does to a target page, and how it is said where it is not done.
WRITTEN = {
    "written": say("would be written"),
    "replaced": say("would be replaced"),
    "unpublished": say("would be unpublished"),
}
_APPLIED = {
    "applied": msgid("{n} applied"),
    "already": msgid("{n} there already"),
    "refused": msgid("{n} refused"),
}


def tallied(kinds: Mapping[str, str], tally: Mapping[str, Any]) -> list[Notice]:
    """What there is any of."""
    return [say(words, n=tally[kind]) for kind, words in kinds.items() if tally.get(kind)]


def pages(count: int) -> Notice:
    """``2 pages``."""
    return counted("{n} page", "{n} pages", count)


def files(count: int) -> Notice:
    """``2 files``."""
    return counted("{n} file", "{n} files", count)


def written(report: Any, *, really: bool) -> Notice:
    """The last line of a verb that writes: ``2 pages, 4 files written.``"""
    done = {"pages": pages(len(report.pages)), "files": files(len(report.written))}
    return (
        say("{pages}, {files} written.", **done)
        if really
        else say("{pages}, {files} would be written.", **done)
    )


def checked(errors: int, warnings: int, failed: int, more: Iterable[Notice]) -> Notice:
    """The last line of check; ``more`` is said of what is not listed."""
    parts = [counted("{n} error", "{n} errors", errors), counted("{n} warning", "{n} warnings", warnings)]
    parts += [say("{n} not checked", n=failed)] if failed else []
    return say("{what}.", what=joined([*parts, *more]))


def known(count: int, file: str) -> list[Notice]:
    """Of how many findings a file says that people know of them."""
    if not count:
        return []
    return [counted("{n} known finding ({file})", "{n} known findings ({file})", count, file=file)]


def extracted(facts: Mapping[str, Any]) -> Notice:
    """What extract did to one page; nothing for nothing."""
    changes = [
        put("{target}: {what}", target=target, what=joined(counted_changes))
        for target, tally in facts.items()
        if isinstance(tally, Mapping) and (counted_changes := tallied(CHANGES, tally))
    ]
    if "renamed from" in facts:
        changes.append(say("renamed from {name}", name=facts["renamed from"]))
    messages = counted("{n} message", "{n} messages", facts["messages"])
    return listed([messages, *changes], "; ") if changes else NOTHING


def drafted(facts: Mapping[str, Any]) -> Notice:
    """What draft did to one page; nothing for nothing."""
    parts = [
        put("{target}: {what}", target=target, what=joined(done))
        for target, tally in facts.items()
        if (done := tallied(_DRAFTS, tally))
    ]
    return listed(parts, "; ")


def plan_lines(plan: Mapping[str, Mapping[str, float]]) -> Iterator[Notice]:
    """What drafting would ask of the engine, by target."""
    for target, asked in plan.items():
        line = say(
            "{target}: {texts}, {characters} in {requests} to the engine",
            target=target,
            texts=_texts(asked),
            characters=_characters(asked),
            requests=counted("{n} request", "{n} requests", int(asked["requests"])),
        )
        yield _with_cost(line, asked)


def spent_lines(spent: Mapping[str, Mapping[str, float]]) -> Iterator[Notice]:
    """What drafting asked of engines, by target."""
    for target, asked in spent.items():
        line = say(
            "{target}: {texts}, {characters} sent to engines",
            target=target,
            texts=_texts(asked),
            characters=_characters(asked),
        )
        yield _with_cost(line, asked)


def _texts(asked: Mapping[str, float]) -> Notice:
    return counted("{n} text", "{n} texts", int(asked["texts"]))


def _characters(asked: Mapping[str, float]) -> Notice:
    return counted("{n} character", "{n} characters", int(asked["characters"]))


def _with_cost(line: Notice, asked: Mapping[str, float]) -> Notice:
    if not asked["cost"]:
        return line
    return say("{line}, about {cost:.2f} at the price in i18n.toml", line=line, cost=asked["cost"])


def merged(facts: Mapping[str, Any], *, really: bool) -> Notice:
    """What merge did to one page; nothing for nothing."""
    parts = [
        say(
            "{target}: {result} ({reviewed} reviewed, {drafts}, {missing} untranslated)",
            target=target,
            result=result(made, really=really),
            reviewed=made["reviewed"],
            drafts=counted("{n} draft", "{n} drafts", made["draft"] + made["stale"]),
            missing=made["missing"],
        )
        for target, made in facts.items()
        if made["result"] != "unchanged"
    ]
    return listed(parts, "; ")


def result(made: Mapping[str, Any], *, really: bool) -> Notice:
    """What merge did to a target page, or would do."""
    done: Notice = made["result"]
    return done if really else WRITTEN.get(done, done)


def aligned(facts: Mapping[str, Any]) -> Notice:
    """What align took over from one page."""
    messages = counted("{n} message", "{n} messages", facts["messages"])
    parts = [say("{n} of {messages} taken over as reviewed", n=facts["reviewed"], messages=messages)]
    parts += tallied(_TAKEN, facts)
    if facts["overrides"]:
        parts.append(counted("{n} override", "{n} overrides", len(facts["overrides"])))
    if facts["unmatched"]:
        n, file = len(facts["unmatched"]), facts["unmatched file"]
        parts.append(say("{n} without a place, see {file}", n=n, file=file))
    alone = tallied(_ALONE, facts)
    parts.append(say("of its values {what}", what=joined(alone)) if alone else say("of the same shape"))
    return listed(parts, "; ")


def diff_lines(facts: Mapping[str, Any]) -> Iterator[Notice]:
    """What merging would change on the page: its values, then the page line by line."""
    for row in facts["overrides"]:
        yield say(
            "  keeps {path}: {value} (in the source: {source})",
            path=row["path"],
            value=row["target"] or say("(empty)"),
            source=row["source"],
        )
    yield from (put("  {line}", line=line) for line in facts["diff"].split("\n") if line)


def applied_lines(pages: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Iterator[Notice]:
    """What apply did to each page."""
    for name, targets in pages.items():
        for target, tally in targets.items():
            what = joined(tallied(_APPLIED, tally))
            yield put("{name}: {target}: {what}", name=name, target=target, what=what)


def applied(report: Any, *, dry_run: bool) -> Notice:
    """What apply did in all."""
    tallies = [tally for targets in report.pages.values() for tally in targets.values()]
    n = sum(tally["applied"] for tally in tallies)
    if dry_run:
        changes = counted("{n} change would be applied", "{n} changes would be applied", n)
        return say("{changes}, {n} refused.", changes=changes, n=len(report.refused))
    changes = counted("{n} change applied", "{n} changes applied", n)
    what = say(
        "{changes}, {n} refused, {files} written",
        changes=changes,
        n=len(report.refused),
        files=files(len(report.written)),
    )
    if n:
        return say("{what}; next: i18n-pipeline sync, or merge.", what=what)
    return say("{what}.", what=what)
