"""What people and their tools write into a catalog stays there, and gettext accepts it after every command."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.align.offers import Offer, take
from i18n_pipeline.catalog.adopt import adopt, approved
from i18n_pipeline.catalog.drafted import Draft, fill
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.messages import NOTHING, say

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="the gettext tools are not installed")
#: They begin as the tool's own do, and are a person's.
REMARKS = [
    "elsewhere also: see the shop",
    "align doubts it: no, it is right",
    "drafted by Anna in March",
    "drafted by hand (0123456789ab)",
    "aligned from the old site (abcdefabcdef)",
    "elsewhere also: Store (123456789abc)",
    "edited, not approved",
    "edited, not approved (0123456789ab)",
    'was drafted by hand: "no" (0123456789ab)',
]
PO = "locale/en/LC_MESSAGES/a.po"
HEADER = """# Kept by the web team.
#
#, fuzzy
msgid ""
msgstr ""
"written by hand, first of all\\n"
"Language: en\\n"
"X-Note: one\\n"
"X-Note: two\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Odd:no blank\\n"
"""


def test_a_rewrite_changes_the_lines_of_what_changed_alone(project: Project) -> None:
    project.page("a.md", "title: 标题\nmore: 这是一句完整的话，讲云平台\n")
    project.ok("extract")
    body = """
#. path: title
#: content/zh/a.md
msgid   "标"
        "题"
msgstr "Head" "ing"


# of the old shop
#,no-wrap
#~msgid "旧"
#~msgstr "Old"

