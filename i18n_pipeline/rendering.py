"""Reports as a person reads them, line by line, and as JSON has them. Prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from i18n_pipeline.charts import counts
from i18n_pipeline.model import Counts, Failure, Finding, Term

_WIDTH = 78
_FEW = 10
_TAKEN = {
    "doubtful": "as doubtful",
    "kept": "left as the catalog has them",
    "missing": "not on the page",
}
_ALONE = ("only in the source", "only in the target")


def extracted(facts: Mapping[str, Any]) -> str:
    """What extract did to one page; "" for nothing."""
    changes = [
        f"{target}: " + ", ".join(f"{count} {kind}" for kind, count in tally.items() if count)
        for target, tally in facts.items()
        if isinstance(tally, Mapping) and any(tally.values())
    ]
    if "renamed from" in facts:
        changes.append(f"renamed from {facts['renamed from']}")
    return "; ".join([number(facts["messages"], "message"), *changes]) if changes else ""


def drafted(facts: Mapping[str, Any]) -> str:
    """What draft did to one page; "" for nothing."""
    parts = []
    for target, tally in facts.items():
        done = [f"{tally[kind]} from {kind}" for kind in ("memory", "glossary", "engine") if tally[kind]]
        done += [f"{tally['failed']} not drafted"] if tally["failed"] else []
        if done:
            parts.append(f"{target}: {', '.join(done)}")
    return "; ".join(parts)


def plan_lines(plan: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """What drafting would ask of the engine, by target."""
    for target, asked in plan.items():
        texts, requests = number(int(asked["texts"]), "text"), number(int(asked["requests"]), "request")
        cost = f", about {asked['cost']:.2f} at the price in i18n.toml" if asked["cost"] else ""
        yield f"{target}: {texts}, {int(asked['characters'])} characters in {requests} to the engine{cost}"


def spent_lines(spent: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """What drafting asked of engines, by target."""
    for target, asked in spent.items():
        cost = f", about {asked['cost']:.2f} at the price in i18n.toml" if asked["cost"] else ""
        texts = number(int(asked["texts"]), "text")
        yield f"{target}: {texts}, {int(asked['characters'])} characters sent to engines{cost}"


def merged(facts: Mapping[str, Any]) -> str:
    """What merge did to one page; "" for nothing."""
    return "; ".join(
        f"{target}: {made['result']} ({made['reviewed']} reviewed, "
        f"{number(made['draft'] + made['stale'], 'draft')}, {made['missing']} untranslated)"
        for target, made in facts.items()
        if made["result"] != "unchanged"
    )


def aligned(facts: Mapping[str, Any]) -> str:
    """What align took over from one page."""
    parts = [f"{facts['reviewed']} of {number(facts['messages'], 'message')} taken over as reviewed"]
    parts += [f"{facts[kind]} {what}" for kind, what in _TAKEN.items() if facts[kind]]
    parts += [number(len(facts["overrides"]), "override")] if facts["overrides"] else []
    if facts["unmatched"]:
        parts.append(f"{len(facts['unmatched'])} without a place, see {facts['unmatched file']}")
    alone = [f"{facts[where]} {where}" for where in _ALONE if facts[where]]
    parts.append(f"of its values {', '.join(alone)}" if alone else "of the same shape")
    return "; ".join(parts)


def diff_lines(facts: Mapping[str, Any]) -> Iterator[str]:
    """What merging would change on the page: its values, then the page line by line."""
    for row in facts["overrides"]:
        yield f"  keeps {row['path']}: {row['target'] or '(empty)'} (in the source: {row['source']})"
    yield from (f"  {line}" for line in facts["diff"].split("\n") if line)


def synced(name: str, facts: Mapping[str, Any]) -> str:
    """What sync did to one page; "" for nothing."""
    parts = []
    for target, made in facts.items():
        if isinstance(made, Mapping):
            done = [f"{made[kind]} {kind}" for kind in ("new", "changed", "gone") if made.get(kind)]
            drafts = sum(made.get(kind, 0) for kind in ("memory", "glossary", "engine"))
            done += [f"{drafts} drafted"] if drafts else []
            done += [made["result"]] if made.get("result", "unchanged") != "unchanged" else []
            parts += [f"{target}: {', '.join(done)}"] if done else []
    if "renamed from" in facts:
        parts.insert(0, f"renamed from {facts['renamed from']}")
    return f"{name}: {'; '.join(parts)}" if parts else ""


def synced_lines(report: Any) -> Iterator[str]:
    """What sync did, and how far each target has come."""
    for edit in report.edits:
        also = f"; it goes into {edit.places} places of the page" if edit.places > 1 else ""
        yield f"{edit.file}:{edit.line}: {edit.path} was changed by hand; taken over into {edit.into}{also}"
    yield from filter(None, (synced(name, facts) for name, facts in report.pages.items()))
    yield from (f"deleted {file}" for file in report.pruned)
    yield from plan_lines(report.plan)
    yield from spent_lines(report.spent)
    yield from standing_lines(report.counts)


def standing_lines(targets: Mapping[str, Counts]) -> Iterator[str]:
    """How far each target has come, in a line."""
    for target, row in targets.items():
        kinds = {"drafts to review": row.draft, "of an older source": row.stale, "missing": row.missing}
        rest = "".join(f", {count} {kind}" for kind, count in kinds.items() if count)
        yield f"{target}: {row.reviewed} of {row.total} reviewed{rest}"


def applied_lines(pages: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Iterator[str]:
    """What apply did to each page."""
    for name, targets in pages.items():
        for target, tally in targets.items():
            told = {"applied": "applied", "already": "there already", "refused": "refused"}
            parts = [f"{tally[kind]} {words}" for kind, words in told.items() if tally[kind]]
            yield f"{name}: {target}: {', '.join(parts)}"


def applied(report: Any, *, dry_run: bool) -> str:
    """What apply did in all."""
    tallies = [tally for targets in report.pages.values() for tally in targets.values()]
    count = sum(tally["applied"] for tally in tallies)
    done = "would be applied" if dry_run else "applied"
    more = "; next: i18n-pipeline sync, or merge" if count and not dry_run else ""
    files = number(len(report.written), "file")
    return f"{number(count, 'change')} {done}, {len(report.refused)} refused, {files} written{more}."


def refused_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """As ``finding_lines``; what is of no page has no place."""
    for finding in findings:
        if finding.file:
            yield from finding_lines([finding])
        else:
            yield f"error: {finding.message} [{finding.rule}]"


def commit_message(report: Any) -> str:
    """A summary line, then what was done and where things stand."""
    pages = [line for name, facts in report.pages.items() if (line := synced(name, facts))]
    parts = [number(len(pages), "page")] if pages else []
    parts += [f"{number(len(report.edits), 'edit')} by hand taken over"] if report.edits else []
    parts += [f"{number(len(report.pruned), 'file')} pruned"] if report.pruned else []
    return "\n".join(
        [f"Sync translations: {', '.join(parts) or 'records only'}", "", *synced_lines(report), ""]
    )


def proposed(name: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """What init found in one page, with examples of what is extracted (+) and skipped (-)."""
    yield f"{name}: {number(facts['messages'], 'message')}, {number(facts['skipped'], 'value')} skipped"
    for mark, values in (("+", facts["extracts"]), ("-", facts["skips"])):
        for value in values:
            yield f"  {mark} {value if len(value) < _WIDTH else value[: _WIDTH - 1] + '…'}"


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """``file:line: severity: what [rule]``."""
    for finding in findings:
        place = f"{finding.file}:{finding.line}"
        yield f"{place}: {finding.severity.value}: {finding.message} [{finding.rule}]"


def few_finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """The same, but of one rule and file no more than a person reads."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        kind = (finding.file, finding.rule)
        seen[kind] += 1
        if seen[kind] <= _FEW:
            yield from finding_lines([finding])
    for (file, rule), count in seen.items():
        if count > _FEW:
            yield f"{file}:1: {count - _FEW} more of these, see --json [{rule}]"


