"""The one place that prints. Whatever comes here, of pages, engines or git, is text and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from i18n_pipeline import visible
from i18n_pipeline.language import translated

if TYPE_CHECKING:
    from rich.console import Console


def echo(text: str, *, err: bool = False) -> None:
    """Print a message in the reader's language, or a text that is no message as it is: one line."""
    click.echo(safe(text), err=err)


def echo_lines(text: str, *, err: bool = False) -> None:
    """Print a text of several lines, each as it is."""
    click.echo(visible.lines(text), err=err, nl=False)


def echo_json(text: str) -> None:
    """Print JSON."""
    click.echo(visible.in_json(text))


def safe(text: str) -> str:
    """A message in the reader's language, as it is printed."""
    return visible.line(translated(text))


def is_watched(*, err: bool = False) -> bool:
    """Whether a person is looking, and no program."""
    return (sys.stderr if err else sys.stdout).isatty()


def console(*, err: bool = False, width: int | None = None) -> Console:
    """For what is drawn, of texts that are ``safe``: it takes no markup in them."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    file = stream.plain if isinstance(stream, _Guarded) else stream
    return Console(file=file, width=width, markup=False, emoji=False, highlight=False)


@contextmanager
def guarded() -> Iterator[None]:
    """A block in which what libraries print is made safe as well: usage errors, warnings, tracebacks."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (
        stream if stream is None or isinstance(stream, _Guarded) else cast(TextIO, _Guarded(stream))
        for stream in before
    )
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


class _Guarded:
    def __init__(self, plain: TextIO) -> None:
        self.plain = plain

    def write(self, text: str) -> int:
        self.plain.write(visible.lines(text))
        return len(text)

    def writelines(self, texts: Any) -> None:
        for text in texts:
            self.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)
