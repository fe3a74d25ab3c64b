"""What a review sheet of many pages costs: ``python -m benchmarks.sheet [--pages 1000] [--runs 5]``.

Needs Chromium and playwright. Times are from asking for the file to the first rows drawn and the count said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import Job, run
from benchmarks.pages import write_project

_VERB = ("-m", "i18n_pipeline")
_READY = "document.querySelectorAll('.row').length > 0 && !!document.querySelector('#count').textContent"


def make(root: Path, pages: int) -> Path:
    """The sheet of a project in which every message is drafted."""
    write_project(root, pages)
    for words in (("extract",), ("draft", "--engine", "fake")):
        run(Job(words[0], (*_VERB, *words, "--root", str(root), "--quiet")))
    file = root / "sheet.html"
    cost = run(Job("review", (*_VERB, "review", "--root", str(root), "--quiet", "--output", str(file))))
    print(f"review: {cost.wall:.1f} s, {cost.peak:.0f} MB at most")
    print(f"file: {file.stat().st_size / 1e6:.1f} MB")
    return file


def opened(browser: Browser, file: Path) -> dict[str, float]:
    """Seconds of one opening and of what a reviewer does first."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(120_000)  # milliseconds
    found = {}

    def timed(what: str, wait: str) -> None:
        while not page.evaluate(wait):  # the policy of the sheet forbids wait_for_function its eval
            time.sleep(0.01)
        found[what] = time.perf_counter() - began

    began = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    timed("open", _READY)
    began = time.perf_counter()
    page.fill("#search", "网关")
    timed(
        "search",
        "byId('count').textContent.startsWith(shownItems.length.toLocaleString()) && query === '网关'",
    )
    began = time.perf_counter()
    page.click("#everything")
    timed("show everything", "shownItems.length === items.length")
    began = time.perf_counter()
    page.evaluate("goToPage(sheet.pages.length - 1)")
    timed("go to the last page", "sections.at(-1).filled")
    began = time.perf_counter()
    page.evaluate("approve(items[0].element ? items[0] : (goTo(items[0]), items[0]))")
    timed("approve", "changes.size === 1")
    found["heap, MB"] = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    page.context.close()
    return found


def table(rows: Sequence[dict[str, float]]) -> str:
    lines = [f"{'':24}{'median':>9}{'lowest':>9}{'highest':>9}"]
    for name in rows[0]:
        values = [row[name] for row in rows]
        shown = (statistics.median(values), min(values), max(values))
        lines.append(f"{name:24}" + "".join(f"{value:9.2f}" for value in shown))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = make(Path(folder, "site"), asked.pages)
        browser = driver.chromium.launch(executable_path=chromium, args=arguments)
        print(table([opened(browser, file) for _ in range(asked.runs)]))
        browser.close()


if __name__ == "__main__":
    main()
