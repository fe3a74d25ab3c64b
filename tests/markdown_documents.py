"""Markdown documents for property tests: every block in every block, Chinese in all that is text."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "云平台",
    "第二步",
    "说明",
    "see `x`",
    "**粗体**",
    "[链接](/a)",
    "*斜*",
    "图 ![图](b.png)",
    "a < b",
    "50%",
    "注[^1]",
)
Lines = list[str]


def _indented(lines: Lines, first: str, rest: str) -> Lines:
    return [first + lines[0], *(rest + line if line or rest.strip() else "" for line in lines[1:])]


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "中" + "".join(draw(st.lists(st.sampled_from(WORDS), max_size=3)))


@st.composite
def paragraphs(draw: st.DrawFn) -> Lines:
    return draw(st.lists(texts(), min_size=1, max_size=3))


@st.composite
def leaves(draw: st.DrawFn) -> Lines:
    text, other = draw(texts()), draw(texts())
    return draw(
        st.one_of(
            paragraphs(),
            st.sampled_from(
                [
                    [f"{'#' * draw(st.integers(1, 6))} {text}"],
                    [f"## {text} ##"],
                    [f"## {text} {{#anchor}}"],
                    [text, "==="],
                    [text, other, "---"],
                    ["```py", "# 代码", "", "x", "```"],
                    ["~~~", "- 代码", "~~~"],
                    ["---"],
                    [f"| {text} | 乙 |", "|---|:-:|", f"| 丙 | {other} |"],
                    [
                        f'<div class="x" title="{draw(st.sampled_from(["属性", "b"]))}">',
                        "<p>文字 <b>粗</b></p>",
                        "</div>",
                    ],
                    ["<!-- 注释 -->"],
                    ['{{< figure src="a.png" caption="图注" >}}'],
                    ["{{% note %}}", text, "{{% /note %}}"],
                    ["::: tip 标题", text, ":::"],
                    ["[^1]: " + text],
                    ["> [!NOTE]", "> " + text],
                    ["$$", "x = 1", "$$"],
                ]
            ),
        )
    )


@st.composite
def blocks(draw: st.DrawFn, depth: int = 4) -> Lines:
    """Some blocks, one behind the other."""
    found: Lines = []
    for _ in range(draw(st.integers(1, 3))):
        found += ["", *draw(block(depth))] if found else draw(block(depth))
    return found


@st.composite
def block(draw: st.DrawFn, depth: int) -> Lines:
    if not depth or draw(st.booleans()):
        return draw(leaves())
    kind = draw(st.sampled_from(["quote", "bullet", "number", "tight", "task"]))
    if kind == "quote":
        return _indented(draw(blocks(depth - 1)), "> ", "> ")
    if kind in ("tight", "task"):
        mark = "- [ ] " if kind == "task" else "- "
        items = draw(st.lists(paragraphs(), min_size=1, max_size=3))
        return [line for item in items for line in _indented(item, mark, "  ")]
    mark = "* " if kind == "bullet" else f"{draw(st.integers(1, 12))}. "
    items = draw(st.lists(blocks(depth - 1), min_size=1, max_size=2))
    found: Lines = []
    for item in items:
        found += [*([""] if found else []), *_indented(item, mark, " " * len(mark))]
    return found


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A body, its lines ended in one way or another, and the last perhaps not."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return newline.join(draw(blocks())) + draw(st.sampled_from(["", newline, newline * 2]))
