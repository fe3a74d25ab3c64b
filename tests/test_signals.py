"""Ctrl-C and SIGTERM at any moment: every file whole, one line, exit code 75, and the next run completes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import polib
import pytest
from conftest import Project
from moments import LOCKED, spread, start

from i18n_pipeline import signals
from i18n_pipeline.disk import files
from i18n_pipeline.errors import PageError

PAGES, MOMENTS = 40, 4
VERBS = ["extract", "draft", "merge"]
STOPPED = "stopped: what was done is saved, run again to go on\n"
POSTPONED = "postponed: interrupted; what was drafted is saved, run again to go on\n"
posix = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


def finish(running: subprocess.Popen[str], code: int = 0) -> str:
    _, stderr = running.communicate()
    assert running.returncode == code, stderr
    return stderr


def content(root: Path) -> dict[str, bytes]:
    """What is in the project; the lines of records in order, which a stopped run leaves as they came."""
    found = {}
    for path in root.rglob("*"):
        if path.is_file() and ".i18n-cache" not in path.parts:
            raw = path.read_bytes()
            name = path.relative_to(root).as_posix()
            found[name] = b"".join(sorted(set(raw.splitlines(True)))) if path.suffix == ".sha256" else raw
    return found


def is_whole(raw: bytes, before: bytes | None, after: bytes) -> bool:
    """Whether it is the old file or the new one, or a catalog between them: some of its texts drafted."""
    if raw in (before, after):
        return True
    found, old, new = (polib.pofile(text.decode()) for text in (raw, before or b"", after))
    texts = [{entry.msgid: entry.msgstr for entry in po} for po in (found, old, new)]
    return all(text in (texts[1][msgid], texts[2][msgid]) for msgid, text in texts[0].items())


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("verb", VERBS)
def test_stopped_at_random_moments(
    project: Project, verb: str, number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for page in range(PAGES):
        project.page(f"p{page:02}.md", "".join(f"k{key}: 第{page}页第{key}条内容\n" for key in range(12)))
    project.write("i18n.toml", 'engine = "fake"\n')
    for earlier in VERBS[: VERBS.index(verb)]:
        finish(start(earlier, "--root", project.root))
    before = content(project.root)
    copies = tmp_path_factory.mktemp("copies")
    for since, only, count in (("", "", 1), (LOCKED, copies, MOMENTS)):  # all of it; while it is at work
        whole = shutil.copytree(project.root, copies / f"whole{count}")
        finish(start(verb, "--root", whole, since=since, only=only, told=copies / "events"))
        after = content(whole)
        for moment in spread(Random(), int((copies / "events").read_text()), count):
            site = shutil.copytree(project.root, copies / f"{count} {moment}")
            running = start(verb, "--root", site, number=number, since=since, only=only, moment=moment)
            _, stderr = running.communicate()
            if running.returncode == -number:
                assert content(site) == before, "only before the program itself ran"
            else:
                assert (running.returncode, stderr) in [(75, STOPPED), (75, POSTPONED), (0, "")]
            for name, raw in content(site).items():
                assert name.endswith(".sha256") or is_whole(raw, before.get(name), after[name]), name
            assert not list(site.rglob("*.tmp"))
            finish(start(verb, "--root", site))
            assert content(site) == after


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_just_before_a_temporary_file_is_deleted(project: Project, number: int) -> None:
    project.page("a.md", "title: 标题\n")
    project.write("i18n.toml", 'engine = "fake"\n')
    finish(start("extract", "--root", project.root))
    running = start(
        "draft", "--root", project.root, number=number, since="os.remove", only="LC_MESSAGES/.", moment=0
    )
    running.communicate()
    assert running.returncode in (
        75,
        0,
    )  # 0 where the system cannot swap two files, and leaves none to delete
    assert not list(project.root.rglob("*.tmp"))


# A write that a signal comes into: the handler runs in the middle of it, as the process sends it to itself.
INTO_A_WRITE = """
import os, signal, shutil, sys
from pathlib import Path
from i18n_pipeline import signals
from i18n_pipeline.disk import files
from i18n_pipeline.errors import PageError

root = Path(sys.argv[1])
replace = os.replace

def asked(*arguments, **folders):
    os.kill(os.getpid(), int(sys.argv[2]))
    os.kill(os.getpid(), int(sys.argv[2]))
    replace(*arguments, **folders)

os.replace = asked
try:
    with signals.noted(), signals.heard():
        with signals.undisturbed():
            files.write(root, "a", b"one", PageError)
            files.append(root, "b", "two", PageError)
        print("after the block")
except KeyboardInterrupt:
    print("told")
"""


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_write_goes_through_and_then_the_run_stops(tmp_path: Path, number: int) -> None:
    made = subprocess.run(
        [sys.executable, "-c", INTO_A_WRITE, str(tmp_path), str(int(number))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (made.stdout, made.stderr) == ("told\n", "")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"one", "b": b"two\n"}


# Lost in a destructor, it is told when the next file is written; asked for before anything runs, at once.
LOST = """
import os, signal, sys
from i18n_pipeline import signals

class Late:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)

with signals.noted():
    try:
        with signals.heard():
            Late()
            print("goes on")
            with signals.undisturbed():
                print("in the block")
            print("after the block")
    except KeyboardInterrupt:
        print("told")
    os.kill(os.getpid(), signal.SIGTERM)
    try:
        with signals.heard():
            print("begun")
    except KeyboardInterrupt:
        print("told")
os.kill(os.getpid(), signal.SIGTERM)
"""


@posix
def test_no_request_to_stop_is_lost() -> None:
    made = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, check=True)
    assert (made.stdout, made.stderr) == ("goes on\nin the block\ntold\ntold\n", "")


@posix
def test_what_the_caller_ignores_stays_ignored() -> None:
    code = (
        "import os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from i18n_pipeline import signals\n"
        "with signals.noted(), signals.heard(): os.kill(os.getpid(), signal.SIGINT)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, MemoryError])
def test_no_temporary_file_stays_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(kind):
        files.write(tmp_path, "a", b"one", PageError)
    assert list(tmp_path.iterdir()) == []


def test_a_block_in_another_thread_is_no_block_of_the_main_one() -> None:
    from concurrent.futures import ThreadPoolExecutor

    def inside() -> int:
        with signals.undisturbed():
            return signals._state.depth

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(inside).result() == 0


def test_an_interrupt_in_code_that_is_made_at_run_time_is_dealt_with_too(tmp_path: Path) -> None:
    code = """
from i18n_pipeline import signals
with signals.noted():
    try:
        exec("raise KeyboardInterrupt")
    except KeyboardInterrupt:
        raise SystemExit(75)
"""
    (tmp_path / "stopped.py").write_text(code)
    made = subprocess.run([sys.executable, "-m", "stopped"], cwd=tmp_path, check=False)
    assert made.returncode == 75
