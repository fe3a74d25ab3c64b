"""Terms are found wherever they stand, however their places are narrowed down first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.glossary import Glossary
from i18n_pipeline.model import Term

CHARS = st.sampled_from("云原生平行业ab-]^ .")


@given(st.lists(st.text(CHARS, min_size=1, max_size=3), max_size=6), st.text(CHARS, max_size=12))
def test_no_place_is_left_out(sources: list[str], text: str) -> None:
    terms = [Term(source, "x") for source in dict.fromkeys(sources)]
    looking_everywhere = Glossary(terms)
    looking_everywhere.__dict__["_first"] = re.compile(".", re.DOTALL)
    assert list(Glossary(terms).places_in(text)) == list(looking_everywhere.places_in(text))
