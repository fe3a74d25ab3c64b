"""A cache and a memory on one PostgreSQL server: nothing asked twice, nothing lost, no password told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote

import pytest
from conftest import Project
from moments import until
from postgres import PASSWORD, Postgres
from test_at_work import Service, command, environment

from i18n_pipeline import config
from i18n_pipeline.engines.running import shared
from i18n_pipeline.engines.running.shared import Shared
from i18n_pipeline.errors import ConfigError

pytestmark = pytest.mark.enable_socket
LONG = "我们选择了容器平台来管理全部的业务系统"


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    made = Postgres()
    try:
        made.set_up()
        if made.missing:
            pytest.skip(made.missing)
        yield made
    finally:
        made.close()


@pytest.fixture
def server(database: Postgres) -> Iterator[Postgres]:
    """A server that knows nothing yet; a test may stop it."""
    with database.connect() as connection:
        connection.execute("DROP TABLE IF EXISTS i18n_pipeline_answers, i18n_pipeline_reviewed")
    yield database
    try:
        database.connect().close()
    except Exception:
        database.start()


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service(0.02)
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def make(tmp_path: Path, server: Postgres) -> Callable[..., Project]:
    """Projects that share the server."""

    def made(name: str, settings: str = 'engine = "fake"\n') -> Project:
        project = Project(tmp_path / name)
        project.write("i18n.toml", f'cache = "{server.address()}"\n{settings}')
        return project

    return made


def service_settings(service: Service, workers: int = 4) -> str:
    return f'engine = "libre"\n[engines.libre]\nurl = "{service.url}"\nworkers = {workers}\n'


def page_of(project: Project, count: int) -> Project:
    project.page("a.md", "".join(f"k{number}: 第{number}条\n" for number in range(count)))
    project.ok("extract")
    return project


def start(project: Project, *more: str) -> subprocess.Popen[str]:
    line = [*command(project), "--json", *more]
    return subprocess.Popen(
        line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def count(server: Postgres, table: str) -> int:
    with server.connect() as connection:
        (row,) = connection.execute(f"SELECT count(*) FROM i18n_pipeline_{table}").fetchall()
    return row[0]


def test_two_processes_that_draft_at_once_ask_each_text_once(
    make: Callable[..., Project], service: Service, server: Postgres
) -> None:
    projects = [page_of(make(name, service_settings(service)), 60) for name in "ab"]
    running = [start(project) for project in projects]
    reports = [json.loads(process.communicate()[0]) for process in running]
    assert set(service.asked.values()) == {1}
    assert len(service.asked) == 60
    for project in projects:
        assert project.json("status")["targets"]["en"]["missing"] == 0
        assert not (project.root / ".i18n-cache/drafts.sqlite").exists()
    asked = [report.get("spent", {}).get("en", {}).get("texts", 0) for report in reports]
    assert sum(asked) == 60, "each run tells what it asked itself"
    third = page_of(make("c", service_settings(service)), 60)
    third.ok("draft")
    assert service.asked.total() == 60


def test_a_server_that_goes_away_while_drafting_costs_nothing(
    make: Callable[..., Project], service: Service, server: Postgres
) -> None:
    project = page_of(make("a", service_settings(service, 2)), 60)
    service.answers = threading.Semaphore(10)
    running = start(project)
    until(lambda: service.answered.total() == 10)
    server.stop()
    service.answers.release(1000)
    out, err = running.communicate()
    report = json.loads(out)
    assert (running.returncode, err) == (0, "")
    (warning,) = report["warnings"]
    assert (warning["path"], warning["rule"], warning["file"]) == ("", "cache-away", "i18n.toml")
    assert warning["message"].startswith("the shared cache is away (")
    assert "\n" not in warning["message"]
    assert project.json("status")["targets"]["en"]["missing"] == 0
    assert set(service.asked.values()) == {1}

    server.start()
    (project.root / "locale/en/LC_MESSAGES/a.po").unlink()
    project.ok("extract")
    project.ok("draft")
    assert count(server, "answers") == 60, "what was kept in the file is handed over"
    page_of(make("b", service_settings(service, 2)), 60).ok("draft")
    assert set(service.asked.values()) == {1}


def test_a_server_that_is_away_stops_no_draft(make: Callable[..., Project], server: Postgres) -> None:
    project = page_of(make("a"), 3)
    server.stop()
    result = project.ok("draft")
    lines = [line for line in result.stderr.splitlines() if "away" in line]
    assert len(lines) == 1
    assert lines[0].startswith("i18n.toml:1: warning: the shared cache is away (")
    assert project.json("status")["targets"]["en"]["missing"] == 0
    assert "cache-away" not in project.ok("sync").stderr, "nothing is left to draft"
    project.page("b.md", "t: 新的\n")
    assert project.ok("sync").stderr.count("cache-away") == 1


def test_what_costs_money_is_not_asked_while_it_may_be_in_the_cache(
    make: Callable[..., Project], server: Postgres
) -> None:
    project = page_of(make("a", 'engine = ["fake", "gloss"]\n[engines.fake]\nprice = 20\n'), 3)
    server.stop()
    result = project.run("draft")
    assert result.exit_code == 75
    assert "postponed: fake: not asked, it has a price and the shared cache is away (" in result.stderr
    assert project.json("status")["targets"]["en"]["missing"] == 3
    server.start()
    project.ok("draft")
    assert project.json("status")["targets"]["en"]["missing"] == 0


def test_what_is_drafted_again_is_asked_anew_and_after_a_kill_not_twice(
    make: Callable[..., Project], service: Service
) -> None:
    workers = 2
    project = page_of(make("a", service_settings(service, workers)), 30)
    project.ok("draft")
    service.asked.clear()
    running = start(project, "--again")
    until(lambda: service.asked.total() >= 15)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    project.ok("draft")  # which hands over what is kept here
    project.ok("draft", "--again")
    assert len(service.asked) == 30
    assert sum(times - 1 for times in service.asked.values()) <= workers
    service.asked.clear()
    project.ok("draft", "--again")
    assert service.asked.total() == 30


def test_killed_it_asks_no_answered_text_again(
    make: Callable[..., Project], service: Service, server: Postgres
) -> None:
    workers, kills = 4, 4
    project = page_of(make("a", service_settings(service, workers)), 120)
    for turn in range(kills):
        running = start(project)
        until(lambda turn=turn: service.answered.total() >= 20 * (turn + 1))
        running.send_signal(signal.SIGKILL)
        running.communicate()
    project.ok("draft")
    again = sum(times - 1 for times in service.asked.values())
    assert again <= kills * workers, "only what was on its way when a process died"
    assert project.json("status")["targets"]["en"]["missing"] == 0


HOSTILE = {
    "NUL \0 in it": "a\0b",
    "half a character \ud800": "\udfff",
    "'; DROP TABLE i18n_pipeline_answers; --": "%s %(x)s :x $1 \\ \\x00 {}",
    "\x1b[31m\u202e": "\r\n\t",
    "一" * 1_000_000: "x" * 1_000_000,
    "": "",
}


def test_hostile_texts_come_back(server: Postgres, tmp_path: Path) -> None:
    with closing(Shared(tmp_path / "f", server.address())) as cache:
        cache.put("scope", HOSTILE)
        cache.put("scope", {"NUL \0 in it": "changed"})
        found = cache.get("scope", [*HOSTILE, "unknown"])
        assert found == HOSTILE | {"NUL \0 in it": "changed"}
        assert cache.get("other", HOSTILE) == {}
        cache.remember("zh_CN", "en", HOSTILE)
        cache.remember("zh_CN", "en", {"NUL \0 in it": "changed"})
        del found[""]
        assert dict(cache.reviewed("zh_CN", "en")) == found
        assert cache.reviewed("zh_CN", "de") == []
        with server.connect() as connection:
            connection.execute("UPDATE i18n_pipeline_answers SET answer = '\\xff'")
            connection.execute("UPDATE i18n_pipeline_reviewed SET translation = '\\xff'")
        assert cache.get("scope", HOSTILE) == {}
        assert cache.reviewed("zh_CN", "en") == []
    assert not (tmp_path / "f").exists()


def test_writers_of_the_same_texts_do_not_hinder_each_other(server: Postgres, tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(300)]

    def write(number: int) -> None:
        with closing(Shared(tmp_path / "f", server.address())) as cache:
            for turn in range(5):
                ordered = texts if number % 2 else texts[::-1]
                cache.put("scope", dict.fromkeys(ordered, f"{number} {turn}"))
            assert not cache.away

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(Shared(tmp_path / "f", server.address())) as cache:
        found = cache.get("scope", texts)
    assert set(found) == set(texts)
    assert set(found.values()) <= {f"{number} 4" for number in range(4)}


def test_a_text_that_another_holds_is_waited_for_but_not_beyond_the_end(
    server: Postgres, tmp_path: Path
) -> None:
    caches = [Shared(tmp_path / "f", server.address()) for _ in range(2)]
    one, other = caches
    pauses: list[float] = []

    def pause(seconds: float) -> bool:
        pauses.append(seconds)
        if len(pauses) == 2:
            one.put("scope", {"a": "A"})
            holding.__exit__(None, None, None)
        return False

    holding = one.asking("scope", ["a", "b"], lambda seconds: False)
    assert holding.__enter__() == {}
    with other.asking("scope", ["c", "a"], pause) as known:
        assert known == {"a": "A"}
    assert len(pauses) == 2
    with one.asking("scope", ["b"], pause), other.asking("scope", ["b"], lambda seconds: True) as known:
        assert known == {}
    with (
        patch.object(shared, "_PATIENCE", 0.1),
        one.asking("scope", ["b"], pause),
        other.asking("scope", ["b"], lambda seconds: bool(time.sleep(0.05))) as known,
    ):
        assert known == {}, "a process that is stuck is not waited for"
    for cache in caches:
        cache.close()


def test_a_server_that_was_started_again_is_found_again(server: Postgres, tmp_path: Path) -> None:
    with closing(Shared(tmp_path / "f", server.address())) as cache:
        cache.put("scope", {"a": "A"})
        server.stop()
        server.start()
        cache.put("scope", {"b": "B"})
        assert (cache.get("scope", "ab"), cache.away) == ({"a": "A", "b": "B"}, "")


def test_what_a_project_had_in_its_file_is_handed_over(
    make: Callable[..., Project], server: Postgres
) -> None:
    project = make("a")
    settings = project.read("i18n.toml")
    project.write("i18n.toml", 'engine = "fake"\n')
    page_of(project, 5).ok("draft")
    project.write("i18n.toml", settings)
    project.page("b.md", "t: 新的\n")
    project.ok("extract")
    project.ok("draft")
    assert count(server, "answers") == 6


def test_a_dry_run_writes_nothing_there(make: Callable[..., Project], server: Postgres) -> None:
    project = page_of(make("a"), 3)
    assert project.json("draft", "--dry-run")["plan"]["en"]["texts"] == 3
    with server.connect() as connection:
        assert connection.execute("SELECT to_regclass('i18n_pipeline_answers')").fetchall() == [(None,)]


def test_what_people_reviewed_is_there_for_other_projects(make: Callable[..., Project]) -> None:
    one, other = make("a"), make("b")
    for project in (one, other):
        project.page("p.md", f"t: {LONG}\nu: 私有云\n")
        project.ok("extract")
    one.translate("p", {LONG: "We chose it.", "私有云": "Private"})
    other.translate("p", {"私有云": "Private cloud"})
    one.ok("sync")
    other.ok("sync")
    entry = other.entry("p", LONG)
    assert (entry.msgstr, entry.fuzzy) == ("We chose it.", True)
    assert entry.tcomment.startswith("drafted by memory of the shared cache (")

    other.page("q.md", "t: 私有云\n")
    other.ok("sync")
    entry = other.entry("q", "私有云")
    assert entry.msgstr == "Private cloud", "a project's own translations come first"
    assert "elsewhere also" not in entry.tcomment

    one.translate("p", {LONG: "We took it."})
    one.ok("sync")
    third = make("c")
    third.page("p.md", f"t: {LONG}\n")
    third.ok("extract")
    third.ok("draft")
    assert third.entry("p", LONG).msgstr == "We took it.", "the last that was reviewed holds"


def test_what_was_reviewed_while_the_server_was_away_is_told_later(
    make: Callable[..., Project], server: Postgres
) -> None:
    project = make("a")
    project.page("p.md", f"t: {LONG}\n")
    project.ok("sync")
    project.translate("p", {LONG: "We chose it."})
    server.stop()
    assert "cache-away" in project.ok("sync").stderr
    server.start()
    project.ok("sync")
    assert count(server, "reviewed") == 1


def test_an_unchanged_project_needs_no_server(make: Callable[..., Project], server: Postgres) -> None:
    project = page_of(make("a"), 3)
    project.ok("sync")
    server.stop()
    before = project.snapshot()
    assert "cache-away" not in project.ok("sync").stderr
    assert project.snapshot() == before


@pytest.mark.parametrize("right", [True, False])
def test_no_password_is_ever_told(project: Project, server: Postgres, right: bool) -> None:
    project.write("i18n.toml", 'cache = "env:I18N_CACHE"\nengine = "fake"\n')
    page_of(project, 3)
    password, worked = PASSWORD if right else f"{PASSWORD}!", 0
    for address, extra in (
        (server.address("guarded", password), {}),
        (server.address("guarded"), {"PGPASSWORD": password}),
        (server.address().replace("owner@", f"guarded:{password}@"), {}),  # : @ / % as they are
        (f"{server.address('guarded')}&password={quote(password)}", {}),
        (f"{server.address('guarded')}&nonsense={password}", {}),
    ):
        environment = {**os.environ, "I18N_CACHE": address, **extra, "I18N_PIPELINE_DEBUG": "1"}
        made = subprocess.run(
            [*command(project), "--json", "--dry-run"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        told = made.stdout + made.stderr
        assert "Traceback" not in told
        assert not any(part in told for part in ("sésame", "ss/w%", "w%rd", "@/postgres", "s%C3%A9same"))
        if not made.returncode:
            assert not json.loads(made.stdout)["warnings"]
            worked += 1
        else:
            assert made.returncode == 2
            assert made.stderr.startswith("error: the shared cache cannot be used: ")
            assert made.stderr.count("\n") == 1
    assert worked == (3 if right else 0)
    for file in project.root.rglob("*"):
        assert file.is_dir() or "sésame".encode() not in file.read_bytes()


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("postgresql://u:secret@host/db", "holds a password"),
        ("postgresql://u:sec#ret@host/db", "holds a password"),
        ("postgres://u:se/cret@host/db", "holds a password"),
        ("postgresql://u@host/db?sslmode=require&pass%77ord=secret", "holds a password"),
        ("mysql://secret", "must be postgresql://"),
        ("secret", "must be postgresql://"),
        ("env:SECRET SECRET", "must be postgresql://"),
        ("postgresql://secret\\u0000", "must be postgresql://"),
    ],
)
def test_what_i18n_toml_may_not_say(project: Project, where: str, why: str) -> None:
    project.write("i18n.toml", f'engine = "fake"\ncache = "{where}"\n')
    result = project.run("status")
    assert result.exit_code == 2
    assert result.stderr.startswith('error: i18n.toml:2: "cache" ')
    assert why in result.stderr
    assert "sec" not in result.stderr.lower().replace("second", "")


@pytest.mark.parametrize(
    "where", ["", "env:NAME", "postgresql://", "postgres://u@h1:5432,h2:5433/db?sslmode=verify-full"]
)
def test_what_it_may_say(tmp_path: Path, where: str) -> None:
    assert config.parse(f'cache = "{where}"', tmp_path).cache == where


@pytest.mark.parametrize("value", ["", "sqlite://secret"])
def test_a_variable_without_an_address(project: Project, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    project.write("i18n.toml", 'cache = "env:I18N_CACHE"\nengine = "fake"\n')
    page_of(project, 1)
    monkeypatch.setenv("I18N_CACHE", value)
    result = project.run("draft")
    assert result.exit_code == 2
    assert "the environment variable I18N_CACHE" in result.stderr
    assert "must hold an address, postgresql://…" in result.stderr
    assert "secret" not in result.stderr


def test_what_is_not_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "i18n_pipeline.engines.running.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(
        ConfigError, match=r"needs pip install 'psycopg\[binary\]>=3.1.8' 'SQLAlchemy>=2.0' \(sqlalchemy"
    ):
        Shared(tmp_path / "f", "postgresql://").get("scope", ["a"])


def test_nothing_of_it_is_imported_without_need() -> None:
    line = "import sys, i18n_pipeline.commands.sync; print({'sqlalchemy', 'psycopg', 'rapidfuzz'} & set(sys.modules))"
    made = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert made.stdout == "set()\n"
