"""Which scalars are to be translated, and what a translator should know of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from i18n_pipeline.messages import say
from i18n_pipeline.model import (
    Finding,
    Message,
    Page,
    Path,
    Place,
    Rule,
    Scalar,
    Severities,
    Severity,
    show_path,
)
from i18n_pipeline.pages import formats
from i18n_pipeline.pages.body import code_path, slots
from i18n_pipeline.pages.typed import NON_SPECIFIC, looks_typed
from i18n_pipeline.text.markup import shows
from i18n_pipeline.text.references import is_reference

_STRING_TAGS = (None, NON_SPECIFIC, "tag:yaml.org,2002:str")
_UNKEPT = re.compile("[\0\4]")  # what PO files cannot hold
CODE = code_path("")[:2]  # of its lines a rule takes in those that are in the language of the source
#: Keys whose value is the title of the mapping it stands in.
TITLES = ("title", "name", "heading", "label")


class Unit(NamedTuple):
    """A selected scalar: what ``merge`` replaces."""

    scalar: Scalar
    place: Place
    msgctxt: str | None


def select(
    page: Page,
    rules: Sequence[Rule],
    script: re.Pattern[str],
    translated: Callable[[], Collection[str]] = tuple,
    checks: Severities = (),
) -> tuple[tuple[Unit, ...], frozenset[Rule]]:
    """The scalars of ``page`` to translate, in page order, and the rules that matched any scalar.

    What ``is_name`` is left out, unless a rule says so, or people have ``translated`` it, which is asked
    for where it makes a difference. ``checks`` holds where no rule says otherwise.
    """
    known: Collection[str] | None = None
    applicable = [rule for rule in rules if rule.covers(page.name)]
    titles = _titles(page)
    sections = {scalar: slot.heading for scalar, slot in slots(page).items()}
    units: list[Unit] = []
    used: set[Rule] = set()
    for scalar in page.scalars:
        matching = [rule for rule in applicable if rule.matches(scalar.path)] if applicable else []
        used.update(matching)
        wanted = shows(script, scalar.value) if scalar.in_body else script.search(scalar.value) is not None
        said = [rule.translate for rule in matching if rule.translate is not None]
        wanted = said[-1] and (wanted or scalar.path[:2] != CODE) if said else wanted
        if not (wanted and is_string(scalar)) or scalar.event in page.keys:
            continue
        if not said and is_name(page, scalar):
            known = translated() if known is None else known
            if scalar.value not in known:
                continue
        units.append(_unit(scalar, titles, sections.get(scalar, ""), matching, checks))
    return tuple(units), frozenset(used)


def is_name(page: Page, scalar: Scalar) -> bool:
    """Whether the value leads to something or is what something is called by, and is nothing to read."""
    return is_reference(scalar.value) or (
        not scalar.in_body and formats.is_identifier(page.name, scalar.path)
    )


def is_string(scalar: Scalar) -> bool:
    """Whether every YAML reader takes the scalar for a string, and not an empty one."""
    if scalar.tag not in _STRING_TAGS or not scalar.value.strip() or _UNKEPT.search(scalar.value):
        return False
    if scalar.tag == NON_SPECIFIC:
        return not looks_typed(scalar.value)
    return scalar.style != "" or scalar.tag is not None or not looks_typed(scalar.value)


def messages(units: Collection[Unit]) -> tuple[Message, ...]:
    """Units of one text become one message with several places, in page order."""
    places: dict[tuple[str | None, str], list[Place]] = {}
    for unit in units:
        places.setdefault((unit.msgctxt, unit.scalar.value), []).append(unit.place)
    return tuple(Message(msgid, tuple(found), msgctxt) for (msgctxt, msgid), found in places.items())


def key_warnings(page: Page, script: re.Pattern[str]) -> Iterator[Finding]:
    """One finding for each text that would be translated if it were not a key as well."""
    for scalar in page.scalars if page.keys else ():
        if scalar.event in page.keys and is_string(scalar) and script.search(scalar.value):
            what = say(
                "{path} is not translated, as an alias makes it a key elsewhere; write that key out",
                path=show_path(scalar.path),
            )
            yield Finding(page.name, page.file, scalar.line, "untranslated-key", Severity.WARNING, what)


def _titles(page: Page) -> dict[Path, str]:
    """The title of each mapping that has one."""
    headings: dict[Path, str] = {}
    for scalar in page.scalars:
        if scalar.path and scalar.path[-1] in TITLES and scalar.value.strip():
            headings.setdefault(scalar.path[:-1], " ".join(scalar.value.split()))
    return headings


def _unit(
    scalar: Scalar, titles: dict[Path, str], heading: str, rules: Sequence[Rule], checks: Severities
) -> Unit:
    path = scalar.path
    is_title = bool(path) and path[-1] in TITLES
    for depth in range(len(path) - 1 - is_title, 0, -1):
        heading = heading or titles.get(path[:depth], "")
    title = "" if is_title and len(path) == 1 else titles.get((), "")
    if not rules:
        return Unit(scalar, Place(path, scalar.line, title, heading, checks=checks), None)
    lengths = [rule.max_length for rule in rules if rule.max_length]
    contexts = [rule.context for rule in rules if rule.context]
    notes = tuple(rule.note for rule in rules if rule.note)
    said = dict(checks + tuple(one for rule in rules for one in rule.checks))
    place = Place(path, scalar.line, title, heading, notes, min(lengths, default=None), tuple(said.items()))
    return Unit(scalar, place, contexts[-1] if contexts else None)
