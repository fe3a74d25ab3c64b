"""Bring the catalogs of the tool's own messages in step with the code: ``make messages``.

Extracted are the arguments of ``say``, ``counted`` and ``msgid`` (by Babel), the help texts of all commands
and options, and the words of click that a user can meet. A test tells when the files are out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from i18n_pipeline import __version__
from i18n_pipeline.cli import cli
from i18n_pipeline.cli.help import help_msgid
from i18n_pipeline.language import DOMAIN, FOLDER

ROOT = FOLDER.parents[1]
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
CATALOGS = {"zh": "zh_Hans"}  # folders, as gettext finds them for every zh_*, and the locales they hold
KEYWORDS = {"say": None, "counted": (1, 2), "msgid": None}
#: What click says, as far as somebody can come across it here; plural forms are pairs.
CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Aborted!",
    "%(prog)s, version %(version)s",
    "required",
    "No such option {name!r}.",
    "No such command {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "Missing argument",
    "Missing option",
    "Missing command.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    (
        "{value!r} is not one of {choices}.",
        "{value!r} is not one of {choices}.",
    ),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),  # since 8.5
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "file",
    "directory",
    "path",
)


def extract() -> Catalog:
    """Every message of the code, without translations."""
    catalog = _headed(Catalog(charset="utf-8"), "The tool's own messages")
    package = FOLDER.parent
    for file, _, message, comments, _ in extract_from_dir(
        package, [("**.py", "python")], {}, KEYWORDS, strip_comment_tags=True
    ):
        catalog.add(message, locations=[(f"{package.name}/{file}", 0)], auto_comments=comments)
    for place, text in _help("i18n-pipeline", cli):
        catalog.add(text, locations=[("i18n_pipeline/cli", 0)], auto_comments=[f"help: {place}"])
    for words in CLICK:
        catalog.add(words, auto_comments=["of click"])
    return catalog


def _help(name: str, command: click.Command) -> Iterator[tuple[str, str]]:
    context = click.Context(command)
    if command.help:
        yield name, help_msgid(command.help)
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and parameter.help:
            yield f"{name} {parameter.opts[-1]}", help_msgid(parameter.help)
    if isinstance(command, click.Group):
        for inner, found in command.commands.items():
            yield from _help(f"{name} {inner}", found)


def read(file: Path, locale: str | None = None) -> Catalog | None:
    """A PO or POT file; None where there is none."""
    return pofile.read_po(BytesIO(file.read_bytes()), locale=locale) if file.exists() else None


def render(catalog: Catalog) -> bytes:
    """A PO or POT file, no line wrapped, each reference a file."""
    for entry in catalog:
        entry.flags.discard("python-format")  # Babel takes "5 % reviewed" for a directive
    written = BytesIO()
    pofile.write_po(written, catalog, width=0, include_lineno=False, sort_by_file=True, include_previous=True)
    return written.getvalue()


def compiled(file: Path, locale: str) -> bytes:
    """The MO file that gettext reads of a PO file; without fuzzy and obsolete entries."""
    written = BytesIO()
    mofile.write_mo(written, read(file, locale))
    return written.getvalue()


def main() -> None:
    """Write what is not in step."""
    template = extract()
    _write(TEMPLATE, template)
    for folder, locale in CATALOGS.items():
        file = FOLDER / folder / "LC_MESSAGES" / f"{DOMAIN}.po"
        catalog = read(file, locale) or Catalog(locale=locale)
        catalog.update(template)
        _write(file, _headed(catalog, f"The tool's own messages in {locale}"))
        file.with_suffix(".mo").write_bytes(compiled(file, locale))
        left = sum(not entry.string or entry.fuzzy for entry in catalog if entry.id)
        sys.stdout.write(f"{file.relative_to(ROOT)}: {len(catalog)} messages, {left} to translate\n")


def _headed(catalog: Catalog, comment: str) -> Catalog:
    catalog.header_comment = f"# {comment}.\n#"
    catalog.project, catalog.version = "i18n_pipeline", __version__
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = ""
    catalog.fuzzy = False
    return catalog


def _write(file: Path, catalog: Catalog) -> None:
    """With a new date where anything else is new; else the file stays."""
    catalog.creation_date = catalog.revision_date = datetime.now(UTC)
    content = render(catalog)
    if not file.exists() or _undated(file.read_bytes()) != _undated(content):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _undated(raw: bytes) -> list[bytes]:
    return [line for line in raw.split(b"\n") if b"-Date: " not in line]


if __name__ == "__main__":
    main()
