"""What i18n.toml may say: every key, what it may hold, and what it is for. Only a rule's path is needed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

Publish = Literal["drafts", "reviewed"]
Anchors = Literal["follow", "keep"]
#: Who drafts where i18n.toml does not say; the first only where its model is.
ENGINES = ("firefox", "gloss")
_Length = Annotated[int, Meta(ge=1)]
_Workers = Annotated[int, Meta(ge=1, le=256)]  # threads
_PAGES = ("content/{lang}/**/*.md", "content/{lang}/**/*.yaml", "content/{lang}/**/*.yml")


class SourceTable(Struct, forbid_unknown_fields=True):
    """The language that pages are written in."""

    folder: Annotated[str, Meta(description="What {lang} stands for in its pages.")] = "zh"
    locale: Annotated[str, Meta(description="Its locale. The script of the language tells what is text.")] = (
        "zh_CN"
    )


class TargetTable(Struct, forbid_unknown_fields=True):
    """A language to translate into; FOLDER is what {lang} stands for in its pages."""

    locale: Annotated[str, Meta(description="What its catalogs are called, if not as the folder.")] = ""
    engine: Annotated[
        str | list[str], Meta(description="Who drafts into it, if not as above all tables.")
    ] = ""
    anchors: Annotated[Anchors | None, Meta(description="As above all tables, for its pages.")] = None
    links: Annotated[
        dict[str, str],
        Meta(description='Where its pages lead instead, by prefixes of links: { "/zh/" = "/en/" }.'),
    ] = msgspec.field(default_factory=dict)
    style: Annotated[str, Meta(description="Notes for language models that draft into it.")] = ""


class RuleTable(Struct, forbid_unknown_fields=True):
    """What to do with the values at some paths of some pages; repeatable."""

    path: Annotated[str, Meta(description="Where the values stand: section2.list[*].title or **.image.")]
    pages: Annotated[str, Meta(description="The pages that are meant, with * and **.")] = "**"
    skip: Annotated[bool, Meta(description="Leave the values out, whatever they say.")] = False
    translate: Annotated[
        bool,
        Meta(description="Take the values in, though all is in Latin letters, an address or an identifier."),
    ] = False
    note: Annotated[str, Meta(description="Shown to translators with each of the values.")] = ""
    max_length: Annotated[_Length | None, Meta(description="Characters that there is room for.")] = None
    context: Annotated[str, Meta(description="A msgctxt, to tell equal texts apart.")] = ""
    checks: Annotated[dict[str, Any], Meta(description="As [checks], for these values.")] = msgspec.field(
        default_factory=dict
    )


class EngineTable(Struct):
    """How to run an engine. What else each engine takes is in engines.md."""

    workers: Annotated[_Workers | None, Meta(description="Calls at once, if not as the engine has it.")] = (
        None
    )
    per_second: Annotated[float, Meta(ge=0, description="Calls a second; 0 is no limit.")] = 0.0
    price: Annotated[float, Meta(ge=0, le=1e9, description="Per million characters, in your currency.")] = 0.0


class File(Struct, forbid_unknown_fields=True):
    """Keys that stand above all tables."""

    pages: Annotated[list[str], Meta(description="Which files are pages; {lang} is a language's folder.")] = (
        msgspec.field(default_factory=lambda: list(_PAGES))
    )
    exclude: Annotated[list[str], Meta(description="Pages or files that are none, with * and **.")] = (
        msgspec.field(default_factory=list)
    )
    engine: Annotated[
        str | list[str], Meta(description="Who drafts; of several, the first that can draft a text does.")
    ] = msgspec.field(default_factory=lambda: list(ENGINES))
    memory: Annotated[list[str], Meta(description="TMX files with translations to draw on.")] = msgspec.field(
        default_factory=list
    )
    body: Annotated[
        bool, Meta(description="Translate what stands below front matter; false: it is each page's own.")
    ] = True
    anchors: Annotated[
        Anchors,
        Meta(description="keep: translated headings keep the anchors of the source's, in {#…} behind them."),
    ] = "follow"
    cache: Annotated[
        str,
        Meta(
            description="Where engines' answers are kept, if not in a file here: postgresql://…, or env:NAME."
        ),
    ] = ""
    publish: Annotated[
        Publish, Meta(description="What goes into pages: drafts as well, or only what people reviewed.")
    ] = "drafts"
    min_reviewed: Annotated[
        int,
        Meta(ge=0, le=100, description="Percent; with publish = reviewed, pages below it are held back."),
    ] = 100
    checks: Annotated[
        dict[str, Any],
        Meta(description="How bad what a quality rule finds is, by its name: error, warning or off."),
    ] = msgspec.field(default_factory=dict)
    source: SourceTable = msgspec.field(default_factory=SourceTable)
    targets: dict[str, TargetTable] = msgspec.field(default_factory=lambda: {"en": TargetTable()})
    engines: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    rule: list[RuleTable] = msgspec.field(default_factory=list)


#: Each table of the file, as it is written there.
TABLES: dict[str, type[Struct]] = {
    "": File,
    "[source]": SourceTable,
    "[targets.FOLDER]": TargetTable,
    "[engines.NAME]": EngineTable,
    "[[rule]]": RuleTable,
}
