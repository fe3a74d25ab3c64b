"""A sheet as one HTML file: data, words, style and script in it, and a policy that admits nothing else.

The data holds no character that HTML could take for markup, and the script puts texts into the page
as texts only. The policy names the script and the style by their hashes, so nothing else can run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files
from string import Template

import msgspec

from i18n_pipeline.review.live import table
from i18n_pipeline.review.sheet import Sheet

#: Parts of the one script, in their order.
SCRIPTS = (
    "base.js",
    "reading.js",
    "check.js",
    "changes.js",
    "rows.js",
    "confidence.js",
    "overview.js",
    "moving.js",
    "sheet.js",
)
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def render(sheet: Sheet) -> str:
    """The whole file."""
    style, script = part("sheet.css"), "".join(map(part, SCRIPTS))
    return Template(part("sheet.html")).substitute(
        policy=policy(script, style),
        title=html.escape(f"{sheet.project} · i18n-pipeline review"),
        style=style,
        script=script,
        words=_embedded(json.dumps(words(), ensure_ascii=False)),
        table=_embedded(json.dumps(table())),
        data=_embedded(msgspec.json.encode(sheet).decode()),
    )


def policy(script: str, style: str) -> str:
    """The content security policy: this script, this style, no network, no frames, no forms."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def words() -> dict[str, dict[str, str]]:
    """What the sheet itself says, by language."""
    found: dict[str, dict[str, str]] = json.loads(part("words.json"))
    return found


@cache
def part(name: str) -> str:
    """A file of the sheet."""
    return files("i18n_pipeline.review").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def _embedded(text: str) -> str:
    """JSON that can stand in a script element, whatever it says."""
    return text.translate(_ESCAPES)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
