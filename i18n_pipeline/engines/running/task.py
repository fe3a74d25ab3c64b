"""What a chain of engines is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from i18n_pipeline.engines.base import Context, Engine, Settings
from i18n_pipeline.engines.running.runner import Pace
from i18n_pipeline.errors import ConfigError, EngineError, TemporaryEngineError
from i18n_pipeline.messages import NOTHING, Notice


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to draft. ``guard`` tells why a draft of it cannot be, or nothing.

    One that has a draft is for some ``engines`` alone; the draft stays where they give no other. ``anew``:
    what they answered before is not meant. ``names`` in it are not to be translated.
    """

    text: str
    context: Context
    guard: Callable[[str], Notice]
    engines: tuple[str, ...] | None = None  # None: all of the chain
    anew: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One engine of the chain."""

    name: str
    settings: Settings
    pace: Pace
    create: Callable[[], Engine]
    price: float = 0.0  # of a million characters


@dataclass(slots=True)
class Budget:
    """How many characters may still be sent to engines; None means any number."""

    characters: int | None = None

    def take(self, text: str) -> bool:
        """Whether the text may be sent; if so it is counted."""
        if self.characters is None:
            return True
        if len(text) > self.characters:
            return False
        self.characters -= len(text)
        return True


class Planned(str):
    """What stands for a draft in a dry run, where an engine would be asked: no rule looks at it."""

    __slots__ = ()


class NotAskedError(EngineError):
    """A text that the limit on characters leaves no room for."""


class NotPaidTwiceError(TemporaryEngineError):
    """An answer that costs money may be in a shared cache that is away."""


@dataclass(slots=True)
class Outcome:
    """What became of the texts, filled while they are asked."""

    drafts: dict[str, tuple[str, str]] = field(default_factory=dict)  # text → draft, engine and version
    engines: dict[str, str] = field(default_factory=dict)  # text → the engine of its draft
    refused: dict[str, Notice] = field(default_factory=dict)  # text → why no engine could
    unasked: set[str] = field(default_factory=set)  # texts that there was no room for
    cached: int = 0
    asked: int = 0
    requests: int = 0  # that a dry run would make
    sent: dict[str, int] = field(default_factory=dict)  # engine → characters
    away: dict[str, Notice] = field(default_factory=dict)  # engine → why it fails for now
    waiting: dict[str, str] = field(default_factory=dict)  # text → the first engine that is away
    unusable: dict[str, ConfigError] = field(default_factory=dict)  # engine → why it cannot work
    receipts: set[tuple[str, str]] = field(default_factory=set)  # scope and text of what was asked anew
    unnoted: Notice = NOTHING  # why it is not counted what the rest takes
    interrupted: bool = False  # by Ctrl-C or SIGTERM
