"""What engines share: splitting, waiting, languages, and the registry's refusals."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Settings
from i18n_pipeline.engines.remote.replies import redacted, retry_after, usable
from i18n_pipeline.engines.remote.split import cut, in_pieces
from i18n_pipeline.errors import ConfigError, EngineError
from i18n_pipeline.locales import language_tags

TEXTS = st.lists(
    st.sampled_from(
        ["[X0X]", "[X12X]", "。", "！", "，", "；", "\n", " ", "\u3000", "平台", "a", "😀", "”", "[X"]
    )
).map("".join)


@given(TEXTS, st.integers(8, 40))
def test_pieces_join_to_the_text_and_keep_tokens(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert "".join(pieces) == text
    assert all(len(piece.encode()) <= limit for piece in pieces)
    assert sum(piece.count("[X0X]") + piece.count("[X12X]") for piece in pieces) == (
        text.count("[X0X]") + text.count("[X12X]")
    )


@given(TEXTS, st.integers(8, 40))
def test_pieces_that_come_back_as_they_are_lose_nothing(text: str, limit: int) -> None:
    assert in_pieces(text, limit, "zh_TW", lambda piece: piece) == text


def test_cuts_are_as_mild_as_they_can_be() -> None:
    text = "第一句，有两段。第二句！”第三"
    assert cut(text, 100) == [text]
    assert cut(text, 30) == ["第一句，有两段。", "第二句！”第三"]
    assert cut(text, 15) == ["第一句，", "有两段。", "第二句！”", "第三"]


def test_sentences_are_put_together_with_a_blank() -> None:
    asked = []

    def ask(piece: str) -> str:
        asked.append(piece)
        return "Answer."

    assert in_pieces("第一句话。第二句话。", 15, "en", ask) == "Answer. Answer."
    assert in_pieces("[X0X]\n- - -", 15, "en", ask) == "[X0X]\n- - -"
    assert asked == ["第一句话。", "第二句话。"]


def test_the_first_piece_without_an_answer_decides() -> None:
    error = EngineError("no")
    assert in_pieces("一\n二", 15, "en", lambda piece: error) is error


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("1.5", 1.5),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 60.0),
        ("Wed, 21 Oct 2026 07:28:00", 60.0),
        ("Wed, 21 Oct 2020 07:28:00 GMT", 0.0),
        ("nan", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 10, 21, 7, 27, tzinfo=UTC)) == seconds


def test_what_a_service_says_is_short_and_without_keys() -> None:
    said = redacted("bad key abc\n\x00" + "x" * 500, ("abc", ""))
    assert said.startswith("bad key *** xxx")
    assert len(said) <= 161


@pytest.mark.parametrize(
    ("answer", "text", "target", "expected"),
    [
        (" Answer\n", "  文\n", "en", "  Answer\n"),
        ("a\r\nb", "文", "en", "a\nb"),
        ("A &amp; B", "甲 & 乙", "en", "A &amp; B"),
        ("2024", "2024", "en", "2024"),
        ("东京", "东京", "ja", "东京"),
    ],
)
def test_usable_answers(answer: str, text: str, target: str, expected: str) -> None:
    assert usable("x", answer, text, Settings("zh_CN", target)) == expected


@pytest.mark.parametrize("answer", ["a\x00b", "\ud800", "文", "文!", "\u200b文", "", None, 3, b"a"])
def test_useless_answers(answer: object) -> None:
    assert isinstance(usable("x", answer, "文", Settings("zh_CN", "en")), EngineError)


@pytest.mark.parametrize(
    ("locale", "tags"),
    [
        ("zh_CN", ("zh-CN", "zh-Hans", "zh")),
        ("zh_HK", ("zh-HK", "zh-Hant", "zh")),
        ("pt_BR", ("pt-BR", "pt-Latn", "pt")),
        ("en", ("en-Latn", "en", "en-US")),
        ("sr_Latn", ("sr-Latn", "sr")),
    ],
)
def test_language_tags(locale: str, tags: tuple[str, ...]) -> None:
    assert language_tags(locale) == tags


@pytest.mark.parametrize("name", ["papago", "qcri", "yandex", "chatgpt", "pons", "linguee", "microsoft"])
def test_what_does_not_work_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(ConfigError, match=rf'the engine "{name}" .*; use \w+') as caught:
        registry.create(name, Settings("zh_CN", "en"))
    assert name not in registry.names()
    assert caught.value.message.count("\n") == 0


@pytest.mark.parametrize(
    ("name", "package", "command"),
    [
        ("google", "deep_translator", "pip install 'deep-translator>=1.11.4'"),
        ("deepl", "deepl", "pip install 'deepl>=1.22'"),
        ("openai", "openai", "pip install 'openai>=1.60'"),
        ("firefox", "fxtranslate", "pip install 'fxtranslate>=0.5'"),
    ],
)
def test_a_package_that_is_not_there(
    name: str, package: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setenv("DEEPL_API_KEY", "x")
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    with pytest.raises(ConfigError, match=re.escape(f'the engine "{name}" needs {command}')):
        registry.create(name, Settings("zh_CN", "en"))


def test_an_engine_is_imported_only_when_it_is_chosen() -> None:
    code = (
        "import sys; from i18n_pipeline import cli; from i18n_pipeline.engines import registry; "
        "registry.names(); print({'requests', 'deep_translator', 'deepl', 'openai'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
