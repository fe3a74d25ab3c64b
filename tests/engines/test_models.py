"""models get, list and remove, against a server on this machine that serves whole, broken off or altered files."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_model
from click.testing import CliRunner, Result
from loopback import Asked, Reply, Server

from i18n_pipeline.cli import cli
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Request, Settings
from i18n_pipeline.engines.models import folder as store
from i18n_pipeline.engines.models import pinned
from i18n_pipeline.engines.models.pinned import MODELS, Packed, Pinned
from i18n_pipeline.errors import ConfigError

pytest.importorskip("fxtranslate")
pytestmark = pytest.mark.enable_socket
FILES = {"model.bin": tiny_model.model(), "vocab.spm": tiny_model.vocabulary()}
PACKED = {f"{name}.gz": gzip.compress(content) for name, content in FILES.items()}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


TINY = Pinned(
    "zh-en",
    "zh-Hans-en",
    "zh-en/tiny",
    tuple(
        Packed(name, len(PACKED[f"{name}.gz"]), _digest(PACKED[f"{name}.gz"]), len(content), _digest(content))
        for name, content in FILES.items()
    ),
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(pinned, "MODELS", (TINY,))
    monkeypatch.setattr(store, "MODELS", (TINY,))
    with Server() as made:
        made.answer(whole)
        monkeypatch.setenv("I18N_PIPELINE_MODELS", made.url)
        yield made


def whole(asked: Asked) -> Reply:
    content = PACKED[asked.path.rpartition("/")[2]]
    begin = int(asked.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
    named = {"Content-Range": f"bytes {begin}-{len(content) - 1}/{len(content)}"} if begin else {}
    return Reply(content[begin:], 206 if begin else 200, named)


def broken_off(asked: Asked) -> Reply:
    content = PACKED[asked.path.rpartition("/")[2]]
    return Reply(content[:50], missing=len(content) - 50)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["models", *arguments])


def get(folder: Path) -> Result:
    return run("get", "zh-en", "--folder", str(folder))


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


KEPT = ["zh-Hans-en/model.bin", "zh-Hans-en/vocab.spm"]


def test_a_model_is_got_listed_used_and_removed(server: Server, tmp_path: Path) -> None:
    result = get(tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [asked.path for asked in server.asked] == [f"/zh-en/tiny/{name}" for name in PACKED]
    assert names(tmp_path) == KEPT
    engine = registry.create("firefox", Settings("zh_CN", "en", (), {"models": str(tmp_path)}))
    assert engine.translate([Request("你好")]) == ["Hello"]
    assert "zh-Hans-en: 0 MB, in" in run("list", "--folder", str(tmp_path)).stdout
    again = get(tmp_path)
    assert again.stdout.endswith("zh-en is there already.\n")
    assert len(server.asked) == len(PACKED)
    assert run("remove", "zh-en", "--folder", str(tmp_path)).exit_code == 0
    assert names(tmp_path) == []
    gone = run("remove", "zh-en", "--folder", str(tmp_path))
    assert (gone.exit_code, len(gone.stderr.splitlines())) == (2, 1)
    assert "zh-en can be got" in run("list", "--folder", str(tmp_path)).stdout


def test_what_broke_off_goes_on(server: Server, tmp_path: Path) -> None:
    server.answer(broken_off, whole)
    result = get(tmp_path)
    assert (result.exit_code, len(result.stderr.splitlines())) == (75, 1)
    assert "broke off" in result.stderr
    assert "run again" in result.stderr
    assert store.there(tmp_path) == {}  # nothing half is offered to the engine
    assert get(tmp_path).exit_code == 0
    assert [asked.headers.get("Range") for asked in server.asked] == [None, "bytes=50-", None]
    assert names(tmp_path) == KEPT


def test_a_server_that_cannot_resume_starts_anew(server: Server, tmp_path: Path) -> None:
    server.answer(broken_off, lambda asked: Reply(PACKED[asked.path.rpartition("/")[2]]))
    assert get(tmp_path).exit_code == 75
    assert get(tmp_path).exit_code == 0
    assert names(tmp_path) == KEPT


def altered(asked: Asked) -> Reply:
    content = bytearray(PACKED[asked.path.rpartition("/")[2]])
    content[-1] ^= 1
    return Reply(bytes(content))


def longer(asked: Asked) -> Reply:
    return Reply(PACKED[asked.path.rpartition("/")[2]] + b"x" * 10**6)


@pytest.mark.parametrize("reply", [altered, longer])
def test_what_is_not_the_file_is_deleted(server: Server, tmp_path: Path, reply: Reply) -> None:
    server.answer(reply)
    result = get(tmp_path)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "is not the file that is expected" in result.stderr
    assert names(tmp_path) == []
    server.answer(whole)
    assert get(tmp_path).exit_code == 0


@pytest.mark.parametrize(("status", "code"), [(404, 2), (403, 2), (429, 75), (503, 75)])
def test_a_server_that_refuses(server: Server, tmp_path: Path, status: int, code: int) -> None:
    server.answer(Reply("<html>no</html>", status))
    result = get(tmp_path)
    assert (result.exit_code, len(result.stderr.splitlines())) == (code, 1)
    assert f"(HTTP {status})" in result.stderr


def test_a_server_that_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("I18N_PIPELINE_MODELS", "http://127.0.0.1:9/")
    result = get(tmp_path)
    assert (result.exit_code, len(result.stderr.splitlines())) == (75, 1)
    assert "cannot be reached (ConnectionRefusedError)" in result.stderr


def test_a_damaged_model_is_got_again(server: Server, tmp_path: Path) -> None:
    assert get(tmp_path).exit_code == 0
    (tmp_path / KEPT[0]).write_bytes(b"damaged")
    assert get(tmp_path).exit_code == 0
    assert (tmp_path / KEPT[0]).read_bytes() == FILES["model.bin"]


@pytest.mark.parametrize("name", KEPT)
def test_no_byte_of_a_model_is_another(server: Server, tmp_path: Path, name: str) -> None:
    """The library ends the whole process on some that are."""
    assert get(tmp_path).exit_code == 0
    content = bytearray((tmp_path / name).read_bytes())
    content[-20] ^= 1
    (tmp_path / name).write_bytes(content)
    engine = registry.create("firefox", Settings("zh_CN", "en", (), {"models": str(tmp_path)}))
    with pytest.raises(ConfigError, match="the model zh-Hans-en of the engine firefox cannot be read"):
        engine.translate([Request("你好")])


@pytest.mark.parametrize(
    "arguments", [("get", "zh-xx"), ("get", "zh-en", "--url", "ftp://a"), ("remove", "../x")]
)
def test_what_cannot_be(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*arguments, "--folder", str(tmp_path))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_what_is_pinned_is_whole() -> None:
    for model in MODELS:
        assert {file.name.partition(".")[0] for file in model.files} == {"model", "lex", "vocab"}
        assert all(len(digest) == 64 for file in model.files for digest in (file.sha256, file.packed_sha256))
        assert (model.download, model.size) == (49_932_172, 70_084_668)
