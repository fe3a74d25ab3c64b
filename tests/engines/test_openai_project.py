"""A project that a language model drafts: what it is told, and what becomes of what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Project
from loopback import Asked, Reply, Server, as_json

pytest.importorskip("openai")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PAGE = """\
title: 月牙仓储
about:
  - title: 背景
    text: 月牙仓储有 12 个仓库，夜里也要发货
  - title: 方案
    text: 我们用容器平台管理 40 个集群
  - text: 夜里再也没有人被叫醒
    author: 月牙仓储运维组
"""
SAID = {
    "月牙仓储": "Moon Crescent Storage",
    "背景": "Background",
    "月牙仓储有 12 个仓库，夜里也要发货": "Moon Crescent Storage has 12 warehouses that ship at night too",
    "方案": "Solution",
    "我们用容器平台管理 40 个集群": "We manage 40 clusters with the container platform",
    "夜里再也没有人被叫醒": "Nobody is woken up at night any more",
    "月牙仓储运维组": "Operations team of Moon Crescent Storage",
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-test")
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with Server() as running:
        yield running


def says(answers: dict[str, str]) -> Reply:
    message = {"role": "assistant", "content": json.dumps({"texts": answers})}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return as_json({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]})


def material(asked: Asked) -> Any:
    return json.loads(asked.json["messages"][1]["content"])


def test_a_model_knows_the_page_and_mends_what_a_rule_refuses(project: Project, server: Server) -> None:
    def model(asked: Asked) -> Reply:
        known = material(asked)
        told = {key for key, place in known["places"].items() if "objection" in place}
        answers = {key: SAID[text] for key, text in known["texts"].items()}
        return says({key: said if key in told else said.replace("40", "14") for key, said in answers.items()})

    server.answer(model)
    engine = f'engine = ["openai", "gloss"]\n[engines.openai]\nbase_url = "{server.url}v1"\n'
    project.write("i18n.toml", f'{engine}style = "Plain words."\n[targets.en]\nstyle = "British spelling."\n')
    project.page("a.md", PAGE)
    project.ok("extract")
    night = "月牙仓储有 12 个仓库，夜里也要发货"
    project.translate("a", {night: "Moon Crescent has 12 warehouses, which ship by night"})
    project.ok("draft")
    first, mended = server.asked
    assert material(first)["pages"] == [
        {
            "title": "月牙仓储",
            "outline": ["背景", "方案"],
            "speakers": ["月牙仓储运维组"],
            "translated": {night: "Moon Crescent has 12 warehouses, which ship by night"},
        }
    ]
    assert first.json["messages"][0]["content"].endswith("Style: Plain words. British spelling.")
    wrong = "我们用容器平台管理 40 个集群"
    assert material(mended)["texts"] == {"1": wrong}
    place = material(mended)["places"]["1"]
    assert place["refused"] == "We manage 14 clusters with the container platform"
    assert place["objection"].startswith("numbers: ")
    assert project.entry("a", wrong).msgstr == SAID[wrong]
    assert project.entry("a", wrong).tcomment.startswith("drafted by openai")
    project.ok("draft")
    assert len(server.asked) == 2


def test_what_is_wrong_still_is_the_next_engine_s(project: Project, server: Server) -> None:
    server.answer(lambda asked: says(dict.fromkeys(material(asked)["texts"], "We manage 14 clusters")))
    project.write(
        "i18n.toml", f'engine = ["openai", "gloss"]\n[engines.openai]\nbase_url = "{server.url}v1"\n'
    )
    project.page("a.md", "text: 我们管理 40 个集群\n")
    project.ok("sync")
    assert project.entry("a", "我们管理 40 个集群").tcomment.startswith("drafted by gloss")
    assert len(server.asked) == 2
    project.ok("draft", "--again")
    assert len(server.asked) == 4
