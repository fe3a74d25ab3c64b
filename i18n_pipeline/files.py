"""The file system: finding pages, exact reads, atomic writes, and which file belongs to which."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.model import Failure
from i18n_pipeline.patterns import fixed_folder, page_pattern
from i18n_pipeline.signals import undisturbed

#: Answers of engines, and what one run at a time holds; not for git.
CACHE = ".i18n-cache/drafts.sqlite"
LOCK = ".i18n-cache/lock"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A source page: ``name`` in reports and catalogs, ``file`` and where its glob has ``{lang}``."""

    name: str  # "case/maxnerva.md"
    file: str  # "content/zh/case/maxnerva.md"
    langs: tuple[tuple[int, int], ...]  # ranges in ``file``

    def target_file(self, target: Language) -> str:
        """Where the page in the target language stands."""
        file = self.file
        for start, end in reversed(self.langs):
            file = file[:start] + target.folder + file[end:]
        return file

    @property
    def stem(self) -> str:
        """What its catalogs are called: the name, without a Markdown ending."""
        return self.name.removesuffix(".md").removesuffix(".markdown")

    @property
    def template_file(self) -> str:
        """Its POT file."""
        return f"locale/pot/{self.stem}.pot"

    def catalog_file(self, target: Language) -> str:
        """Its PO file."""
        return f"{catalog_folder(target)}/{self.stem}.po"


def catalog_folder(target: Language) -> str:
    """Where a target's PO files are."""
    return f"locale/{target.locale}/LC_MESSAGES"


def record_file(target: Language) -> str:
    """Where merge notes what it wrote: a line ``sha256  page`` each."""
    return f"locale/{target.locale}/written.sha256"


def glossary_file(target: Language) -> str:
    """A target's glossary."""
    return f"locale/{target.locale}/glossary.csv"


def find_pages(config: Config) -> tuple[list[Source], list[Failure]]:
    """The source pages, sorted by name, and what looks like one and cannot be used."""
    found: dict[str, Source] = {}
    failures: list[Failure] = []
    for glob in config.pages:
        pattern = page_pattern(glob, config.source.folder)
        for file in _walk(config.root, fixed_folder(glob, config.source.folder), failures):
            match = pattern.fullmatch(file)
            if not match:
                continue
            langs = tuple(match.span(group) for group in range(1, pattern.groups + 1))
            source = Source(_page_name(file, langs), file, langs)
            if any(exclude.fullmatch(name) for exclude in config.exclude for name in (file, source.name)):
                continue
            what = ""
            if _CONTROL.search(file):
                what = "its name holds a line break or another control character; rename it"
            elif not _inside(config.root, file):
                what = "a symbolic link that leads out of the project; replace it by the page"
            elif found.setdefault(source.stem, source).file != file:
                what = f"would share its catalog with {found[source.stem].file}; rename one of them"
            if what:
                failures.append(Failure(_printable(source.name), _printable(file), 1, what))
    return sorted(found.values(), key=lambda source: source.name), list(dict.fromkeys(failures))


def find_files(root: Path, folder: str, suffix: str) -> list[str]:
    """The files below ``folder`` that end in ``suffix``, relative to ``root``, sorted."""
    return sorted(file for file in _walk(root, folder, []) if file.endswith(suffix))


def other_case(root: Path, file: str, listings: dict[str, dict[str, str]]) -> str:
    """A file that is there and differs from ``file`` only in the case of its name; "" for none.

    ``listings`` is filled with the folders looked at, for the next call.
    """
    folder, _, name = file.rpartition("/")
    if folder not in listings:
        try:
            listings[folder] = {found.casefold(): found for found in os.listdir(root / folder)}
        except OSError:
            listings[folder] = {}  # not there yet, or it will be reported when it is written to
    found = listings[folder].get(name.casefold(), name)
    return "" if found == name else f"{folder}/{found}"


def is_linked(root: Path, file: str) -> bool:
    """Whether a symbolic link stands anywhere on the way to the file, or is it."""
    return os.path.realpath(root / file) != os.path.normpath(root / file)


