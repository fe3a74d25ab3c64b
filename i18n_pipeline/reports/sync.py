"""What sync did, line by line and as the message of a commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from i18n_pipeline.messages import NOTHING, Notice, counted, joined, listed, put, say
from i18n_pipeline.reports.rendering import (
    BETTERED,
    CHANGES,
    WRITTEN,
    files,
    pages,
    plan_lines,
    result,
    spent_lines,
    tallied,
)
from i18n_pipeline.reports.standing import standing_lines
from i18n_pipeline.visible import line as one_line

_NAMED = 5  # files


def sync_ended(count: int, warnings: int, more: Iterable[Notice], *, dry_run: bool) -> Notice:
    """The last line of sync; ``more`` is said of what is not listed."""
    noticed = counted("{n} warning", "{n} warnings", warnings)
    listed_by = [say("{warnings} (check lists them)", warnings=noticed)] if warnings else []
    what, done = joined([*listed_by, *more]), files(count)
    done = say("{files} would be written", files=done) if dry_run else say("{files} written", files=done)
    return say("{done}; {what}.", done=done, what=what) if what else say("{what}.", what=done)


def as_before(count: int) -> list[Notice]:
    """Of how many findings an earlier run told."""
    return [say("{n} found before (--strict lists them)", n=count)] if count else []


def synced(name: str, facts: Mapping[str, Any], *, really: bool = True) -> Notice:
    """What sync did to one page, or would do; nothing for nothing."""
    parts = []
    for target, made in facts.items():
        if isinstance(made, Mapping):
            done = tallied(CHANGES, made)
            drafts = sum(made.get(kind, 0) for kind in ("memory", "glossary", "engine"))
            done += [say("{n} drafted", n=drafts)] if drafts else []
            done += tallied(BETTERED, made)
            done += [result(made, really=really)] if made.get("result", "unchanged") != "unchanged" else []
            if done and made.get("stale"):
                done.append(
                    counted(
                        "{n} text on the page is of an older source",
                        "{n} texts on the page are of an older source",
                        made["stale"],
                    )
                )
            parts += [put("{target}: {what}", target=target, what=joined(done))] if done else []
    if "renamed from" in facts:
        parts.insert(0, say("renamed from {name}", name=facts["renamed from"]))
    return put("{name}: {what}", name=name, what=listed(parts, "; ")) if parts else NOTHING


def held(name: str, facts: Mapping[str, Any]) -> Notice:
    """The part of a page's line that says that it is held back; nothing where it is not."""
    bare = {
        target: {kind: made.get(kind, 0) for kind in ("result", "stale")}
        for target, made in facts.items()
        if isinstance(made, Mapping) and made.get("result", "unchanged") not in WRITTEN
    }
    return synced(name, bare)


def lines_by_page(report: Any, *, really: bool = True) -> dict[str, list[Notice]]:
    """What sync did to each page, or would do; the edits by hand that it took over come first."""
    lines: dict[str, list[Notice]] = {}
    for edit in report.edits:
        place = {"file": edit.file, "line": edit.line, "path": edit.path, "into": edit.into}
        line = (
            say("{file}:{line}: {path} was changed by hand; taken over into {into}", **place)
            if really
            else say("{file}:{line}: {path} was changed by hand; would be taken over into {into}", **place)
        )
        also = listed(edit.also)
        line = say("{line}; it goes to {places} as well", line=line, places=also) if also else line
        lines.setdefault(edit.page, []).append(line)
    for name, facts in report.pages.items():
        lines.setdefault(name, []).extend(filter(None, [synced(name, facts, really=really)]))
    return lines


def overall_lines(report: Any, *, really: bool = True) -> Iterator[Notice]:
    """What sync did beside that, and how far each target has come."""
    waiting = sum(not edit.approved for edit in report.edits)
    if waiting:
        yield counted(
            "{n} text is edited, not approved: look at it in its PO file",
            "{n} texts are edited, not approved: look at them in their PO files",
            waiting,
        )
    for file in report.pruned:
        yield say("deleted {file}", file=file) if really else say("{file} would be deleted", file=file)
    yield from plan_lines(report.plan)
    yield from spent_lines(report.spent)
    yield from standing_lines(report.counts)


def left_out(begun: Sequence[str]) -> Notice:
    """Of which files people have to commit their changes, before the tool commits its own there."""
    files = listed(begun[:_NAMED])
    if len(begun) > _NAMED:
        files = say("{files} and {n} more", files=files, n=len(begun) - _NAMED)
    return say(
        "not committed, nor what goes with it: {files}; there are changes that are not sync's: "
        "commit or undo them",
        files=files,
    )


def commit_message(report: Any) -> str:
    """A summary line, then what was done and where things stand; in English, whoever runs the tool."""
    earlier = "what an earlier run wrote"
    changed = sum(bool(synced(name, facts)) for name, facts in report.pages.items())
    parts = [pages(changed)] if changed else []
    parts += (
        [counted("{n} edit by hand taken over", "{n} edits by hand taken over", len(report.edits))]
        if report.edits
        else []
    )
    parts += [counted("{n} file pruned", "{n} files pruned", len(report.pruned))] if report.pruned else []
    return "\n".join(
        [
            f"Sync translations: {', '.join(parts) or ('records only' if report.written else earlier)}",
            "",
            *(one_line(line) for lines in lines_by_page(report).values() for line in lines),
            *map(one_line, overall_lines(report)),
            "",
        ]
    )
