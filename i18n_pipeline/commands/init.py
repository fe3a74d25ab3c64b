"""Look at a tree, propose an i18n.toml and a glossary, show what would be extracted and skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from i18n_pipeline import config
from i18n_pipeline.disk import files, folders
from i18n_pipeline.engines.glossing.tables import starter_glossary
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.locales import canonical_locale
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure, show_path
from i18n_pipeline.pages.select import is_name
from i18n_pipeline.project import layout
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.sources import load

_ROOTS = ("content", "data", "i18n")
_EXAMPLES = 3  # of each kind shown
_TEMPLATE = """\
# What i18n-pipeline translates in this project, and how. Every key is optional.

# Which files are pages. {{lang}} stands for the source's or a target's folder.
pages = [
{pages}]
# Files that match a page pattern and are not to be translated.
exclude = []

# engine = "gloss"        # drafts what is missing, offline
{publish}
# min_reviewed = 100      # percent; with publish = "reviewed", pages below it are held back

[source]
folder = "{source}"
locale = "{source_locale}"

{targets}
# What to do with the values at some paths; all keys but path are optional.
# [[rule]]
# path = "section.list[*].content"   # ** stands for any steps: "**.image"
# pages = "case/*.md"
# skip = true                        # or: translate = true, for a value without {language} text
# note = "Shown to the translator."
# max_length = 40
# context = "menu"                   # becomes the msgctxt
"""
_REVIEWED = 'publish = "reviewed"    # some pages are translated: only what a person has reviewed goes live'
_DRAFTS = (
    'publish = "drafts"      # no page is translated yet; or "reviewed": only what a person has reviewed'
)
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
    targets: int = 0  # translations of pages that are there already, for align


def run(root: Path, *, glossary: bool = True, dry_run: bool = False) -> Proposal:
    """Write i18n.toml and glossaries where there are none. Raises ConfigError when no page can be found."""
    root = root.resolve()
    current = config.read(root)
    exists = current is not None
    text = _propose(root) if current is None else current
    project = config.parse(text, root)
    sources, failures = layout.find_pages(project)
    there = sum(
        project.disk.exists(layout.target_page(project.disk, source, target))
        for source in sources
        for target in project.targets
    )
    if there and not exists:
        text = text.replace(_DRAFTS, _REVIEWED)
    problems = Problems(failures)
    pages: dict[str, dict[str, object]] = {}
    names: dict[str, str] = {}  # path → the first value that is left out there
    for source in sources:
        with problems.of(source.name):
            loaded = load(project, source)
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
        files.write(root, config.FILE, text.encode(), ConfigError)
    glossaries = _begun(project, dry_run=dry_run) if glossary else ()
    return Proposal(text, exists, pages, tuple(problems.failures), glossaries, there)


def _begun(project: config.Config, *, dry_run: bool) -> tuple[str, ...]:
    """The starter glossary for each target that has none and that there is one for."""
    begun = []
    for target in project.targets:
        content = starter_glossary(project.source.locale, target.locale)
        file = layout.glossary_file(target)
        if content and files.read_if_there(project.root, file, ConfigError) is None:
            begun.append(file)
            if not dry_run:
                files.write(project.root, file, content, ConfigError)
    return tuple(begun)


def _shown(path: tuple[str | int, ...], value: str) -> str:
    return f"{show_path(path)}: {_one_line(value)}"


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _propose(root: Path) -> str:
    languages = {folder: _languages(root, folder) for folder in _ROOTS}
    folders = [folder for folder, names in languages.items() if any(_is_chinese(name) for name in names)]
    if not folders:
        raise ConfigError(
            say(
                "no folder with Chinese pages found (content/zh, data/zh, i18n/zh.yaml …); write {file} "
                "by hand, or give --root DIR",
                file=config.FILE,
            )
        )
    names = sorted({name for folder in folders for name in languages[folder]})
    source = next(name for name in names if _is_chinese(name))
    locales = {canonical_locale(name): name for name in names if not _is_chinese(name)}
    targets = list(locales.values()) or ["en"]
    return _TEMPLATE.format(
        pages="".join(f'  "{glob}",\n' for folder in folders for glob in _globs(folder, root, source)),
        source=source,
        publish=_DRAFTS,
        source_locale="zh_CN" if source == "zh" else canonical_locale(source),
        targets="".join(f'[targets.{name}]\nlocale = "{canonical_locale(name)}"\n\n' for name in targets),
        language="Chinese",
    )


def _globs(folder: str, root: Path, source: str) -> Sequence[str]:
    """The page patterns for a folder: a file a language, or a folder a language."""
    inner = f"{folder}/{source}"
    if not folders.exists(root, f"{inner}/."):
        ending = "yaml" if folders.exists(root, f"{inner}.yaml") else "yml"
        return [f"{folder}/{{lang}}.{ending}"]
    endings = ("md", "yaml", "yml") if folder == "content" else ("yaml", "yml")
    there = folders.walk(root, inner, [])
    used = [ending for ending in endings if any(file.endswith(f".{ending}") for file in there)]
    return [f"{folder}/{{lang}}/**/*.{ending}" for ending in used or endings[:1]]


def _languages(root: Path, folder: str) -> list[str]:
    """The names of sub-folders and YAML files that are language codes."""
    files = (PurePosixPath(file) for file in sorted(folders.walk(root, folder, [])))
    paths = [path.relative_to(folder) for path in files]
    names = {path.parts[0] for path in paths if len(path.parts) > 1}
    names |= {path.stem for path in paths if len(path.parts) == 1 and path.suffix in (".yaml", ".yml")}
    return sorted(name for name in names if _is_locale(name))


def _is_locale(name: str) -> bool:
    try:
        return bool(re.fullmatch(r"[a-z]{2,3}([-_]\w+)*", name)) and bool(canonical_locale(name))
    except ConfigError:
        return False


def _is_chinese(name: str) -> bool:
    return re.split(r"[-_]", name)[0] == "zh"
