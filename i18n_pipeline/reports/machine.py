"""Reports as ``--json`` has them: in English, for scripts. Prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import Any

from i18n_pipeline.model import Counts, Failure, Finding, Term
from i18n_pipeline.reports.charts import counts


def failures_json(failures: Iterable[Failure]) -> list[dict[str, object]]:
    """For ``--json``."""
    return [{"page": f.page, "file": f.file, "line": f.line, "message": f.message} for f in failures]


def findings_json(findings: Iterable[Finding], known: Container[Finding] = ()) -> list[dict[str, object]]:
    """For ``--json``; those that are ``known`` are marked."""
    fields = ("page", "target", "path", "file", "line", "rule", "message", "next")
    return [
        {**{name: getattr(found, name) for name in fields}, "severity": found.severity.value}
        | ({"known": True} if found in known else {})
        for found in findings
    ]


def status_json(report: Any) -> dict[str, dict[str, object]]:
    """For ``status --json``: counts by state, of drafts by class and by maker, and what was spent."""
    return {
        target: {
            **_drafted(sum(pages.values(), Counts()), sum(report.drafters[target].values(), Counter())),
            **({"spent": {engine: row._asdict() for engine, row in spent.items()}} if spent else {}),
            "pages": {name: _drafted(row, report.drafters[target][name]) for name, row in pages.items()},
        }
        for target, pages in report.targets.items()
        for spent in [report.spent[target]]
    }


def _drafted(row: Counts, by: Counter[str]) -> dict[str, object]:
    classes = {"good": row.good, "fair": row.fair, "poor": row.poor}
    return {
        **standing(row),
        **({"confidence": classes} if any(classes.values()) else {}),
        **({"drafts by": by} if by else {}),
    }


def standing(row: Counts) -> dict[str, int]:
    """Counts by state; and of drafts on pages, where there are any."""
    drafts = {"drafts on pages": row.drafts_on_pages, "pages with drafts": row.pages_with_drafts}
    return {**counts(row), **(drafts if row.drafts_on_pages else {})}


def synced_json(report: Any, known: Container[Finding]) -> dict[str, object]:
    """For ``sync --json``."""
    fields = ("page", "target", "path", "file", "line", "text", "into", "places", "also", "approved")
    return {
        "pages": report.pages,
        "targets": {target: standing(row) for target, row in report.counts.items()},
        "harvested": [{name: getattr(edit, name) for name in fields} for edit in report.edits],
        "written": report.written,
        "pruned": report.pruned,
        "findings": findings_json(report.findings, known),
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
