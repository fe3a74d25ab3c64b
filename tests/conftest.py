"""A project in a temporary folder, and the command line run on it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from i18n_pipeline.cli import cli

settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
# CI must not fail for a discovery; whoever runs the tests by hand goes on hunting.
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

# Whoever runs the tests, the tool speaks English in them and has no model, unless a test says otherwise.
os.environ.update(LANGUAGE="en", XDG_CACHE_HOME=os.path.join(tempfile.gettempdir(), "no-models"))

# A shell starts what runs in the background deaf to Ctrl-C, and so would be all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "content"


@dataclass
class Project:
    """A project on disk; every path is relative to its root."""

    root: Path

    def write(self, file: str, content: str | bytes) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, file: str) -> str:
        return (self.root / file).read_bytes().decode()

    def page(self, name: str, yaml: str, body: str = "") -> None:
        """A source page with front matter."""
        self.write(f"content/zh/{name}", f"---\n{yaml}---\n{body}")

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(cli, [arguments[0], "--root", str(self.root), *arguments[1:]])

    def ok(self, *arguments: str) -> Result:
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json").stdout)

    def po(self, name: str, target: str = "en") -> polib.POFile:
        return polib.pofile(str(self.root / f"locale/{target}/LC_MESSAGES/{name}.po"), wrapwidth=0)

    def entry(self, name: str, msgid: str, target: str = "en") -> polib.POEntry:
        found = [entry for entry in self.po(name, target) if entry.msgid == msgid]
        assert len(found) == 1, f"{msgid} stands {len(found)} times in {name}.po"
        return found[0]

    def translate(self, name: str, texts: dict[str, str], target: str = "en", fuzzy: bool = False) -> None:
        """Do a translator's work in the PO file."""
        po = self.po(name, target)
        for entry in po:
            if entry.msgid in texts and not entry.obsolete:
                entry.msgstr = texts[entry.msgid]
                entry.flags = ["fuzzy"] if fuzzy else [flag for flag in entry.flags if flag != "fuzzy"]
        po.save(newline="\n")

    def snapshot(self) -> dict[str, tuple[int, bytes]]:
        """Every file with its time of change and its content; not those of the machine alone."""
        own = self.root / ".i18n-cache"
        found = (path for path in self.root.rglob("*") if path.is_file() and own not in path.parents)
        return {
            path.relative_to(self.root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in found
        }


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def sample(project: Project) -> Project:
    """The sample pages of this repository, with their catalogs."""
    for folder in ("content", "locale"):
        shutil.copytree(ROOT / folder, project.root / folder)
    shutil.copy(ROOT / "i18n.toml", project.root)
    return project


@pytest.fixture
def corpus() -> Path:
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real pages is not beside this checkout")
    return CORPUS
