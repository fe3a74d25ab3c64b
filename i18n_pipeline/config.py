"""i18n.toml → Config. Every key is optional; what each may hold is the types below."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from i18n_pipeline.disk import files
from i18n_pipeline.disk.disk import Disk
from i18n_pipeline.disk.layer import Layer
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.locales import canonical_locale, require_script, script
from i18n_pipeline.messages import quoted, say
from i18n_pipeline.model import Rule, Severities
from i18n_pipeline.objections import line_quoted, objection, rule_lines, unreadable
from i18n_pipeline.patterns import page_pattern, path_pattern
from i18n_pipeline.schema import EngineTable, File, Publish, RuleTable
from i18n_pipeline.severities import severities
from i18n_pipeline.text.conflict import CONFLICT, conflict_line
from i18n_pipeline.text.links import Links, link_map

FILE = "i18n.toml"


class Language(NamedTuple):
    """What ``{lang}`` stands for in page patterns, and the locale that catalogs are named by."""

    folder: str
    locale: str
    engines: tuple[str, ...] = ()  # who drafts into it: the first that can draft a text does
    style: str = ""  # what language models are told
    links: Links = ()  # where its pages lead instead
    keeps_anchors: bool = False  # those of the source's headings


class EngineOptions(NamedTuple):
    """An [engines.NAME] table: how to run any engine, and what is this one's own."""

    workers: int | None = None  # calls at once; None: as the engine thinks fit
    per_second: float = 0.0  # calls; 0: no limit
    price: float = 0.0  # of a million characters, in the maintainer's currency
    own: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Config:
    """A project."""

    disk: Disk  # its files
    pages: tuple[str, ...]
    exclude: Mapping[str, re.Pattern[str]]  # by what i18n.toml says
    source: Language
    targets: tuple[Language, ...]
    engine_options: Mapping[str, EngineOptions]
    memory: tuple[str, ...]  # TMX files
    cache: str  # postgresql://…, without a password, or env:NAME; "" for a file of the project
    publish: Publish
    min_reviewed: int  # percent
    body: bool  # whether what stands below front matter is translated
    rules: tuple[Rule, ...]
    checks: Severities
    text: str  # of i18n.toml

    @property
    def root(self) -> Path:
        """Its folder, links resolved."""
        return self.disk.root

    def rehearsed(self) -> Config:
        """The project, of which nothing is written: what would be is kept in memory, and read back."""
        return replace(self, disk=Layer(self.root, self.disk))

    def line_of(self, word: str) -> int:
        """The first line of i18n.toml that has a word; the first of all where none has."""
        return next((at for at, line in enumerate(self.text.splitlines(), 1) if word in line), 1)

    @property
    def script(self) -> re.Pattern[str]:
        """One character that gives a text of the source language away."""
        return script(self.source.locale)


def find_root(start: Path) -> Path:
    """The nearest folder from ``start`` upward with an i18n.toml. Raises ConfigError without one."""
    for folder in (start, *start.parents):
        if os.path.lexists(folder / FILE):
            return folder
    raise ConfigError(
        say("no {file} here or in a folder above; run i18n-pipeline init, or give --root DIR", file=FILE)
    )


def load(root: Path) -> Config:
    """The configuration of the project at ``root``; the defaults where it has no i18n.toml.

    Raises ConfigError.
    """
    return parse(read(root) or "", root)


def read(root: Path) -> str | None:
    """The text of i18n.toml; None where there is none. Raises ConfigError."""
    raw = files.read_if_there(root.resolve(), FILE, ConfigError)
    try:
        return None if raw is None else raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ConfigError(say("cannot be read: {why}", why=quoted(str(error))), file=FILE) from error


def parse(text: str, root: Path) -> Config:
    """The configuration that ``text`` (TOML) says. Raises ConfigError."""
    try:
        written = msgspec.convert(tomllib.loads(text), File)
        return _config(written, root, rule_lines([rule.path for rule in written.rule], text), text)
    except tomllib.TOMLDecodeError as error:
        conflict = conflict_line(text)
        what, line = (CONFLICT, conflict) if conflict else unreadable(error, text)
        raise ConfigError(what, file=FILE, line=line) from error
    except ConfigError as error:
        line = error.line or line_quoted(error.message, text)
        raise ConfigError(error.message, file=FILE, line=line) from error
    except (ValueError, msgspec.ValidationError) as error:
        what, line = objection(str(error), text)
        raise ConfigError(what, file=FILE, line=line) from error
    except RecursionError as error:
        raise ConfigError(say("nested too deep"), file=FILE) from error


