"""Addresses and paths within a sentence, as a part of the pattern of what is protected.

Chinese is part of an address behind one of its signs (``…/文档``, ``?q=云``): up to the ending of a file,
else up to a blank or a sign of punctuation. Behind a letter (``…/docs查看``) the sentence goes on. A domain
with Chinese in it has one of the known endings, a path that of a file.
"""

from __future__ import annotations

from i18n_pipeline.text.references import DOMAINS, HAN_DOMAINS, MEDIA, PAGES

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_CHAR = r"[^\s<>\"'“”，。；：！？、（）()【】《》「」]"
_LATIN = rf"(?:(?![{_HAN}]){_CHAR})*(?<![.,;:!?*\]])"
_ENDING = rf"\.(?:{MEDIA}|{PAGES}|js|ts|py|sh|go|java|jar|war|properties|env)(?!\w)"
# Bounded, as these are tried at every character.
_ASCII_LABEL = r"[\w-]{1,60}"
_HAN_LABEL = rf"[\w-]{{0,60}}[{_HAN}][{_HAN}\d-]{{0,60}}"  # no Latin letters behind: 访问www is two words
_HOST = (
    rf"(?:(?:{_ASCII_LABEL}\.){{0,4}}{_HAN_LABEL}\.(?:(?:{_ASCII_LABEL}|{_HAN_LABEL})\.){{0,4}}"
    rf"(?:{HAN_DOMAINS}|(?:{DOMAINS})(?![\w-]))|(?:{_ASCII_LABEL}\.){{1,5}}(?:{HAN_DOMAINS}))(?::\d{{1,5}})?"
)
_REST = (
    rf"{_LATIN}(?:(?<=[/=\#?&_%])(?=[{_HAN}])"
    rf"(?:{_CHAR}{{1,200}}?{_ENDING}(?=[{_HAN}])|{_CHAR}+(?<![.,;:!?*\]])))?"
)

#: Groups of a verbose pattern in which ``\w`` is ASCII: url, email, and file for paths with Chinese in them.
PATTERN = rf"""
    (?P<url>(?i:(?:https?|ftp|mailto):|(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{{1,20}}://|(?<![\w.@/-])www\.)
        (?:(?://)?(?:[\w.+{_HAN}-]{{1,60}}@)?{_HOST})?{_REST}
        | (?<![\w.{_HAN}-]){_HOST}(?:(?=[/?\#]){_REST})?)
    | (?P<email>(?<![\w.+-])[\w.+-]+@(?:{_HOST}|[\w-]+(?:\.[A-Za-z][\w-]*)+))
    | (?P<file>(?<![\w./~-])(?=[\w./~-]{{0,99}}[{_HAN}])(?:(?:~|\.{{0,2}})/|[\w-][\w.-]{{0,60}}/)
        (?:[\w{_HAN}.-]{{1,60}}/){{0,12}}[\w{_HAN}（）.-]{{1,60}}?{_ENDING}
        | (?<![A-Za-z])[A-Za-z]:\\[\w.\\-]{{0,100}}[{_HAN}][\w{_HAN}.\\-]{{0,100}}?{_ENDING})
"""
