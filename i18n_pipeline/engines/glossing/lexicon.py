"""What each Chinese word is called: the glossary first, then phrases, built-in words, and CC-CEDICT."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from i18n_pipeline.engines.glossing import dictionary, names, numbers, tables
from i18n_pipeline.engines.glossing.piece import Piece, PieceKind
from i18n_pipeline.engines.glossing.punctuation import HAN
from i18n_pipeline.errors import EngineError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Term

_CHINESE = re.compile(rf"(?:{HAN.pattern})+")
_ENDINGS = {
    PieceKind.ADVERB: re.compile("ly$"),
    PieceKind.PREPOSITION: re.compile(r"(?:^| )(?:in|on|of|to|by|with|for|under|over)$"),
    PieceKind.ADJECTIVE: re.compile(
        r"[a-z]{3}(?:[st]ive|[iu]ous|able|ible|ful|less|ical|ional|[a-z]ic)$|^\w+-\w+$"
    ),
}
_EDGE = re.compile(r"^(?=\w)|(?<=\w)$", re.ASCII)  # of a Latin word
_LONGEST = 12  # characters of all that is tried, but for terms: counts are as long
_STEM = 5  # letters


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The glossary of one engine, and everything behind it."""

    terms: Mapping[str, Term]
    phrases: Mapping[str, Term]
    longer: Mapping[str, frozenset[int]]  # the lengths of terms of more than _LONGEST, by how they begin
    mixed: re.Pattern[str]  # the terms with something else than Chinese in them, where they stand alone

    @classmethod
    def of(cls, glossary: tuple[Term, ...]) -> Lexicon:
        """Of two rows for the same source, the first counts; the starter glossary is behind them all."""
        terms = {term.source: term for term in reversed(glossary) if term.source}
        mixed = sorted((source for source in terms if not _CHINESE.fullmatch(source)), key=len, reverse=True)
        alone = "|".join(_EDGE.sub(r"\\b", re.escape(source)) for source in mixed)
        known = {**tables.terms("starter"), **tables.terms("phrases")}
        phrases = {source: phrase for source, phrase in known.items() if not _is_against(phrase, terms)}
        longer: dict[str, frozenset[int]] = {}
        for source in terms:
            if len(source) > _LONGEST:
                begin = source[:_LONGEST]
                longer[begin] = longer.get(begin, frozenset()) | {len(source)}
        return cls(terms, phrases, longer, re.compile(alone or r"(?!)", re.ASCII))

    def latin_term(self, line: str, place: int) -> Piece | None:
        """The longest term at ``place`` that is not Chinese throughout, if there is one."""
        match = self.mixed.match(line, place)
        return _term(self.terms[match.group()], fixed=True) if match else None

    def pieces(self, run: str) -> Iterator[Piece]:
        """A run of Chinese in English, its names as they are. Raises EngineError for an unknown character."""
        words, place = self.words(run), 0
        for name in filter(attrgetter("is_likely"), names.found(words, self.is_loose)):
            yield from map(self._piece, words[place : name.start])
            yield Piece(name.text, PieceKind.NAME, source=name.text, fixed=True)
            place = name.end
        yield from map(self._piece, words[place:])

    def is_loose(self, word: str) -> bool:
        """Whether nothing but CC-CEDICT, if that, knows the word, so that it may belong to a name."""
        return word not in self.terms and word not in self.phrases and word not in tables.words()

    def words(self, run: str) -> list[str]:
        """A run of Chinese in the fewest and surest words."""
        # For each place in the run: what the rest costs, and where the word here ends.
        best: list[tuple[float, int]] = [(0.0, len(run))] * (len(run) + 1)
        for start in reversed(range(len(run))):
            near = min(len(run), start + _LONGEST)
            far = (start + size for size in self.longer.get(run[start:near], ()) if start + size <= len(run))
            ends = (*range(start + 1, near + 1), *far)
            cost, end = min((self._cost(run[start:end]) + best[end][0], -end) for end in ends)
            best[start] = (cost, -end)
        words, start = [], 0
        while start < len(run):
            words.append(run[start : best[start][1]])
            start = best[start][1]
        return words

    def _cost(self, word: str) -> float:
        """How reluctantly a word is used: a term gives way only where it would cut a word in two."""
        single = len(word) == 1
        if word in self.terms:
            return 0.8 if single else 0.2
        if word in self.phrases:
            return 0.85 if single else 0.25
        if word in tables.words() or (word[0] in numbers.START and numbers.piece(word)):
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
        piece = tables.words().get(word) or (numbers.piece(word) if word[0] in numbers.START else None)
        if piece:
            return piece
        sense = dictionary.sense(word)
        if sense is None:
            raise EngineError(say('no dictionary knows "{word}": add it to the glossary', word=word))
        kind = PieceKind.VERB if sense.verb else _kind(sense.text)
        return Piece(sense.text, kind, other=sense.noun, source=word)


def _is_against(phrase: Term, terms: Mapping[str, Term]) -> bool:
    """Whether something stands in the phrase that a glossary calls otherwise."""
    source, size = phrase.source, len(phrase.source)
    parts = (source[at:end] for at in range(size) for end in range(at + 1, size + 1)) if terms else ()
    targets = (terms[part].target for part in parts if part in terms)
    # The start of a word is enough: containerized agrees with containerization.
    words = (word[:_STEM] for target in targets for word in target.lower().split())
    return any(word not in phrase.target.lower() for word in words)


def _term(term: Term, *, fixed: bool) -> Piece:
    """A term or phrase; the grammar of its source is that of the built-in word, or of the dictionary's."""
    if not term.target:
        return Piece(term.source, PieceKind.NAME, source=term.source, fixed=fixed)
    known = tables.words().get(term.source)
    if known and not (known.kind is PieceKind.ADVERB and known.text != term.target):
        return replace(known, text=term.target, other="", fixed=fixed)
    sense = dictionary.sense(term.source)
    kind = tables.kinds().get(term.target, _kind(term.target))
    first, _, rest = term.target.partition(" ")
    if tables.kinds().get(first) is PieceKind.ADJECTIVE and rest.startswith(("and ", "to ")):
        kind = PieceKind.ADJECTIVE  # mature and stable, easy to use
    if sense and not sense.verb and kind is PieceKind.VERB:
        kind = PieceKind.NOUN  # a store, not to store
    elif sense and sense.verb and sense.text == term.target:
        kind = PieceKind.VERB
    return Piece(term.target, kind, source=term.source, fixed=fixed)


def _kind(english: str) -> PieceKind:
    """A guess from the ending."""
    return next((kind for kind, ending in _ENDINGS.items() if ending.search(english)), PieceKind.NOUN)
