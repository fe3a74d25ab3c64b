"""What is protected comes back exactly once, whatever is around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.errors import EngineError
from i18n_pipeline.protect import mask, protected, restore


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
        ("a < b，c > d", ()),
        ("[X0X]", ("[X0X]",)),
    ],
)
def test_protected_pieces(text: str, pieces: tuple[str, ...]) -> None:
    assert protected(text) == pieces


@given(st.text(st.sampled_from("中`$a{}<>/%s[X0]@.: "), max_size=30))
def test_masking_and_restoring_gives_the_text_back(text: str) -> None:
    masked, pieces = mask(text)
    assert restore(masked, pieces) == text


@pytest.mark.parametrize("answer", ["x", "[X0X] [X0X]", "[X0X] [X2X]", "[X1X] [X2X]", "[X0X][X1X][X2X]"])
def test_a_lost_repeated_or_invented_token_is_an_error(answer: str) -> None:
    with pytest.raises(EngineError):
        restore(answer, ("a", "b"))
