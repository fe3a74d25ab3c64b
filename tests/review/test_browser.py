"""The sheet in a real browser: the system's Chromium, headless, driven over a pipe.

Nothing is downloaded and no network is used. Skipped where no Chromium is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import review_projects
from conftest import Project
from moments import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium is installed (Debian's package is chromium)"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    own = ["--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
    sandbox = [] if os.name != "posix" or os.getuid() else ["--no-sandbox"]  # root has none
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*own, *sandbox])
        yield browser
        browser.close()


class Opened:
    """A sheet in a tab, and everything it did that it must not."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.problems: list[str] = []
        self.refused: list[str] = []  # why requests were stopped
        self.address = file.as_uri()
        self.page: Page = context.new_page()
        self.page.set_default_timeout(0)  # a busy machine takes its time
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("console", lambda told: self.problems.append(f"console: {told.text}"))
        self.page.on("dialog", self.dialog)
        self.page.on("request", self.request)
        self.page.on("requestfailed", lambda request: self.refused.append(str(request.failure)))
        self.open()

    def open(self) -> None:
        self.page.goto(self.address)

    def dialog(self, dialog: Any) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.accept()

    def request(self, request: Any) -> None:
        if request.url != self.address and not request.url.startswith("blob:"):
            self.problems.append(f"request: {request.url[:100]}")

    def row(self, text: str) -> Locator:
        return self.page.locator(".row:not(.again)", has=self.page.get_by_text(text, exact=True))

    def count(self) -> str:
        self.settle()
        return self.page.locator("#count").inner_text()

    def settle(self) -> None:
        """Wait until the sheet has done what it puts off while somebody types."""
        self.page.evaluate("() => new Promise(done => setTimeout(done, 200))")

    def focused(self) -> str:
        return str(
            self.page.evaluate(
                "document.activeElement.closest('.row')?.getAttribute('aria-label') || document.activeElement.id"
            )
        )

    def download(self) -> dict[str, Any]:
        with self.page.expect_download() as expected:
            self.page.click("#download")
        found: dict[str, Any] = json.loads(Path(expected.value.path()).read_text("utf-8"))
        return found


@pytest.fixture
def reviewing(project: Project) -> Project:
    return review_projects.reviewing(project)


