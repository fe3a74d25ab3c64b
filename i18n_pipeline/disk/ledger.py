"""What the tool wrote, step by step: so it knows as its own what a run left uncommitted.

A line a step, from before it is done: the state that a file gets, and the one that it had, or that another
had which was moved. A state is a hash and the file's name. What is committed is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path

from i18n_pipeline.disk import files, scratch
from i18n_pipeline.errors import PipelineError

_FILE = ".i18n-cache/ledger"
_MOST = 2**26  # bytes; beyond it, the older half is forgotten
#: The old state where nothing that stood there was a person's.
ANYTHING = "*"
#: From each state to those that it was made of.
Steps = Mapping[str, Set[str]]


def state(file: str, content: bytes | None) -> str:
    """How a file stands, whichever line ends git has given it; None for no file."""
    return f"{'-' if content is None else files.digest(content)} {file}"


def begin(root: Path) -> bool:
    """Whether there was none, and there is one now. Raises PipelineError."""
    is_new = files.read_if_there(root, _FILE, PipelineError) is None
    if is_new:
        _write(root, ())
    return is_new


def note(root: Path, new: str, old: str) -> None:
    """Note a step. Where that cannot be, a person is asked to commit what it leaves."""
    file = new.partition(" ")[2]
    if old == new or {"\t", "\n"} & set(file) or file.startswith(".i18n-cache/"):
        return
    with suppress(OSError, PipelineError):
        if not (root / _FILE).exists():
            scratch.make(root / ".i18n-cache")
        files.append(root, _FILE, f"{new}\t{old}", PipelineError)
        if (root / _FILE).stat().st_size > _MOST:
            lines = _lines(root)
            _write(root, lines[len(lines) // 2 :])


def read(root: Path) -> Steps:
    """What is known. Raises PipelineError."""
    steps: dict[str, set[str]] = {}
    for new, _, old in (line.partition("\t") for line in _lines(root)):
        steps.setdefault(new, set()).add(old)
    return steps


def trail(steps: Steps, committed: Set[str], now: str) -> set[str]:
    """The files by whose steps a state came about, all of them the tool's; none where there are others."""
    seen, left = {now}, {now} - committed
    while left:
        before = set().union(*(steps.get(one, ()) for one in left)) - seen
        if any(old == ANYTHING or old in committed for old in before):
            return {one.partition(" ")[2] for one in seen | before if one != ANYTHING}
        seen |= before
        left = before
    return set()


def keep(root: Path, is_wanted: Callable[[str], bool]) -> None:
    """Forget the steps to states of all other files. Raises PipelineError."""
    lines = _lines(root)
    kept = [line for line in lines if is_wanted(line.partition("\t")[0].partition(" ")[2])]
    if kept != lines:
        _write(root, kept)


def _lines(root: Path) -> list[str]:
    raw = files.read_if_there(root, _FILE, PipelineError) or b""
    return raw.decode("utf-8", "replace").split("\n")[:-1]


def _write(root: Path, lines: Iterable[str]) -> None:
    files.write(root, _FILE, "".join(f"{line}\n" for line in lines).encode(), PipelineError)
