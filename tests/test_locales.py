"""What is said of languages, held to Babel, which the commonest are not asked of."""

from __future__ import annotations

import pytest
from babel.core import Locale
from babel.messages.plurals import get_plural

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.locales import canonical_locale, language_name, plural_forms


@pytest.mark.parametrize("locale", ["en", "zh_CN", "pt_BR", "ja"])
def test_names_and_plurals_are_those_of_babel(locale: str) -> None:
    assert canonical_locale(locale) == canonical_locale(locale.lower().replace("_", "-")) == locale
    assert language_name(locale) == Locale.parse(locale).english_name
    assert plural_forms(locale) == get_plural(locale).plural_forms


@pytest.mark.parametrize("code", ["", "xx_YY", "english"])
def test_what_is_no_locale_is_refused(code: str) -> None:
    with pytest.raises(ConfigError, match="is not a locale"):
        canonical_locale(code)
