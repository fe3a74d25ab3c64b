"""What is known of a page that needs no work: it holds as long as the files that were read are the same.

Which the system tells by their sizes and times, as git does for its index; where it does not, their contents.
``unchanged`` keeps fingerprints from one run to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Literal, NamedTuple

import msgspec

from i18n_pipeline.disk import stamps
from i18n_pipeline.disk.disk import Disk
from i18n_pipeline.disk.layer import Layer
from i18n_pipeline.disk.stamps import Stamp
from i18n_pipeline.errors import PageError, PipelineError
from i18n_pipeline.messages import Notice
from i18n_pipeline.model import Counts, Finding, Rule, Severity


class _Text(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A message with what it was made of, so that it can be said in another language later."""

    msgid: str
    plural: str
    values: dict[str, _Text | str | int | float]

    @classmethod
    def of(cls, message: Notice) -> _Text:
        values = {
            name: cls.of(value) if isinstance(value, Notice) else value
            for name, value in message.values.items()
        }
        return cls(message.msgid, message.plural, values)

    def notice(self) -> Notice:
        values = {
            name: value.notice() if isinstance(value, _Text) else value for name, value in self.values.items()
        }
        return Notice(self.msgid, values, self.plural)


class FindingRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One finding. Without ``gc=False``, looking for cycles among them costs more than reading them."""

    file: str
    line: int
    rule: str
    severity: Literal["error", "warning"]
    message: _Text
    target: str
    path: str
    next: str

    @classmethod
    def of(cls, f: Finding) -> FindingRow:
        """The row of a finding."""
        text = _Text.of(f.message)
        return cls(f.file, f.line, f.rule, f.severity.value, text, f.target, f.path, f.next)

    def finding(self, page: str) -> Finding:
        """The finding, in its page."""
        severity, message = _SEVERITIES[self.severity], self.message.notice()
        place = (page, self.file, self.line, self.rule, severity)
        return Finding(*place, message, self.target, self.path, self.next)


_URGENT = {
    "cache-away", "engine-unusable", "spent-unnoted", "not-drafted", "no-source", "override", "unmatched-rule"
}  # fmt: skip
_SEVERITIES = {severity.value: severity for severity in Severity}


class Fingerprint(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Of one page: the files that were read, their stamps, and the findings that are urgent."""

    files: str  # their names, NUL between them: one string is read faster than many
    looks: list[int]  # four of each file
    digests: str  # likewise
    urgent: list[FindingRow]

    @classmethod
    def of(cls, read: Mapping[str, Stamp], urgent: list[FindingRow]) -> Fingerprint:
        """Of these files, as they were read; ``urgent`` is what was found in them."""
        looks = [number for stamp in read.values() for number in stamp.look]
        return cls("\0".join(read), looks, "\0".join(stamp.digest for stamp in read.values()), urgent)

    @property
    def source(self) -> str:
        """The source page, which is read before all others."""
        return self.files.partition("\0")[0]

    def checked(self, disk: Disk, folder: int | None = None) -> Fingerprint | None:
        """Itself, with new stamps where files have new times alone; None where one is not as it was.

        ``folder`` is the root if it is open.
        """
        names = self.files.split("\0")
        looks = stamps.looks(disk.root, names, folder)
        if looks == self.looks:
            return self
        digests = self.digests.split("\0")
        seen = Layer(disk.root, disk, keeping=True)
        for at, name in enumerate(names):
            now, before = looks[4 * at : 4 * at + 4], self.looks[4 * at : 4 * at + 4]
            if now == before:
                continue
            if (before[1] or before[0] < 0) and now[0] != before[0]:
                return None  # of another size: there is no need to read it
            try:
                seen.read_if_there(name, PageError)
            except PipelineError:
                return None
            now_seen = seen.stamps[name]
            if now_seen.digest != digests[at]:
                return None
            looks[4 * at : 4 * at + 4] = now_seen.look
        return msgspec.structs.replace(self, looks=looks)


class Facts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Of one page: what is only counted."""

    warnings: int
    rules: list[int]  # numbers of those that matched
    counts: dict[str, tuple[int, int, int, int, int, int]]  # as ``Counts`` has states, by target


class PageState(NamedTuple):
    """All that is known of a page; what comes last is what only some runs ask for."""

    fingerprint: Fingerprint
    facts: Facts
    reviewed: Mapping[str, bytes]  # digests of what was reviewed, by target
    findings: Sequence[FindingRow]  # all of them


def is_urgent(severity: str, rule: str) -> bool:
    """Whether sync lists a finding: an error, or what could not be done. The others are for check to list."""
    return severity == Severity.ERROR.value or rule in _URGENT


def page_state(
    findings: Iterable[Finding],
    rules: Iterable[Rule],
    counts: Mapping[str, Counts],
    reviewed: Mapping[str, bytes],
    read: Mapping[str, Stamp],
) -> PageState:
    """What check found in a page, and by reading what."""
    rows = [FindingRow.of(finding) for finding in findings]
    fingerprint = Fingerprint.of(read, [row for row in rows if is_urgent(row.severity, row.rule)])
    facts = Facts(
        sum(row.severity == Severity.WARNING.value for row in rows),
        sorted({rule.number for rule in rules}),
        {target: astuple(row)[:6] for target, row in counts.items()},
    )
    return PageState(fingerprint, facts, reviewed, rows)
