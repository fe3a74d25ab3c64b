"""google, mymemory, baidu and libre, through deep-translator, against servers that speak their formats."""

from __future__ import annotations

import gzip
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from hashlib import md5
from html import escape

import pytest
from conftest import Project
from loopback import Asked, Reply, Server, as_json

from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Engine, Request, Settings
from i18n_pipeline.errors import ConfigError, EngineError, PipelineError, TemporaryEngineError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
NAMES = ["google", "mymemory", "baidu", "libre"]
KEY = "s3cr3t-of-the-test"
TEXT = "我们选择了容器平台"
ENGLISH = "We chose a container platform"


def google(text: str) -> Reply:
    page = f'<html><body><div class="result-container">{escape(text)}</div></body></html>'
    return Reply(page, kind="text/html")


def mymemory(text: object, status: object = 200, details: str = "", **more: object) -> Reply:
    data = {"responseData": {"translatedText": text, "match": 0.85}, "responseDetails": details}
    return as_json({**data, "responseStatus": status, "matches": [], "quotaFinished": False, **more})


def baidu(text: object) -> Reply:
    return as_json({"from": "zh", "to": "en", "trans_result": [{"src": TEXT, "dst": text}]})


def libre(text: object) -> Reply:
    return as_json({"translatedText": text})


REPLY: dict[str, Callable[[str], Reply]] = {
    "google": google,
    "mymemory": mymemory,
    "baidu": baidu,
    "libre": libre,
}


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    for name in ("BAIDU_APPID", "BAIDU_APPKEY", "LIBRE_API_KEY"):
        monkeypatch.setenv(name, f"{KEY}-{name}")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def create(name: str, url: str, source: str = "zh_CN", target: str = "en", **options: object) -> Engine:
    return registry.create(name, Settings(source, target, (), {"url": url, "timeout": 60, **options}))


def ask(name: str, server: Server, text: str = TEXT, **options: object) -> str | EngineError:
    (answer,) = create(name, server.url, **options).translate([Request(text)])
    return answer


def text_of(asked: Asked) -> str:
    return asked.query.get("q") or asked.form["q"]


@pytest.mark.parametrize("name", NAMES)
def test_an_answer(name: str, server: Server) -> None:
    server.answer(REPLY[name](ENGLISH))
    assert ask(name, server) == ENGLISH
    (asked,) = server.asked
    assert text_of(asked) == TEXT


def test_what_goes_over_the_wire(server: Server) -> None:
    server.answer(google(ENGLISH), mymemory(ENGLISH), baidu(ENGLISH), libre(ENGLISH))
    for name in NAMES:
        ask(name, server)
    on_google, on_mymemory, on_baidu, on_libre = server.asked
    assert (on_google.query["sl"], on_google.query["tl"]) == ("zh-CN", "en")
    assert on_mymemory.query["langpair"] == "zh-CN|en-GB"
    form = on_baidu.form
    assert (form["from"], form["to"], form["appid"]) == ("zh", "en", f"{KEY}-BAIDU_APPID")
    signed = f"{form['appid']}{TEXT}{form['salt']}{KEY}-BAIDU_APPKEY"
    assert form["sign"] == md5(signed.encode()).hexdigest()
    assert (on_libre.method, on_libre.path) == ("POST", "/translate")
    assert (on_libre.form["source"], on_libre.form["target"]) == ("zh", "en")
    assert on_libre.form["api_key"] == f"{KEY}-LIBRE_API_KEY"
    assert not on_baidu.query  # keys and long texts stay out of addresses
    assert not on_libre.query


def test_libre_sends_no_key_where_there_is_none(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBRE_API_KEY")
    server.answer(libre(ENGLISH))
    assert ask("libre", server) == ENGLISH
    assert "api_key" not in server.asked[0].form


def test_mymemory_is_told_who_asks(server: Server) -> None:
    server.answer(mymemory(ENGLISH))
    ask("mymemory", server, email="me@example.org")
    assert server.asked[0].query["de"] == "me@example.org"


@pytest.mark.parametrize(
    ("name", "source", "target", "codes"),
    [
        ("google", "zh_TW", "pt_BR", ("zh-TW", "pt")),
        ("google", "zh", "he", ("zh-CN", "iw")),
        ("mymemory", "zh_Hant", "en_US", ("zh-TW", "en-US")),
        ("mymemory", "zh_CN", "fr", ("zh-CN", "fr-FR")),
        ("baidu", "zh_HK", "ja", ("cht", "jp")),
        ("baidu", "ko", "es", ("kor", "spa")),
        ("libre", "zh_CN", "de", ("zh", "de")),
    ],
)
def test_languages(name: str, source: str, target: str, codes: tuple[str, str]) -> None:
    engine = create(name, "http://127.0.0.1:9/", source, target)
    assert (engine.translator.source, engine.translator.target) == codes  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "target"), [("baidu", "sw"), ("libre", "sw"), ("libre", "zh_TW")])
