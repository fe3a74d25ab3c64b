"""What translators' tools count in the catalogs: gettext's and translate-toolkit's agree with status.

Poedit is built on gettext, Weblate on translate-toolkit: their progress bars show these numbers.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from conftest import Project

ROOT = Path(__file__).parents[1]
BESIDE_PYTHON = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

needs_gettext = pytest.mark.skipif(
    not all(map(shutil.which, ("msgfmt", "msgattrib", "msgcat"))),
    reason="the gettext tools are not installed",
)
needs_toolkit = pytest.mark.skipif(
    not all(shutil.which(name, path=BESIDE_PYTHON) for name in ("pocount", "pofilter", "pomerge")),
    reason="translate-toolkit is not installed",
)

#: Reviewed, fuzzy, untranslated.
Progress = tuple[int, int, int]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which(str(command[0]), path=BESIDE_PYTHON)
    assert program
    return subprocess.run(
        [program, *command[1:]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"},
    )


def by_msgfmt(file: Path) -> Progress:
    """As Poedit's status bar; -c also checks the header, the formats and the plurals."""
    done = run("msgfmt", "-c", "--statistics", "-o", os.devnull, file)
    assert done.returncode == 0, done.stderr
    (line,) = done.stderr.splitlines()  # and so no warning
    found = {kind: int(number) for number, kind in re.findall(r"(\d+) (translated|fuzzy|untranslated)", line)}
    return found["translated"], found.get("fuzzy", 0), found.get("untranslated", 0)


def by_msgattrib(file: Path) -> Progress:
    def number(*options: str) -> int:
        done = run("msgattrib", *options, "--no-obsolete", file)
        assert (done.returncode, done.stderr) == (0, "")
        return len(polib.pofile(done.stdout)) if done.stdout else 0

    return (
        number("--translated", "--no-fuzzy"),
        number("--only-fuzzy", "--translated"),
        number("--untranslated"),
    )


def by_pocount(file: Path) -> Progress:
    done = run("pocount", "--csv", file)
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = csv.DictReader(io.StringIO(done.stdout), skipinitialspace=True)
    translated, fuzzy, untranslated, total = (
        int(row[f"{kind} Message{'' if kind == 'Total' else 's'}"])
        for kind in ("Translated", "Fuzzy", "Untranslated", "Total")
    )
    assert total == translated + fuzzy + untranslated
    return translated, fuzzy, untranslated


COUNTERS = [
    pytest.param(by_msgfmt, marks=needs_gettext),
    pytest.param(by_msgattrib, marks=needs_gettext),
    pytest.param(by_pocount, marks=needs_toolkit),
]


def by_status(project: Project) -> dict[str, Progress]:
    """What status says of the pages that have any text, in the tools' three kinds."""
    pages = project.json("status")["targets"]["en"]["pages"]
    return {
        name: (of["reviewed"], of["draft"] + of["stale"], of["missing"])
        for name, of in pages.items()
        if of["total"]
    }


def catalogs(project: Project) -> dict[str, Path]:
    """The PO files by page."""
    folder = project.root / "locale/en/LC_MESSAGES"
    found = {name: folder / f"{name.removesuffix('.md')}.po" for name in by_status(project)}
    assert sorted(found.values()) == sorted(folder.rglob("*.po"))
    return found


def counted(project: Project, counter: Callable[[Path], Progress]) -> dict[str, Progress]:
    return {name: counter(file) for name, file in catalogs(project).items()}


REVIEWED = "平台上线之后，发布一次只需要十分钟"
COMMENTED = "每个门店都有一台自己的边缘节点"
STALE = "集群一共有十二个节点，分布在三个机房"
STALE_DRAFT = "日志集中保存在对象存储里，保留三十天"
DRAFT = "运维团队只有四个人，要照看全部系统"
MISSING = "监控系统每分钟采集一次全部的指标"
GONE = "这一句话以后会从页面上删掉，译文要留着"
GONE_DRAFT = "这一句草稿也会被删掉，不再有人需要它"
PLURAL = "三个可用区"
PEOPLES = "一台服务器"


