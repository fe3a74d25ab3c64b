"""sync as a process among others: killed, started twice, between two saves of an editor, on a full disk."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polib
import pytest
from conftest import Project
from moments import LOCKED, spread, standing
from moments import start as started

from i18n_pipeline.disk import files, swap
from i18n_pipeline.errors import PageError

KILLS = int(os.environ.get("SYNC_KILLS", "12"))
TIMES = int(os.environ.get("SYNC_TIMES", "4"))
PAGES = 50
PO = "locale/en/LC_MESSAGES"
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and permissions are those of POSIX")
RECORD_LINE = re.compile(
    rb"(?:(?:file|was) [^\n]+|(?:page|taken) [0-9a-f]{64}|frame [0-9a-f]{12}|[-0-9a-f]{12}[ ~][0-9a-f]{12} [^\n]+)\n"
)


def start(root: Path, *, through: Sequence[str] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*through, sys.executable, "-m", "i18n_pipeline", "sync", "--root", str(root)],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def end(running: subprocess.Popen[str], *codes: int) -> str:
    _, stderr = running.communicate()
    assert running.returncode in (codes or (0,)), stderr
    assert "Traceback" not in stderr
    return stderr


def content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".i18n-cache" not in path.parts
    }


def word(number: int) -> str:
    """A name without digits, which rules would count."""
    return chr(97 + number // 10) + chr(97 + number % 10)


def page(number: int, edition: str = "") -> str:
    lines = [f"title: 页面{word(number)}{edition}", f"image: /zh/{number}.png", "list:"]
    for item in "abcdefgh":
        changed = edition if item == "abcdefgh"[number % 8] else ""
        lines += [f"  - name: 名称{item}", f"    content: 页面{word(number)}的内容{item}也在云上{changed}。"]
    return "\n".join([*lines, ""])


def by_hand(site: Project, file: str, old: str, new: str) -> None:
    text = re.sub(old, new, site.read(file), count=1)
    assert text != site.read(file)
    site.write(file, text)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was in step once; since then people did everything that they do."""
    site = Project(tmp_path_factory.mktemp("busy"))
    site.write("i18n.toml", 'engine = "fake"\n')
    for number in range(PAGES):
        site.page(f"p{number:02}.md", page(number))
    end(start(site.root))
    for number in range(0, PAGES, 3):
        site.page(f"p{number:02}.md", page(number, "新版"))
    for number in range(0, PAGES, 4):
        by_hand(
            site,
            f"content/en/p{number:02}.md",
            r"(?m)^    content: .*$",
            f"    content: Hand {word(number)}x.",
        )
        by_hand(site, f"content/en/p{number:02}.md", r"/zh/\d+", f"/en/Image{word(number)}x")
    for number in range(0, PAGES, 5):
        site.translate(
            f"p{number:02}", {f"页面{word(number)}的内容h也在云上。": f"Translator {word(number)}x."}
        )
    for number in range(7, PAGES, 9):
        (site.root / f"content/zh/p{number:02}.md").rename(site.root / f"content/zh/moved{number}.md")
    site.page("new.md", page(99))
    return site.root


@pytest.fixture(scope="module")
def done(busy: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], int]:
    """What a run that nothing disturbs makes of it, and in how many steps on its files."""
    folder = tmp_path_factory.mktemp("done")
    root = shutil.copytree(busy, folder / "site")
    end(started("sync", "--root", root, since=LOCKED, only=root, told=folder / "events"))
    return content(root), int((folder / "events").read_text())


def texts(raw: bytes) -> set[str]:
    return {entry.msgstr for entry in polib.pofile(raw.decode())} | {""}


def require_whole(
    now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes], failed: bool = False
) -> None:
    """Every file is an old one or a new one, a catalog or the overrides between two steps, or a record that
    grew.

    Where a step ``failed``, the others did what they could: pages and overrides may be between as well.
    """
    known = {*before.values(), *after.values()}
    catalogs = [raw for files in (before, after) for name, raw in files.items() if name.endswith(".po")]
    said = {text for raw in catalogs for text in texts(raw)}
    for name, raw in now.items():
        if raw in known or Path(name).name.endswith(".tmp"):
            continue
        if "/written/" in name:
            assert RECORD_LINE.sub(b"", raw) == b"", name
            continue
        if name.endswith(".po"):
            assert texts(raw) <= said, name
        elif name.endswith("overrides.csv"):  # written page by page
            assert set(raw.splitlines()) <= {*before.get(name, b"").splitlines(), *after[name].splitlines()}
        else:
            assert failed, name
            assert raw.endswith(b"\n---\n" if name.endswith(".md") else b"\n"), name


def human(files: dict[str, bytes]) -> set[bytes]:
    return {
        token
        for raw in files.values()
        for token in re.findall(rb"(?:Hand |/en/Image|Translator )[a-j]{2}x", raw)
    }


@POSIX
def test_killed_at_random_moments(busy: Path, done: tuple[dict[str, bytes], int], tmp_path: Path) -> None:
    before, (after, events) = content(busy), done
    killed = 0
    for moment in spread(random.Random(4), events, KILLS):
        root = shutil.copytree(busy, tmp_path / str(moment))
        running = started(
            "sync", "--root", root, number=signal.SIGKILL, since=LOCKED, only=root, moment=moment
        )
        running.communicate()
        killed += running.returncode == -signal.SIGKILL
        now = content(root)
        require_whole(now, before, after)
        assert human(now) >= human(before)
        end(start(root))
        assert content(root) == after
        shutil.rmtree(root)
    assert killed >= KILLS - 1, "but for the last, which may have had a step less to do"


