"""``apply``: a reviewer's changes into catalogs, and every reason to refuse one."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest
import review_projects
from conftest import Project

DRAFT = {"page": "a.md", "target": "en", "id": "降低了 45%", "old": "Lower by 54%", "text": "Lower by 45%"}
STALE = {
    "page": "a.md",
    "target": "en",
    "id": "上课时自动还原",
    "old": "Restored in class",
    "text": "Restored in class",
}
MISSING = {"page": "b.md", "target": "en", "id": "第一项", "old": "", "text": "The first"}
FORMAT = "i18n-pipeline review 1"


@pytest.fixture
def project(project: Project) -> Project:
    return review_projects.reviewing(project)


def apply(
    project: Project, *changes: dict[str, Any], code: int = 0, options: tuple[str, ...] = (), **more: Any
) -> Any:
    file = project.write("changes.json", json.dumps({"format": FORMAT, "changes": changes, **more}))
    result = project.run("apply", str(file), "--json", *options)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def refusal(project: Project, change: dict[str, Any]) -> tuple[str, str]:
    """The rule and message of the one refusal; nothing is written."""
    before = project.snapshot()
    done = apply(project, change, code=1)
    after = project.snapshot()
    after.pop("changes.json")
    before.pop("changes.json", None)
    assert after == before
    assert done["written"] == []
    (found,) = done["refused"]
    return found["rule"], found["message"]


def test_changes_become_a_reviewers_work(project: Project) -> None:
    project.ok("draft", "b.md")
    machine = project.entry("b", "第二项")
    assert "drafted by" in machine.tcomment
    approved = {"page": "b.md", "target": "en", "id": "第二项", "old": machine.msgstr, "text": machine.msgstr}
    done = apply(
        project,
        DRAFT,
        STALE,
        {**MISSING, "old": project.entry("b", "第一项").msgstr},
        approved,
        reviewer="审校者",
    )
    assert done["pages"] == {
        "a.md": {"en": {"applied": 2, "already": 0, "refused": 0}},
        "b.md": {"en": {"applied": 2, "already": 0, "refused": 0}},
    }
    for name, change in (("a", DRAFT), ("a", STALE), ("b", MISSING), ("b", approved)):
        entry = project.entry(name, change["id"])
        assert (entry.msgstr, entry.fuzzy, entry.previous_msgid, entry.tcomment) == (
            change["text"],
            False,
            None,
            "",
        )
    assert project.po("a").metadata["Last-Translator"] == "审校者"
    assert project.entry("a", "我们选择了容器平台").tcomment == "Mind the brand."
    assert project.json("status")["targets"]["en"]["pages"]["a.md"]["reviewed"] == 4
    assert project.run("extract", "--check").exit_code == 0


def test_a_second_time_nothing_is_written(project: Project) -> None:
    apply(project, DRAFT, STALE)
    before = project.snapshot()
    done = apply(project, DRAFT, STALE)
    assert done["pages"]["a.md"]["en"] == {"applied": 0, "already": 2, "refused": 0}
    assert done["written"] == []
    del before["changes.json"]
    assert before.items() <= project.snapshot().items()


def test_a_dry_run_writes_nothing_and_says_the_same(project: Project) -> None:
    before = project.snapshot()
    would = apply(project, DRAFT, MISSING, options=("--dry-run",))
    after = project.snapshot()
    del after["changes.json"]
    assert after == before
    assert apply(project, DRAFT, MISSING) == would


def test_what_holds_is_done_beside_what_is_refused(project: Project) -> None:
    done = apply(project, {**DRAFT, "text": "Lower by 46%"}, STALE, {**MISSING, "page": "c.md"}, code=1)
    assert done["pages"]["a.md"]["en"] == {"applied": 1, "already": 0, "refused": 1}
    assert [found["rule"] for found in done["refused"]] == ["numbers", "unknown"]
    assert not project.entry("a", STALE["id"]).fuzzy


def test_an_older_source_is_refused(project: Project) -> None:
    older = {**STALE, "id": "上课自动还原"}
    assert refusal(project, older) == (
        "older-source",
        '"Restored in class" is refused: the page has its source no more; make a new sheet',
    )
    project.page("b.md", "title: 第二页\n")  # nobody ran extract yet
    assert refusal(project, MISSING)[0] == "older-source"


def test_an_older_translation_is_refused(project: Project) -> None:
    project.translate("a", {DRAFT["id"]: "45 % lower"})
    rule, message = refusal(project, DRAFT)
    assert rule == "older-translation"
    assert 'the catalog says "45 % lower" by now' in message
    apply(project, {**DRAFT, "text": "45 % lower"})  # both want the same


def test_a_string_that_was_not_extracted_is_refused(project: Project) -> None:
    project.page("b.md", "title: 第二页\nlist: [第一项, 第三项]\n")
    rule, message = refusal(project, {**MISSING, "id": "第三项"})
    assert rule == "not-there"
    assert "run i18n-pipeline extract" in message


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Lower by 46%", "numbers"),
        ("Lower by 45% see https://example.org", "urls"),
        ("", "empty"),
        (" \n", "empty"),
        ("Lower by\u202e 45%", "characters"),
        ("Lower by \x1b[31m45%", "characters"),
        ("Lower by 45%\n", "edge-blanks"),
        ("Lower by 45% <script>", "html"),
    ],
)
def test_rules_of_severity_error_refuse(project: Project, text: str, rule: str) -> None:
    assert refusal(project, {**DRAFT, "text": text})[0] == rule


def test_a_rule_that_is_waived_does_not(project: Project) -> None:
    apply(project, {**DRAFT, "text": "Almost halved", "ok": ["numbers"]})
    entry = project.entry("a", DRAFT["id"])
    assert (entry.msgstr, entry.tcomment) == ("Almost halved", "ok: numbers")
    assert not [found for found in project.json("check")["findings"] if found["rule"] == "numbers"]
    again = {**DRAFT, "old": "Almost halved", "text": "Nearly halved"}
    apply(project, again)  # the comment in the catalog still speaks
    apply(
        project,
        {**again, "old": "Nearly halved", "ok": ["numbers", "length-ratio"]} | {"text": "Nearly halved"},
    )
    assert project.entry("a", DRAFT["id"]).tcomment == "ok: numbers\nok: length-ratio"
    assert refusal(project, {**DRAFT, "old": "Nearly halved", "ok": ["nonsense\x1b[0m"]}) == (
        "waiver",
        '"Lower by 45%" is refused: "nonsenseU+001B[0m" names no rule',
    )


@pytest.mark.parametrize(
    "page", ["../../etc/passwd", "/etc/passwd", "a", "A.md", "", "c.md", "a.md\x00", "\x1b]0;x\x07"]
)
def test_a_page_is_never_a_path(project: Project, page: str) -> None:
    rule, message = refusal(project, {**DRAFT, "page": page})
    assert rule == "unknown"
    assert message.isprintable()
    assert refusal(project, {**DRAFT, "target": page or "../en"})[0] == "unknown"


BAD: dict[str, Any] = {
    "no JSON": b"{",
    "not UTF-8": b'{"format":"\xff"}',
    "another format": {"format": "x", "changes": []},
    "no changes": {"format": FORMAT},
    "a field too many": {"format": FORMAT, "changes": [{**DRAFT, "file": "/etc/passwd"}]},
    "a wrong type": {"format": FORMAT, "changes": [{**DRAFT, "text": 5}]},
    "text that is null": {"format": FORMAT, "changes": [{**DRAFT, "text": None}]},
    "a long page": {"format": FORMAT, "changes": [{**DRAFT, "page": "x" * 5000}]},
    "a text of 5 MB": {"format": FORMAT, "changes": [{**DRAFT, "text": "x" * 5_000_000}]},
    "a reviewer of two lines": {"format": FORMAT, "changes": [], "reviewer": "a\nPlural-Forms: x"},
    "a reviewer with a line break at the end": {"format": FORMAT, "changes": [], "reviewer": "a\n"},
    "another format in red": {"format": "\x1b[31m\n" * 500, "changes": []},
    "a field in red": {"format": FORMAT, "changes": [], "\x1b[31m": 1},
    "lone surrogates": json.dumps({"format": FORMAT, "changes": [{**DRAFT, "text": "\ud800"}]}).encode(),
    "deep nesting": b'{"format":' + b"[" * 100_000,
    "a list": b"[]",
    "nothing": b"",
}


@pytest.mark.parametrize("name", BAD)
def test_other_files_are_refused_in_one_line(project: Project, name: str) -> None:
    content = BAD[name] if isinstance(BAD[name], bytes) else json.dumps(BAD[name]).encode()
    before = project.snapshot()
    result = project.run("apply", str(project.write("bad.json", content)))
    assert (result.exit_code, len(result.output.splitlines())) == (2, 1), result.output
    assert "is not a file of changes from a review sheet" in result.output
    assert result.output.strip().isprintable()
    assert len(result.output) < 400
    (project.root / "bad.json").unlink()
    assert project.snapshot() == before


def test_an_editor_may_have_added_a_byte_order_mark(project: Project) -> None:
    content = json.dumps({"format": FORMAT, "changes": [DRAFT]}).encode("utf-8-sig")
    project.ok("apply", str(project.write("changes.json", content)))
    assert project.entry("a", DRAFT["id"]).msgstr == DRAFT["text"]


def test_a_file_that_is_too_large_is_not_read(project: Project) -> None:
    file = project.root / "big.json"
    with file.open("wb") as stream:
        stream.truncate(80 * 1024 * 1024)
    result = project.run("apply", str(file))
    assert result.exit_code == 2
    assert "no sheet makes such a file" in result.output
    assert project.run("apply", str(project.root / "none.json")).exit_code == 2


def test_a_page_that_is_broken_does_not_stop_the_rest(project: Project) -> None:
    project.write("content/zh/b.md", "---\na: b: c\n---\n")
    done = apply(project, MISSING, DRAFT, code=1)
    assert done["failed"][0]["file"] == "content/zh/b.md"
    assert done["pages"]["a.md"]["en"]["applied"] == 1
    (project.root / "locale/en/LC_MESSAGES/a.po").unlink()
    assert "run i18n-pipeline extract" in apply(project, STALE, code=1)["failed"][0]["message"]


def test_words_for_people(project: Project) -> None:
    file = project.write(
        "changes.json", json.dumps({"format": FORMAT, "changes": [DRAFT, {**STALE, "old": "x", "text": "y"}]})
    )
    result = project.run("apply", str(file))
    line = project.entry("a", STALE["id"]).linenum
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f'locale/en/LC_MESSAGES/a.po:{line}: error: "y" is refused: the catalog says "Restored in class" by now; make a new sheet [older-translation]',
        "a.md: en: 1 applied, 1 refused",
        "1 change applied, 1 refused, 1 file written; next: i18n-pipeline sync, or merge.",
    ]


def test_one_run_at_a_time(project: Project) -> None:
    from i18n_pipeline.project import lock

    file = project.write("changes.json", json.dumps({"format": FORMAT, "changes": [DRAFT]}))
    with lock.held(project.root, "sync"):
        assert project.run("apply", str(file)).exit_code == 75
        assert project.run("apply", str(file), "--dry-run").exit_code == 0


def test_gettext_accepts_what_comes_out(project: Project) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("the gettext tools are not installed")
    apply(
        project,
        DRAFT,
        {**STALE, "text": 'With "quotes", \\ and\ttabs'},
        MISSING,
        reviewer='A "B" \\n <c@example.org>',
    )
    for name in ("a", "b"):
        command = ["msgfmt", "-c", "-o", "-", f"locale/en/LC_MESSAGES/{name}.po"]
        assert subprocess.run(command, cwd=project.root, capture_output=True, check=False).returncode == 0
