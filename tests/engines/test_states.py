"""What is said, and with which exit code, of an engine that is away, slow, or lacks something: a table in the docs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from conftest import ROOT, Project
from loopback import Reply, Server, as_json

from i18n_pipeline.engines.running.runner import Pace
from i18n_pipeline.runs import links

pytestmark = pytest.mark.enable_socket
DOCUMENT = ROOT / "docs/engines.md"
BEGIN, END = "<!-- Written by tests/engines/test_states.py -->\n", "<!-- to here -->\n"
HEAD = "| an engine that is | alone: exit code | and message | before another | and message |\n|---|---|---|---|---|\n"

Setting = Callable[[Server, Path, pytest.MonkeyPatch], str]


def url_of(server: Server, *replies: Reply) -> str:
    server.answer(*replies)
    return server.url


def no_key(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    return ""


def no_package(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setitem(sys.modules, "openai", None)
    return ""


def wrong_key(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    patch.setenv("DEEPL_API_KEY", "a-key:fx")
    return f'server_url = "{url_of(server, Reply(status=403))}"'


def no_model(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    pytest.importorskip("fxtranslate")
    return f'models = "{folder}"'


def away(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    return 'url = "http://127.0.0.1:9/"'


def slow(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    return f'url = "{url_of(server, Reply(hang=True))}"\ntimeout = 0.2'


def quota(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    return f'url = "{url_of(server, as_json({"quotaFinished": True}))}"'


def too_many(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    return f'url = "{url_of(server, Reply(status=429, headers={"Retry-After": "86400"}))}"'


def out_of_order(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    return f'url = "{url_of(server, Reply(status=503))}"'


def nowhere(server: Server, folder: Path, patch: pytest.MonkeyPatch) -> str:
    return f'url = "{url_of(server, Reply(status=404))}"'


#: How it is called, an engine that may be so, and whether that passes.
STATES: dict[str, tuple[str, Setting, bool]] = {
    "away": ("google", away, True),
    "slow": ("google", slow, True),
    "out of order": ("libre", out_of_order, True),
    "asked too often": ("google", too_many, True),
    "at the end of its quota": ("mymemory", quota, True),
    "without a key": ("openai", no_key, False),
    "refused by its key": ("deepl", wrong_key, False),
    "without a model": ("firefox", no_model, False),
    "not installed": ("openai", no_package, False),
    "at another address": ("libre", nowhere, False),
    "of other languages": ("gloss", no_key, False),
}


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        yield made


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "Pace", partial(Pace, backoff=0.001))
    for name in [name for name in os.environ if re.match("OPENAI_|DEEPL_|LIBRE_|I18N_PIPELINE_", name)]:
        monkeypatch.delenv(name)


def drafted(project: Project, engines: str, target: str, options: str) -> tuple[Result, str]:
    """What draft says and does with these engines for one text, and the text's draft."""
    project.write("i18n.toml", f"engine = {engines}\n[targets.{target}]\n{options}\n")
    project.page("a.md", "title: 案例\n")
    project.ok("extract")
    return project.run("draft"), project.entry("a", "案例", target).msgstr


def row(state: str, *results: Result) -> str:
    cells = [state]
    for result in results:
        line = re.sub(r"\S*127\.0\.0\.1:\d+\S*", "…", result.stderr.strip())
        cells += [str(result.exit_code), f"`{line}`" if line else "–"]
    return f"| {' | '.join(cells)} |"


def recorded(state: str, line: str) -> None:
    """Put a row into the document."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    rows = {old.split(" | ")[0].removeprefix("| "): old for old in table.splitlines()[2:]} | {state: line}
    table = "".join(f"{rows[name]}\n" for name in STATES if name in rows)
    DOCUMENT.write_text(f"{before}{BEGIN}{HEAD}{table}{END}{after}", "utf-8")


@pytest.mark.parametrize("state", STATES)
def test_each_state_of_an_engine_has_its_line_and_its_exit_code(
    tmp_path: Path, server: Server, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, setting, passes = STATES[state]
    options = f"[engines.{name}]\n{setting(server, tmp_path, monkeypatch)}"
    target, other = ("ja", "fake") if name == "gloss" else ("en", "gloss")
    alone, draft = drafted(Project(tmp_path / "alone"), f'"{name}"', target, options)
    assert (alone.exit_code, draft) == (75 if passes else 2, "")
    chained, draft = drafted(Project(tmp_path / "chained"), f'["{name}", "{other}"]', target, options)
    assert (chained.exit_code, bool(draft)) == (75 if passes else 0, True)
    assert [len(result.stderr.splitlines()) for result in (alone, chained)] == [
        1,
        int(name != other != "fake"),
    ]
    line = row(state, alone, chained)
    if os.environ.get("RECORD_CASES") == "1":
        recorded(state, line)
    assert line in DOCUMENT.read_text("utf-8").splitlines()
