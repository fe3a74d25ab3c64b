"""Where the links of a text lead: to a site's section in another language, or to an anchor on a page.

A map of links has prefixes of whole steps: ``/zh`` is one of ``/zh/docs`` and ``/zh#top``, not of ``/zh-tw``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.regions import Span
from i18n_pipeline.text.references import is_reference
from i18n_pipeline.text.splice import splice

#: Prefixes of links, and what stands for them in a target, without a slash at their ends; the longest first.
Links = tuple[tuple[str, str], ...]

_END = r"\s<>\"'`"
_PLACE = re.compile(
    rf"""
      \\[\\`!\[\]] | (?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`) | <!--.*?(?:-->|\Z)  # looks like one
    | (?: \]\(\s{{0,9}}<? | ^[ \t>]*\[[^\[\]\r\n]+\]:[ \t]*<?          # [a](to), [a]: to
        | (?<=[\s"'])(?:href|src|to|link|url)\s?=\s?["']? )(?P<to>[^{_END})]+)
    | \{{\{{[<%]\s*(?:rel)?ref\s+["`](?P<ref>[^"`]+)["`]
    | (?P<address>(?<![\w/.@-])[A-Za-z][A-Za-z0-9+.-]{{1,20}}://[^{_END})]+)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_MAY_BE = re.compile(r"""\]\(|\]:|=|://|ref\s""")
_IS_KEY = re.compile(r"(?:/|\.{1,2}/|[A-Za-z][A-Za-z0-9+.-]*://|//)[^\s<>\"'`()\[\]{}\\|*?#]*")


class Link(NamedTuple):
    """Where a link is written in a text, and where it leads."""

    span: Span
    to: str

    @property
    def page(self) -> str:
        """All of it but the fragment."""
        return self.to.partition("#")[0]

    @property
    def fragment(self) -> str:
        """Its fragment, decoded; "" for none."""
        return fragment_of(self.to)


def fragment_of(to: str) -> str:
    """The fragment of where a link leads, decoded; "" for none."""
    return unquote(to.partition("#")[2])


def links(text: str) -> Iterator[Link]:
    """The links of a Markdown text, those of tags and shortcodes as well, in order; none in code."""
    if _MAY_BE.search(text):
        for found in _PLACE.finditer(text):
            kind = found.lastgroup
            if kind and kind != "ticks":
                yield Link(Span(*found.span(kind)), found[kind])


def links_of_value(text: str) -> Iterator[Link]:
    """The same of a value, all of which may be one."""
    to = text.strip()
    if is_reference(to):
        start = text.index(to)
        yield Link(Span(start, start + len(to)), to)
    else:
        yield from links(text)


def link_map(written: Mapping[str, str]) -> Links:
    """The map that a table says. Raises ConfigError where it says something that can be no prefix."""
    for prefix in (*written, *written.values()):
        if not _IS_KEY.fullmatch(prefix):
            what = say(
                '"{prefix}" can be no prefix of links; begin with /, ./, ../ or https://, and write steps '
                'such as "/zh/"',
                prefix=prefix,
            )
            raise ConfigError(what)
    stripped = {prefix.rstrip("/"): to.rstrip("/") for prefix, to in written.items()}
    made = tuple(sorted(stripped.items(), key=lambda row: -len(row[0])))
    for prefix, to in written.items():
        if leads(to, made) != to:
            what = say(
                'links under "{prefix}" would lead on from "{to}"; have each lead to its end',
                prefix=prefix,
                to=to,
            )
            raise ConfigError(what)
    return made


def leads(to: str, map_: Links) -> str:
    """Where a link leads in the target; one that leads into its section stays."""
    for prefix, other in map_:
        if other != prefix and other.startswith(f"{prefix}/") and _is_under(to, other):
            return to
    for prefix, other in map_:
        if _is_under(to, prefix):
            rest = to[len(prefix) :]
            return other + rest if rest.startswith("/") else (other or "/") + rest
    return to


def _is_under(to: str, prefix: str) -> bool:
    rest = to[len(prefix) :]
    return to.startswith(prefix) and (
        (rest[:1] in ("", "?", "#") and prefix != "") or (rest[:1] == "/" and rest[:2] != "//")
    )


def mapped(text: str, map_: Links) -> str:
    """A Markdown text whose links lead into the target's section."""
    return _put(text, links(text), map_) if map_ else text


def mapped_value(text: str, map_: Links) -> str:
    """The same of a value, all of which may be a link."""
    return _put(text, links_of_value(text), map_) if map_ else text


def with_fragments_of(source: str, target: str) -> str:
    """The target, where links that have other fragments than those of the source have these.

    Those of the source count that are in no Latin letters: translated headings have other anchors.
    """
    ours = list(links_of_value(source)) if "#" in source else []
    known, theirs = {link.to for link in ours}, [link for link in ours if not link.fragment.isascii()]
    meant: dict[Span, str] = {}
    for link in links_of_value(target) if theirs else ():
        same = [one for one in theirs if link.fragment and one.page == link.page]
        one = next((one for one in same if one.fragment == link.fragment), None)
        one = one or (same[0] if same and link.to not in known else None)
        if one:
            theirs.remove(one)
            meant[link.span] = one.to
    return splice(target, meant)


def _put(text: str, found: Iterator[Link], map_: Links) -> str:
    return splice(text, {link.span: leads(link.to, map_) for link in found})
