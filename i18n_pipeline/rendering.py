"""Reports as a person reads them, line by line, and as JSON has them. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import east_asian_width

from i18n_pipeline.model import Counts, Failure, Finding, Term

STATES = ("total", "reviewed", "draft", "stale", "missing")
_WIDTH = 78


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


def status_table(target: str, pages: Mapping[str, Counts]) -> Iterator[str]:
    """The states of a target's pages as lines of a table, the total last."""
    rows = {**pages, "all pages": sum(pages.values(), Counts())}
    width = max(map(_cells, (*rows, target)))
    yield _padded(target, width) + "".join(f"{state:>10}" for state in STATES)
    for name, row in rows.items():
        yield _padded(name, width) + "".join(f"{count:>10}" for count in counts(row).values())


def status_markdown(targets: Mapping[str, Mapping[str, Counts]]) -> Iterator[str]:
    """The states as Markdown tables, for a pull request."""
    for target, pages in targets.items():
        rows = {
            **{_code(name): row for name, row in pages.items()},
            "**all pages**": sum(pages.values(), Counts()),
        }
        yield f"| {target} | reviewed | {' | '.join(STATES)} |"
        yield "|---|---|" + "--:|" * len(STATES)
        for name, row in rows.items():
            bar = "█" * shares(row, 10)["reviewed"]
            told = " | ".join(str(count) for count in counts(row).values())
            yield f"| {name} | `{bar:░<10}` {percent(row)} % | {told} |"
        yield ""


def badge(targets: Mapping[str, Counts]) -> str:
    """How much is reviewed, as an SVG image of one line."""
    label, value = "translations", " · ".join(f"{target} {percent(row)} %" for target, row in targets.items())
    left, right = 7 * len(label) + 12, 7 * len(value) + 12
    lowest = min(map(percent, targets.values()), default=0)
    colour = "#2e7d32" if lowest >= 80 else "#8a6d00" if lowest >= 40 else "#b23b3b"
    text = f"{label}: {value}"
    size = f'width="{left + right}" height="20"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{text}">'
        f"<title>{text}</title>"
        f'<rect {size} rx="3" fill="{colour}"/>'
        f'<path d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#444"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{label}</text><text x="{left + right / 2:g}" y="14">{value}</text>'
        "</g></svg>\n"
    )


def percent(row: Counts) -> int:
    """How much is reviewed, never rounded up; a page without text is done."""
    return row.reviewed * 100 // row.total if row.total else 100


def shares(row: Counts, cells: int) -> dict[str, int]:
    """The states as parts of a bar of so many cells; what there is shows, if the bar is long enough."""
    if not row.total:
        return dict.fromkeys(STATES[1:], 0)
    left, parts, done = cells, {}, 0
    for state in STATES[1:]:
        done += getattr(row, state)
        parts[state] = done * cells // row.total - (cells - left)
        left -= parts[state]
    return parts


def _cells(text: str) -> int:
    """How wide a terminal shows the text."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _cells(text))


def _code(name: str) -> str:
    return f"`{name.replace('|', chr(92) + '|')}`"


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


def counts(row: Counts) -> dict[str, int]:
    """By state, the total first."""
    return {state: getattr(row, state) for state in STATES}


def number(count: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
