"""What an old target page says and no catalog has a place for: kept beside the catalog for translators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from i18n_pipeline.config import Config
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.messages import Notice, say

_HEAD = """\
Text of {page} that the catalog beside this file has no place for.
Take from it what is worth keeping, then delete the file.
"""


class Loose(NamedTuple):
    """A text of a page without a place: where it stands there, and why it has none."""

    line: int
    path: str
    text: str
    why: Notice
    goes: bool = False  # from the page, when merge writes it


def add_unmatched(config: Config, file: str, page: str, texts: Sequence[Loose]) -> bool:
    """Write texts of the file ``page`` into the file; what stands there stays. Returns whether it changed.

    Raises CatalogError.
    """
    raw = config.disk.read_if_there(file, CatalogError)
    old = _HEAD.format(page=page) if raw is None else _decoded(raw, file)
    known = set(_blocks(old))
    new = [block for block in dict.fromkeys(_block(page, text) for text in texts) if block not in known]
    if not new:
        return False
    config.disk.write(file, "\n".join([old.rstrip("\n") + "\n", *new]).encode(), CatalogError)
    return True


def _decoded(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CatalogError(say("not UTF-8; save the file as UTF-8"), file=file, line=line) from error


def _block(page: str, text: Loose) -> str:
    place = f" {text.path}" if text.path else ""
    lines = [f"    {line}".rstrip() for line in re.split(r"\r\n|\r|\n", text.text)]
    head = f"{page}:{text.line}{place}: {' '.join(text.why.split())}"
    return "\n".join([head, *lines]).rstrip("\n") + "\n"


def _blocks(text: str) -> list[str]:
    return [f"{block}\n" for block in re.split(r"\n\n(?=\S)", text.replace("\r\n", "\n").rstrip("\n"))]
