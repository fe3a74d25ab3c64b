"""The pages that need no work, and what was told, kept from run to run in one SQLite file.

The file is a cache: deleting it costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from i18n_pipeline import __version__
from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import database, stamps
from i18n_pipeline.errors import PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Finding, Severity
from i18n_pipeline.project import layout, progress
from i18n_pipeline.project.fingerprints import Facts, FindingRow, Fingerprint, PageState
from i18n_pipeline.project.known import Identity
from i18n_pipeline.project.layout import Source, stem_of
from i18n_pipeline.project.progress import Tell

_FILE = f"{layout.SCRATCH}unchanged.sqlite"
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS project (digest TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS fingerprints (
        page TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, facts BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS details (
        page TEXT PRIMARY KEY, reviewed BLOB NOT NULL, findings BLOB NOT NULL
    );
    CREATE TABLE IF NOT EXISTS told (
        page TEXT NOT NULL, rule TEXT NOT NULL, file TEXT NOT NULL, target TEXT NOT NULL, path TEXT NOT NULL,
        what TEXT NOT NULL
    );
"""
_PLAIN = "SELECT page, fingerprint, facts, NULL FROM fingerprints ORDER BY page"
_LISTING = """
    SELECT page, fingerprint, facts, findings FROM fingerprints LEFT JOIN details USING (page) ORDER BY page
"""
_LOOKING = say("looking what has changed")
_encode = msgspec.msgpack.encode
_FINGERPRINT = msgspec.msgpack.Decoder(Fingerprint)
_FACTS = msgspec.msgpack.Decoder(Facts)
_REVIEWED = msgspec.msgpack.Decoder(dict[str, bytes])
_FINDINGS = msgspec.msgpack.Decoder(list[FindingRow])
#: Changes with what is text of a page: the same version may be of another commit.
_READING = "bodies"
_PATIENCE = 1.0  # seconds for another process that is writing; Ctrl-C is not heard meanwhile
#: SQLite keeps anything.
_DAMAGED = (OSError, sqlite3.Error, msgspec.MsgspecError, TypeError, ValueError, IndexError)


@dataclass(slots=True)
class Unchanged:
    """The pages that are as they were, and what is known of all of them together."""

    file: Path
    read_from: Path  # the file; what holds for all targets holds for some, as long as these have none
    project: str  # a digest of all that every page depends on
    pages: set[str] = field(default_factory=set)
    urgent: list[Finding] = field(default_factory=list)  # those that sync lists
    findings: list[Finding] = field(default_factory=list)  # all of them, where they were asked for
    facts: list[tuple[Facts, int]] = field(default_factory=list)  # and of how many pages they are
    restamped: dict[str, Fingerprint] = field(default_factory=dict)  # as they were, but for their times
    broken: list[str] = field(default_factory=list)  # pages that are not as they were, or gone
    anew: bool = False  # nothing in the file holds any more

    @property
    def is_news(self) -> bool:
        """Whether the file does not say all this."""
        return bool(self.anew or self.broken or self.restamped)

    @property
    def warnings(self) -> int:
        """How many check found in them."""
        return sum(facts.warnings * pages for facts, pages in self.facts)

    @property
    def rules(self) -> set[int]:
        """The numbers of the rules that match something in them."""
        return {number for facts, _ in self.facts for number in facts.rules}

    def counts(self, target: Language) -> Counts:
        """Their messages by state."""
        states = ([n * pages for n in facts.counts.get(target.locale, ())] for facts, pages in self.facts)
        return sum((Counts(*row) for row in states), Counts())

    def reviewed(self, target: Language) -> dict[str, bytes]:
        """Digests of what was reviewed, by stem, of those pages of which it is known."""
        if not self.pages:
            return {}
        try:
            with _opened(self.read_from) as kept:
                rows = kept.execute("SELECT page, reviewed FROM details")
                known = {page: _REVIEWED.decode(raw) for page, raw in rows if page in self.pages}
            return {stem_of(page): digests[target.locale] for page, digests in known.items()}
        except (*_DAMAGED, KeyError):
            return {}

    def keep(self, config: Config, new: Iterable[tuple[str, PageState]]) -> Finding | None:
        """Write what is not in the file yet: all this, and ``new`` pages; a warning where that cannot be.

        Nothing is written where this run changed what every page depends on: of which of them it took
        the old, nobody knows.
        """
        if _project(config) != self.project:
            return None
        try:
            if self.anew:
                database.drop(self.file)
            with closing(database.connect(self.file, _SCHEMA, timeout=_PATIENCE)) as kept:
                if self.read_from != self.file and not self.anew:
                    with _opened(self.read_from) as read:
                        read.backup(kept)
            with closing(database.connect(self.file, _SCHEMA, timeout=_PATIENCE)) as kept, kept:
                if self.anew:
                    kept.execute("INSERT INTO project VALUES (?)", (self.project,))
                for table in ("fingerprints", "details"):
                    kept.executemany(f"DELETE FROM {table} WHERE page = ?", zip(self.broken))
                stamps = ((_encode(fingerprint), page) for page, fingerprint in self.restamped.items())
                kept.executemany("UPDATE fingerprints SET fingerprint = ? WHERE page = ?", stamps)
                for page, known in new:
                    row = page, _encode(known.fingerprint), _encode(known.facts)
                    kept.execute("INSERT OR REPLACE INTO fingerprints VALUES (?, ?, ?)", row)
                    row = page, _encode(known.reviewed), _encode(known.findings)
                    kept.execute("INSERT OR REPLACE INTO details VALUES (?, ?, ?)", row)
        except (OSError, sqlite3.Error) as error:
            what = say("the cache cannot be used ({error}); delete it, it is only a cache", error=str(error))
            return Finding("", f"{layout.SCRATCH}{self.file.name}", 1, "cache-away", Severity.WARNING, what)
        return None


