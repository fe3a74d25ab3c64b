"""Hypothesis strategies: YAML pages with everything in them, and translations typed by anybody."""

from __future__ import annotations

from hypothesis import strategies as st

HAN = "中文公司简介云原生容器平台集群𠀀𪚥"
_WORD = st.text(st.sampled_from(HAN + "abcXYZ019，。：（）“”、— 　é🙂"), min_size=1, max_size=12)


def _with_han(word: str) -> str:
    return f"中{word}文".strip()


#: One line that can stand plain in block and flow collections.
PLAIN = _WORD.map(_with_han)
_LATIN = st.sampled_from(
    ["true", "1", "0x1F", "2024-01-01", "~", "", "/images/a.png", "https://example.com/a?b=c", "v1.2", "null"]
)
_KEYS = st.sampled_from(
    ["title", "content", "image", "list", "type", "标题", '"quoted key"', "a-b", "on", "12"]
)
#: What may stand in front of front matter.
LEADS = ["", "\n", " \t\n\n ", "\ufeff\n", "<!-- 注 -->\n", "\n<!-- 注\n\n--- -->\n<!---->\n\n", "<!-- 注\n"]
_COMMENT = st.sampled_from(["", "", "", " # 注释", "  # note", "   "])


@st.composite
def _scalar(draw: st.DrawFn, indent: int, flow: bool) -> str:
    """A value with its line break, where it is not in a flow collection."""
    text = draw(PLAIN)
    kinds = ["plain", "single", "double", "latin"] + (
        [] if flow else ["literal", "folded", "wrapped", "block"]
    )
    kind = draw(st.sampled_from(kinds))
    properties = "" if flow else draw(st.sampled_from(["", "", "", "!!str ", "&a{} "]))
    end = "" if flow else draw(_COMMENT) + "\n"
    pad = " " * (indent + 2)
    if kind == "latin":
        return (draw(_LATIN) or "''") if flow else draw(_LATIN) + "\n"
    if kind == "single":
        return f"{properties}'{text}''s: # x'{end}"
    if kind == "double":
        return f'{properties}"{text}\\n\\"x\\" \\u4e2d: #"{end}'
    if kind == "plain":
        return f"{properties}{text}{end}"
    if kind == "wrapped":
        quote = draw(st.sampled_from(["", "'", '"']))
        return f"{properties}{quote}{text}\n{pad}{text}\n\n{pad}{text}{quote}{end}"
    mark = "|" if kind == "literal" else ">"
    chomping = draw(st.sampled_from(["", "-", "+"]))
    lines = draw(st.lists(st.one_of(PLAIN, st.just(""), PLAIN.map(lambda line: "  " + line)), max_size=3))
    digit = draw(st.sampled_from(["", "2"]))
    first = draw(st.sampled_from(["", "  "])) if digit else ""
    comment = draw(st.sampled_from(["", " # 注"]))
    body = "".join(f"{pad}{line}\n" if line else "\n" for line in [first + text, *lines])
    return f"{properties}{mark}{digit}{chomping}{comment}\n{body}{draw(st.sampled_from(['', chr(10)]))}"


@st.composite
def _flow(draw: st.DrawFn) -> str:
    values = draw(st.lists(_scalar(0, True), min_size=1, max_size=3))
    if draw(st.booleans()):
        return "[" + ", ".join(values) + "]"
    return "{" + ", ".join(f"k{i}: {value}" for i, value in enumerate(values)) + "}"


@st.composite
def _node(draw: st.DrawFn, indent: int, depth: int) -> str:
    """What stands behind ``key:`` or ``-``, from the blank on."""
    kind = draw(st.sampled_from(["scalar"] * 3 + (["mapping", "sequence", "flow"] if depth else [])))
    if kind == "scalar":
        return " " + draw(_scalar(indent, False))
    if kind == "flow":
        return f" {draw(_flow())}{draw(_COMMENT)}\n"
    step = indent + 2
    return "\n" + draw(_mapping(step, depth - 1) if kind == "mapping" else _sequence(step, depth - 1))


@st.composite
def _mapping(draw: st.DrawFn, indent: int, depth: int) -> str:
    keys = draw(st.lists(_KEYS, min_size=1, max_size=3))  # the same one twice is meant
    parts = []
    for key in keys:
        parts.append(draw(st.sampled_from(["", "", "\n", f"{' ' * indent}# 说明\n", "   \n"])))
        parts.append(f"{' ' * indent}{key}:{draw(_node(indent, depth))}")
    return "".join(parts)


@st.composite
def _sequence(draw: st.DrawFn, indent: int, depth: int) -> str:
    items = draw(st.lists(_node(indent, depth), min_size=1, max_size=3))
    return "".join(f"{' ' * indent}-{item}" for item in items)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, bytes]:
    """A page's name and its bytes."""
    documents = draw(st.lists(_mapping(0, 2), min_size=1, max_size=2))
    text = documents[0]
    markdown = draw(st.booleans())
    if not markdown:
        text = "---\n".join(documents)
    for number in range(text.count("&a{}")):
        text = text.replace("&a{}", f"&a{number}", 1)
        text += f"alias{number}: *a{number}\n" if markdown or len(documents) == 1 else ""
    if markdown:
        body = draw(st.sampled_from(["", "\n", "\n# 正文\ntext"]))
        text = f"{draw(st.sampled_from(LEADS))}---\n{text}---{body}"
    elif draw(st.booleans()):
        text = text.removesuffix("\n")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    bom = draw(st.sampled_from(["", "\ufeff"]))
    return ("a.md" if markdown else "a.yaml"), (bom + text).encode()


_HOSTILE = "'\"\\:#-?,[]{}&*!|>%@`~= \t\n\r\x07\x00\x85\u2028\u2029\ufeff\u200b\u202e\xa0　🙂é中n0o1.eE+_y<"

#: Whatever a translator, an engine or a paste may put into a msgstr.
TRANSLATIONS = st.one_of(
    st.text(st.sampled_from(_HOSTILE), min_size=1, max_size=12),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20),
    st.sampled_from(
        ["yes", "No", "1.0", "1e3", "0o7", "1:30", "2024-01-01", "~", "null", "<<", "=", "---", "..."]
    ),
)
