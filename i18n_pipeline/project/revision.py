"""A project as a commit has it: its files in memory, nothing checked out."""

from __future__ import annotations

import os
from dataclasses import replace

from i18n_pipeline import config as configuration
from i18n_pipeline.config import FILE, Config
from i18n_pipeline.disk.layer import Layer
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.project import git, layout


def commit_of(config: Config, revision: str) -> str:
    """Its hash; "" for HEAD where nothing is committed yet. Raises ConfigError where there is none."""
    asked = ("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    made = None if revision.startswith("-") else git.run(config.root, *asked)
    if made and not made.returncode:
        return made.stdout.decode().strip()
    if made and made.stderr:  # it says nothing of what is no commit
        raise ConfigError(say("git cannot be used here: {why}", why=git.why(made)))
    if revision == "HEAD":
        return ""
    what = say("{revision} is no commit that is here; give one, such as HEAD, or fetch it", revision=revision)
    raise ConfigError(what)


def project_at(config: Config, commit: str) -> Config:
    """The project as it was then; links and submodules are left out.

    Raises ConfigError where its i18n.toml could not be used, PipelineError where git cannot.
    """
    tree: dict[str, str] = {}
    for entry in git.query(config.root, "ls-tree", "-r", "-z", commit).split(b"\0"):
        kind, _, name = entry.partition(b"\t")
        if kind.startswith(b"100"):
            tree[os.fsdecode(name)] = kind.split()[2].decode()
    settings = git.contents(config.root, [tree[FILE]])[0] if FILE in tree else None
    text = (settings or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")
    then = configuration.parse(text, config.root)
    files = [file for file in tree if _is_read(then, file)]
    contents = git.contents(config.root, [tree[file] for file in files])
    return replace(then, disk=Layer(config.root, None, dict(zip(files, contents, strict=True))))


def _is_read(config: Config, file: str) -> bool:
    """Whether a check may read the file."""
    languages = (config.source, *config.targets)
    return file.startswith("locale/") or any(
        True for language in languages for _ in layout.stems_at(config, language, file)
    )
