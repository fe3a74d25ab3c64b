"""Pairing the values of two pages that have grown apart."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.align import leaves, made_up, trial
from i18n_pipeline.align.anchors import parts
from i18n_pipeline.align.division import divide
from i18n_pipeline.align.lexicon import Lexicon, fold
from i18n_pipeline.align.sequence import Bead, beads
from i18n_pipeline.align.tree import Leaf, grow
from i18n_pipeline.align.trees import Alignment, align_pages
from i18n_pipeline.glossary import parse_glossary
from i18n_pipeline.model import Term, show_path

ROOT = File(__file__).parents[2]


def page(tree: Any, path: tuple[str | int, ...] = ()) -> list[Leaf]:
    """A page written as Python; what holds a blank or a Han character is text."""
    if isinstance(tree, (dict, list)):
        items = tree.items() if isinstance(tree, dict) else enumerate(tree)
        return [leaf for step, child in items for leaf in page(child, (*path, step))]
    is_text = " " in tree or any("\u4e00" <= char <= "\u9fff" for char in tree)
    return [Leaf(path, tree, 1, is_text)]


def pairs(found: Alignment, *, sure: bool = True) -> dict[str, str]:
    return {
        "+".join(show_path(leaf.path) for leaf in pair.sources): "+".join(
            show_path(leaf.path) for leaf in pair.targets
        )
        for pair in found.pairs
        if pair.is_sure or not sure
    }


def kinds(found: Alignment) -> list[tuple[str, str, str]]:
    return [(c.kind, show_path(c.source or ()), show_path(c.target or ())) for c in found.changes]


SOURCE = {
    "title": "案例",
    "list": [
        {"icon": "/a.png", "text": "公司成立于 2015 年，有 300 名员工。"},
        {"icon": "/b.png", "text": "我们用 Redis 做缓存，用 Kafka 传消息。"},
        {"icon": "/c.png", "text": "响应时间从 47 秒降到 3 秒。"},
    ],
}
A, B, C = (
    {"icon": "/a.png", "text": "The company was founded in 2015 and has a staff of 300."},
    {"icon": "/b.png", "text": "Redis is our cache, and Kafka carries the messages."},
    {"icon": "/c.png", "text": "Response times fell from 47 seconds to 3."},
)


def aligned(*items: Any) -> Alignment:
    return align_pages(page(SOURCE), page({"title": "A case", "list": list(items)}), Lexicon())


def test_equal_shapes_are_paired_by_path() -> None:
    found = aligned(A, B, C)
    assert pairs(found) == {show_path(leaf.path): show_path(leaf.path) for leaf in page(SOURCE)}
    assert not found.changes


def test_an_item_that_is_missing_shifts_nothing() -> None:
    found = aligned(A, C)
    assert pairs(found)["list[2].text"] == "list[1].text"
    assert kinds(found) == [("missing", "list[1]", "")]


def test_an_item_that_was_added_is_told() -> None:
    found = aligned(A, {"icon": "/new.png", "text": "Somebody wrote 9 lines about Postgres here."}, B, C)
    assert pairs(found)["list[2].text"] == "list[3].text"
    assert kinds(found) == [("added", "", "list[1]")]
    assert next(leaf.value for leaf in found.added) == "/new.png"


def test_items_that_changed_places_are_found() -> None:
    found = aligned(C, A, B)
    assert pairs(found)["list[2].text"] == "list[0].text"
    assert pairs(found)["list[0].text"] == "list[1].text"
    assert ("moved", "list[2]", "list[0]") in kinds(found)
    swapped = aligned(A, C, B)
    assert pairs(swapped)["list[1].text"] == "list[2].text"
    assert pairs(swapped)["list[2].text"] == "list[1].text"


def test_renamed_keys_are_found() -> None:
    found = aligned(A, {"icon": B["icon"], "body": B["text"]}, C)
    assert pairs(found)["list[1].text"] == "list[1].body"
    assert kinds(found) == [("renamed", "list[1].text", "list[1].body")]


def test_merged_and_divided_paragraphs_are_never_sure() -> None:
    sources = {"list": ["公司成立于 2015 年。", "现在有 300 名员工在四个城市工作。", "响应时间降到 3 秒。"]}
    merged = {
        "list": [
            "The company was founded in 2015. Now 300 people work in four cities.",
            "It takes 3 seconds.",
        ]
    }
    found = align_pages(page(sources), page(merged), Lexicon())
    assert pairs(found, sure=False) == {"list[0]+list[1]": "list[0]", "list[2]": "list[1]"}
    assert pairs(found) == {"list[2]": "list[1]"}
    other_way = {
        "list": [
            "The company was founded in 2015.",
            "Now 300 people",
            "work in four cities of the country.",
            "It takes 3 seconds.",
        ]
    }
    found = align_pages(page(sources), page(other_way), Lexicon())
    assert pairs(found, sure=False)["list[1]"] == "list[1]+list[2]"
    assert "list[1]" not in pairs(found)


def test_with_no_evidence_a_missing_item_makes_its_neighbours_doubtful() -> None:
    found = align_pages(
        page({"l": ["甲乙丙", "丁戊己", "庚辛壬"]}), page({"l": ["some words", "more words"]}), Lexicon()
    )
    assert pairs(found) == {}
    assert {pair.why for pair in found.pairs} <= {"other items fit about as well"}


def test_glossary_and_known_labels_tell_labels_apart() -> None:
    source = page({"l": ["行业", "地点", "日志监控"]})
    target = page({"l": ["place to be", "logs and monitors"]})
    terms = (Term("日志", "log"), Term("监控", "monitoring"))
    known = Lexicon(type(Lexicon().terms)(terms), {"地点": [fold("Place to be")]})
    found = align_pages(source, target, known)
    assert pairs(found, sure=False) == {"l[1]": "l[0]", "l[2]": "l[1]"}


def test_a_text_that_went_to_another_section_is_doubtful() -> None:
    source = {
        "a": {"x": "我们用 Redis 和 Kafka 以及 Postgres。", "y": "第一段文字。"},
        "b": ["别的内容在这里。"],
    }
    target = {
        "a": {"y": "First paragraph."},
        "b": ["Other things stand here."],
        "c": {"z": "Redis, Kafka and Postgres are used."},
    }
    found = align_pages(page(source), page(target), Lexicon())
    moved = next(pair for pair in found.pairs if pair.sources[0].path == ("a", "x"))
    assert (moved.targets[0].path, moved.is_sure) == (("c", "z"), False)


def test_probabilities_of_beads() -> None:
    sure = beads({(0, 0): 5.0, (0, 1): -5.0, (1, 0): -5.0, (1, 1): 5.0}, {}, 2, 2)
    assert sure[Bead(0, 0, 1, 1)] > 0.99
    assert sure[Bead(0, 1, 1, 1)] < 0.01
    unsure = beads({(0, 0): 0.0, (1, 0): 0.0}, {}, 2, 1)
    assert unsure[Bead(0, 0, 1, 1)] == pytest.approx(unsure[Bead(1, 0, 1, 1)])
    assert beads({}, {}, 0, 0) == {}


def test_a_paragraph_is_divided_between_its_sentences() -> None:
    text = "The first one is short. The second one is quite a bit longer than that, as one can see."
    assert divide(text, ["第一句很短。", "第二句话比第一句长得多，大家都能看出来。"]) == [
        text[:23],
        text[24:],
    ]
    assert divide("No end at all", ["一句。", "两句。"]) == ["No end at all", ""]


_VALUES = st.sampled_from(
    ["公司有 3 人", "用 Redis", "a b c", "Redis is used", "3 people", "", "/a.png", "行业", "x y"]
)
_TREES: Any = st.recursive(
    _VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)
_PAGES = st.dictionaries(st.sampled_from(["title", "list", "more"]), _TREES, min_size=1).map(page)


@given(_PAGES, _PAGES)
def test_every_value_is_in_one_place(sources: list[Leaf], targets: list[Leaf]) -> None:
    found = align_pages(sources, targets, Lexicon())
    ours = [leaf for pair in found.pairs for leaf in pair.sources]
    theirs = [leaf for pair in found.pairs for leaf in pair.targets]
    assert sorted([*ours, *found.missing]) == sorted(sources)
    assert sorted([*theirs, *found.added]) == sorted(targets)
    assert all(0 <= pair.confidence <= 1 for pair in found.pairs)


@given(_PAGES)
def test_a_page_and_itself(sources: list[Leaf]) -> None:
    found = align_pages(sources, sources, Lexicon())
    assert all(pair.sources[0].value == pair.targets[0].value for pair in found.pairs if pair.is_sure)


def test_paths_that_lead_to_others_lose_nothing() -> None:
    odd = [
        Leaf(("a",), "x", 1, True),
        Leaf(("a", "b"), "y", 2, True),
        Leaf((), "z", 3, True),
        Leaf(("a",), "w", 4, True),
    ]
    assert sorted(leaf.value for leaf in grow(odd).leaves) == ["w", "x", "y", "z"]


def test_precision_and_recall_after_years_of_edits() -> None:
    glossary = parse_glossary((ROOT / "locale/en/glossary.csv").read_bytes(), "glossary.csv")
    known = Lexicon(glossary, {term.source: [fold(term.target)] for term in glossary if term.target})
    total: Counter[str] = Counter()
    for seed in range(2):
        pages = made_up([ROOT / "content/zh"], seed, glossary)
        for index in range(len(pages)):
            total += trial(pages, index, 0.2, seed, known)
    assert total["align right"] >= 0.98 * total["align said"]
    assert total["align right"] >= 0.90 * total["true"]
    assert total["paths right"] < 0.9 * total["align right"]
    assert leaves(ROOT / "content/zh/no-such-page.md") == []


def numbered(numbers: Iterable[int], text: str) -> list[str]:
    return [text.format(10_000 + number) for number in numbers]


OURS = numbered(range(2000), "第 {} 项的内容")
THEIRS = numbered(range(2000), "Item {} of it")


@pytest.mark.parametrize(
    ("ours", "theirs", "least"),
    [
        (OURS[:1000], THEIRS[:1000:2], 470),
        (OURS, THEIRS[1:], 1990),
        (
            {f"k{n}": text for n, text in enumerate(OURS)},
            {f"q{n}": text for n, text in enumerate(THEIRS)},
            1900,
        ),
        (["数据库"] * 600, ["Database"] * 600, 0),
        ({"a": [[text] for text in OURS]}, {"b": THEIRS}, 0),
    ],
    ids=["half is missing", "the first is missing", "all keys renamed", "all the same", "another shape"],
)
def test_time_grows_with_the_page_and_not_with_its_square(ours: Any, theirs: Any, least: int) -> None:
    start = time.process_time()
    sources, targets = page(ours), page(theirs)
    found = align_pages(sources, targets, Lexicon())
    assert time.process_time() - start < 20  # looking at all pairs takes minutes
    sure = [pair for pair in found.pairs if pair.is_sure]
    assert len(sure) >= least
    for pair in sure:
        one, other = (re.findall(r"\d+", leaf.value) for leaf in (*pair.sources, *pair.targets))
        assert one == other
    told = Counter(id(leaf) for pair in found.pairs for leaf in (*pair.sources, *pair.targets))
    told.update(id(leaf) for leaf in (*found.missing, *found.added))
    assert told == Counter(id(leaf) for leaf in (*sources, *targets))


@given(
    ours=st.lists(st.integers(0, 3000), max_size=1200), theirs=st.lists(st.integers(0, 3000), max_size=1200)
)
def test_parts_are_all_of_the_lists_in_order_and_not_too_large(ours: list[int], theirs: list[int]) -> None:
    lists = [
        [child for _, child in grow(page(numbered(numbers, "item {}"))).children]
        for numbers in (ours, theirs)
    ]
    found = list(parts(*lists))
    for at, nodes in enumerate(lists):
        ranges = [part[at] for part in found]
        assert [node for each in ranges for node in nodes[each]] == nodes
    assert all((i.stop - i.start) * (j.stop - j.start) <= 250_000 for i, j, _ in found)
