"""What is said of languages is what the installed Babel says, of new catalogs alone."""

from __future__ import annotations

import pytest
from babel.core import Locale
from babel.messages import plurals
from conftest import Project

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.locales import canonical_locale, language_name, plural_forms


@pytest.mark.parametrize("locale", ["en", "zh_CN", "pt_BR", "ja"])
def test_names_and_plurals_are_those_of_babel(locale: str) -> None:
    assert canonical_locale(locale) == canonical_locale(locale.lower().replace("_", "-")) == locale
    assert language_name(locale) == Locale.parse(locale).english_name
    assert plural_forms(locale) == plurals.get_plural(locale).plural_forms


@pytest.mark.parametrize("code", ["", "xx_YY", "english"])
def test_what_is_no_locale_is_refused(code: str) -> None:
    with pytest.raises(ConfigError, match="is not a locale"):
        canonical_locale(code)


@pytest.mark.parametrize("locale", ["en", "pt_BR", "ru"])
def test_a_new_babel_changes_new_catalogs_and_no_others(
    project: Project, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    project.write("i18n.toml", f'engine = "fake"\n[targets.site]\nlocale = "{locale}"\n')
    project.page("a.md", "title: 标题\n")
    project.ok("sync")
    header = project.po("a", locale).metadata
    assert header["Plural-Forms"] == plurals.get_plural(locale).plural_forms

    class Another:
        plural_forms = "nplurals=3; plural=(n == 7);"

    monkeypatch.setattr(plurals, "get_plural", lambda _: Another)
    monkeypatch.setattr(Locale, "english_name", "Another name")
    before = project.snapshot()
    for command in (["check"], ["extract", "--check"], ["sync"]):
        assert project.ok(*command, "--quiet").output == ""
    assert project.snapshot() == before

    project.page("a.md", "title: 标题\nmore: 更多\n")
    project.page("b.md", "title: 标题\n")
    project.ok("sync")
    moved = {"PO-Revision-Date": "", "POT-Creation-Date": ""}
    assert {**project.po("a", locale).metadata, **moved} == {**header, **moved}
    fresh = project.po("b", locale).metadata
    assert fresh["Plural-Forms"] == Another.plural_forms
    assert fresh["Language-Team"] == "Another name"
