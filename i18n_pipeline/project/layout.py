"""Which files are pages, and which file belongs to which page."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from i18n_pipeline.config import FILE, Config, Language
from i18n_pipeline.disk import folders
from i18n_pipeline.disk.disk import Disk
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import NOTHING, say
from i18n_pipeline.model import Failure
from i18n_pipeline.patterns import ending_of, fixed_folder, page_pattern

#: What is kept beside a project and is not for git.
SCRATCH = ".i18n-cache/"
#: Answers of engines.
CACHE = f"{SCRATCH}drafts.sqlite"
#: What one run at a time holds.
LOCK = f"{SCRATCH}lock"
# Line breaks, and what turns the direction of a line: a report would show another name.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Source(NamedTuple):
    """A source page: ``name`` in reports and catalogs, ``file`` and where its glob has ``{lang}``."""

    name: str  # "case/yingjie-learn.md"
    file: str  # "content/zh/case/yingjie-learn.md"
    langs: tuple[tuple[int, int], ...]  # ranges in ``file``

    def target_file(self, target: Language) -> str:
        """Where the page in the target language stands."""
        file = self.file
        for start, end in reversed(self.langs):
            file = file[:start] + target.folder + file[end:]
        return file

    @property
    def stem(self) -> str:
        """What its catalogs are called: the name, without a Markdown ending."""
        return stem_of(self.name)

    @property
    def template_file(self) -> str:
        """Its POT file."""
        return template_file(self.stem)

    def catalog_file(self, target: Language) -> str:
        """Its PO file."""
        return catalog_file(target, self.stem)


def stem_of(name: str) -> str:
    """What the catalogs of the page of this name are called."""
    return name.removesuffix(".md").removesuffix(".markdown")


def target_page(disk: Disk, source: Source, target: Language) -> str:
    """The file of a target page: as its source's, or one that is there and differs in case alone."""
    file = source.target_file(target)
    if disk.exists(file):
        return file
    disk.missed(file)  # as long as it is not there, the other is the page
    return disk.other_case(file) or file


def catalog_folder(target: Language) -> str:
    """Where a target's PO files are."""
    return f"locale/{target.locale}/LC_MESSAGES"


def require_catalogs_in_place(config: Config) -> None:
    """Raises ConfigError where the catalogs of a target lie under a locale that it had before.

    Nothing would be found in the new folder, and its pages would lose all that was translated.
    """
    ours = {language.locale for language in (config.source, *config.targets)}
    for target in config.targets:
        if config.disk.exists(catalog_folder(target)):
            continue
        language = target.locale.partition("_")[0]
        for name in sorted(set(config.disk.names("locale")) - ours):
            old = Language(target.folder, name)
            if name.partition("_")[0] == language and config.disk.exists(catalog_folder(old)):
                what = say(
                    "the catalogs of [targets.{folder}] lie under locale/{old}; "
                    "rename that folder to locale/{new}",
                    folder=target.folder,
                    old=name,
                    new=target.locale,
                )
                raise ConfigError(what, file=FILE, line=_line_of(target, config.text))


def _line_of(target: Language, text: str) -> int:
    """Where i18n.toml says the locale of a target; else where its table begins."""
    table = re.search(
        rf"^\s*\[\s*targets\s*\.\s*[\"']?{re.escape(target.folder)}[\"']?\s*\]", text, re.MULTILINE
    )
    if table is None:
        return 1
    setting = re.compile(r"^\s*(?:locale\b|(\[))", re.MULTILINE).search(text, table.end())
    at = table if setting is None or setting[1] else setting
    return text.count("\n", 0, at.end()) + 1


def catalog_file(target: Language, stem: str) -> str:
    """The PO file of a page."""
    return f"{catalog_folder(target)}/{stem}.po"


def template_file(stem: str) -> str:
    """The POT file of a page."""
    return f"locale/pot/{stem}.pot"


def manifest_folder(target: Language) -> str:
    """Where merge notes what it wrote."""
    return f"locale/{target.locale}/written"


def manifest_file(target: Language, stem: str) -> str:
    """Where merge notes what it wrote into one page."""
    return f"{manifest_folder(target)}/{stem}.txt"


def overrides_file(target: Language) -> str:
    """The values of a target that are not its source's, and no text."""
    return f"locale/{target.locale}/overrides.csv"


def glossary_file(target: Language) -> str:
    """A target's glossary."""
    return f"locale/{target.locale}/glossary.csv"


