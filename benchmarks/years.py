"""What years do to a translated page, with the truth known.

``Translator`` makes up a translation of any text. Like the fake engine it keeps what is not Chinese and
invents the rest, but it keeps no more than people do: numbers, Latin names and terms of the glossary, each
with a chance, and about the length of English. The chances were measured on four real pairs of pages, but
for the terms: their translators used the glossary's word for seven terms in ten, which flatters a glossary
made for that site; four in ten is modelled. ``aged`` then edits the translated page.

It models neither style nor paraphrase: a sentence that was written anew with other facts in it is an
insertion and a deletion here. Numbers are rarely wrong, and nothing is said twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import exp
from random import Random
from typing import Union

from i18n_pipeline.align.tree import Leaf
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Path

_NUMBER, _NAME, _TERM = 0.95, 0.9, 0.4  # chances that a translation keeps one
_LENGTH = (0.1, 0.27)  # mean and standard deviation of the logarithm of the length, to what is usual
_PER_HAN = 3.0
_HAN = re.compile(r"[\u2e80-\u2fff\u3005-\u9fff]+")
_PART = re.compile(r"[\u2e80-\u2fff\u3005-\u9fff]+|[A-Za-z][A-Za-z0-9]*|\d+|.", re.DOTALL)
_MARKS = str.maketrans({"，": ", ", "。": ". ", "：": ": ", "；": "; ", "、": ", ", "？": "? ", "！": "! "})
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_SYNONYMS = {"title": "heading", "content": "text", "name": "label", "image": "picture", "list": "items"}
EDITS = ("delete", "insert", "merge", "split", "move", "image", "rename")


@dataclass
class Value:
    """A value of the target page, and the source values that it says; none: somebody added it."""

    text: str
    origins: tuple[Path, ...]
    is_text: bool
    whole: bool = True  # says all of its origins, and no other value says a part of them


Tree = Union[Value, "dict[str, Tree]", "list[Tree]"]


@dataclass
class Aged:
    """A target page as values, and which of them truly translates which source text."""

    tree: Tree
    leaves: list[Leaf] = field(default_factory=list)
    truth: dict[Path, Path] = field(default_factory=dict)  # source path → target path, one to one only


class Translator:
    """Makes up a translation; the same text gets the same one."""

    def __init__(self, terms: Glossary, seed: str) -> None:
        self.terms = terms
        self.seed = seed

    def __call__(self, text: str) -> str:
        random = Random(f"{self.seed}/{text}")
        terms = {
            t.source: t.target for t in self.terms.found_in(text) if t.target and random.random() < _TERM
        }
        stretch = exp(random.gauss(*_LENGTH))
        pieces = [text]
        for term in terms:
            pieces = [part for piece in pieces for part in re.split(f"({re.escape(term)})", piece)]
        said: list[str] = []
        for piece in pieces:
            if piece in terms:
                said.append(f" {terms[piece]} ")
                continue
            for part in _PART.findall(piece):
                if _HAN.fullmatch(part):
                    said.append(f" {' '.join(_words(part, _PER_HAN * len(part) * stretch))} ")
                elif not part.isalnum() or random.random() < (_NUMBER if part.isdigit() else _NAME):
                    said.append(part.translate(_MARKS))
        return " ".join("".join(said).split()) or "word"


def _words(text: str, letters: float) -> Iterator[str]:
    """Invented words of about so many letters and blanks together, at least one."""
    number = 0
    while number == 0 or letters > 3:
        digest = hashlib.blake2b(f"{text}/{number}".encode(), digest_size=5).hexdigest()
        word = digest.translate(_LETTERS)[: 3 + number % 5]
        letters -= len(word) + 1
        number += 1
        yield word


def translated(sources: Sequence[Leaf], say: Callable[[Leaf], str]) -> Tree:
    """The target tree that a diligent person would have made."""
    root: dict[str, Tree] = {}
    for leaf in sources:
        text = say(leaf) if leaf.is_text else leaf.value
        _put(root, leaf.path, Value(text, (leaf.path,), leaf.is_text))
    return root


def aged(tree: Tree, rate: float, random: Random, others: Sequence[str]) -> Aged:
    """Edit the tree in place, each list item with the chance ``rate``; ``others`` are what gets inserted."""
    _age(tree, rate, random, others)
    page = Aged(tree)
    for number, (path, value) in enumerate(_values(tree, ())):
        page.leaves.append(Leaf(path, value.text, number + 2, value.is_text and bool(value.text.strip())))
        if value.is_text and value.whole and len(value.origins) == 1:
            page.truth[value.origins[0]] = path
    return page


def _age(tree: Tree, rate: float, random: Random, others: Sequence[str]) -> None:
    if isinstance(tree, dict):
        for child in tree.values():
            _age(child, rate, random, others)
        for key in list(tree):
            if random.random() < rate / len(EDITS):
                _rename(tree, key)
    elif isinstance(tree, list):
        for child in tree:
            _age(child, rate, random, others)
        for item in [item for item in tree if random.random() < rate]:
            if any(item is one for one in tree):
                _edit(tree, item, random.choice(EDITS), random, others)


def _edit(
    items: list[Tree],
    item: Tree,
    kind: str,
    random: Random,
    others: Sequence[str],
) -> None:
    at = next(index for index, one in enumerate(items) if one is item)
    mine = _sole_text(item)
    if kind == "delete" and len(items) > 1:
        del items[at]
    elif kind == "insert":
        items.insert(at, _another(item, random, others))
    elif kind == "merge" and mine and at + 1 < len(items) and (next_one := _sole_text(items[at + 1])):
        mine.text = f"{mine.text} {next_one.text}"
        mine.origins += next_one.origins
        mine.whole = mine.whole and next_one.whole
        del items[at + 1]
    elif kind == "split" and mine and len(mine.text) > 60:
        cut = mine.text.find(" ", len(mine.text) // 2)
        rest = Value(mine.text[cut + 1 :], mine.origins, True, False)
        mine.text, mine.whole = mine.text[:cut], False
        items.insert(at + 1, {next(iter(item)): rest} if isinstance(item, dict) else rest)
    elif kind == "move":
        items.remove(item)
        items.insert(random.randrange(len(items) + 1), item)
    elif kind == "image":
        for _, value in _values(item, ()):
            if not value.is_text and re.search(r"\.(png|jpe?g|svg)", value.text):
                value.text = f"/images/new/{random.randrange(10**6)}.png"
    elif kind == "rename" and isinstance(item, dict):
        _rename(item, random.choice(list(item)))


def _another(item: Tree, random: Random, others: Sequence[str]) -> Tree:
    """An item of the same make that says something else."""
    if isinstance(item, dict):
        return {key: _another(child, random, others) for key, child in item.items()}
    if isinstance(item, list):
        return [_another(child, random, others) for child in item]
    if item.is_text:
        near = sorted(
            random.sample(others, min(12, len(others))), key=lambda text: abs(len(text) - len(item.text))
        )
        return Value(near[0], (), True)
    return Value(f"/images/new/{random.randrange(10**6)}.png" if "/" in item.text else item.text, (), False)


def plain(tree: Tree) -> object:
    """The tree as a YAML library writes it."""
    if isinstance(tree, dict):
        return {key: plain(child) for key, child in tree.items()}
    return [plain(child) for child in tree] if isinstance(tree, list) else tree.text


def _rename(mapping: dict[str, Tree], key: str) -> None:
    fresh = _SYNONYMS.get(key, f"{key}New")
    if fresh not in mapping:
        renamed = {fresh if one == key else one: value for one, value in mapping.items()}
        mapping.clear()
        mapping.update(renamed)


def _sole_text(item: Tree) -> Value | None:
    values = [value for _, value in _values(item, ()) if value.text]
    return values[0] if len(values) == 1 and values[0].is_text else None


def _values(tree: Tree, path: Path) -> Iterator[tuple[Path, Value]]:
    if isinstance(tree, Value):
        yield path, tree
    else:
        for step, child in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from _values(child, (*path, step))


def _put(root: dict[str, Tree], path: Path, value: Value) -> None:
    here: Tree = root
    for step, following in zip(path, (*path[1:], None), strict=True):
        fresh: Tree = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(here, dict):
            here = here.setdefault(str(step), fresh)
        elif isinstance(here, list):
            while len(here) <= int(step):
                here.append(fresh)
            here = here[int(step)]
