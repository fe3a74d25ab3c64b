"""The tables that the engine is made of, read when they are first asked for.

``words`` have their part of speech; ``other`` is what an action is called as a thing (deploy, deployment), an
adverb in front of one (quickly, rapid), an auxiliary without a verb (need to, need). ``phrases`` are no terms
of a project; ``starter`` is the glossary that one begins with. ``order`` and ``forms`` are the rules, with
examples, ``traits`` the words they ask for, ``irregular`` verbs, ``small`` numerals and pronouns, and
``remarks`` notes of CC-CEDICT that translate nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from i18n_pipeline.engines.glossing.piece import Piece, PieceKind
from i18n_pipeline.model import Term


def starter_glossary(source: str, target: str) -> bytes:
    """The starter glossary between two locales as a file; empty but from simplified Chinese to English."""
    simplified = not re.search("hant|_(?:tw|hk|mo)", source, re.IGNORECASE)
    file = resources.files(__package__) / "starter.csv"
    return file.read_bytes() if simplified and _is_ours(source, target) else b""


def common(source: str, target: str) -> tuple[Term, ...]:
    """The phrases between two locales; there are some from Chinese to English alone."""
    return tuple(terms("phrases").values()) if _is_ours(source, target) else ()


def _is_ours(source: str, target: str) -> bool:
    return source[:2].lower() == "zh" and target[:2].lower() == "en"


@cache
def rows(table: str) -> Sequence[Mapping[str, str]]:
    """The rows of a table as they stand."""
    file = resources.files(__package__) / f"{table}.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines(), strict=True))


@cache
def terms(table: str) -> Mapping[str, Term]:
    """The rows of ``phrases`` or ``starter``, by their Chinese."""
    return {row["source"]: Term(row["source"], row["target"]) for row in rows(table)}


@cache
def words() -> Mapping[str, Piece]:
    """Every built-in word, by its Chinese."""
    kinds = {kind.name.lower(): kind for kind in PieceKind}
    table = ((row["source"], row["target"], kinds[row["kind"]], row["other"]) for row in rows("words"))
    return {source: Piece(target, kind, other, source) for source, target, kind, other in table}


@cache
def kinds() -> Mapping[str, PieceKind]:
    """The part an English word of the table plays: a help with glossary terms."""
    return {word.text: word.kind for word in words().values() if word.text}


@cache
def named(table: str, kind: str = "") -> Mapping[str, Mapping[str, str]]:
    """The rows of a table by their ``name``, where they have a ``kind`` those of one."""
    return {row["name"]: row for row in rows(table) if row.get("kind", "") == kind}


def small(kind: str, word: str) -> str:
    """What a word of ``small`` is called: 万 as ``several`` "tens of thousands"; empty for no such word."""
    row = named("small", kind).get(word)
    return row["english"] if row else ""


@cache
def trait(name: str) -> frozenset[str]:
    """The words that have this trait. Raises KeyError where there is no such trait."""
    return frozenset(named("traits")[name]["words"].split())