# --- the end; ask the web team ---
#
"""
    project.write(PO, HEADER + body)
    project.ok("extract")  # a text is new
    after = project.read(PO)
    assert [line for line in (HEADER + body).split("\n") if line not in after.split("\n")] == []
    assert after.endswith(body[body.index("\n\n# of the old") :])
    assert after.startswith(HEADER)
    project.ok("merge")
    project.write("content/en/a.md", project.read("content/en/a.md").replace("Heading", "A heading"))
    project.ok("sync")
    kept = project.read(PO)
    assert 'msgstr "A heading"' in kept
    assert kept.startswith(HEADER)
    assert kept.endswith("\n# --- the end; ask the web team ---\n#\n")


def remark(project: Project) -> None:
    """Put all the remarks to every entry."""
    lines = "".join(f"# {remark}\n" for remark in REMARKS)
    project.write(PO, project.read(PO).replace("#. path:", f"{lines}#. path:"))


def test_a_persons_remark_that_begins_like_a_mark_stays(project: Project) -> None:
    project.page("a.md", "title: 这是一句完整的话，讲云平台\n")
    project.ok("extract")
    remark(project)
    project.ok("draft", "--engine", "fake")
    (entry,) = project.po("a")
    assert entry.tcomment.split("\n")[:-1] == REMARKS
    assert entry.tcomment.split("\n")[-1].startswith("drafted by fake 1 (")
    project.ok("merge")
    page = project.read("content/en/a.md")
    project.write("content/en/a.md", page.replace(entry.msgstr, "A whole sentence on the platform"))
    project.page("a.md", "title: 这是一句完整的话，讲云平台\nmore: 另外一句完整的话，讲数据库\n")
    project.ok("sync", "--engine", "fake")  # takes the edit over: a person's text
    entry = project.entry("a", "这是一句完整的话，讲云平台")
    assert (entry.msgstr, entry.tcomment.split("\n")) == ("A whole sentence on the platform", REMARKS)


def test_marks_that_the_text_has_outgrown_are_the_tools_own(project: Project) -> None:
    project.page("a.md", "title: 这是一句完整的话，讲云平台\n")
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    remark(project)
    (entry,) = project.po("a")
    project.write(PO, project.read(PO).replace(entry.msgstr, "A whole sentence").replace("#, fuzzy\n", ""))
    project.page("a.md", "title: 这是一句完整的话，讲云平台\nmore: 另外一句完整的话，讲数据库\n")
    project.ok("extract")
    assert project.entry("a", "这是一句完整的话，讲云平台").tcomment.split("\n") == REMARKS


def gettext_accepts(project: Project) -> None:
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", project.root / PO], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@needs_gettext
@pytest.mark.parametrize(
    ("source", "old", "new", "meant"),
    [
        ("标题讲云平台", '"Heading"', "|\n  A better\n  heading", "A better\nheading"),
        ("标题讲云平台", '"Heading"', ">+\n  A better heading\n\n", "A better heading"),
        ("标题讲云平台", '"Heading"', '"\\nA better heading\\n"', "A better heading"),
        ("|\n  标题讲云平台", "|\n  Heading", "A better heading", "A better heading\n"),
        ("|\n\n  标题讲云平台", "|\n\n  Heading", "A better heading", "\nA better heading\n"),
    ],
)
def test_an_edit_on_the_page_has_the_edges_of_its_source(
    project: Project, source: str, old: str, new: str, meant: str
) -> None:
    project.page("a.md", f"title: {source}\nmore: 1\n")
    project.ok("extract")
    (entry,) = project.po("a")
    project.translate("a", {entry.msgid: entry.msgid.replace("标题讲云平台", "Heading")})
    project.ok("merge")
    page = project.read("content/en/a.md")
    start, end = page.index("title: ") + 7, page.index("\nmore:")
    project.write("content/en/a.md", f"{page[:start]}{new}{page[end:]}")
    project.ok("sync")
    (entry,) = project.po("a")
    assert (entry.msgstr, entry.fuzzy) == (meant, False)
    gettext_accepts(project)
    before = project.snapshot()
    project.ok("sync")
    assert project.snapshot() == before
    project.ok("merge")
    project.write("content/en/a.md", project.read("content/en/a.md").replace("more: 1", "more: 1 "))
    project.ok("sync")
    assert project.po("a")[0].msgstr == meant


EDGES = st.text(st.sampled_from("\n a\0\4"), max_size=4)
TEXTS = st.builds("{}中{}".format, EDGES, EDGES)


@given(TEXTS.filter(lambda text: text.isprintable() or "\n" in text), TEXTS)
def test_every_way_into_a_catalog_keeps_the_edges(msgid: str, text: str) -> None:
    msgid = msgid.replace("\0", "").replace("\4", "")
    entry = Entry(msgid)
    catalog = Catalog(entries=(entry,))
    offers = [Offer(entry.key, text, doubt, "a", 1) for doubt in (NOTHING, say("uncertain"))]
    made = [
        approved(entry, text),
        *adopt(catalog, entry.key, text).entries,
        *fill(catalog, {entry.key: Draft(text, "engine", "fake")}).entries,
        *(take(catalog, [offer], "a.md")[0].entries[0] for offer in offers),
    ]
    for one in made:
        assert one.msgstr.startswith("\n") == msgid.startswith("\n")
        assert one.msgstr.endswith("\n") == msgid.endswith("\n")
        assert one.msgstr.strip("\n") == text.replace("\0", "").replace("\4", "").strip("\n")


@needs_gettext
def test_texts_that_no_catalog_can_hold_are_not_taken_for_any(project: Project) -> None:
    project.page("a.md", 'title: "标题\\x04二"\nmore: "题\\0"\nlast: 标题\n')
    project.ok("extract")
    assert [entry.msgid for entry in project.po("a")] == ["标题"]
    gettext_accepts(project)


@needs_gettext
def test_a_title_that_ends_with_a_backslash_stands_in_a_comment(project: Project) -> None:
    project.page("a.md", "title: 标题 C:\\\nmore: 另一个标题\n")
    project.ok("extract")
    gettext_accepts(project)
    assert [entry.msgid for entry in project.po("a")] == ["标题 C:\\", "另一个标题"]
    before = project.snapshot()
    project.ok("extract")
    assert project.snapshot() == before
