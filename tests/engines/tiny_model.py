"""A model of three tensors and eight pieces, which answers "Hello" to all that it is asked."""

from __future__ import annotations

import struct
from pathlib import Path

_INT8, _FLOAT, _CHARS = 0x4101, 0x404, 0x101  # types, as Marian numbers them
_PIECES = ("</s>", "<unk>", "▁", "你", "好", "▁Hello", "▁there", ".")
_SIZE = 16  # of a piece's row; the second half of the first position is 1, all else of it 0
_HELLO, _END = (10, *[0] * 7, *[2] * 8), (100, *[0] * 15)  # "Hello" comes first, and then the end
_NONE = (0,) * _SIZE
_CONFIG = "enc-depth: 0\ndec-depth: 0\ndim-emb: 16\ntransformer-heads: 1\n"


def model() -> bytes:
    rows = [_END, *[_NONE] * 4, _HELLO, *[_NONE] * 2]
    embedding = b"".join(struct.pack(f"<{_SIZE}b", *row) for row in rows) + struct.pack("<f", 1)
    tensors = [
        ("Wemb", _INT8, (8, _SIZE), embedding),
        ("none_QuantMultA", _FLOAT, (1, 1), struct.pack("<f", 1)),
        ("special:model.yml", _CHARS, (len(_CONFIG),), _CONFIG.encode()),
    ]
    parts = [struct.pack("<QQ", 1, len(tensors))]
    parts += [
        struct.pack("<4Q", len(name) + 1, kind, len(shape), len(data)) for name, kind, shape, data in tensors
    ]
    parts += [f"{name}\0".encode() for name, *_ in tensors]
    parts += [struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in tensors]
    return b"".join([*parts, bytes(8), *(data for *_, data in tensors)])


def vocabulary() -> bytes:
    """As SentencePiece stores it: a protocol buffer with text, score and kind of each piece."""
    kinds = {"</s>": 3, "<unk>": 2}
    packed = b""
    for piece in _PIECES:
        text = piece.encode()
        body = (
            bytes((0x0A, len(text)))
            + text
            + b"\x15"
            + struct.pack("<f", -1)
            + bytes((0x18, kinds.get(piece, 1)))
        )
        packed += bytes((0x0A, len(body))) + body
    return packed


def put(folder: Path, pair: str = "zh-Hans-en") -> Path:
    """The files of the model, in a folder as fxtranslate has it."""
    place = folder / pair
    place.mkdir(parents=True)
    (place / "model.bin").write_bytes(model())
    (place / "vocab.spm").write_bytes(vocabulary())
    return place
