"""Pages that need no work: what check found in them holds as long as the files it read are the same.

Which the system tells by their sizes and times, as git does for its index; where it does not, their contents.
Kept in ``.i18n-cache/seals.json``. It is a cache: deleting it costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from i18n_pipeline import __version__
from i18n_pipeline.config import FILE, Config, Language
from i18n_pipeline.disk import files, traces
from i18n_pipeline.disk.traces import Stamp
from i18n_pipeline.errors import PageError, PipelineError
from i18n_pipeline.messages import Said
from i18n_pipeline.model import Counts, Finding, Rule, Severity
from i18n_pipeline.project import layout

_FILE = f"{layout.SCRATCH}seals.json"


class _Text(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A message with what it was made of, so that it can be said in another language later."""

    msgid: str
    plural: str
    values: dict[str, _Text | str | int | float]

    @classmethod
    def of(cls, message: Said) -> _Text:
        values = {
            name: cls.of(value) if isinstance(value, Said) else value
            for name, value in message.values.items()
        }
        return cls(message.msgid, message.plural, values)

    def said(self) -> Said:
        values = {
            name: value.said() if isinstance(value, _Text) else value for name, value in self.values.items()
        }
        return Said(self.msgid, values, self.plural)


class _Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One finding. Without ``gc=False``, looking for cycles among them costs more than reading them."""

    file: str
    line: int
    rule: str
    severity: Literal["error", "warning"]
    message: _Text
    target: str
    path: str
    at: int  # among the findings of its page

    @classmethod
    def of(cls, f: Finding, at: int) -> _Row:
        text = _Text.of(f.message)
        return cls(f.file, f.line, f.rule, f.severity.value, text, f.target, f.path, at)

    def finding(self, page: str) -> Finding:
        severity, message = _SEVERITIES[self.severity], self.message.said()
        return Finding(page, self.file, self.line, self.rule, severity, message, self.target, self.path)


_TOLD = {"cache-away", "not-drafted", "no-source", "override", "unmatched-rule"}
_SEVERITIES = {severity.value: severity for severity in Severity}


class Seal(msgspec.Struct, frozen=True, gc=False):
    """Of one page: the files that were read, their stamps, and what is known by them."""

    files: dict[str, Stamp]
    told: list[_Row]  # findings that sync tells
    others: msgspec.Raw  # and the rest, read when somebody asks for them
    warnings: int  # in all
    rules: list[int]  # lines of i18n.toml whose rules matched
    counts: dict[str, tuple[int, int, int, int]]  # reviewed, draft, stale, missing by target
    reviewed: dict[str, bytes]  # digests of what was reviewed, by target

    def checked(self, root: Path) -> Seal | None:
        """Itself, with new stamps where files have new times alone; None where one is not as it was."""
        fresh: dict[str, Stamp] = {}
        for file, known in self.files.items():
            path = f"{root}/{file}"
            try:
                found = os.stat(path)
            except OSError:
                found = None
            if known.is_of(found) if found else not known.digest:
                continue
            try:
                with traces.observing() as seen:
                    files.read_if_there(root, file, PageError)
            except PipelineError:
                return None
            if seen[file].digest != known.digest:
                return None
            fresh[file] = seen[file]
        return msgspec.structs.replace(self, files={**self.files, **fresh}) if fresh else self

    def counts_of(self, target: str) -> Counts:
        """How far the page has come."""
        return Counts(*self.counts[target])

    def found(self, page: str) -> list[Finding]:
        """What check found in the page."""
        others = msgspec.json.decode(self.others, type=list[_Row])
        return [row.finding(page) for row in sorted([*self.told, *others], key=lambda row: row.at)]

    def worth_telling(self, page: str) -> list[Finding]:
        """What of it sync tells."""
        return [row.finding(page) for row in self.told]


class _Seals(msgspec.Struct):
    project: str
    pages: dict[str, Seal]


def is_told(severity: str, rule: str) -> bool:
    """Whether sync tells a finding: errors, and what could not be done. The others are for check to list."""
    return severity == Severity.ERROR.value or rule in _TOLD


def sealed(
    findings: Iterable[Finding],
    rules: Iterable[Rule],
    counts: Mapping[str, Counts],
    reviewed: Mapping[str, bytes],
    read: Mapping[str, Stamp],
) -> Seal:
    """What check found in a page, and by reading what."""
    rows = [_Row.of(finding, at) for at, finding in enumerate(findings)]
    told = [row for row in rows if is_told(row.severity, row.rule)]
    others = msgspec.json.encode([row for row in rows if row not in told])
    warnings = sum(row.severity == Severity.WARNING.value for row in rows)
    states = {target: (row.reviewed, row.draft, row.stale, row.missing) for target, row in counts.items()}
    return Seal(
        dict(read),
        told,
        msgspec.Raw(others),
        warnings,
        sorted({rule.line for rule in rules}),
        states,
        dict(reviewed),
    )


def read_seals(config: Config, targets: Sequence[Language]) -> dict[str, Seal]:
    """The seals of all pages; none where anything that concerns every page is not as it was."""
    try:
        raw = files.read_if_there(config.root, _FILE, PageError)
        known = msgspec.json.decode(raw or b"", type=_Seals)
    except (msgspec.DecodeError, UnicodeDecodeError, PageError):
        return {}
    return known.pages if known.project == _project(config, targets) else {}


def write_seals(
    config: Config, targets: Sequence[Language], old: Mapping[str, Seal], pages: dict[str, Seal]
) -> None:
    """Keep the seals, where they are not those that were read. Raises PageError."""
    if old != pages:
        raw = msgspec.json.encode(_Seals(_project(config, targets), pages))
        files.write(config.root, _FILE, raw, PageError)


def _project(config: Config, targets: Sequence[Language]) -> str:
    """A digest of all that every page depends on."""
    parts = [__version__, config.publish, *(target.locale for target in targets)]
    concerned = [FILE]
    for target in targets:
        concerned += [layout.glossary_file(target), layout.overrides_file(target)]
    parts += [traces.fingerprint(files.read_if_there(config.root, file, PageError)) for file in concerned]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
