"""PO files as other tools write and read them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.headers import new_catalog
from i18n_pipeline.catalog.provenance import drafted_by, mark, people
from i18n_pipeline.errors import CatalogError
from i18n_pipeline.model import State

needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="the gettext tools are not installed")

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\4"), min_size=1, max_size=30)
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=20).map(
    lambda line: line.strip(" \\")
)
ENTRIES = st.builds(
    Entry,
    msgid=TEXT,
    msgstr=st.one_of(st.just(""), TEXT),
    msgctxt=st.one_of(st.none(), TEXT),
    comment=LINE,
    extracted=LINE,
    files=st.lists(st.sampled_from(["content/zh/a.md", "b.yaml"]), max_size=2).map(tuple),
    flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]),
    previous=st.one_of(st.none(), st.tuples(st.none(), TEXT)),
    obsolete=st.just(False),
    plural=st.none(),
    line=st.just(0),
)


def catalog(*entries: Entry) -> Catalog:
    base = new_catalog("a.md", "zh_CN", "en", "2026-01-01 00:00+0000")
    return Catalog(base.head, entries)


@given(st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.key))
def test_round_trip(entries: list[Entry]) -> None:
    made = catalog(*entries)
    read = store.parse(store.render(made), "a.po")
    assert read.entries == made.entries
    assert read.head == made.head


@pytest.fixture
def sample() -> Catalog:
    return catalog(
        Entry("行业", "Industry", extracted="path: a.b", files=("content/zh/a.md",)),
        Entry(
            "第一行\n第二行\n", 'First "line"\nSecond\\\t\n', flags=("fuzzy",), comment="drafted by x\nseen"
        ),
        Entry("新句子", "Old sentence", flags=("fuzzy",), previous=(None, "旧句子")),
        Entry("公有云", msgctxt="menu"),
        Entry("很" * 300, "very " * 100),
        Entry("没了", "Gone", comment="kept", obsolete=True),
    )


@needs_gettext
def test_gettext_accepts_it_and_writes_back_the_same_bytes(sample: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(store.render(sample))
    checked = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", file], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    again = subprocess.run(["msgcat", "--no-wrap", file], capture_output=True, check=True).stdout
    assert again == file.read_bytes()


@needs_gettext
@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "FILE"],
        ["msgcat", "--width=40", "FILE"],
        ["msgattrib", "FILE"],
        ["msgmerge", "-q", "--previous", "--no-wrap", "FILE", "TEMPLATE"],
    ],
)
def test_other_tools_change_nothing_but_wrapping(sample: Catalog, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "FILE").write_bytes(store.render(sample))
    unfilled = [
        Entry(e.msgid, msgctxt=e.msgctxt, extracted=e.extracted, files=e.files)
        for e in sample.entries
        if not e.obsolete
    ]
    (tmp_path / "TEMPLATE").write_bytes(store.render(catalog(*unfilled)))
    written = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    assert store.parse(written, "a.po").entries == sample.entries


@needs_gettext
def test_drafts_are_still_drafts_after_msgmerge_and_msgcat(sample: Catalog, tmp_path: Path) -> None:
    key = (None, "公有云")
    draft = Entry(
        "公有云", "Public cloud", comment=mark("seen", "gloss 1", key, "Public cloud"), flags=("fuzzy",)
    )
    (tmp_path / "FILE").write_bytes(store.render(catalog(draft, Entry("公有云啊", "x"))))
    (tmp_path / "TEMPLATE").write_bytes(store.render(catalog(Entry("公有云"), Entry("公有云吗"))))
    subprocess.run(["msgmerge", "-q", "-U", "--backup=off", "FILE", "TEMPLATE"], cwd=tmp_path, check=True)
    written = subprocess.run(["msgcat", "FILE"], cwd=tmp_path, capture_output=True, check=True).stdout
    found = {entry.msgid: entry for entry in store.parse(written, "a.po").entries}
    assert found["公有云"].state is State.DRAFT
    assert drafted_by(found["公有云"]) == "gloss 1"
    assert people(found["公有云"].comment) == "seen"
    # msgmerge may copy the mark to a neighbour whose text is a guess of its own.
    assert drafted_by(found["公有云吗"]) == ""


def test_polib_and_babel_read_it(sample: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(store.render(sample))
    by_polib = {entry.msgid: entry.fuzzy for entry in polib.pofile(str(file))}
    with file.open("rb") as stream:
        babel = read_po(stream)
    by_babel = {message.id: message.fuzzy for message in babel if message.id}
    by_babel |= {message.id: message.fuzzy for message in babel.obsolete.values()}
    assert by_babel == by_polib == {entry.msgid: entry.fuzzy for entry in sample.entries}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('msgstr "Industry"', 'msgstr "Indus', "not a valid PO"),
        ('msgstr "Industry"', 'msgstr "Indus" try"', "not a valid PO"),
        ('msgstr "Industry"', "<<<<<<< HEAD", "git left a conflict"),
        ('msgstr "Industry"', "rubbish", "not a valid PO"),
        ('#~ msgstr "Gone"', '#~ msgstr "Gone', "not a valid PO"),
        ('"Content-Type: text/plain; charset=UTF-8', '"Content-Type: text/plain; charset=GBK', "GBK"),
        ('msgstr "Industry"', "\udcff", "UTF-8"),
    ],
)
def test_broken_files_are_named_with_their_line(sample: Catalog, old: str, new: str, why: str) -> None:
    text = store.render(sample).decode()
    line = text[: text.index(old)].count("\n") + 1
    broken = text.replace(old, new).encode("utf-8", "surrogateescape")
    with pytest.raises(CatalogError, match=why) as caught:
        store.parse(broken, "locale/en/a.po")
    assert (caught.value.file, caught.value.line) == ("locale/en/a.po", line)


def test_a_message_that_stands_twice_is_named_with_both_lines(sample: Catalog) -> None:
    text = store.render(sample).decode().replace('msgid "新句子"', 'msgid "行业"')
    with pytest.raises(CatalogError, match="here and in line 17") as caught:
        store.parse(text.encode(), "a.po")
    assert "msgid" in "".join(text.split("\n")[caught.value.line - 1 : caught.value.line + 2])


def test_sticky_flags_are_read_and_written_as_others() -> None:
    raw = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n#, fuzzy\n#= c-format\nmsgid "a"\nmsgstr "b"\n'
    read = store.parse(raw, "a.po")
    assert read.entries[0].flags == ("fuzzy", "c-format")
    changed = replace(read, entries=(read.entries[0]._replace(msgstr="c"),))
    assert b"#, fuzzy, c-format\n" in store.render(changed)
    assert b"#=" not in store.render(changed)


def test_plural_entries_and_crlf_are_kept() -> None:
    raw = (
        b'msgid ""\r\nmsgstr ""\r\n\r\nmsgid "a"\r\nmsgid_plural "as"\r\nmsgstr[0] "b"\r\nmsgstr[1] "bs"\r\n'
    )
    read = store.parse(raw, "a.po")
    assert read.entries[0].plural == ("as", ("b", "bs"))
    changed = replace(read, entries=(read.entries[0]._replace(plural=None, msgstr="c"),))
    assert store.render(changed) == b'msgid ""\r\nmsgstr ""\r\n\r\nmsgid "a"\r\nmsgstr "c"\r\n'
