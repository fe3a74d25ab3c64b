"""Terms are found wherever they stand, in every form."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_pipeline.glossary import Glossary, parse_glossary, render_glossary
from i18n_pipeline.model import Term
from i18n_pipeline.text.forms import has_term, is_part_of

CHARS = st.sampled_from("云原生平行业ab-]^ .")


@given(st.lists(st.text(CHARS, min_size=1, max_size=3), max_size=6), st.text(CHARS, max_size=12))
def test_no_place_is_left_out(sources: list[str], text: str) -> None:
    terms = [Term(source, "x") for source in dict.fromkeys(sources)]
    looking_everywhere = Glossary(terms)
    looking_everywhere.__dict__["_first"] = re.compile(".", re.DOTALL)
    assert list(Glossary(terms).places_in(text)) == list(looking_everywhere.places_in(text))


@pytest.mark.parametrize(
    ("term", "texts"),
    [
        ("hybrid cloud", ["Hybrid clouds", "a hybrid-cloud site", "in the cloud, which is hybrid"]),
        ("data center", ["two datacenters", "data-center", "our Data Centers"]),
        ("Wi-Fi", ["wifi", "WiFi", "wi fi"]),
        ("virtual machine", ["all VMs", "a VM", "virtualized machines"]),
        ("operation and maintenance", ["the O&M team", "operations, maintenance"]),
        ("Internet of Things", ["IoT", "an IoT platform"]),
        ("industrial IoT", ["IIoT"]),
        ("tenant", ["multi-tenancy", "tenants"]),
        ("load balancing", ["a load balancer", "to balance the load"]),
        ("high availability", ["highly available", "an HA cluster"]),
        ("containerization", ["containers", "was containerised"]),
        ("process", ["processes", "processing", "Process"]),
        ("table", ["tables"]),
        ("size", ["sizes", "sizing"]),
        ("节点", ["全节点监控"]),
    ],
)
def test_a_term_may_have_any_form(term: str, texts: list[str]) -> None:
    assert [text for text in texts if not has_term(text, term)] == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("hybrid cloud", "private cloud"),
        ("AI", "we maintain it"),
        ("repository", "warehouse"),
        ("cluster", "class"),
        ("canary release", "grayscale release"),
        ("virtual machine", "a virtual tour, a VW"),
    ],
)
def test_another_word_is_no_form_of_a_term(term: str, text: str) -> None:
    assert not has_term(text, term)


def test_a_part_of_a_term_says_nothing_else() -> None:
    assert is_part_of("Hybrid", "hybrid cloud")
    assert not is_part_of("Hybrid cloud", "private cloud")
    assert not is_part_of("", "hybrid cloud")


def test_a_row_may_have_several_translations() -> None:
    rows = "source,target,note\n电商,e-commerce | online retail,x\n青云,| QingCloud,\n云,cloud |,\n"
    glossary = parse_glossary(rows.encode(), "glossary.csv")
    assert [(term.target, term.allowed) for term in glossary] == [
        ("e-commerce", ("e-commerce", "online retail")),
        ("", ("青云", "QingCloud")),
        ("cloud", ("cloud",)),
    ]
    assert render_glossary(glossary[:1]) == "电商,e-commerce | online retail,x\n"
