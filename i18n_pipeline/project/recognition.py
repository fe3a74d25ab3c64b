"""What of the files that stand uncommitted is the tool's, told by what they say: where no ledger tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog
from i18n_pipeline.catalog.provenance import is_draft, people
from i18n_pipeline.config import Config
from i18n_pipeline.disk import ledger
from i18n_pipeline.errors import PageError, PipelineError
from i18n_pipeline.project import git, layout
from i18n_pipeline.project.manifest import read_manifest

_RECORD = re.compile(r"locale/(pot/.+\.pot|[^/]+/written/.+)")
_CATALOG = re.compile(r"locale/[^/]+/LC_MESSAGES/.+\.po")


def recognize(config: Config, files: Sequence[str]) -> None:
    """Note the tool's own among ``files`` that are not as committed. Raises PipelineError."""
    for file, before in git.committed(config.root, files).items():
        try:
            now = config.disk.read_if_there(file, PageError)
            if now is not None and _is_ours(config, file, now, before):
                ledger.note(config.root, ledger.state(file, now), ledger.state(file, before))
        except PipelineError:
            continue  # it is a person's, or will be reported when it is read


def _is_ours(config: Config, file: str, now: bytes, before: bytes | None) -> bool:
    if _RECORD.fullmatch(file):
        return True
    if _CATALOG.fullmatch(file):
        old = store.parse(before, file) if before else Catalog()
        return _adds_nothing(store.parse(now, file), old)
    return any(
        manifest.is_of_merge and manifest.wrote(now)
        for target in config.targets
        for stem in layout.stems_at(config, target, file)
        if (manifest := read_manifest(config, target, stem))
    )


def _adds_nothing(now: Catalog, before: Catalog) -> bool:
    """Whether what people say in a catalog is what they said there before."""
    return _texts(now) == _texts(before) and _reviewed(now) <= _reviewed(before)


def _texts(catalog: Catalog) -> set[str]:
    said = {line for entry in catalog.entries for line in people(entry.comment).split("\n")}
    for entry in catalog.entries:
        said |= {entry.msgstr} if not is_draft(entry) else set()
        said |= set(entry.plural[1]) if entry.plural else set()
    return said - {""}


def _reviewed(catalog: Catalog) -> set[tuple[str, str]]:
    return {(entry.msgid, entry.msgstr) for entry in catalog.entries if entry.msgstr and not entry.fuzzy}