@POSIX
def test_two_at_once(busy: Path, done: tuple[dict[str, bytes], int], tmp_path: Path) -> None:
    after, events = done
    for moment in [-1, *spread(random.Random(5), events, TIMES)]:
        root = shutil.copytree(busy, tmp_path / str(moment))
        since, held = ("i18n_pipeline", False) if moment < 0 else (LOCKED, True)
        with standing(
            "sync", "--root", root, since=since, only=root if held else "", moment=max(moment, 0)
        ) as one:
            two = start(root)
            said = end(two, 75 if held else 0)
        end(one)
        assert ("another run holds this project" in said) == held
        assert content(root) == after
        shutil.rmtree(root)


def in_place(path: Path, new: str) -> None:
    path.write_bytes(new.encode())


def by_rename(path: Path, new: str) -> None:
    beside = path.with_name(f"{path.name}.swp")
    beside.write_bytes(new.encode())
    beside.replace(path)


@pytest.mark.parametrize("save", [in_place, by_rename])
@pytest.mark.parametrize("kind", ["po", "page"])
def test_saved_by_an_editor_in_the_middle(
    busy: Path, tmp_path: Path, save: Callable[[Path, str], None], kind: str
) -> None:
    """Again and again while it runs, so that some come between its reading a file and its writing it."""
    moments = random.Random(f"{kind}{save}")
    total = 0
    for time_ in range(TIMES):
        root = shutil.copytree(busy, tmp_path / str(time_))
        running = start(root)
        saved = set()
        while running.poll() is None:
            number = moments.randrange(PAGES)
            token = f"Editor {word(number)}x"
            path = root / (f"{PO}/p{number:02}.po" if kind == "po" else f"content/en/p{number:02}.md")
            if path.exists() and token not in saved:
                text = path.read_bytes().decode()
                old = rf'(?<=msgid "页面{word(number)}"\nmsgstr )".*"' if kind == "po" else "(?m)^title: .*$"
                new = f'"{token}"' if kind == "po" else f"title: {token}"
                edited = re.sub(old, new, text)
                if edited != text and path.exists():
                    save(path, edited)
                    saved.add(token)
            time.sleep(moments.random() / 20)
        end(running, 0, 1)
        total += len(saved)
        end(start(root), 0, 1)
        found = re.findall(r"Editor [a-j]{2}x", "".join(raw.decode() for raw in content(root).values()))
        assert saved <= set(found)
        before = content(root)
        end(start(root), 0, 1)
        assert content(root) == before
        shutil.rmtree(root)
    assert total > 2 * TIMES


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps two files in one step")
@pytest.mark.parametrize("save", [in_place, by_rename])
def test_saved_between_the_last_look_and_the_replacement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path, str], None]
) -> None:
    saves = iter(["of the editor"])

    def late(one: str, other: str, folder: int | None) -> bool:
        for text in saves:
            save(tmp_path / other, text)
        return swap.swap(one, other, folder)

    (tmp_path / "a").write_text("old")
    if not swap.swap(str(tmp_path / "a"), str(tmp_path / "a"), None):
        pytest.skip("this file system cannot")
    monkeypatch.setattr(files, "swap", late)
    assert not files.replace(tmp_path, "a", b"old", b"new", PageError)
    assert (tmp_path / "a").read_text() == "of the editor"
    assert files.replace(tmp_path, "a", b"of the editor", b"new", PageError)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]


# --- where it cannot write


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 4 MB."""
    if not (sys.platform == "linux" and os.geteuid() == 0):
        pytest.skip("only root on Linux can mount a small disk")
    folder = Path(tempfile.mkdtemp(prefix="i18n-small-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"no tmpfs can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


@pytest.mark.parametrize("free", [0, 1, 4, 10, 20])
def test_the_disk_is_full(
    busy: Path, done: tuple[dict[str, bytes], int], small_disk: Path, free: int
) -> None:
    """With room for so many blocks of 4 KB, from none to half of what it takes."""
    root = shutil.copytree(busy, small_disk / "site")
    before = content(root)
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        block, room = bytes(4096), os.statvfs(small_disk).f_bavail - free
        for _ in range(room):
            stream.write(block)
    stderr = end(start(root), 1, 2)
    assert re.search("No space left on device|disk is full", stderr)
    assert not [path for path in root.rglob("*.tmp") if ".i18n-cache" not in path.parts]
    now = content(root)
    require_whole(now, before, done[0], failed=True)
    assert human(now) >= human(before)
    ballast.unlink()
    end(start(root))
    assert content(root) == done[0]


@pytest.fixture
def without_rights() -> Sequence[str]:
    """What to put before a command so that it has no rights but those of any owner of files."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are those of POSIX")
    if os.geteuid():
        return ()
    drop = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--")
    if not shutil.which("setpriv") or subprocess.run([*drop, "true"], check=False).returncode:
        pytest.skip("root writes into a read-only folder, and there is no setpriv to forbid it")
    return drop


@pytest.mark.parametrize("shut", ["content/en", PO, "locale/en/written", "locale/pot", "locale/en", "."])
def test_a_folder_is_read_only(
    busy: Path,
    done: tuple[dict[str, bytes], int],
    tmp_path: Path,
    without_rights: Sequence[str],
    shut: str,
) -> None:
    root = shutil.copytree(busy, tmp_path / "site")
    if shut == ".":
        shutil.rmtree(root / ".i18n-cache")
    before = content(root)
    (root / shut).chmod(0o555)
    try:
        stderr = end(start(root, through=without_rights), 1, 2)
    finally:
        (root / shut).chmod(0o755)
    assert os.strerror(errno.EACCES) in stderr
    now = content(root)
    require_whole(now, before, done[0], failed=True)
    assert human(now) >= human(before)
    end(start(root))
    assert content(root) == done[0]
