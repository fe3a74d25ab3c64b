"""What a text is made of while it is being translated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PieceKind(Enum):
    """The part a piece plays in its sentence, as a dictionary can tell, and its letter in patterns."""

    NAME = "X"  # Latin text, code, a protected token: stands for itself
    MARK = "K"  # punctuation
    NOUN = "N"  # and whatever else has no kind of its own
    VERB = "V"
    ADJECTIVE = "J"
    ADVERB = "D"
    PARTICIPLE = "R"  # behind what it describes: problems encountered
    PREPOSITION = "P"
    PRONOUN = "O"
    MODAL = "M"  # a base form follows
    CONJUNCTION = "C"
    COUNT = "Q"  # a number or a word like "many"
    DATE = "T"
    AT = "A"  # 在: its English stands behind its phrase
    AFTER = "B"  # 中, 上, 后, …: stands behind its phrase, goes in front of it in English
    DE = "E"  # 的 between a phrase and what it describes
    LE = "L"  # 了 and 过 behind a finished verb
    DROP = "_"  # says nothing in English


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark; ``text`` is English unless ``kind`` is one of those that only steer."""

    text: str
    kind: PieceKind
    other: str = ""  # its form in another place: deploy → deployment, quickly → rapid, need to → need
    source: str = ""  # the Chinese it stands for; empty for what stands for itself
    gap: bool = False  # a blank stood in front of it in the source
    fixed: bool = False  # a glossary term: may gain an ending and nothing else
