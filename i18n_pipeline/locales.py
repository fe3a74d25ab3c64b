"""Facts about languages: scripts, and what Babel (CLDR) knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import listed, say

_HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_KANA = "\u3040-\u30ff\u31f0-\u31ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_SCRIPTS = {"zh": f"[{_HAN}]", "ja": f"[{_HAN}{_KANA}]", "ko": f"[{_HANGUL}]"}

_SENTENCE = 8  # characters of these; in fewer, likeness alone proves nothing: 公有云 and 私有云 are opposites
_HAN_LANGUAGES = frozenset(("zh", "ja", "yue", "lzh", "wuu", "nan"))

_DEFAULTS = frozenset(("zh_CN", "en"))  # of a project that names none; Babel's data takes long to read


def is_label(text: str) -> bool:
    """Whether a source text is a label rather than a sentence: likeness says little of one, and it is
    translated freely, by what it stands beside.
    """
    return sum(len(script(locale).findall(text)) for locale in ("ja", "ko")) < _SENTENCE


def han_in(text: str) -> list[str]:
    """The Han characters of a text."""
    return script("zh").findall(text)


def han_runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of Han characters of a text, as long as they are."""
    return re.finditer(f"{script('zh').pattern}+", text)


@cache  # not at once: sets as large take long to compile, and not every run asks
def script(locale: str) -> re.Pattern[str]:
    """One character that gives a text of this source language away. Raises ConfigError for others."""
    require_script(locale)
    return re.compile(_SCRIPTS[locale.partition("_")[0]])


def require_script(locale: str) -> None:
    """Raise ConfigError where no script tells texts in this language from others."""
    if locale.partition("_")[0] not in _SCRIPTS:
        known = listed(_SCRIPTS)
        raise ConfigError(
            say(
                'no script tells texts in "{locale}" from others; the source can be one of: {known}',
                locale=locale,
                known=known,
            )
        )


def is_written_in_han(locale: str) -> bool:
    """Whether Han characters and their punctuation belong in texts of this language."""
    return locale.replace("-", "_").partition("_")[0].lower() in _HAN_LANGUAGES


def is_dense(locale: str) -> bool:
    """Whether a character says as much as some letters of an alphabet do."""
    return is_written_in_han(locale) or locale.startswith("ko")


@cache
def alphabet(locale: str) -> str:
    """What Unicode names of its letters begin with: LATIN, CYRILLIC, GREEK, ARMENIAN, CJK; "" for others.

    CJK stands for all that write Han characters, and for Korean.
    """
    if is_written_in_han(locale) or locale in _DEFAULTS:
        return "CJK" if locale != "en" else "LATIN"
    names = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Armn": "ARMENIAN", "Kore": "CJK"}
    written = [part for tag in language_tags(locale) for part in tag.split("-")[1:] if len(part) == 4]
    return names.get(written[0], "") if written else "LATIN"


def canonical_locale(code: str) -> str:
    """``pt-br`` → ``pt_BR``. Raises ConfigError where CLDR knows no such locale."""
    if code in _DEFAULTS:
        return code
    from babel.core import Locale, UnknownLocaleError, get_locale_identifier, parse_locale

    tag = code.replace("-", "_")
    try:
        Locale.parse(tag)
        return get_locale_identifier(parse_locale(tag))
    except (UnknownLocaleError, ValueError) as error:
        raise ConfigError(
            say('"{code}" is not a locale; write one such as en, en_GB or pt_BR', code=code)
        ) from error


@cache
def language_tags(locale: str) -> tuple[str, ...]:
    """What others may call a language, the closest first: ``pt_BR`` → pt-BR, pt-Latn, pt.

    The last one is its usual region: ``en`` → en, en-Latn, en-US.
    """
    from babel.core import get_global, parse_locale

    likely = get_global("likely_subtags")
    language, region, written = parse_locale(locale)[:3]
    _, usual_region, usual_script = parse_locale(likely.get(language, locale))[:3]
    here = likely.get(f"{language}_{region}")
    written = written or (parse_locale(here)[2] if here else usual_script)
    parts = [region, written, "", usual_region if usual_script == written else None]
    return tuple(dict.fromkeys(f"{language}-{part}".rstrip("-") for part in parts if part is not None))


@lru_cache(maxsize=256)  # files of others may hold any number
def language_and_script(code: str) -> tuple[str, str]:
    """What a locale is written in: ``zh_TW`` → zh, Hant. Without a script where CLDR knows none."""
    from babel.core import get_global, parse_locale

    likely = get_global("likely_subtags")
    try:
        language, region, written = parse_locale(code)[:3]
    except ValueError:
        return code.lower(), ""
    usual = likely.get(f"{language}_{region}") or likely.get(language)
    return language, written or (parse_locale(usual)[2] if usual else None) or ""


def plural_forms(locale: str) -> str:
    """The value of the Plural-Forms header."""
    from babel.messages.plurals import get_plural

    return get_plural(locale).plural_forms


def language_name(locale: str) -> str:
    """In English, e.g. ``Portuguese (Brazil)``."""
    from babel.core import Locale

    return Locale.parse(locale).english_name or locale
