"""Pair the values of two trees: mappings by key, lists by sequence alignment, the rest by evidence alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from i18n_pipeline.align import lists
from i18n_pipeline.align.anchors import parts
from i18n_pipeline.align.evidence import Evidence
from i18n_pipeline.align.lexicon import Lexicon
from i18n_pipeline.align.sequence import best_score
from i18n_pipeline.align.tree import Leaf, Node, grow
from i18n_pipeline.messages import NOTHING, Notice, say
from i18n_pipeline.model import Path

SURE = 0.9  # confidence from which a pair needs no person to look at it

_CAPS = (-8.0, 12.0)  # of what two mappings or lists may be worth to each other
_OTHER_KIND = -6.0
_RENAMED, _RENAMED_FOR_SURE = -1.0, 1.0  # a key's change of name; evidence that leaves no doubt of it
_FIRST = 100  # items of two lists that tell whether they are about the same
_MANY = 250_000  # pairs; of more each is not looked at, and what has no partner stays without
_LONE_KEY = -0.5  # a key that one of two mappings has alone
_ELSEWHERE, _AHEAD = 4.0, 3.0  # evidence that a text went to another part of the page; to the next best

_ALONE = say("is all of the page")

ChangeKind = Literal["missing", "added", "moved", "renamed", "merged", "divided"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Texts that translate each other; more than one on a side where a paragraph was divided or merged.

    ``confidence`` is a probability; ``why`` says what lowers it most, "" where nothing does.
    """

    sources: tuple[Leaf, ...]
    targets: tuple[Leaf, ...]
    confidence: float
    why: Notice = NOTHING

    @property
    def is_sure(self) -> bool:
        """Whether it needs no person to look at it."""
        return self.confidence >= SURE and len(self.sources) == len(self.targets) == 1


