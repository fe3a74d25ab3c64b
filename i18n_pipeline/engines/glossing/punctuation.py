"""Full-width forms and Chinese punctuation."""

from __future__ import annotations

import re
import unicodedata

_TABLE = """
    ， ,  、 ,  ､ ,  。 .  ． .  ｡ .  ： :  ； ;  ？ ?  ！ !  （ (  ） )  〔 (  〕 )  ［ (  ］ )  ｛ (  ｝ )
    《 <q>  》 </q>  〈 <q>  〉 </q>  【 <q>  】 </q>  「 <q>  」 </q>  『 <q>  』 </q>  〖 <q>  〗 </q>
    “ "  ” "  ＂ "  〝 "  〞 "  〃 "  ‘ '  ’ '  ＇ '  — -  … ...  ・ -  ～ ~  〜 ~
"""
_PAIRS = re.split(r"\s+", _TABLE.strip())
MARKS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""Chinese marks and the English ones; ``<q>`` and ``</q>`` are quotation marks whose side is known."""

_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U0002f800-\U0002fa1f]")
_WIDE = re.compile(r"[\u3000-\u3004\u3006\u3008-\u3020\u3030\u303d-\u303f\ufe30-\ufe6f\uff00-\uffef]")
HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
"""One Chinese character."""

TOKEN = re.compile(r"\[X[0-9]+X\]")
"""A protected piece."""


def narrowed(text: str) -> str:
    """The text with full-width letters, digits and symbols as ASCII; Chinese ``MARKS`` stay."""
    text = re.sub(r"(?<=[A-Za-z])’(?=[A-Za-z])", "'", text)
    text = re.sub(r"(?<=[0-9０-９])[．，：](?=[0-9０-９])", lambda match: chr(ord(match[0]) - 0xFEE0), text)
    text = _COMPATIBLE.sub(lambda m: m[0] if m[0] in MARKS else unicodedata.normalize("NFKC", m[0]), text)
    return _WIDE.sub(lambda match: match[0] if match[0] in MARKS else " ", text)
