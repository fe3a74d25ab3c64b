"""The body of a target page is its own, byte for byte, whatever the source page is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml_documents import LEADS

from i18n_pipeline.disk.files import digest
from i18n_pipeline.locales import script
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.pages.parts import divide, joined
from i18n_pipeline.project import bodies
from i18n_pipeline.project.manifest import NO_BODIES, BodyNote, Manifest, parse_manifest

ENDS = st.sampled_from(["\n", "\r\n"])
BODIES = st.text(st.sampled_from("ab 中-#{<\n\r\t")).filter(lambda text: "---" not in text)


def outcome(merged: bytes, current: bytes | None, manifest: Manifest | None) -> bodies.Outcome:
    page = parse_page(merged, name="a.md", file="a.md")
    return bodies.with_body(page, merged, current, manifest, script("zh_CN"))


@st.composite
def pages(draw: st.DrawFn, title: str) -> tuple[str, str, str]:
    """Lead, front matter, body."""
    end, body = draw(ENDS), draw(BODIES)
    bom, lead = draw(st.sampled_from(["", "\ufeff"])), draw(st.sampled_from(LEADS))
    matter = f"---{end}title: {title}{end}---"
    return bom + lead, matter, draw(st.sampled_from(["", end + body])) if body else end


@given(pages("中"), pages("x"))
def test_what_stands_around_the_front_matter_stays(
    source: tuple[str, str, str], target: tuple[str, str, str]
) -> None:
    lead, _matter, body = target
    merged = "".join(source).replace("中", "English").encode()
    new = outcome(merged, "".join(target).encode(), None)
    assert new.content.decode() == f"{lead}{source[1].replace('中', 'English')}{body}"
    assert outcome(merged, None, None).content == merged
    again = outcome(merged, new.content, parse_manifest(b"taken " + b"0" * 64))
    assert again.content == new.content
    assert divide("a.md", new.content) == (lead, source[1].replace("中", "English"), body)


@pytest.mark.parametrize("name", ["a.md", "a.yaml"])
def test_parts_make_the_page(name: str) -> None:
    for text in ("", "\ufeff", "---\n---", "\ufeff---\na: b\n--- \nbody\n", "a: b\n"):
        assert joined(*divide(name, text.encode())) == text.encode()


def test_a_page_without_front_matter_gets_some_above_its_text() -> None:
    merged = "---\ntitle: x\n---\n正文\n".encode()
    assert outcome(merged, b"Text\n", None).content == b"---\ntitle: x\n---\nText\n"


def test_a_source_without_front_matter_has_nothing_to_say() -> None:
    page = b"---\ntitle: x\n---\nText\n"
    assert outcome("正文\n".encode(), page, None).content == page


def test_old_manifests_tell_copies_by_the_whole_page() -> None:
    page = "---\ntitle: x\n---\n旧\n".encode()
    new = page.replace("旧".encode(), "新".encode())
    old = parse_manifest(f"page {digest(page)}\nframe {'0' * 12}\n".encode())
    assert outcome(new, page, old).content == new
    theirs = page.replace("旧".encode(), b"Ours")
    assert outcome(new, theirs, old).content == theirs


def test_notes_of_bodies_are_read_back() -> None:
    assert parse_manifest(f"body {'a' * 12} {'b' * 12}\n".encode()).bodies == {BodyNote("a" * 12, "b" * 12)}
    assert not parse_manifest(b"body x y\n").bodies
    assert NO_BODIES.source == NO_BODIES.target
