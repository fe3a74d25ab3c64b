"""What the lines of a broken page show: nothing may be lost, whatever it looks like."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.align.salvage import salvage
from i18n_pipeline.model import show_path


def shown(text: str) -> dict[str, str]:
    return {show_path(found.path): found.value for found in salvage(text)}


def test_a_page_that_is_fine() -> None:
    text = "---\ntitle: A\nlist:\n  - name: 'B'\n    content: \"C\"\n  - name: D\nmore:\n- E\n- F\nblock: |\n  G\n  H\n---\nBody\n"
    assert shown(text) == {
        "title": "A", "list[0].name": "B", "list[0].content": "C", "list[1].name": "D",
        "more[0]": "E", "more[1]": "F", "block": "G\nH", "?14": "Body",
    }  # fmt: skip


def test_wrong_indentation_colons_and_stray_lines() -> None:
    text = "a: One: two\n  - b: Three\n   c: Four\n goes on\nstray\n# remark\na: Again\n"
    found = shown(text)
    assert found["a"] == "One: two"
    assert found["a~2"] == "Again"
    assert {"stray", "# remark"} <= set(found.values())
    assert "Three" in " ".join(found.values())


_LINES = st.lists(
    st.text(st.sampled_from("ab:- '\"#|>\t中。{}[]&*"), max_size=12)
    | st.sampled_from(["  - a: b", "key:", "---", "- - x", "a: |"]),
    max_size=8,
)


@given(_LINES)
def test_no_word_is_lost(written: list[str]) -> None:
    found = " ".join(value for value in shown("\n".join(written)).values())
    for line in written:
        for word in re.findall(r"[ab中。]{2,}(?!:)", re.sub(r"^[\s-]*[ab]+:(?=\s|$)", "", line)):
            assert word in found
    paths = [item.path for item in salvage("\n".join(written))]
    assert len(paths) == len(set(paths))
