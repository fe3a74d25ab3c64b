"""Is a page in step with its files, and is every translation sound? Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from shlex import quote
from textwrap import shorten
from typing import NamedTuple

from i18n_pipeline import checks
from i18n_pipeline.catalog import ignored
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.lookup import states
from i18n_pipeline.catalog.memory import digests
from i18n_pipeline.catalog.provenance import is_edited, is_of_engine
from i18n_pipeline.catalog.template import describe
from i18n_pipeline.catalog.update import update
from i18n_pipeline.config import Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, counted, listed, say
from i18n_pipeline.model import REVIEW, SYNC, Counts, Finding, Severity, State, show_path
from i18n_pipeline.pages.compare import differences
from i18n_pipeline.pages.parts import body_line
from i18n_pipeline.project.judge import subject
from i18n_pipeline.project.overrides import doubts
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.steps.anchoring import lost_within
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.holding import holds, is_left_alone, left_alone
from i18n_pipeline.steps.merging import Merged

_SHOWN = 10  # differences of shape a page


class Checked(NamedTuple):
    """What was found in a page and its targets, how far each has come, and digests of what was reviewed."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, Counts]  # by target locale
    reviewed: Mapping[str, bytes]


def check(bundle: Bundle, terms: Mapping[Language, Glossary], problems: Problems) -> Checked:
    """All of one page. Raises PageError."""
    loaded = bundle.loaded
    findings = list(loaded.warnings)
    counts: dict[str, Counts] = {}
    known: dict[str, bytes] = {}
    for target, glossary in terms.items():
        with problems.of(bundle.source.name):
            amiss, counts[target.locale], known[target.locale] = _target(bundle, target, glossary)
            findings += amiss
    with problems.of(bundle.source.name):
        if not any(finding.rule == "catalog-behind" for finding in findings):
            findings += _template(bundle)
    return Checked(tuple(findings), counts, known)


def _target(bundle: Bundle, target: Language, glossary: Glossary) -> tuple[list[Finding], Counts, bytes]:
    loaded, source = bundle.loaded_for(target), bundle.source
    file = source.catalog_file(target)
    catalog = bundle.numbered(file)
    counts = states(catalog.by_key() if catalog else {}, (message.key for message in loaded.messages))
    findings: list[Finding] = []
    if catalog is None and loaded.messages:
        what = say("is not there yet; run i18n-pipeline extract")
        return [_finding(loaded, target, file, 1, "catalog-behind", what, then=SYNC)], counts, b""
    if catalog:
        if update(catalog, describe(loaded.messages, source.file, glossary)) != catalog:
            what = say("is behind its page; run i18n-pipeline extract")
            findings.append(_finding(loaded, target, file, 1, "catalog-behind", what, then=SYNC))
        findings += _translations(loaded, target, file, catalog, glossary)
    findings += doubts(loaded, bundle.rows.get(target.locale, ()), target)
    findings += _page(bundle, target)
    findings += lost_within(bundle, target)
    if bundle.config.publish == "reviewed":
        counts = counts.with_drafts(len(bundle.drafts_on(target)))
    return findings, counts, digests(catalog) if catalog else b""


def _page(bundle: Bundle, target: Language) -> Iterator[Finding]:
    """Of the target page."""
    loaded, file = bundle.loaded_for(target), bundle.target_file(target)
    merged = bundle.merged(target, bundle.config.publish)
    current = bundle.files.read_if_there(file, PageError)
    yield from _body(bundle, target, file, current, merged)
    if current is not None and current == merged.content:
        return
    if current is not None and is_left_alone(bundle, target):
        yield left_alone(bundle, target)
        yield from _shape(bundle, target, file, current)
        return
    waits = list(holds(bundle, target, merged))
    yield from waits
    if not waits:
        behind = say("is behind its catalog; run i18n-pipeline merge")
        what = behind if current is not None else say("is not there yet; run i18n-pipeline merge")
        yield _finding(loaded, target, file, 1, "page-behind", what, then=SYNC)


