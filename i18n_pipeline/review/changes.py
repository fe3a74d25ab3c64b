"""What comes back from a sheet: a file that a reviewer downloaded, and that anybody may have written."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from i18n_pipeline.catalog.adopt import approved
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.ignored import named
from i18n_pipeline.checks import rules
from i18n_pipeline.config import Language
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import NOTHING, Notice, say
from i18n_pipeline.model import Message, State
from i18n_pipeline.project.judge import objection

#: Bytes that a file may have.
LARGEST = 64 * 1024 * 1024
_Name = Annotated[str, msgspec.Meta(max_length=4096)]
_Text = Annotated[str, msgspec.Meta(max_length=4 * 1024 * 1024)]
_PLAIN = r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*\Z"  # fits into a header, in one line
_Reviewer = Annotated[str, msgspec.Meta(max_length=200, pattern=_PLAIN)]


class ReviewChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One string as a reviewer wants it, and what the sheet said of it before."""

    page: _Name
    target: _Name
    id: _Text
    old: _Text
    text: _Text
    context: _Text | None = None
    ok: Annotated[list[_Name], msgspec.Meta(max_length=100)] = []  # rules it is right against


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of a file."""

    format: Literal["i18n-pipeline review 1"]
    changes: Annotated[list[ReviewChange], msgspec.Meta(max_length=200_000)]
    reviewer: _Reviewer = ""


def parse(raw: bytes, file: str) -> Changes:
    """Raises ConfigError where it is no file of a sheet."""
    try:
        if len(raw) > LARGEST:
            raise ConfigError(
                say("has more than {largest} bytes, and no sheet makes such a file", largest=LARGEST),
                file=file,
            )
        return msgspec.json.decode(raw.removeprefix(BOM_UTF8), type=Changes)  # some editors add one
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = "".join(_visible(str(error)[:200]))  # it quotes the file
        what = say("is not a file of changes from a review sheet: {why}", why=why)
        raise ConfigError(what, file=file) from error


class Judged(msgspec.Struct, frozen=True):
    """What becomes of a change: a new entry, or nothing to do, or the rule and reason it is refused for."""

    entry: Entry | None = None
    rule: str = ""
    why: Notice = NOTHING


def judge(change: ReviewChange, message: Message | None, entry: Entry | None, target: Language) -> Judged:
    """Hold a change against the message of the page and the entry of the catalog as they are now."""
    if message is None:
        return Judged(rule="older-source", why=say("the page has its source no more; make a new sheet"))
    if entry is None or entry.plural:
        return Judged(rule="not-there", why=say("the catalog has no such entry; run i18n-pipeline extract"))
    unknown = next((rule for rule in change.ok if rule not in rules()), "")
    if unknown:
        return Judged(rule="waiver", why=say("{name} names no rule", name=shown(unknown)))
    text = entry.fitted(change.text)  # where edge-blanks is ignored
    if entry.msgstr not in (change.old, text):
        why = say("the catalog says {text} by now; make a new sheet", text=shown(entry.msgstr))
        return Judged(rule="older-translation", why=why)
    against = objection(message, change.text, target, {*named(entry), *change.ok})
    if against:
        rule, what = against
        if rule in rules():
            why = say("{what}; correct it, or approve it as right with # ok: {rule}", what=what, rule=rule)
        else:
            why = say("{what}; correct it", what=what)
        return Judged(rule=rule, why=why)
    return Judged() if _is_done(entry, text, change) else Judged(approved(entry, text, change.ok))


def _is_done(entry: Entry, text: str, change: ReviewChange) -> bool:
    reviewed = entry.state is State.REVIEWED and entry.msgstr == text
    return reviewed and set(change.ok) <= set(named(entry))


def shown(text: str) -> str:
    """A text of anybody's, in quotes, as it can stand in a line of a terminal."""
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    return f'"{"".join(_visible(shown))}"'


def _visible(text: str) -> Iterator[str]:
    return (char if char.isprintable() else "␣" if char.isspace() else f"U+{ord(char):04X}" for char in text)
