"""The i18n.toml for a tree that has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from i18n_pipeline import config
from i18n_pipeline.disk import folders
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.locales import canonical_locale
from i18n_pipeline.messages import Notice, counted, say
from i18n_pipeline.project import layout

_ROOTS = ("content", "docs", "src", "data", "i18n")
_TEMPLATE = """\
# What i18n-pipeline translates in this project, and how. Every key is optional.

# Which files are pages. {{lang}} stands for the source's or a target's folder.
pages = [
{pages}]
# Files that match a page pattern and are not to be translated.
exclude = []

# engine = ["firefox", "gloss"]  # who drafts, offline: firefox where its model is, then gloss
{publish}
# min_reviewed = 100      # percent; with publish = "reviewed", pages below it are held back

[source]
folder = "{source}"
locale = "{source_locale}"

{targets}
# How bad what a quality rule finds is: "error" (check exits with 1, drafts stay out), "warning" or "off".
# [checks]
# glossary = "off"

# What to do with the values at some paths; all keys but path are optional.
# [[rule]]
# path = "section.list[*].content"   # ** stands for any steps: "**.image"
# pages = "case/*.md"
# skip = true                        # or: translate = true, for a value without {language} text
# note = "Shown to the translator."
# max_length = 40
# context = "menu"                   # becomes the msgctxt
# checks = {{ numbers = "off" }}       # as [checks], for these values
"""
REVIEWED = 'publish = "reviewed"    # some pages are translated: only what a person has reviewed goes live'
DRAFTS = 'publish = "drafts"      # no page is translated yet; or "reviewed": only what a person has reviewed'


def propose(root: Path) -> str:
    """What it should say. Raises ConfigError where no folder has Chinese pages."""
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
        publish=DRAFTS,
        source_locale="zh_CN" if source == "zh" else canonical_locale(source),
        targets="".join(f'[targets.{name}]\nlocale = "{canonical_locale(name)}"\n\n' for name in targets),
        language="Chinese",
    )


def additions(current: config.Config) -> list[Notice]:
    """What it would say beyond a configuration that is there: of pages and languages that came since."""
    try:
        proposed = config.parse(propose(current.root), current.root)
    except ConfigError:
        return []
    known = {source.file for source in layout.find_pages(replace(current, exclude={}))[0]}
    added: list[Notice] = []
    for glob in proposed.pages:
        found = layout.find_pages(replace(proposed, pages=(glob,)))[0]
        more = sum(source.file not in known for source in found)
        if more and proposed.source == current.source:
            pages = counted("{n} page", "{n} pages", more)
            added.append(say('pages: "{glob}" would add {pages}', glob=glob, pages=pages))
    folders = {target.folder for target in current.targets} if known else set()
    for target in proposed.targets if proposed.source == current.source else ():
        if target.folder not in folders and any(layout.find_target_pages(proposed, target)):
            added.append(say("a table [targets.{folder}] would take its pages in", folder=target.folder))
    return added


def _globs(folder: str, root: Path, source: str) -> Sequence[str]:
    """The page patterns for a folder: a file a language, or a folder a language."""
    inner = f"{folder}/{source}"
    if not folders.exists(root, f"{inner}/."):
        ending = "yaml" if folders.exists(root, f"{inner}.yaml") else "yml"
        return [f"{folder}/{{lang}}.{ending}"]
    endings = ("md", "yaml", "yml") if folder in _ROOTS[:3] else ("yaml", "yml")
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
