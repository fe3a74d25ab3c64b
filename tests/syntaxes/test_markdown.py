"""Bodies: only the texts change, and what is written is read back, by a second reader as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_documents import documents
from markdown_it import MarkdownIt

from i18n_pipeline.errors import PageError
from i18n_pipeline.pages.body import with_body
from i18n_pipeline.pages.localize import localize as localize_page
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.parts import divide
from i18n_pipeline.regions import Body, Kind, Slot
from i18n_pipeline.syntaxes.markdown.encode import encode, literal
from i18n_pipeline.syntaxes.markdown.localize import localize
from i18n_pipeline.syntaxes.markdown.parse import parse

DOCS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "docs"
HAN = re.compile(r"[\u4e00-\u9fff]+")
_FOOTNOTE = re.compile(r"^((?:[ >]|(?:[-+*]|\d+[.)]) )*)\[\^1\]: ", re.MULTILINE)
PAGE = """# 标题一 #

标题二
第二行
---

段落 **粗** 一行
第二行 [链接文字](/a.md "题") ![图片](b.png)

- 紧项一
- 紧项二
  续行

1. 松项一

   第二段

2. 松项二

> 引用一
>
> > 内层引用
> > 行二

| 甲列 | 乙列 |
|------|:----:|
| 单元 | 另一 |

脚注[^1]在此。

[^1]: 脚注内容

术语
: 定义内容

{{< note title="提示标题" >}}
短码内文字
{{< /note >}}

::: tip 容器标题
容器内文字
:::

<div class="x">
  <p title="属性文字">块内文字 <b>粗</b> 后</p>
</div>

*整段强调文字*

- [ ] 任务文字
> [!NOTE]
> 提示文字

```py
代码
```

> - ```sh
>   # 引用的代码
>   ```

    缩进 的代码

- 一项，下面是线
---
| 一格 |
|---|
最后一段
"""
HOSTILE = [
    "# x", "## x ##", "#", "- x", "* x", "+ x", "1. x", "12) x", "1.", "-", "> x", ">", "```", "```py\ncode\n```",
    "~~~", "---", "***", "___", "===", "--", "=", "| a | b |", "a | b\n--|--", "|", "a\n\nb", "\n\n", "    code",
    "\tcode", "<div>", "</div>", "<!-- x", "-->", "<script>", "<b>x</b>", "[x]: y", "[^1]: z", "[^1]", "[ ] x",
    "[x] y", "[!NOTE]", "[!NOTE] y", ": def", ":::", "::: tip", "{{< x >}}", "{{% x %}}", "{{<", ">}}", '"', "\\",
    "a\\", "x\\|y", "`", "``", "$$", "$$\nx\n$$", "{#id}", "x {#id}", "x #", "x ##", "*", "**", "***a", "[a](b", "![",
    "&nbsp;", "&lt;", "  x  ", "x  \ny", "a\nb", "a\\\nb", 'import x from "y"', "export default 1", "{/* x */}", "+++",
    "%%%", "<https://a.b>", "http://a.b", "\u3000x", "x\u2028y", "\r\n", "a\rb", "\0", "\x0b", "{{ x }}", '<x y="z">',
    "x\"y'z", "`x`", "term\n: def", "", "1986\\. x", "a -- b", "* * *", "- - -", "1. - > # x", "> - x", "|--|",
    '[a]: <b> "c"', "<?php", "<!DOCTYPE x>", "<![CDATA[x", "</p>", "\ufeffx", "https：//x", "Sure, here it is:\n\n# x",
]  # fmt: skip


def seen(body: Body) -> list[str]:
    return [slot.value for slot in body.slots]


def put(body: Body, slot: Slot, text: str) -> str | None:
    """The body with one text, None where it is refused; fails where anything else would be read.

    Both readers are asked.
    """
    merged, line = None, 0
    try:
        merged = localize(body, {slot: text})
    except PageError as error:
        line = error.line
    if merged is None:
        assert line == slot.line
        return None
    assert merged.startswith(body.text[: slot.span.start])
    assert merged.endswith(body.text[slot.span.end :])
    again, at = parse(merged, code=lambda language: bool(body.code)), body.slots.index(slot)
    assert again.blocks == body.blocks
    assert seen(again)[:at] + seen(again)[at + 1 :] == seen(body)[:at] + seen(body)[at + 1 :]
    assert seen(again)[at] == encode(text, slot)
    assert without_texts(skeleton(merged)) == without_texts(skeleton(body.text))
    return merged


def skeleton(text: str) -> list[tuple[object, ...]]:
    """What markdown-it sees but for what is said."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # It knows no footnotes, whose text is a block as an item's is.
    tokens = [token for token in reader.parse(_FOOTNOTE.sub(r"\1- ", text)) if token.type != "inline"]
    return [
        (
            token.type,
            token.tag,
            token.level,
            token.markup,
            token.attrs,
            token.content if "code" in token.type or token.type == "fence" else "",
        )
        for token in tokens
    ]


