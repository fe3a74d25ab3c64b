"""What merge wrote: so that it knows its own pages, and sync what a person changed in them.

One file a page and target, ``locale/<target>/written/<page>.txt``:

* ``file <name>``: where the page stands; one that is no place for it says nothing
* ``was <page>``: what the page was called before, once or more: git knows its manifest by that name
* ``page <sha256>``: its content
* ``taken <sha256>``: that of a page of which all that people changed has been taken over
* ``held <sha256> <line> <n>``: that of one that was taken over, but for values that it alone has
* ``frame <hash>``: what stands around its values, in the front matter
* ``body <hash> <hash>``: the source page's body that its own stands for, and its own, if there are any;
  twice the same where it is a copy, or one that align has taken over
* ``<key> <text> <path>``, a line a value: hashes of the message (dashes where it is none) and of
  what the page says there; ``<key>~<text> <path>`` where a machine wrote that, ``<key>=<text> <path>`` where
  it is the source's text, whose links lead elsewhere

Before a page is written its lines are added to those of the page as it stood, which go afterwards: a
run that is killed in between leaves the lines of both. In git the files merge by union. So lines of
several versions may stand together, and whatever one of them knows has been written. Lines that say
nothing of this are ignored.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files
from i18n_pipeline.errors import PageError
from i18n_pipeline.model import BODY, Key, Path, Scalar, show_path
from i18n_pipeline.project import layout
from i18n_pipeline.project.sources import Loaded

NO_KEY = "-" * 12
_ABOUT = re.compile(
    r"^(?:file (?P<file>.+)|was (?P<was>.+)|page (?P<page>[0-9a-f]{64})|taken (?P<taken>[0-9a-f]{64})"
    r"|held (?P<held>[0-9a-f]{64} \d{1,9} \d{1,9})"
    r"|frame (?P<frame>[0-9a-f]{12})|body (?P<body>[0-9a-f]{12} [0-9a-f]{12}))$",
    re.MULTILINE,
)
_VERSION = re.compile(r"^(?=file )", re.MULTILINE)
_VALUE = re.compile(r"^([0-9a-f]{12}|-{12})([ ~=])([0-9a-f]{12}) (.+)$", re.MULTILINE)

#: Path → what was written there: (key, text).
Values = Mapping[str, frozenset[tuple[str, str]]]


class BodyNote(NamedTuple):
    """Hashes of a source page's body, and of the target page's that stands for it."""

    source: str
    target: str


class Held(NamedTuple):
    """What a target page alone has: the line of the first value, and how many there are."""

    line: int
    values: int


@dataclass(frozen=True)
class Manifest:
    """What is known of one page; its values are read when they are asked for."""

    file: str = ""
    pages: frozenset[str] = frozenset()  # digests of whole contents that merge wrote
    taken: frozenset[str] = frozenset()  # and of those that it may replace
    frames: frozenset[str] = frozenset()
    bodies: frozenset[BodyNote] = frozenset()
    held: Mapping[str, Held] = field(default_factory=dict)  # by digest
    lines: str = ""
    astray: str = ""  # a file that it names, and that cannot be its page
    was: tuple[str, ...] = ()  # stems that the page had

    @cached_property
    def values(self) -> Values:
        """What was written, of each version that is known."""
        return _values(self.lines)

    @cached_property
    def versions(self) -> tuple[Values, ...]:
        """The same, version by version, as far as git has left them together."""
        return tuple(map(_values, _VERSION.split(self.lines)))

    @cached_property
    def own_bodies(self) -> frozenset[str] | None:
        """Hashes of bodies that were its own, if merge translated others of it; None where it never did."""
        versions = list(zip(_VERSION.split(self.lines), self.versions, strict=True))
        own = [text for text, values in versions if not any(path.startswith(f"{BODY}.") for path in values)]
        notes = (line["body"] for text in own for line in _ABOUT.finditer(text) if line["body"])
        return frozenset(note.split()[1] for note in notes) if len(own) < len(versions) else None

    @cached_property
    def untranslated(self) -> frozenset[tuple[str, str]]:
        """The texts of the source that were written with links that lead elsewhere, with their keys."""
        return frozenset((key, text) for key, by, text, _ in _VALUE.findall(self.lines) if by == "=")

    @cached_property
    def machine(self) -> frozenset[tuple[str, str]]:
        """What a machine wrote: each text with the key of its message, and with its path."""
        drafts = [(key, text, path) for key, by, text, path in _VALUE.findall(self.lines) if by == "~"]
        return frozenset((of, text) for key, text, path in drafts for of in (key, path))

    def is_of(self, file: str, content: bytes) -> bool:
        """Whether it tells how this page stands, and of nothing before."""
        return self.is_of_merge and self.file == file and self.pages == {files.digest(content)}

    def says_as_much(self, lines: str) -> bool:
        """Whether these lines say nothing else of the page, be it by whom a text is."""
        return self.lines.replace("~", " ") == lines.replace("~", " ")

    @property
    def is_ours(self) -> bool:
        """Whether it is one at all, and not a text of somebody else's."""
        return bool(self.pages or self.frames)

    @property
    def is_of_merge(self) -> bool:
        """Whether merge wrote the page; else align has taken over one that a person wrote."""
        return bool(self.frames)

    def knows(self, content: bytes) -> bool:
        """Whether merge wrote exactly this, or may replace it."""
        return files.digest(content) in self.pages | self.taken

    def held_back(self, content: bytes) -> Held | None:
        """What the page of this content alone has, as long as nobody has said that it may go."""
        return None if self.knows(content) else self.held.get(files.digest(content))

    def wrote(self, content: bytes) -> bool:
        """Whether merge wrote exactly this."""
        return files.digest(content) in self.pages

    def texts_of(self, key: str) -> Texts:
        """What merge wrote for the message of this hash."""
        return Texts(frozenset(text for known in self.values.values() for of, text in known if of == key))


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts that are known by their hashes alone."""

    hashes: frozenset[str]

    def __contains__(self, text: object) -> bool:
        return hash_text(str(text)) in self.hashes


def read_manifest(config: Config, target: Language, stem: str) -> Manifest | None:
    """The manifest of a page; None where merge never wrote it. Raises PageError."""
    raw = config.disk.read_if_there(layout.manifest_file(target, stem), PageError)
    return None if raw is None else parse_manifest(raw, partial(layout.may_be, config, target, stem))


def parse_manifest(raw: bytes, may_be: Callable[[str], bool] = bool) -> Manifest:
    """The manifest that a file holds; ``may_be`` tells whether a file may be its page."""
    lines = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    named: dict[str, list[str]] = {kind: [] for kind in _ABOUT.groupindex}
    for line in _ABOUT.finditer(lines):
        named[line.lastgroup or ""].append(line[line.lastgroup or ""])
    places = [file for file in named["file"] if may_be(file)]
    return Manifest(
        file="".join(places[-1:]),
        pages=frozenset(named["page"]),
        taken=frozenset(named["taken"]),
        frames=frozenset(named["frame"]),
        bodies=frozenset(BodyNote(*note.split()) for note in named["body"]),
        held={digest: Held(int(line), int(n)) for digest, line, n in map(str.split, named["held"])},
        lines=lines,
        astray="".join([file for file in named["file"] if file not in places][-1:]),
        was=tuple(dict.fromkeys(stem for stem in named["was"] if ".." not in stem.split("/"))),
    )


def write_manifest(config: Config, target: Language, stem: str, lines: str) -> None:
    """Note these lines, and nothing else, of a page. Raises PageError."""
    name = layout.manifest_file(target, stem)
    old = config.disk.read_if_there(name, PageError)
    if old is None or old.replace(b"\r\n", b"\n") != lines.encode():
        config.disk.write(name, lines.encode(), PageError)


def merge_by_union(config: Config, target: Language) -> None:
    """Tell git how manifests are merged, once there are some. Raises PageError."""
    folder = layout.manifest_folder(target)
    attributes = f"{folder}/.gitattributes"
    if config.disk.read_if_there(attributes, PageError) is None and config.disk.find_files(folder, ".txt"):
        config.disk.write(attributes, b"* merge=union\n", PageError)


def accept(config: Config, target: Language, stem: str, content: bytes) -> None:
    """Note that nothing is lost when merge replaces a page of this content. Raises PageError."""
    line = f"taken {files.digest(content)}"
    config.disk.append(layout.manifest_file(target, stem), line, PageError)


def hold_back(config: Config, target: Language, stem: str, content: bytes, held: Held) -> None:
    """Note that a page of this content has values that merge must not take from it. Raises PageError."""
    manifest = read_manifest(config, target, stem) or Manifest()
    kept = [line for line in manifest.lines.splitlines() if not line.startswith("held ")]
    lines = [*kept, f"held {files.digest(content)} {held.line} {held.values}"]
    write_manifest(config, target, stem, "".join(f"{line}\n" for line in lines))


def _values(lines: str) -> Values:
    written: dict[str, set[tuple[str, str]]] = {}
    for key, _, text, path in _VALUE.findall(lines):
        written.setdefault(path, set()).add((key, text))
    return {path: frozenset(known) for path, known in written.items()}


def hash_key(key: Key) -> str:
    """A short hash of what identifies a message."""
    return hash_text("\0".join((key[0] or "", key[1])))


def hash_text(text: str) -> str:
    """A short hash of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def path_of(path: Path) -> str:
    """A path as manifests have it; the root is a dot."""
    return show_path(path) or "."


def keys_of(loaded: Loaded) -> dict[Scalar, str]:
    """The hash of the message that each text of a page is of."""
    return {unit.scalar: hash_key((unit.msgctxt, unit.scalar.value)) for unit in loaded.units}


#: The note of two pages that have nothing but front matter.
NO_BODIES = BodyNote(hash_text("\0"), hash_text("\0"))
