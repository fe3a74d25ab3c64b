"""firefox: models that are not there or broken, and one that loads, with the real package; routes with a stand-in."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest
import tiny_model
from conftest import Project

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
    with pytest.raises(ConfigError, match="get it once with: i18n-pipeline models get zh-en --folder FOLDER"):
        create(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(ConfigError, match="to de; get it once with: fxtranslate models add zh-Hans de$"):
        registry.create("firefox", Settings("zh_CN", "de"))
    with pytest.raises(ConfigError, match="fxtranslate models add zh-Hant en$"):
        registry.create("firefox", Settings("zh_TW", "en"))
    with pytest.raises(ConfigError, match="is not a folder"):
        create(tmp_path / "nowhere")


def test_a_model_that_lacks_a_file(tmp_path: Path) -> None:
    model(tmp_path, "zh-en", FILES[0], FILES[1])
    with pytest.raises(ConfigError, match="the model zh-en of the engine firefox lacks a file"):
        create(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.bin", b"no model"),
        ("model.bin", tiny_model.model()[:150]),
        ("model.bin", tiny_model.model().replace(b"none_QuantMultA", b"some_QuantMultA")),
        ("lex.bin", b"no list of words: the library panics"),
    ],
)
def test_a_damaged_file_is_one_line(
    project: Project, name: str, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library writes to stderr by itself, and its PanicException is no Exception."""
    (tiny_model.put(project.root / "models") / name).write_bytes(content)
    project.write("i18n.toml", 'engine = "firefox"\n[engines.firefox]\nmodels = "models"\n')
    project.page("a.md", "title: 你好世界\n")
    project.ok("extract")
    result = project.run("draft", "--engine", "firefox")
    assert result.exit_code == 2
    assert result.stderr == "error: the model zh-Hans-en of the engine firefox cannot be read; get it again\n"
    assert capfd.readouterr().err == ""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("workers", [1, 4])
def test_a_project_is_drafted(project: Project, workers: int, capfd: pytest.CaptureFixture[str]) -> None:
    tiny_model.put(project.root / "models")
    options = f'[engines.firefox]\nmodels = "models"\nworkers = {workers}\n'
    project.write("i18n.toml", f'engine = "firefox"\n{options}')
    project.page(
        "a.md", "title: 你好\nlist:\n" + "".join(f"- 好{char}\n" for char in "甲乙丙丁戊己庚辛壬癸子丑寅卯")
    )
    project.ok("extract")
    project.ok("draft")
    assert {entry.msgstr for entry in project.po("a")} == {"Hello"}
    assert "# drafted by firefox 0." in project.read("locale/en/LC_MESSAGES/a.po")
    gc.collect()
    assert capfd.readouterr().err == ""  # where another thread drops a model, that is told there


def test_sentences_have_a_blank_between_them(tmp_path: Path) -> None:
    tiny_model.put(tmp_path)
    assert create(tmp_path).translate([Request("你好。你好。")]) == ["Hello Hello"]


def test_models_are_loaded_once_and_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fxtranslate

    tiny_model.put(tmp_path)
    made: list[threading.Thread] = []

    def counted(*files: bytes) -> fxtranslate.Translator:
        made.append(threading.current_thread())
        return fxtranslate.Translator(*files)

    module = ModuleType("fxtranslate")
    module.__dict__.update(Cache=fxtranslate.Cache, Translator=counted)
    monkeypatch.setitem(sys.modules, "fxtranslate", module)
    engines = [create(tmp_path) for _ in range(3)]
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda engine=engine: answers.extend(engine.translate([Request("你好")] * 5)))
        for engine in engines
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["Hello"] * 15
    assert len(made) == 1
    assert made[0].is_alive()
    del engines, threads
    gc.collect()
    made[0].join(10)
    assert not made[0].is_alive()


class Stand:
    """A translator that says which files it was made of, and what it was asked."""

    def __init__(self, model: bytes, source: bytes, target: bytes, lex: bytes | None) -> None:
        self.made_of = " ".join(
            part.decode().split()[-1].split(".")[0] if part else "-" for part in (model, source, target, lex)
        )
        self.pair = model.decode().split()[0]

    def translate_long(self, text: str) -> str:
        if "坏" in text:
            raise ValueError
        if "甚" in text:
            return f"{text}{self.pair}: {self.made_of};"
        return f"{self.pair}({len(text)})" if "回" not in text else text


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> None:
    import fxtranslate

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
    assert engine.translate([Request("甚")]) == [
        "甚" + "".join(f"{pair}: model vocab vocab -;" for pair in route)
    ]


def test_another_model_is_another_version(tmp_path: Path) -> None:
    place = tiny_model.put(tmp_path)
    before = create(tmp_path).version
    assert create(tmp_path).version == before
    (place / "vocab.spm").write_bytes(tiny_model.vocabulary().replace(b"Hello", b"Hullo"))
    assert create(tmp_path).version != before
    assert create(tmp_path).translate([Request("你好")]) == ["Hullo"]


OFFER = "better drafts, offline too: i18n-pipeline models get zh-en (50 MB to download)"


def test_the_default_is_firefox_where_there_is_a_model(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.root / "cache"))
    tiny_model.put(project.root / "cache/fxtranslate/models")
    project.page("a.md", "title: 你好世界\n")
    assert OFFER not in project.ok("init", "--no-glossary").stdout
    project.ok("extract")
    assert OFFER not in project.ok("draft").output
    assert project.entry("a", "你好世界").msgstr == "Hello"
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.root / "none"))  # another machine
    project.write("locale/en/glossary.csv", "source,target,note\n世界,world,\n")
    drafted = project.ok("draft")
    assert (drafted.stderr, project.entry("a", "你好世界").msgstr) == ("", "Hello")  # gloss does no better
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.root / "cache"))
    project.ok("draft", "--again")
    assert project.entry("a", "你好世界").msgstr == "Hello"


def test_where_there_is_no_model_it_is_offered_once(project: Project) -> None:
    project.page("a.md", "title: 你好世界\n")
    assert project.ok("init", "--no-glossary").stdout.splitlines()[-2] == OFFER
    project.ok("extract")
    assert project.ok("draft").stdout.splitlines()[-1] == OFFER
    project.page("b.md", "title: 世界\n")
    project.ok("extract")
    assert OFFER not in project.ok("draft").output
    assert "drafted by gloss" in project.read("locale/en/LC_MESSAGES/b.po")
