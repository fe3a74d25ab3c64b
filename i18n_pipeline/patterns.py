"""The two small pattern languages of i18n.toml, compiled to regular expressions.

Page patterns are globs over paths with ``/``: ``*`` and ``?`` stay within a folder, ``**/`` spans
any number of folders, ``{lang}`` stands for a language. Path patterns speak of values in a page:
``section.list[*].content``, with ``*`` for any key, ``[*]`` for any index, ``**`` for any steps.
"""

from __future__ import annotations

import re
from functools import lru_cache

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say

_GLOB = re.compile(r"\*\*/|\*\*|\*|\?|\{lang\}|[^*?{]+|\{")
_STEP = re.compile(r'(?:\A|\.)(?:(\*\*)|("(?:[^"\\]|\\.)*"|[^.\[\]"]+))|\[(\*|\d+)\]')
_ANY_KEY = r'(?:\.|\A)(?:"(?:[^"\\]|\\.)*"|[^.\[\]"]+)'


@lru_cache(maxsize=256)
def page_pattern(glob: str, lang: str = "") -> re.Pattern[str]:
    """A glob as a regular expression; each ``{lang}`` is a group that matches ``lang``."""
    parts: list[str] = []
    for piece in _GLOB.findall(glob):
        if piece == "**/":
            parts.append("(?:[^/]+/)*")
        elif piece == "**":
            parts.append(".*")
        elif piece in ("*", "?"):
            parts.append("[^/]" + piece.replace("?", ""))
        elif piece == "{lang}":
            parts.append(f"({re.escape(lang)})")
        else:
            parts.append(re.escape(piece))
    return re.compile("".join(parts), re.DOTALL)


def fixed_folder(glob: str, lang: str) -> str:
    """The folder that everything a glob matches stands in: its steps before the first wildcard."""
    steps = glob.replace("{lang}", lang).split("/")[:-1]
    wild = next((i for i, step in enumerate(steps) if re.search(r"[*?]", step)), len(steps))
    return "/".join(steps[:wild])


def ending_of(glob: str, lang: str) -> str:
    """What the name of every file ends in that a glob matches: all after its last wildcard."""
    return re.split(r"[*?]", glob.replace("{lang}", lang))[-1]


def path_pattern(path: str) -> re.Pattern[str]:
    """A path pattern as a regular expression over ``show_path``.

    A key also matches its repetitions (``image`` matches ``image~2``). Raises ConfigError when the
    pattern is not one.
    """
    parts: list[str] = []
    position = 0
    while position < len(path):
        step = _STEP.match(path, position)
        if not step:
            raise ConfigError(
                say(
                    '"{path}" is not a path pattern: "{rest}" is neither .key nor [index]',
                    path=path,
                    rest=path[position:],
                )
            )
        steps, key, index = step.groups()
        if steps:
            parts.append(rf"(?:{_ANY_KEY}|\[\d+\])*")
        elif key == "*":
            parts.append(_ANY_KEY)
        elif key:
            parts.append(rf"(?:\.|\A){re.escape(key)}(?:~\d+)?")
        else:
            parts.append(r"\[\d+\]" if index == "*" else rf"\[{index}\]")
        position = step.end()
    return re.compile("".join(parts), re.DOTALL)
