"""Where the tree of a target page differs from its source's."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Page, Path, Scalar, show_path
from i18n_pipeline.pages.typed import looks_typed


def differences(source: Page, target: Page) -> Iterator[tuple[int, Path, Notice]]:
    """Line in ``target``, path and what differs there. Values that are both strings may differ."""
    here = {scalar.path: scalar for scalar in source.scalars}
    there = {scalar.path: scalar for scalar in target.scalars}
    for path, scalar in there.items():
        if path not in here:
            yield scalar.line, path, say("{path} is not in the source", path=show_path(path))
        elif _type(scalar) != _type(here[path]):
            values = {"path": show_path(path), "type": _type(scalar), "other": _type(here[path])}
            yield scalar.line, path, say("{path} is {type} but {other} in the source", **values)
    line = 1
    for path in here:
        if path in there:
            line = there[path].line
        else:
            yield line, path, say("{path} is missing", path=show_path(path))
    if [path for path in here if path in there] != [path for path in there if path in here]:
        yield 1, (), say("its keys stand in another order than the source's")


def _type(scalar: Scalar) -> Notice:
    if scalar.tag:
        return say("tagged {tag}", tag=scalar.tag)
    if scalar.style == "" and not scalar.value:
        return say("empty")
    typed = scalar.style == "" and looks_typed(scalar.value)
    return say("not a string") if typed else say("a string")
