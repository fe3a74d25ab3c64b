"""The source pages that a verb is asked for, of all that a project has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from i18n_pipeline.config import FILE, Config
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import Failure, Finding, Rule, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import Source

_LONG = 1000  # characters of a path, from which on a system may not tell what stands there


@dataclass(frozen=True, slots=True)
class Selection:
    """The pages a verb is asked for, of all that there are."""

    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]  # what looks like a page and cannot be used
    everything: tuple[Source, ...]
    complete: bool  # no folder of pages is shut
    whole: bool  # no names were given
    tidy: bool = False  # it is known that nothing is left of pages that are gone


def select_pages(config: Config, names: Sequence[str] | Selection = ()) -> Selection:
    """The source pages that ``names`` speak of (pages, files or folders; none: all).

    Raises ConfigError for a name that is none, and where the catalogs of a target lie elsewhere.
    """
    if isinstance(names, Selection):
        return names
    layout.require_catalogs_in_place(config)
    sources, failures = layout.find_pages(config)
    if not sources and not failures:
        raise ConfigError(
            say("no page matches a pattern in {file}: {pages}", file=FILE, pages=listed(config.pages))
        )
    shut = [os.path.join(config.root, failure.file) for failure in failures]
    complete = not any(os.path.islink(path) or os.path.isdir(path) or len(path) > _LONG for path in shut)
    if not names:
        return Selection(tuple(sources), tuple(failures), tuple(sources), complete, True)
    by_name: dict[str, Source] = {}
    kept: dict[Failure, None] = {}
    for given in names:
        wanted = _names(config, given)
        meant = [source for source in sources if _is_meant(wanted, source.name, source.file)]
        failed = [failure for failure in failures if _is_meant(wanted, failure.page, failure.file)]
        if not meant and not failed:
            from difflib import get_close_matches

            close = get_close_matches(given, [source.name for source in sources], 1)
            if close:
                what = say("{given} is not a source page; did you mean {close}?", given=given, close=close[0])
            else:
                what = say(
                    "{given} is not a source page; see the page patterns in {file}", given=given, file=FILE
                )
            raise ConfigError(what)
        by_name.update((source.name, source) for source in meant)
        kept.update(dict.fromkeys(failed))
    return Selection(tuple(by_name.values()), tuple(kept), tuple(sources), complete, False)


def _is_meant(wanted: set[str], name: str, file: str) -> bool:
    """Whether a page is one of those ``wanted``, or stands in a folder that is."""
    stem = layout.stem_of(name)
    return bool(
        {name, stem, file, ".", name.rpartition("/")[2], stem.rpartition("/")[2]} & wanted
        or any(path.startswith(f"{folder}/") for folder in wanted for path in (file, name))
    )


def _names(config: Config, given: str) -> set[str]:
    """What a person may mean by a name: a page, or a file seen from here."""
    absolute = {os.path.abspath(given), os.path.realpath(given)}
    seen = {os.path.relpath(path, config.root).replace(os.sep, "/") for path in absolute}
    return {os.path.normpath(given).replace(os.sep, "/"), *seen}


def unmatched_excludes(config: Config, sources: Sequence[Source]) -> Iterator[Finding]:
    """A finding for each pattern under exclude that matches none of ``sources``, the pages without them."""
    from difflib import get_close_matches

    for glob, pattern in config.exclude.items():
        if any(pattern.fullmatch(source.file) or pattern.fullmatch(source.name) for source in sources):
            continue
        folders = {
            f"{name.rpartition('/')[0]}/**" for name in (source.name for source in sources) if "/" in name
        }
        near = get_close_matches(glob, [*(source.name for source in sources), *folders], 1)
        what = say("exclude: {glob!r} matches no page; correct or delete it", glob=glob)
        if near:
            what = say("exclude: {glob!r} matches no page; did you mean {near!r}?", glob=glob, near=near[0])
        line = next((n for n, text in enumerate(config.text.splitlines(), 1) if glob in text), 1)
        yield Finding("", FILE, line, "unmatched-exclude", Severity.WARNING, what)


def unmatched_rules(config: Config, used: Set[Rule]) -> list[Finding]:
    """A finding for each rule of i18n.toml that no value of any page matched."""

    def unused(rule: Rule) -> Notice:
        return say(
            "the rule for path {path!r} on pages {pages!r} matches nothing; correct or delete it",
            path=rule.path,
            pages=rule.pages,
        )

    return [
        Finding("", FILE, rule.line, "unmatched-rule", Severity.WARNING, unused(rule))
        for rule in config.rules
        if rule not in used
    ]
