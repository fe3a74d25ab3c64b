"""Counts by state as tables, bars and a badge. Prints nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from i18n_pipeline.messages import say
from i18n_pipeline.model import Counts

#: Says a message in the reader's language.
Words = Callable[[str], str]

#: What tables show: the states, and the drafts that need most work.
COLUMNS = {
    "total": say("total"),
    "reviewed": say("reviewed"),
    "draft": say("draft"),
    "poor": say("poor"),
    "stale": say("stale"),
    "missing": say("missing"),
}
STATES = {name: shown for name, shown in COLUMNS.items() if name != "poor"}
ALL_PAGES = say("all pages")
_COUNTED = tuple(STATES)[1:]  # what they are summed up from


def status_table(target: str, pages: Mapping[str, Counts], words: Words = str) -> Iterator[str]:
    """The states of a target's pages as lines of a table, the total last."""
    rows = {**pages, words(ALL_PAGES): sum(pages.values(), Counts())}
    width = max(map(_cells, (*rows, target)))
    yield _padded(target, width) + "".join(_padded(words(state), -10) for state in COLUMNS.values())
    for name, row in rows.items():
        yield _padded(name, width) + "".join(f"{count:>10}" for count in columns(row).values())


def status_markdown(targets: Mapping[str, Mapping[str, Counts]], words: Words = str) -> Iterator[str]:
    """The states as Markdown tables, for a pull request."""
    for target, pages in targets.items():
        rows = {
            **{_code(name): row for name, row in pages.items()},
            f"**{words(ALL_PAGES)}**": sum(pages.values(), Counts()),
        }
        shown = " | ".join(map(words, COLUMNS.values()))
        yield f"| {target} | {words(STATES['reviewed'])} | {shown} |"
        yield "|---|---|" + "--:|" * len(COLUMNS)
        for name, row in rows.items():
            bar = "█" * shares(row, 10)["reviewed"]
            cells = " | ".join(str(count) for count in columns(row).values())
            yield f"| {name} | `{bar:░<10}` {percent(row)} % | {cells} |"
        yield ""


def badge(targets: Mapping[str, Counts]) -> str:
    """How much is reviewed, as an SVG image of one line."""
    label, value = "translations", " · ".join(f"{target} {percent(row)} %" for target, row in targets.items())
    left, right = 7 * len(label) + 12, 7 * len(value) + 12
    lowest = min(map(percent, targets.values()), default=0)
    colour = "#2e7d32" if lowest >= 80 else "#8a6d00" if lowest >= 40 else "#b23b3b"
    text = f"{label}: {value}"
    size = f'width="{left + right}" height="20"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{text}">'
        f"<title>{text}</title>"
        f'<rect {size} rx="3" fill="{colour}"/>'
        f'<path d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#444"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{label}</text><text x="{left + right / 2:g}" y="14">{value}</text>'
        "</g></svg>\n"
    )


def percent(row: Counts) -> int:
    """How much is reviewed, never rounded up; a page without text is done."""
    return row.reviewed * 100 // row.total if row.total else 100


def shares(row: Counts, cells: int) -> dict[str, int]:
    """The states as parts of a bar of so many cells; what there is shows, if the bar is long enough."""
    if not row.total:
        return dict.fromkeys(_COUNTED, 0)
    left, parts, done = cells, {}, 0
    for state in _COUNTED:
        done += getattr(row, state)
        parts[state] = done * cells // row.total - (cells - left)
        left -= parts[state]
    return parts


def _cells(text: str) -> int:
    """How wide a terminal shows the text."""
    from unicodedata import east_asian_width  # takes long to import, and few runs draw

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    """The text with blanks after it; before it where the width is negative."""
    blanks = " " * (abs(width) - _cells(text))
    return text + blanks if width > 0 else blanks + text


def _code(name: str) -> str:
    """A name as Markdown shows it: in a code span of more backticks than are in it."""
    text = name.replace("|", "\\|")
    if "`" not in text:
        return f"`{text}`"
    fence = "`" * (max(map(len, re.findall("`+", text))) + 1)
    return f"{fence} {text} {fence}"


def counts(row: Counts) -> dict[str, int]:
    """By state, the total first."""
    return {state: getattr(row, state) for state in STATES}


def columns(row: Counts) -> dict[str, int]:
    """By what tables show."""
    return {name: getattr(row, name) for name in COLUMNS}