def _config(written: File, root: Path, lines: list[int], text: str) -> Config:
    for glob in written.pages:
        if "{lang}" not in glob:
            raise ConfigError(say('the page pattern "{glob}" has no {{lang}} in it', glob=glob))
        if glob.startswith("/") or "\\" in glob or ".." in glob.split("/"):
            raise ConfigError(
                say(
                    'the page pattern "{glob}" must be relative to the project, with / between folders',
                    glob=glob,
                )
            )
    source = _language(written.source.folder, written.source.locale)
    if not written.engine or [] in [given.engine for given in written.targets.values()]:
        raise ConfigError(say('"engine" names no engine; leave it out, or write one such as "gloss"'))
    targets = tuple(
        _language(folder, given.locale, given.engine or written.engine)._replace(
            style=given.style.strip(),
            links=link_map(given.links),
            keeps_anchors=(given.anchors or written.anchors) == "keep",
        )
        for folder, given in written.targets.items()
    )
    if not targets:
        raise ConfigError(say("no targets; add a table such as [targets.en]"))
    locales = [target.locale for target in targets]
    for locale in locales:
        if locales.count(locale) > 1:
            raise ConfigError(
                say('two targets have the locale "{locale}" and would share their catalogs', locale=locale)
            )
    if source.folder in (target.folder for target in targets):
        raise ConfigError(say('"{folder}" is the source and a target', folder=source.folder))
    require_script(source.locale)
    return Config(
        disk=Disk(root.resolve()),
        pages=tuple(written.pages),
        exclude={glob: page_pattern(glob, source.folder) for glob in written.exclude},
        source=source,
        targets=targets,
        engine_options={name: _engine(table) for name, table in written.engines.items()},
        memory=tuple(written.memory),
        cache=_cache(written.cache),
        publish=written.publish,
        min_reviewed=written.min_reviewed,
        body=written.body,
        rules=tuple(_rule(rule, lines[at], at, text) for at, rule in enumerate(written.rule)),
        checks=severities(written.checks, text),
        text=text,
    )


def _language(folder: str, locale: str, engine: str | Sequence[str] = ()) -> Language:
    if not re.fullmatch(r"\w[\w.-]*", folder):
        raise ConfigError(
            say('"{folder}" cannot be a folder of pages; write one such as en or pt-br', folder=folder)
        )
    engines = (engine,) if isinstance(engine, str) else tuple(engine)
    return Language(folder, canonical_locale(locale or folder), engines)


def _engine(table: Mapping[str, object]) -> EngineOptions:
    pace = msgspec.convert(table, EngineTable)
    own = {key: value for key, value in table.items() if key not in EngineTable.__struct_fields__}
    return EngineOptions(pace.workers, pace.per_second, pace.price, own)


def _cache(written: str) -> str:
    """Where the cache is; no message shows it, since it may hold a password by mistake."""
    if not re.match(r"postgres(ql)?://|env:[A-Za-z_][A-Za-z0-9_]*$|$", written) or not written.isprintable():
        raise ConfigError(
            say(
                '"cache" must be postgresql://…, the address of a server, '
                "or env:NAME, the variable that holds it"
            )
        )
    if re.search("//[^?]*:[^?]*@", written) or "password" in unquote(written.partition("?")[2]):
        raise ConfigError(
            say(
                '"cache" holds a password, which i18n.toml is no place for; leave it out and set PGPASSWORD, '
                "or write env:NAME and put the whole address into that variable"
            )
        )
    return written


def _rule(written: RuleTable, line: int, number: int, text: str) -> Rule:
    if not written.context.isprintable():
        raise ConfigError(say('the context of "{path}" holds a control character', path=written.path))
    if written.skip and written.translate:
        raise ConfigError(say('the rule for "{path}" says skip and translate; keep one', path=written.path))
    return Rule(
        path=written.path,
        pages=written.pages,
        path_pattern=path_pattern(written.path),
        page_pattern=page_pattern(written.pages),
        translate=False if written.skip else True if written.translate else None,
        note=written.note,
        max_length=written.max_length,
        context=written.context,
        checks=severities(written.checks, text, line),
        line=line,
        number=number,
    )
