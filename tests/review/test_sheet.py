"""What a sheet says, and how it is written: complete, in step with the page's states, and harmless."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import review_projects
from conftest import Project

from i18n_pipeline import checks
from i18n_pipeline.review import render


@pytest.fixture
def reviewing(project: Project) -> Project:
    return review_projects.reviewing(project)


@pytest.fixture
def hostile(project: Project) -> Project:
    return review_projects.hostile(project)


def sheet(project: Project, *arguments: str) -> str:
    project.ok("review", *arguments, "--output", str(project.root / "sheet.html"))
    return project.read("sheet.html")


def data(html: str) -> Any:
    return json.loads(Elements(html).scripts["data"])


class Elements(HTMLParser):
    """The elements of a file as a browser's tokenizer sees them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.scripts: dict[str, str] = {}
        self.policy = self.style = self.open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append(tag)
        self.open = tag if tag == "style" else str(attributes.get("id", "")) if tag == "script" else ""
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(attributes["content"])
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")]

    def handle_endtag(self, tag: str) -> None:
        self.open = "-" if tag in ("script", "style") else self.open

    def handle_data(self, text: str) -> None:
        if self.tags and self.tags[-1] == "script" and self.open != "-":
            self.scripts[self.open] = self.scripts.get(self.open, "") + text
        if self.tags and self.tags[-1] == "style" and self.open == "style":
            self.style += text


def texts(project: Project, page: int = 0) -> dict[str, Any]:
    found = data(sheet(project))["pages"][page]
    return {
        string["id"]: text
        for string, text in zip(found["strings"], found["targets"]["en"]["texts"], strict=True)
    }


def test_every_string_with_its_state_and_what_there_is_to_know(reviewing: Project) -> None:
    found = texts(reviewing)
    assert {text: known["state"] for text, known in found.items()} == {
        "我们选择了容器平台": "reviewed",
        "背景": "missing",
        "上课时自动还原": "stale",
        "降低了 45%": "draft",
        "很好": "missing",
        "青云": "reviewed",
    }
    assert found["上课时自动还原"]["old"] == [["=", "上课"], ["+", "时"], ["=", "自动还原"]]
    assert found["我们选择了容器平台"]["comment"] == "Mind the brand."
    assert [rule for rule, *_ in found["我们选择了容器平台"]["findings"]] == ["glossary"]
    assert [rule for rule, *_ in found["降低了 45%"]["findings"]] == ["numbers"]
    assert found["我们选择了容器平台"]["terms"] == [[5, 0]]
    po = reviewing.read("locale/en/LC_MESSAGES/a.po").splitlines()
    for text, known in found.items():
        assert f'msgid "{text}"' in po[known["line"] - 1 : known["line"] + 8], known


def test_what_is_said_of_a_string_is_there_in_both_languages(reviewing: Project) -> None:
    reviewing.write("content/zh/bad.md", "---\na: b: c\n---\n")
    reviewing.run("review", "--output", str(reviewing.root / "sheet.html"))
    found = data(reviewing.read("sheet.html"))
    strings = [text for page in found["pages"] for text in page["targets"]["en"]["texts"]]
    told = {what for text in strings for _, what, _ in text.get("findings", ())}
    told |= {what for _, _, what in found["failed"]}
    assert told == found["said"]["zh"].keys()
    assert "not as in the glossary: 容器平台 → container platform" in told
    assert found["said"]["zh"]["not as in the glossary: 容器平台 → container platform"].startswith(
        "与术语表不符："
    )
    assert all(chinese != english for english, chinese in found["said"]["zh"].items())


def test_states_are_those_of_status(reviewing: Project) -> None:
    status = reviewing.json("status")["targets"]["en"]["pages"]
    pages = json.loads(reviewing.ok("review", "--json", "--output", str(reviewing.root / "x.html")).stdout)[
        "pages"
    ]
    assert {name: targets["en"] for name, targets in pages.items()} == status


def test_where_a_draft_came_from(reviewing: Project) -> None:
    reviewing.ok("draft")
    assert texts(reviewing)["很好"]["by"].startswith("fake")
    assert "by" not in texts(reviewing)["降低了 45%"]


def test_what_is_suggested_beside_a_text_of_an_older_source(reviewing: Project) -> None:
    assert "suggested" not in texts(reviewing)["上课时自动还原"]
    reviewing.ok("draft", "--engine", "fake")
    by, text = texts(reviewing)["上课时自动还原"]["suggested"]
    assert (by[:5], text[:5]) == ("fake ", "fake ")
    assert "comment" not in texts(reviewing)["上课时自动还原"]
    assert texts(reviewing)["上课时自动还原"]["state"] == "stale"


def test_places_of_terms_are_counted_as_a_browser_counts(project: Project) -> None:
    project.page("a.md", "title: 😀😀青云\n")
    project.write("locale/en/glossary.csv", "source,target,note\n青云,,\n")
    project.ok("extract")
    assert texts(project)["😀😀青云"]["terms"] == [[4, 0]]


def test_a_string_that_was_not_extracted_has_no_place_yet(reviewing: Project) -> None:
    reviewing.page("b.md", "title: 还没有\n")
    found = data(sheet(reviewing))["pages"][1]["targets"]["en"]["texts"]
    assert found == [{"state": "missing"}]


def test_a_waiver_is_shown_and_its_rule_silent(reviewing: Project) -> None:
    po = reviewing.root / "locale/en/LC_MESSAGES/a.po"
    po.write_text(
        po.read_text("utf-8").replace("# Mind the brand.", "# OK: any words\n# ok: glossary"), "utf-8"
    )
    assert texts(reviewing)["我们选择了容器平台"]["waived"] == ["glossary"]
    assert "findings" not in texts(reviewing)["我们选择了容器平台"]


