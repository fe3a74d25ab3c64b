"""The review sheet: every string of the pages, in one HTML file. Changes nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from i18n_pipeline.config import Config, Language
from i18n_pipeline.disk import files, scratch
from i18n_pipeline.errors import ConfigError, PageError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts, Failure
from i18n_pipeline.project import layout
from i18n_pipeline.project.catalogs import now, read_catalog, read_glossary
from i18n_pipeline.project.manifest import hash_text
from i18n_pipeline.project.progress import Tell, silent, steps
from i18n_pipeline.project.report import Problems
from i18n_pipeline.project.selection import Selection, select_pages
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.review.counting import counts, worst_first
from i18n_pipeline.review.render import render
from i18n_pipeline.review.sheet import Known, Sheet, make_sheet
from i18n_pipeline.review.since import Note, compare, read_note
from i18n_pipeline.runs.cached_drafts import DraftsOf, cached_drafts
from i18n_pipeline.runs.scoring import ScoresOf, scoring
from i18n_pipeline.steps.bundle import Bundle

_NOTE = f"{layout.SCRATCH}review.json"
_OURS = b"i18n-pipeline review"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How the pages of the sheet stand, by name and target, and whether the file had to be written."""

    pages: Mapping[str, Mapping[str, Counts]]
    failed: tuple[Failure, ...]
    written: bool


def run(
    config: Config,
    names: Sequence[str] = (),
    *,
    targets: Sequence[Language] = (),
    output: Path,
    tell: Tell = silent,
) -> Reviewed:
    """Write the sheet to ``output``, which may stand anywhere.

    Raises ConfigError, also where there is something else than a sheet in its place.
    """
    folder = output.absolute().parent.resolve()
    file = str(folder / output.name)
    before = files.read_if_there(folder, file, ConfigError)
    if before is not None and _OURS not in before[:4096]:  # an empty one may be an i18n.toml
        raise ConfigError(say("is there already and is no review sheet; name another"), file=file)
    selection = select_pages(config, names)
    problems = Problems(list(selection.failures))
    wanted = tuple(targets or config.targets)
    terms = {target: read_glossary(config, target) for target in wanted}
    with ExitStack() as caches:
        drafts = {one: caches.enter_context(cached_drafts(config, one, terms[one])) for one in wanted}
        scores = {target: scoring(config, target, glossary) for target, glossary in terms.items()}
        pages = _read(config, selection, drafts, scores, problems, tell)
        sheet = worst_first(make_sheet(config, pages, terms, problems.failures, ""))
    sheet = _compared(config, sheet, keep=selection.whole and wanted == config.targets)
    content = render(sheet).encode()
    if content != before:
        files.write(folder, file, content, ConfigError)
    return Reviewed(counts(sheet), tuple(problems.failures), content != before)


def _read(
    config: Config,
    selection: Selection,
    drafts: Mapping[Language, DraftsOf],
    scores: Mapping[Language, ScoresOf],
    problems: Problems,
    tell: Tell,
) -> Iterator[tuple[Loaded, Mapping[Language, Known]]]:
    """The pages and what is known of them, one after the other: a site is too much to hold."""
    for source in steps(tell, say("reading"), selection.sources, len(selection.sources)):
        with problems.of(source.name):
            bundle = Bundle(config, source)
            seen = [bundle.loaded_for(target) for target in drafts]
            # Who shows a body of their own has nothing to review in the source's.
            loaded = seen[0] if all(one is seen[0] for one in seen) else bundle.loaded
            known: dict[Language, Known] = {}
            for target, drafts_of in drafts.items():
                with problems.of(source.name):
                    catalog = read_catalog(config, source.catalog_file(target))
                    said = drafts_of(loaded.messages)
                    known[target] = catalog, said, scores[target](said, loaded.messages, catalog)
            yield loaded, known


def _compared(config: Config, sheet: Sheet, *, keep: bool) -> Sheet:
    """The sheet with its date and what changed since the last; noted for the next where it is whole.

    One that says what the last one said is that one: the same file, to the byte.
    """
    with suppress(PageError):
        note = read_note(config.disk.read_if_there(_NOTE, PageError))
        digest = hashlib.blake2b(msgspec.json.encode(sheet), digest_size=16).hexdigest()
        if note and note.digest == digest:
            return msgspec.structs.replace(sheet, made=note.made, since=note.since)
        known = _known(sheet)
        since = compare(note.known, known, note.made) if note else None
        sheet = msgspec.structs.replace(sheet, made=now(), since=since)
        if keep:
            with suppress(OSError):  # a project that cannot be written to can be reviewed
                scratch.make(config.root / layout.SCRATCH)
                raw = msgspec.json.encode(Note(digest, sheet.made, known, since))
                config.disk.write(_NOTE, raw, PageError)
    return sheet


def _known(sheet: Sheet) -> dict[str, dict[str, dict[str, str]]]:
    return {
        page.name: {
            locale: {
                string.key: f"{text.state.value} {hash_text(text.text)[:6]}"
                for string, text in zip(page.strings, translation.texts, strict=True)
            }
            for locale, translation in page.targets.items()
        }
        for page in sheet.pages
    }
