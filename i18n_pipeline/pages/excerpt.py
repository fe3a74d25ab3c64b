"""Some values of a page as YAML that people can paste: under their keys, in the words of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from textwrap import dedent

from i18n_pipeline.errors import PageError
from i18n_pipeline.model import Page, Path, Scalar
from i18n_pipeline.pages.parse import parse_page

_LINE_END = re.compile(r"\r\n|\r|\n")
_Literal = tuple[Path, list[str]]


def excerpt(page: Page, scalars: Sequence[Scalar]) -> str:
    """YAML that says what these values say, from the root of the page; in quotes where nothing else does."""
    for literal in (_as_written(page), _quoted):
        text = "\n".join(_lines([(scalar.path, literal(scalar)) for scalar in scalars], 0))
        if _values(text) == [scalar.value for scalar in scalars]:
            break
    return text


def _as_written(page: Page) -> Callable[[Scalar], list[str]]:
    def literal(scalar: Scalar) -> list[str]:
        first, *rest = _LINE_END.split(page.text[scalar.span.start : scalar.span.end].rstrip())
        return [first, *dedent("\n".join(rest)).split("\n")] if rest else [first]

    return literal


def _quoted(scalar: Scalar) -> list[str]:
    return [json.dumps(scalar.value, ensure_ascii=False)]


def _values(text: str) -> list[str]:
    try:
        return [scalar.value for scalar in parse_page(f"{text}\n".encode(), name="a.yaml", file="").scalars]
    except (PageError, UnicodeEncodeError):
        return []


def _lines(literals: Sequence[_Literal], depth: int) -> Iterator[str]:
    for step, items in groupby(literals, key=lambda item: item[0][depth] if item[0][depth:] else ""):
        inside = list(items)
        (path, literal), *more = inside
        is_value = not more and len(path) <= depth + 1
        first, *rest = literal if is_value else _lines(inside, depth + 1)
        if isinstance(step, int):
            yield f"- {first}".rstrip()
        elif is_value:
            yield f"{step}: {first}".rstrip()
        else:
            yield f"{step}:"
            rest = [first, *rest]
        yield from (f"  {line}".rstrip() for line in rest)
