"""Catalogs in our own form are read as polib reads them, however they were edited."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import ENTRIES, catalog

from i18n_pipeline.catalog import plain, store
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.errors import CatalogError

BITS = st.sampled_from(
    [
        '"',
        "\\",
        "\\n",
        "\n",
        "\n\n",
        "#",
        "# ",
        "#. ",
        "#, ",
        "#| ",
        "#~ ",
        "msgid ",
        'msgid ""\n',
        "msgstr ",
        ": ",
        "Language: a\\n",
        " ",
        "a",
    ]
)


def read(raw: bytes) -> Catalog | str:
    try:
        return store.parse(raw, "a.po")
    except CatalogError as error:
        return str(error)


def by_polib(raw: bytes) -> Catalog | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "read", lambda text: None)
        return read(raw)


def lines(found: Catalog | str) -> list[int]:
    return [entry.line for entry in found.entries] if isinstance(found, Catalog) else []


@settings(max_examples=300)
@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.key), st.data())
def test_as_polib(entries: list[Entry], data: st.DataObject) -> None:
    text = store.render(catalog(*entries)).decode()
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.just("") | BITS) + text[at + gone :]
    raw = text.encode()
    assert read(raw) == by_polib(raw)
    assert lines(read(raw)) == lines(by_polib(raw))


def test_our_own_form_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = catalog(
        Entry("第一行\n第二行\n", 'First "line"\nSecond\\\t\n', "menu", "drafted by x\nseen", "path: a.b"),
        Entry(
            "新句子", "Old", flags=("fuzzy",), previous=("a", "旧句子"), files=("content/zh/a.md", "b.yaml:3")
        ),
        Entry("行业"),
    )
    raw = store.render(made)
    expected = store.parse(raw, "a.po")
    monkeypatch.setattr(store, "_polib_read", None)
    assert store.parse(raw, "a.po") == expected == made
