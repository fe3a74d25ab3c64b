"""What must come through a translation unchanged, and how to keep it out of an engine's hands.

Code, URLs, placeholders, tags and the like are masked as ``[X0X]``, ``[X1X]``, … before the
engine sees the text, and put back afterwards, each exactly once.
"""

from __future__ import annotations

import re

from i18n_pipeline.errors import EngineError

#: Changes whenever a text may be masked otherwise.
MASK_VERSION = "1"

_PROTECTED = re.compile(
    r"""
      (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)      # Markdown code
    | \{\{.*?\}\} | \{%.*?%\}                       # templates, Hugo shortcodes
    | \\?\$\{[^{}]*\}                               # ${VAR}
    | (?:https?|ftp|mailto):[^\s<>"'，。；、（）()\u4e00-\u9fff]+   # URLs
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[A-Za-z][\w-]*)+      # e-mail
    | </?[A-Za-z][^<>]*> | <!--.*?-->               # HTML
    | %(?:\(\w+\))?[-+ 0#]*\d*(?:\.\d+)?[sdifxr](?![A-Za-z])  # printf
    | \{\w*\}                                       # {name}
    """,
    re.VERBOSE | re.ASCII,
)
_MASK = re.compile(r"\[X(\d{1,6})X\]", re.ASCII)


def mask(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace each protected piece by its token; return the masked text and the pieces.

    A text that already holds something like a token has that protected too.
    """
    pieces: list[str] = []

    def take(match: re.Match[str]) -> str:
        pieces.append(match.group())
        return f"[X{len(pieces) - 1}X]"

    return re.sub(f"{_MASK.pattern}|{_PROTECTED.pattern}", take, text, flags=_PROTECTED.flags), tuple(pieces)


def protected(text: str) -> tuple[str, ...]:
    """The pieces of ``text`` that a translation must repeat unchanged, in order."""
    return mask(text)[1]


def restore(answer: str, pieces: tuple[str, ...]) -> str:
    """Put the pieces back.

    Raises EngineError when a token is missing, repeated or invented.
    """
    found = sorted(int(number) for number in _MASK.findall(answer))
    if found != list(range(len(pieces))):
        raise EngineError("the engine lost or repeated a protected piece (code, URL, placeholder)")
    return _MASK.sub(lambda match: pieces[int(match.group(1))], answer)
