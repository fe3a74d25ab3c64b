"""A draft beside a person's text is a comment that every tool carries along, and nobody can mistake."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog, Entry, text_hash
from i18n_pipeline.catalog.headers import new_catalog
from i18n_pipeline.catalog.provenance import suggestion, with_suggestion
from i18n_pipeline.model import State

STALE = Entry("新的", "By a person", flags=("fuzzy",), previous=(None, "旧的"), comment="mine")
ODD = 'a "b": "c" \\ \n\t \u2028 \x85 \x1b \u202e 😀 (0123456789ab)'


def saved(entry: Entry) -> bytes:
    head = new_catalog("a.md", "zh_CN", "en", "2026-01-01 00:00+0000").head
    return store.render(Catalog(head, (entry,)))


@given(st.one_of(st.just(ODD), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_it_comes_back_from_a_file_as_it_was(text: str) -> None:
    (read,) = store.parse(saved(with_suggestion(STALE, "gloss 1", text)), "a.po").entries
    assert suggestion(read) == ("gloss 1", text)
    assert (read.msgstr, read.state, read.comment.split("\n")[0]) == ("By a person", State.STALE, "mine")
    assert with_suggestion(read, "gloss 2", "another").comment.count("suggested by") == 1


def test_what_equals_the_text_is_no_draft_of_it() -> None:
    assert with_suggestion(STALE, "gloss 1", "By a person").state is State.STALE


def test_it_says_nothing_of_another_source_or_a_reviewed_text() -> None:
    entry = with_suggestion(STALE, "gloss 1", "A draft")
    assert suggestion(entry._replace(msgid="更新的")) is None
    assert suggestion(entry._replace(flags=())) is None


def test_a_seal_of_somebody_else_s_is_no_error() -> None:
    line = 'suggested by me: "\\q"'
    forged = f"{line} ({text_hash(STALE.key, line)}0000)"
    assert suggestion(STALE._replace(comment=forged)) is None


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
def test_gettext_tools_carry_it_along(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(saved(with_suggestion(STALE, "gloss 1", ODD * 9)))
    subprocess.run(["msgcat", "--width=40", "-o", file, file], check=True)
    (read,) = store.parse(file.read_bytes(), "a.po").entries
    assert suggestion(read) == ("gloss 1", ODD * 9)
