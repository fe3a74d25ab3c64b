"""What the tool says to people: English that remembers what it was made of.

``say("{path} is taken over as fuzzy: {doubt}", path=path, doubt=doubt)`` *is* the English text, a ``str``
that can be printed, compared, written to a file and pickled. It remembers its msgid and its values, so
that where a person reads it ``language.translated`` can say the same in their language. Values may be
such messages themselves.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping

Value = str | int | float


class Notice(str):
    """A message in English; ``plural`` is "" unless its form hangs on the value ``n``."""

    __slots__ = ("msgid", "plural", "values")
    msgid: str
    values: Mapping[str, Value]
    plural: str

    def __new__(  # noqa: D102
        cls, msgid: str, values: Mapping[str, Value] | None = None, plural: str = ""
    ) -> Notice:
        values = values or {}
        form = plural if plural and values["n"] != 1 else msgid
        made = super().__new__(cls, form.format(**values) if values else form)
        made.msgid, made.values, made.plural = msgid, values, plural
        return made

    def __reduce__(self) -> tuple[type[Notice], tuple[str, dict[str, Value], str]]:
        return Notice, (self.msgid, dict(self.values), self.plural)


def say(msgid: str, /, **values: Value) -> Notice:
    """A message; ``{name}`` in it stands for a value. Without values braces are what they are."""
    return Notice(msgid, values)


def counted(one: str, many: str, n: int, /, **values: Value) -> Notice:
    """``1 page``, ``2 pages``: a message in the form that goes with ``n``, which is one of its values."""
    return Notice(one, {"n": n, **values}, many)


def msgid(text: str, /) -> str:
    """A msgid that is said later, in a table for instance: it marks the text for the catalogs."""
    return text


def put(form: str, /, **values: Value) -> Notice:
    """Values put together in a form that is the same in every language: ``{file}:{line}: {what}``."""
    return Notice(form, values)


def quoted(text: str) -> Notice:
    """A text of somebody else's, such as a service's or a library's: the same in every language."""
    return put("{text}", text=text)


def listed(parts: Iterable[str], by: str = ", ") -> Notice:
    """The parts, one after the other, with a comma between them, or what else is said with ``say``."""
    items = list(parts)
    form = "{by}".join(f"{{part{at}}}" for at in range(len(items)))
    return Notice(form, {"by": _BETWEEN.get(by, by), **{f"part{at}": part for at, part in enumerate(items)}})


def joined(parts: Iterable[Notice]) -> Notice:
    """Parts of a sentence, with a comma between them; what is ``listed`` are names or numbers."""
    sentence = NOTHING
    for part in parts:
        sentence = say("{before}, {after}", before=sentence, after=part) if sentence else part
    return sentence


#: Notice where there is nothing to say.
NOTHING = Notice("")
_BETWEEN = {", ": say(", "), "; ": say("; ")}
NOT_THERE = say("No such file or directory")
_REASONS = {
    errno.EACCES: say("Permission denied"),
    errno.EDQUOT: say("Disk quota exceeded"),
    errno.EEXIST: say("File exists"),
    errno.EFBIG: say("File too large"),
    errno.EIO: say("Input/output error"),
    errno.EISDIR: say("Is a directory"),
    errno.ELOOP: say("Too many levels of symbolic links"),
    errno.EMFILE: say("Too many open files"),
    errno.ENAMETOOLONG: say("File name too long"),
    errno.ENOENT: NOT_THERE,
    errno.ENOSPC: say("No space left on device"),
    errno.ENOTDIR: say("Not a directory"),
    errno.ENOTEMPTY: say("Directory not empty"),
    errno.EPERM: say("Operation not permitted"),
    errno.EROFS: say("Read-only file system"),
}


def reason(error: OSError) -> Notice:
    """What the system says of an error, or one of ours of itself (``why``)."""
    why = getattr(error, "why", None)
    if isinstance(why, Notice):
        return why
    return _REASONS.get(error.errno or 0) or quoted(error.strerror or str(error))