def _body(
    bundle: Bundle, target: Language, file: str, current: bytes | None, merged: Merged
) -> Iterator[Finding]:
    """Of the text below its front matter, where it is nobody's but the page's."""
    loaded, config = bundle.loaded_for(target), bundle.config
    if loaded.page.body:
        return
    if merged.is_body_behind:
        what = say(
            "the text below the front matter of {file} has changed since the one here was written; "
            "bring it up to date",
            file=loaded.source.file,
        )
        yield _finding(loaded, target, file, 1, "body-behind", what, Severity.WARNING)
    elif bundle.loaded.page.body:
        what = say(
            "the text below the front matter is the page's own and stays as it is; "
            "i18n-pipeline align {page} takes it over, so that it follows {file}",
            page=loaded.source.name,
            file=loaded.source.file,
        )
        then = f"i18n-pipeline align --dry-run {quote(loaded.source.name)}"
        yield _finding(loaded, target, file, 1, "own-body", what, Severity.WARNING, then=then)
    elif current == merged.content and merged.body.source == merged.body.target and current:
        line = body_line(loaded.source.name, current, config.script)
        if line:
            what = say(
                "the text below the front matter is a copy of {file}'s; translate it here, where it stays",
                file=loaded.source.file,
            )
            yield _finding(loaded, target, file, line, "untranslated-body", what, Severity.WARNING)


def _template(bundle: Bundle) -> Iterator[Finding]:
    file, messages = bundle.source.template_file, bundle.loaded.messages
    template = bundle.catalog(file)
    if (template.entries if template else ()) != describe(messages, bundle.source.file):
        what = say("is behind its page; run i18n-pipeline extract")
        yield Finding(bundle.source.name, file, 1, "catalog-behind", Severity.ERROR, what, next=SYNC)


def _translations(
    loaded: Loaded, target: Language, file: str, catalog: Catalog, glossary: Glossary
) -> Iterator[Finding]:
    entries = catalog.by_key()
    for message in loaded.messages:
        entry = entries.get(message.key)
        if entry and entry.msgstr:
            path = show_path(message.places[0].path)
            for name in ignored.misnamed(entry, checks.rules()):
                notice = say(
                    '"# ok: {name}" names no rule; there are: {rules}',
                    name=shorten(name, 40),
                    rules=listed(checks.rules()),
                )
                yield _finding(loaded, target, file, entry.line, "waiver", notice, Severity.WARNING, path)
            silent = ignored.in_force(entry)
            drafted = is_of_engine(entry)
            looked_at = subject(message, entry.msgstr, target, glossary, is_draft=drafted)
            for rule, severity, what in checks.run(looked_at, silent=silent):
                notice = say("{what}, in: {text}", what=what, text=shorten(entry.msgstr, 60, placeholder="…"))
                yield _finding(loaded, target, file, entry.line, rule, notice, severity, path, REVIEW)
    edited = sum(entry.state is State.DRAFT and is_edited(entry) for entry in entries.values())
    if edited:
        what = counted(
            "{n} of its translations is edited, not approved; review it",
            "{n} of its translations are edited, not approved; review them",
            edited,
        )
        yield _finding(loaded, target, file, 1, "edited", what, Severity.WARNING, then=REVIEW)
    stale = sum(entry.state is State.STALE for entry in entries.values())
    if stale:
        what = counted(
            "{n} of its translations is of an older source; review it",
            "{n} of its translations are of an older source; review them",
            stale,
        )
        yield _finding(loaded, target, file, 1, "stale", what, Severity.WARNING, then=REVIEW)


def _shape(bundle: Bundle, target: Language, file: str, current: bytes) -> Iterator[Finding]:
    loaded = bundle.loaded_for(target)
    try:
        page = bundle.target_page(target, current, file)
    except PageError as error:
        yield _finding(loaded, target, file, error.line, "shape", error.message)
        return
    for line, path, what in islice(differences(loaded.page, page), _SHOWN):
        yield _finding(loaded, target, file, line, "shape", what, path=show_path(path))


def _finding(
    loaded: Loaded,
    target: Language,
    file: str,
    line: int,
    rule: str,
    what: Notice,
    severity: Severity = Severity.ERROR,
    path: str = "",
    then: str = "",
) -> Finding:
    return Finding(loaded.source.name, file, line or 1, rule, severity, what, target.locale, path, then)
