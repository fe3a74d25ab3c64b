"""Small tables that people keep in a project, as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import listed, say
from i18n_pipeline.text.conflict import CONFLICT, conflict_line


def read_table(raw: bytes, file: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not blank, as many cells as there are columns.

    Raises ConfigError, with file and line.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(say("not a CSV file in UTF-8; save it as UTF-8"), file=file, line=line) from error
    if conflict := conflict_line(text):
        raise ConfigError(CONFLICT, file=file, line=conflict)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    began = 1  # the row that is read
    try:
        if [name.strip() for name in next(reader, [])] != list(columns):
            raise ConfigError(
                say("its first line must be {columns}", columns=",".join(columns)), file=file, line=1
            )
        began = reader.line_num + 1
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
            began = reader.line_num + 1
    except csv.Error as error:
        what = say("not a CSV file: {error}", error=str(error))
        if str(error) == "unexpected end of data":
            what = say("not a CSV file: a quote opens in this row and is never closed")
        raise ConfigError(what, file=file, line=began) from error


def render_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows as they stand in such a file."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
