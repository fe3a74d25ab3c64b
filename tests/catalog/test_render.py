"""Entries are written as polib writes them, byte for byte."""

from __future__ import annotations

import polib
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.store import render

TEXT = st.text(st.sampled_from('ab 中。"\\\n\r\t\v\b\f\u2028\x85#%{'), max_size=12)
LINES = st.text(st.sampled_from("ab 中#,\n"), max_size=12)
KEYS = st.tuples(st.none() | TEXT, TEXT)
PLURALS = st.none() | st.tuples(TEXT.filter(bool), st.lists(TEXT, min_size=1, max_size=3).map(tuple))
FIELDS = st.sampled_from(["Language", "X-Generator", "Content-Type", "PO-Revision-Date", "a", "中"])


@given(metadata=st.dictionaries(FIELDS, TEXT), comment=st.text(st.sampled_from("ab 中#,:\n"), max_size=12))
def test_headers_as_polib(metadata: dict[str, str], comment: str) -> None:
    written = polib.POFile(wrapwidth=0)
    written.metadata, written.header = metadata, comment
    assert render(Catalog(tuple(metadata.items()), (), comment)).decode() == str(written)


@given(
    key=KEYS,
    msgstr=TEXT,
    comment=LINES,
    extracted=LINES,
    files=st.lists(st.sampled_from(["a.md", "b/中.md:3"]), max_size=2),
    flags=st.lists(st.sampled_from(["fuzzy", "c-format"]), max_size=2),
    previous=st.none() | KEYS,
    obsolete=st.booleans(),
    plural=PLURALS,
)
def test_as_polib(  # type: ignore[no-untyped-def]
    key, msgstr, comment, extracted, files, flags, previous, obsolete, plural
) -> None:
    entry = Entry(
        key[1], msgstr, key[0], comment, extracted, tuple(files), tuple(flags), previous, obsolete, plural
    )
    written = polib.POEntry(
        msgid=key[1],
        msgstr=msgstr,
        msgctxt=key[0],
        tcomment=comment,
        comment=extracted,
        occurrences=[(file, "") for file in files],
        flags=flags,
        obsolete=obsolete,
    )
    if previous:
        written.previous_msgctxt, written.previous_msgid = previous
    if plural:
        written.msgid_plural, written.msgstr_plural = plural[0], dict(enumerate(plural[1]))
    head = render(Catalog((), ())).decode()
    assert render(Catalog((), (entry,))).decode() == f"{head}\n{written.__unicode__(wrapwidth=0)}"
