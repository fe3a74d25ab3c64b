"""The Markdown and HTML of a text: what of it a translation must have too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.text.openings import pair, without_open
from i18n_pipeline.text.protect import HIDDEN, READ, is_said, pieces, unprotected
from i18n_pipeline.text.references import is_reference

_URLS = frozenset(("url", "email", "file"))
_BLANKS = r"\s{0,99}"  # bounded: they are tried in several ways
_TITLE = r"""(?:\s{1,99}(?:"[^"]*"|'[^']*'|\([^()]*\)))?"""
_LINK = re.compile(
    rf"(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
    rf"(?:\({_BLANKS}(?P<to><[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*){_TITLE}{_BLANKS}\)"
    r"|\[(?P<label>[^\[\]\n]+)\])"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:\s*(\S+)", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[\w.-]{1,60}\]", re.ASCII)
_STRONG = re.compile(  # of bounded length, see protect
    r"(?<!\*)\*\*(?=[^\s*]).{1,2000}?(?<=[^\s*])\*\*(?!\*)|(?<!\w)__(?=\S).{1,2000}?(?<=\S)__(?!\w)"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=\S)[^_\n]+(?<=\S)_(?!\w)"
)
_STRUCK = re.compile(r"~~(?=\S).{1,2000}?(?<=\S)~~")
_MARKED = (
    pair(r"(?<!\*)\*\*(?=[^\s*])", r"(?<=[^\s*])\*\*(?!\*)", 2000),
    pair(r"(?<!\w)__(?=\S)", r"(?<=\S)__(?!\w)", 2000),
    pair(r"~~(?=\S)", r"(?<=\S)~~", 2000),
)
_TEMPLATE_MARK = re.compile(r"\{\{|\}\}|\{%|%\}")
_MAY_BE_LINK = re.compile(r"\][(:\[]")
_MAY_BE_BLOCK = re.compile(r"[#`~>]")
_BLOCK = re.compile(r"^ {0,3}(?:(#{1,6})(?=\s)|(```|~~~)|(>))", re.MULTILINE)
_ATTRIBUTE = r"""\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([A-Za-z][\w-]*|\d{{1,3}})((?:{_ATTRIBUTE})*)\s*/?>")
_SAID = re.compile(rf"""(\s(?:{"|".join(sorted(READ))})\s*=\s*)(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_LINK_TITLE = re.compile(r"""\]\([^()\s]*\s+("[^"]*"|'[^']*')\s*\)""")
#: Words in front of all that could be of a protected piece: quicker to tell than what is not of one.
_PLAIN = re.compile(r"[^`<{\[$&\\@:%/.#_]*[\s，。；：！？]")
_LOOSE = re.compile(r"<(?=[A-Za-z/!?])")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


def addresses(text: str) -> Counter[str]:
    """The URLs and e-mail addresses, and paths with Chinese in them, in links or bare."""
    return Counter(piece.text for piece in pieces(text) if piece.kind in _URLS)


def bare_addresses(text: str) -> Counter[str]:
    """Those that are not the destination of a Markdown link."""
    hidden = addresses(text)
    return addresses(_LINK.sub(HIDDEN, unprotected(text, _URLS))) if hidden and "](" in text else hidden


def entities(text: str) -> Counter[str]:
    """The HTML entities, but for those in the destination of a Markdown link."""
    if "&" not in text:
        return Counter()
    outline = _LINK.sub(r"\g<text>", text) if _MAY_BE_LINK.search(text) else text
    return Counter(piece.text for piece in pieces(outline) if piece.kind == "entity")


def links(text: str) -> Counter[str]:
    """Links, images, footnotes and link definitions, by what they are and where they lead."""
    notes = (
        Counter[str]()
        if "[^" not in text
        else Counter(f"footnote {note}" for note in _FOOTNOTE.findall(unprotected(text)))
    )
    if not _MAY_BE_LINK.search(text):
        return notes
    outline = unprotected(text, _URLS)
    found = notes + Counter(
        f"{'image' if link['image'] else 'link'} to {(link['to'] or link['label'] or '').strip('<>')}"
        for link in _LINK.finditer(outline.replace(HIDDEN, "…"))
    )
    found.update(f"definition of a link to {to}" for to in _DEFINITION.findall(outline))
    # What only looks like a link may be one to some reader of Markdown: it is counted as well.
    unclear = _LINK.sub("", outline).count("](")
    return found + Counter({"link": unclear})


def prose(text: str) -> str:
    """What is there to read: no protected pieces, and of links their text alone."""
    if not _MAY_BE_LINK.search(text):
        return unprotected(text)
    return unprotected(_DEFINITION.sub(HIDDEN, _LINK.sub(r"\g<text>", text)))


def shown(text: str) -> str:
    """What readers of a page get to see: its prose, and what tags, links and shortcodes say in quotes."""
    protected, may_be_link = pieces(text), _MAY_BE_LINK.search(text)
    if not (protected or may_be_link):
        return text
    found = [prose(text)]
    for piece in protected:
        if piece.kind == "html":
            found += (said[0] for said in _SAID.finditer(piece.text))
        elif piece.kind == "template":
            found += (said for said in _QUOTED.findall(piece.text) if not is_reference(said[1:-1]))
    found += _LINK_TITLE.findall(text) if may_be_link else ()
    return "\n".join(found)


def shows(script: re.Pattern[str], text: str) -> bool:
    """Whether readers of a page get to see something in a script."""
    plain = _PLAIN.match(text)
    return bool(plain and script.search(text, 0, plain.end())) or script.search(shown(text)) is not None


def with_params_of(source: str, target: str) -> str:
    """The target, with what shortcodes of the source say in quotes, and not in ASCII, in its like ones."""
    if '"' not in source or "{{" not in source:
        return target
    for piece in pieces(source):
        if piece.kind != "template" or not any(is_said(value[1:-1]) for value in _QUOTED.findall(piece.text)):
            continue
        parts = _QUOTED.split(piece.text)
        values = (
            r'"[^"{}]*"' if is_said(value[1:-1]) else re.escape(value)
            for value in _QUOTED.findall(piece.text)
        )
        said = "".join(chain(*zip(map(re.escape, parts), [*values, ""], strict=True)))
        found = re.search(said, target)
        target = f"{target[: found.start()]}{piece.text}{target[found.end() :]}" if found else target
    return target


def styles(text: str) -> Counter[str]:
    """How often each Markdown style is used: bold, italics, headings and other blocks."""
    outline = unprotected(text)
    found: Counter[str] = Counter()
    if "*" in outline or "_" in outline or "~" in outline:
        closed = without_open(outline, _MARKED)
        bold = [match.span() for match in _STRONG.finditer(closed)]
        found["bold (**)"] = len(bold)
        found["italics (*)"] = len(_EMPHASIS.findall(_without_marks(outline, bold)))
        found["struck out (~~)"] = len(_STRUCK.findall(closed))
    for heading, fence, _ in _BLOCK.findall(text) if _MAY_BE_BLOCK.search(text) else ():
        name = f"heading ({heading})" if heading else f"code block ({fence})" if fence else "quote (>)"
        found[name] += 1
    return +found


def open_templates(text: str) -> Counter[str]:
    """What opens or closes a template or shortcode without its other half."""
    return Counter(_TEMPLATE_MARK.findall(unprotected(text)) if "{" in text or "}" in text else ())


def code(text: str) -> Counter[str]:
    """The code spans."""
    return Counter(piece.text for piece in pieces(text) if piece.kind == "code")


@lru_cache(maxsize=64)
def tags(text: str) -> tuple[str, ...]:
    """The HTML tags and comments in order, in one spelling; texts for readers in them are left out.

    A ``<`` that begins a tag without an end counts as one: browsers look for the end further on.
    """
    if "<" not in text:
        return ()
    found = [_spelt(piece.text) for piece in pieces(text) if piece.kind == "html"]
    return (*found, *(["<"] * len(_LOOSE.findall(unprotected(text)))))


def is_well_nested(names: Iterable[str]) -> bool:
    """Whether each tag of ``tags`` is closed, the innermost first."""
    still_open: list[str] = []
    for tag in names:
        match = _TAG.fullmatch(tag)
        if match is None or match[2] in _VOID:
            continue
        if not match[1]:
            still_open.append(match[2])
        elif not still_open or still_open.pop() != match[2]:
            return False
    return not still_open


def changes(source: Counter[str], target: Counter[str]) -> Iterator[Notice]:
    """What the target lacks and what it adds, in one message."""
    if not (source or target):
        return
    missing, added = source - target, target - source
    parts = [say("missing: {pieces}", pieces=_shown(missing))] if missing else []
    parts += [say("not in the source: {pieces}", pieces=_shown(added))] if added else []
    if parts:
        yield listed(parts, "; ")


def _shown(pieces: Counter[str]) -> Notice:
    return listed(piece if times == 1 else f"{piece} ({times}×)" for piece, times in pieces.items())


def _without_marks(text: str, bold: Iterable[tuple[int, int]]) -> str:
    """The text with what is inside of bold spans, which may hold italics, in their place."""
    parts: list[str] = []
    at = 0
    for start, end in bold:
        parts += text[at:start], text[start + 2 : end - 2]
        at = end
    return "".join((*parts, text[at:]))


def _spelt(tag: str) -> str:
    match = _TAG.fullmatch(tag)
    if match is None:
        return tag  # not plain HTML: to be repeated to the letter
    attributes = _SAID.sub(r"\1…", match[3])
    return f"<{match[1]}{match[2].lower()}{' '.join(['', *attributes.split()])}>"