@pytest.fixture
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A function that makes the sheet of a project and opens it; what went wrong in it fails the test."""
    sheets: list[Opened] = []
    contexts: list[BrowserContext] = []

    def start(project: Project, **options: Any) -> Opened:
        file = tmp_path_factory.mktemp("sheet") / "sheet.html"
        project.run("review", "--output", str(file))
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-US", **options})
        )
        sheets.append(Opened(contexts[-1], file))
        return sheets[-1]

    yield start
    problems = [problem for sheet in sheets for problem in sheet.problems]
    for context in contexts:
        context.close()
    assert problems == []


def test_every_string_side_by_side_with_what_is_known_of_it(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    assert sheet.count() == "9 of 9 strings shown"
    title = sheet.row("我们选择了容器平台")
    assert "We chose a container tower" in title.inner_text()
    assert "Mind the brand." in title.inner_text()
    assert "In sentences use the project's terms" in title.inner_text()
    assert "locale/en/LC_MESSAGES/a.po:" in title.inner_text()
    assert title.locator("mark").inner_text() == "容器平台"
    assert title.locator("h4").count() == 1
    stale = sheet.row("上课时自动还原")
    assert stale.locator("ins").inner_text() == "时"
    assert "The Chinese has changed since" in stale.inner_text()
    assert sheet.row("背景").get_by_text("A heading.").is_visible()
    assert re.sub(r"\s+", " ", sheet.page.locator(".legend").inner_text()).startswith(
        "Reviewed 2 · 22.2 % Draft 1"
    )
    assert (
        sheet.page.locator(".card .bar").get_attribute("aria-label")
        == "English: Reviewed 2, Draft 1, Stale 1, Missing 5"
    )


def test_filters(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    for state, count in (("Draft", 1), ("Stale", 2)):  # each shows what it says, beside the others
        sheet.page.get_by_role("checkbox", name=re.compile(f"^{state}")).check(force=True)
        assert sheet.count() == f"{count} of 9 strings shown"
    sheet.page.click("#everything")
    assert sheet.count() == "9 of 9 strings shown"
    sheet.page.select_option("#rule", "numbers")
    assert sheet.count().startswith("1 of 9")
    assert sheet.row("降低了 45%").is_visible()
    sheet.page.click("#everything")
    sheet.page.select_option("#page", "b.md")
    assert sheet.count() == "3 of 9 strings shown"
    assert not sheet.page.locator("#p-0").is_visible()
    sheet.page.click("#everything")
    sheet.page.select_option("#more", "findings")
    assert sheet.count().startswith("3 of 9")
    sheet.page.get_by_role("button", name="1 string breaks a rule").click()
    assert sheet.count().startswith("1 of 9")
    sheet.page.get_by_role("button", name="5 strings have no translation").click()
    assert sheet.count().startswith("5 of 9")


def test_search(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    sheet.page.keyboard.press("/")
    assert sheet.focused() == "search"
    for words, count in (("restored", 1), ("第", 3), ("MIND THE", 1), ("section.list", 2), ("nowhere", 0)):
        sheet.page.fill("#search", words)
        assert sheet.count().startswith(f"{count} of 9" if count else "Nothing matches"), words
    sheet.page.fill("#search", "class")
    sheet.count()
    assert sheet.page.locator(".hit").inner_text() == "class"
    assert sheet.page.locator("#count").get_attribute("aria-live") == "polite"


def test_keys(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    press = sheet.page.keyboard.press
    press("j")
    assert sheet.focused() == "Reviewed: 我们选择了容器平台"
    press("j")
    press("j")
    assert sheet.focused() == "Stale: 上课时自动还原"
    assert sheet.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press("k")
    assert sheet.focused() == "Missing: 背景"
    press("]")
    press("j")
    assert sheet.focused() == "Missing: 第二页"
    press("[")
    press("?")
    assert sheet.page.locator("#help").is_visible()
    press("j")
    press("Escape")
    assert not sheet.page.locator("#help").is_visible()
    press("/")
    sheet.page.keyboard.type("jk?")
    assert sheet.page.input_value("#search") == "jk?"
    sheet.page.click("#help-button")
    sheet.page.uncheck("#single-keys")
    sheet.page.get_by_role("button", name="Close").click()
    press("?")
    assert not sheet.page.locator("#help").is_visible()


def test_edit_approve_download_apply(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    press = sheet.page.keyboard.press
    assert not sheet.page.locator("#work").is_visible()
    press("j")
    press("j")
    press("j")
    press("a")  # approves the stale one, and goes on
    assert sheet.focused() == "Draft: 降低了 45%"
    press("e")
    press("ControlOrMeta+a")
    sheet.page.keyboard.type("Lower by 45%")
    press("Control+Enter")
    assert sheet.focused() == "Your change: 降低了 45%"
    assert "Lower by 54%" in sheet.row("降低了 45%").locator(".diff").inner_text()
    sheet.row("第一项").get_by_role("button", name="Translate").click()
    sheet.page.keyboard.type("The first")
    sheet.row("第一项").get_by_role("button", name="Keep").click()
    sheet.row("我们选择了容器平台").get_by_label("It is right as it is").check()
    sheet.row("第二项").get_by_role("button", name="Translate").click()
    sheet.page.keyboard.type("never mind")
    press("Escape")
    assert sheet.page.locator("#work-count").inner_text() == "4 changes"
    sheet.page.fill("#reviewer", "Reviewer One")
    file = sheet.download()
    assert {change["id"] for change in file["changes"]} == {
        "上课时自动还原",
        "降低了 45%",
        "第一项",
        "我们选择了容器平台",
    }
    path = reviewing.write("down.json", json.dumps(file))
    assert "4 changes applied, 0 refused" in reviewing.ok("apply", str(path)).output
    assert reviewing.entry("a", "降低了 45%").msgstr == "Lower by 45%"
    assert reviewing.entry("a", "上课时自动还原").fuzzy is False
    assert reviewing.entry("a", "我们选择了容器平台").tcomment == "Mind the brand.\nok: glossary"
    assert reviewing.po("b").metadata["Last-Translator"] == "Reviewer One"
    reviewing.ok("review", "--output", sheet.address.removeprefix("file://"))
    sheet.open()  # what was applied is no change any more
    assert not sheet.page.locator("#work").is_visible()
    assert "3 reviewed" in sheet.page.locator("#cards").inner_text()


def test_a_suggestion_is_taken_by_one_click(reviewing: Project, opened: Any) -> None:
    reviewing.ok("draft", "--engine", "fake")
    sheet = opened(reviewing)
    row = sheet.row("上课时自动还原")
    assert "Restored in class" in row.inner_text()
    row.get_by_role("button", name="Take it").click()
    path = reviewing.write("down.json", json.dumps(sheet.download()))
    assert "1 change applied, 0 refused" in reviewing.ok("apply", str(path)).output
    entry = reviewing.entry("a", "上课时自动还原")
    assert (entry.msgstr[:5], entry.fuzzy, entry.tcomment) == ("fake ", False, "")


def test_unsaved_work_survives_and_is_warned_of(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    sheet.row("第一项").get_by_role("button", name="Translate").click()
    sheet.page.keyboard.type("half a sen")  # not even kept
    sheet.open()
    assert sheet.problems == ["dialog: "]  # the warning before leaving
    sheet.problems.clear()
    assert "half a sen" in sheet.row("第一项").inner_text()
    assert sheet.page.locator("#work-count").inner_text() == "1 change"
    reviewing.translate("b", {"第一项": "Somebody else's"})
    reviewing.ok("review", "--output", sheet.address.removeprefix("file://"))
    sheet.open()
    assert "Somebody else's" in sheet.row("第一项").inner_text()
    assert "1 of an older sheet" in sheet.page.locator("#work-count").inner_text()
    file = reviewing.write("down.json", json.dumps(sheet.download()))
    result = reviewing.run("apply", str(file))
    assert result.exit_code == 1
    assert "[older-translation]" in result.output


def test_a_string_that_was_not_extracted_cannot_be_edited(reviewing: Project, opened: Any) -> None:
    reviewing.page("b.md", "title: 还没有\n")
    sheet = opened(reviewing)
    row = sheet.row("还没有")
    assert "run i18n-pipeline extract" in row.inner_text()
    assert row.get_by_role("button").count() == 0
    row.focus()
    sheet.page.keyboard.press("e")
    assert sheet.page.locator(".editor").count() == 0
    assert "1 string is not in its catalog yet" in sheet.page.locator("#cards").inner_text()


def test_two_tabs_know_of_each_other(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    other = sheet.page.context.new_page()
    other.goto(sheet.address)
    other.get_by_role("button", name="Approve").first.click()
    sheet.page.get_by_text("1 change", exact=True).wait_for()
    sheet.row("第一项").get_by_role("button", name="Translate").click()
    sheet.page.keyboard.type("The first")
    sheet.page.keyboard.press("Control+Enter")
    other.get_by_text("2 changes", exact=True).wait_for()
    assert len(sheet.download()["changes"]) == 2


@pytest.mark.parametrize(
    "stored",
    [
        "{",
        "5",
        "null",
        '[null, 5, {"text": "x"}, {"page":"a.md","target":"en","id":"很好","old":"","text":"x","ok":5}]',
    ],
)
def test_storage_that_somebody_else_wrote_is_harmless(reviewing: Project, opened: Any, stored: str) -> None:
    sheet = opened(reviewing)
    for name in ("STORE", "'i18n-review language'", "'i18n-review theme'", "'i18n-review keys'"):
        sheet.page.evaluate(f"text => localStorage.setItem({name}, text)", stored)
    sheet.open()
    assert sheet.count() == "9 of 9 strings shown"
    assert not sheet.page.locator("#work").is_visible()


def test_undo(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    sheet.row("降低了 45%").get_by_role("button", name="Approve").click()
    assert sheet.focused() == "Your change: 降低了 45%"
    sheet.page.get_by_text("apply will refuse it").wait_for()
    sheet.page.locator("#said", has_text="Approved").wait_for(state="attached")
    sheet.page.keyboard.press("u")
    assert sheet.focused() == "Draft: 降低了 45%"
    assert not sheet.page.locator("#work").is_visible()


def test_both_languages_and_both_themes(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing, locale="zh-CN", color_scheme="dark")
    assert sheet.page.get_by_role("heading", name="接下来做什么").is_visible()
    assert sheet.page.locator("html").get_attribute("lang") == "zh-CN"
    assert "请使用本项目的术语，" in sheet.row("我们选择了容器平台").inner_text()
    assert "与术语表不符：容器平台" in sheet.row("我们选择了容器平台").inner_text()
    background = "getComputedStyle(document.body).backgroundColor"
    dark = sheet.page.evaluate(background)
    sheet.page.select_option("#theme", "light")
    light = sheet.page.evaluate(background)
    sheet.page.select_option("#language", "en")
    assert sheet.page.get_by_role("heading", name="What to do next").is_visible()
    assert "not as in the glossary: 容器平台" in sheet.row("我们选择了容器平台").inner_text()
    assert (dark, light) == ("rgb(22, 24, 27)", "rgb(251, 250, 247)")
    sheet.open()
    assert sheet.page.evaluate(background) == light
    assert sheet.page.get_by_role("heading", name="What to do next").is_visible()
    for theme in ("light", "dark"):
        sheet.page.select_option("#theme", theme)
        assert len(sheet.page.screenshot(full_page=True)) > 20_000


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(reviewing: Project, opened: Any, theme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    sheet = opened(reviewing, color_scheme=theme, viewport={"width": width, "height": 800})
    sheet.row("降低了 45%").get_by_role("button", name="Approve").click()
    sheet.row("第一项").get_by_role("button", name="Translate").click()
    for act in (lambda: None, lambda: sheet.page.evaluate("byId('help').showModal()")):
        act()
        found = axe.run(sheet.page).response["violations"]
        told = [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"]]) for one in found]
        assert told == []


def test_hostile_texts_run_nothing(project: Project, opened: Any) -> None:
    sheet = opened(review_projects.hostile(project))
    assert sheet.page.locator(".row").count() >= len(review_projects.HOSTILE)
    for text in review_projects.HOSTILE[:6]:
        assert sheet.row(f"T {text}").is_visible()
    assert sheet.page.locator("#list img, #list script, #list iframe, #list svg, #list a").count() == 0
    sheet.page.fill("#search", "<script>")
    sheet.count()
    sheet.page.click("#everything")
    sheet.count()
    assert sheet.page.locator(".odd").first.inner_text() == "U+202E"
    sheet.row(f"中 {review_projects.HOSTILE[0]}").get_by_role("button", name="Edit").click()
    sheet.page.keyboard.type("</textarea><script>window.hit=1</script>")
    sheet.page.keyboard.press("Control+Enter")
    sheet.page.locator("summary", has_text="1 term").first.click()
    sheet.page.select_option("#page", index=1)
    sheet.page.select_option("#language", "zh")
    assert sheet.page.evaluate("typeof window.hit") == "undefined"
    assert sheet.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (
        sheet.page.locator("body").evaluate("body => body.innerText.length") < 100_000
    )  # a megabyte is clipped
    whole = sheet.page.locator(".row", has_text="wwww").get_by_role("button", name="1,000,000")
    whole.click()
    assert sheet.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_policy_stops_what_got_in_all_the_same(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    sheet.page.evaluate(
        """() => {
          window.stopped = [];
          addEventListener('securitypolicyviolation', event => stopped.push(event.effectiveDirective));
          document.body.insertAdjacentHTML('beforeend',
            '<img src=https://203.0.113.1/x onerror="window.hit=1"><iframe src="https://203.0.113.1/"></iframe>');
          const script = document.createElement('script');
          script.textContent = 'window.hit = 2';
          document.body.append(script);
          return fetch('https://203.0.113.1/').catch(() => 0);
        }"""
    )
    wanted = {"connect-src", "frame-src", "img-src", "script-src-attr", "script-src-elem"}
    until(lambda: wanted <= set(sheet.page.evaluate("stopped")))
    assert sheet.page.evaluate("typeof window.hit") == "undefined"
    asked = [problem for problem in sheet.problems if problem.startswith("request")]
    until(lambda: len(sheet.refused) == len(asked) or sheet.settle())
    assert {problem.partition(":")[0] for problem in sheet.problems} <= {"console", "request"}
    sheet.problems.clear()


def test_narrow_zoomed_and_on_paper(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing, viewport={"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    assert sheet.page.evaluate("document.documentElement.scrollWidth") == 320
    assert sheet.page.evaluate("getComputedStyle(byId('filters')).position") == "static"
    sheet.page.emulate_media(media="print")
    sheet.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not sheet.page.locator("#filters").is_visible()
    assert sheet.page.locator(".row").count() == 9


def test_many_pages_are_drawn_as_they_come_into_view(project: Project, opened: Any) -> None:
    for number in range(150):
        project.page(f"p{number:03}.md", "".join(f"k{n}: 第 {number} 页第 {n} 句\n" for n in range(12)))
    project.ok("extract")
    sheet = opened(project)
    assert sheet.count() == "1,800 of 1,800 strings shown"
    assert sheet.page.locator(".row").count() < 600
    sheet.page.get_by_role("link", name="p149.md").click()
    assert sheet.row("第 149 页第 11 句").count() == 1
    sheet.page.evaluate(
        "async () => { for (let left = 20; left; left--) await new Promise(requestAnimationFrame); }"
    )
    top = sheet.page.locator("#p-149").evaluate("section => section.getBoundingClientRect().top")
    assert -5 < top < 300
    sheet.page.keyboard.press("j")
    assert sheet.focused() == "Missing: 第 149 页第 0 句"
    assert sheet.page.locator("a[aria-current]").inner_text().startswith("p149.md")
    sheet.page.fill("#search", "第 77 页")
    assert sheet.count().startswith("12 of 1,800")
    assert sheet.row("第 77 页第 3 句").is_visible()


def test_two_targets(project: Project, opened: Any) -> None:
    project.write("i18n.toml", "[targets.en]\n[targets.ja]\n")
    project.page("a.md", "title: 标题\n")
    project.ok("extract")
    project.translate("a", {"标题": "見出し"}, target="ja")
    sheet = opened(project)
    assert sheet.page.locator(".progress").count() == 2
    sheet.page.select_option("#target", "ja")
    assert "見出し" in sheet.row("标题").inner_text()
    assert sheet.page.locator(".row [lang=ja]").inner_text() == "見出し"


def test_what_is_typed_is_checked_at_once(reviewing: Project, opened: Any) -> None:
    reviewing.page("b.md", "title: 见 `kubectl` 和 {count}\nlist:\n  - 第一项\n  - 第二项\n")
    reviewing.ok("extract")
    sheet = opened(reviewing)
    row = sheet.row("见 `kubectl` 和 {count}")
    row.get_by_role("button", name="Translate").click()
    sheet.page.keyboard.type("See `kubectl` and {cout}, 7 times")
    live = row.locator(".live")
    live.get_by_text("missing: {count}; not in the source: {cout}").wait_for()
    assert "The figures are not those of the source." in live.inner_text()
    sheet.page.keyboard.press("Control+Enter")
    assert "apply will refuse it" in row.inner_text()
    row.get_by_label("It is right as it is").check()
    assert "apply will refuse it" not in row.inner_text()
    row.get_by_label("It is right as it is").uncheck()
    row.get_by_role("button", name="Translate").click()
    sheet.page.keyboard.press("ControlOrMeta+a")
    sheet.page.keyboard.type("See `kubectl` and {count}")
    live.locator(".findings").wait_for(state="detached")
    assert live.inner_text() == ""


def test_half_a_character_does_not_keep_the_others_from_being_applied(
    reviewing: Project, opened: Any
) -> None:
    sheet = opened(reviewing)
    for source in ("第一项", "第二项"):
        sheet.row(source).get_by_role("button", name="Translate").click()
        sheet.page.keyboard.type("Done ")
        sheet.page.locator("textarea").evaluate(
            "field => { field.value += '\\ud83d'; field.dispatchEvent(new Event('input')); }"
        )
        sheet.page.keyboard.press("Control+Enter")
    path = reviewing.write("down.json", json.dumps(sheet.download()))
    assert "2 changes applied, 0 refused" in reviewing.ok("apply", str(path)).output
    assert reviewing.entry("b", "第一项").msgstr == "Done \ufffd"


def test_what_nobody_can_take_to_be_right_is_not_offered_as_that(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    row = sheet.row("第一项")
    row.get_by_role("button", name="Translate").click()
    sheet.page.locator("textarea").fill("\u200b")
    row.get_by_text("There is no text in it.").wait_for()
    assert row.locator(".refusal").inner_text() == "apply will refuse it: correct it."


def shown(sheet: Opened, state: str) -> tuple[int, list[str]]:
    """What the chip of a state says that there is, and the sources of the rows that it shows."""
    chip = sheet.page.locator("#states label", has_text=re.compile(f"^{state} "))
    chip.locator("input").check(force=True)
    sheet.settle()
    rows = sheet.page.locator(".row:not(.again)")
    states = rows.evaluate_all("rows => rows.map(row => row.getAttribute('aria-label').split(': ')[0])")
    assert set(states) <= {state}
    found = [one.split(": ", 1)[1] for one in rows.evaluate_all("r => r.map(e => e.ariaLabel)")]
    number = int(chip.inner_text().split()[-1])
    chip.locator("input").uncheck(force=True)
    return number, found


def test_a_chip_shows_the_rows_of_its_state_and_no_others(reviewing: Project, opened: Any) -> None:
    sheet = opened(reviewing)
    states = {
        state: shown(sheet, state) for state in ("Reviewed", "Draft", "Stale", "Missing", "Your change")
    }
    assert {state: (n, len(rows)) for state, (n, rows) in states.items()} == {
        "Reviewed": (2, 2),
        "Draft": (1, 1),
        "Stale": (1, 1),
        "Missing": (5, 5),
        "Your change": (0, 0),
    }
    assert sheet.count() == "9 of 9 strings shown"  # none chosen: all
    sheet.row("降低了 45%").get_by_role("button", name="Approve").click()
    sheet.row("第一项").get_by_role("button", name="Translate").click()
    sheet.page.keyboard.type("The first")
    sheet.page.keyboard.press("Control+Enter")
    assert shown(sheet, "Draft") == (0, [])
    assert shown(sheet, "Your change") == (2, ["降低了 45%", "第一项"])
    number, rows = shown(sheet, "Missing")
    assert number == len(rows) == 4
    assert "第一项" not in rows
    sheet.page.get_by_role("button", name="4 strings have no translation").click()
    assert sheet.count() == "4 of 9 strings shown"
    sheet.page.get_by_role("button", name="2 changes of yours to download").click()
    assert sheet.count() == "2 of 9 strings shown"
    sheet.page.click("#everything")
    sheet.row("降低了 45%").get_by_role("button", name="Undo").click()
    assert shown(sheet, "Draft") == (1, ["降低了 45%"])
    sheet.page.get_by_role("checkbox", name=re.compile("^Stale")).check(force=True)
    sheet.row("上课时自动还原").get_by_role("button", name="Approve").click()
    assert sheet.row("上课时自动还原").is_visible()  # nothing goes from under the hand
    sheet.page.select_option("#language", "zh")
    assert sheet.count() == "没有符合条件的文本。点“显示全部”可清除筛选。"
    assert sheet.page.locator("#states label").last.inner_text() == "您的修改 2"


def test_drafts_of_other_engines_are_one_click_away(project: Project, opened: Any) -> None:
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a.md", "title: 我们选择了 `kubectl`\nlist:\n  - 第一项\n")
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    said = project.entry("a", "我们选择了 `kubectl`").msgstr
    project.ok("draft", "--again")
    stands = project.entry("a", "我们选择了 `kubectl`").msgstr
    sheet = opened(project)
    row = sheet.row("我们选择了 `kubectl`")
    drafts = row.locator(".drafts")
    assert drafts.locator("summary").inner_text() == "1 draft of another engine"
    assert not drafts.get_by_text(said).is_visible()
    drafts.locator("summary").click()
    assert drafts.get_by_text(said).is_visible()
    assert "fake" in drafts.inner_text()
    assert stands not in drafts.inner_text()
    drafts.get_by_role("button", name="Into the field").click()
    assert row.locator("textarea").input_value() == said
    sheet.page.keyboard.type("!")
    sheet.page.keyboard.press("Escape")
    assert stands in row.inner_text()
    assert not sheet.page.locator("#work").is_visible()
    row.locator(".drafts summary").click()
    row.get_by_role("button", name="Into the field").click()
    sheet.page.keyboard.press("Control+Enter")
    path = project.write("down.json", json.dumps(sheet.download()))
    project.ok("apply", str(path))
    entry = project.entry("a", "我们选择了 `kubectl`")
    assert (entry.msgstr, entry.fuzzy, entry.tcomment) == (said, False, "")
