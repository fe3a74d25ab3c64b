"""Look at a tree, propose an i18n.toml and a glossary, show what would be extracted and skipped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from i18n_pipeline import config
from i18n_pipeline.disk import files
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.glossing.page_names import Name
from i18n_pipeline.engines.glossing.tables import starter_glossary
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import NOTHING, Notice
from i18n_pipeline.model import Failure, Message, show_path
from i18n_pipeline.pages.select import is_name
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import read_glossary
from i18n_pipeline.project.proposal import DRAFTS, REVIEWED, additions, propose
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import load
from i18n_pipeline.runs import naming
from i18n_pipeline.runs.links import asked_of, offered

_EXAMPLES = 3  # of each kind shown
_READ = 200  # pages, for names: more take long
_LEFT_OUT = """
# Left out though in {language}, as it leads somewhere or is what something is called by; a rule with
# translate = true takes it in:
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The i18n.toml for a project, and what it would do."""

    text: str
    exists: bool  # there is one already: it is left as it is
    pages: dict[str, dict[str, object]]
    failed: tuple[Failure, ...]
    glossaries: tuple[str, ...] = ()  # the starter glossary, where a target had none
    targets: int = 0  # pages that people translated, for align
    additions: tuple[Notice, ...] = ()  # what a new i18n.toml would say beyond the one that is there
    #: Targets that none of their engines drafts into, and the engines that do.
    undrafted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offer: Notice = NOTHING  # how to get a model that would draft
    names: Mapping[str, Sequence[Name]] = field(
        default_factory=dict
    )  # that a target's glossary does not have


def run(root: Path, *, glossary: bool = True, dry_run: bool = False) -> Proposal:
    """Write i18n.toml and glossaries where there are none. Raises ConfigError when no page can be found."""
    root = root.resolve()
    current = config.read(root)
    exists = current is not None
    text = propose(root) if current is None else current
    project = config.parse(text, root)
    sources, failures = layout.find_pages(project)
    there = sum(
        project.disk.exists(layout.target_page(project.disk, source, target))
        and not project.disk.exists(layout.manifest_file(target, source.stem))
        for source in sources
        for target in project.targets
    )
    if there and not exists:
        text = text.replace(DRAFTS, REVIEWED)
    problems = Problems(failures)
    pages: dict[str, dict[str, object]] = {}
    names: dict[str, str] = {}  # path → the first value that is left out there
    texts: list[tuple[str, Sequence[Message]]] = []
    for source in sources:
        with problems.of(source.name):
            loaded = load(project, source)
            texts.append((source.name, loaded.messages))
            extracted = {unit.scalar.path for unit in loaded.units}
            skipped = [s for s in loaded.page.scalars if s.path not in extracted and s.value]
            left_out = [s for s in skipped if project.script.search(s.value) and is_name(loaded.page, s)]
            skipped = [*left_out, *(s for s in skipped if s not in left_out)]
            for scalar in left_out:
                names.setdefault(re.sub(r"\[\d+\]", "[*]", show_path(scalar.path)), _one_line(scalar.value))
            pages[source.name] = {
                "messages": len(loaded.messages),
                "skipped": len(skipped),
                "extracts": [_shown(u.scalar.path, u.scalar.value) for u in loaded.units[:_EXAMPLES]],
                "skips": [_shown(s.path, s.value) for s in skipped[:_EXAMPLES]],
            }
    if not exists and names:
        text += _LEFT_OUT.format(language="Chinese")
        text += "".join(
            f"#   {path}: {value if value.isprintable() else ascii(value)}\n" for path, value in names.items()
        )
    if not exists and not dry_run:
        project.disk.write(config.FILE, text.encode(), ConfigError)
    glossaries = _begun(project, dry_run=dry_run) if glossary else ()
    more = tuple(additions(project)) if exists else ()
    undrafted, offer = _undrafted(project), NOTHING if exists else offered(project, project.targets)
    named = {target.folder: _named(project, target, texts[:_READ]) for target in project.targets}
    return Proposal(
        text, exists, pages, tuple(problems.failures), glossaries, there, more, undrafted, offer, named
    )


def _named(project: config.Config, target: config.Language, pages: naming.Pages) -> list[Name]:
    """The names that nobody has translated yet. Raises ConfigError."""
    return [
        name
        for name in naming.proposed(project, target, pages, read_glossary(project, target))
        if name.is_sure
    ]


def _undrafted(project: config.Config) -> dict[str, Sequence[str]]:
    """The targets that none of their engines drafts into, and the engines that do. Raises ConfigError."""
    source = project.source.locale
    return {
        target.folder: registry.able(source, target.locale)
        for target in project.targets
        if not any(registry.knows(name, source, target.locale) for name in asked_of(project, target))
    }


def _begun(project: config.Config, *, dry_run: bool) -> tuple[str, ...]:
    """The starter glossary for each target that has none and that there is one for."""
    begun = []
    for target in project.targets:
        content = starter_glossary(project.source.locale, target.locale)
        file = layout.glossary_file(target)
        if content and files.read_if_there(project.root, file, ConfigError) is None:
            begun.append(file)
            if not dry_run:
                project.disk.write(file, content, ConfigError)
    return tuple(begun)


def _shown(path: tuple[str | int, ...], value: str) -> str:
    return f"{show_path(path)}: {_one_line(value)}"


def _one_line(value: str) -> str:
    return " ".join(value.split())
