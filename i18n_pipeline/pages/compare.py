"""Where the tree of a target page differs from its source's."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.model import Page, Path, Scalar, show_path
from i18n_pipeline.pages.encode import looks_typed


def differences(source: Page, target: Page) -> Iterator[tuple[int, Path, str]]:
    """Line in ``target``, path and what differs there. Values that are both strings may differ."""
    here = {scalar.path: scalar for scalar in source.scalars}
    there = {scalar.path: scalar for scalar in target.scalars}
    for path, scalar in there.items():
        if path not in here:
            yield scalar.line, path, f"{show_path(path)} is not in the source"
        elif _type(scalar) != _type(here[path]):
            yield (
                scalar.line,
                path,
                f"{show_path(path)} is {_type(scalar)} but {_type(here[path])} in the source",
            )
    line = 1
    for path in here:
        if path in there:
            line = there[path].line
        else:
            yield line, path, f"{show_path(path)} is missing"
    if [path for path in here if path in there] != [path for path in there if path in here]:
        yield 1, (), "its keys stand in another order than the source's"


def _type(scalar: Scalar) -> str:
    if scalar.tag:
        return f"tagged {scalar.tag}"
    if scalar.style == "" and not scalar.value:
        return "empty"
    return "not a string" if scalar.style == "" and looks_typed(scalar.value) else "a string"
