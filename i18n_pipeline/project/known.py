"""Findings that people know of and let stand: ``locale/known-findings.csv``, a row each, with the reason.

``check --accept`` writes it; a row goes when its finding is gone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Set
from typing import NamedTuple

from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure, Finding
from i18n_pipeline.project.selection import Selection

FILE = "locale/known-findings.csv"
_LINE = re.compile(r"(?<=\.po):\d+")  # where other catalogs say something else
#: The rules that compare pages with each other.
ACROSS = frozenset(("anchors", "inconsistent"))


class Identity(NamedTuple):
    """What makes a finding the same from one run to the next; no numbers of lines, which shift."""

    page: str
    rule: str
    file: str
    target: str
    path: str
    what: str


def identity(finding: Finding) -> Identity:
    """That of a finding, each part in one line."""
    what = _LINE.sub("", finding.message)
    parts = (finding.page, finding.rule, finding.file, finding.target, finding.path, what)
    return Identity(*map(_in_one_line, parts))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


class Looked(NamedTuple):
    """What a run looked at: only there it knows that a finding is gone."""

    pages: Set[str]
    targets: Set[str]  # locales
    there: Set[str] | None  # all pages, where what belongs to none of them was looked at as well
    compared: bool  # the pages with each other

    def at(self, known: Identity) -> bool:
        """Whether it would have found this once more."""
        is_of_no_page = self.there is not None and known.page not in self.there
        return (
            (is_of_no_page or known.page in self.pages)
            and (not known.target or known.target in self.targets)
            and (self.compared or known.rule not in ACROSS)
        )


_COLUMNS = (*Identity._fields, "reason")
NOWHERE = Looked(frozenset(), frozenset(), None, compared=False)


def looked_at(selection: Selection, failed: Iterable[Failure], targets: Iterable[Language]) -> Looked:
    """What a check of a selection looked at; a page that failed is not known whole."""
    bad = {failure.page for failure in failed}
    whole = selection.whole and selection.complete and "" not in bad
    there = bad.union(source.name for source in selection.everything) if whole else None
    pages = {source.name for source in selection.sources} - bad
    return Looked(pages, {target.locale for target in targets}, there, whole and not bad)


def standing(known: Iterable[Identity], found: Container[Identity], looked: Looked) -> list[Identity]:
    """Those that are not gone, as far as anybody looked."""
    return [one for one in known if one in found or not looked.at(one)]


def split(findings: Iterable[Finding], known: Container[Identity]) -> tuple[list[Finding], list[Finding]]:
    """The findings that are new, and those that are known."""
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        (old if identity(finding) in known else new).append(finding)
    return new, old


def read_known(config: Config) -> dict[Identity, str]:
    """The reason for each; none where there is no such file. Raises ConfigError."""
    return _parse(config.disk.read_if_there(FILE, ConfigError))


def _parse(raw: bytes | None) -> dict[Identity, str]:
    reasons: dict[Identity, str] = {}
    if raw is None:
        return reasons
    from i18n_pipeline.tables import read_table  # takes longer to start than most projects need

    for line, cells in read_table(raw, FILE, _COLUMNS):
        *parts, reason = map(_in_one_line, cells)
        one = Identity(*parts)
        if not one.rule or not one.what:
            what = say("a row has a rule and what it found; delete this one, or correct it")
            raise ConfigError(what, file=FILE, line=line)
        reasons[one] = reasons.get(one) or reason  # git may have joined two
    return reasons


def settle(
    config: Config, findings: Iterable[Finding], looked: Looked, reason: str | None = None
) -> dict[Identity, str]:
    """Take rows out whose finding is gone, and add all that is found for a ``reason``, where there is one.

    Returns the rows, with the reason for each. Raises ConfigError.
    """
    old = config.disk.read_if_there(FILE, ConfigError)
    known, found = _parse(old), dict.fromkeys(map(identity, findings))
    rows = {one: known[one] for one in standing(known, found, looked)}
    if reason is not None:
        rows = dict.fromkeys(found, _in_one_line(reason)) | rows
    if rows == known:
        return rows
    if not rows:
        config.disk.remove(FILE, ConfigError)
        return rows
    from i18n_pipeline.tables import render_rows

    table = render_rows([_COLUMNS, *sorted((*one, why) for one, why in rows.items())])
    if not config.disk.replace(FILE, old, table.encode(), ConfigError):
        what = say("was changed while this ran, and is left as it is; run again")
        raise ConfigError(what, file=FILE, line=1)
    return rows
