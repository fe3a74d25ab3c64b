"""Keys go to the service that they are for, whatever i18n.toml says: it may be anybody's."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import Project
from loopback import Reply, Server, as_json

from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Request, Settings
from i18n_pipeline.errors import ConfigError, PipelineError

pytest.importorskip("openai")
pytest.importorskip("deepl")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
KEYS = {
    "openai": "OPENAI_API_KEY",
    "deepl": "DEEPL_API_KEY",
    "libre": "LIBRE_API_KEY",
    "baidu": "BAIDU_APPKEY",
}
OPTION = {"openai": "base_url", "deepl": "server_url", "libre": "url", "baidu": "url"}
OWN = {
    "openai": "https://eu.api.openai.com/v1",
    "deepl": "https://api-free.deepl.com",
    "libre": "https://libretranslate.com/",
    "baidu": "https://fanyi-api.baidu.com/api/trans/vip/translate",
}


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*KEYS.values(), "BAIDU_APPID"):
        monkeypatch.setenv(name, "a-secret-key")
    monkeypatch.setenv("OTHER_TOKEN", "another-secret")
    for name in ("I18N_PIPELINE_KEYS", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def engine(name: str, **options: object) -> object:
    return registry.create(name, Settings("zh_CN", "en", (), options))


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize(
    "address",
    ["https://evil.example/v1", "http://api.openai.com/v1", "https://api.openai.com.evil.example/",
     "https://evil.example/#.api.openai.com", "https://evil.example/?x=.deepl.com", "https://xdeepl.com",
     "https://evil.example\\.deepl.com", "https://evil.example\t.deepl.com/", "http://libretranslate.com/",
     "https://127.0.0.1.evil.example", "http://localhost.evil.example", "http://169.254.169.254/latest",
     "https://api.deepl.com@evil.example"],
)  # fmt: skip
def test_a_key_goes_to_its_own_service_alone(name: str, address: str) -> None:
    with pytest.raises(ConfigError) as caught:
        engine(name, **{OPTION[name]: address})
    assert re.search("is not sent to|is an address", str(caught.value))
    assert "secret" not in str(caught.value)


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize(
    "address", ["own", "http://localhost:8080/v1", "http://127.0.0.1:9", "http://[::1]:9/"]
)
def test_that_service_may_be_named(name: str, address: str) -> None:
    assert engine(name, **{OPTION[name]: OWN[name] if address == "own" else address})


@pytest.mark.usefixtures("keys")
def test_a_key_is_taken_from_the_engines_own_variables_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_OTHER_KEY", "third-secret")
    assert engine("openai", key_env="OPENAI_OTHER_KEY")
    for name in ("OTHER_TOKEN", "NOT_SET", "DEEPL_API_KEY", "openai_api_key"):
        for options in ({}, {"base_url": "http://localhost:1"}, {"base_url": "https://evil.example"}):
            with pytest.raises(ConfigError, match=f"the key in {name} is not sent to"):
                engine("openai", key_env=name, **options)


@pytest.mark.usefixtures("keys")
def test_what_the_maintainer_allows_outside_of_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "I18N_PIPELINE_KEYS", "OTHER_TOKEN=https://llm.example/team/v1  LIBRE_API_KEY=https://t.example"
    )
    for address in ("https://llm.example/team/v1", "https://llm.example/team/v1/more"):
        assert engine("openai", key_env="OTHER_TOKEN", base_url=address)
    for address in ("https://llm.example/team", "https://llm.example/team/v12", "http://llm.example/team/v1",
                    "https://llm.example:444/team/v1", "https://llm.example/team/v1/%2e%2e/%2e%2e/evil"):  # fmt: skip
        with pytest.raises(ConfigError, match="is not sent to"):
            engine("openai", key_env="OTHER_TOKEN", base_url=address)
    with pytest.raises(ConfigError, match="is not sent to"):
        engine("openai", base_url="https://llm.example/team/v1")  # another key than the one it is for
    assert engine("libre", url="https://t.example/")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://proxy.example/v1")
    assert engine("openai")
    assert engine("openai", base_url="https://proxy.example/v1")
    monkeypatch.delenv("LIBRE_API_KEY")
    monkeypatch.delenv("OPENAI_API_KEY")
    assert engine("libre", url="https://any.example/")  # nothing to be sent
    assert engine("openai", base_url="https://any.example/")


@pytest.mark.usefixtures("keys")
def test_nothing_else_that_the_environment_has_for_a_service_goes_to_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Gate: gate-secret")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    (tmp_path / "netrc").write_text("default login me password net-secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.delenv("LIBRE_API_KEY")
    with Server() as server:
        server.answer(as_json({"translatedText": "a"}))
        made: Any = engine("libre", url=server.url, timeout=2)
        made.translate([Request("甲")])
        server.answer(Reply("{}"))
        made = engine("openai", base_url=server.url, timeout=2)
        with suppress(PipelineError):
            made.translate([Request("甲")])
        told = [f"{asked.headers}" for asked in server.asked]
    assert len(told) >= 2
    assert not [text for text in told if re.search("gate-secret|org-secret|Basic ", text)]


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("env:DATABASE_URL", "may name no variable but one that begins with I18N_"),
        (
            "postgresql://evil.example/db",
            "the password in PGPASSWORD is not sent to postgresql://evil.example",
        ),
        ("postgresql://db.example,evil.example/db", "is not sent to postgresql://evil.example"),
        ("postgresql://db.example/db?hostaddr=192.0.2.1", '"hostaddr", which only the environment'),
        ("postgresql://db.example/db?passfile=/x", '"passfile", which only the environment'),
        ("postgresql:///db?service=production", '"service", which only the environment'),
        ("postgresql:///db?sslkey=/root/key", '"sslkey", which only the environment'),
    ],
)
def test_a_shared_cache_that_a_repository_names_gets_no_password(
    project: Project, monkeypatch: pytest.MonkeyPatch, where: str, why: str
) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setenv("PGPASSWORD", "a-secret")
    monkeypatch.setenv("PGHOST", "db.example")
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/production")
    project.write("i18n.toml", f'cache = "{where}"\nengine = "fake"\n')
    project.page("b.md", "title: 新的标题\n")
    result = project.run("sync")
    assert (result.exit_code, why in result.stderr) == (2, True), result.stderr
    assert "a-secret" not in result.stderr
