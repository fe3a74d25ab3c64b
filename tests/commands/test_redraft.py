"""A draft that nobody touched is the machine's to improve; what a person touched is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b

import polib
import pytest
from conftest import Project

from i18n_pipeline.catalog.provenance import mark
from i18n_pipeline.commands import draft
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.running.runner import Pace
from i18n_pipeline.errors import ConfigError, EngineError, TemporaryEngineError
from i18n_pipeline.runs import links

LABEL, LONG, OTHER = "公有云", "我们选择了容器平台来管理全部的业务系统", "日志和监控接入同一个控制台"
Answer = str | EngineError | Exception


def said(name: str, text: str) -> str:
    """What somebody says of a text: without digits, which rules would count, and for no other text the same."""
    word = (
        blake2b(text.encode(), digest_size=6).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    )
    return f"{name} of {word}"


class Service:
    """An engine that answers as it is told at the time, and counts what it is asked."""

    limits = Limits(texts=1)
    version = "1"

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[str] = []
        self.says: Callable[[str], Answer] = lambda text: said(name, text)

    def translate(self, requests: Sequence[Request]) -> list[str | EngineError]:
        answers = []
        for request in requests:
            self.asked.append(request.text)
            answer = self.says(request.text)
            if isinstance(answer, TemporaryEngineError | ConfigError):
                raise answer
            assert isinstance(answer, str | EngineError)
            answers.append(answer)
        return answers

    def is_away(self, *, back: bool = False) -> None:
        down = TemporaryEngineError(f"{self.name} cannot be reached")
        self.says = (lambda text: said(self.name, text)) if back else (lambda text: down)

    def count(self) -> int:
        """Requests since it was last looked at."""
        count = len(self.asked)
        self.asked.clear()
        return count


class Services(dict[str, Service]):
    def __missing__(self, name: str) -> Service:
        return self.setdefault(name, Service(name))


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    made = Services()

    def create(name: str, settings: Settings) -> Engine:
        return made[name]

    monkeypatch.setattr(registry, "create", create)
    monkeypatch.setattr(links, "Pace", partial(Pace, backoff=0.001))
    return made


@pytest.fixture
def site(project: Project) -> Project:
    project.write("i18n.toml", 'engine = "google"\n')
    project.page("a.md", f"title: {LABEL}\nb: {LONG}\n")
    project.page("b.md", f"title: {LABEL}\nb: {OTHER}\n")
    return project


def fresh(site: Project) -> None:
    """As on a machine that has nothing but the repository."""
    shutil.rmtree(site.root / ".i18n-cache")


def glossary(site: Project, *rows: str) -> None:
    site.write("locale/en/glossary.csv", "source,target,note\n" + "".join(f"{row},\n" for row in rows))


def quiet(site: Project, services: Services) -> None:
    """A night without news: nothing asked, nothing written, whoever has which caches."""
    for service in services.values():
        service.asked.clear()
    for forget in (False, True):
        if forget:
            fresh(site)
        before = site.snapshot()
        result = site.run("sync")
        assert (result.exit_code, result.stderr) == (0, "")
        assert site.snapshot() == before
        assert not any(service.asked for service in services.values())


def test_again_drafts_all_anew_that_nobody_touched(site: Project, services: Services) -> None:
    site.page("c.md", f"title: {LABEL}\nb: 一条评论\nc: 改过的草稿\nd: 已经审校\ne: 客户背景\n")
    site.ok("sync")
    site.translate("c", {"已经审校": "Reviewed"})
    site.translate("c", {"改过的草稿": "Edited, and still fuzzy"}, fuzzy=True)
    po = site.po("c")
    for entry in po:
        if entry.msgid == "一条评论":
            entry.tcomment = f"Is this right?\n{entry.tcomment}"
    po.save(newline="\n")
    site.ok("sync")
    before = {entry.msgid: (entry.msgstr, entry.flags, entry.tcomment) for entry in site.po("c")}
    services["google"].says = lambda text: said("better", text)
    services["google"].count()
    report = site.json("draft", "--again")
    assert report["pages"]["c.md"]["en"]["again"] == 2
    assert sorted(services["google"].asked) == sorted([LABEL, LONG, OTHER, "客户背景"])
    for entry in site.po("c"):
        if entry.msgid in (LABEL, "客户背景"):
            assert entry.msgstr == said("better", entry.msgid)
        else:
            assert before[entry.msgid] == (entry.msgstr, entry.flags, entry.tcomment)
    assert "b: Is this right" not in site.read("content/en/c.md")
    site.ok("sync")
    assert f"title: {said('better', LABEL)}\n" in site.read("content/en/c.md"), (
        "the page shows it as it shows drafts"
    )
    quiet(site, services)


def test_again_for_some_pages_and_by_another_engine_is_not_undone_at_night(
    site: Project, services: Services
) -> None:
    site.ok("sync")
    result = site.ok("draft", "--again", "--engine", "deepl", "a.md")
    assert "a.md: en: 2 drafted again\n" in result.stdout
    assert site.entry("a", LONG).tcomment.startswith("drafted by deepl 1 (")
    assert site.entry("b", OTHER).tcomment.startswith("drafted by google 1 (")
    site.ok("sync")
    quiet(site, services)
    assert site.entry("a", LONG).msgstr.startswith("deepl ")
    assert f"b: {site.entry('a', LONG).msgstr}\n" in site.read("content/en/a.md")


def test_what_people_said_elsewhere_gives_way_to_nothing_but_that(site: Project, services: Services) -> None:
    site.ok("sync")
    site.translate("b", {LABEL: "Public cloud"})
    site.ok("draft", "--again")
    assert site.entry("a", LABEL).tcomment.startswith("drafted by memory of b (")
    site.translate("b", {LABEL: "The public cloud"})
    site.ok("draft")
    assert site.entry("a", LABEL).msgstr == "Public cloud", "only where it is asked for"
    assert site.json("draft", "--again")["pages"]["a.md"]["en"]["again"] == 2
    assert site.entry("a", LABEL).msgstr == "The public cloud"
    site.translate("b", {LABEL: "The public cloud"}, fuzzy=True)
    site.ok("draft", "--again")
    assert site.entry("a", LABEL).msgstr == "The public cloud"


def test_again_asks_the_same_engine_anew_but_not_twice_after_a_kill(
    site: Project, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    google = services["google"]
    site.ok("sync")
    assert google.count() == 3
    site.ok("draft", "--again")
    assert google.count() == 3, "the cache has no say, also where the answer is the same"
    google.says = lambda text: said("second", text)
    before = site.snapshot()
    with monkeypatch.context() as patch:
        patch.setattr(draft, "each", None)
        site.run("draft", "--again")
    assert site.snapshot() == before
    assert google.count() == 3
    google.says = lambda text: said("third", text)
    site.ok("draft", "--again")
    assert google.count() == 0, "what was answered before it died is had"
    assert all(entry.msgstr.startswith("second ") for name in "ab" for entry in site.po(name))
    google.says = lambda text: said("fourth", text)
    assert site.ok("draft").stdout.startswith("2 pages, 0 files")
    assert google.count() == 0
    site.ok("draft", "--again")
    assert google.count() == 3


def test_again_goes_on_where_its_limit_was(site: Project, services: Services) -> None:
    google = services["google"]
    site.ok("sync")
    google.says = lambda text: said("new", text)
    google.count()
    planned = site.json("draft", "--again", "--max-chars", "20", "--dry-run")["plan"]["en"]
    assert google.count() == 0
    done = site.json("draft", "--again", "--max-chars", "20")
    assert (planned["texts"], planned["characters"]) == (
        done["spent"]["en"]["texts"],
        done["spent"]["en"]["characters"],
    )
    assert done["warnings"] == [], "each has a draft"
    first = google.count()
    assert 0 < first < 3
    site.ok("draft", "--again")
    assert google.count() == 3 - first
    assert all(entry.msgstr.startswith("new ") for name in "ab" for entry in site.po(name))


def test_what_was_on_the_page_before_stays_a_machine_s(site: Project, services: Services) -> None:
    site.ok("sync")
    before = site.read("content/en/a.md")
    services["google"].says = lambda text: said("new", text)
    site.ok("draft", "--again")
    site.ok("sync")
    site.write("content/en/a.md", before)  # from a backup, and git knows nothing
    site.ok("sync")
    assert all(entry.fuzzy and entry.msgstr.startswith("new ") for entry in site.po("a"))


def test_a_row_of_the_glossary_has_drafts_made_anew_that_lack_it(site: Project, services: Services) -> None:
    google = services["google"]
    site.ok("sync")
    google.count()
    glossary(site, f"{LABEL},public cloud", "控制台,console", "容器平台,google")
    google.says = lambda text: "the console"
    planned, result = site.ok("sync", "--dry-run"), site.ok("sync")
    assert google.count() == 1, "one has the term by chance, and the glossary has a whole text"
    for line in ("a.md: en: 1 drafted again, ", "b.md: en: 2 drafted again, "):
        assert f"{line}would be written" in planned.stdout
        assert f"{line}written" in result.stdout
    assert site.entry("a", LABEL).msgstr == "Public cloud"
    assert (site.entry("b", OTHER).msgstr, site.entry("b", OTHER).fuzzy) == ("the console", True)
    assert "b: the console\n" in site.read("content/en/b.md")
    quiet(site, services)
    glossary(site, f"{LABEL},open cloud", "控制台,console", "容器平台,container platform")
    site.ok("draft")
    assert google.asked == [LONG]
    assert site.entry("a", LABEL).msgstr == "Open cloud"


@pytest.mark.parametrize(
    "answer",
    ["no such term", EngineError("no idea"), "日志和监控接入同一个控制台啊"],
    ids=["deaf", "at a loss", "unfit"],
)
def test_an_engine_that_knows_no_better_is_asked_once(
    site: Project, services: Services, answer: str | EngineError
) -> None:
    google = services["google"]
    site.ok("sync")
    google.count()
    glossary(site, "控制台,console")
    google.says = lambda text: answer
    assert site.ok("sync").stderr == "", "it has a draft"
    assert google.count() == 1
    entry = site.entry("b", OTHER)
    assert entry.msgstr == ("no such term" if answer == "no such term" else said("google", OTHER))
    quiet(site, services)


def test_drafts_without_a_note_of_what_they_were_made_with_are_looked_at_once(
    site: Project, services: Services
) -> None:
    site.ok("extract")
    po = site.po("b")
    for entry in po:
        entry.msgstr, entry.flags = "Console of old", ["fuzzy"]
        entry.tcomment = mark("", "google 0", (None, entry.msgid), entry.msgstr)
    po.save(newline="\n")
    glossary(site, "控制台,control panel")
    site.ok("sync")
    assert sorted(services["google"].asked) == sorted([LABEL, LONG, OTHER])
    assert site.entry("b", LABEL).msgstr == "Console of old"
    assert site.entry("b", OTHER).msgstr == said("google", OTHER)
    quiet(site, services)


def test_drafts_of_an_engine_that_is_named_no_more_are_made_anew(site: Project, services: Services) -> None:
    site.ok("sync")
    site.translate("a", {LABEL: "By a person"})
    site.write("i18n.toml", 'engine = ["deepl", "libre"]\n')
    result = site.ok("sync")
    assert "a.md: en: 1 drafted again, written" in result.stdout
    assert site.entry("b", OTHER).tcomment.startswith("drafted by deepl 1 (")
    assert site.entry("a", LABEL).msgstr == "By a person"
    assert services["libre"].count() == 0
    quiet(site, services)


def test_what_a_new_engine_cannot_draft_keeps_the_draft_it_has(site: Project, services: Services) -> None:
    site.ok("sync")
    drafts = site.entry("a", LONG).msgstr, site.entry("b", OTHER).msgstr
    site.write("i18n.toml", 'engine = "deepl"\n')
    services["deepl"].says = lambda text: EngineError("no idea")
    assert site.ok("sync").stderr == ""
    quiet(site, services)
    assert (site.entry("a", LONG).msgstr, site.entry("b", OTHER).msgstr) == drafts


@pytest.fixture
def chained(site: Project) -> Project:
    site.write("i18n.toml", 'engine = ["google", "libre"]\n')
    return site


def test_what_stood_in_for_an_engine_that_was_away_is_made_anew_when_it_is_back(
    chained: Project, services: Services
) -> None:
    google, libre = services["google"], services["libre"]
    google.is_away()
    first = chained.run("sync")
    assert (first.exit_code, first.stderr) == (
        75, "postponed: google cannot be reached; 3 texts wait for it (3 drafted by the next for now); "
        "what was drafted is saved, run again to go on\n",
    )  # fmt: skip
    assert chained.entry("a", LONG).tcomment.startswith("drafted by libre 1 while google was away (")
    assert "b: libre" in chained.read("content/en/a.md")
    for forget in (False, True):
        if forget:
            fresh(chained)
        google.count(), libre.count()
        before = chained.snapshot()
        result = chained.run("sync")
        assert (result.exit_code, result.stderr) == (
            75, "postponed: google cannot be reached; 3 texts wait for it; "
            "what was drafted is saved, run again to go on\n",
        )  # fmt: skip
        assert len(set(google.asked)) == 1, "one text, to see whether it is there"
        assert len(google.asked) <= Pace().attempts
        assert libre.count() == 0
        assert chained.snapshot() == before
    google.is_away(back=True)
    google.count()
    result = chained.ok("sync")
    assert (sorted(google.asked), libre.count()) == (sorted([LABEL, LONG, OTHER]), 0)
    assert "a.md: en: 2 drafted again, written" in result.stdout
    assert chained.entry("a", LONG).tcomment.startswith("drafted by google 1 (")
    quiet(chained, services)


def test_a_stand_in_knows_new_terms_as_well(chained: Project, services: Services) -> None:
    services["google"].is_away()
    chained.run("sync")
    services["libre"].says = lambda text: said("console", text)
    glossary(chained, "控制台,console")
    assert chained.run("sync").exit_code == 75
    assert chained.entry("b", OTHER).msgstr == said("console", OTHER)
    chained.write("i18n.toml", 'engine = "libre"\n')
    quiet(chained, services)
    glossary(chained, "控制台,console", "容器平台,console")
    chained.ok("sync")
    assert chained.entry("a", LONG).msgstr == said("console", LONG)


def test_new_texts_are_drafted_by_the_next_while_the_others_wait(
    chained: Project, services: Services
) -> None:
    google, libre = services["google"], services["libre"]
    google.is_away()
    chained.run("sync")
    google.count(), libre.count()
    chained.page("c.md", "title: 新的页面\n")
    result = chained.run("sync")
    assert "4 texts wait for it (1 drafted by the next for now)" in result.stderr
    assert (set(google.asked), libre.asked) == ({"新的页面"}, ["新的页面"])


def test_what_the_better_engine_cannot_draft_is_the_next_one_s(chained: Project, services: Services) -> None:
    services["google"].is_away()
    chained.run("sync")
    services["google"].says = lambda text: EngineError("no idea")
    chained.ok("sync")
    assert chained.entry("a", LONG).tcomment.startswith("drafted by libre 1 (")
    assert chained.entry("a", LONG).msgstr.startswith("libre ")
    quiet(chained, services)


def test_a_draft_gives_way_to_no_lesser_engine_s(chained: Project, services: Services) -> None:
    google, libre = services["google"], services["libre"]
    chained.ok("sync")
    before = chained.snapshot()
    for says in (
        TemporaryEngineError("google cannot be reached"),
        EngineError("no idea"),
        ConfigError("no key"),
    ):
        google.says = lambda text, says=says: says
        result = chained.run("draft", "--again")
        assert chained.snapshot() == before
        assert libre.count() == 0
        assert result.exit_code == {TemporaryEngineError: 75, EngineError: 0}.get(type(says), 0)


def test_a_text_that_is_new_elsewhere_takes_no_better_draft_away(
    chained: Project, services: Services
) -> None:
    chained.ok("sync")
    glossary(chained, "容器平台,platform")
    chained.page("c.md", f"b: {LONG}\n")
    services["google"].is_away()
    assert chained.run("sync").exit_code == 75
    assert chained.entry("c", LONG).tcomment.startswith("drafted by libre 1 while google was away (")
    assert chained.entry("a", LONG).tcomment.startswith("drafted by google 1 (")
    services["google"].is_away(back=True)
    chained.ok("sync")
    assert chained.entry("c", LONG).tcomment.startswith("drafted by google 1 (")


def test_a_person_s_text_on_the_page_stays(site: Project, services: Services) -> None:
    site.ok("sync")
    page = site.read("content/en/a.md")
    site.write("content/en/a.md", page.replace(f"b: {said('google', LONG)}", "b: Mended by hand"))
    glossary(site, "容器平台,platform")
    site.ok("sync")
    assert "b: Mended by hand\n" in site.read("content/en/a.md")
    assert (site.entry("a", LONG).msgstr, site.entry("a", LONG).fuzzy) == ("Mended by hand", False)


def test_what_is_published_when_reviewed_alone_does_not_change(site: Project, services: Services) -> None:
    site.write("i18n.toml", 'engine = "google"\npublish = "reviewed"\nmin_reviewed = 0\n')
    site.ok("sync")
    site.translate("a", {LABEL: "Public cloud"})
    site.ok("sync")
    page = site.read("content/en/a.md")
    glossary(site, "容器平台,platform")
    site.ok("sync")
    assert site.read("content/en/a.md") == page


def test_the_mark_of_a_change_goes_with_the_approval(site: Project, services: Services) -> None:
    site.ok("sync")
    glossary(site, "控制台,console")
    services["google"].says = lambda text: "the console"
    site.ok("sync")
    flags = site.entry("b", OTHER).flags
    assert len(flags) == 2
    assert flags[1].startswith("redrafted-")
    site.translate("b", {OTHER: "the console"})
    assert site.entry("b", OTHER).flags == flags[1:]
    site.ok("sync")
    assert site.entry("b", OTHER).flags == []
    assert isinstance(site.po("b"), polib.POFile)
