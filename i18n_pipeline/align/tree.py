"""A page as a tree of mappings, lists and values, made from the paths of its values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from i18n_pipeline.model import Path

NodeKind = Literal["value", "mapping", "list"]


# Pages have hundreds of these two: named tuples are made several times faster than dataclasses.
class Leaf(NamedTuple):
    """One value of a page, and whether it is text to translate (of a target page: whether it may be one)."""

    path: Path
    value: str
    line: int
    is_text: bool


class Node(NamedTuple):
    """A value, or a mapping or list with what is in it by key or index."""

    path: Path
    kind: NodeKind
    leaves: tuple[Leaf, ...]  # the values in it, in page order
    children: tuple[tuple[str | int, Node], ...] = ()
    make: tuple[tuple[str | int, NodeKind], ...] = ()  # the keys, and what stands there

    @property
    def line(self) -> int:
        """Where its first value stands."""
        return self.leaves[0].line if self.leaves else 1


def grow(leaves: Iterable[Leaf]) -> Node:
    """The tree of these values. One whose path is another's, or leads to others, gets a key like ``?0``."""
    return _node((), list(leaves), 0)


def _node(path: Path, leaves: Sequence[Leaf], depth: int) -> Node:
    groups: dict[str | int, list[Leaf]] = {}
    for index, leaf in enumerate(leaves):
        groups.setdefault(leaf.path[depth] if len(leaf.path) > depth else f"?{index}", []).append(leaf)
    children = []
    for step, group in groups.items():
        first = group[0]
        is_value = len(group) == 1 and len(first.path) <= depth + 1
        inner = first.path[: depth + 1]
        children.append(
            (step, Node(inner, "value", (first,)) if is_value else _node(inner, group, depth + 1))
        )
    kind: NodeKind = "list" if children and isinstance(children[0][0], int) else "mapping"
    make = tuple([(step, child.kind) for step, child in children])
    return Node(path, kind, tuple(leaves), tuple(children), make)
