"""Write docs/reference.md from the code: ``python docs/generate.py``. A test tells when it is out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from i18n_pipeline import checks
from i18n_pipeline.cli import cli
from i18n_pipeline.schema import TABLES, File
from i18n_pipeline.severities import FIXED

FILE = Path(__file__).with_name("reference.md")
_HEAD = """# Reference

Made from the code by `python docs/generate.py`. [README](../README.md) tells how things belong together,
[engines.md](engines.md) what each draft engine takes.
"""


_CALLS = """\
Exit codes: 0 clean · 1 findings, drift, or some page failed · 2 usage or configuration · 75 run
it again: an engine failed for now, another run holds the project, or the run was stopped.

What is said in the terminal is in Chinese where `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` or `LANG` (the first
of them that is set) asks for it, as gettext reads them: `LANGUAGE=zh i18n-pipeline check`. Everywhere
else it is in English, and so is all that is written to files, `--json` and commit messages, whoever runs
the tool. In a terminal, what takes longer than a second shows on stderr how far it has come, unless `--quiet`
is given.

Shells complete commands, options, pages, targets and engines after one line in their start-up file:

| shell | file | line |
|---|---|---|
| bash | `~/.bashrc` | `eval "$(_I18N_PIPELINE_COMPLETE=bash_source i18n-pipeline)"` |
| zsh | `~/.zshrc` | `eval "$(_I18N_PIPELINE_COMPLETE=zsh_source i18n-pipeline)"` |
| fish | `~/.config/fish/config.fish` | `_I18N_PIPELINE_COMPLETE=fish_source i18n-pipeline \\| source` |
"""


def reference() -> str:
    """The whole document."""
    return "\n".join([_HEAD, *_commands(), *_keys(), *_rules()]).rstrip() + "\n"


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    yield _CALLS
    yield "`PAGES` are source pages: names, files or folders; none means all. Most commands also take:\n"
    yield from _options([option for option in cli.commands["check"].params if _is_common(option)])
    for name, command in cli.commands.items():
        yield from _command(name, command)


def _command(name: str, command: click.Command) -> Iterator[str]:
    if isinstance(command, click.Group):
        for inner, found in command.commands.items():
            yield from _command(f"{name} {inner}", found)
        return
    arguments = map(_argument, command.params)
    yield f"### `{' '.join(filter(None, [name, *arguments]))}`\n"
    paragraphs = (command.help or "").replace("\b\n", "").split("\n\n")
    for text in paragraphs:
        told = " ".join(text.split())
        yield re.sub(r"^Example: (.+)$", r"Example: `\1`", told) + "\n"
    yield from _options([option for option in command.params if not _is_common(option)])


def _argument(parameter: click.Parameter) -> str:
    name = (parameter.name or "").upper()
    if not isinstance(parameter, click.Argument):
        return ""
    return name if parameter.required else f"[{name}…]"


def _is_common(parameter: click.Parameter) -> bool:
    return parameter.name in ("root", "targets", "as_json", "quiet")


def _options(parameters: list[click.Parameter]) -> Iterator[str]:
    options = [each for each in parameters if isinstance(each, click.Option)]
    if options:
        yield "| option | |\n|---|---|"
        for option in options:
            name = " ".join(filter(None, [option.opts[0], _value(option)]))
            yield f"| `{_cell(name)}` | {_cell(option.help or '')} |"
        yield ""


def _value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.metavar or ("DIR" if isinstance(option.type, click.Path) else "N")


def _keys() -> Iterator[str]:
    yield "## i18n.toml\n"
    yield "Every key is optional but `path`, and so is the file.\n"
    for title, table in TABLES.items():
        yield f"### `{title}`\n" if title else "### Above all tables\n"
        yield f"{(table.__doc__ or '').strip()}\n"
        yield "| key | holds | unless given | |\n|---|---|---|---|"
        schema = msgspec.json.schema(table)
        fields = schema["$defs"][table.__name__]["properties"]
        for key, facts in fields.items():
            if "description" in facts:
                default = facts.get("default", "")
                shown = "" if default in ("", None) else f"`{msgspec.json.encode(default).decode()}`"
                if key in ("pages", "engine") and table is File:
                    shown = f"`{msgspec.json.encode(getattr(File(), key)).decode()}`"
                yield f"| `{key}` | {_kind(facts)} | {_cell(shown)} | {_cell(facts['description'])} |"
        yield ""


def _kind(facts: dict[str, Any]) -> str:
    if "anyOf" in facts:
        return " or ".join(kind for each in facts["anyOf"] if (kind := _kind(each)) != "null")
    if "enum" in facts:
        return " or ".join(f'`"{value}"`' for value in facts["enum"])
    names = {"boolean": "true or false", "integer": "whole number", "array": "list of strings"}
    names["object"] = "table"
    kind = names.get(facts["type"], facts["type"])
    low, high = facts.get("minimum"), facts.get("maximum")
    if high is not None:
        return f"{kind}, {low} to {high}"
    return kind if low is None else f"{kind}, from {low:g} up"


def _rules() -> Iterator[str]:
    yield "## Quality rules\n"
    yield "`check` holds every translation against them; those of severity *error* also keep drafts out of"
    yield "the catalogs. Some are warnings about what a person wrote or approved, and errors in an engine's"
    yield "draft: any break of them, or a bad one (most of it Chinese, five times as long or short as usual)."
    yield "A translator waives one for a reviewed translation with the comment `# ok: NAME`.\n"
    yield "`[checks]` in i18n.toml sets what a rule finds to *error*, *warning* or *off*, `checks` of a"
    yield '`[[rule]]` for some values, or with `path = "**"` for some pages. The last has the say, and of'
    yield "several places of a text the strictest. That holds for what people wrote or approved: what keeps"
    yield "drafts out does so, whatever is set. *Fixed* rules stay errors: what they find breaks pages.\n"
    yield "`inconsistent` compares what was reviewed on the pages that `check` is given, and not in `sync`.\n"
    yield "In the examples ⏎ is a line break, and ␣ a blank at an end.\n"
    for name, rule in checks.rules().items():
        drafts = "; error in drafts" if checks.is_guard(rule) else ", fixed" if name in FIXED else ""
        yield f"### `{name}` ({rule.SEVERITY.value}{drafts})\n"
        yield f"{rule.EXPLANATION}\n"
        yield "| source | what it objects to |\n|---|---|"
        for subject in list(rule.BAD)[:3]:
            yield f"| {_text(subject.source)} | {_text(subject.target)} |"
        yield ""


def _text(text: str) -> str:
    shown = re.sub(r"^ +| +$", lambda blanks: "␣" * len(blanks.group()), text.replace("\n", "⏎"))
    shown = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in shown)
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    return f"`` {_cell(shown)} ``" if shown.strip() else ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    FILE.write_text(reference(), "utf-8")