@dataclass(frozen=True, slots=True)
class ShapeChange:
    """Where the shapes differ; a path is None where a side has nothing there. ``line`` is in the target."""

    kind: ChangeKind
    source: Path | None
    target: Path | None
    line: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every value of both pages stands in exactly one of ``pairs``, ``missing`` and ``added``."""

    pairs: tuple[Pair, ...]
    missing: tuple[Leaf, ...]  # of the source page
    added: tuple[Leaf, ...]  # of the target page
    changes: tuple[ShapeChange, ...]


def align_pages(sources: Sequence[Leaf], targets: Sequence[Leaf], lexicon: Lexicon) -> Alignment:
    """Pair the values of a source page and an existing target page."""
    matcher = _Matcher(Evidence(sources, targets, lexicon))
    matcher.match(grow(sources), grow(targets), 1.0, NOTHING)
    return matcher.result()


@dataclass(slots=True)
class _Matcher:
    evidence: Evidence
    pairs: list[Pair] = field(default_factory=list)
    missing: list[Node] = field(default_factory=list)
    added: list[Node] = field(default_factory=list)
    changes: list[ShapeChange] = field(default_factory=list)
    seen: dict[tuple[int, int], float] = field(default_factory=dict)

    def score(self, ours: Node, theirs: Node) -> float:
        """What speaks for two nodes standing for each other, in nats."""
        if ours.kind == theirs.kind == "value":
            return self.evidence.of(*ours.leaves, *theirs.leaves)
        key = (id(ours), id(theirs))
        known = self.seen.get(key)
        if known is None:
            least, most = _CAPS
            known = self.seen[key] = max(least, min(most, self._score(ours, theirs)))
        return known

    def _score(self, ours: Node, theirs: Node) -> float:
        if ours.kind != theirs.kind:
            return _OTHER_KIND
        if ours.kind == "list":
            mine, their = ours.children[:_FIRST], theirs.children[:_FIRST]
            rows = [[self.score(one, other) for _, other in their] for _, one in mine]
            return best_score(rows)
        if ours.make == theirs.make:
            children = zip(ours.children, theirs.children, strict=True)
            return sum(self.score(one, other) for (_, one), (_, other) in children)
        pairs = self.keys(ours, theirs)
        rest = len(ours.children) + len(theirs.children) - 2 * len(pairs)
        return sum(self.score(one, other) + cost for one, other, cost in pairs) + rest * _LONE_KEY

    def keys(self, ours: Node, theirs: Node) -> list[tuple[Node, Node, float]]:
        """The values of two mappings that belong together, and what a change of the key's name costs."""
        if ours.make == theirs.make:
            both = zip(ours.children, theirs.children, strict=True)
            return [(one, other, 0.0) for (_, one), (_, other) in both]
        there = dict(theirs.children)
        pairs = [
            (child, there[key], 0.0)
            for key, child in ours.children
            if key in there and there[key].kind == child.kind
        ]
        if len(pairs) == len(ours.children) or len(pairs) == len(theirs.children):
            return pairs
        taken = {id(node) for one, other, _ in pairs for node in (one, other)}
        rest = [child for _, child in ours.children if id(child) not in taken]
        others = [child for _, child in theirs.children if id(child) not in taken]
        ways = sorted(
            (
                (self.score(one, other), one, other)
                for i, j, _ in parts(rest, others)
                for one in rest[i]
                for other in others[j]
                if one.kind == other.kind
            ),
            key=lambda way: -way[0],
        )
        for score, one, other in ways:
            if score > _RENAMED and not {id(one), id(other)} & taken:
                taken |= {id(one), id(other)}
                pairs.append((one, other, _RENAMED))
        return pairs

    def match(self, ours: Node, theirs: Node, confidence: float, why: Notice) -> None:
        """Pair what is in two nodes that belong together as surely as ``confidence`` says."""
        if ours.kind != theirs.kind:
            self.alone([ours], [theirs])
        elif ours.kind == "value":
            self.pairs.append(Pair(ours.leaves, theirs.leaves, confidence, why))
        elif ours.kind == "list":
            self.match_lists(ours, theirs, confidence, why)
        else:
            self.match_mappings(ours, theirs, confidence, why)

    def match_mappings(self, ours: Node, theirs: Node, confidence: float, why: Notice) -> None:
        pairs = self.keys(ours, theirs)
        for one, other, cost in pairs:
            if cost:
                self.changes.append(ShapeChange("renamed", one.path, other.path, other.line))
                sure = self.score(one, other) >= _RENAMED_FOR_SURE
                doubt = say("stands under the key {key}", key=other.path[-1]) if other.path else _ALONE
                self.match(one, other, confidence * (0.97 if sure else 0.7), why if sure else why or doubt)
            else:
                self.match(one, other, confidence, why)
        self.alone(*_rest(ours, theirs, ((one, other) for one, other, _ in pairs)))

    def match_lists(self, ours: Node, theirs: Node, confidence: float, why: Notice) -> None:
        mine, their = [child for _, child in ours.children], [child for _, child in theirs.children]
        links = lists.links(mine, their, self.score, self.evidence.together, self.evidence.affinity)
        for link in links:
            surely, doubt = confidence * link.confidence, why or link.why
            one, other = mine[link.ours[0]], their[link.theirs[0]]
            if len(link.ours) == len(link.theirs) == 1:
                if link.moved:
                    self.changes.append(ShapeChange("moved", one.path, other.path, other.line))
                self.match(one, other, surely, doubt)
            else:
                kind: ChangeKind = "merged" if len(link.ours) > 1 else "divided"
                self.changes.append(ShapeChange(kind, one.path, other.path, other.line))
                texts = tuple(next(_texts(mine[i])) for i in link.ours)
                others = tuple(next(_texts(their[j])) for j in link.theirs)
                why = say("merged paragraphs") if kind == "merged" else say("divided paragraphs")
                self.pairs.append(Pair(texts, others, surely, why))
                self.alone(_others(mine, link.ours, texts), _others(their, link.theirs, others))
        linked = {i for link in links for i in link.ours}, {j for link in links for j in link.theirs}
        self.alone(
            [node for i, node in enumerate(mine) if i not in linked[0]],
            [node for j, node in enumerate(their) if j not in linked[1]],
        )

    def alone(self, ours: Iterable[Node], theirs: Iterable[Node]) -> None:
        """Nodes that have nothing on the other side."""
        self.missing += ours
        self.added += theirs

    def result(self) -> Alignment:
        """All of it; texts that are left on both sides and fit are paired last, as doubtful."""
        missing = [leaf for node in self.missing for leaf in node.leaves]
        added = [leaf for node in self.added for leaf in node.leaves]
        self.changes += (ShapeChange("missing", node.path, None, 0) for node in self.missing if _says(node))
        self.changes += (
            ShapeChange("added", None, node.path, node.line) for node in self.added if _says(node)
        )
        for one, other in self._elsewhere(missing, added):
            why = say("stands in another part of the page")
            self.pairs.append(Pair((one,), (other,), 0.6, why))
            missing.remove(one)
            added.remove(other)
        return Alignment(tuple(self.pairs), tuple(missing), tuple(added), tuple(self.changes))

    def _elsewhere(self, missing: Sequence[Leaf], added: Sequence[Leaf]) -> list[tuple[Leaf, Leaf]]:
        ours, theirs = ([leaf for leaf in leaves if leaf.is_text] for leaves in (missing, added))
        if len(ours) * len(theirs) > _MANY:
            return []
        rows = [[self.evidence.of(one, other) for other in theirs] for one in ours]
        best = lists.mutual_best(rows, _ELSEWHERE, _AHEAD)
        return [(ours[i], theirs[j]) for i, j, _ in best]


def _texts(node: Node) -> Iterator[Leaf]:
    return (leaf for leaf in node.leaves if leaf.is_text)


def _says(node: Node) -> bool:
    return any(leaf.value.strip() for leaf in node.leaves)


def _others(nodes: Sequence[Node], chosen: Sequence[int], texts: Sequence[Leaf]) -> list[Node]:
    """The values that stand beside the texts."""
    leaves = (leaf for index in chosen for leaf in nodes[index].leaves)
    return [Node(leaf.path, "value", (leaf,)) for leaf in leaves if leaf not in texts]


def _rest(ours: Node, theirs: Node, pairs: Iterable[tuple[Node, Node]]) -> tuple[list[Node], list[Node]]:
    taken = {id(node) for pair in pairs for node in pair}
    mine = [child for _, child in ours.children if id(child) not in taken]
    return mine, [child for _, child in theirs.children if id(child) not in taken]
