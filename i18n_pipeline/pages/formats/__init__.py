"""Page formats: one small file each, found by its suffixes.

A format is a module of this folder with ``SUFFIXES`` and ``find_yaml(text) -> Span``: the part
of a page that is YAML. It raises PageError, with a line, when the page cannot be one of its kind.
It may have ``is_identifier(path) -> bool``: whether a field is one that sites are put together by; and
``HAS_BODY``, true where Markdown stands behind the YAML.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import listed, say
from i18n_pipeline.model import Path
from i18n_pipeline.regions import Span


@cache
def _formats() -> dict[str, Any]:
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def suffixes() -> tuple[str, ...]:
    """Every file name ending that can be a page."""
    return tuple(_formats())


def find_yaml(name: str, text: str) -> Span:
    """The part of the page ``name`` that is YAML."""
    found: Span = _of(name).find_yaml(text)
    return found


def is_identifier(name: str, path: Path) -> bool:
    """Whether the site that the page ``name`` is of is put together by what the field says."""
    asked = getattr(_of(name), "is_identifier", None)
    return asked is not None and asked(path)


def has_body(name: str) -> bool:
    """Whether Markdown stands behind the YAML of the page ``name``."""
    return getattr(_of(name), "HAS_BODY", False)


def is_mdx(name: str) -> bool:
    """Whether that Markdown has imports and expressions in it."""
    return name.lower().endswith(".mdx")


def _of(name: str) -> Any:
    for suffix, module in _formats().items():
        if name.lower().endswith(suffix):
            return module
    raise PageError(say("not a page: its name ends in none of {suffixes}", suffixes=listed(suffixes())))
