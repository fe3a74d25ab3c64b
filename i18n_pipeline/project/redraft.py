"""Which drafts that nobody touched are to be made anew, and by which engines."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from i18n_pipeline.catalog.drafted import Draft, origin_of
from i18n_pipeline.catalog.entries import Entry
from i18n_pipeline.catalog.provenance import drafted_by
from i18n_pipeline.checks.glossary import missing, terms_in
from i18n_pipeline.config import Language
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.text.links import links_of_value, mapped_value


class Standing(NamedTuple):
    """A draft that nobody touched, and the engines that are to better it."""

    entry: Entry
    engines: tuple[str, ...]

    def is_of(self, draft: Draft) -> bool:
        """Whether it is this very draft."""
        return (self.entry.fitted(draft.text), draft.by) == (self.entry.msgstr, drafted_by(self.entry))

    def kept(self, basis: str) -> Draft | None:
        """Itself, since no engine knows better: nobody is asked in vain again."""
        origin = origin_of(self.entry)
        return Draft(self.entry.msgstr, "kept", origin.by, basis=basis) if origin and self.engines else None


def basis_of(text: str, glossary: Glossary, target: Language) -> str:
    """Four digits for what a draft of the text is made with: engines in i18n.toml, its terms and links."""
    terms = sorted((term.source, term.target) for term in terms_in(glossary, text))
    linked = mapped_value(text, target.links)
    made_with = (tuple(target.engines), terms, *([linked] if linked != text else []))
    return hashlib.blake2b(repr(made_with).encode(), digest_size=2).hexdigest()


def engines_for(
    entry: Entry, glossary: Glossary, target: Language, asked: Sequence[str], *, again: bool = False
) -> tuple[str, ...] | None:
    """Those of the engines ``asked`` in a run that are to draft an entry anew; None where it is left alone.

    As is what is no draft, or was touched. ``again``: what would be made in the same way as well. A draft
    gives way to no engine behind its own.
    """
    origin = origin_of(entry)
    if origin is None or (origin.engine == "memory" and not again):
        return None
    if origin.engine == "memory":
        return ()  # what people said gives way to nothing else
    at = asked.index(origin.engine) if origin.engine in asked else len(asked)
    if again or (
        origin.basis != basis_of(entry.msgid, glossary, target)
        and (
            origin.engine not in (*target.engines, "glossary")
            or missing(glossary, entry.msgid, entry.msgstr)
            or _led(entry.msgid, target) != _led(entry.msgstr, target)
        )
    ):
        return tuple(asked[: at + 1])
    return (tuple(asked[:at]) or None) if origin.stands_in else None


def _led(text: str, target: Language) -> Counter[str]:
    """Where its links lead in the target."""
    return Counter(link.to for link in links_of_value(mapped_value(text, target.links)))
