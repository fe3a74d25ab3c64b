"""Addresses in a text, also those that are not written as one: domains, strange schemes, dots in brackets."""

from __future__ import annotations

import re
import unicodedata

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_IN_WORD = rf"[^\W_{_CJK}]"
_LABEL = rf"{_IN_WORD}(?:[^\W{_CJK}]|-){{0,62}}"  # bounded, as all that follows
_REST = r"(?:[:/?#][^\s\"'<>()\[\]{}|，。；：！？、（）\ufffc]*)?"
_HOST = re.compile(rf"(?<![^\W{_CJK}])(?<!\.)(?:{_LABEL}\.){{1,9}}{_LABEL}{_REST}")
_MAIL = re.compile(rf"[\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{0,9}}")
_SCHEME = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.-]{1,20}\s{0,3}:\s{0,3}[/\\]{1,3}\w[^\s\ufffc]*"
    r"|(?i:(?:java|vb|live)script\s{0,3}:\s{0,3}[\w%]\S*)"
    r"|(?i:data:[\w+.-]{0,40}[/;,])[^\s\ufffc]*"
    r"|(?:mailto|sms|callto|skype|magnet|blob|file|geo|facetime|whatsapp|weixin|alipays?|tg|intent|cid|jar)"
    r":[\w+?/][^\s\ufffc]*"
    r"|tel:[+\d][^\s\ufffc]*)"
    r"|(?<![\w\\])\\\\[\w.-]{1,63}\\\w+"
)
_HIDDEN_DOT = re.compile(
    r"\w\s?(?:\[\s?(?:\.|dot)\s?\]|\(\s?(?:\.|dot)\s?\)|\{\s?(?:\.|dot)\s?\})\s?\w{2,63}"
    r"|\w(?:\s\.\s?|\.\s|\sdot\s)(?:com|org|cn|ru|io|xyz)\b"
    rf"|[{_CJK}]\.(?:com|net|org|cn|cc|top|xyz|中国|中國|公司|网络|網絡|网址|在线|集团|商城|台灣|香港)(?!\w)",
    re.IGNORECASE,
)
_MAY_HAVE_SOME = re.compile(
    r"\w[.\u3002\uff0e\uff61\u2024\ufe52]\w|[@＠﹫]|[:：∶](?:[\w%+?]|\s{0,3}[/\\／＼])|script\s{0,3}[:：∶]"
    r"|[\[({［（｛]\s?(?:[.．]|dot)|\s(?:\.\s?[a-z]|dot\s|\\\\)|\A\\\\|\.\s(?:com|org|cn|ru|io|xyz)",
    re.IGNORECASE,
)
_PLAIN = str.maketrans(
    dict.fromkeys("\u2024\u3002\uff61", ".") | dict.fromkeys("\u2044\u2215\u29f8", "/") | {"\u2236": ":"}
)
#: Endings of domains that are no words of English, and those that are: done.In the next one.
_NEVER_WORDS = frozenset(
    """com net org edu gov io ai dev xyz vip icu tech tv cc cn hk tw jp kr ru uk de fr eu sg ca ch nl
    tk""".split()  # noqa: SIM905
)
_AS_WORDS = frozenset(
    """info biz app cloud top site online shop club live link click pro me co us in zip""".split()  # noqa: SIM905
)
#: Endings of names of files that are none of domains.
_FILES = frozenset(
    """js jsx ts tsx mjs cjs vue css scss less html htm xml json yaml yml toml ini cfg conf env properties txt
    log csv pdf doc docx xls xlsx ppt pptx png jpg jpeg gif svg ico mp3 mp4 tar gz tgz bz2 xz rar jar war exe
    dll bat java go cpp hpp cs php rb kt sql db bak tmp lock proto pem crt key""".split()  # noqa: SIM905
)
_NAMES = frozenset(("asp.net", "ado.net", "vb.net", "ml.net"))


def plain(text: str) -> str:
    """A text in lower case with full-width and look-alike signs as those that machines read."""
    return _plain(text).lower()


def may_have_hosts(text: str) -> bool:
    """Whether ``hosts`` may find something; most texts have nothing of it: quick to tell."""
    return bool(_MAY_HAVE_SOME.search(text))


def hosts(text: str) -> list[str]:
    """What is an address or may be taken for one, each once, as ``plain`` has it."""
    text = _plain(text)
    found = [found.group() for pattern in (_SCHEME, _MAIL, _HIDDEN_DOT) for found in pattern.finditer(text)]
    found += [match.group() for match in _HOST.finditer(text) if _is_host(match.group())]
    return list(dict.fromkeys(address.rstrip(".,:;!?*_~/").lower() for address in found))


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_PLAIN)


def _is_host(text: str) -> bool:
    host, *path = re.split(r"[:/?#]", text.rstrip("-_"), maxsplit=1)
    *labels, top = host.split(".")
    ending = top.lower()
    if top.isdigit():
        return len(labels) == 3 and all(label.isdigit() and len(label) < 4 for label in labels)
    if len(top) < 2 or ending in _FILES or host.lower() in _NAMES:
        return False
    if (
        ending in _NEVER_WORDS
        or ending.startswith("xn--")
        or (ending in _AS_WORDS and (path or not top.istitle()))
    ):
        return True
    is_version = all(re.fullmatch(r"[vV]?\d+", label) for label in labels)
    is_sentence = top.istitle()  # done.The next one
    return top.isalpha() and not (is_version or is_sentence)
