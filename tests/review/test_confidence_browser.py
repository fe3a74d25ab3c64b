"""The sheet, worst first; and good drafts approved a screenful at a time, in a real browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import Project
from test_browser import browser, opened, pytestmark

__all__ = ["browser", "opened", "pytestmark"]

LABELS = [
    f"{what}{how}" for how in ("管理", "备份", "安全") for what in ("数据", "用户", "订单", "应用", "系统")
]
POOR = "把复杂的流程留给自己，把简单的结果留给每一位客户，这是团队多年以来一直坚持的做法。"
LONG = "".join(f"第 {n} 组有 {n * n} 台设备。" for n in range(11, 51))
TRANSLATED = " ".join(f"Group {n} has {n * n} devices." for n in range(11, 51))
SEEN = """() => [...document.querySelectorAll('.row')].filter(row => {
    const { top, bottom } = row.getBoundingClientRect();
    const work = document.querySelector('#work');
    const end = work.hidden ? innerHeight : work.getBoundingClientRect().top;
    return top >= document.querySelector('#filters').getBoundingClientRect().bottom && bottom <= end;
}).filter(row => row.querySelector('.confidence.good') && !row.hasAttribute('data-yours'))
  .map(row => row.querySelector('.text').innerText)"""


def page(*texts: str) -> str:
    return "list:\n" + "".join(f"  - {text}\n" for text in texts)


@pytest.fixture
def drafted(project: Project) -> Project:
    """A page of labels, one of a sentence between labels, and one that is reviewed."""
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a.md", page(*LABELS))
    project.page("b.md", page("负载均衡", POOR, "技术支持"))
    project.page("c.md", page("关于我们"))
    project.ok("extract")
    project.translate("c", {"关于我们": "About us"})
    project.ok("draft")
    return project


def approved(sheet: Any) -> set[str]:
    """As the browser keeps it; a download would scroll."""
    return {change["id"] for change in json.loads(sheet.page.evaluate("localStorage.getItem(STORE)") or "[]")}


def press(sheet: Any, key: str = "g") -> None:
    sheet.page.keyboard.press(key)
    sheet.settle()
    sheet.settle()  # rows that are scrolled to are scrolled to for some frames


def test_what_needs_most_work_is_first_and_says_so(drafted: Project, opened: Any) -> None:
    drafted.page("d.md", page("第一项", "第二项"))
    drafted.ok("extract")
    sheet = opened(drafted)
    names = sheet.page.locator("#page-list bdi").all_inner_texts()
    assert names == list(drafted.json("status")["targets"]["en"]["pages"]) == ["d.md", "b.md", "a.md", "c.md"]
    mark = sheet.row(POOR).locator(".confidence")
    assert mark.inner_text() == "Poor"
    assert " of 100: " in mark.get_attribute("title")
    sheet.page.select_option("#page", "b.md")
    sheet.settle()
    texts = sheet.page.locator("#p-1 .row .text[lang^=zh]")
    assert texts.all_inner_texts() == ["负载均衡", POOR, "技术支持"]
    sheet.page.select_option("#order", "worst")
    sheet.settle()
    assert texts.all_inner_texts() == [POOR, "负载均衡", "技术支持"]
    sheet.page.keyboard.press("Escape")
    for text in (POOR, "负载均衡"):
        press(sheet, "j")
        assert sheet.focused() == f"Draft: {text}"
    sheet.page.click("text=1 draft is poor")
    assert sheet.count() == "1 of 21 strings shown"
    sheet.page.click("#everything")
    assert sheet.page.locator("#order").input_value() == "page"


def test_one_key_approves_the_good_drafts_on_screen_and_no_others(drafted: Project, opened: Any) -> None:
    sheet = opened(drafted)
    shown: set[str] = set()
    for _ in range(20):
        seen = set(sheet.page.evaluate(SEEN))
        press(sheet)
        shown |= seen
        assert approved(sheet) == shown
        if len(shown) == len(LABELS) + 2:
            break
        assert sheet.page.evaluate(SEEN), "the next good drafts are on screen"
    assert shown == {*LABELS, "负载均衡", "技术支持"}
    press(sheet)
    assert sheet.page.locator("#said").inner_text() == "No good draft is left"
    assert {change["id"] for change in sheet.download()["changes"]} == shown


def test_what_was_approved_at_once_is_taken_back_at_once_but_for_what_was_changed_since(
    drafted: Project, opened: Any
) -> None:
    sheet = opened(drafted)
    press(sheet)
    press(sheet)
    first = approved(sheet)
    press(sheet)
    run = sorted(approved(sheet) - first)
    assert len(run) > 2
    sheet.row(run[0]).get_by_role("button", name="Edit").click()
    sheet.page.keyboard.type("Mine: ")
    sheet.page.keyboard.press("Control+Enter")
    left = next(text for text in LABELS if text not in first | set(run))
    sheet.row(left).focus()
    press(sheet, "u")
    assert approved(sheet) == first | {run[0]}
    sheet.row(left).focus()
    press(sheet, "u")
    assert approved(sheet) == first | {run[0]}


def test_what_the_last_screenful_approved_is_taken_back_as_a_whole(drafted: Project, opened: Any) -> None:
    sheet = opened(drafted)
    for act in (lambda: press(sheet), lambda: sheet.page.locator("#run").dispatch_event("click")):
        sheet.page.select_option("#page", "b.md")
        sheet.row("负载均衡").focus()
        act()
        assert approved(sheet) == {"负载均衡", "技术支持"}
        press(sheet, "u")
        assert approved(sheet) == set()


def test_what_is_being_edited_is_not_approved_as_it_was(drafted: Project, opened: Any) -> None:
    sheet = opened(drafted)
    sheet.page.select_option("#page", "b.md")
    sheet.row("负载均衡").get_by_role("button", name="Edit").click()
    assert not sheet.row("负载均衡").get_by_role("button", name="Approve").is_visible()
    sheet.page.locator("textarea").fill("")
    sheet.row("技术支持").evaluate("row => row.scrollIntoView({block: 'center'})")
    sheet.page.locator("#run").dispatch_event("click")
    assert approved(sheet) == {"技术支持"}
    assert sheet.page.locator("textarea").input_value() == ""


def test_what_lies_outside_of_the_zoomed_part_is_not_approved(drafted: Project, opened: Any) -> None:
    sheet = opened(drafted, viewport={"width": 400, "height": 700}, is_mobile=True)
    sheet.page.select_option("#page", "b.md")
    sheet.row("负载均衡").focus()
    sheet.settle()
    zoom = sheet.page.context.new_cdp_session(sheet.page)
    zoom.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    sheet.page.wait_for_function("visualViewport.scale === 2")
    sheet.page.locator("#run").dispatch_event("click")
    assert approved(sheet) == set()
    zoom.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    sheet.page.wait_for_function("visualViewport.scale === 1")
    sheet.page.locator("#run").dispatch_event("click")
    assert approved(sheet)


def test_a_key_that_is_held_does_its_work_once(drafted: Project, opened: Any) -> None:
    sheet = opened(drafted)
    keyboard = sheet.page.keyboard

    def hold(key: str) -> None:
        for _ in range(5):
            keyboard.down(key)
        keyboard.up(key)
        sheet.settle()

    keyboard.press("j")
    hold("a")
    assert len(approved(sheet)) == 1
    draft = drafted.entry("b", POOR).msgstr
    sheet.row(POOR).focus()
    hold("e")
    assert sheet.page.locator("textarea").input_value() == draft
    keyboard.press("e")
    assert "e" in sheet.page.locator("textarea").input_value().replace(draft, "")
    keyboard.press("Escape")
    sheet.page.locator("#run").focus()
    hold("Enter")  # from the button it goes on to a row
    assert sheet.page.locator("textarea").count() == 0


def test_a_key_that_is_held_approves_one_screenful(drafted: Project, opened: Any) -> None:
    sheet = opened(drafted)
    press(sheet)
    press(sheet)
    before = approved(sheet)
    sheet.page.keyboard.down("g")
    sheet.settle()
    held = approved(sheet)
    for _ in range(5):
        sheet.page.keyboard.down("g")
    sheet.page.keyboard.up("g")
    assert before < held == approved(sheet)


def test_the_button_does_it_where_single_keys_are_off(drafted: Project, opened: Any) -> None:
    sheet = opened(drafted)
    sheet.page.keyboard.press("?")
    assert "Approve the good drafts on screen" in sheet.page.locator("#keys").inner_text()
    sheet.page.locator("#single-keys").uncheck()
    sheet.page.get_by_role("button", name="Close").click()
    press(sheet)
    assert sheet.page.locator("#work").is_hidden()
    for _ in range(2):
        sheet.page.get_by_role("button", name="Approve good ones on screen").click()
        sheet.settle()
    assert approved(sheet)


def test_what_is_too_high_for_the_screen_is_not_approved_unseen(project: Project, opened: Any) -> None:
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a.md", page("数据备份", LONG, "用户管理"))
    project.page("b.md", page(LONG))
    project.ok("extract")
    project.translate("b", {LONG: TRANSLATED})
    project.ok("draft")
    sheet = opened(project, viewport={"width": 1280, "height": 600})
    assert sheet.row(LONG).locator(".confidence").first.inner_text() == "Good"
    for _ in range(8):
        press(sheet)
    assert approved(sheet) == {"数据备份", "用户管理"}
    assert sheet.focused().startswith("Draft: 第 11 组")


def test_a_sheet_without_drafts_of_machines_has_no_such_button(project: Project, opened: Any) -> None:
    project.page("a.md", page("数据备份"))
    project.ok("extract")
    sheet = opened(project)
    assert sheet.page.locator("#run").is_hidden()
    press(sheet)
    assert sheet.page.locator("#said").inner_text() == "No good draft is left"
