"""TMX 1.4: translation memory in and out, the interchange format of CAT tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from defusedxml.ElementTree import ParseError, fromstring

from i18n_pipeline import __version__
from i18n_pipeline.errors import ConfigError

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_tmx(raw: bytes, file: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    """(source text, translation) pairs of two locales; regions are told apart only where both are given.

    Raises ConfigError where it is not a TMX file.
    """
    try:
        root = fromstring(raw, forbid_dtd=False)
    except (ParseError, ValueError) as error:
        line = getattr(error, "position", (1, 0))[0]
        raise ConfigError(f"not a TMX file: {error}", file=file, line=line) from error
    for unit in root.iter("tu"):
        texts = {}
        for variant in unit.iter("tuv"):
            segment = variant.find("seg")
            code = variant.get(_LANG) or variant.get("lang") or ""
            if segment is not None:
                texts[code.replace("-", "_")] = "".join(segment.itertext())
        found = [_text(texts, locale) for locale in (source, target)]
        if all(found):
            yield found[0], found[1]


def render_tmx(pairs: Iterable[tuple[str, str]], source: str, target: str) -> bytes:
    """A TMX file of (source text, translation) pairs."""
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


def _text(texts: dict[str, str], locale: str) -> str:
    """The text in a locale, or in its language where no region tells otherwise."""
    language = locale.partition("_")[0]
    for code, text in texts.items():
        if code == locale or code.partition("_")[0].lower() == language:
            return text
    return ""