def test_a_language_the_service_does_not_know(name: str, target: str) -> None:
    with pytest.raises(ConfigError, match=rf"the engine {name} does not know .*\({target}\)"):
        create(name, "http://127.0.0.1:9/", target=target)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", ["", "  ", TEXT, f"{TEXT}。", "a \ufffd b", "<!DOCTYPE html><html>"])
def test_what_is_no_translation(name: str, answer: str, server: Server) -> None:
    server.answer(REPLY[name](answer))
    assert isinstance(ask(name, server), EngineError)


@pytest.mark.parametrize("name", ["mymemory", "baidu", "libre"])
@pytest.mark.parametrize("answer", [None, [], ["a"], {"a": "b"}, 7, True])
def test_what_is_no_text(name: str, answer: object, server: Server) -> None:
    server.answer(REPLY[name](answer))  # type: ignore[arg-type]
    assert isinstance(ask(name, server), EngineError)


@pytest.mark.parametrize("name", ["mymemory", "baidu", "libre"])
@pytest.mark.parametrize("body", ["null", "{}", "[]", '"text"', '{"translatedText": null}', '{"matches": 3}'])
def test_json_of_another_shape(name: str, body: str, server: Server) -> None:
    server.answer(Reply(body))
    assert isinstance(ask(name, server), EngineError)


def test_a_page_without_a_translation(server: Server) -> None:
    server.answer(Reply("<html><form>Are you a robot?</form></html>", kind="text/html"))
    assert isinstance(ask("google", server), EngineError)


@pytest.mark.parametrize("name", NAMES)
def test_mangled_tokens_are_passed_on(name: str, server: Server) -> None:
    server.answer(REPLY[name]("Run [X 0X] and <b>&amp;</b>"))
    assert ask(name, server, "执行 [X0X] & 命令") == "Run [X 0X] and <b>&amp;</b>"


def test_html_in_an_answer_is_read_as_such(server: Server) -> None:
    server.answer(mymemory("It&#39;s &quot;ours&quot;"))
    assert ask("mymemory", server) == 'It\'s "ours"'


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("given", "wait"), [("7", 7.0), ("soon", None), ("", None), ("-3", 0.0), ("inf", None)]
)
def test_too_many_requests(name: str, given: str, wait: float | None, server: Server) -> None:
    server.answer(Reply("slow down", 429, {"Retry-After": given}, kind="text/plain"))
    with pytest.raises(TemporaryEngineError, match="too many requests") as caught:
        ask(name, server)
    assert caught.value.retry_after == wait


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_out_of_order(name: str, status: int, server: Server) -> None:
    server.answer(Reply("<html>oops</html>", status, {"Retry-After": "9"}, kind="text/html"))
    with pytest.raises(TemporaryEngineError, match=f"{name} is out of order .HTTP {status}") as caught:
        ask(name, server)
    assert caught.value.retry_after == 9


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_is_not_taken(name: str, server: Server) -> None:
    server.answer(as_json({"error": "Invalid request"}, 400))
    answer = ask(name, server)
    assert isinstance(answer, EngineError)
    assert "HTTP 400 Invalid request" in answer.message


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_address(name: str, server: Server) -> None:
    server.answer(Reply("", 404))
    with pytest.raises(ConfigError, match="does not answer at this address"):
        ask(name, server)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nothing_goes_where_a_reply_points(name: str, status: int, server: Server) -> None:
    with Server() as other:
        other.answer(REPLY[name](ENGLISH))
        for location in (other.url, "http://[::1", "file:///etc/passwd"):
            server.answer(Reply("", status, {"Location": location}))
            with pytest.raises(ConfigError, match="does not answer at this address"):
                ask(name, server)
        assert other.asked == []


