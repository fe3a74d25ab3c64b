"""Page formats: one small file each, found by its suffixes.

A format is a module of this folder with ``SUFFIXES`` and ``find_yaml(text) -> Span``: the part
of a page that is YAML. It raises PageError, with a line, when the page cannot be one of its kind.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import listed, say
from i18n_pipeline.model import Span


@cache
def _formats() -> dict[str, Callable[[str], Span]]:
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {suffix: module.find_yaml for module in modules for suffix in module.SUFFIXES}


def suffixes() -> tuple[str, ...]:
    """Every file name ending that can be a page."""
    return tuple(_formats())


def find_yaml(name: str, text: str) -> Span:
    """The part of the page ``name`` that is YAML."""
    for suffix, find in _formats().items():
        if name.lower().endswith(suffix):
            return find(text)
    raise PageError(say("not a page: its name ends in none of {suffixes}", suffixes=listed(suffixes())))
