"""The whole step against a service that takes its time: nothing asked twice, nothing lost, no key told."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Project
from moments import until

pytestmark = pytest.mark.enable_socket


class Service:
    """Speaks LibreTranslate's wire format and counts what it is asked."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.answers = threading.Semaphore(10**9)  # how many more it gives
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.lock = threading.Lock()
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                fields = parse_qs(urlsplit(self.path).query) | parse_qs(body)
                if body.startswith("{"):
                    fields |= {key: [str(value)] for key, value in json.loads(body).items()}
                text = fields["q"][0]
                with service.lock:
                    service.asked[text] += 1
                time.sleep(service.delay)
                service.answers.acquire()
                reply = json.dumps(
                    {"translatedText": f"Text {''.join(c for c in text if c.isdigit())}"}
                ).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(reply)))
                    self.end_headers()
                    self.wfile.write(reply)
                    self.wfile.flush()
                except OSError:
                    return
                with service.lock:
                    service.answered[text] += 1

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/"


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service(0.02)
    yield made
    made.server.shutdown()
    made.server.server_close()


def texts(project: Project, count: int, url: str, workers: int) -> None:
    """A project with so many unique strings, half of them twice."""
    options = f'[targets.en]\n[engines.libre]\nurl = "{url}"\nworkers = {workers}\n'
    project.write("i18n.toml", f'engine = "libre"\n{options}')
    lines = [f"k{number}: 第{number}条\n" for number in range(count)]
    project.page("a.md", "".join(lines[: count * 3 // 4]))
    project.page("b.md", "".join(lines[count // 4 :]))
    project.ok("extract")


KEY = "sk-very-secret-0123456789"


def command(project: Project) -> list[str]:
    return [sys.executable, "-m", "i18n_pipeline", "draft", "--root", str(project.root)]


def environment() -> dict[str, str]:
    return {
        **os.environ,
        "LIBRE_API_KEY": KEY,
        "DEEPL_API_KEY": KEY,
        "OPENAI_API_KEY": KEY,
        "BAIDU_APPKEY": KEY,
    }


def test_each_text_is_asked_once_over_all_pages_and_never_again(project: Project, service: Service) -> None:
    texts(project, 60, service.url, 8)
    subprocess.run(command(project), check=True, env=environment(), capture_output=True)
    assert set(service.asked.values()) == {1}
    assert len(service.asked) == 60
    assert project.entry("a", "第7条").msgstr == "Text 7"
    for name in ("a", "b"):  # a lost catalog costs no new request
        (project.root / f"locale/en/LC_MESSAGES/{name}.po").unlink()
    project.ok("extract")
    subprocess.run(command(project), check=True, env=environment(), capture_output=True)
    assert service.asked.total() == 60


def test_killed_at_random_moments_it_asks_no_answered_text_again_and_loses_none(
    project: Project, service: Service
) -> None:
    workers = 4
    texts(project, 150, service.url, workers)
    for seed in range(10):
        running = subprocess.Popen(command(project), env=environment(), stdout=-3, stderr=-3)
        asked = service.asked.total() + random.Random(seed).randrange(1, 12)
        until(lambda asked=asked: service.asked.total() >= asked)
        running.send_signal(signal.SIGKILL)
        running.wait()
    subprocess.run(command(project), check=True, env=environment(), capture_output=True)
    again = sum(times - 1 for times in service.asked.values())
    # Only what was on its way when a process died may be asked twice.
    assert again <= 10 * workers
    assert len(service.asked) == 150
    assert project.json("status")["targets"]["en"]["missing"] == 0


def test_killed_while_it_drafts_again_it_pays_for_no_text_twice(project: Project, service: Service) -> None:
    workers, kills = 4, 5
    texts(project, 60, service.url, workers)
    subprocess.run(command(project), check=True, env=environment(), capture_output=True)
    before = {name: project.read(f"locale/en/LC_MESSAGES/{name}.po") for name in ("a", "b")}
    service.asked.clear()
    for seed in range(kills):
        running = subprocess.Popen([*command(project), "--again"], env=environment(), stdout=-3, stderr=-3)
        asked = service.asked.total() + random.Random(seed).randrange(1, 12)
        until(lambda asked=asked: service.asked.total() >= asked)
        running.send_signal(signal.SIGKILL)
        running.wait()
    subprocess.run([*command(project), "--again"], check=True, env=environment(), capture_output=True)
    assert len(service.asked) == 60
    assert sum(times - 1 for times in service.asked.values()) <= kills * workers
    assert {name: project.read(f"locale/en/LC_MESSAGES/{name}.po") for name in ("a", "b")} == before


def test_no_key_is_ever_told(project: Project, service: Service) -> None:
    texts(project, 8, service.url, 2)
    outputs = []
    for engine in ("libre", "deepl", "openai", "baidu", "google"):
        made = subprocess.run(
            [*command(project), "--engine", engine, "--json"], env={**environment(), "https_proxy": "http://127.0.0.1:1"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        outputs.append(made.stdout + made.stderr)
    assert all(KEY not in output and "Traceback" not in output for output in outputs)
    for path in Path(project.root).rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_an_interrupted_run_saves_what_it_has(project: Project, service: Service) -> None:
    texts(project, 200, service.url, 2)
    project.write("i18n.toml", project.read("i18n.toml") + "timeout = 2\n")
    service.answers = threading.Semaphore(20)
    running = subprocess.Popen(command(project), env=environment(), stdout=-3, stderr=subprocess.PIPE)
    until(lambda: service.answered.total() == 20)
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate()
    service.answers.release(1000)
    assert running.returncode == 75
    assert b"postponed: interrupted; what was drafted is saved" in stderr
    assert b"Traceback" not in stderr
    assert project.json("status")["targets"]["en"]["draft"] >= 10
    subprocess.run(command(project), check=True, env=environment(), capture_output=True)
    assert service.asked.total() <= 200 + 2, "only what was on its way may be asked twice"
    assert project.json("status")["targets"]["en"]["missing"] == 0


def test_stopped_between_two_targets_it_asks_nothing_more(project: Project, service: Service) -> None:
    texts(project, 40, service.url, 2)
    project.write("i18n.toml", project.read("i18n.toml") + "timeout = 2\n")
    service.answers = threading.Semaphore(10)
    toml = project.read("i18n.toml")
    project.write("i18n.toml", toml.replace("[targets.en]", "[targets.en]\n[targets.fr]"))
    project.ok("extract")
    running = subprocess.Popen(command(project), env=environment(), stdout=-3, stderr=subprocess.PIPE)
    until(lambda: service.answered.total() == 10)
    running.send_signal(signal.SIGTERM)
    _, stderr = running.communicate()
    service.answers.release(1000)
    assert running.returncode == 75
    assert stderr.startswith(b"postponed: interrupted; what was drafted is saved")
    assert service.asked.total() < 40
    subprocess.run(command(project), check=True, env=environment(), capture_output=True)
    missing = {target: facts["missing"] for target, facts in project.json("status")["targets"].items()}
    assert missing == {"en": 0, "fr": 0}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_no_request_on_its_way_holds_a_stopped_run_for_longer_than_its_timeout(
    project: Project, service: Service, number: int
) -> None:
    service.answers = threading.Semaphore(0)
    texts(project, 40, service.url, 4)
    project.write("i18n.toml", project.read("i18n.toml") + "timeout = 2\n")
    running = subprocess.Popen(command(project), env=environment(), stdout=-3, stderr=subprocess.PIPE)
    until(lambda: len(service.asked) == 4)
    running.send_signal(number)
    _, stderr = running.communicate()
    service.answers.release(1000)
    assert running.returncode == 75
    assert b"Traceback" not in stderr
    assert service.asked.total() == 4, "it ended though the service gave no answer"
