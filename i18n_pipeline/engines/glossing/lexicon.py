"""What each Chinese word is called: the glossary first, then phrases, built-in words, and CC-CEDICT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from i18n_pipeline.engines.glossing import dictionary, numbers, phrases
from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.punctuation import HAN
from i18n_pipeline.engines.glossing.words import KINDS, WORDS
from i18n_pipeline.errors import EngineError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Term

_COUNTED = re.compile(rf"(第?)({numbers.NUMERAL})([多余]?)([{numbers.MEASURES}年天]?)")
_PERCENT = re.compile(rf"百分之({numbers.NUMERAL})")
_CHINESE = re.compile(rf"(?:{HAN.pattern})+")
_DESCRIBING = re.compile(r"[a-z]{3}(?:[st]ive|[iu]ous|able|ible|ful|less|ical|ional|[a-z]ic)$|^\w+-\w+$")
_LETTER = re.compile(r"[A-Za-z0-9_]")
_LONGEST_COUNT = 12  # characters


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The glossary of one engine, and everything behind it."""

    terms: dict[str, Term]
    phrases: dict[str, Term]
    longest: int  # the longest Chinese worth trying, in characters
    mixed: tuple[str, ...]  # the terms with something else than Chinese in them, longest first

    @classmethod
    def of(cls, glossary: tuple[Term, ...]) -> Lexicon:
        """Of two rows for the same source, the first counts."""
        terms = {term.source: term for term in reversed(glossary) if term.source}
        mixed = sorted((source for source in terms if not _CHINESE.fullmatch(source)), key=len, reverse=True)
        known = phrases.agreeing(terms)
        longest = max([_LONGEST_COUNT, dictionary.LONGEST, *map(len, terms), *map(len, known)])
        return cls(terms, known, longest, tuple(mixed))

    def latin_term(self, line: str, place: int) -> Piece | None:
        """The longest term at ``place`` that is not Chinese throughout, if there is one."""
        for source in self.mixed:
            if line.startswith(source, place) and _stands_alone(line, place, place + len(source)):
                return _term(self.terms[source], fixed=True)
        return None

    def pieces(self, run: str) -> Iterator[Piece]:
        """A run of Chinese characters, word by word: the split with the fewest and surest words.

        Raises EngineError when a character is in no dictionary.
        """
        # For each place in the run, from the end: what the rest costs, and how long the word here is.
        best: list[tuple[float, int]] = [(0.0, 0)]
        for start in range(len(run) - 1, -1, -1):
            ends = range(start + 1, min(len(run), start + self.longest) + 1)
            ways = [(self._cost(run[start:end]) + best[end - start - 1][0], start - end) for end in ends]
            cost, length = min(ways)
            best.insert(0, (cost, -length))
        start = 0
        while start < len(run):
            length = best[start][1]
            yield self._piece(run[start : start + length])
            start += length

    def _cost(self, word: str) -> float:
        """How reluctantly a word is used: a term gives way only where it would cut a word in two."""
        single = len(word) == 1
        if word in self.terms:
            return 0.8 if single else 0.2
        if word in self.phrases:
            return 0.85 if single else 0.25
        if word in WORDS:
            return 0.9
        if _number(word):
            return 0.9
        if word not in dictionary.entries():
            return 100.0 if single else 1000.0
        if single:
            return 1.6
        if word[-1] in "的了":
            return 3.0  # more often a word and its particle than 小的, "I", or 面的, "minibus"
        return 0.5 + 0.25 * len(word)

    def _piece(self, word: str) -> Piece:
        if word in self.terms:
            return _term(self.terms[word], fixed=True)
        if word in self.phrases:
            return _term(self.phrases[word], fixed=False)
        found = WORDS.get(word) or _number(word)
        if found:
            return found
        sense = dictionary.sense(word)
        if sense is None:
            raise EngineError(say('no dictionary knows "{word}": add it to the glossary', word=word))
        kind = Kind.VERB if sense.verb else _kind(sense.text)
        return Piece(sense.text, kind, other=sense.noun, source=word)


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Whether a Latin edge of ``line[start:end]`` is also the edge of a word."""
    left = _LETTER.match(line[start]) and start and _LETTER.match(line[start - 1])
    right = _LETTER.match(line[end - 1]) and end < len(line) and _LETTER.match(line[end])
    return not left and not right


def _term(term: Term, *, fixed: bool) -> Piece:
    """A term or phrase; the grammar of its source is that of the built-in word, or of the dictionary's."""
    if not term.target:
        return Piece(term.source, Kind.NAME, source=term.source, fixed=fixed)
    known = WORDS.get(term.source)
    if known and not (known.kind is Kind.ADVERB and known.text != term.target):
        return replace(known, text=term.target, other="", fixed=fixed)
    sense = dictionary.sense(term.source)
    kind = KINDS.get(term.target, _kind(term.target))
    first, _, rest = term.target.partition(" ")
    if KINDS.get(first) is Kind.ADJECTIVE and rest.startswith(("and ", "to ")):
        kind = Kind.ADJECTIVE  # mature and stable, easy to use
    if sense and not sense.verb and kind is Kind.VERB:
        kind = Kind.NOUN  # a store, not to store
    elif sense and sense.verb and sense.text == term.target:
        kind = Kind.VERB
    return Piece(term.target, kind, source=term.source, fixed=fixed)


def _kind(english: str) -> Kind:
    """A guess from the ending."""
    if english.endswith("ly"):
        return Kind.ADVERB
    if english.rpartition(" ")[2] in {"in", "on", "of", "to", "by", "with", "for", "under", "over"}:
        return Kind.PREPOSITION
    return Kind.ADJECTIVE if _DESCRIBING.search(english) else Kind.NOUN


def _number(word: str) -> Piece | None:
    if word[0] not in "第零〇一二两三四五六七八九十百千万亿":
        return None
    percent = _PERCENT.fullmatch(word)
    if percent:
        return Piece(f"{numbers.value(percent.group(1))}%", Kind.COUNT, source=word)
    counted = _COUNTED.fullmatch(word)
    if not counted:
        return None
    ordinal, numeral, more, measure = counted.groups()
    number = numbers.value(numeral)
    if number is None or not (ordinal or measure or (len(numeral) > 1 and number > 9)):
        return None
    if ordinal:
        return Piece(numbers.ordinal(number), Kind.ADJECTIVE, source=word)
    digits = "a" if number == 1 and measure not in "年天" else numbers.cardinal(number)
    return Piece(numbers.counted(digits, more, measure), Kind.COUNT, source=word)
