"""The body of an old target page: sections by their headings, in them blocks by kind and order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from i18n_pipeline.align.evidence import Evidence
from i18n_pipeline.align.import_plan import ImportPlan
from i18n_pipeline.align.lexicon import Lexicon
from i18n_pipeline.align.target_page import TargetPage, may_be_text
from i18n_pipeline.align.tree import Leaf
from i18n_pipeline.align.trees import Alignment, Pair, align_pages
from i18n_pipeline.config import Config, Language
from i18n_pipeline.messages import NOTHING, Notice, counted, say
from i18n_pipeline.model import BODY, Page, Path
from i18n_pipeline.pages.body import slots, with_body
from i18n_pipeline.pages.links import linked
from i18n_pipeline.pages.parts import parts
from i18n_pipeline.project.sources import Loaded
from i18n_pipeline.regions import Kind
from i18n_pipeline.text.splice import around

#: Kinds that a translation may have turned into each other.
_SAME = {Kind.UNDERLINED: Kind.HEADING, Kind.ITEM: Kind.PARAGRAPH}
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"^[ \t>*+-]*\d{1,9}[.)](?=\s)", re.MULTILINE)
_SURE, _DOUBTED = 0.99, 0.6
_AGAINST = -2.0  # evidence with which a text in the same place is doubted


def aligned_with_body(
    loaded: Loaded, old: TargetPage, front: Alignment, lexicon: Lexicon
) -> tuple[TargetPage, Alignment]:
    """The target page with the texts of its body, and the alignment of them beside that of the ``front``."""
    if old.page is None:
        return old, front
    code = loaded.page.body.code if loaded.page.body else frozenset[str]()
    page = with_body(old.page, code.__contains__)
    texts = {unit.scalar for unit in loaded.units}
    ours = [Leaf(s.path, s.value, s.line, s in texts) for s in loaded.page.scalars if s.in_body]
    theirs = [Leaf(s.path, s.value, s.line, may_be_text(s.value)) for s in page.scalars if s.in_body]
    if _shape(loaded.page) == _shape(page):
        evidence = Evidence(ours, theirs, lexicon)
        pairs = tuple(_in_place(evidence, *pair) for pair in zip(ours, theirs, strict=True))
        body = Alignment(pairs, (), (), ())
    else:
        body = _by_sections(loaded.page, page, ours, theirs, lexicon)
    joined = Alignment(
        front.pairs + body.pairs, front.missing + body.missing, front.added + body.added, front.changes
    )
    return replace(old, leaves=(*old.leaves, *theirs), page=page), joined


def stays(config: Config, loaded: Loaded, old: TargetPage, plan: ImportPlan, target: Language) -> Notice:
    """Why the body of a target page stays its own; nothing where all that it says is in the plan."""
    alone = [one for one in (*plan.loose, *plan.alone) if one.path.startswith(f"{BODY}.")]
    if alone:
        return counted(
            "{n} text of it (line {line}) has no place in the source",
            "{n} texts of it (line {line} and on) have no place in the source",
            len(alone),
            line=min(one.line for one in alone),
        )
    if old.page and _has_more_around(linked(loaded.page, target.links), old.page):
        return say("what stands above it, or code or HTML in it, is not the source's")
    texts = {(unit.msgctxt, unit.scalar.value) for unit in loaded.units if unit.scalar.in_body}
    theirs = sum(leaf.is_text and leaf.path[:1] == (BODY,) for leaf in old.leaves)
    if 2 * sum(offer.key in texts and not offer.doubt for offer in plan.offers) < max(len(texts), theirs):
        return say("less than half of it surely translates the source")
    offered = {offer.key for offer in plan.offers if not offer.doubt}
    lacking = {unit.scalar.value for unit in loaded.units if (unit.msgctxt, unit.scalar.value) not in offered}
    if config.publish == "reviewed" and config.min_reviewed < 100 and lacking:  # else merge holds it back
        return counted(
            "{n} text of the source has no sure translation in it",
            "{n} texts of the source have no sure translation in it",
            len(lacking),
        )
    return NOTHING


def _has_more_around(ours: Page, theirs: Page) -> bool:
    """Whether a target page has something beside its texts that the source has not."""
    mine, there = parts(ours.text, ours.yaml), parts(theirs.text, theirs.yaml)
    if there.lead.strip() != mine.lead.strip() or (there.matter and not mine.matter):
        return True
    return bool(Counter(_words_around(theirs)) - Counter(_words_around(ours)))


def _words_around(page: Page) -> list[str]:
    """The words of code, HTML, shortcodes, link definitions: of all of a body but its texts and markers."""
    text = page.body.text if page.body else ""
    pieces = around(text, (slot.span for slot in slots(page).values()))
    return _WORD.findall(_NUMBER.sub("", "".join(pieces)))


def _shape(page: Page) -> list[object]:
    return [(_SAME.get(slot.kind, slot.kind), slot.level) for slot in slots(page).values()]


def _in_place(evidence: Evidence, one: Leaf, other: Leaf) -> Pair:
    sure = not one.is_text or evidence.of(one, other) > _AGAINST
    why = NOTHING if sure else say("stands in its place, and little else speaks for it")
    return Pair((one,), (other,), _SURE if sure else _DOUBTED, why)


def _by_sections(
    ours: Page, theirs: Page, leaves: Sequence[Leaf], others: Sequence[Leaf], lexicon: Lexicon
) -> Alignment:
    """By the trees of their sections."""
    mine, their = _places(ours), _places(theirs)
    found = align_pages(
        [leaf._replace(path=mine[leaf.path]) for leaf in leaves],
        [leaf._replace(path=their[leaf.path]) for leaf in others],
        lexicon,
    )
    back, behind = {mine[leaf.path]: leaf for leaf in leaves}, {their[leaf.path]: leaf for leaf in others}
    pairs = tuple(
        replace(
            pair,
            sources=tuple(back[leaf.path] for leaf in pair.sources),
            targets=tuple(behind[leaf.path] for leaf in pair.targets),
        )
        for pair in found.pairs
    )
    missing, added = (back[leaf.path] for leaf in found.missing), (behind[leaf.path] for leaf in found.added)
    return Alignment(pairs, tuple(missing), tuple(added), ())


def _places(page: Page) -> dict[Path, Path]:
    """Where each text stands: the number of its section, its own there, its kind."""
    found: dict[Path, Path] = {}
    section = place = 0
    for scalar, slot in slots(page).items():
        section, place = (section + 1, 0) if slot.level else (section, place + 1)
        found[scalar.path] = (BODY, section, place, str(_SAME.get(slot.kind, slot.kind)))
    return found
