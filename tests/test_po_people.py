"""What people and their tools write into a catalog stays there, and gettext accepts it after every command."""

from __future__ import annotations

import shutil

import pytest
from conftest import Project

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="the gettext tools are not installed")
#: They begin as the tool's own do, and are a person's.
REMARKS = [
    "elsewhere also: see the shop",
    "align doubts it: no, it is right",
    "drafted by Anna in March",
    "drafted by hand (0123456789ab)",
    "aligned from the old site (abcdefabcdef)",
    "elsewhere also: Store (123456789abc)",
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
