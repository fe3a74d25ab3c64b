"""What merge wrote, so that it can tell its own pages from the work of others.

One file a target, ``locale/<target>/written.sha256``: a line ``digest  page`` for each page, sorted.
A line is appended before its page is written, and the file is tidied at the end, so a run killed at
any moment leaves its pages known. Lines of both sides of a git merge may stand together; whatever
is no such line is ignored.
"""

from __future__ import annotations

import re

from i18n_pipeline import files
from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import PageError

_LINE = re.compile(r"^([0-9a-f]{64})  (.+)$", re.MULTILINE)


class Written:
    """The record of one target."""

    def __init__(self, config: Config, target: Language) -> None:
        self.root = config.root
        self.file = files.record_file(target)
        raw = files.read_if_there(self.root, self.file, PageError) or b""
        self.digests: dict[str, list[str]] = {}
        for digest, page in _LINE.findall(raw.decode("utf-8", "replace").replace("\r\n", "\n")):
            self.digests.setdefault(page, []).append(digest)
        self.noted: set[str] = set()

    def knows(self, page: str, content: bytes) -> bool:
        """Whether merge wrote this content."""
        return files.digest(content) in self.digests.get(page, ())

    def note(self, page: str, content: bytes) -> None:
        """Record what is about to be written."""
        digest = files.digest(content)
        files.append(self.root, self.file, f"{digest}  {page}", PageError)
        self.digests.setdefault(page, []).append(digest)
        self.noted.add(page)

    def tidy(self) -> None:
        """Sort the lines, and drop what this run has superseded."""
        if self.noted:
            lines = [
                f"{digest}  {page}\n"
                for page, digests in sorted(self.digests.items())
                for digest in (digests[-1:] if page in self.noted else dict.fromkeys(digests))
            ]
            files.write(self.root, self.file, "".join(lines).encode(), PageError)
