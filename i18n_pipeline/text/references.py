"""What as a whole is an address, a path, a file's name or an anchor, and no text, Chinese though it may be.

It has no blank, no bracket and no sign that ends a part of a sentence. What ends as pictures and documents do
may have brackets, and behind a slash a blank in its last step: ``/images/架构图 （新）.png``.
"""

from __future__ import annotations

import re

#: Endings of files: pictures, documents and archives; and what else a site may lead to.
MEDIA = "png|jpe?g|gif|svg|webp|avif|ico|bmp|mp[34]|mov|webm|pdf|docx?|xlsx?|pptx?|zip|tar|t?gz|rar|7z|apk"
PAGES = "mdx?|markdown|html?|xml|ya?ml|json|toml|txt|csv|log|ini|conf|cfg|css|scss|sql|pem|crt"
#: Endings of domains: Chinese ones, and those behind which a Chinese name may stand.
HAN_DOMAINS = (
    "中国|中國|公司|网络|網絡|网址|网站|网店|商城|集团|在线|中文网|我爱你|手机|政务|公益|香港|台湾|台灣"
)
DOMAINS = "com|net|org|edu|gov|io|ai|dev|xyz|vip|top|cc|cn|hk|tw|me|co|info|site|online|shop|cloud|app|tech"

_SIGN = "，。；：！？"
_BRACKET = "、（）《》「」『』【】“”‘’…—"
_CHAR = rf"[^\s{_SIGN}{_BRACKET}]"
_WORD = rf"[^\s{_SIGN}/\\:?#*|\"<>]"  # of a path that does not begin with a slash
_HOST = (  # the last label is all ASCII or has none of it: in example.com点击 it ends somewhere
    r"(?:[\w-]+\.)*(?:[a-z0-9-]+|[^\W\x00-\x7f]+)(?::\d+)?"
)
_DOMAIN = rf"(?:[\w-]+\.)+(?:{DOMAINS}|{HAN_DOMAINS})(?::\d+)?"
_MACHINE = r"localhost:\d+|\d+(?:\.\d+){3}(?::\d+)?"
_SLASH = r"(?:[a-z][a-z0-9+.-]*:/|~|\.{1,2})?/"
_REFERENCE = re.compile(
    rf"""
      [a-z][a-z0-9+.-]*://(?:{_CHAR}*@)?{_HOST}(?:[/?\#]{_CHAR}*)? | //{_DOMAIN}(?:[/?\#]{_CHAR}*)?
    | (?:mailto|tel|sms|javascript):\S+
    | {_SLASH}\S*(?:\s[^\s/]+)?\.(?:{MEDIA}) | (?:~|\.{{1,2}})?/(?!/){_CHAR}*  # ../指南/#安装
    | [A-Za-z]:\\{_CHAR}*                                              # C:\图\a.png
    | (?:{_WORD}+/)*{_WORD}+\.(?:{MEDIA}|{PAGES})(?:[?\#]{_CHAR}*)?    # 图.png, docs/指南/安装.md
    | [A-Za-z0-9_.-]+/(?:{_CHAR}*/)?                                      # docs/指南/
    | \#(?!\d+[^\W\d_])[^\s\#{_SIGN}{_BRACKET}]+ | [!->@-~]*\?[\w.%\[\]-]+={_CHAR}*  # #联系我们; not #1选择
    | (?:[^\s@:/{_SIGN}{_BRACKET}]+@)?(?:{_DOMAIN}|{_MACHINE})(?:[/?\#]{_CHAR}*)?  # 例子.中国
    """,
    re.VERBOSE,
)
_MAY_BE = re.compile(r"[/\\#?@:]|\.\w")
# A word of Chinese before one of Latin letters: 访问example.com, 修改values.yaml. A picture's name may be so.
_PROSE = re.compile(r"[^\W\x00-\x7f][A-Za-z]")
_OPENS = re.compile(rf"{_SLASH}|[a-z][a-z0-9+.-]*:|[#?]|//")
_PICTURE = re.compile(rf".*\.(?:{MEDIA})", re.DOTALL)
# 元/月, 每人/天: what a price is for.
_EACH = re.compile(r"(?:/[年月日天周季时次人个台件位户核]|/(?:小时|分钟|用户|节点|人天|人月))+")


def is_reference(value: str) -> bool:
    """Whether a value leads somewhere and says nothing."""
    value = value.strip()
    if not _MAY_BE.search(value) or not _REFERENCE.fullmatch(value) or _EACH.fullmatch(value):
        return False
    return bool(_OPENS.match(value) or _PICTURE.fullmatch(value) or not _PROSE.search(value))
