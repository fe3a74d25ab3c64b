"""sync, again and again: the times, the edits, the signals, and nothing that grows."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from conftest import Project
from hypothesis import assume, given
from hypothesis import strategies as st
from moments import until

from i18n_pipeline.cli import schedule, timing, watching
from i18n_pipeline.cli.schedule import keep_running
from i18n_pipeline.errors import ConfigError, PageError

START = datetime(2027, 3, 1, 12, 0, 0, 500_000, tzinfo=UTC).timestamp()
NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no /proc here")


@dataclass
class Clock:
    """A clock that is moved on by waiting, and runs that take as long as they are told."""

    now: float = START
    begun: list[float] = field(default_factory=list)
    waited: int = 0

    def sleep(self, seconds: float) -> bool:
        assert 0 <= seconds <= 30
        self.now += max(seconds, 0.001)
        self.waited += 1
        return False

    def runs(self, *outcomes: float | BaseException | Callable[[], int]) -> Callable[[], int]:
        """A job: seconds it takes, what it raises, or what it does; after the last, Ctrl-C."""
        left = iter(outcomes)

        def run() -> int:
            outcome = next(left, KeyboardInterrupt())
            if not isinstance(outcome, KeyboardInterrupt):
                self.begun.append(round(self.now - START, 1))
            if isinstance(outcome, BaseException):
                raise outcome
            if callable(outcome):
                return outcome()
            self.now += outcome
            return 0

        return run


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(schedule, "_clock", lambda: found.now)
    monkeypatch.setattr(schedule, "_sleep", found.sleep)
    set_zone(monkeypatch, "UTC")
    return found


def set_zone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for module in ("cron", "interval"):
        monkeypatch.setattr(f"apscheduler.triggers.{module}.get_localzone", lambda: ZoneInfo(name))


# --- the loop


def test_runs_at_once_and_then_at_intervals(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    assert keep_running(clock.runs(1, 2, 3), every="30m") == 0
    assert clock.begun == [0, 1800, 3600]
    said = capsys.readouterr()
    assert said.out == ""
    line = re.compile(r"finished with exit code 0; next run 2027-\d\d-\d\d \d\d:\d\d:\d\d \S+")
    assert all(line.fullmatch(text) for text in said.err.splitlines())
    assert len(said.err.splitlines()) == 3


def test_a_crontab_time_waits_for_its_first_match(clock: Clock) -> None:
    keep_running(clock.runs(1, 1), cron="0 3 * * *")
    assert clock.begun == [15 * 3600 - 0.5, 39 * 3600 - 0.5]


@pytest.mark.parametrize("times", [{"every": "10m"}, {"cron": "*/10 * * * *"}])
def test_what_fell_due_during_a_run_is_one_run_more(clock: Clock, times: dict[str, str]) -> None:
    keep_running(clock.runs(1, 3500, 1, 1), **times)
    second, third, fourth = clock.begun[1:]
    assert third == pytest.approx(second + 3500, abs=1)
    assert 0 < fourth - third <= 600


@pytest.mark.parametrize("times", [{"every": "1h"}, {"cron": "0 * * * *"}])
def test_a_clock_that_is_set_back_does_not_stop_the_runs(clock: Clock, times: dict[str, str]) -> None:
    def set_back() -> int:
        clock.now -= 30 * 86_400
        return 0

    keep_running(clock.runs(1, set_back, 1), **times)
    assert 0 < clock.begun[2] - (clock.begun[1] - 30 * 86_400) <= 3600


@pytest.mark.parametrize("times", [{"every": "1h"}, {"cron": "0 * * * *"}])
@pytest.mark.parametrize("jump", [-30 * 86_400, 30 * 86_400])
def test_a_clock_that_jumps_while_waiting(clock: Clock, times: dict[str, str], jump: float) -> None:
    def sleep(seconds: float) -> bool:
        if clock.waited == 20:
            clock.now += jump
        return clock.sleep(seconds)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schedule, "_sleep", sleep)
        keep_running(clock.runs(1, 1), **times)
    first, second = clock.begun if "every" in times else (0, clock.begun[0])
    passed = second - first - jump
    assert 0 < passed <= 3600 + 30 * 22


def test_nothing_that_a_run_does_ends_the_loop(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [
        ConfigError("i18n.toml is broken"),
        PageError("it is amiss", file="a.md", line=3),
        ValueError("who\nknows"),
        OSError(errno.ENOSPC, "full", "po"),
        SystemExit(75),
        SystemExit("gone"),
        SystemExit(),
        lambda: 1,
    ]
    assert keep_running(clock.runs(*outcomes), every="1m") == 0
    said = capsys.readouterr().err
    assert re.findall(r"exit code (\d+)", said) == ["2", "1", "1", "1", "75", "1", "0", "1"]
    assert "error: a.md:3: it is amiss\n" in said
    assert "a bug in i18n-pipeline (ValueError: who knows)" in said
    assert f"{os.strerror(errno.ENOSPC)}: po" in said
    assert "Traceback" not in said


def test_a_traceback_is_to_be_had(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("I18N_PIPELINE_DEBUG", "1")
    keep_running(clock.runs(ValueError("so"), 1), every="1m")
    assert "Traceback" in capsys.readouterr().err
    assert len(clock.begun) == 2


def test_a_closed_terminal_does_not_end_the_loop(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def echo(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("click.echo", echo)
    keep_running(clock.runs(1, ValueError(), 1), every="1m")
    assert len(clock.begun) == 3


def test_a_run_that_a_signal_ended_is_the_last(clock: Clock) -> None:
    assert keep_running(clock.runs(1, lambda: 130, 1), every="1m") == 0
    assert len(clock.begun) == 2


# --- times


@pytest.mark.parametrize(
    ("every", "seconds"),
    [("90s", 90), ("30m", 1800), ("2h", 7200), ("1d", 86_400), ("1h30m", 5400), (" 1d1s ", 86_401)],
)
def test_lengths_of_time(every: str, seconds: int) -> None:
    assert timing.after(timing.trigger(every, ""), START) == START + seconds


@pytest.mark.parametrize(
    "every", ["30", "0m", "-5m", "1.5h", "30 m", "30m1h", "1h1h", "400d", "9" * 30 + "s", "１h", "m"]
)
def test_what_is_no_length_of_time(every: str) -> None:
    with pytest.raises(ConfigError, match=r"is no length of time; write whole numbers .* 30m") as found:
        keep_running(lambda: 0, every=every)
    assert every in str(found.value)


@pytest.mark.parametrize(
    "cron",
    ["0 3 * *", "0 3 * * * *", "@daily", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
     "* * * * fry", "* * * * 5-1", "*/0 * * * *", "* * * * */0", "* * * * 1,,2", "a b c d e", " "],
)  # fmt: skip
def test_what_is_no_crontab_time(cron: str) -> None:
    with pytest.raises(ConfigError, match=r"is no crontab time; write five fields"):
        keep_running(lambda: 0, cron=cron)


def test_a_day_that_never_comes() -> None:
    with pytest.raises(ConfigError, match="never comes"):
        keep_running(lambda: 0, cron="0 0 30 2 *")


@given(st.text(), st.sampled_from(["{}", "{} * * * *", "0 0 * * {}", "0 0 {} * 1", "* * * {} *"]))
def test_any_text_is_a_time_or_one_clear_error(text: str, around: str) -> None:
    for every, cron in ((around.format(text), ""), ("", around.format(text))):
        if every or cron:
            said = ""
            try:
                times = timing.trigger(every, cron)
            except ConfigError as error:
                said = str(error)
            assert "; " in said if said else timing.after(times, START) > START


def test_options_that_exclude_each_other_and_none_at_all() -> None:
    with pytest.raises(ConfigError, match="exclude each other"):
        keep_running(lambda: 0, every="1h", cron="* * * * *")
    with pytest.raises(ConfigError, match="say when"):
        keep_running(lambda: 0)


def numbers(low: int, high: int) -> st.SearchStrategy[tuple[str, frozenset[int]]]:
    """A crontab field, with what it means."""
    one = st.integers(low, high)
    # APScheduler refuses a step that leads out of its range at once
    spans = (
        st.tuples(one, one, st.integers(1, 12))
        .map(lambda span: (*sorted(span[:2]), span[2]))
        .filter(lambda span: span[2] <= span[1] - span[0])
    )
    items = st.one_of(
        one.map(lambda number: (str(number), frozenset({number}))),
        spans.map(
            lambda span: (f"{span[0]}-{span[1]}/{span[2]}", frozenset(range(span[0], span[1] + 1, span[2])))
        ),
    )
    listed = st.lists(items, min_size=1, max_size=3).map(
        lambda found: (",".join(text for text, _ in found), frozenset().union(*(which for _, which in found)))
    )
    steps = st.integers(1, high - low).map(lambda step: (f"*/{step}", frozenset(range(low, high + 1, step))))
    return st.just(("*", frozenset(range(low, high + 1)))) | steps | listed


@given(numbers(0, 59), numbers(0, 23), numbers(1, 31), numbers(0, 7), st.integers(0, 10**7))
def test_times_are_a_crontabs(
    minutes: tuple[str, frozenset[int]],
    hours: tuple[str, frozenset[int]],
    days: tuple[str, frozenset[int]],
    weekdays: tuple[str, frozenset[int]],
    offset: int,
) -> None:
    assume(weekdays[0][:2] != "*/")  # 7 is Sunday in a list, and outside of what * means

    def matches(moment: datetime) -> bool:
        by_date = moment.day in days[1]
        by_weekday = bool({moment.isoweekday() % 7, moment.isoweekday()} & weekdays[1])
        both = days[0].startswith("*") or weekdays[0] == "*"
        day = (by_date and by_weekday) if both else (by_date or by_weekday)
        return day and moment.minute in minutes[1] and moment.hour in hours[1]

    start = START + offset
    with pytest.MonkeyPatch.context() as patch:
        set_zone(patch, "UTC")
        times = timing.trigger("", f"{minutes[0]} {hours[0]} {days[0]} * {weekdays[0]}")
    found = datetime.fromtimestamp(timing.after(times, start), UTC)
    assert matches(found)
    assert (found.second, found.microsecond) == (0, 0)
    before = found - timedelta(minutes=1)
    looked = 0
    while before.timestamp() > start and looked < 500:
        assert not matches(before)
        before -= timedelta(minutes=1)
        looked += 1


@pytest.mark.parametrize(
    ("cron", "day"),
    [("0 0 * * 0", 6), ("0 0 * * 7", 6), ("0 0 * * 1", 0), ("0 0 * * MON", 0), ("0 0 * * sat", 5)],
)
def test_a_week_begins_on_sunday(monkeypatch: pytest.MonkeyPatch, cron: str, day: int) -> None:
    set_zone(monkeypatch, "UTC")
    found = timing.after(timing.trigger("", cron), START)
    assert datetime.fromtimestamp(found, UTC).weekday() == day


@pytest.mark.parametrize("cron", ["30 2 * * *", "0 3 * * *", "*/30 * * * *", "30 2 * * 0"])
def test_times_go_on_over_a_change_of_the_clocks(monkeypatch: pytest.MonkeyPatch, cron: str) -> None:
    set_zone(monkeypatch, "Europe/Berlin")
    times = timing.trigger("", cron)
    at = START
    steps = []
    for _ in range(400):
        due = timing.after(times, at)
        assert due > at
        steps.append(due - at)
        at = due
    usual = {"30 2 * * *": 86_400, "0 3 * * *": 86_400, "*/30 * * * *": 1800, "30 2 * * 0": 7 * 86_400}[cron]
    assert max(steps[1:]) <= 2 * usual + 3600


def test_an_unknown_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> None:
        raise ZoneInfoNotFoundError("Atlantis/Poseidonis")

    monkeypatch.setattr("apscheduler.triggers.interval.get_localzone", unknown)
    with pytest.raises(ConfigError, match="correct TZ"):
        keep_running(lambda: 0, every="1h")


@pytest.mark.parametrize(
    ("package", "times"),
    [
        ("apscheduler", {"every": "1h"}),
        ("apscheduler", {"cron": "* * * * *"}),
        ("watchfiles", {"watch": [Path()]}),
    ],
)
def test_the_extra_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, package: str, times: dict[str, str]
) -> None:
    for name in (package, f"{package}.triggers.interval"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ConfigError, match=r"pip install 'apscheduler>=3.10,<4' 'watchfiles>=0.21'"):
        keep_running(lambda: 0, **times)  # type: ignore[arg-type]


# --- edits


@pytest.mark.parametrize(
    "name", ["case/x.md", "x.po", "glossary.csv", "i18n.toml", "a b/页.md", "tmp/x.md", "swp.md", "14913"]
)
def test_what_people_write_counts(name: str, tmp_path: Path) -> None:
    root = tmp_path / ".sites"  # only what is below the watched folder is judged
    assert watching.is_edit(str(root / name), [root])


@pytest.mark.parametrize(
    "name",
    [".x.md.swp", "x.md~", "x.swp", "x.swx", "4913", "x.tmp", ".i18n-cache/drafts", ".git/index", "a/.b/c.md",
     "#x.md#", ".#x.md", "x.md.bak", ".DS_Store", "x.md___jb_tmp___", "sub~/x.md"],
)  # fmt: skip
def test_what_editors_write_does_not(name: str, tmp_path: Path) -> None:
    assert not watching.is_edit(str(tmp_path / name), [tmp_path])


def test_elsewhere_does_not_count(tmp_path: Path) -> None:
    assert not watching.is_edit(str(tmp_path / "ab/x"), [tmp_path / "a"])


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_LOOK", 100)


class Watched:
    """A loop that watches a folder, in a thread, with a job that counts its runs."""

    def __init__(self, folder: Path, job: Callable[[int], None] = lambda run: None, **times: Any) -> None:
        self.folder, self.job, self.runs, self.stop = folder, job, 0, False
        self.thread = threading.Thread(
            target=keep_running, args=(self.run,), kwargs={"watch": [folder], **times}
        )
        self.thread.start()

    def run(self) -> int:
        self.runs += 1
        if self.stop:
            return 130
        self.job(self.runs)
        return 0

    def settled(self, runs: int, at_most: int = 0) -> None:
        """Wait for so many runs, and see that there are no more."""
        until(lambda: self.runs >= runs)
        time.sleep(0.8)
        assert runs <= self.runs <= (at_most or runs)

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop = True
        self.folder.mkdir(exist_ok=True)
        for look in range(1000):
            if self.thread.is_alive():
                (self.folder / "end").write_text(str(look))
                self.thread.join(0.5)
        assert not self.thread.is_alive()


@pytest.mark.usefixtures("_impatient")
def test_an_edit_is_one_run_and_an_editors_files_are_none(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("a")
    with Watched(tmp_path) as loop:
        loop.settled(1)
        (tmp_path / ".x.md.swp").write_text("b")
        (tmp_path / "4913").write_text("")
        (tmp_path / "4913").unlink()
        (tmp_path / ".i18n-cache").mkdir()
        (tmp_path / ".i18n-cache" / "drafts").write_text("b")
        loop.settled(1)
        (tmp_path / "x.md").rename(tmp_path / "x.md~")
        (tmp_path / "x.md").write_text("b")
        loop.settled(2)
        (tmp_path / "x.md").write_text("b")  # saved again with nothing changed
        loop.settled(2)


@pytest.mark.usefixtures("_impatient")
def test_many_edits_at_once_are_one_run(tmp_path: Path) -> None:
    with Watched(tmp_path) as loop:
        loop.settled(1)
        for number in range(300):
            (tmp_path / f"{number}.md").write_text("a")
        loop.settled(2, at_most=4)


@pytest.mark.usefixtures("_impatient")
def test_an_edit_is_two_runs_at_most_even_when_every_run_writes(tmp_path: Path) -> None:
    def job(run: int) -> None:
        temporary = tmp_path / ".page.tmp"
        temporary.write_text((tmp_path / "x.md").read_text())
        temporary.replace(tmp_path / "page.md")

    (tmp_path / "x.md").write_text("a")
    with Watched(tmp_path, job, every="1d") as loop:
        loop.settled(2)
        (tmp_path / "x.md").write_text("b")
        loop.settled(4)


@pytest.mark.usefixtures("_impatient")
def test_what_a_run_wrote_starts_none_and_an_edit_of_it_does(tmp_path: Path) -> None:
    written: dict[str, str] = {}

    def job(run: int) -> None:
        page = (tmp_path / "x.md").read_bytes()
        (tmp_path / "page.md").write_bytes(page)
        written[str(tmp_path / "page.md")] = hashlib.sha256(page).hexdigest()

    (tmp_path / "x.md").write_text("a")
    with Watched(tmp_path, job, written=written) as loop:
        loop.settled(1)
        (tmp_path / "x.md").write_text("b")
        loop.settled(2)
        (tmp_path / "page.md").write_text("by hand")
        loop.settled(3)


@pytest.mark.usefixtures("_impatient")
def test_an_edit_during_a_run_is_not_missed(tmp_path: Path) -> None:
    def job(run: int) -> None:
        if run == 1:
            (tmp_path / "x.md").write_text("by a person")
            time.sleep(0.5)

    with Watched(tmp_path, job) as loop:
        loop.settled(2)


@pytest.mark.usefixtures("_impatient")
def test_a_folder_that_comes_goes_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    with Watched(folder) as loop:
        loop.settled(1)
        folder.mkdir()
        loop.settled(2)
        (folder / "x.md").write_text("a")
        loop.settled(3)
        folder.rename(tmp_path / "away")
        time.sleep(1.2)
        (tmp_path / "away").rename(folder)
        time.sleep(1.2)
        seen = loop.runs
        (folder / "x.md").write_text("b")
        loop.settled(seen + 1, at_most=seen + 2)


def test_a_postponed_run_is_tried_again_without_another_edit(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching.Edits, "wait", lambda edits, seconds: clock.sleep(seconds))
    keep_running(clock.runs(lambda: 75, lambda: 130), watch=[tmp_path])
    assert clock.begun == [0, 300]


def test_a_watch_that_cannot_be_had_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def watch(*paths: Path, **options: object) -> object:
        raise OSError("OS file watch limit reached")
        yield

    monkeypatch.setattr("watchfiles.watch", watch)
    with pytest.raises(Exception, match=r"cannot watch for edits: OS file watch limit reached; run without"):
        keep_running(lambda: 0, watch=[tmp_path])


# --- signals, in a process of their own

PROGRAM = """
import sys, time
from pathlib import Path
from i18n_pipeline.cli.schedule import keep_running

