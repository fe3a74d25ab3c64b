"""The models that can be got: addresses, sizes and hashes, none of which a repository or a mirror can change.

They are Mozilla's, under the Mozilla Public License 2.0, packed with gzip as they lie there.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

#: Where they lie; a mirror has the same folders and files.
ORIGIN = "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/models"


class Packed(NamedTuple):
    """One file of a model: as it is downloaded, with ``.gz``, and as it is kept."""

    name: str
    packed_size: int  # bytes
    packed_sha256: str
    size: int  # bytes
    sha256: str


class Pinned(NamedTuple):
    """One model: as people ask for it, as fxtranslate calls it, its folder at the origin, and its files."""

    name: str
    pair: str
    folder: str
    files: tuple[Packed, ...]

    @property
    def download(self) -> int:
        """Bytes to get."""
        return sum(file.packed_size for file in self.files)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)


MODELS = (
    Pinned(
        "zh-en",
        "zh-Hans-en",
        "zh-en/cjk_icu_base_LQeOIbF7Sbq3XA8lsRPotw/exported",
        (
            Packed(
                "model.zhen.intgemm.alphas.bin",
                44_369_188,
                "820f50dc36b1e25c97208fff0470bae7fda62bd6f371c4c4bf94947a9de58497",
                59_504_955,
                "3535442962ec8f4a553cc19b206befcac689ee9cddaea44fa91e21527fc30ac2",
            ),
            Packed(
                "lex.50.50.zhen.s2t.bin",
                4_824_122,
                "b1bef5f75f5068877afdb2db0eeb670129165976bfa2af4889928f59c264b7b9",
                9_220_016,
                "cdcad3592dc2bc4676c34c4d37203f7649ee989195cf083cbb60f1ea011f976b",
            ),
            Packed(
                "vocab.zhen.spm",
                738_862,
                "fd0cc08ddcbe480e3be06e6a86cb8aaf75f946263a5d9fc7d2773a197990cfb2",
                1_359_697,
                "dff594318ab7d8b7b60b844ab98ebe6b932ae8045fab15235404c787715965b3",
            ),
        ),
    ),
)


def pinned(name: str) -> Pinned | None:
    """The model by either of its names, if it can be got."""
    return next((model for model in MODELS if name in (model.name, model.pair)), None)


def megabytes(size: int) -> str:
    """A number of bytes, as people say it."""
    return f"{size / 1e6:.0f} MB"


def is_intact(path: Path, size: int, sha256: str) -> bool:
    """Whether a file is there and has what it should have. Raises OSError."""
    if not path.is_file() or path.stat().st_size != size:
        return False
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
