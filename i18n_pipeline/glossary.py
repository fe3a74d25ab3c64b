"""glossary.csv: the terms of a project, and finding them in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Term
from i18n_pipeline.tables import read_table, render_rows


class Glossary(tuple[Term, ...]):
    """Terms, with an index that is made once: texts are many."""

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Glossary:
        """The terms themselves where they are a glossary already."""
        return terms if isinstance(terms, cls) else cls(terms)

    @cached_property
    def by_source(self) -> dict[str, Term]:
        """The terms by what they translate."""
        return {term.source: term for term in self}

    @cached_property
    def noted(self) -> Glossary:
        """The terms that have a note for translators."""
        return Glossary(term for term in self if term.note)

    @cached_property
    def _by_start(self) -> dict[str, list[Term]]:
        """The terms by their first two characters, or the one they have; the longest first."""
        index: dict[str, list[Term]] = {}
        for term in sorted(self, key=lambda term: -len(term.source)):
            index.setdefault(term.source[:2], []).append(term)
        return index

    @cached_property
    def _first(self) -> re.Pattern[str]:
        """A character that a term may begin with, before one that may be its second."""
        alone = _one_of(start for start in self._by_start if len(start) == 1)
        first = _one_of(start[0] for start in self._by_start)
        return re.compile(f"{alone}|{first}(?={_one_of(start[1:] for start in self._by_start)})")

    def found_in(self, text: str) -> Iterator[Term]:
        """The terms in ``text`` from left to right, the longest where several begin.

        Where a term runs into the next one, neither is told: 进行业务 is not about a 行业.
        """
        return (term for _, term in self.places_in(text))

    def places_in(self, text: str) -> Iterator[tuple[int, Term]]:
        """As ``found_in``, each with where it begins."""
        at = 0
        while self and (found := self._first.search(text, at)):
            at = found.start()
            term = self._at(text, at)
            end = at + (len(term.source) if term else 1)
            crossed = term and self._end_of_a_crossing(text, at, end)
            if term and not crossed:
                yield at, term
            at = crossed or end

    def _end_of_a_crossing(self, text: str, start: int, end: int) -> int:
        for at in range(start + 1, end):
            other = self._at(text, at)
            if other and at + len(other.source) > end:
                return at + len(other.source)
        return 0

    def _at(self, text: str, at: int) -> Term | None:
        for start in (text[at : at + 2], text[at]):
            for term in self._by_start.get(start, ()):
                if text.startswith(term.source, at) and _is_whole(text, at, at + len(term.source)):
                    return term
        return None


def _one_of(chars: Iterable[str]) -> str:
    """A pattern for one of these characters; of none, for nothing."""
    found = "".join(set(chars))
    return f"[{re.escape(found)}]" if found else "(?!)"


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut in two at the edges: "Pod" is not in "Podman"."""
    return not any(
        edge and _is_latin(text[edge - 1]) and _is_latin(text[edge : edge + 1]) for edge in (start, end)
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


_COLUMNS = ("source", "target", "note")


def parse_glossary(raw: bytes, file: str) -> Glossary:
    """The rows of a glossary with the columns source, target and note.

    An empty target means: keep the source as it is; ``a | b``: use a, b is right as well. Raises ConfigError,
    with file and line.
    """
    terms: dict[str, Term] = {}
    for line, cells in read_table(raw, file, _COLUMNS):
        source, targets, note = map(str.strip, cells)
        target, *also = map(str.strip, targets.split("|"))
        if not source:
            raise ConfigError(
                say("a row has a source, a target and a note; this one has no source"), file=file, line=line
            )
        term = Term(source, target, note, tuple(filter(None, also)))
        if terms.setdefault(source, term).allowed != term.allowed:
            what = say(
                '{source} has two translations, "{target}" and "{other}"; keep one or write a | b in one row',
                source=source,
                target=" | ".join(terms[source].allowed),
                other=" | ".join(term.allowed),
            )
            raise ConfigError(what, file=file, line=line)
    return Glossary(terms.values())


def render_glossary(terms: Iterable[Term]) -> str:
    """Rows as they stand in a glossary, without its first line."""
    return render_rows((term.source, " | ".join((term.target, *term.also)), term.note) for term in terms)
