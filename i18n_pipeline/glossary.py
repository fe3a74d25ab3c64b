"""glossary.csv: the terms of a project."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.model import Term

_COLUMNS = ["source", "target", "note"]


def parse_glossary(raw: bytes, file: str) -> tuple[Term, ...]:
    """The rows of a glossary with the columns source, target and note.

    An empty target means: keep the source as it is. Raises ConfigError, with file and line.
    """
    terms: dict[str, Term] = {}
    try:
        reader = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        if [name.strip() for name in next(reader, [])] != _COLUMNS:
            raise ConfigError(f"its first line must be {','.join(_COLUMNS)}", file=file, line=1)
        for row in reader:
            source, target, note = (cell.strip() for cell in (*row, "", "", "")[:3])
            if not any((source, target, note)):
                continue
            if not source or len(row) > len(_COLUMNS):
                what = "a row is a source, a target and a note; put a cell with commas in quotes"
                raise ConfigError(what, file=file, line=reader.line_num)
            if terms.setdefault(source, Term(source, target, note)).target != target:
                what = f'{source} has two translations, "{terms[source].target}" and "{target}"; keep one'
                raise ConfigError(what, file=file, line=reader.line_num)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"not a CSV file in UTF-8: {error}", file=file) from error
    return tuple(terms.values())


def render_glossary(terms: Iterable[Term]) -> str:
    """Rows as they stand in a glossary, without its first line."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(
        (term.source, term.target, term.note) for term in terms
    )
    return written.getvalue()


def terms_in(text: str, terms: Mapping[str, Term]) -> list[Term]:
    """The terms that stand in a text, longest match first, none inside another."""
    found: dict[str, Term] = {}
    longest = max(map(len, terms), default=0)
    position = 0
    while position < len(text):
        for length in range(min(longest, len(text) - position), 0, -1):
            term = terms.get(text[position : position + length])
            if term:
                found.setdefault(term.source, term)
                position += length
                break
        else:
            position += 1
    return list(found.values())
