"""The names on a page that nobody has put into the target language yet, with counts and what they may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from i18n_pipeline.engines.glossing import dictionary, names
from i18n_pipeline.engines.glossing.lexicon import Lexicon
from i18n_pipeline.locales import han_in, han_runs
from i18n_pipeline.model import Message

_RECURS = 2  # times that a name stands there, where nothing else tells that it is one
_WORD = 2  # characters of most words: what no dictionary has of more is hardly one
_MOST = 200  # names of a page: each is looked for in all of its texts
_TEXT = 10_000  # characters of a text that is looked through
_LONGEST = 8  # characters of a title that is a name
_WHO = frozenset(("author", "company", "customer", "name"))  # keys that say who it is
_LATIN = r"[A-Za-z][\w.&+-]*(?: [A-Z][\w.&+-]*){0,3}"
_IS_LATIN = re.compile(_LATIN, re.ASCII)
_BESIDE = rf"[\u4e00-\u9fff]{{0,16}}\s?[（(|/]?\s?({_LATIN})\s?(?:[）),，]|$)"
_IS_COMPANY = ".{0,40}?(?:公司|成立于|创[立办建]于|是一家)"
_BEFORE_LEGAL = re.compile(r"[^（(\s]+?(?=(?:股份)?(?:有限|责任){1,2}公司|[（(\s]|$)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the source language, and what it may be in Latin letters: "" where nothing tells."""

    text: str
    count: int
    pages: tuple[str, ...]
    guess: str = ""
    is_sure: bool = False  # what stands there says that it is a name


@dataclass(frozen=True)
class Text:
    """A text with the words of its Chinese."""

    text: str
    lexicon: Lexicon

    @cached_property
    def runs(self) -> Sequence[tuple[int, Sequence[str]]]:
        """Where each run of Chinese begins, and its words; none in what is too long for prose."""
        runs = han_runs(self.text) if len(self.text) <= _TEXT else ()
        return [(run.start(), self.lexicon.words(run.group())) for run in runs]

    @cached_property
    def edges(self) -> frozenset[int]:
        """Where a word begins or ends."""
        ends = (accumulate(map(len, words), initial=start) for start, words in self.runs)
        return frozenset(chain.from_iterable(ends))

    def has(self, name: str) -> int:
        """How often a name stands there; -1 where it is a part of other words, once at least."""
        if name not in self.text:
            return 0
        at = [found.start() for found in re.finditer(re.escape(name), self.text)]
        whole = all(start in self.edges and start + len(name) in self.edges for start in at)
        return len(at) if whole else -1


def on_page(page: str, messages: Sequence[Message], lexicon: Lexicon) -> tuple[tuple[Name, ...], list[Text]]:
    """The names of a page, and its texts, in their order."""
    texts = [Text(message.msgid, lexicon) for message in messages]
    sure: dict[str, bool] = {}
    for text in texts:
        for _, words in text.runs:
            for found in names.found(words, lexicon.is_loose):
                if found.text in sure or len(sure) < _MOST:
                    sure[found.text] = sure.get(found.text, False) or found.is_sure
    title, latin = _title(messages)
    unknown = (name for name in sure if name in title and name not in dictionary.entries())
    main = next(unknown, "" if len(title) > _LONGEST else title)
    says = re.compile(re.escape(main) + _IS_COMPANY)
    guesses = _guesses(sure, texts)
    if latin and main and (main in sure or any(says.match(text.text) for text in texts)):
        sure[main], guesses[main] = True, latin[:1].upper() + latin[1:]
    for message in messages:
        if message.msgid in sure and any(_WHO.intersection(place.path[-1:]) for place in message.places):
            sure[message.msgid] = True
    for name in [name for name in sure if sure[name]]:
        if _is_shortened(name, texts):
            sure[name[:_WORD]] = True
    times = [len(message.places) for message in messages]
    made = []
    for name, is_sure in sure.items():
        if not any(name in term for term in lexicon.terms):
            count = sum(max(text.has(name), 0) * n for text, n in zip(texts, times, strict=True))
            quoted = any(f"“{name}”" in text.text for text in texts)
            long = len(name) > _WORD and (count >= _RECURS or quoted or name in guesses)
            made.append(Name(name, count, (page,), guesses.get(name, ""), is_sure or long))
    return tuple(made), texts


def _is_shortened(name: str, texts: Sequence[Text]) -> bool:
    """Whether its first two characters, which are no word, recur by themselves: 青岚 of 青岚联创."""
    short = name[:_WORD]
    if len(name) <= _WORD + 1 or short in dictionary.entries():
        return False
    return sum(max(text.has(short) - text.text.count(name), 0) for text in texts) >= _RECURS


def kept(found: Iterable[Name], text: Text) -> tuple[str, ...]:
    """Those of the names that no engine is to put into words of the target language, in one text."""
    return tuple(name.text for name in found if name.is_sure and text.has(name.text) > 0)


def on_all(pages: Iterable[Iterable[Name]]) -> list[Name]:
    """The names of several pages as one list, those alone that are sure or recur; sure ones first."""
    found: dict[str, Name] = {}
    for names_of_page in pages:
        for name in names_of_page:
            known = found.get(name.text, Name(name.text, 0, ()))
            found[name.text] = Name(
                name.text,
                known.count + name.count,
                (*known.pages, *name.pages),
                known.guess or name.guess,
                known.is_sure or name.is_sure,
            )
    proposed = (name for name in found.values() if name.count and (name.is_sure or name.count >= _RECURS))
    return sorted(proposed, key=lambda name: (not name.is_sure, -name.count, name.text))


def _title(messages: Sequence[Message]) -> tuple[str, str]:
    """The first Chinese title below that of a page, without what its law says; and the page's in Latin."""
    for message in messages:
        for place in message.places:
            latin = place.title if _IS_LATIN.fullmatch(place.title) else ""
            if place.path[-1:] == ("title",) and len(place.path) > 1:
                title = _BEFORE_LEGAL.match(message.msgid)
                return (title[0] if title and han_in(title[0]) else ""), latin
    return "", ""


def _guesses(sure: Mapping[str, bool], texts: Sequence[Text]) -> dict[str, str]:
    """What stands in Latin beside a name most often: 沧耀科技（Canglight）."""
    guesses = {}
    for name in sure:
        beside = re.compile(re.escape(name) + _BESIDE, re.ASCII)
        seen = Counter(latin for text in texts if name in text.text for latin in beside.findall(text.text))
        if seen:
            guesses[name] = seen.most_common(1)[0][0]
    return guesses