def unmatched_file(target: Language, stem: str) -> str:
    """What an old page says that its catalog has no place for, beside the catalog, for translators."""
    return f"{catalog_folder(target)}/{stem}.unmatched.txt"


def is_unmatched_file(content: bytes) -> bool:
    """Whether a file is one of these."""
    first, _, _ = content.removeprefix(BOM_UTF8).partition(b"\n")
    return first.startswith(b"Text of ") and first.rstrip().endswith(b"has no place for.")


def may_be(config: Config, language: Language, stem: str, file: str) -> bool:
    """Whether a file, there or not, may be the page of this stem in a language; case makes no difference."""
    is_sound = file.isprintable() and ".." not in file.split("/")
    return is_sound and any(at.casefold() == stem.casefold() for at in stems_at(config, language, file))


def stems_at(config: Config, language: Language, file: str) -> Iterator[str]:
    """The stems of the pages that a file may be in a language, there or not."""
    for glob in config.pages:
        match = page_pattern(glob, language.folder).fullmatch(file)
        if match:
            langs = tuple(map(match.span, range(1, match.re.groups + 1)))
            yield stem_of(_page_name(file, langs))


def find_target_pages(config: Config, target: Language) -> list[str]:
    """The files that are pages of a target by their place and name, sorted; those left out stay out."""
    files = set()
    for file, langs, _ in _matching(config, target, []):
        twin = Source("", file, langs).target_file(config.source)
        if not _is_left_out(config, twin, _page_name(file, langs)):
            files.add(file)
    return sorted(files)


def find_pages(config: Config) -> tuple[list[Source], list[Failure]]:
    """The source pages, sorted by name, and what looks like one and cannot be used."""
    by_stem: dict[str, Source] = {}
    failures: list[Failure] = []
    for file, langs, link in _matching(config, config.source, failures):
        source = Source(_page_name(file, langs), file, langs)
        if config.exclude and _is_left_out(config, file, source.name):
            continue
        what = NOTHING
        if not file.isprintable() and _CONTROL.search(file):
            what = say("its name holds a line break or another control character; rename it")
        elif link and (why := folders.astray(config.root, file)):
            what = say("{why}; replace it by the page", why=why)
        elif (other := by_stem.setdefault(stem_of(source.name).casefold(), source)).file != file:
            what = say("would share its catalog with {file}; rename one of them", file=other.file)
        if what:
            failures.append(Failure(_printable(source.name), _printable(file), 1, what))
    in_order = sorted(dict.fromkeys(failures), key=attrgetter("file"))
    return sorted(by_stem.values(), key=attrgetter("name")), in_order


def _matching(
    config: Config, language: Language, failures: list[Failure]
) -> Iterator[tuple[str, tuple[tuple[int, int], ...], bool]]:
    """Files that a page pattern matches, glob by glob: where in the name the language is, whether a link."""
    known: dict[str, list[str]] = {}
    links: set[str] = set()
    for glob in config.pages:
        pattern = page_pattern(glob, language.folder)
        ending = ending_of(glob, language.folder)
        groups = range(1, pattern.groups + 1)
        folder = fixed_folder(glob, language.folder)
        if folder not in known:
            known[folder] = sorted(config.disk.walk(folder, failures, links))
        for file in known[folder]:
            match = pattern.fullmatch(file) if file.endswith(ending) else None
            if match:
                yield file, tuple(map(match.span, groups)), file in links


def _is_left_out(config: Config, file: str, name: str) -> bool:
    return any(exclude.fullmatch(file) or exclude.fullmatch(name) for exclude in config.exclude.values())


def _page_name(file: str, langs: tuple[tuple[int, int], ...]) -> str:
    """The file without its language: ``content/zh/a.md`` → ``a.md``, ``i18n/zh.yaml`` → ``i18n.yaml``."""
    folder, slash, name = file.rpartition("/")
    if langs and langs[-1][1] <= len(folder):
        return _without(folder + slash, langs) + name
    return _without(file, langs)


@lru_cache(maxsize=1024)  # folders have many files
def _without(name: str, langs: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(langs):
        head, tail = name[:start], name[end:]
        if tail.startswith("/"):
            tail = tail[1:]
        else:
            head = head.rstrip("._-") if not head.endswith("/") else head.rstrip("/")
        name = head + tail
    return name.removeprefix("content/")


def _printable(name: str) -> str:
    return name if name.isprintable() else repr(name)
