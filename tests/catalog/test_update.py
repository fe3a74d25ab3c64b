"""Promise 3: nothing that a person wrote is lost, whatever happens to the source."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_pipeline.catalog import store
from i18n_pipeline.catalog import update as module
from i18n_pipeline.catalog.entries import Catalog, Entry
from i18n_pipeline.catalog.headers import new_catalog
from i18n_pipeline.catalog.places import Occurrence
from i18n_pipeline.catalog.template import describe, occurrences
from i18n_pipeline.model import Message, Place, State

FILE = "content/zh/a.md"
LONG = "我们选择了容器平台来管理全部的业务系统"
EDITED = "我们最终选择了容器平台来管理全部的业务系统"
OTHER = "监控体系由三个开源组件共同构成并且稳定"


def page(*texts: str, key: str = "content") -> tuple[Message, ...]:
    """The messages of a page whose list holds the texts."""
    places: dict[str, list[Place]] = {}
    for index, text in enumerate(texts):
        places.setdefault(text, []).append(Place(("list", index, key), index + 1))
    return tuple(Message(text, tuple(found)) for text, found in places.items())


def update(
    catalog: Catalog, messages: Sequence[Message], file: str, places: Sequence[Occurrence] = ()
) -> Catalog:
    return module.update(catalog, describe(messages, file), places)


def catalog_of(*texts: str) -> Catalog:
    return update(new_catalog("a.md", "zh_CN", "en", "2026-01-01 00:00+0000"), page(*texts), FILE)


def reviewed(catalog: Catalog, **_: str) -> Catalog:
    """Every entry translated by a person, with a comment."""
    entries = [e._replace(msgstr=f"T {e.msgid}", comment=f"by hand: {e.msgid}") for e in catalog.entries]
    return replace(catalog, entries=tuple(entries))


def step(catalog: Catalog, *texts: str) -> Catalog:
    """Update, through the file."""
    return store.parse(store.render(update(catalog, page(*texts), FILE)), "a.po")


def get(catalog: Catalog, msgid: str) -> Entry:
    (found,) = [entry for entry in catalog.entries if entry.msgid == msgid]
    return found


def fuzzy(catalog: Catalog) -> set[str]:
    return {entry.msgid for entry in catalog.entries if entry.fuzzy and not entry.obsolete}


def test_an_edited_sentence_keeps_its_translation_as_fuzzy_with_the_previous_msgid() -> None:
    after = step(reviewed(catalog_of("公司简介", LONG, OTHER)), "公司简介", EDITED, OTHER)
    entry = get(after, EDITED)
    assert (entry.msgstr, entry.fuzzy, entry.previous) == (f"T {LONG}", True, (None, LONG))
    assert entry.comment == f"by hand: {LONG}"
    assert entry.state is State.STALE
    assert fuzzy(after) == {EDITED}
    assert get(after, LONG).obsolete


def test_restored_it_is_reviewed_again() -> None:
    before = reviewed(catalog_of("公司简介", LONG, OTHER))
    after = step(step(before, "公司简介", EDITED, OTHER), "公司简介", LONG, OTHER)
    assert {e.msgid: (e.msgstr, e.fuzzy) for e in after.entries} == {
        e.msgid: (e.msgstr, e.fuzzy) for e in before.entries
    }
    assert get(after, LONG).state is State.REVIEWED


def test_an_insertion_above_makes_nothing_else_fuzzy() -> None:
    before = reviewed(catalog_of("公司简介", LONG, OTHER))
    after = step(before, "新的一项", "公司简介", "又一项新的内容放在这里", LONG, OTHER)
    assert fuzzy(after) == set()
    assert get(after, LONG).msgstr == f"T {LONG}"
    assert get(after, "新的一项").state is State.MISSING


def test_an_insertion_and_an_edit_in_one_go() -> None:
    after = step(
        reviewed(catalog_of("公司简介", LONG, OTHER)), "公司简介", "完全无关的新句子插在前面", EDITED, OTHER
    )
    assert fuzzy(after) == {EDITED}
    assert get(after, EDITED).previous == (None, LONG)


def test_a_short_string_is_found_by_its_place() -> None:
    after = step(reviewed(catalog_of("行业", "公有云", "地点")), "行业", "私有云", "地点")
    assert get(after, "私有云").previous == (None, "公有云")


def test_a_short_string_elsewhere_inherits_nothing_by_likeness() -> None:
    after = step(reviewed(catalog_of("行业", "公有云")), "行业", "公有云", "地点", "私有云")
    assert get(after, "私有云").state is State.MISSING
    moved = update(reviewed(catalog_of("公有云")), page("私有云", key="title"), FILE)
    assert get(moved, "私有云").state is State.MISSING


@pytest.mark.parametrize("new", ["解决方案", "AI 的价值"])
def test_labels_that_share_no_letter_are_two_things(new: str) -> None:
    after = step(reviewed(catalog_of("行业", "背景：", "地点")), "行业", new, "地点")
    assert (get(after, new).state, get(after, new).previous) == (State.MISSING, None)


def test_a_long_string_elsewhere_inherits_by_likeness() -> None:
    moved = update(reviewed(catalog_of("行业", LONG)), page("行业", EDITED, key="text"), FILE)
    assert get(moved, EDITED).previous == (None, LONG)
    assert (
        get(update(reviewed(catalog_of(LONG)), page(OTHER, key="text"), FILE), OTHER).state is State.MISSING
    )


def test_a_moved_string_keeps_its_translation_and_gives_it_to_nobody() -> None:
    after = step(reviewed(catalog_of(LONG, OTHER, "行业")), "行业", "地点", LONG, OTHER)
    assert fuzzy(after) == set()
    assert get(after, LONG).state is State.REVIEWED


def test_one_of_two_places_edited() -> None:
    after = step(reviewed(catalog_of("文鼎", "x公司简介", "文鼎")), "文鼎创新", "x公司简介", "文鼎")
    assert get(after, "文鼎").state is State.REVIEWED
    assert get(after, "文鼎创新").previous == (None, "文鼎")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_of_equal_strings_edited(at: int) -> None:
    """Whichever it is, the new one inherits, and one alone for one that is gone."""
    texts = ["客户背景"] * 3
    texts[at] = "用户背景"
    catalog = step(reviewed(catalog_of(*["客户背景"] * 3)), *texts)
    assert (get(catalog, "用户背景").msgstr, get(catalog, "用户背景").fuzzy) == ("T 客户背景", True)
    assert not get(catalog, "客户背景").fuzzy


def test_no_more_inherit_from_equal_strings_than_are_gone() -> None:
    def body(**texts: Sequence[int]) -> list[Message]:
        return [
            Message(text, tuple(Place(("$body", f"paragraph~{number}"), number) for number in numbers))
            for text, numbers in texts.items()
        ]

    old = reviewed(update(catalog_of(), body(客户的背景=(1, 2, 3)), FILE))
    new = update(old, body(用户的背景=(1,), 客户新背景=(2,), 客户的背景=(3, 4)), FILE)
    assert sorted(entry.msgstr for entry in new.entries) == ["", "T 客户的背景", "T 客户的背景"]


def test_a_deleted_string_goes_obsolete_and_comes_back() -> None:
    before = reviewed(catalog_of(LONG, OTHER))
    without = step(before, OTHER)
    assert get(without, LONG).obsolete
    assert get(without, LONG).comment == f"by hand: {LONG}"
    again = step(step(without, OTHER), LONG, OTHER)
    assert get(again, LONG).state is State.REVIEWED
    assert not get(again, LONG).obsolete


def test_edited_twice_the_previous_msgid_is_the_one_the_text_translates() -> None:
    after = step(step(reviewed(catalog_of(LONG, OTHER)), EDITED, OTHER), EDITED + "啊", OTHER)
    assert get(after, EDITED + "啊").previous == (None, LONG)
    assert [entry.msgid for entry in after.entries if entry.obsolete] == [LONG]


def test_a_translator_s_work_on_a_changed_string_is_not_dropped() -> None:
    changed = step(reviewed(catalog_of(LONG, OTHER)), EDITED, OTHER)
    worked = replace(
        changed,
        entries=tuple(e._replace(msgstr="half done") if e.msgid == EDITED else e for e in changed.entries),
    )
    after = step(worked, LONG, OTHER)
    assert get(after, LONG).state is State.REVIEWED
    assert (get(after, EDITED).obsolete, get(after, EDITED).msgstr) == (True, "half done")


@pytest.mark.parametrize(
    ("forms", "text", "state"),
    [
        (("one", "many"), "one", State.DRAFT),
        (("", "many"), "many", State.DRAFT),
        (("", ""), "", State.MISSING),
        ((), "", State.MISSING),
    ],
)
def test_plural_forms_become_one_text_and_a_comment(forms: tuple[str, ...], text: str, state: State) -> None:
    catalog = catalog_of(LONG)
    plural = [entry._replace(plural=("多\n个", forms), comment="mine") for entry in catalog.entries]
    entry = get(step(replace(catalog, entries=tuple(plural)), LONG), LONG)
    assert (entry.msgstr, entry.state, entry.plural) == (text, state, None)
    lines = ["mine", r'msgid_plural "多\n个"', *(f'msgstr[{at}] "{form}"' for at, form in enumerate(forms))]
    assert entry.comment.split("\n") == lines


def test_places_of_the_template_serve_a_catalog_without_comments() -> None:
    template = catalog_of("行业", "公有云", "地点")
    bare = replace(
        reviewed(template), entries=tuple(e._replace(extracted="") for e in reviewed(template).entries)
    )
    assert not occurrences(bare.entries)
    after = update(bare, page("行业", "私有云", "地点"), FILE, occurrences(template.entries))
    assert get(after, "私有云").previous == (None, "公有云")


class _Text(str):
    """A text that tells when nobody holds it any more."""


def test_texts_are_let_go_once_they_are_compared() -> None:
    text = _Text("我们选择了容器平台来管理全部的业务系统")
    assert module.similarity(text, text + "。") > 0.9
    held = weakref.ref(text)
    del text
    gc.collect()
    assert held() is None


def test_an_unchanged_page_changes_nothing() -> None:
    before = reviewed(catalog_of("公司简介", LONG, OTHER, LONG))
    assert update(before, page("公司简介", LONG, OTHER, LONG), FILE) == before


TEXTS = st.lists(
    st.sampled_from(
        ["行业", "地点", "公有云", "私有云", LONG, EDITED, OTHER, OTHER + "了", "公司简介", LONG[:9]]
    ),
    max_size=7,
)


@settings(max_examples=300)
@given(st.lists(TEXTS, min_size=2, max_size=6))
def test_no_reviewed_text_or_comment_is_ever_lost(versions: Sequence[Sequence[str]]) -> None:
    catalog = catalog_of(*versions[0])
    written: dict[str, str] = {}
    for number, texts in enumerate(versions):
        catalog = step(catalog, *texts)
        assert [e.msgid for e in catalog.entries if not e.obsolete] == list(dict.fromkeys(texts))
        assert step(catalog, *texts) == catalog, "a second update changes nothing"
        for msgid, text in written.items():
            entry = get(catalog, msgid)
            assert (entry.msgstr, entry.fuzzy) == (text, False)
        entries = []
        for entry in catalog.entries:
            if not entry.obsolete and entry.state is not State.REVIEWED and number % 2 == 0:
                entry = entry._replace(msgstr=f"by hand {entry.msgid}", flags=(), previous=None)
                written[entry.msgid] = entry.msgstr
            entries.append(entry)
        catalog = replace(catalog, entries=tuple(entries))


@pytest.mark.parametrize("file", ["content/zh/a.md", "content/zh/a b.md"])
def test_files_survive_a_round_trip(file: str) -> None:
    made = update(new_catalog("a.md", "zh_CN", "en", "d"), page(LONG), file)
    read = store.parse(store.render(made), "a.po")
    assert update(read, page(LONG), file) == read


@pytest.mark.parametrize(
    ("text", "draft", "share"),
    [
        ("We sorted out the settings", "We sorted out the setting", 4 / 5),
        ("We, sorted   out - the setting!", "We sorted out the setting", 1),
        ("Settings: two weeks", "We sorted out the setting", 0),
        ("the setting sorted out", "We sorted out the setting", 2 / 4),  # two in a row, in that order
        ("sorted out", "We sorted out the setting", 1),  # what is left is the draft's
        ("We sorted out the setting and went home for good", "We sorted out the setting", 5 / 10),
        ("設定をAWSへ移した", "設定をGCPへ移した", 7 / 8),
        ("…", "We sorted out the setting", 0),
    ],
)
def test_the_share_of_a_text_that_are_words_of_a_draft(text: str, draft: str, share: float) -> None:
    assert module.share_of(text, draft) == pytest.approx(share)
