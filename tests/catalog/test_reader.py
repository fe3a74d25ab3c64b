"""What GNU gettext reads is read, with the same result, and every line of it is still there after a rewrite."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from random import Random

import pytest
import wild
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from i18n_pipeline.catalog import plain, store
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.render import render_entry
from i18n_pipeline.errors import CatalogError

needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="the gettext tools are not installed")
FLAGS = ["fuzzy", "c-format", "range: 0..5", "no-wrap"]  # as msgcat orders them
RANDOM = st.randoms(use_true_random=False)


def read(body: str) -> Catalog:
    return store.parse(f"{wild.HEAD}\n{body}".encode(), "a.po")


def tool(command: str, raw: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*command.split(), "-"], input=raw, capture_output=True, check=False)


def in_order(entries: list[Entry]) -> str:
    """The file that msgcat makes of them: it forgets what is empty, and knows few flags."""
    kept = []
    for entry in sorted(entries, key=lambda entry: entry.obsolete):
        forms = entry.plural[1] if entry.plural else (entry.msgstr,)
        forgotten = [*([] if forms[0] else ["fuzzy"]), *(["range: 0..5"] if entry.obsolete else [])]
        known = [flag for flag in entry.flags if flag not in forgotten]
        if forms[0] or not entry.obsolete:
            kept.append(entry._replace(flags=tuple(sorted(known, key=FLAGS.index))))
    assume(kept)
    return "\n".join([wild.HEAD, *map(render_entry, kept)])


BITS = [
    '"',
    "\\",
    "\\n",
    "\\0",
    "\n",
    "\n\n",
    "\r",
    "#",
    "# ",
    "#. ",
    "#, ",
    "#| ",
    "#~ ",
    'msgid "c" ',
    "msgstr ",
    '"d"',
    " ",
    "a",
]


@settings(max_examples=300)
@given(wild.entries(), st.data())
def test_the_quick_way_reads_the_same(entries: list[Entry], data: st.DataObject) -> None:
    text = in_order(entries)
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.just("") | st.sampled_from(BITS)) + text[at + gone :]
    quick = outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "match", lambda *_: None)
        assert outcome(text) == quick


def outcome(text: str) -> object:
    """What is read, with its lines, or why it is not."""
    try:
        found = store.parse(text.encode(), "a.po")
    except CatalogError as error:
        return str(error)
    return found, [entry.line for entry in found.entries], found.pieces, found.tail


@needs_gettext
@settings(max_examples=150)
@given(wild.entries(), RANDOM)
def test_as_gettext_reads_it(entries: list[Entry], random: Random) -> None:
    raw = f"{wild.HEAD}\n{wild.written(entries, random)}".encode()
    found = store.parse(raw, "a.po").entries
    assert found == tuple(entries)
    done = tool("msgcat --no-wrap", raw)
    assert (done.returncode, done.stdout.decode()) == (0, in_order(entries)), done.stderr


@given(wild.entries(), RANDOM, st.data())
def test_only_the_lines_of_what_changed_change(
    entries: list[Entry], random: Random, data: st.DataObject
) -> None:
    tail = data.draw(st.sampled_from(["", "# the end", "\n# one\n\n#two\n\n", "\n\n"]))
    raw = f"{wild.HEAD}\n{wild.written(entries, random)}{tail}".encode()
    found = store.parse(raw, "a.po")
    assert store.render(found) == raw
    at = data.draw(st.integers(0, len(entries) - 1))
    changed = found.entries[at]._replace(msgstr="new\ntext", plural=None, comment="said")
    new = replace(found, entries=(*found.entries[:at], changed, *found.entries[at + 1 :]))
    written = store.render(new).decode()
    pieces = list(found.pieces.values())
    assert written.startswith("".join(pieces[: at + 1]))
    behind = "".join(pieces[at + 2 :]) + found.tail
    assert written.endswith(behind) or not behind.strip()
    assert store.parse(written.encode(), "a.po") == new


@pytest.mark.parametrize(
    "body",
    [
        '#,fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#, c-format fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#! fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#= fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#, fuzzy\n#, c-format\nmsgid "a"\nmsgstr "b"\n',
        '#, fuzzy\nmsgid "" "a"\nmsgstr "" "b"\n',
        '#, fuzzy\nmsgid "a" msgstr "b"',
        '  # note\n\t#, fuzzy\n  msgid\n\n "a"\n\tmsgstr\f"b"',
        '#, fuzzy\r\nmsgid "a"\r\nmsgstr "b"\r\n',
        '#, fuzzy\nmsgid "a"\rmsgstr "b"\r',
        '#, fuzzy\nmsgid"\\141"msgstr"\\x62"',
        '#, fuzzy\n#|msgctxt"x"\n#|msgid "old" ""\nmsgid "a"\nmsgstr "b"\n',
        '#~\n#, fuzzy\nmsgid "a"\n#~\nmsgstr "b"\n#~\n',
    ],
)
def test_forms_that_gettext_takes(body: str) -> None:
    for text in (body, wild.HEAD + body):
        (entry,) = store.parse(text.encode(), "a.po").entries
        assert (entry.msgid, entry.msgstr, entry.fuzzy, entry.obsolete) == ("a", "b", True, False)


@pytest.mark.parametrize(
    "body",
    [
        '#~msgid"a"\n#~msgstr"b"',
        '#~ msgid "a" msgstr "b"',
        '#~ # note\n#~\tmsgid "" \n#~"a"\n\n#~  msgstr\n#~ "b" ""\n',
        '#~| msgid "o"\n#~ msgid "a"\n#~ msgstr "b"\n',
        '#| msgid "o"\n#~ msgid "a"\n#~ msgstr "b"\n',
    ],
)
def test_forms_of_obsolete_entries(body: str) -> None:
    (entry,) = read(body).entries
    assert (entry.msgid, entry.msgstr, entry.obsolete) == ("a", "b", True)


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ('<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\n', 1, "git left a conflict"),
        (
            'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> theirs\n',
            2,
            "git left a conflict",
        ),
        ('msgid "a"\nmsgstr "b"\n=======\r\n', 3, "git left a conflict"),
        ('domain "x"\nmsgid "a"\nmsgstr "b"\n', 1, "several domains"),
        ('msgid "a"\nmsgstr "b\\000"\n', 2, "stands for nothing"),
        ('msgid "a\0"\nmsgstr "b"\n', 1, "U.0000"),
        ('msgid "a"\nmsgstr "b\x04c"\n', 2, "U.0004"),
        ('msgid "a"\nmsgstr "\\303"\n', 2, "stands for nothing"),
        ('msgid "a"\nmsgstr "\\q"\n', 2, "stands for nothing"),
        ('msgid\u3000"a"\nmsgstr "b"\n', 1, "not a valid PO"),
        ('\u00a0msgid "a"\nmsgstr "b"\n', 1, "not a valid PO"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "not a valid PO"),
        ('msgid "a"\n# note\nmsgstr "b"\n', 1, "not a valid PO"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "not a valid PO"),
        ('msgid "a"\n#~ msgstr "b"\n', 1, "not a valid PO"),
        ('#~ msgid "a"\n"b"\n#~ msgstr "b"\n', 2, "not a valid PO"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "b"\n', 3, "not a valid PO"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "b"\n', 3, "not a valid PO"),
        ('msgid "a"\nmsgstr "b"\n\nmsgctxt "end"\n', 4, "not a valid PO"),
        ('MSGID "a"\nmsgstr "b"\n', 1, "not a valid PO"),
        ('msgid "a" msgstr "b" msgid "a" msgstr "c"', 1, "stands here and in line"),
        ('msgid "a"\nmsgstr "b"\n#~ msgid "a"\n#~ msgstr "c"\n', 3, "stands here and in line"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(body: str, line: int, why: str) -> None:
    with pytest.raises(CatalogError, match=why) as caught:
        read(body)
    assert caught.value.line == line + wild.HEAD.count("\n") + 1


def test_the_charset_is_told_however_the_header_is_written() -> None:
    for text in (
        'msgid "" msgstr "A: b\\n" "Content-Type: text/plain; " "charset=GB18030\\n"',
        'msgid ""\nmsgstr "A: b\\nContent-Type: text/plain; charset=GB18030\\n"\n',
    ):
        with pytest.raises(CatalogError, match="GB18030"):
            store.parse(text.encode(), "a.po")


@given(st.text(st.sampled_from('"\\\n#~|., msgidtrx01'), max_size=40))
def test_whatever_stands_there_is_read_or_refused(body: str) -> None:
    try:
        found = read(body)
    except CatalogError:
        return
    assert store.render(found).decode() == f"{wild.HEAD}\n{body}"


def test_comments_that_only_look_like_flags_are_a_persons() -> None:
    (entry,) = read('#==== shop ====\n#! look here\n#=======\nmsgid "a"\nmsgstr "b"\n').entries
    assert entry.comment.split("\n") == ["==== shop ====", "! look here", "======="]
    assert entry.flags == ()


def test_a_byte_order_mark_is_read_and_not_written() -> None:
    found = store.parse(b"\xef\xbb\xbf" + wild.HEAD.encode(), "a.po")
    assert found.header("Content-Type") == "text/plain; charset=UTF-8"
    assert store.render(found).decode() == wild.HEAD  # gettext refuses it
