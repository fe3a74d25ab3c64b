"""Which terms of a glossary stand in the texts of a sheet, and where."""

from __future__ import annotations

from i18n_pipeline.glossary import Glossary


class Used:
    """A glossary, and those of its terms that were met, numbered."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.numbers: dict[str, int] = {}

    def places_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where its terms stand, as JavaScript counts characters, and their numbers."""
        wide = any(char > "\uffff" for char in text)
        return tuple(
            (_utf16(text[:at]) if wide else at, self.numbers.setdefault(term.source, len(self.numbers)))
            for at, term in self.glossary.places_in(text)
        )

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The terms that were met, in the order of their numbers."""
        terms = (self.glossary.by_source[source] for source in self.numbers)
        return tuple((term.source, term.target or term.source, term.note) for term in terms)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
