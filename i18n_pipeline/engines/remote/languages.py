"""What a service calls a language."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from i18n_pipeline.errors import LanguagesError
from i18n_pipeline.locales import language_name, language_tags
from i18n_pipeline.messages import say


def code(engine: str, locale: str, codes: Collection[str], own: Mapping[str, str]) -> str:
    """The service's code of a locale, of its ``codes`` and the names that it alone uses (``own``).

    Raises LanguagesError when it does not know the language.
    """
    for tag in language_tags(locale):
        if tag in own:
            return own[tag]
        if tag in codes:
            return tag
    raise LanguagesError(
        say(
            "the engine {engine} does not know {language} ({locale})",
            engine=engine,
            language=language_name(locale),
            locale=locale,
        )
    )