def failure_lines(failures: Iterable[Failure]) -> Iterator[str]:
    """``file:line: what, and what to do``."""
    for failure in failures:
        yield f"{failure.file or failure.page}:{failure.line}: {failure.message}"


def failures_json(failures: Iterable[Failure]) -> list[dict[str, object]]:
    """For ``--json``."""
    return [{"page": f.page, "file": f.file, "line": f.line, "message": f.message} for f in failures]


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """For ``--json``."""
    fields = ("page", "target", "path", "file", "line", "rule", "message")
    return [
        {**{name: getattr(found, name) for name in fields}, "severity": found.severity.value}
        for found in findings
    ]


def status_json(targets: Mapping[str, Mapping[str, Counts]]) -> dict[str, dict[str, object]]:
    """For ``status --json``."""
    return {
        target: {
            **counts(sum(pages.values(), Counts())),
            "pages": {name: counts(row) for name, row in pages.items()},
        }
        for target, pages in targets.items()
    }


def synced_json(report: Any) -> dict[str, object]:
    """For ``sync --json``."""
    fields = ("page", "target", "path", "file", "line", "text", "into", "places")
    return {
        "pages": report.pages,
        "targets": {target: counts(row) for target, row in report.counts.items()},
        "harvested": [{name: getattr(edit, name) for name in fields} for edit in report.edits],
        "written": report.written,
        "pruned": report.pruned,
        "findings": findings_json(report.findings),
        **({"plan": report.plan} if report.plan else {}),
        **({"spent": report.spent} if report.spent else {}),
        **({"postponed": report.postponed} if report.postponed else {}),
    }


def terms_json(targets: Mapping[str, Iterable[Term]]) -> dict[str, list[dict[str, str]]]:
    """For ``glossary suggest --json``."""
    return {
        target: [{"source": term.source, "target": term.target, "note": term.note} for term in terms]
        for target, terms in targets.items()
    }


def number(count: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
