"""What a shell completes: pages and targets of the project at hand, and engines. Errors are no answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from i18n_pipeline import visible
from i18n_pipeline.errors import PipelineError

if TYPE_CHECKING:
    from i18n_pipeline.config import Config


def pages(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The pages whose name or file begins so."""
    from i18n_pipeline.project import layout

    project = _project(context)
    try:
        sources = layout.find_pages(project)[0] if project else []
    except PipelineError:
        return []
    given = {str(page) for page in context.params.get(parameter.name or "") or ()}
    names = [source.name for source in sources] + [source.file for source in sources if begun]
    return [
        name for name in names if name.startswith(begun) and name not in given and name == visible.line(name)
    ]


def targets(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The folders of the targets in i18n.toml."""
    project = _project(context)
    return [each.folder for each in project.targets if each.folder.startswith(begun)] if project else []


def engines(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The engines there are."""
    from i18n_pipeline.engines import registry

    return [name for name in registry.offered() if name.startswith(begun)]


def _project(context: click.Context) -> Config | None:
    from i18n_pipeline import config

    try:
        return config.load(context.params.get("root") or config.find_root(Path.cwd()))
    except PipelineError:
        return None
