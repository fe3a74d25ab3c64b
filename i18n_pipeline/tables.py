"""Small tables that people keep in a project, as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import listed, say


def read_table(raw: bytes, file: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not blank, as many cells as there are columns.

    Raises ConfigError, with file and line.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(say("not a CSV file in UTF-8; save it as UTF-8"), file=file, line=line) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if [name.strip() for name in next(reader, [])] != list(columns):
            raise ConfigError(
                say("its first line must be {columns}", columns=",".join(columns)), file=file, line=1
            )
        for row in reader:
            if len(row) > len(columns):
                what = say(
                    "a row has {n} cells ({columns}); put one with commas in quotes",
                    n=len(columns),
                    columns=listed(columns),
                )
                raise ConfigError(what, file=file, line=reader.line_num)
            cells = row + [""] * (len(columns) - len(row))
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise ConfigError(
            say("not a CSV file: {error}", error=str(error)), file=file, line=reader.line_num
        ) from error


def render_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows as they stand in such a file."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
