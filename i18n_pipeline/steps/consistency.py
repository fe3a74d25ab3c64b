"""Is one text translated in one way on all pages? What the rule ``inconsistent`` is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from i18n_pipeline.catalog import ignored
from i18n_pipeline.checks import inconsistent
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.config import Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Finding, Key, Severity, State, show_path
from i18n_pipeline.project.judge import severities_of
from i18n_pipeline.steps.bundle import Bundle

_RULE = "inconsistent"


class Wording(NamedTuple):
    """A translation that a person wrote or approved, and where."""

    key: Key
    text: str
    severity: Severity
    page: str
    file: str
    line: int
    path: str


def wordings(bundle: Bundle, target: Language) -> Iterator[Wording]:
    """Those of a page, but for what is meant to be otherwise. Raises PageError and CatalogError."""
    file = bundle.source.catalog_file(target)
    catalog = bundle.numbered(file)
    entries = catalog.by_key() if catalog else {}
    for message in bundle.loaded.messages:
        entry = entries.get(message.key)
        if not entry or entry.state is not State.REVIEWED or entry.msgstr == entry.msgid:
            continue
        severity = dict(severities_of(message)).get(_RULE, inconsistent.SEVERITY)
        if severity and _RULE not in ignored.in_force(entry):
            path = show_path(message.places[0].path)
            yield Wording(
                message.key, entry.msgstr, severity, bundle.source.name, file, entry.line or 1, path
            )


def disagreements(said: Iterable[Wording], target: Language, glossary: Glossary) -> Iterator[Finding]:
    """A finding for each text translated in several ways, where it first is not as it should be."""
    by_key: dict[Key, list[Wording]] = {}
    for wording in said:
        by_key.setdefault(wording.key, []).append(wording)
    for (_, msgid), same in by_key.items():
        first = {wording.text: wording for wording in reversed(same)}
        elsewhere = tuple((wording.text, f"{wording.file}:{wording.line}") for wording in same)
        for text, one in reversed(first.items()):
            subject = Subject(msgid, text, None, target.locale, glossary, elsewhere=elsewhere)
            what = next(inconsistent.check(subject), None) if len(first) > 1 else None
            if what:
                yield Finding(
                    one.page, one.file, one.line, _RULE, one.severity, what, target.locale, one.path
                )
                break
