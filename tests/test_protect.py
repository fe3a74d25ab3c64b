"""What is protected comes back exactly once, whatever is around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.errors import EngineError
from i18n_pipeline.text.protect import mask, protected, restore


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("执行 `kubectl get` 和 ``a`b``", ("`kubectl get`", "``a`b``")),
        ("镜像 `${VERSION}-\\${CI}` 为", ("`${VERSION}-\\${CI}`",)),
        ("变量 ${A} 与 \\${B}", ("${A}", "\\${B}")),
        ("官网 (https://www.example.com/)。", ("https://www.example.com/",)),
        ("见https://a.b/c?d=1&e#f，然后", ("https://a.b/c?d=1&e#f",)),
        ("写信至 a.b@example.com。", ("a.b@example.com",)),
        ("<b class='x'>粗</b><!-- c -->", ("<b class='x'>", "</b>", "<!-- c -->")),
        ("{{< figure src=x >}} {% raw %}", ("{{< figure src=x >}}", "{% raw %}")),
        ("共 %d 个，%(name)s，{name}", ("%d", "%(name)s", "{name}")),
        ("提高了 50% 的效率，100%", ()),
        (
            "共 %{count} 个，%1$s 与 %<n>.2f，%-5.2f，%ld，%@，50%%",
            ("%{count}", "%1$s", "%<n>.2f", "%-5.2f", "%ld", "%@", "%%"),
        ),
        ("100 % stable, 5% d, 100% secure, 5%的", ()),
        ("完成:tada:，:+1: :x:", (":tada:", ":+1:", ":x:")),
        ("时间 12:30:45，映射 8080:80:tcp，端口 :80:，类型:string:必填，:::tip", ()),
        ("研发&nbsp;平台&#160;&#xA0;，AT&T; a & b;", ("&nbsp;", "&#160;", "&#xA0;")),
        ("点<1>这里</1>和<0/>，1<2 且 3>2", ("<1>", "</1>", "<0/>")),
        ("见 @:key、@:{a.b}、@.lower:key 和 $t(key)", ("@:key", "@:{a.b}", "@.lower:key", "$t(key)")),
        ("第一行\\n第二行\\t\\u00a0", ("\\n", "\\t", "\\u00a0")),
        (
            "{0} {0:.2f} { name } {user.name} {n, number} {}",
            ("{0}", "{0:.2f}", "{ name }", "{user.name}", "{n, number}", "{}"),
        ),
        ("#{x} [[_X_]] __NAME__ <%= x %> [[页面]]", ("#{x}", "[[_X_]]", "__NAME__", "<%= x %>")),
        ("{n, plural, one {# 个} other {# 个}}", ("{n, plural,",)),
        ("见 file:///a、hxxp://b", ("file:///a", "hxxp://b")),
        ("a < b，c > d", ()),
        ("[X0X]", ("[X0X]",)),
    ],
)
def test_protected_pieces(text: str, pieces: tuple[str, ...]) -> None:
    assert protected(text) == pieces


@given(st.text(st.sampled_from("中`$a{}<>/%s[X0](*v1~)@.: "), max_size=30))
def test_masking_and_restoring_gives_the_text_back(text: str) -> None:
    masked, pieces = mask(text)
    assert "".join(restore(masked, pieces).split()) == "".join(text.split())
    if "**" not in text and "~~" not in text and "](" not in text:
        assert restore(masked, pieces) == text


@pytest.mark.parametrize("answer", ["x", "[X0X] [X0X]", "[X0X] [X2X]", "[X1X] [X2X]", "[X0X][X1X][X2X]"])
def test_a_lost_repeated_or_invented_token_is_an_error(answer: str) -> None:
    with pytest.raises(EngineError):
        restore(answer, ("a", "b"))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("见[文档](https://a.b/c)与**重点**", "见[文档[X0X]与[X1X]重点[X2X]"),
        ("升级到 v1.28 和 3.2.1-rc.1", "升级到 [X0X] 和 [X1X]"),
        ("提高 3.5 倍，共 1.5 亿", "提高 3.5 倍，共 1.5 亿"),
        ("编辑 /etc/hosts 与 conf/main.yaml 两处", "编辑 [X0X] 与 [X1X] 两处"),
        ("CI/CD 流程，读/写，TCP/IP", "CI/CD 流程，读/写，TCP/IP"),
        ("Pod 与 Podman 和魔方", "[X0X] 与 Podman 和[X1X]"),
        ("在~/.kube/config里", "在[X0X]里"),
        ("{n, plural, one {一个} other {# 个}}", "[X0X] [X1X]一个[X2X] [X3X]# 个[X4X][X5X]"),
        ("在 C:\\new\\test 里，%Y年%m月", "在 [X0X] 里，[X1X]年[X2X]月"),
    ],
)
def test_what_engines_alone_must_not_touch(text: str, masked: str) -> None:
    found, pieces = mask(text, ("Pod", "魔方"))
    assert found == masked
    assert restore(found, pieces) == text


def test_a_link_has_a_blank_in_front_of_it_among_words() -> None:
    _, pieces = mask("请看[文档](https://a.b)，再看![图](a.png)")
    assert (
        restore("See[docs[X0X], then![figure[X1X]", pieces) == "See [docs](https://a.b), then![figure](a.png)"
    )


@pytest.mark.parametrize("text", ['![图](a.png "从 1 到 2")', "{{< card title='网关' >}}"])
def test_quotes_close_tightly(text: str) -> None:
    masked, pieces = mask(text)
    assert restore(masked.replace("[X", " [X").replace("X]", "X] "), pieces).strip() == text


def test_emphasis_and_links_close_tightly() -> None:
    text, pieces = mask("见[文档](https://a.b)与**重点**和**要点**")
    answer = "See [docs [X0X] and [X1X] focus [X2X] and [X3X] point [X4X]."
    assert restore(answer, pieces) == "See [docs](https://a.b) and **focus** and **point**."
    assert text == "见[文档[X0X]与[X1X]重点[X2X]和[X3X]要点[X4X]"


UNITS = [
    "`",
    "{{",
    "{% ",
    "<!--",
    "%0",
    "0",
    "[a](",
    "[a]( ",
    " ",
    "**a ",
    "__a ",
    "~~a ",
    "<a b ",
    "](",
    "a@b.",
    "1.",
    "[X0X]",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("start", ["", "%", "[a](", "1"])
def test_a_text_made_to_be_hard_takes_no_time(unit: str, start: str) -> None:
    text = start + unit * (20_000 // len(unit))
    started = time.process_time()
    mask(text, ("Pod",))
    list(checks.run(Subject(text, "Text")))
    list(checks.run(Subject("文", text)))
    assert time.process_time() - started < 60  # without bounds minutes, some of them


def test_an_answer_made_to_be_hard_takes_no_time() -> None:
    text, pieces = mask("**云** [云](/a) " * 1000)
    started = time.process_time()
    restored = restore(text.replace("[X3999X]", f"{' ' * 50_000}[X3999X]"), pieces)
    assert time.process_time() - started < 60
    assert restored.count("**云**") == 1000
