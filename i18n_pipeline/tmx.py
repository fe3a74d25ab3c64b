"""TMX 1.4: translation memory in and out, the interchange format of CAT tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from defusedxml.ElementTree import ParseError, fromstring

from i18n_pipeline import __version__
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.locales import language_and_script
from i18n_pipeline.messages import say

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_tmx(raw: bytes, file: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    """(source text, translation) pairs of two locales; another region will do where there is none of it.

    The translation is in the script of its locale, and never what is taken for the source text.
    Raises ConfigError where it is not a TMX file.
    """
    try:
        root = fromstring(raw, forbid_dtd=False)
    except (ParseError, ValueError, LookupError) as error:  # LookupError: an encoding there is none of
        line = getattr(error, "position", (1, 0))[0]
        raise ConfigError(say("not a TMX file: {error}", error=str(error)), file=file, line=line) from error
    if root.tag.rpartition("}")[2] != "tmx":
        raise ConfigError(say("not a TMX file: it begins with <{tag}>", tag=root.tag), file=file, line=1)
    for unit in root.iterfind(".//{*}tu"):
        texts: dict[str, str] = {}  # by locale, in lower case
        for variant in unit.iterfind("{*}tuv"):
            segment = variant.find("{*}seg")
            code = variant.get(_LANG) or variant.get("lang") or ""
            text = "".join(segment.itertext()) if segment is not None else ""
            if text:
                texts.setdefault(code.replace("-", "_").lower(), text)
        origin = _code(texts, source) or _code(texts, source, any_script=True)
        translation = _code(texts, target)
        if origin and translation and origin != translation:
            yield texts[origin], texts[translation]


def fits(pair: tuple[str, str]) -> bool:
    """Whether XML can hold a pair: it has no way to write control characters."""
    return not any(map(_NOT_XML.search, pair))


def render_tmx(pairs: Iterable[tuple[str, str]], source: str, target: str) -> bytes:
    """A TMX file of (source text, translation) pairs, each of which ``fits``."""
    root = ElementTree.Element("tmx", version="1.4")
    ElementTree.SubElement(
        root,
        "header",
        {
            "creationtool": "i18n-pipeline", "creationtoolversion": __version__, "segtype": "block",
            "o-tmf": "PO", "adminlang": "en", "srclang": source.replace("_", "-"), "datatype": "plaintext",
        },
    )  # fmt: skip
    body = ElementTree.SubElement(root, "body")
    for texts in pairs:
        unit = ElementTree.SubElement(body, "tu")
        for locale, text in zip((source, target), texts, strict=True):
            variant = ElementTree.SubElement(unit, "tuv", {_LANG: locale.replace("_", "-")})
            ElementTree.SubElement(variant, "seg").text = text
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _code(texts: Iterable[str], locale: str, *, any_script: bool = False) -> str:
    """The locale itself; else the first in its language, and in its script: zh_TW is no zh_CN."""
    wanted = locale.lower()
    if wanted in texts:
        return wanted
    if any_script:
        return next((code for code in texts if code.partition("_")[0] == wanted.partition("_")[0]), "")
    return next((code for code in texts if language_and_script(code) == language_and_script(wanted)), "")
