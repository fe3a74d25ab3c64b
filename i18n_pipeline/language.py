"""Which language a person reads, and messages in it.

The catalogs of the tool stand in ``locale/``; they are read when somebody reads another language than
English.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

from i18n_pipeline.messages import Notice

DOMAIN = "i18n_pipeline"
FOLDER = Path(__file__).with_name("locale")
#: The language of the messages in the code, and those that there are catalogs for.
ENGLISH, CHINESE = "en", "zh"


def spoken() -> str:
    """The language that the environment asks for, as gettext reads it; English unless it is one we have.

    The first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that says anything counts; in a list, the first
    language that we have. ``LC_ALL=C``, as scripts set it, is English whatever LANGUAGE says.
    """
    given = os.environ.get
    if given("LC_ALL") in ("C", "POSIX"):
        return ENGLISH
    wanted = given("LANGUAGE") or given("LC_ALL") or given("LC_MESSAGES") or given("LANG") or ""
    for name in wanted.lower().split(":"):
        if name.startswith(CHINESE):
            return CHINESE
        if name.startswith(ENGLISH) or name in ("c", "posix"):
            break
    return ENGLISH


def translated(text: str, language: str | None = None) -> str:
    """A message in a language, the person's unless one is given; a text that is no message as it is."""
    language = language or spoken()
    return str(text) if language == ENGLISH else _translation(text, _catalog(language))


def teach_libraries() -> None:
    """Let libraries that ask gettext itself, as click does, find their words in our catalogs."""
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain("messages" if spoken() == ENGLISH else DOMAIN)


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [language], fallback=True)


def _translation(text: str, catalog: gettext.NullTranslations) -> str:
    if not isinstance(text, Notice):
        return text
    form = text.msgid
    if text.plural:
        form = catalog.ngettext(form, text.plural, _number(text))
    elif form:  # the empty one is the header
        form = catalog.gettext(form)
    values = {
        name: _translation(value, catalog) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return form.format(**values) if values else form


def _number(text: Notice) -> int:
    n = text.values["n"]
    return n if isinstance(n, int) else 0