@pytest.mark.parametrize("name", NAMES)
def test_a_reply_without_end_is_not_read_to_it(name: str, server: Server) -> None:
    packed = gzip.compress(b" " * 2**25)
    server.answer(Reply(packed, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(TemporaryEngineError, match="cannot be reached"):
        ask(name, server)


@pytest.mark.parametrize("name", NAMES)
def test_json_that_is_nested_deep(name: str, server: Server) -> None:
    server.answer(Reply("[" * 200_000))
    answer = ask(name, server)
    assert isinstance(answer, EngineError)


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_in_time(name: str, server: Server) -> None:
    server.answer(Reply(hang=True))
    with pytest.raises(TemporaryEngineError, match=r"did not answer in 0\.2 s"):
        ask(name, server, timeout=0.2)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_there(name: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    with pytest.raises(TemporaryEngineError, match="cannot be reached"):
        create(name, url).translate([Request(TEXT)])


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_that_breaks_off(name: str, server: Server) -> None:
    reply = REPLY[name](ENGLISH)
    assert isinstance(reply.body, str)
    server.answer(Reply(reply.body[:-20], kind=reply.kind, missing=20))
    with pytest.raises(TemporaryEngineError, match="cannot be reached"):
        ask(name, server)


@pytest.mark.parametrize("name", ["mymemory", "baidu", "libre"])
@pytest.mark.parametrize("body", ['{"translatedText": "We', "<html>Log in</html>", "", "\x00"])
def test_what_is_no_json(name: str, body: str, server: Server) -> None:
    server.answer(Reply(body))
    with pytest.raises(TemporaryEngineError, match="not with JSON"):
        ask(name, server)


WARNING = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. "
    "NEXT AVAILABLE IN  10 HOURS 14 MINUTES 05 SECONDS VISIT https://mymemory.translated.net/"
)


@pytest.mark.parametrize(
    "reply",
    [
        mymemory(WARNING),
        mymemory(WARNING, 429, WARNING),
        mymemory(ENGLISH, 200, WARNING),
        Reply(mymemory(WARNING, 429).body, 429, {"Retry-After": "1"}),
    ],
)
def test_a_quota_warning_is_no_translation(reply: Reply, server: Server) -> None:
    server.answer(reply)
    with pytest.raises(TemporaryEngineError, match="daily quota") as caught:
        ask("mymemory", server)
    assert caught.value.retry_after == 10 * 3600 + 14 * 60 + 5


def test_a_quota_that_is_used_up_says_when(server: Server) -> None:
    server.answer(mymemory(ENGLISH, quotaFinished=True))
    with pytest.raises(TemporaryEngineError, match="daily quota"):
        ask("mymemory", server)


def test_errors_that_mymemory_tells_in_json(server: Server) -> None:
    server.answer(mymemory("", "403", "INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT"))
    with pytest.raises(ConfigError, match="pair of languages"):
        ask("mymemory", server)
    server.answer(mymemory("", "503", "BUSY"))
    with pytest.raises(TemporaryEngineError, match="503 BUSY"):
        ask("mymemory", server)
    server.answer(mymemory("QUERY LENGTH LIMIT EXCEEDED", "403", "QUERY LENGTH LIMIT EXCEEDED"))
    assert isinstance(ask("mymemory", server), EngineError)


@pytest.mark.parametrize(
    ("number", "kind", "wait"),
    [
        ("54003", TemporaryEngineError, 1.0),
        ("54005", TemporaryEngineError, 3.0),
        ("54004", TemporaryEngineError, None),
        ("52001", TemporaryEngineError, None),
        ("54001", ConfigError, None),
        ("52003", ConfigError, None),
        ("58001", ConfigError, None),
    ],
)
def test_errors_that_baidu_tells_by_number(
    number: str, kind: type[PipelineError], wait: float | None, server: Server
) -> None:
    server.answer(as_json({"error_code": number, "error_msg": "Invalid"}))
    with pytest.raises(kind, match=number) as caught:
        ask("baidu", server)
    assert getattr(caught.value, "retry_after", None) == wait


def test_another_error_of_baidu_is_of_this_text(server: Server) -> None:
    server.answer(as_json({"error_code": "54000", "error_msg": "PARAM_Q EMPTY"}))
    assert isinstance(ask("baidu", server), EngineError)


@pytest.mark.parametrize(
    ("name", "limit"), [("google", 5000), ("mymemory", 500), ("baidu", 6000), ("libre", 6000)]
)
def test_a_long_text_is_asked_in_pieces(name: str, limit: int, server: Server) -> None:
    server.answer(lambda asked: REPLY[name]("-".join(map(str, map(len, [text_of(asked)]))) + "."))
    text = "\n\n".join(["  平台" + "稳定，" * 300 + "可靠。", "第二段很短。"] * 3) + "\n"
    answer = ask(name, server, text)
    assert isinstance(answer, str)
    assert all(len(text_of(asked).encode()) <= limit for asked in server.asked)
    assert "".join(map(text_of, server.asked)) == "".join(text.split())
    assert answer.count("\n") == text.count("\n")
    assert answer.startswith("  ")


@pytest.mark.parametrize("name", NAMES)
def test_one_instance_a_thread_never_mixes_answers(name: str, server: Server) -> None:
    server.answer(lambda asked: REPLY[name](f"Text {text_of(asked)[1:]}"))
    wrong: list[object] = []

    def work(start: int) -> None:
        engine = create(name, server.url)
        for number in range(start, start + 10):
            (answer,) = engine.translate([Request(f"文{number}")])
            if answer != f"Text {number}":
                wrong.append(answer)

    threads = [threading.Thread(target=work, args=(100 * at,)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("name", ["baidu", "libre"])
def test_keys_are_never_shown(
    name: str, server: Server, caplog: pytest.LogCaptureFixture, recwarn: pytest.WarningsRecorder
) -> None:
    own = "LIBRE_API_KEY" if name == "libre" else "BAIDU_APPKEY"
    said = f"key {KEY}-{own} is not valid"
    engine = create(name, server.url, timeout=0.2)
    shown, chained = [repr(engine), str(engine)], list[object]()
    bodies = [as_json({"error": said}, status) for status in (400, 401, 403, 404, 429, 500)]
    for reply in [
        *bodies,
        Reply(said),
        Reply(hang=True),
        Reply("{", missing=9),
        as_json({"error_code": said}),
    ]:
        server.answer(reply)
        try:
            (answer,) = engine.translate([Request(TEXT)])
            shown.append(repr(answer))
        except PipelineError as error:
            shown += [repr(error), *traceback.format_exception(error)]
            chained.append(error.__context__)
    assert not any(chained)
    nobody = create(name, "http://127.0.0.1:9/")
    with pytest.raises(TemporaryEngineError) as caught:
        nobody.translate([Request(TEXT)])
    shown += traceback.format_exception(caught.value)
    shown += [record.getMessage() for record in caplog.records if record.name.startswith("i18n")]
    shown += [str(warning.message) for warning in recwarn]
    assert KEY not in "\n".join(shown)


@pytest.mark.parametrize(
    ("name", "variable"), [("baidu", "BAIDU_APPID"), ("baidu", "BAIDU_APPKEY"), ("libre", "LIBRE_API_KEY")]
)
def test_keys_that_are_missing_or_broken(name: str, variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(variable)
    with pytest.raises(ConfigError, match=variable):
        registry.create(name, Settings("zh_CN", "en"))
    monkeypatch.setenv(variable, f"{KEY}\nx")
    with pytest.raises(ConfigError, match=variable) as caught:
        registry.create(name, Settings("zh_CN", "en"))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused(status: int, server: Server) -> None:
    server.answer(as_json({"error": "Invalid API key"}, status))
    with pytest.raises(ConfigError, match="refuses the key in LIBRE_API_KEY"):
        ask("libre", server)
    with pytest.raises(TemporaryEngineError, match="google refuses to answer"):
        ask("google", server)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"timeout": "soon"}, "is a number"),
        ({"timeout": True}, "is a number"),
        ({"timeout": 0}, "is a number"),
        ({"timeout": float("nan")}, "is a number"),
        ({"url": "ftp://x"}, "is an address"),
        ({"url": "http://user:key@x/"}, "is an address"),
        ({"url": "http://x:99999/"}, "is an address"),
        ({"url": 3}, "is a text"),
        ({"api_key": KEY}, 'has no option "api_key"; it has: url, timeout'),
    ],
)
def test_wrong_options(options: dict[str, object], why: str) -> None:
    with pytest.raises(ConfigError, match=why) as caught:
        registry.create("google", Settings("zh_CN", "en", (), options))
    assert KEY not in str(caught.value)


def test_from_the_command_line(project: Project, server: Server) -> None:
    project.write(
        "i18n.toml",
        f'[targets.en]\n[engines.libre]\nurl = "{server.url}"\ntimeout = 2\nworkers = 1\n[engines.google]\nurl = 1\n',
    )
    project.page("a.md", "title: 案例\nb: 执行 `ls` 命令\nc: 之后\n")
    project.ok("extract")
    server.answer(libre("Case"), libre("Run [X0X]"), Reply("", 429, {"Retry-After": "500"}))
    result = project.run("draft", "--engine", "libre")
    assert result.exit_code == 75
    assert "libre has had too many requests" in result.stderr
    assert project.entry("a", "执行 `ls` 命令").msgstr == "Run `ls`"
    assert project.entry("a", "案例").tcomment.startswith("drafted by libre ")
    assert project.entry("a", "之后").msgstr == ""
    for engine, why in (("google", "is a text"), ("papago", "use deepl or google")):
        refused = project.run("draft", "--engine", engine)
        assert refused.exit_code == 2
        assert why in refused.stderr
