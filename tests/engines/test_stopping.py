"""Every wait has an end, and whoever asks to stop is heard: by servers that trickle, freeze or never begin."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
from conftest import Project
from postgres import Postgres

from tests.moments import until

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX"),
]
HOURS = 3600  # a deadline that no test waits for
STOPPED = "stopped: what was done is saved, run again to go on\n"
INTERRUPTED = "postponed: interrupted; what was drafted is saved, run again to go on\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
#: What a server says at once, and what it says then, a byte now and then, for ever.
TRICKLES = {
    "nothing": (b"", b""),
    "status": (b"", b"HTTP/1.1 200 O" + b"K" * 30_000),
    "headers": (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": (b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999999\r\n\r\n"', b"x"),
    "endless body": (b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"', b"x"),
    "chunks": (CHUNKED, b"1\r\nx\r\n"),
    "chunk extensions": (CHUNKED + b"1", b";x"),
    "trailers": (CHUNKED + b"0\r\n", b"X-T: x\r\n"),
    "error": (b"HTTP/1.1 503 Busy\r\nContent-Length: 9999999\r\n\r\n", b"x"),
    "redirect": (b"HTTP/1.1 307 There\r\nLocation: /\r\nContent-Length: 9999999\r\n\r\n", b"x"),
}
ENGINES = {
    "libre": 'url = "{url}"\n',
    "google": 'url = "{url}"\n',
    "mymemory": 'url = "{url}"\n',
    "baidu": 'url = "{url}"\n',
    "openai": 'base_url = "{url}"\n',
    "deepl": 'server_url = "{url}"\n',
}
KEYS = dict.fromkeys(("BAIDU_APPID", "BAIDU_APPKEY", "OPENAI_API_KEY", "DEEPL_API_KEY"), "k")


class Trickling:
    """A server that answers each connection so, as fast as nobody is tired of waiting."""

    def __init__(self, kind: str) -> None:
        self.first, self.then = TRICKLES[kind]
        self.asked = threading.Event()
        self.over = threading.Event()
        self.cut = threading.Semaphore(0)  # connections that the other side has ended
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}/"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self.answer, args=self.listening.accept()[:1], daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            connection.sendall(self.first)
            self.asked.set()
            at = 0
            while not self.over.wait(0.02):
                if self.then:
                    connection.sendall(self.then[at : at + 1])
                    at = (at + 1) % len(self.then)
                else:
                    connection.setblocking(False)
                    with suppress(BlockingIOError):
                        if not connection.recv(65536):  # what is left of the question, then the end
                            break
        self.cut.release()

    def close(self) -> None:
        self.over.set()
        self.listening.close()


@pytest.fixture
def trickling() -> Iterator[Callable[[str], Trickling]]:
    made: list[Trickling] = []

    def make(kind: str) -> Trickling:
        made.append(Trickling(kind))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def site(project: Project) -> Project:
    project.page("a.md", "title: 标题\nmore: 更多内容\n")
    project.ok("extract")
    return project


def ask(project: Project, engine: str, url: str, timeout: float, more: str = "") -> None:
    options = ENGINES[engine].format(url=url)
    project.write(
        "i18n.toml", f'engine = "{engine}"\n[engines.{engine}]\n{options}timeout = {timeout}\n{more}'
    )


def start(project: Project, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "i18n_pipeline", arguments[0], "--root", str(project.root), *arguments[1:]]
    return subprocess.Popen(
        line, env={**os.environ, **KEYS, "NO_PROXY": "*", **environment},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def is_free(project: Project) -> bool:
    """Whether no run holds the project."""
    with open(project.root / ".i18n-cache/lock", "wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def stop(running: subprocess.Popen[str], number: int, limit: float = 60) -> tuple[int, str]:
    """Exit code and stderr after a signal. Two seconds are promised; a busy machine has thirty times that."""
    running.send_signal(number)
    try:
        _, stderr = running.communicate(timeout=limit)
    finally:
        running.kill()
    return running.returncode, stderr


@pytest.mark.parametrize("kind", TRICKLES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_request_as_a_whole_has_a_deadline(
    site: Project,
    trickling: Callable[[str], Trickling],
    engine: str,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from i18n_pipeline.engines.base import Request, Settings
    from i18n_pipeline.engines.registry import create
    from i18n_pipeline.errors import TemporaryEngineError

    for name, value in {**KEYS, "NO_PROXY": "*"}.items():
        monkeypatch.setenv(name, value)
    server = trickling(kind)
    option = ENGINES[engine].partition(" ")[0]
    made = create(engine, Settings("zh_CN", "en", (), {option: server.url, "timeout": 0.5}))
    found: list[BaseException] = []

    def ask_it() -> None:
        try:
            made.translate([Request("标题")])
        except TemporaryEngineError as error:
            found.append(error)

    asking = threading.Thread(target=ask_it, daemon=True)
    asking.start()
    asking.join(60)
    assert list(map(str, found)) == [f"{engine} did not answer in 0.5 s"]
    assert server.cut.acquire(timeout=20), "no thread goes on reading it"


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    from i18n_pipeline.engines.remote.session import Session
    from i18n_pipeline.errors import TemporaryEngineError

    monkeypatch.setenv("NO_PROXY", "*")
    sent = 0

    def serve() -> None:
        nonlocal sent
        with listening.accept()[0] as connection, suppress(OSError):
            connection.recv(65536)
            connection.sendall(CHUNKED + b"1;")
            while True:
                connection.sendall(b"x" * 2**16)
                sent += 2**16

    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with Session("x", HOURS) as session, pytest.raises(TemporaryEngineError, match="cannot be reached"):
            session.get(url)
        serving.join(60)
    assert 0 < sent < 2**26


@pytest.mark.parametrize("engine", ENGINES)
def test_a_server_that_trickles_postpones_the_run(
    site: Project, trickling: Callable[[str], Trickling], engine: str
) -> None:
    ask(site, engine, trickling("body").url, 0.3)
    _, err = start(site, "draft").communicate(timeout=100)
    assert err == (
        f"postponed: {engine} did not answer in 0.3 s; 2 texts wait for it; "
        "what was drafted is saved, run again to go on\n"
    )
    assert is_free(site)
    assert site.read("i18n.toml")


@pytest.mark.parametrize(
    ("engine", "kind", "number"),
    [("libre", kind, signal.SIGTERM) for kind in TRICKLES]
    + [(engine, "body", signal.SIGINT) for engine in ENGINES],
)
def test_a_request_on_its_way_does_not_hold_a_stop_up(
    site: Project, trickling: Callable[[str], Trickling], engine: str, kind: str, number: int
) -> None:
    server = trickling(kind)
    ask(site, engine, server.url, HOURS)
    running = start(site, "draft")
    assert server.asked.wait(60)
    assert stop(running, number) == (75, INTERRUPTED)
    assert is_free(site)


def test_what_came_before_is_saved(site: Project, trickling: Callable[[str], Trickling]) -> None:
    server = trickling("body")
    ask(site, "libre", server.url, HOURS)
    site.write("locale/en/glossary.csv", "source,target,note\n标题,Title,\n")
    running = start(site, "sync")
    assert server.asked.wait(60)
    assert stop(running, signal.SIGTERM) == (75, STOPPED)
    assert site.entry("a", "标题").msgstr == "Title"
    assert not (site.root / ".i18n-cache/lock.json").exists()


def test_a_loop_ends_with_the_run_that_is_stopped(
    site: Project, trickling: Callable[[str], Trickling]
) -> None:
    server = trickling("body")
    ask(site, "libre", server.url, HOURS)
    running = start(site, "sync", "--every", "1h")
    assert server.asked.wait(60)
    assert stop(running, signal.SIGTERM) == (0, "")
    assert is_free(site)


#: An engine, in a project's own words: a name server, a library or a model that cannot be told to stop.
STUCK = """
import socket, sys, time
mark = sys.argv[1]
socket.getaddrinfo = lambda *_, **__: (open(mark, "w").close(), time.sleep(3600))
sys.argv[1:] = ["draft", "--root", sys.argv[2]]
from i18n_pipeline.__main__ import main
main()
"""


@pytest.mark.parametrize("engine", ["libre", "openai"])
def test_a_name_server_that_is_silent(site: Project, engine: str, tmp_path: Path) -> None:
    ask(site, engine, "http://example.invalid/", HOURS)
    mark = tmp_path / "asked"
    allowed = {"I18N_PIPELINE_KEYS": "OPENAI_API_KEY=http://example.invalid/", "NO_PROXY": "*"}
    running = subprocess.Popen(
        [sys.executable, "-c", STUCK, str(mark), str(site.root)],
        env={**os.environ, **KEYS, **allowed}, stdout=-1, stderr=-1, text=True,
    )  # fmt: skip
    until(mark.exists)
    assert stop(running, signal.SIGTERM) == (75, INTERRUPTED)
    ask(site, engine, "http://example.invalid/", 0.2)
    ended = subprocess.run(
        [sys.executable, "-c", STUCK, str(mark), str(site.root)],
        env={**os.environ, **KEYS, **allowed}, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr.partition(" s;")[0]) == (
        75, f"postponed: {engine} did not answer in 0.2",
    )  # fmt: skip


def test_a_pipe_that_nobody_reads(project: Project) -> None:
    for number in range(1500):
        project.page(f"page-{number}-{'x' * 100}.md", "title: 标题\n")
    running = start(project, "status")
    time.sleep(0.1)
    assert running.stdout
    until(lambda: b"pipe_w" in wchan(running.pid) or waits_in_write(running.pid))
    running.send_signal(signal.SIGTERM)
    try:
        assert running.wait(20) == 75
    finally:
        running.kill()
        running.communicate()


def wchan(process: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{process}/wchan").read_bytes()
    return b""


def waits_in_write(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/syscall").read_text().startswith("1 ")
    return False


def test_a_cache_that_another_process_has_locked(
    site: Project, trickling: Callable[[str], Trickling]
) -> None:
    ask(site, "libre", "http://127.0.0.1:9/", HOURS)
    file = site.root / ".i18n-cache/drafts.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("CREATE TABLE other (x)")
        database.execute("BEGIN EXCLUSIVE")
        running = start(site, "draft")
        until((site.root / ".i18n-cache/lock.json").exists)
        time.sleep(1)  # to come to the cache; where it has not yet, there is less to stop
        code, err = stop(running, signal.SIGTERM)
    assert (code, err) in [(75, STOPPED), (75, INTERRUPTED)]


def test_a_library_that_cleans_up_for_ever() -> None:
    """A program that does not end by itself is ended, and says so."""
    code = (
        "import os, signal, time\n"
        "from i18n_pipeline import signals\n"
        "with signals.noted(lambda: b'ended\\n'), signals.heard():\n"
        "    try:\n        os.kill(os.getpid(), signal.SIGTERM)\n        time.sleep(3600)\n"
        "    except KeyboardInterrupt:\n        time.sleep(3600)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (75, "", "ended\n")


def test_a_thread_that_was_left_behind_does_not_hold_the_exit_up() -> None:
    code = (
        "import sys, threading, time\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from i18n_pipeline import cli\n"
        "def stuck(*_, **__):\n"
        "    ThreadPoolExecutor().submit(time.sleep, 3600)\n"
        "    sys.exit(7)\n"
        "cli.cli = stuck\n"
        "from i18n_pipeline.__main__ import main\n"
        "main()\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 7


@pytest.fixture
def frozen(site: Project) -> Iterator[Postgres]:
    """A PostgreSQL server that the project shares, with its processes stopped in the middle of all."""
    made = Postgres()
    made.set_up()
    if made.missing:
        pytest.skip(made.missing)
    try:
        site.write("i18n.toml", f'engine = "fake"\ncache = "{made.address()}"\n')
        yield made
    finally:
        freeze(made, signal.SIGCONT)
        made.close()


def freeze(database: Postgres, number: int = signal.SIGSTOP) -> None:
    first = int((database.folder / "data/postmaster.pid").read_text().split()[0])
    children = subprocess.run(["pgrep", "-P", str(first)], capture_output=True, text=True, check=False)
    for process in (first, *map(int, children.stdout.split())):
        with suppress(ProcessLookupError):
            os.kill(process, number)


@pytest.mark.skipif(shutil.which("pgrep") is None, reason="there is no pgrep")
def test_a_frozen_postgresql_server_is_one_that_is_away(
    frozen: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from i18n_pipeline.engines.running import postgres
    from i18n_pipeline.engines.running.shared import Shared

    with closing(Shared(tmp_path / "cache/drafts.sqlite", frozen.address())) as cache:
        cache.put("scope", {"一": "one"})
        freeze(frozen)
        monkeypatch.setattr(postgres, "_DEADLINE", 1.0)
        cache.put("scope", {"二": "two"})
        assert cache.away == "it did not answer in 1 s"
        assert cache.get("scope", ["二"]) == {"二": "two"}, "it is in the file"


@pytest.mark.skipif(shutil.which("pgrep") is None, reason="there is no pgrep")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_frozen_postgresql_server_does_not_hold_a_stop_up(
    site: Project, frozen: Postgres, number: int
) -> None:
    with frozen.connect() as connection, frozen.connect() as looking:
        site.ok("draft")
        connection.execute("BEGIN")
        connection.execute("LOCK i18n_pipeline_answers, i18n_pipeline_reviewed")
        site.page("b.md", "title: 另外\n")
        site.ok("extract")
        running = start(site, "draft")
        until(
            lambda: looking.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            ).fetchall() != [(0,)]
        )  # fmt: skip
        freeze(frozen)
        code, err = stop(running, number)
        freeze(frozen, signal.SIGCONT)
    assert (code, err) in [(75, STOPPED), (75, INTERRUPTED)]
    assert is_free(site)


def test_a_frozen_cluster_does_not_hold_a_stop_up(project: Project) -> None:
    pytest.importorskip("distributed")
    for number in range(60):
        project.page(f"p{number}.md", "title: 标题\n")
    listening = socket.create_server(("127.0.0.1", 0))
    running = start(
        project, "extract", "--executor", "dask", "--scheduler",
        f"tcp://127.0.0.1:{listening.getsockname()[1]}",
    )  # fmt: skip
    with listening, listening.accept()[0]:  # and say nothing
        code, err = stop(running, signal.SIGTERM)
    assert (code, err) == (75, STOPPED)
    assert is_free(project)
    assert json.loads(project.ok("status", "--json").stdout)["targets"]


def test_texts_that_are_compared_hold_nothing_up_however_long_they_are(site: Project) -> None:
    """The comparing is native code, which hears no signal: a million characters would take half an hour."""
    random = Random(1)
    for _ in range(2):
        text = "".join(random.choices("的一是在不了有和人这中大为上个国我以要他", k=1_000_000))
        site.page("a.md", f"title: {text}\nmore: 更多内容\n")
        code, err = (running := start(site, "sync", "--engine", "fake")).wait(120), running.communicate()[1]
        assert (code, "error:" in err) == (0, False), err[-500:]
