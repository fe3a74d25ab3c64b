"""What merge wrote, so that it can tell its own pages from the work of others.

One file a target, ``locale/<target>/written.sha256``: a line ``digest  page`` for each page, sorted.
A line is appended before its page is written, and the file is tidied at the end, so a run killed at
any moment leaves its pages known. Lines of both sides of a git merge may stand together; whatever
is no such line is ignored.
"""

from __future__ import annotations

import re
from functools import cached_property

from i18n_pipeline import files
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.project import layout

_LINE = re.compile(r"^([0-9a-f]{64})  (.+)$", re.MULTILINE)


class Written:
    """The record of one target."""

    def __init__(self, config: Config, target: Language) -> None:
        self.root = config.root
        self.file = layout.record_file(target)
        self.done: dict[str, str] = {}  # page → digest, for what this run wrote

    @cached_property
    def digests(self) -> dict[str, list[str]]:
        """The digests that are known of each page. Raises PageError."""
        raw = files.read_if_there(self.root, self.file, PageError) or b""
        found: dict[str, list[str]] = {}
        for digest, page in _LINE.findall(raw.decode("utf-8", "replace").replace("\r\n", "\n")):
            found.setdefault(page, []).append(digest)
        return found

    def knows(self, page: str, content: bytes) -> bool:
        """Whether merge wrote this content."""
        return files.digest(content) in self.digests.get(page, ())

    def announce(self, page: str, content: bytes) -> None:
        """Record what is about to be written, beside what is known."""
        files.append(self.root, self.file, f"{files.digest(content)}  {page}", PageError)

    def confirm(self, page: str, content: bytes) -> None:
        """It has been written: what was known of the page before has no more use."""
        self.done[page] = files.digest(content)

    def tidy(self) -> None:
        """Sort the lines, those that another run has added since included."""
        if self.done:
            self.__dict__.pop("digests", None)
            found = {**self.digests, **{page: [digest] for page, digest in self.done.items()}}
            lines = [
                f"{digest}  {page}\n"
                for page, digests in sorted(found.items())
                for digest in dict.fromkeys(digests)
            ]
            files.write(self.root, self.file, "".join(lines).encode(), PageError)
