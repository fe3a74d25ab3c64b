"""The least that it takes to know that nothing changed: ``python benchmarks/rehash.py DIR``.

Reads and hashes the source, POT, PO and target page of every page. Takes nothing from the package.
"""

from __future__ import annotations

import hashlib
import os
import sys

_FOLDERS = ("content/zh", "content/en", "locale/pot", "locale/en/LC_MESSAGES")


def main() -> None:
    found = set()
    for folder in _FOLDERS:
        for where, _, names in os.walk(os.path.join(sys.argv[1], folder)):
            for name in names:
                with open(os.path.join(where, name), "rb") as stream:
                    found.add(hashlib.blake2b(stream.read(), digest_size=16).digest())


if __name__ == "__main__":
    main()
