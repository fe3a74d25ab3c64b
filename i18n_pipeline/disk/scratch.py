"""The folder ``.i18n-cache``: what is kept beside a project and is not for git."""

from __future__ import annotations

from pathlib import Path


def make(folder: Path) -> None:
    """Create the folder where it is missing, ignored by git as a whole. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists() or not ignore.stat().st_size:  # a full disk can leave it empty
        ignore.write_text("*\n", "utf-8")
