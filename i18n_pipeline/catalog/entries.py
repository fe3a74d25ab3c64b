"""The frozen data of a catalog."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from i18n_pipeline.model import Key, State

#: Flags that come and go when a machine changes a text, or a page its source. An approval is a change of the
#: same line, so git cannot join the two. To everybody else they say nothing.
AGAIN, _REDRAFTED = "changed-again", "redrafted-"
_ONE_LINE = 32  # characters of two columns that stand on the line of their msgid, whoever writes it


class Entry(NamedTuple):
    """One message of a PO file. Comments are texts of one line or several, without their marks.

    Two are equal wherever they stand: in all but their last field.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    comment: str = ""  # "# ", the translator's
    extracted: str = ""  # "#. ", for the translator
    files: tuple[str, ...] = ()  # "#: "
    flags: tuple[str, ...] = ()  # "#, "
    previous: Key | None = None  # "#| "
    obsolete: bool = False  # "#~ "
    plural: tuple[str, tuple[str, ...]] | None = None  # msgid_plural and its forms, kept as found
    line: int = 0  # where it was read

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.msgid)  # a part of it, quickly

    @property
    def key(self) -> Key:
        """What identifies it."""
        return (self.msgctxt, self.msgid)

    @property
    def fuzzy(self) -> bool:
        """Whether a person still has to look at it."""
        return "fuzzy" in self.flags

    @property
    def lasting_flags(self) -> tuple[str, ...]:
        """Those that do not go when a person has looked at it."""
        return tuple(flag for flag in self.flags if flag != AGAIN and not flag.startswith(_REDRAFTED))

    @property
    def state(self) -> State:
        """Where it stands on its way to reviewed."""
        if not self.msgstr:
            return State.MISSING
        if not self.fuzzy:
            return State.REVIEWED
        if self.previous in (None, self.key) or f"({text_hash(self.key, self.msgstr)}" in self.comment:
            return State.DRAFT
        return State.STALE  # the text was made for another source

    @property
    def spans_lines(self) -> bool:
        """Whether lines that a change of the source leaves alone may stand between its state and its text.

        Git joins two changes that are parted by a line. Tools break lines at 76 columns, if not before.
        """
        return self.msgctxt is not None or "\n" in self.msgid or len(self.msgid) > _ONE_LINE

    def fitted(self, text: str) -> str:
        """``text`` with line breaks at its edges where the msgid has one, as ``msgfmt -c`` asks for.

        And without the two characters that no PO file can hold.
        """
        text = text.replace("\0", "").replace("\4", "")
        if text.startswith("\n") != self.msgid.startswith("\n"):
            text = text.lstrip("\n") if text.startswith("\n") else f"\n{text}"
        if text.endswith("\n") != self.msgid.endswith("\n"):
            text = text.rstrip("\n") if text.endswith("\n") else f"{text}\n"
        return text

    def marked(self, msgstr: str, *, comment: str, previous: Key | None) -> Entry:
        """The same entry with another text, fuzzy."""
        flags = self.flags if self.fuzzy else ("fuzzy", *self.flags)
        return self._replace(msgstr=msgstr, comment=comment, previous=previous, flags=flags)

    def redrafted(self, msgstr: str, *, comment: str, previous: Key | None) -> Entry:
        """The same as ``marked``, in place of another text that a machine wrote."""
        new = self.marked(msgstr, comment=comment, previous=previous)
        if msgstr == self.msgstr:
            return new
        return new._replace(flags=(*new.lasting_flags, f"{_REDRAFTED}{text_hash(self.key, msgstr)}"))


def text_hash(key: Key, msgstr: str) -> str:
    """A short hash, 8 digits, of a text and of the message that it was made for."""
    text = "\0".join([key[0] or "", key[1], msgstr])
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO or POT file: its header, a message without a msgid, and its entries in file order."""

    head: Entry = field(default_factory=lambda: Entry(""))
    entries: tuple[Entry, ...] = ()
    tail: str = field(default="", compare=False)  # what stands behind the last entry
    read_from: bytes | None = field(default=None, compare=False)  # the file's content; None: not on disk
    #: The text that each entry was read from, in file order.
    pieces: dict[Entry, str] = field(default_factory=dict, compare=False, repr=False)

    def by_key(self) -> dict[Key, Entry]:
        """The entries in use."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}

    def header(self, name: str) -> str:
        """One header field, the first of that name, or "" ."""
        lines = (line.partition(":") for line in self.head.msgstr.split("\n"))
        return next((value.strip() for field, colon, value in lines if colon and field == name), "")
