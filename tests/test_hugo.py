"""examples/hugo-site built by a real Hugo: both languages, every translation, and nothing to complain of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from conftest import Project
from yaml_documents import LEADS

from i18n_pipeline import config
from i18n_pipeline.pages.parse import parse_page
from i18n_pipeline.text.protect import mask, restore

ROOT = Path(__file__).parents[1]
HUGO = shutil.which("hugo") or ""

pytestmark = pytest.mark.skipif(not HUGO, reason="Hugo is not installed")

# What must reach the reader as typed, though it means something in HTML, YAML, Markdown or Hugo.
HOSTILE = [
    "<script>alert('x')</script>",
    "\"><img src=x onerror=alert(1)> & &amp; 'y'",
    '{{ .Site.Title }} {{< ref "x" >}}',
    "yes",
    "1.0",
    "- a: b # c",
    "2024-05-20",
    "first line\nsecond *line*",
    "`code` … “quoted” – 🍵",
]


class Texts(HTMLParser):
    """The texts of a page's values, the addresses of its links, and the names of its elements."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.values: set[str] = set()
        self.links: set[tuple[str, str]] = set()
        self.elements: set[str] = set()
        self._value: list[str] | None = None
        self.feed(page.read_bytes().decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.add(tag)
        if tag == "a":
            self.links.add((found.get("hreflang") or "", found.get("href") or ""))
        if tag == "span" and not attrs:
            self._value = []

    def handle_data(self, data: str) -> None:
        if self._value is not None:
            self._value.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._value is not None:
            self.values.add("".join(self._value))
            self._value = None


@pytest.fixture
def site(project: Project) -> Project:
    """The template with the sample pages of both languages, and their catalogs."""
    shutil.copytree(ROOT / "examples/hugo-site", project.root, dirs_exist_ok=True)
    for folder in ("content", "locale"):
        shutil.copytree(ROOT / folder, project.root / folder)
    shutil.copy(ROOT / "i18n.toml", project.root)
    return project


def hugo(project: Project) -> subprocess.CompletedProcess[str]:
    """Build the site into public/."""
    cache = project.root / "hugo-cache"
    command = [HUGO, "--source", str(project.root), "--cacheDir", str(cache), "--printI18nWarnings"]
    return subprocess.run(
        [*command, "--printPathWarnings"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "HUGO_ENVIRONMENT": "production"},
    )


def build(project: Project) -> None:
    """Build it, and hold Hugo to having nothing to say."""
    done = hugo(project)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not re.search(r"\b(?:WARN|ERROR|deprecated)\b", said, re.IGNORECASE), said


def pages(public: Path, language: str) -> set[str]:
    """The files of a language, named alike in both."""
    found = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    english = {name for name in found if name.startswith("en/")}
    if language == "en":
        return {name.removeprefix("en/") for name in english}
    return {name for name in found - english if name != "zh/index.html"}  # that leads to the root


def html_of(name: str, language: str) -> str:
    """Where Hugo puts what a page or data file of content/ says."""
    stem = re.sub(r"(?:_index\.md|\.md|[^/]+\.yaml)$", lambda end: "" if end[0] != ".md" else "/", name)
    return f"public/{'en/' if language == 'en' else ''}{stem}index.html"


def is_value(entry: polib.POEntry) -> bool:
    """Whether it stands in front matter or a data file, and is shown as it is."""
    return not entry.obsolete and re.search(r"^path: (?!\$body\.)", entry.comment, re.MULTILINE) is not None


def published(project: Project) -> dict[str, set[str]]:
    """Every translation that merge puts into pages, by page."""
    drafts = config.load(project.root).publish == "drafts"
    catalogs = project.root / "locale/en/LC_MESSAGES"
    texts: dict[str, set[str]] = {}
    for name in project.json("status")["targets"]["en"]["pages"]:
        po = polib.pofile(str(catalogs / f"{name.removesuffix('.md')}.po"))
        texts[name] = {
            entry.msgstr for entry in po if is_value(entry) and entry.msgstr and (drafts or not entry.fuzzy)
        }
    return texts


def missing(project: Project) -> dict[str, set[str]]:
    """What merge published and the site does not show, by page."""
    lacks = {}
    for name, texts in published(project).items():
        assert texts, name
        shown = Texts(project.root / html_of(name, "en")).values
        lacks[name] = texts - shown
    return {name: texts for name, texts in lacks.items() if texts}


def test_the_sample_pages_become_a_site_in_both_languages(site: Project) -> None:
    build(site)
    public = site.root / "public"
    assert pages(public, "zh") == pages(public, "en")
    names = site.json("status")["targets"]["en"]["pages"]
    for language in ("zh", "en"):
        expected = {html_of(name, language) for name in names}
        assert all((site.root / file).is_file() for file in expected)
        assert len(pages(public, language)) == len(expected) + 2  # the home page, and the data file as it is
    assert missing(site) == {}


def test_each_page_leads_to_its_other_language(site: Project) -> None:
    build(site)
    for name in site.json("status")["targets"]["en"]["pages"]:
        for language, other in (("zh", "en"), ("en", "zh")):
            address = html_of(name, other).removeprefix("public").removesuffix("index.html")
            assert (other, address) in Texts(site.root / html_of(name, language)).links


def test_chinese_pages_show_every_chinese_text(site: Project) -> None:
    build(site)
    for name in site.json("status")["targets"]["en"]["pages"]:
        po = polib.pofile(str(site.root / "locale/en/LC_MESSAGES" / f"{name.removesuffix('.md')}.po"))
        shown = Texts(site.root / html_of(name, "zh")).values
        assert {entry.msgid for entry in po if is_value(entry)} <= shown


def test_articles_have_the_same_tags_in_the_same_order(site: Project) -> None:
    build(site)
    for name in ("article/tea-storage.md", "article/release-notes.md", "article/gateway-faq.md"):
        chinese, english = (
            re.findall(r"</?[a-z][a-z0-9]*", (site.root / html_of(name, language)).read_text("utf-8"))
            for language in ("zh", "en")
        )
        assert len(chinese) > 60
        assert chinese == english


def test_whatever_a_translator_types_is_read_as_text(site: Project) -> None:
    """In a page and in a data file, and Hugo still has nothing to say."""
    for name in ("case/yingjie-learn", "case/partners.yaml"):
        sources = [entry.msgid for entry in site.po(name) if not entry.obsolete]
        site.translate(name, dict(zip(sources[1:], HOSTILE, strict=False)))
    site.ok("merge")
    build(site)
    assert missing(site) == {}
    for name in ("case/yingjie-learn.md", "case/partners.yaml"):
        found = Texts(site.root / html_of(name, "en"))
        assert set(HOSTILE) <= found.values
        assert not {"script", "img"} & found.elements


def test_a_translation_that_is_not_on_the_page_is_found(site: Project) -> None:
    """The comparison above can fail."""
    text = next(entry.msgid for entry in site.po("case/yingjie-learn") if not entry.obsolete)
    site.translate("case/yingjie-learn", {text: "Never merged"})
    build(site)
    assert missing(site) == {"case/yingjie-learn.md": {"Never merged"}}


def test_a_page_that_hugo_cannot_read_is_found(site: Project) -> None:
    """Hugo reads the front matter of these pages, and says so where it cannot."""
    file = "content/en/case/xingwu-bank.md"
    site.write(file, site.read(file).replace("title:", "title: a: b", 1))
    done = hugo(site)
    assert done.returncode != 0
    assert "xingwu-bank.md" in done.stdout + done.stderr


def test_the_template_is_set_up_as_the_recipe_says() -> None:
    recipe = (ROOT / "docs/recipes.md").read_text("utf-8")
    for setting in (
        'defaultContentLanguage = "zh"',
        'contentDir = "content/zh"',
        'contentDir = "content/en"',
    ):
        assert setting in recipe
        assert setting in (ROOT / "examples/hugo-site/hugo.toml").read_text("utf-8")


def test_front_matter_is_found_where_hugo_finds_it(project: Project) -> None:
    project.write("config.toml", 'baseURL = "https://site.example"\ndisableKinds = ["taxonomy", "term"]\n')
    project.write("layouts/_default/single.html", "{{ .Title }}")
    project.write("layouts/_default/list.html", "{{ range .Pages }}{{ .Title }},{{ end }}")
    leads = [
        lead for lead in LEADS if not lead.startswith("\n<!--")
    ]  # Hugo knows no comment of several lines
    for number, lead in enumerate(leads):
        project.write(f"content/p{number}.md", f"{lead}---\ntitle: 标题{number}\n---\n<!-- -->\n正文\n")
        page = parse_page((project.root / f"content/p{number}.md").read_bytes(), name="a.md", file="a.md")
        assert [scalar.value for scalar in page.scalars] == [f"标题{number}"]
    done = hugo(project)
    assert done.returncode == 0, done.stdout + done.stderr
    shown = [
        (project.root / f"public/p{number}/index.html").read_text("utf-8") for number in range(len(leads))
    ]
    assert shown == [f"标题{number}" for number in range(len(leads))]


DOCS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "docs"


def skeleton(page: Path) -> list[str]:
    """The tags, in order, with what leads somewhere; marks of headings are made of their text."""
    html = page.read_text("utf-8")
    return re.findall(r"</?[a-z][a-z0-9]*|(?<= )(?:href|src|start)=\"[^\"#]*", html)


@pytest.mark.skipif(not DOCS.is_dir(), reason="the corpus of real pages is not beside this checkout")
def test_real_pages_have_the_same_tags_in_the_same_order(project: Project) -> None:
    project.write(
        "config.toml",
        'baseURL = "https://site.example"\ndefaultContentLanguage = "zh"\ndisableKinds = ["taxonomy", "term"]\n'
        '[languages.zh]\ncontentDir = "content/zh"\n[languages.en]\ncontentDir = "content/en"\n'
        "[markup.goldmark.renderer]\nunsafe = true\n",
    )
    for layout in ("single", "list"):
        project.write(f"layouts/_default/{layout}.html", "{{ .Content }}")
    folders = DOCS / "hugo/content/zh-cn", DOCS / "blog/content"
    files = [(file, file.relative_to(folder)) for folder in folders for file in sorted(folder.rglob("*.md"))]
    files = files[:100]
    assert len(files) == 100
    names = set()
    for file, name in files:
        text = file.read_text("utf-8")
        project.write(f"content/zh/{name.as_posix()}", text)
        names |= set(re.findall(r"\{\{[<%]\s*(/?\s*[\w-]+)", text))
    for name in (name for name in names if name[0] != "/"):
        inner = "{{ .Inner }}" if f"/{name}" in names else "{{ .Params }}"
        project.write(f"layouts/shortcodes/{name}.html", f"<i>{inner}</i>")
    project.ok("extract")
    for catalog in (project.root / "locale/en/LC_MESSAGES").rglob("*.po"):
        po = polib.pofile(str(catalog))
        for entry in po:
            masked, kept = mask(entry.msgid)
            entry.msgstr = restore(re.sub("[\u4e00-\u9fff]", "o", masked), kept)
        po.save()
    project.run("merge")
    done = hugo(project)
    assert done.returncode == 0, done.stdout + done.stderr
    compared = 0
    for _, file in files:
        where = f"{file.with_suffix('').as_posix().removesuffix('_index').lower()}/index.html".lstrip("/")
        pages = [project.root / "public" / language / where for language in ("", "en")]
        assert pages[0].exists() == pages[1].exists()
        if not pages[0].exists():  # a draft, or at another address
            continue
        assert skeleton(pages[0]) == skeleton(pages[1]), where
        compared += pages[0].read_text("utf-8") != pages[1].read_text("utf-8")
    assert compared > 80
