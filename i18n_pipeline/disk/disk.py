"""The files of a project, as they stand."""

from __future__ import annotations

import os
from pathlib import Path

from i18n_pipeline.disk import files, folders, ledger
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.messages import NOT_THERE, say
from i18n_pipeline.model import Failure

Error = type[PipelineError]
Looked = tuple[bytes | None, os.stat_result | None]


class Disk:
    """The files below a root. What raises an ``error`` does so as its function in ``files`` says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        #: Files that were written, moved or deleted, in order, and how they stand since (see ``ledger``).
        self.written: dict[str, str] = {}
        self._listings: dict[str, dict[str, str]] = {}

    def __reduce__(self) -> tuple[type[Disk], tuple[Path]]:
        return Disk, (self.root,)

    def look(self, file: str, error: Error) -> Looked:
        """The content, None for no file, and what the system said of it before it was read."""
        return files.look(self.root, file, error)

    def read_if_there(self, file: str, error: Error) -> bytes | None:
        """The content; None where there is no such file."""
        return self.look(file, error)[0]

    def read(self, file: str, error: Error) -> bytes:
        """The content."""
        content = self.read_if_there(file, error)
        if content is None:
            raise error(say("cannot be read: {why}", why=NOT_THERE), file=file)
        return content

    def write(self, file: str, content: bytes, error: Error) -> None:
        """Replace the file in one step, whatever stands there: for files that hold nothing of people's."""
        new = ledger.state(file, content)
        ledger.note(self.root, new, ledger.ANYTHING)
        files.write(self.root, file, content, error)
        self.written[file] = new

    def replace(self, file: str, old: bytes | None, new: bytes, error: Error) -> bool:
        """As ``write``, but False, and nothing done, where the file does not hold ``old`` any more."""
        state = ledger.state(file, new)
        ledger.note(self.root, state, ledger.state(file, old))
        done = files.replace(self.root, file, old, new, error)
        self.written.update({file: state} if done else {})
        return done

    def append(self, file: str, line: str, error: Error) -> None:
        """Add a line to the file."""
        old = self.read_if_there(file, error)
        new = ledger.state(file, (old or b"") + f"{line}\n".encode())
        ledger.note(self.root, new, ledger.state(file, old))
        files.append(self.root, file, line, error)
        self.written[file] = new

    def move(self, file: str, to: str, error: Error) -> bool:
        """Give the file another place; False where it is not there or the place is taken."""
        content = self.read_if_there(file, error)
        states = {file: ledger.state(file, None), to: ledger.state(to, content)}
        for new in states.values():
            ledger.note(self.root, new, ledger.state(file, content))
        done = files.move(self.root, file, to, error)
        self.written.update(states if done else {})
        return done

    def remove(self, file: str, error: Error) -> None:
        """Delete the file if it is there."""
        gone = ledger.state(file, None)
        ledger.note(self.root, gone, ledger.ANYTHING)
        files.remove(self.root, file, error)
        self.written[file] = gone

    def exists(self, file: str) -> bool:
        """Whether something stands there, in the project."""
        return folders.exists(self.root, file)

    def missed(self, file: str) -> None:
        """Note that something hangs on there being no such file."""

    def walk(self, folder: str, failures: list[Failure], links: set[str] | None = None) -> list[str]:
        """Every file below a folder, in no order; see ``folders``."""
        return folders.walk(self.root, folder, failures, links)

    def find_files(self, folder: str, suffix: str) -> list[str]:
        """The files below ``folder`` that end in ``suffix``, sorted."""
        return sorted(file for file in self.walk(folder, []) if file.endswith(suffix))

    def other_case(self, file: str) -> str:
        """The first file that is there and differs from ``file`` in the case of its name; "" for none."""
        folder, _, name = file.rpartition("/")
        if folder not in self._listings:
            names = sorted(self.names(folder), reverse=True)
            self._listings[folder] = {spelling.casefold(): spelling for spelling in names}
        spelling = self._listings[folder].get(name.casefold(), name)
        return "" if spelling == name else f"{folder}/{spelling}"

    def names(self, folder: str) -> list[str]:
        """What stands in a folder."""
        return folders.names(self.root, folder)

    def is_linked(self, file: str) -> bool:
        """Whether a symbolic link stands on the way to the file, or is it."""
        return folders.is_linked(self.root, file)
