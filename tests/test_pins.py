"""constraints.txt: one version of everything that ``make run`` and ``make test`` install, on every Python."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
MADE_OF = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = MADE_OF["project"]
ASKED = [
    PROJECT["dependencies"],
    *PROJECT["optional-dependencies"].values(),
    MADE_OF["build-system"]["requires"],
]
OWN = canonicalize_name(PROJECT["name"])
LINES = [
    line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.lstrip().startswith("#")
]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def environment(python: str) -> dict[str, str]:
    """What markers see on the newest release of a Python."""
    return {**default_environment(), "python_version": python, "python_full_version": f"{python}.99"}


def applying(lines: list[str], seen: dict[str, str]) -> Iterator[Requirement]:
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(seen):
            yield requirement


def pins(seen: dict[str, str]) -> dict[str, str]:
    """Each name with its version; asserts that it has one."""
    found: dict[str, str] = {}
    for pin in applying(LINES, seen):
        [wanted] = pin.specifier
        name = canonicalize_name(pin.name)
        assert wanted.operator == "=="
        assert found.setdefault(name, wanted.version) == wanted.version
    return found


def test_nothing_but_names_versions_and_markers_stands_there() -> None:
    for line in LINES:
        assert re.fullmatch(r"[\w.-]+==[\w.!+]+( ; [\w.=<>!'() ]+)?", line), line
    assert "//" not in (ROOT / "constraints.txt").read_text()


@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_has_a_pin_in_its_range(python: str) -> None:
    seen = environment(python)
    pinned = pins(seen)
    for requirement in applying([*chain(*ASKED)], seen):
        name = canonicalize_name(requirement.name)
        assert name == OWN or requirement.specifier.contains(pinned[name]), f"{requirement}: run make pins"


def test_all_that_is_installed_is_pinned() -> None:
    if not (Path(sys.prefix) == ROOT / ".venv" and (ROOT / ".venv/.test").exists()):
        pytest.skip("this environment is not the one that make test installs")
    installed = {canonicalize_name(found.name): found.version for found in metadata.distributions()}
    for own in (OWN, "pip"):  # pip is Python's own
        installed.pop(own)
    pinned = pins(dict(default_environment()))
    loose = {name: version for name, version in installed.items() if pinned.get(name) != version}
    assert loose == {}, "run make pins where pyproject.toml was changed, else make clean"