@pytest.fixture
def made_up(project: Project) -> Project:
    """Every state that an entry can be in, on one page; on others all or nothing is done."""
    texts = [REVIEWED, COMMENTED, STALE, STALE_DRAFT, DRAFT, MISSING, GONE, GONE_DRAFT, PLURAL]
    rule = '[[rule]]\npath = "label"\ncontext = "section"\n'
    project.write(
        "i18n.toml",
        f'pages = ["content/{{lang}}/**/*.md", "content/{{lang}}/**/*.yaml"]\n[targets.en]\n{rule}',
    )
    page = "title: 简介\nlabel: 简介\nlist:\n" + "".join(f"- {text}\n" for text in texts)
    project.page("all.md", page)
    project.page("part/nothing.md", "title: 标题\ntext: 另外一段很长的文字，谁也没有翻译过\n")
    project.page("part/done.md", "title: 标题\n")
    project.page("empty.md", "title: Latin only\n")
    project.write(
        "content/zh/facts.yaml", f'quoted: "他说：\\"好\\"\\n然后\\t走了 \\\\ 100%"\nlist: [一, {DRAFT}]\n'
    )
    project.ok("extract")

    po = project.po("all")
    for entry in po:
        entry.msgstr = "" if entry.msgid == MISSING else f"T {entry.msgid}"
        entry.flags = ["fuzzy"] if entry.msgid in (DRAFT, GONE_DRAFT, STALE_DRAFT) else []
        if entry.msgid == COMMENTED:
            entry.tcomment = "Is this one node per shop?\n\nok: leftover-han"
        if entry.msgid == PLURAL:
            entry.msgid_plural, entry.msgstr, entry.msgstr_plural = (
                "多个可用区",
                "",
                {0: "a zone", 1: "zones"},
            )
    plural = {"msgid_plural": "多台服务器", "msgstr_plural": {0: "a server", 1: "servers"}}
    po.append(polib.POEntry(msgid=PEOPLES, tcomment="added by hand", **plural))
    po.append(polib.POEntry(msgid="别处的话", msgctxt="menu", msgstr="From elsewhere"))
    po.save(newline="\n")
    project.translate("part/done", {"标题": "Title"})
    project.translate("facts.yaml", {'他说："好"\n然后\t走了 \\ 100%': 'He said: "Fine"\nand\twent \\ 100%'})
    project.translate("facts.yaml", {"一": "", DRAFT: "Four people"}, fuzzy=True)  # marked, and no text

    for old, new in ((STALE, "集群一共有十五个节点，分布在三个机房"), (STALE_DRAFT, f"{STALE_DRAFT}以上")):
        page = page.replace(old, new)
    for gone in (GONE, GONE_DRAFT):
        page = page.replace(f"- {gone}\n", "")
    project.page("all.md", page)
    project.ok("extract")
    return project


def test_the_made_up_project_has_every_state(made_up: Project) -> None:
    pages = made_up.json("status")["targets"]["en"]["pages"]
    assert pages["all.md"] == {"total": 9, "reviewed": 4, "draft": 2, "stale": 2, "missing": 1}
    assert pages["facts.yaml"] == {"total": 3, "reviewed": 1, "draft": 1, "stale": 0, "missing": 1}
    assert pages["part/nothing.md"]["missing"] == 2
    assert pages["part/done.md"]["reviewed"] == 1
    po = made_up.po("all")
    gone = {entry.msgid: entry for entry in po if entry.obsolete}
    assert {STALE, GONE, GONE_DRAFT, PEOPLES, "别处的话"} <= set(gone)
    assert gone[PEOPLES].msgstr_plural == {0: "a server", 1: "servers"}
    assert {entry.msgctxt for entry in po if entry.msgid == "简介"} == {None, "section"}
    assert "one node per shop?" in made_up.entry("all", COMMENTED).tcomment


@pytest.mark.parametrize("counter", COUNTERS)
def test_status_counts_as_the_tools_do(made_up: Project, counter: Callable[[Path], Progress]) -> None:
    assert counted(made_up, counter) == by_status(made_up)


@pytest.mark.parametrize("counter", COUNTERS)
def test_so_it_does_once_drafts_are_there(made_up: Project, counter: Callable[[Path], Progress]) -> None:
    made_up.run("draft")
    assert counted(made_up, counter) == by_status(made_up)


@pytest.mark.parametrize("counter", COUNTERS)
def test_so_it_does_in_the_sample(sample: Project, counter: Callable[[Path], Progress]) -> None:
    assert counted(sample, counter) == by_status(sample)


@needs_gettext
@pytest.mark.parametrize("project_of", ["sample", "made_up"])
def test_templates_hold_as_many_messages(project_of: str, request: pytest.FixtureRequest) -> None:
    """What Weblate begins a new language from."""
    project: Project = request.getfixturevalue(project_of)
    for name, (reviewed, fuzzy, missing) in by_status(project).items():
        template = project.root / "locale/pot" / f"{name.removesuffix('.md')}.pot"
        assert by_msgattrib(template) == (0, 0, reviewed + fuzzy + missing)


@needs_gettext
@needs_toolkit
def test_nothing_is_counted_otherwise_after_the_tools_wrote_the_files(made_up: Project) -> None:
    """Line breaks as Poedit writes them (msgcat), then entries as Weblate does (translate-toolkit)."""
    before = by_status(made_up)
    for file in catalogs(made_up).values():
        done = run("msgcat", "--width=60", "-o", file, file)
        assert (done.returncode, done.stderr) == (0, "")
        done = run("pomerge", "--progress=none", "-t", file, "-i", file, "-o", file)
        assert done.returncode == 0, done.stderr
    assert by_status(made_up) == before
    for counter in (by_msgfmt, by_msgattrib, by_pocount):
        assert counted(made_up, counter) == before
    made_up.ok("extract")
    assert by_status(made_up) == before


@needs_gettext
@needs_toolkit
@pytest.mark.parametrize("project_of", ["sample", "made_up"])
def test_pofilter_reads_all_and_writes_what_msgfmt_reads(
    project_of: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its opinions are its own (capitals, for Chinese); what it must not do is fail."""
    project: Project = request.getfixturevalue(project_of)
    found = tmp_path_factory.mktemp("pofilter") / "found"
    folder = project.root / "locale/en/LC_MESSAGES"
    done = run("pofilter", "--progress=none", "--language=en", "-i", folder, "-o", found)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"error|traceback", done.stdout + done.stderr, re.IGNORECASE), done.stderr
    written = sorted(found.rglob("*.po"))
    assert written
    for file in written:
        assert (folder / file.relative_to(found)).is_file()
        by_msgfmt(file)
