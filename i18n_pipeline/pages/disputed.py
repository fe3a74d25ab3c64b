"""Where YAML 1.1 and 1.2 readers are known to differ on tokens, so that the second one must be asked.

What stands inside a text or a comment is no construct. libyaml tells where each scalar stands, and both
readers come to its first character in one state, since nothing before it is disputed; from there on they
read quoted scalars and the lines of block scalars alike whatever is in them, and plain ones where there
is no tab. tests/pages/test_disputed.py searches for documents that say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from i18n_pipeline.pages.events import behind_properties, read_events

#: Disputed in a text as well: breaks in one version only, byte order marks, what may end a document.
_ANYWHERE = re.compile(
    r"""
    [\x85\u2028\u2029\ufeff\r%.] (?:
      (?<=[\x85\u2028\u2029\ufeff]) | (?<=\r)(?!\n) | (?<=^%) | (?<=^\.)\.\.
    )""",
    re.VERBOSE | re.MULTILINE,
)
_OUTSIDE = re.compile(
    r"""
    [\t|>&*!:?-] (?:    # one of these is found fast; with it, or right after it:
      (?<=\t)                                                   # a blank in one version only
    | (?<=^[|>&!]) | (?<=^[ ][|>&!]) | (?<=\s\s[|>&!]) | (?<=^-)--[ ]+[|>&!]    # a block may be the root
    | (?<=[|>])[-+\d]*(?:\#|[ ]*(?:[ ]\#[^\r\n]*)?(?:\r\n|\n)+[ ]+(?:[\r\n]|\Z))  # a block, blanks first
    | (?<=[&*!])(?<![^\s\[\]{},:"'?-].)(?!!?[\w-]*(?:\s|\Z))    # anchors, aliases, tags with unusual names
    | (?<=:)(?:[\]\[{},:]|(?<=["'\]}\s,\[{]:)[^ \r\n])          # a colon glued to what follows
    | (?<=[\s\[{,]\?)[\s,\[\]{}]                                # a key said to be one
    )""",
    re.VERBOSE | re.MULTILINE,
)
_COMMENT = re.compile(r"#(?<=^#|(?<= )#)[^\r\n]*", re.MULTILINE)
_LIMITS = (yaml.ScalarEvent, yaml.StreamEndEvent)


def is_disputed(source: str, events: Iterable[Any] = ()) -> bool:
    """Whether readers may differ on ``source``; ``events`` are libyaml's, read where they are not given."""
    if _ANYWHERE.search(source):
        return True
    hit = _OUTSIDE.search(source)
    if not hit:
        return False
    last = 0  # where the scalar before ended
    for event in events or read_events(source):
        if type(event) not in _LIMITS:
            continue
        end = event.end_mark.index
        for start, stop in _inert(source, last, event) if end > hit.start() else ():
            if hit.start() < start:
                return True
            if hit.start() < stop:
                hit = _OUTSIDE.search(source, stop)
                if not hit:
                    return False
        last = max(last, end)  # a value that is not there may be found before its key ends
    return True


def _inert(source: str, last: int, event: Any) -> Iterator[tuple[int, int]]:
    """The spans of the comments from ``last`` on and of the text that stands behind them."""
    end = event.end_mark.index
    start = behind_properties(source, event.start_mark.index, end)
    style = type(event) is yaml.ScalarEvent and event.style
    if style in ("|", ">"):
        start += len(source[start:end].partition("\n")[0])  # its header is no text
    for comment in _COMMENT.finditer(source, last, start):
        yield comment.span()
    yield start, (end if style or "\t" not in source[start:end] else start)
