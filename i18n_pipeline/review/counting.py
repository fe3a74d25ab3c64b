"""How the pages of a sheet stand, and those first that need most work."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import msgspec

from i18n_pipeline.model import Counts
from i18n_pipeline.review.sheet import Sheet, SheetPage, Translation


def counts(sheet: Sheet) -> dict[str, dict[str, Counts]]:
    """The states of the strings, and of drafts the classes, by page and target."""
    return {page.name: _counts(page) for page in sheet.pages}


def worst_first(sheet: Sheet) -> Sheet:
    """The sheet with its pages in the order in which ``status`` has them, of all targets together."""

    def work(page: SheetPage) -> tuple[int, int, int]:
        return sum(_counts(page).values(), Counts()).work

    return msgspec.structs.replace(sheet, pages=tuple(sorted(sheet.pages, key=work, reverse=True)))


def _counts(page: SheetPage) -> dict[str, Counts]:
    return {locale: _counted(translation) for locale, translation in page.targets.items()}


def _counted(translation: Translation) -> Counts:
    classes = Counter(text.confidence[0] for text in translation.texts if text.confidence)
    return replace(Counts.of(text.state for text in translation.texts), **classes)
