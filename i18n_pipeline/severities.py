"""How bad what a rule finds is where i18n.toml says so: [checks], and ``checks`` of a [[rule]]."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import NOTHING, Notice, listed, say
from i18n_pipeline.model import Severities, Severity

#: Rules whose errors break pages or catalogs.
FIXED = frozenset(("edge-blanks", "html", "markdown", "placeholders"))
_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "off": None}


@cache
def rule_names() -> Sequence[str]:
    """Those of all quality rules, without loading one: each is a file."""
    files = Path(__file__).with_name("checks").glob("[a-z]*.py")
    return sorted(file.stem.replace("_", "-") for file in files if file.stem != "base")


def severities(table: Mapping[str, object], text: str, line: int = 1) -> Severities:
    """What a table says that stands in the ``text`` of i18n.toml, from ``line`` on. Raises ConfigError."""
    for name, value in table.items():
        what = _objection(name, value)
        if what:
            raise ConfigError(what, line=_line_of(name, value, text, line))
    return tuple((name, _LEVELS[str(value)]) for name, value in table.items())


def _objection(name: str, value: object) -> Notice:
    if name not in rule_names():
        return _unknown(say('"{name}" names no rule', name=name), name, rule_names())
    if not isinstance(value, str) or value not in _LEVELS:
        told = str(value).lower() if isinstance(value, bool) else str(value)
        return _unknown(say('"{value}" is no severity of {rule}', value=told, rule=name), told, list(_LEVELS))
    if name in FIXED and value != "error":
        return say(
            "{rule} stays an error, as what it objects to breaks pages; "
            "where a translation is right, say so there with # ok: {rule}",
            rule=name,
        )
    return NOTHING


def _unknown(what: Notice, word: str, known: Sequence[str]) -> Notice:
    from difflib import get_close_matches  # slow to import, seldom needed

    told = say("{what}; there are: {known}", what=what, known=listed(known))
    close = get_close_matches(word, known, 1)
    return say("{told}; did you mean {close}?", told=told, close=close[0]) if close else told


def _line_of(name: str, value: object, text: str, first: int) -> int:
    """Where it is said, if it is written there as it reads."""
    said = rf"\s*[\"']{re.escape(value)}[\"']" if isinstance(value, str) else ""
    key = re.compile(rf"(?:[^#]*[\s{{,.])?[\"']?{re.escape(name)}[\"']?\s*={said}")
    lines = enumerate(text.splitlines(), 1)
    return next((at for at, line in lines if at >= first and key.match(line)), first)
