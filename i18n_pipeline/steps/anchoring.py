"""Do links to headings lead there on target pages as well? What the rule ``anchors`` is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from i18n_pipeline.catalog import ignored
from i18n_pipeline.checks import anchors as rule
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.config import Language
from i18n_pipeline.errors import PageError
from i18n_pipeline.model import Finding, Severity, show_path
from i18n_pipeline.pages.anchors import Pointer, anchors
from i18n_pipeline.project.judge import severities_of
from i18n_pipeline.steps.bundle import Bundle
from i18n_pipeline.text.links import fragment_of

_RULE = "anchors"
_ENDING = re.compile(r"(?:\.(?:md|mdx|markdown|html?))?/*$", re.IGNORECASE)
_WITHIN = re.compile(rb"""[(<"'=:]\s?#""")
_INDEX = re.compile(r"(?:^|/)(?:_?index|readme)$", re.IGNORECASE)


class Led(NamedTuple):
    """A link with a fragment, what stands in its place on the source page, and where people see to it."""

    to: str
    before: str  # "" where nobody can tell
    file: str
    line: int
    path: str
    severity: Severity


class Anchored(NamedTuple):
    """A page: its anchors in the source and in a target, which of them became which, and its links."""

    page: str
    before: frozenset[str]
    now: frozenset[str]
    became: Mapping[str, str]
    links: tuple[Led, ...]


def lost_within(bundle: Bundle, target: Language) -> Iterator[Finding]:
    """A finding for each link of a page to a heading of its own. Raises PageError and CatalogError."""
    if _WITHIN.search(bundle.current(target) or b""):
        yield from lost([anchored(bundle, target)], bundle.config.source, target, across=False)


def anchored(bundle: Bundle, target: Language) -> Anchored | None:
    """A page as it stands in a target; None where it does not. Raises PageError and CatalogError."""
    current, file = bundle.current(target), bundle.target_file(target)
    if current is None:
        return None
    try:
        theirs = anchors(bundle.target_page(target, current, file))
    except PageError:
        return None  # told elsewhere
    ours = anchors(bundle.loaded.page)
    is_alike = len(ours.headings) == len(theirs.headings)
    became = dict(zip(ours.headings, theirs.headings, strict=True)) if is_alike else {}
    same = [p.to for p in ours.pointers] if len(ours.pointers) == len(theirs.pointers) else []
    before = same or [""] * len(theirs.pointers)
    links = tuple(_placed(bundle, target, file, zip(theirs.pointers, before, strict=True)))
    return Anchored(bundle.source.name, ours.every, theirs.every, became, links)


def _placed(
    bundle: Bundle, target: Language, file: str, links: Iterable[tuple[Pointer, str]]
) -> Iterator[Led]:
    """The links, those in translations where these stand in the catalog, but for what is meant to be so."""
    loaded, set_ = bundle.loaded_for(target), dict(bundle.config.checks)
    messages = {place.path: message for message in loaded.messages for place in message.places}
    catalog = bundle.numbered(bundle.source.catalog_file(target))
    entries = catalog.by_key() if catalog else {}
    for pointer, before in links:
        message = messages.get(pointer.path)
        entry = entries.get(message.key) if message else None
        said = dict(severities_of(message)) if message else set_
        severity = said.get(_RULE, rule.SEVERITY)
        if severity is None or (entry and _RULE in ignored.in_force(entry)):
            continue
        at = (bundle.source.catalog_file(target), entry.line or 1) if entry else (file, pointer.line)
        yield Led(pointer.to, before, *at, show_path(pointer.path), severity)


def lost(
    pages: Iterable[Anchored | None], source: Language, target: Language, *, across: bool
) -> Iterator[Finding]:
    """A finding for each link to a heading of the source; ``across``: of those that name a page."""
    known = {_name(page.page): page for page in pages if page}
    for page in known.values():
        told: set[tuple[str, int, str]] = set()
        for link in page.links:
            other = _led_to(page.page, link.to, known, (source, target))
            if other is None or link.to.startswith("#") is across:
                continue
            fragment, former = (fragment_of(to) for to in (link.to, link.before))
            was = fragment if fragment in other.before else former
            place = (link.file, link.line, link.to)
            if fragment in other.now or was not in other.before or place in told:
                continue
            told.add(place)
            subject = Subject("", "", lost=((link.to, other.became.get(was, "")),))
            for what in rule.check(subject):
                at = (page.page, link.file, link.line, _RULE, link.severity)
                yield Finding(*at, what, target.locale, link.path)


def _led_to(
    page: str, to: str, known: Mapping[str, Anchored], languages: tuple[Language, Language]
) -> Anchored | None:
    """The page that a link leads to: by its file, or by its place on a site."""
    path = unquote(re.split("[#?]", to)[0])
    if not path:
        return known.get(_name(page))
    if "://" in path or path.startswith("//"):
        return None
    if path.startswith("/"):
        steps = path.lstrip("/")
        folder, _, rest = steps.partition("/")
        ways = [rest, steps] if folder in {language.folder for language in languages} else [steps]
    else:
        ways = [join(dirname(page), path), join(_name(page), path)]
    names = (_name(normpath(way)) for way in ways)
    return next((known[name] for name in names if name in known), None)


def _name(path: str) -> str:
    """What a page is called whether by its file or by its place on a site."""
    return _INDEX.sub("", _ENDING.sub("", path)).removeprefix(".")
