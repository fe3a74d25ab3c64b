"""Cut a text that is too long for a service, at the mildest places, and put answers together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from i18n_pipeline.errors import EngineError

_TOKEN = re.compile(r"\[X\d+X\]")
_CUTS = (
    re.compile(r"[^\n]*\n+|[^\n]+"),
    re.compile(r".*?(?:[。！？!?]+[”’」』）》\s]*|$)", re.DOTALL),
    re.compile(r".*?(?:[，；,;]+\s*|$)", re.DOTALL),
    re.compile(r"\[X\d+X\]|.", re.DOTALL),
)
_UNSPACED = {"zh", "ja", "yue", "th", "lo", "km", "my"}


def cut(text: str, limit: int, level: int = 0) -> list[str]:
    """Pieces of at most ``limit`` bytes that join to the text: cut at lines, sentences, clauses.

    A protected token is never cut.
    """
    if len(text.encode()) <= limit or level == len(_CUTS):
        return [text]
    pieces: list[str] = []
    for part in filter(None, _CUTS[level].findall(text)):
        if pieces and len((pieces[-1] + part).encode()) <= limit:
            pieces[-1] += part
        else:
            pieces += cut(part, limit, level + 1)
    return pieces


def in_pieces(
    text: str,
    limit: int,
    target: str,
    ask: Callable[[str], str | EngineError],
    *,
    sentences: bool = False,
) -> str | EngineError:
    """Translate ``text`` piece by piece, so that its lines and the blanks around them stay.

    ``sentences``: each is a piece of its own, also where more would fit. A piece without a letter or digit
    outside tokens is its own translation. The first piece that has no answer decides.
    """
    glue = "" if target.partition("_")[0] in _UNSPACED else " "
    whole = ""
    for piece in _pieces(text, limit, sentences):
        answer = ask(piece) if any(map(str.isalnum, _TOKEN.sub("", piece))) else piece
        if isinstance(answer, EngineError):
            return answer
        if whole and not whole[-1].isspace() and not answer[:1].isspace():
            whole += glue
        whole += answer
    return whole


def _pieces(text: str, limit: int, sentences: bool) -> Iterator[str]:
    for line in re.split(r"(\n+)", text):
        for part in _CUTS[1].findall(line) if sentences else [line]:
            if part:
                yield from cut(part, limit)