def read(root: Path, file: str, error: type[PipelineError]) -> bytes:
    """The exact content. Raises ``error`` with the file where it cannot be had."""
    content = read_if_there(root, file, error)
    if content is None:
        raise error("cannot be read: No such file or directory", file=file)
    return content


def read_if_there(root: Path, file: str, error: type[PipelineError]) -> bytes | None:
    """As ``read``; None where there is no such file."""
    try:
        if not stat.S_ISREG(os.stat(root / file).st_mode):
            raise error("cannot be read: it is not a regular file", file=file)
        return (root / file).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as cause:
        raise error(f"cannot be read: {cause.strerror}", file=file) from cause


def write(root: Path, file: str, content: bytes, error: type[PipelineError]) -> None:
    """Replace the file in one step: a reader, or a run after a crash, sees the old or the new.

    The permissions of an existing file are kept. Raises ``error`` with the file on failure, and
    where a symbolic link leads out of the project.
    """
    if not _inside(root, file):
        raise error("not written: a symbolic link leads out of the project", file=file)
    path = os.path.realpath(root / file)
    folder, name = os.path.split(path)
    short = hashlib.sha256(name.encode()).hexdigest()[:12]  # a long name leaves no room for an ending
    temporary = os.path.join(folder, f".{short}.{os.getpid()}.tmp")
    try:
        with undisturbed():
            os.makedirs(folder, exist_ok=True)
            with open(temporary, "wb") as stream:
                stream.write(content)
            if os.path.exists(path):
                shutil.copymode(path, temporary)
            os.replace(temporary, path)
    except BaseException as cause:
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(cause, OSError):
            raise error(f"cannot be written: {cause.strerror}", file=file) from cause
        raise


def append(root: Path, file: str, line: str, error: type[PipelineError]) -> None:
    """Add a line to the file, at once and whole. Raises ``error`` with the file on failure."""
    if not _inside(root, file):
        raise error("not written: a symbolic link leads out of the project", file=file)
    try:
        with undisturbed():
            os.makedirs(os.path.dirname(root / file), exist_ok=True)
            with open(root / file, "ab", buffering=0) as stream:
                stream.write(f"{line}\n".encode())
    except OSError as cause:
        raise error(f"cannot be written: {cause.strerror}", file=file) from cause


def remove(root: Path, file: str, error: type[PipelineError]) -> None:
    """Delete the file if it is there. Raises ``error`` with the file on failure."""
    try:
        (root / file).unlink(missing_ok=True)
    except OSError as cause:
        raise error(f"cannot be deleted: {cause.strerror}", file=file) from cause


def digest(content: bytes) -> str:
    """SHA-256 of a page, in hex, blind to a change of its line ends (git may make one)."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _walk(root: Path, folder: str, failures: list[Failure]) -> Iterator[str]:
    """Every file below a folder, hidden ones left out; ``failures`` takes folders that are shut."""

    def shut(error: OSError) -> None:
        where = os.path.relpath(error.filename, root).replace(os.sep, "/")
        if not isinstance(error, FileNotFoundError):
            failures.append(Failure(where, where, 1, f"cannot be read: {error.strerror}"))

    for where, folders, names in os.walk(root / folder, onerror=shut):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        base = Path(where).relative_to(root).as_posix()
        for name in sorted(names):
            if not name.startswith("."):
                yield name if base == "." else f"{base}/{name}"


def _inside(root: Path, file: str) -> bool:
    """Whether the file, links followed, is in the project."""
    return os.path.commonpath([os.path.realpath(root / file), root]) == str(root)


def _page_name(file: str, langs: tuple[tuple[int, int], ...]) -> str:
    """The file without its language: ``content/zh/a.md`` → ``a.md``, ``i18n/zh.yaml`` → ``i18n.yaml``."""
    name = file
    for start, end in reversed(langs):
        head, tail = name[:start], name[end:]
        if tail.startswith("/"):
            tail = tail[1:]
        else:
            head = head.rstrip("._-") if not head.endswith("/") else head.rstrip("/")
        name = head + tail
    return name.removeprefix("content/")


def _printable(name: str) -> str:
    return name if name.isprintable() else repr(name)