def run():
    print("run", flush=True)
    {body}
    return 1

sys.exit(keep_running(run, {times}))
"""
CURRENT_FILE = """
    try:
        print("at work", flush=True)
        time.sleep(3600)
    except KeyboardInterrupt:
        time.sleep(0.3)
        print("current file finished", flush=True)
"""


def started(tmp_path: Path, body: str, times: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM.format(body=body.strip(), times=times)]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout
    assert process.stdout.readline() == "run\n"
    return process


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("times", ['every="1h"', 'watch=[Path(".")]', 'every="1h", watch=[Path(".")]'])
def test_a_signal_while_idle_ends_it_at_once(tmp_path: Path, number: signal.Signals, times: str) -> None:
    process = started(tmp_path, "", times)
    assert process.stderr
    assert process.stderr.readline().startswith("finished with exit code 1; next run ")
    process.send_signal(number)
    until(lambda: process.poll() is not None, looks=400)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_during_a_run_lets_it_end_by_itself(tmp_path: Path, number: signal.Signals) -> None:
    process = started(tmp_path, CURRENT_FILE, 'every="1s"')
    assert process.stdout
    assert process.stdout.readline() == "at work\n"
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (0, "current file finished\n", "")


def test_handlers_are_as_before_afterwards(clock: Clock) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    during = []

    def look() -> int:
        during.append(signal.getsignal(signal.SIGTERM))
        return 130

    keep_running(look, every="1h")
    assert during != [before[0]]
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


# --- nothing that grows


@NEEDS_PROC
def test_files_and_memory_are_flat_over_a_hundred_runs(project: Project, clock: Clock) -> None:
    open_files, memory, threads, codes = [], [], [], []
    runs = 0
    project.page("0.md", "title: 云 0\nname: 名称\n")
    project.ok("sync", "--engine", "fake")

    def run() -> int:
        nonlocal runs
        runs += 1
        project.page("0.md", f"title: 云 {runs % 7}\nname: 名称\n")
        project.write("content/en/0.md", project.read("content/en/0.md").replace("fake", f"edit {runs}"))
        codes.append(project.run("sync", "--engine", "fake").exit_code)
        open_files.append(len(os.listdir("/proc/self/fd")))
        memory.append(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
        threads.append(threading.active_count())
        return 130 if runs == 120 else runs % 2

    keep_running(run, every="1m")
    assert runs == 120
    assert set(codes) <= {0, 1}
    assert len(set(open_files[20:])) == 1
    assert len(set(threads[20:])) == 1
    assert memory[-1] - memory[20] < 8_000_000


@NEEDS_PROC
def test_files_are_flat_over_a_hundred_reopened_watches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_LOOK", 5)
    monkeypatch.setattr(watching, "_QUIET", 1)
    folder = tmp_path / "content"
    folder.mkdir()
    edits = watching.Edits([folder])
    counts = []
    for number in range(100):
        folder.rename(tmp_path / f"old-{number}")
        folder.mkdir()
        assert edits.wait(5)
        counts.append(len(os.listdir("/proc/self/fd")))
    edits.close()
    assert max(counts) - min(counts) < 40  # a watch ends a moment after it is closed
