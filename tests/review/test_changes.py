"""Whatever a reviewer types is refused, or stands in the catalog exactly so."""

from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.provenance import mark
from i18n_pipeline.config import Language
from i18n_pipeline.model import Message, Place, State
from i18n_pipeline.review.changes import ReviewChange, judge

ENGLISH = Language("en", "en")
MESSAGE = Message("很好", (Place(("a",), 1),))


def entry(text: str, *flags: str, stale: bool = False) -> Entry:
    previous = (None, "好") if stale else None
    comment = mark("", "gloss", (None, "很好"), text)
    return Entry("很好", text, comment=comment, flags=flags, previous=previous)


def change(text: str, old: str) -> ReviewChange:
    return ReviewChange(page="a.md", target="en", id="很好", old=old, text=text)


@given(st.text(), st.booleans())
def test_the_text_is_taken_as_it_is_or_not_at_all(text: str, stale: bool) -> None:
    judged = judge(change(text, "Good"), MESSAGE, entry("Good", "fuzzy", stale=stale), ENGLISH)
    assert bool(judged.entry) != bool(judged.rule)
    if judged.entry:
        catalog = Catalog(Entry("", "Content-Type: text/plain; charset=UTF-8\n"), (judged.entry,))
        (read,) = store.parse(store.render(catalog), "a.po").entries
        assert (read.msgstr, read.state, read.comment) == (text, State.REVIEWED, "")
        assert judge(change(text, "Good"), MESSAGE, read, ENGLISH) == type(judged)()  # nothing left to do


@given(st.text(min_size=1), st.text(min_size=1))
def test_what_somebody_wrote_meanwhile_is_never_replaced(now: str, text: str) -> None:
    judged = judge(change(text, "Good"), MESSAGE, entry(now), ENGLISH)
    if now not in ("Good", text):
        assert judged.rule == "older-translation"
        assert judged.why.isprintable()
