"""What people and their tools write into a catalog stays there, and gettext accepts it after every command."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from conftest import Project

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="the gettext tools are not installed")
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
