"""A page in three parts: what stands before its front matter, the front matter, and the body."""

from __future__ import annotations

import re
from typing import NamedTuple

from i18n_pipeline.pages import formats
from i18n_pipeline.regions import Span

_FENCE = re.compile(r"[^\r\n]*")
_BOM = "\ufeff"


class Parts(NamedTuple):
    """``matter`` has its fences with it; all of a page that is YAML alone, "" where there is none.

    The body of a page with front matter begins with the line end of the fence.
    """

    lead: str
    matter: str
    body: str

    @property
    def around(self) -> str:
        """What stands beside the front matter, however its lines end and blank lines are at its ends."""
        return "\0".join((self.lead.removeprefix(_BOM), self.body.replace("\r\n", "\n").strip("\n")))


def parts(text: str, yaml: Span) -> Parts:
    """The parts of a text whose YAML stands there."""
    if not yaml.end:
        lead = _BOM if text.startswith(_BOM) else ""
        return Parts(lead, "", text.removeprefix(_BOM))
    if not yaml.start:
        return Parts("", text, "")
    start, fence = text.rindex("---", 0, yaml.start), _FENCE.match(text, yaml.end)
    end = fence.end() if fence else yaml.end
    return Parts(text[:start], text[start:end], text[end:])


def divide(name: str, content: bytes) -> Parts:
    """The parts of a page of this name. Raises PageError and UnicodeDecodeError."""
    text = content.decode()
    return parts(text, formats.find_yaml(name, text))


def joined(lead: str, matter: str, body: str) -> bytes:
    """A page of these parts; a body that had no front matter begins below it."""
    apart = not matter or body[:1] in ("", "\r", "\n")
    return "".join((lead, matter, "" if apart else "\n", body)).encode()


def body_line(name: str, content: bytes, script: re.Pattern[str]) -> int:
    """The first line of the body that is in a script; 0 where none is. Raises PageError."""
    lead, matter, body = divide(name, content)
    found = script.search(body)
    return f"{lead}{matter}{body[: found.start()]}".count("\n") + 1 if found else 0