def read_unchanged(
    config: Config,
    targets: Sequence[Language],
    sources: Sequence[Source],
    *,
    listing: bool = False,
    tell: Tell = progress.silent,
) -> Unchanged:
    """Those of the pages that are as they were when they were kept; ``listing``: with all their findings."""
    project, file = _project(config), _file(config, targets)
    place = file if file.exists() else config.root / _FILE
    wanted = {source.name: source.file for source in sources}
    unchanged = Unchanged(file, place, project)
    tally: Counter[bytes] = Counter()
    tell(_LOOKING, 0, len(sources))
    try:
        with _opened(place) as kept_in, stamps.near(config.root) as folder:
            if kept_in.execute("SELECT digest FROM project").fetchone() != (project,):
                return Unchanged(file, place, project, anew=True)
            rows = kept_in.execute(_LISTING if listing else _PLAIN)
            for page, raw, facts, findings in progress.steps(tell, _LOOKING, rows, len(sources)):
                kept = _FINGERPRINT.decode(raw)
                fingerprint = kept.checked(config.disk, folder) if kept.source == wanted.get(page) else None
                if fingerprint is None:
                    unchanged.broken.append(page)
                    continue
                if fingerprint is not kept:
                    unchanged.restamped[page] = fingerprint
                unchanged.pages.add(page)
                if fingerprint.urgent:
                    unchanged.urgent += [row.finding(page) for row in fingerprint.urgent]
                if listing:
                    unchanged.findings += [row.finding(page) for row in _FINDINGS.decode(findings)]
                tally[facts] += 1
        unchanged.facts = [(_FACTS.decode(facts), pages) for facts, pages in tally.items()]
    except _DAMAGED:
        return Unchanged(file, place, project, anew=True)
    return unchanged


def read_told(config: Config) -> frozenset[Identity]:
    """What earlier runs told of, and later ones did not find gone."""
    try:
        with _opened(config.root / _FILE) as kept:
            return frozenset(Identity(*row) for row in kept.execute("SELECT * FROM told"))
    except _DAMAGED:
        return frozenset()


def keep_told(config: Config, told: Iterable[Identity]) -> None:
    """Have the next runs know of these alone; where that cannot be, they tell once more."""
    rows = set(told)
    if rows == read_told(config):
        return
    with (
        suppress(*_DAMAGED),
        closing(database.connect(config.root / _FILE, _SCHEMA, timeout=_PATIENCE)) as kept,
        kept,
    ):
        kept.execute("DELETE FROM told")
        kept.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?)", sorted(rows))


def _file(config: Config, targets: Sequence[Language]) -> Path:
    """Where it is noted of these targets; those of all have a file of their own."""
    file = config.root / _FILE
    some = [target.locale for target in config.targets if target in targets]
    if len(some) == len(config.targets):
        return file
    scope = hashlib.blake2b(" ".join(some).encode(), digest_size=4).hexdigest()
    return file.with_stem(f"{file.stem}-{scope}")


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, if it is there: looking into it does not make it."""
    with closing(database.connect(file, _SCHEMA, make=False, timeout=_PATIENCE)) as opened:
        yield opened


def _project(config: Config) -> str:
    """A digest of all that every page depends on."""
    parts = [__version__, _READING, config.text, config.publish]
    concerned = []
    for target in config.targets:
        concerned += [layout.glossary_file(target), layout.overrides_file(target)]
    parts += [stamps.digest_of(config.disk.read_if_there(file, PageError)) for file in concerned]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