def test_findings_are_as_bad_as_i18n_toml_has_them(reviewing: Project) -> None:
    settings = reviewing.read("i18n.toml")
    reviewing.write("i18n.toml", f'{settings}[checks]\nglossary = "error"\nnumbers = "warning"\n')
    found = {text: known.get("findings") for text, known in texts(reviewing).items()}
    assert found["我们选择了容器平台"][0][::2] == ["glossary", "error"]
    assert found["降低了 45%"][0][::2] == ["numbers", "warning"]
    reviewing.write("i18n.toml", f'{settings}[checks]\nglossary = "off"\n')
    assert "findings" not in texts(reviewing)["我们选择了容器平台"]


def test_what_is_broken_is_told_and_the_rest_is_there(reviewing: Project) -> None:
    reviewing.write("content/zh/bad.md", "---\na: b: c\n---\n")
    reviewing.write("locale/en/LC_MESSAGES/b.po", 'msgid "x\n')
    result = reviewing.run("review", "--output", str(reviewing.root / "sheet.html"))
    assert result.exit_code == 1
    found = data(reviewing.read("sheet.html"))
    assert sorted(row[0] for row in found["failed"]) == ["content/zh/bad.md", "locale/en/LC_MESSAGES/b.po"]
    assert [page["name"] for page in found["pages"]] == ["a.md", "b.md"]
    assert found["pages"][1]["targets"] == {}


def test_the_policy_admits_this_script_and_this_style_alone(reviewing: Project) -> None:
    seen = Elements(sheet(reviewing))
    rules = dict(rule.strip().split(" ", 1) for rule in seen.policy.split(";"))
    digest = lambda text: "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"  # noqa: E731
    assert rules == {
        "default-src": "'none'",
        "script-src": digest(seen.scripts[""]),
        "style-src": digest(seen.style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert "link" not in seen.tags
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", seen.scripts[""] + seen.style)


def test_the_script_puts_no_text_in_as_markup() -> None:
    script = "".join(map(render.part, render.SCRIPTS))
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|setAttribute\(.style"
    assert not re.search(forbidden, script)
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|import\(", script)


def test_hostile_texts_are_data(hostile: Project) -> None:
    html = sheet(hostile)
    seen = Elements(html)
    assert seen.tags.count("script") == 4
    assert "img" not in seen.tags
    assert "iframe" not in seen.tags
    assert not re.search("[<>&\u2028\u2029]", seen.scripts["data"])
    page = data(html)["pages"][0]
    assert page["strings"][1]["id"] == "中 <script>window.hit=1</script>"
    assert len(page["targets"]["en"]["texts"][-1]["text"]) == 1_000_000


@pytest.mark.parametrize("name", sorted({"base", *checks.rules()}))
def test_both_languages_have_every_word(name: str) -> None:
    words = render.words()
    own = {key for key in words["zh"] if not key.startswith("rule.")}
    assert own == {key for key in words["en"] if not key.startswith("rule.")}
    assert name == "base" or words["zh"][f"rule.{name}"]
    for key in own:
        holes = [set(re.findall(r"{\w+}", form)) for form in (words["en"][key], words["zh"][key])]
        assert holes[0] == holes[1], key


def test_every_word_that_is_asked_for_is_there() -> None:
    words = render.words()["en"]
    script = "".join(map(render.part, render.SCRIPTS))
    asked = set(re.findall(r"say\('([\w.]+)'", script)) | set(
        re.findall(r'data-word="([\w.]+)"', render.part("sheet.html"))
    )
    assert asked <= words.keys()
    used = script + render.part("sheet.html")
    built = ("since.", "was.", "show.", "rule.")
    assert [
        key for key in words if key not in asked and f"'{key}'" not in used and not key.startswith(built)
    ] == []


def test_parts_are_in_the_distribution() -> None:
    patterns = Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8")
    folder = Path(render.__file__).parent
    shipped = {path.name for path in folder.iterdir() if path.suffix not in (".py", "")}
    assert shipped == {"sheet.html", "sheet.css", "words.json", *render.SCRIPTS}
    assert all(f'"review/{kind}"' in patterns for kind in ("*.html", "*.css", "*.js", "words.json"))
    assert all(
        len(path.read_text("utf-8").splitlines()) <= 300 for path in folder.iterdir() if path.suffix == ".js"
    )


def test_drafts_of_other_engines_each_text_once_and_not_what_stands(project: Project) -> None:
    project.write("i18n.toml", 'engine = "gloss"\n')
    project.page("a.md", "title: 第一项\nlist:\n  - 我们选择了容器平台\n")
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    project.ok("draft", "--again")
    fake = data(sheet(project))["pages"][0]["targets"]["en"]["texts"][0]["drafts"]
    assert [by for by, _ in fake] == ["fake"]
    with closing(sqlite3.connect(project.root / ".i18n-cache/drafts.sqlite")) as cache, cache:
        cache.execute("UPDATE answers SET answer = 'Item one' WHERE text = '第一项'")
    texts = data(sheet(project))["pages"][0]["targets"]["en"]["texts"]
    assert texts[0]["drafts"] == [["gloss, fake", "Item one"]]
    (project.root / ".i18n-cache/drafts.sqlite").write_bytes(b"no database")
    assert not any("drafts" in text for text in data(sheet(project))["pages"][0]["targets"]["en"]["texts"])
