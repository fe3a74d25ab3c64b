"""Values that a target has of its own and that are no text: an English screenshot, another weight.

``locale/<target>/overrides.csv``, with the columns page, path, source and target: ``source`` is what
the source page said when the row was made, so that a later change there can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from i18n_pipeline import files
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.model import Finding, Scalar, Severity
from i18n_pipeline.pages.encode import is_typed
from i18n_pipeline.project import layout
from i18n_pipeline.project.record import path_of
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.tables import read_table, render_rows

_COLUMNS = ("page", "path", "source", "target")


@dataclass(frozen=True, slots=True)
class Override:
    """One row; ``line`` is in the file."""

    page: str
    path: str
    source: str
    target: str
    line: int = field(default=0, compare=False)


def read_overrides(config: Config, target: Language) -> dict[str, list[Override]]:
    """The rows by page; none where there is no such file. Raises ConfigError."""
    file = layout.overrides_file(target)
    raw = files.read_if_there(config.root, file, ConfigError)
    found: dict[str, list[Override]] = {}
    for line, (page, path, source, value) in read_table(raw, file, _COLUMNS) if raw is not None else ():
        found.setdefault(page, []).append(Override(page, path, source, value, line))
    return found


def write_overrides(config: Config, target: Language, rows: Iterable[Override]) -> None:
    """Write the file, sorted; delete it where there are no rows. Raises ConfigError."""
    file = layout.overrides_file(target)
    cells = sorted((row.page, row.path, row.source, row.target) for row in rows)
    if cells:
        files.write(config.root, file, render_rows([_COLUMNS, *cells]).encode(), ConfigError)
    else:
        files.remove(config.root, file, ConfigError)


def overriding(loaded: Loaded, rows: Iterable[Override]) -> dict[Scalar, str]:
    """What values of the page are to be said otherwise."""
    wanted = {row.path: row.target for row in rows}
    if not wanted:
        return {}
    texts = {unit.scalar for unit in loaded.units}
    return {
        scalar: wanted[path]
        for scalar in loaded.page.scalars
        if (path := path_of(scalar.path)) in wanted and scalar not in texts
    }


def fits(source: Scalar, target: Scalar) -> bool:
    """Whether a value of a target page may stand in place of its source's: a string for a string or
    for nothing, a number, date or truth value for one.
    """
    if source.tag != target.tag:
        return False
    return is_typed(target) == is_typed(source) or not target.value


def doubts(loaded: Loaded, rows: Iterable[Override], target: Language) -> Iterator[Finding]:
    """A finding for each row that its page has outgrown."""
    texts = {unit.scalar for unit in loaded.units}
    values = {path_of(scalar.path): scalar for scalar in loaded.page.scalars}
    for row in rows:
        scalar = values.get(row.path)
        if scalar is None or scalar in texts:
            what = f"{row.path} of {row.page} is no value that can be overridden; correct or delete the row"
        elif scalar.value != row.source:
            what = (
                f"{row.path} of {row.page} was {row.source!r} and is {scalar.value!r} now; "
                "look whether the row still holds, and bring its source up to date"
            )
        else:
            continue
        file = layout.overrides_file(target)
        yield Finding(row.page, file, row.line, "override", Severity.WARNING, what, target.locale, row.path)
