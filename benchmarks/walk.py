"""The least that it takes to see that nothing changed: ``python benchmarks/walk.py DIR``.

Walks over the files of every page (source, POT, PO, target page, record) and asks for the size and the time
of change of each; starting Python is most of it where there are few. Takes nothing from the package.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    seen = 0
    folders = [os.path.join(sys.argv[1], folder) for folder in ("content", "locale")]
    while folders:
        with os.scandir(folders.pop()) as found:
            for entry in found:
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    seen += entry.stat().st_mtime_ns > 0
    if not seen:
        raise SystemExit("there are no files")


if __name__ == "__main__":
    main()