def without_texts(tokens: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """What a second reader sees without what HTML and code say, of which the bytes are compared."""
    return [token[:-1] for token in tokens]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_whatever_a_translation_says_it_is_read_back_or_refused(text: str, newline: str) -> None:
    body = parse(PAGE.replace("\n", newline), code=lambda language: True)
    assert {slot.kind for slot in body.slots} == set(Kind)
    for slot in body.slots:
        put(body, slot, text)


def test_no_more_of_that_is_refused_than_a_place_cannot_say() -> None:
    """Nothing at all, blank lines, open tags, lines of shortcodes; more than one line in a heading or cell."""
    body = parse(PAGE, code=lambda language: True)
    results = [put(body, slot, text) for slot in body.slots for text in HOSTILE]
    assert results.count(None) < 0.18 * len(results)


def test_what_opens_a_block_is_escaped_where_markdown_can_say_it() -> None:
    body = parse("第一段\n\n- 项\n")
    for text in ("# x", "- x", "1. x", "> x", "```", "---", "===", "| a |", "+ x", "[x] y"):
        assert all(put(body, slot, text) is not None for slot in body.slots), text


def test_what_no_block_can_hold_is_refused_with_its_line() -> None:
    body = parse("标题\n===\n\n第一段\n")
    with pytest.raises(PageError, match="blank line") as refused:
        localize(body, {body.slots[1]: "a\n\nb"})
    assert refused.value.line == 4


@given(documents())
@example("- 中\n  > 中\n  中\n")
@example("1. # 中\n   ---\n")
def test_a_document_is_its_texts_and_what_stands_around_them(text: str) -> None:
    body = parse(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    for slot in body.slots:
        assert literal(slot.value, slot, newline) == text[slot.span.start : slot.span.end]
    assert localize(body, {slot: slot.value for slot in body.slots}) == text
    covered = "".join(text[slot.span.start : slot.span.end] for slot in body.slots)
    inside = re.sub(r"(?:# |- )代码|<!-- 注释 -->", "", text)
    assert len("".join(HAN.findall(covered))) == len("".join(HAN.findall(inside)))


@given(documents())
@settings(max_examples=60)
def test_a_second_reader_sees_the_same_blocks(text: str) -> None:
    body = parse(text)
    said = {slot: HAN.sub("word", slot.value) for slot in body.slots}
    merged = localize(body, said)
    assert skeleton(merged) == skeleton(
        HAN.sub(lambda found: found[0] if "代码" in found[0] or "注释" in found[0] else "word", text)
    )


@given(documents(), st.lists(st.sampled_from([*HOSTILE, "word", "二"]), min_size=1, max_size=3), st.data())
@example("中\n---\n", ["x | y"], None)
def test_two_readers_see_the_same_blocks_whatever_is_said_in_a_document(
    text: str, said: list[str], data: st.DataObject | None
) -> None:
    body = parse(text, code=lambda language: True)
    slot = data.draw(st.sampled_from(body.slots)) if data and body.slots else (body.slots or (None,))[0]
    glue = data.draw(st.sampled_from(["\n", " ", ""])) if data else ""
    if slot:
        put(body, slot, glue.join(said))


@pytest.mark.parametrize("name", ["highlight", "mermaid"])
def test_code_in_shortcodes_stays(name: str) -> None:
    code = f"{{{{< {name} sh >}}}}\n# 注释\n中文\n\n    中文\n{{{{< /{name} >}}}}"
    inline = f"二 {{{{% {name} %}}}}中{{{{% /{name} %}}}}"
    assert seen(parse(f"一\n\n{code}\n\n{inline}\n\n三\n")) == ["一", inline, "三"]


WAYS = {
    "as it is": lambda raw: raw,
    "crlf": lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    "cr": lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "no final newline": lambda raw: raw.rstrip(),
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw.removeprefix(b"\xef\xbb\xbf"),
    "tabs": lambda raw: re.sub(rb"(?m)^( {4})+", lambda found: b"\t" * (len(found[0]) // 4), raw),
    "tabs behind marks": lambda raw: re.sub(rb"(?m)^([ ]*(?:[-*>]|\d+\.)) +", rb"\1\t", raw),
}  # fmt: skip


@pytest.mark.skipif(not DOCS.is_dir(), reason="the corpus of real pages is not beside this checkout")
@pytest.mark.parametrize("way", WAYS)
def test_a_real_page_is_the_same_byte_for_byte(way: str) -> None:
    files = sorted(file for file in DOCS.rglob("*.md*"))
    refused = 0
    for file in files:
        raw = WAYS[way](file.read_bytes())
        try:
            page = with_body(parse_page(raw, name=file.name, file=file.name), lambda language: True)
        except PageError:  # front matter that is none in this way
            refused += 1
            continue
        slots = page.body.slots if page.body else ()
        assert localize_page(page, {scalar: scalar.value for scalar in page.scalars}) == raw
        newline = "\r\n" if b"\r\n" in raw else "\r" if way == "cr" else "\n"
        if page.body:
            for slot in slots:  # written out, text by text, and not only left as they are
                written = literal(slot.value, slot, newline)
                assert written == page.body.text[slot.span.start : slot.span.end], (file, slot)
    assert len(files) - refused >= (575 if way == "as it is" else 500)


@pytest.mark.skipif(not DOCS.is_dir(), reason="the corpus of real pages is not beside this checkout")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_real_pages_are_read_and_translated(newline: str) -> None:
    for file in sorted(DOCS.rglob("*.md")):
        text = divide(file.name, file.read_bytes()).body.replace("\r\n", "\n").replace("\n", newline)
        body = parse(text)
        assert localize(body, {slot: slot.value for slot in body.slots}) == text
        said = {slot: HAN.sub("Some words", slot.value) for slot in body.slots}
        assert not HAN.search("".join(seen(parse(localize(body, said))))), file
