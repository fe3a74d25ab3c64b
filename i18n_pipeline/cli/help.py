"""Help texts in the reader's language, wrapped by the cells that a terminal shows them in."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable

import click

from i18n_pipeline.language import translated
from i18n_pipeline.messages import say

_EXTRAS = re.compile(r"(.*?)(  \[[^\]]*\])?", re.DOTALL)  # what click adds to the help of an option
_HOLDS = "\ue000"  # after a wide character that the line may not be broken behind
_NO_START = "，。、；：？！）」』】》”’…,.;:!?)]}"  # what no line begins with


def help_msgid(text: str) -> str:
    """A help text as the catalogs have it: a line a paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def _spoken(text: str) -> str:
    known = help_msgid(text)
    shown = translated(say(known))
    return text if shown == known else shown


class _Formatter(click.HelpFormatter):
    """Translates the texts; click counts characters where a terminal counts cells, and breaks at blanks."""

    def write_text(self, text: str) -> None:
        super().write_text(_spaced(_spoken(text)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        entries = []
        for first, second in rows:
            match = _EXTRAS.fullmatch(second)
            text, extras = match.groups("") if match else (second, "")
            entries.append((_wide(first), _spaced(_spoken(text) + extras)))
        super().write_dl(entries, col_max, col_spacing)

    def write_heading(self, heading: str) -> None:
        colon = ":" if heading.isascii() else "："
        self.write(f"{'':>{self.current_indent}}{heading}{colon}\n")

    def getvalue(self) -> str:
        text = super().getvalue()
        return text if text.isascii() else _unspaced(text)


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is in the reader's language."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: D102
        option = super().get_help_option(ctx)
        if option:  # made once, in the language of whoever asked first
            option.help = "Show this message and exit."
        return option

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: D102
        known = help_msgid(self.help or "")
        shown = translated(say(known))
        if shown == known:
            return super().get_short_help_str(limit)
        return re.split("\n\n|。", shown, maxsplit=1)[0]


class Group(Command, click.Group):
    """A group of them."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of work."""
        return list(self.commands)


def _is_wide(char: str) -> bool:
    from unicodedata import east_asian_width  # takes long to import, and few runs show help

    return east_asian_width(char) in "WF"


def _spaced(text: str) -> str:
    """The text with a blank after each wide character: its second cell, and a place to break a line."""
    if text.isascii():
        return text
    spaced = []
    for char, following in zip(text, [*text[1:], ""], strict=True):
        spaced.append(char)
        if _is_wide(char):
            fixed = not following or following.isspace() or following in _NO_START
            spaced.append(_HOLDS if fixed else " ")
    return "".join(spaced)


def _wide(text: str) -> str:
    """The same for a text that is not broken into lines."""
    return "".join(f"{char}{_HOLDS}" if _is_wide(char) else char for char in text)


def _unspaced(text: str) -> str:
    """The text again, once its lines are broken."""
    kept = []
    before = ""
    for char in text:
        if char != _HOLDS and not (char == " " and _is_wide(before)):
            kept.append(char)
        before = char
    return "".join(kept)
