"""What stands uncommitted: what the tool wrote, and what people have begun."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass

from i18n_pipeline.config import FILE, Config, Language
from i18n_pipeline.disk import files as disk
from i18n_pipeline.disk import ledger
from i18n_pipeline.errors import PipelineError
from i18n_pipeline.patterns import fixed_folder
from i18n_pipeline.project import git, known, layout

_BESIDE_PAGE = re.compile(
    r"locale/(?:pot/(.+)\.pot|[^/]+/LC_MESSAGES/(.+?)(?:\.po|\.unmatched\.txt)|[^/]+/written/(.+)\.txt)"
)
_LONG = 1000  # characters, in which the name of a page stands
_ALL = ""  # what all pages are made with


@dataclass(frozen=True, slots=True)
class Pending:
    """What the next commit of the tool's holds, and what has to be committed by a person before the rest."""

    files: Mapping[str, str]  # each with the stem of its page
    begun: tuple[str, ...]


def begin(config: Config) -> None:
    """Begin the ledger where there is none: it is new, or was deleted. Raises PipelineError."""
    if ledger.begin(config.root):
        from i18n_pipeline.project.recognition import recognize  # takes long to start

        dirty = git.snapshot(config.root).states
        recognize(config, [file for file in dirty if _page(config, file) is not None])


def pending(config: Config) -> Pending:
    """What stands uncommitted of a project that is held. Raises PipelineError.

    All files of a page go in together, its source as well, so that a fresh clone finds them in step; and
    none where people's changes stand in one of them, or in what all pages are made with.
    """
    now = git.snapshot(config.root)
    ledger.keep(config.root, now.states.__contains__)
    steps = ledger.read(config.root)
    pages = {file: page for file in now.states if (page := _page(config, file)) is not None}
    before = git.committed(config.root, list(pages))
    committed = {ledger.state(file, content) for file, content in before.items()}
    states = {file: _state(config, file) for file in pages}
    own: dict[str, set[str]] = {}  # the tool's files, with the pages that they have to do with
    for file in filter(now.is_free, pages):
        trail = ledger.trail(steps, committed, states[file])
        if trail:
            of_rows = _pages_of_rows(config, file, before[file]) if pages[file] == _ALL else set()
            own[file] = {pages.get(passed, pages[file]) for passed in trail} - {_ALL} | of_rows
    held = {page for file, page in pages.items() if file not in own}
    while more := set().union(*(linked - held for linked in own.values() if linked & held)):
        held |= more  # what was renamed goes in with what it was, and the other way round
    waiting = {file for file, linked in own.items() if linked & held or _ALL in held}
    named = {page for file in waiting for page in (*own[file], pages[file], _ALL)}
    begun = (file for file in pages if file not in own and (pages[file] in named or states[file] in steps))
    return Pending({file: pages[file] for file in own if file not in waiting}, tuple(sorted(begun)))


def _pages_of_rows(config: Config, file: str, before: bytes | None) -> set[str]:
    """The pages of which rows of overrides are others now."""
    if file not in map(layout.overrides_file, config.targets):
        return set()
    versions = (before, disk.read_if_there(config.root, file, PipelineError))
    old, new = (set((raw or b"").decode("utf-8", "replace").splitlines()) for raw in versions)
    rows = [row for line in old ^ new for row in csv.reader([line[:_LONG]]) if row]
    return {layout.stem_of(row[0]).casefold() for row in rows}


def _state(config: Config, file: str) -> str:
    try:
        return ledger.state(file, disk.read_if_there(config.root, file, PipelineError))
    except PipelineError:
        return ""  # a link, or a repository of its own


def _tables(target: Language) -> tuple[str, ...]:
    folder = layout.manifest_folder(target)
    return layout.glossary_file(target), layout.overrides_file(target), f"{folder}/.gitattributes"


def _page(config: Config, file: str) -> str | None:
    """Of the page that a file belongs to, there or not; "" where it belongs to all, None for none."""
    languages = (config.source, *config.targets)
    beside = _BESIDE_PAGE.fullmatch(file)
    if beside:
        return beside[beside.lastindex or 0].casefold()
    if file == known.FILE:
        return file  # no page is made with it
    if file == FILE or any(file in _tables(target) for target in config.targets):
        return _ALL
    for language in languages:
        for stem in layout.stems_at(config, language, file):
            return stem.casefold()
    folders = [fixed_folder(glob, language.folder) for glob in config.pages for language in languages]
    near = (other for folder in folders for other in ((folder, file), (file, folder)))
    is_near = any(f"{one}/".startswith(f"{other}/") for one, other in near)
    return _ALL if is_near and (config.root / file).is_dir() else None  # a repository of its own
