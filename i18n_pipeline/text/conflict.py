"""What git leaves in a file where it could not join two versions of it."""

from __future__ import annotations

import re

from i18n_pipeline.messages import say

CONFLICT = say("git left a conflict here; keep one of the two versions, and delete the lines that git added")
_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n]*$.*?(?:^[ \t>]*\1|\Z)", re.MULTILINE | re.DOTALL)
_SIGNS = tuple(re.compile(rf"^{sign}(?:[ \r\n]|\Z)", re.MULTILINE) for sign in ("<{7}", "={7}", ">{7}"))


def conflict_line(text: str) -> int:
    """The line where a conflict begins, but for one that Markdown shows as code; 0 where none does."""
    at, begins = 0, -1
    if "<<<<<<< " in text:
        text = _FENCED.sub(lambda found: "\n" * found[0].count("\n"), text)
    for sign in _SIGNS if "<<<<<<< " in text else ():
        found = sign.search(text, at)
        if not found:
            return 0
        begins, at = found.start() if begins < 0 else begins, found.end()
    return text.count("\n", 0, begins) + 1 if begins >= 0 else 0
