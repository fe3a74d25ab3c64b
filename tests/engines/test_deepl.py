"""deepl, through its own package, against a server that speaks its format."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Iterator

import pytest
from loopback import Asked, Reply, Server, as_json

from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Context, Engine, Request, Settings
from i18n_pipeline.errors import ConfigError, EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.locales import language_name
from i18n_pipeline.model import Term

pytest.importorskip("deepl")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
KEY = "s3cr3t-of-the-test:fx"
TERMS = (Term("平台", "platform"), Term("时速", ""))


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("DEEPL_API_KEY", KEY)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def says(*texts: object) -> Reply:
    found = [
        {"detected_source_language": "ZH", "text": text, "billed_characters": 3, "model_type_used": "quality"}
        for text in texts
    ]
    return as_json({"translations": found})


def glossary(name: str, number: str = "g1") -> dict[str, object]:
    return {
        "glossary_id": number,
        "name": name,
        "ready": True,
        "source_lang": "zh",
        "target_lang": "en",
        "creation_time": "2026-01-02T03:04:05.678901Z",
        "entry_count": 2,
    }


def create(server: Server, target: str = "en", terms: tuple[Term, ...] = (), **options: object) -> Engine:
    given = {"server_url": server.url, "timeout": 60, **options}
    return registry.create("deepl", Settings("zh_CN", target, terms, given))


def ask(server: Server, *texts: str, **options: object) -> list[str | EngineError]:
    return list(create(server, **options).translate([Request(text) for text in texts or ("容器平台",)]))  # type: ignore[arg-type]


def test_a_batch_with_context(server: Server) -> None:
    server.answer(says("Container platform", "Run [X0X]"))
    places = Context("案例", "背景", "前文", "中文"), Context("案例", "背景", "中文", "后文")
    requests = [Request("容器平台", places[0]), Request("执行 [X0X]", places[1])]
    assert create(server).translate(requests) == ["Container platform", "Run [X0X]"]
    (asked,) = server.asked
    assert asked.path == "/v2/translate"
    assert asked.headers["Authorization"] == f"DeepL-Auth-Key {KEY}"
    assert (asked.json["source_lang"], asked.json["target_lang"]) == ("ZH", "EN-US")
    assert asked.json["text"] == ["容器平台", "执行 [X0X]"]
    assert asked.json["context"].split("\n") == ["案例", "背景", "前文", "容器平台", "执行 [X0X]", "后文"]
    assert "glossary_id" not in asked.json


def test_nothing_asked() -> None:
    with Server() as server:
        assert create(server).translate([]) == []
        assert server.asked == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("en_GB", "EN-GB"),
        ("en", "EN-US"),
        ("pt_BR", "PT-BR"),
        ("pt_PT", "PT-PT"),
        ("zh_TW", "ZH-HANT"),
        ("de", "DE"),
    ],
)
def test_targets(target: str, code: str, server: Server) -> None:
    server.answer(says("x"))
    ask(server, target=target)
    assert server.asked[0].json["target_lang"] == code


def test_a_language_it_does_not_know(server: Server) -> None:
    with pytest.raises(ConfigError, match=f"deepl does not know {language_name('ak')}"):
        create(server, "ak")


def test_a_glossary_is_made_once_and_found_again(server: Server) -> None:
    made: list[dict[str, object]] = []

    def replies(asked: Asked) -> Reply:
        if asked.path == "/v2/translate":
            return says("x")
        if asked.method == "POST":
            made.append(glossary(asked.json["name"]))
            return as_json(made[-1], 201)
        return as_json({"glossaries": [glossary("another", "g0"), *made]})

    server.answer(replies)
    for _ in range(2):
        engine = create(server, terms=TERMS)
        engine.translate([Request("平台")])
        engine.translate([Request("平台")])
    assert len(made) == 1
    (entries,) = [
        a.json["entries"] for a in server.asked if a.path == "/v2/glossaries" and a.method == "POST"
    ]
    assert entries == "平台\tplatform\n时速\t时速"
    used = [asked.json.get("glossary_id") for asked in server.asked if asked.path == "/v2/translate"]
    assert used == ["g1"] * 4


@pytest.mark.parametrize("status", [400, 403, 404, 429, 456, 500])
def test_without_a_glossary_it_goes_on(status: int, server: Server) -> None:
    def replies(asked: Asked) -> Reply:
        return says("x") if asked.path == "/v2/translate" else as_json({"message": "no"}, status)

    server.answer(replies)
    assert ask(server, terms=TERMS) == ["x"]
    assert len(server.asked) == 2


@pytest.mark.parametrize("terms", [(Term("a\tb", "x"),), (Term("平台", "a\nb"),)])
def test_terms_it_cannot_hold(terms: tuple[Term, ...], server: Server) -> None:
    server.answer(as_json({"glossaries": []}), says("x"))
    assert ask(server, terms=terms) == ["x"]


def test_a_glossary_that_is_not_wanted(server: Server) -> None:
    server.answer(says("x"))
    assert ask(server, terms=TERMS, glossary=False) == ["x"]
    assert len(server.asked) == 1


@pytest.mark.parametrize("text", ["", None, [], 3, "容器平台", "a\x00", "<html>"])
def test_what_is_no_translation(text: object, server: Server) -> None:
    server.answer(says(text))
    assert isinstance(ask(server)[0], EngineError)


@pytest.mark.parametrize(
    "reply",
    [
        says("one"),
        says("one", "two", "three"),
        as_json({}),
        as_json({"translations": None}),
        as_json({"translations": [None, None]}),
        as_json({"translations": ["a", "b"]}),
        as_json({"translations": 2}),
    ],
)
def test_answers_never_shift(reply: Reply, server: Server) -> None:
    server.answer(reply)
    answers = ask(server, "甲", "乙")
    assert [type(answer) for answer in answers] == [EngineError, EngineError]


def test_a_server_that_does_not_bill(server: Server) -> None:
    server.answer(as_json({"translations": [{"text": "a"}]}))
    assert ask(server) == ["a"]


def test_mangled_tokens_are_passed_on(server: Server) -> None:
    server.answer(says("Run [x 0 x]"))
    assert ask(server, "执行 [X0X]") == ["Run [x 0 x]"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply("<html>Log in</html>"),
        Reply('{"transl'),
        Reply("null"),
        Reply("[]"),
        Reply("[" * 200_000),
        Reply(""),
    ],
)
def test_what_is_not_its_format(reply: Reply, server: Server) -> None:
    server.answer(reply)
    with pytest.raises(TemporaryEngineError, match="not in its own format"):
        ask(server)


def test_nothing_goes_where_a_reply_points(server: Server) -> None:
    with Server() as other:
        server.answer(Reply("", 307, {"Location": other.url}))
        with pytest.raises(ConfigError, match="does not answer at this address"):
            ask(server)
        assert other.asked == []


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (429, "too many requests"),
        (456, "the quota of deepl is used up"),
        (500, "out of order"),
        (503, "out of order"),
    ],
)
def test_failing_for_now(status: int, why: str, server: Server) -> None:
    server.answer(as_json({"message": "Busy"}, status, Retry_After="11"))
    with pytest.raises(TemporaryEngineError, match=f"{why} .HTTP {status} Busy") as caught:
        ask(server)
    assert caught.value.retry_after == 11
    assert len(server.asked) == 1  # when to ask again is the caller's affair


def test_a_text_that_is_not_taken(server: Server) -> None:
    server.answer(as_json({"message": "Bad request"}, 400))
    assert all(isinstance(answer, EngineError) for answer in ask(server, "甲", "乙"))


def test_no_answer_in_time_and_nobody_there(server: Server) -> None:
    server.answer(Reply(hang=True))
    with pytest.raises(TemporaryEngineError, match=r"did not answer in 0\.2 s"):
        ask(server, timeout=0.2)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(TemporaryEngineError, match="cannot be reached"):
        ask(server, server_url=url)


def test_keys(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answer(as_json({"message": f"no such key {KEY}"}, 403))
    with pytest.raises(ConfigError, match="refuses the key in DEEPL_API_KEY"):
        ask(server)
    monkeypatch.delenv("DEEPL_API_KEY")
    with pytest.raises(ConfigError, match="DEEPL_API_KEY"):
        create(server)


def test_the_key_is_never_shown(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "deepl")
    engine = create(server, timeout=0.2)
    shown, chained = [repr(engine), str(engine)], list[object]()
    said = [as_json({"message": KEY}, status) for status in (400, 403, 404, 429, 456, 500)]
    for reply in [*said, Reply("{", missing=3), Reply(hang=True)]:
        server.answer(reply)
        try:
            shown += map(repr, engine.translate([Request("甲")]))
        except PipelineError as error:
            shown += [repr(error), *traceback.format_exception(error)]
            chained.append(error.__context__)
    assert not any(chained)
    assert KEY not in "\n".join([*shown, caplog.text])
