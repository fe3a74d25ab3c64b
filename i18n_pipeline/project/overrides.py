"""Values that a target has of its own: an English screenshot, another weight.

And texts that people translated otherwise in one place of a page than in another.

``locale/<target>/overrides.csv``, with the columns page, path, source and target: ``source`` is what
the source page said when the row was made, so that a later change there can be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Finding, Scalar, Severity
from i18n_pipeline.pages.typed import is_typed
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.manifest import path_of
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.tables import read_table, render_rows

_INDEX = re.compile(r"\[\d+\]|~\d+")
_OUTGROWN = say("look whether the row still holds, and bring its source up to date")
_ASTRAY = say("the row may be of another item and is left out; correct or delete it")
_COLUMNS = ("page", "path", "source", "target")


@dataclass(frozen=True, slots=True)
class Override:
    """One row; ``line`` is in the file."""

    page: str
    path: str
    source: str
    target: str
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about: a place may have had several values."""
        return self.page, self.path, self.source


def read_overrides(config: Config, target: Language) -> dict[str, list[Override]]:
    """The rows by page; none where there is no such file. Raises ConfigError."""
    file = layout.overrides_file(target)
    raw = config.disk.read_if_there(file, ConfigError)
    by_page: dict[str, list[Override]] = {}
    for line, (page, path, source, value) in read_table(raw, file, _COLUMNS) if raw is not None else ():
        rows = by_page.setdefault(page, [])
        twin = next((row for row in rows if (row.path, row.source) == (path, source)), None)
        if twin:
            what = say(
                "{path} of {page} stands here and in line {line}; delete one of the two",
                path=path,
                page=page,
                line=twin.line,
            )
            raise ConfigError(what, file=file, line=line)
        rows.append(Override(page, path, source, value, line))
    return by_page


def rows_of(config: Config, targets: Iterable[Language]) -> Callable[[Source], dict[str, list[Override]]]:
    """Tells the rows of each page, by target locale. Raises ConfigError."""
    known = {target.locale: read_overrides(config, target) for target in targets}
    return lambda source: {
        locale: pages[source.name] for locale, pages in known.items() if source.name in pages
    }


def write_overrides(config: Config, target: Language, rows: Iterable[Override]) -> None:
    """Write the file, sorted; delete it where there are no rows. Raises ConfigError."""
    file = layout.overrides_file(target)
    old = config.disk.read_if_there(file, ConfigError)
    cells = sorted((row.page, row.path, row.source, row.target) for row in rows)
    if cells:
        if not config.disk.replace(file, old, render_rows([_COLUMNS, *cells]).encode(), ConfigError):
            what = say("was changed while this ran, and is left as it is; run again")
            raise ConfigError(what, file=file, line=1)
    else:
        config.disk.remove(file, ConfigError)


def put_overrides(config: Config, target: Language, page: str, rows: Iterable[Override]) -> None:
    """Have these rows, and no others, of one page in the file. Raises ConfigError."""
    others = (row for name, known in read_overrides(config, target).items() if name != page for row in known)
    write_overrides(config, target, [*others, *rows])


def overriding(loaded: Loaded, rows: Iterable[Override]) -> dict[Scalar, str]:
    """What values of the page are to be said otherwise."""
    return {scalar: row.target for scalar, row in placed(loaded, rows).items()}


def placed(loaded: Loaded, rows: Iterable[Override]) -> dict[Scalar, Override]:
    """Which value each row is about: the one in its place that says what it said when the row was made,
    else the only one of its kind that says so: the items of a list move.

    Where none says so, the value in its place has changed; in a list it may as well be another item's.
    """
    rows = tuple(rows)
    if not rows:
        return {}
    values = {path_of(scalar.path): scalar for scalar in loaded.page.scalars}
    by_value = {
        values[row.path]: row for row in rows if row.path in values and _is_source_of(row, values[row.path])
    }
    for row in [row for row in rows if row not in by_value.values()]:
        free = {path: scalar for path, scalar in values.items() if scalar not in by_value}
        kind = _INDEX.sub("[]", row.path)
        like = [s for path, s in free.items() if _is_source_of(row, s) and _INDEX.sub("[]", path) == kind]
        if len(like) == 1:
            by_value[like[0]] = row
        elif row.path in free and kind == row.path:
            by_value[free[row.path]] = row
    return by_value


def rename(config: Config, target: Language, stem: str, page: str) -> None:
    """Give the rows of a page that was renamed its new name. Raises ConfigError."""
    pages = read_overrides(config, target)
    old = [row for name, rows in pages.items() if layout.stem_of(name) == stem for row in rows]
    taken = {(row.path, row.source) for row in pages.get(page, ())}
    moved = {row: replace(row, page=page) for row in old if (row.path, row.source) not in taken}
    if moved:
        every = [moved.get(row, row) for rows in pages.values() for row in rows]
        write_overrides(config, target, every)


def follow(config: Config, target: Language, former: str, loaded: Loaded, left: Loaded | None) -> bool:
    """Give a page the rows that were made for it under the name ``former``; whether there were any.

    ``left`` is the page of that name now; a row that holds there as well stays there too. Raises ConfigError.
    """
    pages, page = read_overrides(config, target), loaded.source.name
    rows, taken = pages.get(former, []), {row.path for row in pages.get(page, ())}
    ours = {row for scalar, row in placed(loaded, rows).items() if _is_source_of(row, scalar)}
    ours = {row for row in ours if row.path not in taken}
    theirs = (
        {row for scalar, row in placed(left, rows).items() if _is_source_of(row, scalar)} if left else set()
    )
    if ours:
        every = [row for found in pages.values() for row in found if row not in ours - theirs]
        write_overrides(config, target, [*every, *(replace(row, page=page) for row in ours)])
    return bool(ours)


def _is_source_of(row: Override, scalar: Scalar) -> bool:
    return row.source == scalar.value


def fits(source: Scalar, target: Scalar) -> bool:
    """Whether a value of a target page may stand in place of its source's: a string for a string or
    for nothing, a number, date or truth value for one.
    """
    if source.tag != target.tag:
        return False
    return is_typed(target) == is_typed(source) or not target.value


def doubts(loaded: Loaded, rows: Iterable[Override], target: Language) -> Iterator[Finding]:
    """A finding for each row that its page has outgrown."""
    rows = tuple(rows)
    known = {row: scalar for scalar, row in placed(loaded, rows).items()}
    values = {path_of(scalar.path): scalar for scalar in loaded.page.scalars}
    for row in rows:
        scalar = known.get(row) or values.get(row.path)
        if scalar is None:
            what = say(
                "{path} of {page} is no value that can be overridden; correct or delete the row",
                path=row.path,
                page=row.page,
            )
        elif not _is_source_of(row, scalar):
            what = say(
                "{path} of {page} was {before!r} and is {now!r} now; {do}",
                path=row.path,
                page=row.page,
                before=row.source,
                now=scalar.value,
                do=_OUTGROWN if row in known else _ASTRAY,
            )
        else:
            continue
        file = layout.overrides_file(target)
        yield Finding(row.page, file, row.line, "override", Severity.WARNING, what, target.locale, row.path)
