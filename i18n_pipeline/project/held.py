"""A target page that is held back: it has values that its source page has nothing for."""

from __future__ import annotations

from shlex import quote

from i18n_pipeline.config import Language
from i18n_pipeline.messages import counted, say
from i18n_pipeline.model import Finding, Severity
from i18n_pipeline.project import layout
from i18n_pipeline.project.layout import Source
from i18n_pipeline.project.manifest import Held


def held_back(source: Source, target: Language, file: str, held: Held) -> Finding:
    """What would go, and what to do."""
    what = counted(
        "{held}: {n} value stands on this page alone and would go; {beside} has it as YAML for {source}; "
        "i18n-pipeline align --accept {page} says yes",
        "{held}: {n} values stand on this page alone and would go; {beside} has them as YAML for {source};"
        " i18n-pipeline align --accept {page} says yes",
        held.values,
        held=say("held back until somebody says yes"),
        beside=layout.unmatched_file(target, source.stem),
        source=source.file,
        page=source.name,
    )
    look = f"i18n-pipeline align --dry-run {quote(source.name)}"
    place = (source.name, file, held.line, "held-back", Severity.WARNING)
    return Finding(*place, what, target.locale, next=look)
