"""What is known of a page that needs no work: it holds as long as the files that were read are the same.

Which the system tells by their sizes and times, as git does for its index; where it does not, their contents.
``settled`` keeps seals from one run to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from i18n_pipeline.disk import files, traces
from i18n_pipeline.disk.traces import Stamp
from i18n_pipeline.errors import PageError, PipelineError
from i18n_pipeline.messages import Said
from i18n_pipeline.model import Counts, Finding, Rule, Severity


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


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One finding. Without ``gc=False``, looking for cycles among them costs more than reading them."""

    file: str
    line: int
    rule: str
    severity: Literal["error", "warning"]
    message: _Text
    target: str
    path: str

    @classmethod
    def of(cls, f: Finding) -> Row:
        """The row of a finding."""
        text = _Text.of(f.message)
        return cls(f.file, f.line, f.rule, f.severity.value, text, f.target, f.path)

    def finding(self, page: str) -> Finding:
        """The finding, in its page."""
        severity, message = _SEVERITIES[self.severity], self.message.said()
        return Finding(page, self.file, self.line, self.rule, severity, message, self.target, self.path)


_TOLD = {"cache-away", "not-drafted", "no-source", "override", "unmatched-rule"}
_SEVERITIES = {severity.value: severity for severity in Severity}


class Seal(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Of one page: the files that were read, their stamps, and the findings that sync tells."""

    files: str  # their names, NUL between them: one string is read faster than many
    looks: list[int]  # four of each file
    digests: str  # likewise
    told: list[Row]

    @classmethod
    def of(cls, read: Mapping[str, Stamp], told: list[Row]) -> Seal:
        """The seal of what was told by reading these files."""
        looks = [number for stamp in read.values() for number in stamp.look]
        return cls("\0".join(read), looks, "\0".join(stamp.digest for stamp in read.values()), told)

    @property
    def source(self) -> str:
        """The source page, which is read before all others."""
        return self.files.partition("\0")[0]

    def checked(self, root: Path, folder: int | None = None) -> Seal | None:
        """Itself, with new stamps where files have new times alone; None where one is not as it was.

        ``folder`` is the root if it is open.
        """
        names = self.files.split("\0")
        looks = traces.looks(root, names, folder)
        if looks == self.looks:
            return self
        places = {name: slice(4 * at, 4 * at + 4) for at, name in enumerate(names)}
        try:
            with traces.observing() as seen:
                for name, place in places.items():
                    if looks[place] != self.looks[place]:
                        files.read_if_there(root, name, PageError)
        except PipelineError:
            return None
        digests = dict(zip(names, self.digests.split("\0"), strict=True))
        if any(stamp.digest != digests[name] for name, stamp in seen.items()):
            return None
        for name, stamp in seen.items():
            looks[places[name]] = stamp.look
        return msgspec.structs.replace(self, looks=looks)


class Facts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Of one page: what is only counted."""

    warnings: int
    rules: list[int]  # numbers of those that matched
    counts: dict[str, tuple[int, int, int, int]]  # reviewed, draft, stale, missing by target


class Known(NamedTuple):
    """All that is known of a page; what comes last is what only some runs ask for."""

    seal: Seal
    facts: Facts
    reviewed: Mapping[str, bytes]  # digests of what was reviewed, by target
    findings: Sequence[Row]  # all of them


def is_told(severity: str, rule: str) -> bool:
    """Whether sync tells a finding: errors, and what could not be done. The others are for check to list."""
    return severity == Severity.ERROR.value or rule in _TOLD


def sealed(
    findings: Iterable[Finding],
    rules: Iterable[Rule],
    counts: Mapping[str, Counts],
    reviewed: Mapping[str, bytes],
    read: Mapping[str, Stamp],
) -> Known:
    """What check found in a page, and by reading what."""
    rows = [Row.of(finding) for finding in findings]
    seal = Seal.of(read, [row for row in rows if is_told(row.severity, row.rule)])
    facts = Facts(
        sum(row.severity == Severity.WARNING.value for row in rows),
        sorted({rule.number for rule in rules}),
        {target: (row.reviewed, row.draft, row.stale, row.missing) for target, row in counts.items()},
    )
    return Known(seal, facts, reviewed, rows)
