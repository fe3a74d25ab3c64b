"""firefox: models that are not there or broken, with the real package; routes and lines, with a stand-in."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from i18n_pipeline.engines import firefox, registry
from i18n_pipeline.engines.base import Engine, Request, Settings
from i18n_pipeline.errors import ConfigError, EngineError

pytest.importorskip("fxtranslate")
FILES = ("model.zhen.intgemm.alphas.bin", "srcvocab.zhen.spm", "trgvocab.zhen.spm", "lex.50.50.zhen.s2t.bin")


def model(folder: Path, pair: str, *names: str) -> None:
    (folder / pair).mkdir()
    for name in names:
        (folder / pair / name).write_text(f"{pair} {name}")


def create(folder: Path, target: str = "en", source: str = "zh_CN") -> Engine:
    return registry.create("firefox", Settings(source, target, (), {"models": str(folder)}))


def test_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        ConfigError, match="get it once with: fxtranslate models add zh en --cache-dir FOLDER"
    ):
        create(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(ConfigError, match="zh to de; get it once with: fxtranslate models add zh de$"):
        registry.create("firefox", Settings("zh_CN", "de"))
    with pytest.raises(ConfigError, match="is not a folder"):
        create(tmp_path / "nowhere")


def test_a_model_that_lacks_a_file(tmp_path: Path) -> None:
    model(tmp_path, "zh-en", FILES[0], FILES[1])
    with pytest.raises(ConfigError, match="the model zh-en of the engine firefox lacks a file"):
        create(tmp_path)


def test_a_model_that_is_broken(tmp_path: Path) -> None:
    model(tmp_path, "zh-en", *FILES)
    with pytest.raises(ConfigError, match="cannot be read"):
        create(tmp_path)


class Stand:
    """A translator that says which files it was made of, and what it was asked."""

    def __init__(self, model: bytes, source: bytes, target: bytes, lex: bytes | None) -> None:
        self.made_of = [
            part and part.decode().split()[-1].split(".")[0] for part in (model, source, target, lex)
        ]
        self.pair = model.decode().split()[0]

    def translate_long(self, text: str) -> str:
        if "坏" in text:
            raise ValueError
        return f"{self.pair}({len(text)})" if "回" not in text else text


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> None:
    fxtranslate = pytest.importorskip("fxtranslate")
    module = ModuleType("fxtranslate")
    module.__dict__.update(Cache=fxtranslate.Cache, Translator=Stand)
    monkeypatch.setitem(sys.modules, "fxtranslate", module)


@pytest.mark.usefixtures("stand")
def test_lines_stay_lines(tmp_path: Path) -> None:
    model(tmp_path, "zh-en", *FILES)
    engine = create(tmp_path)
    answers = engine.translate([Request("  第一行\n\n- [X0X]\n第二行 [X1X]\n"), Request("坏"), Request("回")])
    assert answers[0] == "  zh-en(3)\n\n- [X0X]\nzh-en(9)\n"
    assert [type(answer) for answer in answers[1:]] == [EngineError, EngineError]


@pytest.mark.usefixtures("stand")
@pytest.mark.parametrize(
    ("source", "target", "pairs", "route"),
    [
        ("zh_CN", "en", ("zh-en",), ["zh-en"]),
        ("zh_CN", "en_GB", ("zh-Hans-en", "zh-en"), ["zh-Hans-en"]),
        ("zh_TW", "en", ("zh-Hant-en", "zh-en"), ["zh-Hant-en"]),
        ("zh_CN", "pt_BR", ("zh-en", "en-pt"), ["zh-en", "en-pt"]),
        ("zh_CN", "de", ("zh-en", "en-de", "zh-de"), ["zh-de"]),
    ],
)
def test_routes(source: str, target: str, pairs: tuple[str, ...], route: list[str], tmp_path: Path) -> None:
    for pair in pairs:
        model(tmp_path, pair, "model.bin", "vocab.spm")
    engine = create(tmp_path, target, source)
    assert isinstance(engine, firefox.Firefox)
    assert [part.pair for part in engine.models] == route
    assert engine.models[0].made_of == ["model", "vocab", "vocab", None]
