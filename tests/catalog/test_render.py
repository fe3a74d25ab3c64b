"""Entries are written as msgcat writes them, byte for byte."""

from __future__ import annotations

import subprocess

from hypothesis import given, settings
from test_reader import in_order, needs_gettext, tool
from wild import HEAD, entries

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.render import render_entry


@needs_gettext
@settings(max_examples=60)
@given(entries())
def test_as_msgcat(drawn: list[Entry]) -> None:
    raw = in_order(drawn)
    done = tool("msgcat --no-wrap", raw.encode())
    assert (done.returncode, done.stdout.decode()) == (0, raw), done.stderr


@needs_gettext
def test_a_comment_never_swallows_the_line_behind_it() -> None:
    entry = Entry("a", "b", comment="see C:\\\nand \\\\", extracted="in: D:\\")
    raw = f"{HEAD}\n{render_entry(entry)}".encode()
    assert b'msgid "a"\nmsgstr "b"' in tool("msgcat", raw).stdout
    assert subprocess.run(["msgfmt", "-o", "/dev/null", "-"], input=raw, check=False).returncode == 0


def test_what_is_new_stands_apart_and_all_else_as_it_was() -> None:
    raw = (
        b'msgid ""\nmsgstr ""\n"Language: en\\n"\nmsgid   "one" "s"\nmsgstr "1"\n'
        b'# note\nmsgid "two"\nmsgstr "2"\n\n# behind all'
    )
    found = store.parse(raw, "a.po")
    one, two = found.entries
    new = Catalog(found.head, (one, Entry("new"), two), found.tail, found.read_from, found.pieces)
    assert store.render(new).decode() == raw.decode().replace("# note", '\nmsgid "new"\nmsgstr ""\n\n# note')
    last = Catalog(found.head, (one, two, Entry("new")), found.tail, found.read_from, found.pieces)
    assert store.render(last).decode() == raw.decode().replace(
        "\n# behind", '\nmsgid "new"\nmsgstr ""\n\n# behind'
    )
