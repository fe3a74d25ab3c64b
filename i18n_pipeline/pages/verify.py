"""Hold a merged page against its source: same tree, and every translation read back exactly.

libyaml reads every merged page. ruamel.yaml, the second and independent reader, is some eighty
times slower, and is asked only where libyaml's word is not enough. Why that is enough:

* ``encode`` writes each translation as one complete token out of an alphabet on which YAML 1.1
  and 1.2 have the same grammar, so it means the same to both readers wherever a value may stand.
* All other bytes are the source's. The readers have been found to differ on tokens only in the
  constructs that ``disputed`` knows; a page with none of them outside of its texts reads alike, a
  page with any is given to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

import yaml

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Page
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.disputed import is_disputed
from i18n_pipeline.pages.events import read_events, summaries, summarize
from i18n_pipeline.pages.typed import NON_SPECIFIC

_CORE_SCHEMA = re.compile(  # YAML 1.2.2, chapter 10.3.2
    r"~?|null|Null|NULL|true|True|TRUE|false|False|FALSE|0o[0-7]+|0x[\da-fA-F]+"
    r"|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def verify(page: Page, merged: str, values: Mapping[int, str]) -> None:
    """Check ``merged`` (without byte order mark) against the page it was made from.

    ``values`` are the strings that were put in, by the index of their event in ``page.events``.
    Raises PageError where a reader would see anything else than that.
    """
    region = formats.find_yaml(page.name, merged)
    source = merged[region.start : region.end]
    _require_possible(page, values)
    around = (page.text[: page.yaml.start], page.text[page.yaml.end :])
    if (merged[: region.start], merged[region.end :]) != around:
        raise _broken(page, 0, say("the text around its YAML would change"))
    try:
        events = list(read_events(source))
    except yaml.YAMLError as error:
        what = say("libyaml cannot read the result ({error})", error=_problem(error))
        raise _broken(page, 0, what) from error
    _compare(page, values, summaries(events), "libyaml")
    if is_disputed(source, events):
        _compare(page, values, list(map(summarize, _second_reader(page, source))), "ruamel.yaml")


def require_agreement(page: Page) -> None:
    """Raise PageError where ruamel.yaml reads a source page otherwise than libyaml, or not at all."""
    source = page.text[page.yaml.start : page.yaml.end]
    if not is_disputed(source):
        return
    seen = []
    try:
        seen = [summarize(event) for event in _second_reader(page, source)]
    except PageError as error:
        raise PageError(
            say("{message}; rewrite what stands there", message=error.message),
            file=page.file,
            line=error.line,
        ) from error
    if seen != list(page.events):
        at = next(i for i, (one, other) in enumerate(zip_longest(page.events, seen)) if one != other)
        what = say("YAML 1.1 and 1.2 readers read this differently; put the value in quotes on one line")
        raise PageError(what, file=page.file, line=_line_of(page, at))


def _require_possible(page: Page, values: Mapping[int, str]) -> None:
    """Raise PageError where a value cannot be said in its place, however it is written."""
    for index, value in values.items():
        event: Any = page.events[index]
        if index in page.keys:
            what = say("the value here is a key elsewhere, through an alias; write that key out")
            raise _broken(page, index, what)
        if event[2] == NON_SPECIFIC and _is_typed(value) and not _is_typed(event[0]):
            what = say(
                "some readers take {value} for no string behind the tag !; write !!str there",
                value=repr(value),
            )
            raise _broken(page, index, what)


def _compare(page: Page, values: Mapping[int, str], events: list[object], reader: str) -> None:
    expected: list[Any] = list(page.events)
    for index, value in values.items():
        source, anchor, tag, plain = expected[index]
        event: Any = events[index] if index < len(events) else None
        if event in ((value, anchor, tag, False), (value, anchor, tag, True)) and (
            tag or not (event[3] and _is_typed(value)) or not value or (plain and _is_typed(source))
        ):
            expected[index] = event
        else:
            expected[index] = (value, anchor, tag, False)
    if expected == events:
        return
    for index, (meant, seen) in enumerate(zip_longest(expected, events)):
        if meant != seen:
            what = say(
                "{reader} would read {seen} where {meant} is meant",
                reader=reader,
                seen=_show(seen),
                meant=_show(meant),
            )
            raise _broken(page, index, what)


def _is_typed(value: str) -> bool:
    """Whether a reader of YAML 1.1 or 1.2 takes this plain scalar for another type than a string."""
    resolvers = yaml.CSafeLoader.yaml_implicit_resolvers
    candidates = resolvers.get(value[:1], []) + resolvers.get(None, [])
    return _CORE_SCHEMA.fullmatch(value) is not None or any(p.match(value) for _, p in candidates)


def _second_reader(page: Page, source: str) -> Iterator[Any]:
    """ruamel.yaml's events; raises PageError."""
    from ruamel.yaml import YAML  # slow to import, seldom needed
    from ruamel.yaml.error import YAMLError

    try:
        yield from YAML(typ="safe", pure=True).parse(source)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        before = page.text[: page.yaml.start]
        line = mark.line + 1 + before.count("\n") if mark else 1
        what = say("a YAML 1.2 reader refuses it ({error})", error=_problem(error))
        raise PageError(what, file=page.file, line=line) from error


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).replace("\n", " ")


def _show(event: object) -> str:
    return repr(event[0] if isinstance(event, tuple) else event)


def _broken(page: Page, event: int, what: str) -> PageError:
    return PageError(say("not merged, {what}", what=what), file=page.file, line=_line_of(page, event))


def _line_of(page: Page, event: int) -> int:
    return next((scalar.line for scalar in page.scalars if scalar.event >= event), 1)
