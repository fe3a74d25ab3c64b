"""What a person is told of the alignment of a page."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.align.import_plan import SALVAGED, ImportPlan
from i18n_pipeline.align.target_page import TargetPage
from i18n_pipeline.align.trees import Alignment
from i18n_pipeline.config import Language
from i18n_pipeline.messages import Notice, msgid, say
from i18n_pipeline.model import Finding, Path, Severity, show_path
from i18n_pipeline.project.sources import Loaded

_CHANGES = {
    "missing": msgid("{source} of the source page has nothing here"),
    "added": msgid("{target} has nothing on the source page"),
    "moved": msgid("{target} is {source} on the source page"),
    "renamed": msgid("{target} is {source} on the source page"),
    "merged": msgid("{target} stands for {source} and the text after it"),
    "divided": msgid("{target} and the text after it stand for {source}"),
}


def shape(alignment: Alignment) -> dict[str, object]:
    """How far the shapes differ, for JSON: values with a partner and without, and where."""
    return {
        "pairs": len(alignment.pairs),
        "only in the source": sum(bool(leaf.value.strip()) for leaf in alignment.missing),
        "only in the target": sum(bool(leaf.value.strip()) for leaf in alignment.added),
        "changes": [
            {
                "kind": change.kind,
                "source": None if change.source is None else _shown(change.source),
                "target": None if change.target is None else _shown(change.target),
                "line": change.line,
            }
            for change in alignment.changes
        ],
    }


def notes(
    loaded: Loaded, old: TargetPage, alignment: Alignment, plan: ImportPlan, target: Language
) -> Iterator[Finding]:
    """What a person may want to look at."""
    name, file = loaded.source.name, old.file

    def note(line: int, rule: str, what: Notice, path: str = "") -> Finding:
        return Finding(name, file, line or 1, rule, Severity.WARNING, what, target.locale, path)

    if file != loaded.source.target_file(target):
        what = say(
            "is taken for the translation of {file}, though its name differs in case", file=loaded.source.file
        )
        yield note(1, "other-case", what)
    if old.page is None:
        what = say("is not valid YAML; what its lines show is taken over, all of it as doubtful")
        yield note(1, "salvaged", what)
    for change in alignment.changes:
        ours, theirs = _shown(change.source or ()), _shown(change.target or ())
        yield note(change.line, "shape", say(_CHANGES[change.kind], source=ours, target=theirs), theirs)
    for offer in plan.offers:
        if offer.doubt and offer.doubt != SALVAGED:  # of a salvaged page all is doubtful
            what = say("{path} is taken over as fuzzy: {doubt}", path=offer.path, doubt=offer.doubt)
            yield note(offer.line, "doubtful", what, offer.path)


def _shown(path: Path) -> str:
    return show_path(path) or "."
