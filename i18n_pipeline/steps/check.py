"""Is a page in step with its files, and is every translation sound? Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from textwrap import shorten
from typing import NamedTuple

from i18n_pipeline import checks
from i18n_pipeline.catalog import ignored
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.lookup import states
from i18n_pipeline.catalog.memory import digests
from i18n_pipeline.catalog.provenance import is_of_engine
from i18n_pipeline.catalog.template import describe
from i18n_pipeline.catalog.update import update
from i18n_pipeline.config import Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, counted, listed, say
from i18n_pipeline.model import Counts, Finding, Severity, State, show_path
from i18n_pipeline.pages.compare import differences
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.parts import body_line
from i18n_pipeline.project.held import held_back
from i18n_pipeline.project.judge import subject
from i18n_pipeline.project.overrides import doubts
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import Loaded, is_translatable
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.steps.merge import is_replaceable
from i18n_pipeline.steps.merging import NOTHING_YET, Merged

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
    loaded, source = bundle.loaded, bundle.source
    file = source.catalog_file(target)
    catalog = bundle.numbered(file)
    counts = states(catalog.by_key() if catalog else {}, (message.key for message in loaded.messages))
    findings: list[Finding] = []
    if catalog is None and loaded.messages:
        what = say("is not there yet; run i18n-pipeline extract")
        return [_finding(loaded, target, file, 1, "catalog-behind", what)], counts, b""
    if catalog:
        if update(catalog, describe(loaded.messages, source.file, glossary)) != catalog:
            what = say("is behind its page; run i18n-pipeline extract")
            findings.append(_finding(loaded, target, file, 1, "catalog-behind", what))
        findings += _translations(loaded, target, file, catalog, glossary)
    findings += doubts(loaded, bundle.rows.get(target.locale, ()), target)
    findings += _page(bundle, target)
    return findings, counts, digests(catalog) if catalog else b""


def _page(bundle: Bundle, target: Language) -> Iterator[Finding]:
    """Of the target page."""
    loaded, file = bundle.loaded, bundle.target_file(target)
    merged = bundle.merged(target, bundle.config.publish)
    current = bundle.files.read_if_there(file, PageError)
    manifest = bundle.manifest(target)  # noted as read: the page depends on it
    if current is None and merged.held == NOTHING_YET:
        what = say("is not written: nothing of it is translated yet; run i18n-pipeline sync, or translate it")
        yield _finding(loaded, target, file, 1, "nothing-translated", what, Severity.WARNING)
        return
    if merged.is_short_of_texts:
        yield _finding(loaded, target, file, 1, "held-back", merged.held, Severity.WARNING)
    yield from _body(bundle, target, file, current, merged)
    if current == merged.content:
        return
    if current is None:
        what = say("is not there yet; run i18n-pipeline merge")
        yield _finding(loaded, target, file, 1, "page-behind", what)
        return
    held = manifest.held_back(current) if manifest else None
    if held:
        yield held_back(bundle.source, target, file, held)
    elif is_replaceable(manifest, current, loaded, file):
        if merged.content is not None:
            what = say("is behind its catalog; run i18n-pipeline merge")
            yield _finding(loaded, target, file, 1, "page-behind", what)
    else:
        ours = manifest is not None and manifest.is_of_merge
        if ours:
            what = say("was changed by hand; sync takes over what it can; merge leaves it alone")
        elif is_translatable(loaded, bundle.config.script):
            what = say("is not merge's own; merge leaves it alone until align has taken it over")
        else:
            what = say("is not merge's own; merge leaves it alone")
        yield _finding(loaded, target, file, 1, "page-by-hand", what, Severity.WARNING)
        yield from _shape(loaded, target, file, current)


def _body(
    bundle: Bundle, target: Language, file: str, current: bytes | None, merged: Merged
) -> Iterator[Finding]:
    """Of the text below its front matter, which is nobody's but the page's."""
    loaded, config = bundle.loaded, bundle.config
    if merged.is_body_behind:
        what = say(
            "the text below the front matter of {file} has changed since the one here was written; "
            "bring it up to date",
            file=loaded.source.file,
        )
        yield _finding(loaded, target, file, 1, "body-behind", what, Severity.WARNING)
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
        yield Finding(bundle.source.name, file, 1, "catalog-behind", Severity.ERROR, what)


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
                yield _finding(loaded, target, file, entry.line, rule, notice, severity, path)
    stale = sum(entry.state is State.STALE for entry in entries.values())
    if stale:
        what = counted(
            "{n} of its translations is of an older source; review it",
            "{n} of its translations are of an older source; review them",
            stale,
        )
        yield _finding(loaded, target, file, 1, "stale", what, Severity.WARNING)


def _shape(loaded: Loaded, target: Language, file: str, current: bytes) -> Iterator[Finding]:
    try:
        page = parse_page(current, name=loaded.source.name, file=file)
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
) -> Finding:
    return Finding(loaded.source.name, file, line or 1, rule, severity, what, target.locale, path)
