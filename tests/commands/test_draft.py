"""Drafts: marked as such, from memory, glossary and engine, never over a person's work."""

from __future__ import annotations

import pytest
from conftest import Project

from i18n_pipeline.catalog.provenance import mark
from i18n_pipeline.engines import registry
from i18n_pipeline.engines.base import Engine, Limits, Request, Settings
from i18n_pipeline.engines.fake import Fake
from i18n_pipeline.errors import ConfigError, EngineError, TemporaryEngineError

LONG = "我们选择了容器平台来管理全部的业务系统"


@pytest.fixture
def site(project: Project) -> Project:
    project.page("a.md", f"title: 案例\nb: {LONG}\n")
    project.page("b.md", f"title: 另一个\nb: {LONG}\n")
    project.ok("extract")
    return project


def test_drafts_are_fuzzy_and_say_who_wrote_them(site: Project) -> None:
    site.ok("draft", "--engine", "fake")
    for entry in site.po("a"):
        assert entry.msgstr.startswith("fake ")
        assert entry.flags == ["fuzzy"]
        assert entry.tcomment.startswith("drafted by fake 1 (")


def test_gloss_is_the_default_and_leaves_no_chinese(site: Project) -> None:
    site.ok("draft")
    assert site.entry("a", "案例").msgstr == "Case"
    assert "container platform" in site.entry("a", LONG).msgstr.lower()


def test_a_reviewed_translation_of_another_page_comes_before_the_engine(site: Project) -> None:
    site.translate("a", {LONG: "By a person"})
    facts = site.json("draft", "--engine", "fake")["pages"]
    assert facts["b.md"]["en"]["memory"] == 1
    entry = site.entry("b", LONG)
    assert (entry.msgstr, entry.fuzzy) == ("By a person", True)
    assert entry.tcomment.startswith("drafted by memory of a (")


def test_a_draft_is_nobody_s_memory(site: Project) -> None:
    site.translate("a", {LONG: "Only a draft"}, fuzzy=True)
    site.ok("draft", "--engine", "fake")
    assert site.entry("b", LONG).msgstr.startswith("fake ")


def test_an_exact_glossary_term_comes_before_the_engine(site: Project) -> None:
    site.write("locale/en/glossary.csv", "source,target,note\n案例,showcase,\n另一个,,keep\n")
    site.ok("draft", "--engine", "fake")
    assert site.entry("a", "案例").msgstr == "Showcase"
    assert site.entry("b", "另一个").msgstr == "另一个"
    assert "drafted by glossary (" in site.read("locale/en/LC_MESSAGES/a.po")


def test_what_a_person_wrote_is_not_drafted_over(site: Project) -> None:
    site.translate("a", {LONG: "Half done"}, fuzzy=True)
    site.translate("a", {"案例": "Case"})
    site.ok("draft", "--engine", "fake")
    assert site.entry("a", LONG).msgstr == "Half done"
    assert site.entry("a", "案例").msgstr == "Case"


def test_a_changed_source_has_its_machine_draft_renewed_and_its_human_text_kept(site: Project) -> None:
    site.translate("a", {LONG: "By a person"})
    site.ok("draft", "--engine", "fake")
    for name in ("a", "b"):
        site.page(
            f"{name}.md",
            site.read(f"content/zh/{name}.md")[4:-4]
            .replace("我们选择", "我们最终选择")
            .replace("另一个", "第二个"),
        )
    site.ok("extract")
    site.ok("draft", "--engine", "fake")
    edited = LONG.replace("我们", "我们最终")
    assert (site.entry("a", edited).msgstr, site.entry("a", edited).previous_msgid) == ("By a person", LONG)
    assert site.entry("b", "第二个").msgstr.startswith("fake ")
    assert site.entry("b", "第二个").previous_msgid is None


def label_changed(project: Project, old: str, new: str, text: str) -> None:
    project.page("a.md", f"a: 云类型\nb: {old}\nc: 地点\n")
    project.ok("sync", "--engine", "fake")
    project.translate("a", {old: text, "云类型": "Cloud", "地点": "Place"})
    project.ok("sync", "--engine", "fake")
    project.page("a.md", f"a: 云类型\nb: {new}\nc: 地点\n")


@pytest.mark.parametrize(
    ("old", "new"), [("为什么我们选择", "我们为什么选择"), ("公有云", "私有云"), ("客户背景", "用户背景")]
)
def test_a_changed_label_keeps_a_person_s_text_and_a_draft_stands_beside(
    project: Project, old: str, new: str
) -> None:
    label_changed(project, old, new, "By a person")
    result = project.ok("sync", "--engine", "fake")
    assert "a.md: en: 1 changed, 1 suggested, 1 text on the page is of an older source" in result.stdout
    assert project.json("sync")["pages"]["a.md"]["en"]["stale"] == 1
    entry = project.entry("a", new)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("By a person", True, old)
    assert entry.tcomment.startswith('suggested by fake 1: "fake ')
    assert "b: By a person\n" in project.read("content/en/a.md")
    before = project.snapshot()
    again = project.ok("sync", "--engine", "fake")
    assert (project.snapshot(), "sent to engines" in again.stdout) == (before, False)
    assert "a.md: en:" not in again.stdout, "what is known is not told again"


def test_another_label_in_its_place_is_new(project: Project) -> None:
    label_changed(project, "背景", "解决方案", "By a person")
    project.ok("sync", "--engine", "fake")
    assert project.entry("a", "解决方案").msgstr.startswith("fake ")
    assert (project.entry("a", "背景").msgstr, project.entry("a", "背景").obsolete) == ("By a person", 1)


def test_memory_and_glossary_may_take_the_place_of_a_person_s_older_text(project: Project) -> None:
    project.write("locale/en/glossary.csv", "source,target,note\n私有云,private cloud,\n")
    label_changed(project, "公有云", "私有云", "Public cloud")
    project.write("i18n.toml", 'publish = "reviewed"\nmin_reviewed = 0\n')
    project.ok("sync", "--engine", "fake")
    assert (project.entry("a", "私有云").msgstr, project.entry("a", "私有云").fuzzy) == (
        "Private cloud",
        True,
    )
    assert "b: Public cloud\n" in project.read("content/en/a.md"), "which is what was reviewed"
    project.write("i18n.toml", "")
    project.ok("sync", "--engine", "fake")
    assert "b: Private cloud\n" in project.read("content/en/a.md")


def test_a_suggestion_goes_when_the_source_changes_again_and_when_its_text_is_reviewed(
    project: Project,
) -> None:
    label_changed(project, "公有云", "私有云", "By a person")
    project.ok("sync", "--engine", "fake")
    first = project.entry("a", "私有云").tcomment
    project.page("a.md", "a: 云类型\nb: 混合云\nc: 地点\n")
    project.ok("extract")
    assert project.entry("a", "混合云").tcomment == ""
    project.ok("draft", "--engine", "fake")
    assert project.entry("a", "混合云").tcomment not in ("", first)
    project.translate("a", {"混合云": "Hybrid cloud"})
    assert project.run("check").exit_code == 1, "the page is behind"
    project.ok("sync", "--engine", "fake")
    assert project.entry("a", "混合云").tcomment == ""
    assert project.json("check")["findings"] == []


def test_what_was_drafted_and_nobody_touched_is_drafted_anew(project: Project) -> None:
    project.page("a.md", "b: 公有云\n")
    project.ok("sync", "--engine", "fake")
    project.page("a.md", "b: 私有云\n")
    project.ok("sync", "--engine", "fake")
    assert project.entry("a", "私有云").tcomment.startswith("drafted by fake")


def test_a_mark_goes_when_a_person_s_text_is_carried_over(site: Project) -> None:
    site.ok("draft", "--engine", "fake")
    site.translate("a", {LONG: "By a person"})
    site.page("a.md", f"title: 案例\nb: {LONG}啊\n")
    site.ok("extract")
    assert site.entry("a", f"{LONG}啊").tcomment == ""
    assert site.entry("a", LONG).tcomment == ""
    assert site.entry("a", "案例").tcomment.startswith("drafted by fake 1 (")


class Scripted:
    """An engine that answers as told."""

    name, version, limits = "scripted", "1", Limits(texts=1)

    def __init__(self, *answers: str | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    def translate(self, requests: list[Request]) -> list[str | EngineError]:
        self.asked += requests
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, TemporaryEngineError):
            raise answer
        assert isinstance(answer, str | EngineError)
        return [answer]


def engine(monkeypatch: pytest.MonkeyPatch, *answers: str | Exception) -> Scripted:
    scripted = Scripted(*answers)

    def create(name: str, settings: Settings) -> Engine:
        return scripted

    monkeypatch.setattr(registry, "create", create)
    return scripted


def test_an_engine_sees_masks_and_context(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("a.md", "title: 案例\nlist:\n  - title: 背景\n    a: 执行 `ls` 命令\n    b: 之后\n")
    project.ok("extract")
    scripted = engine(monkeypatch, "Case", "Background", "Run [X0X]", "After")
    project.ok("draft")
    asked = scripted.asked[2]
    assert asked.text == "执行 [X0X] 命令"
    context = asked.context
    assert (context.title, context.heading, context.before, context.after) == ("案例", "背景", "背景", "之后")
    assert project.entry("a", "执行 `ls` 命令").msgstr == "Run `ls`"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("", "no text"),
        ("[X0X]", "no word of the source is left"),
        ("[X0X] run 【X0X】", "damaged mask"),
        ("[X0X] run [x1x]", "damaged mask"),
        ("[X0X] run at evil.com", "evil.com"),
        ("[X0X] clоud", "another alphabet"),
        ("[X0X] ru\u200bn", "U+200B"),
        ("Sure, here is the translation: run [X0X]", "says something that the source does not"),
        ("“Run [X0X]”", "stand around all of it"),
        ("执行 [X0X] 命令吧", "leftover-han"),
        ("执行 [X0X] 命令", "not translated"),
        ("Run [X0X]" + ", and so on" * 20, "would be usual"),
        ("[X0X]\n", "edge-blanks"),
        ("[X0X] <script>", "html"),
        ("[X0X] a\x00b", "control characters"),
        ("[X0X] a\u202eb", "control characters"),
        ("[X0X] a\u2028b", "control characters"),
        (EngineError("no such word"), "no such word"),
    ],
)
def test_a_bad_answer_is_no_draft_and_is_reported(
    project: Project, monkeypatch: pytest.MonkeyPatch, answer: str | Exception, why: str
) -> None:
    project.page("a.md", "a: 执行 `ls` 命令\nb: 好\n")
    project.ok("extract")
    engine(monkeypatch, answer, "Good")
    report = project.json("draft")
    assert project.entry("a", "执行 `ls` 命令").msgstr == ""
    assert project.entry("a", "好").msgstr == "Good"
    (warning,) = report["warnings"]
    assert (warning["rule"], warning["path"], warning["line"]) == ("not-drafted", "a", 2)
    assert why in warning["message"]


INVISIBLE = [
    "\u200b", "\U000e0041", "\ufff9", "\u00ad", "\ufe0f", "\u202e", "\u3164", "\u115f", "\u2800", "\u034f",
    "\u180e", "\u2060\u2063", "\u200d \u00a0", "\ue0ff", "\u0301", "\ufeff",
]  # fmt: skip


@pytest.mark.parametrize("answer", INVISIBLE)
def test_an_answer_that_shows_nothing_is_no_draft(
    project: Project, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    project.page("a.md", "a: 公有云\n")
    project.ok("extract")
    engine(monkeypatch, answer)
    (warning,) = project.json("draft")["warnings"]
    assert project.entry("a", "公有云").msgstr == ""
    assert warning["rule"] == "not-drafted"


def test_one_answer_for_texts_that_have_nothing_in_common_is_no_draft(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = "总结", "小结", LONG, f"{LONG}。", "日志和监控接入同一个控制台", "研发团队的日常工作"
    project.page("a.md", "".join(f"k{at}: {text}\n" for at, text in enumerate(texts)))
    project.ok("extract")
    engine(
        monkeypatch,
        *["Summary"] * 2,
        *["We chose a platform to run all systems"] * 3,
        "Daily work of the team",
    )
    report = project.json("draft")
    assert [project.entry("a", text).msgstr for text in texts] == [
        "Summary",
        "Summary",
        "",
        "",
        "",
        "Daily work of the team",
    ]
    assert [warning["line"] for warning in report["warnings"]] == [4, 5, 6]
    assert all("nothing in common" in warning["message"] for warning in report["warnings"])


def test_the_next_engine_is_asked_where_one_answers_all_alike(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("a.md", f"a: {LONG}\nb: 日志和监控接入同一个控制台\n")
    project.ok("extract")
    scripted = Scripted("A platform for all of it")

    def create(name: str, settings: Settings) -> Engine:
        return scripted if name == "gloss" else Fake()

    monkeypatch.setattr(registry, "create", create)
    project.ok("draft", "--engine", "gloss", "--engine", "fake")
    assert all(entry.tcomment.startswith("drafted by fake") for entry in project.po("a"))


def test_many_short_labels_with_one_answer_are_refused_and_a_few_are_not(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page(
        "a.md",
        "".join(f"k{at}: {text}\n" for at, text in enumerate(["云", "端", "网", "车", "山", "海", "河"])),
    )
    project.ok("extract")
    engine(monkeypatch, "Hello there")
    assert len(project.json("draft")["warnings"]) == 7


def test_what_people_reviewed_and_the_glossary_says_may_be_a_draft(project: Project) -> None:
    project.page("a.md", "a: 青云平台\nb: 京东\n")
    project.page("b.md", "a: 京东\n")
    project.write("locale/en/glossary.csv", "source,target,note\n青云平台,,\n")
    project.ok("extract")
    project.translate("b", {"京东": "JD.com"})
    project.ok("draft", "--engine", "fake")
    assert project.entry("a", "青云平台").msgstr == "青云平台"
    assert project.entry("a", "京东").msgstr == "JD.com"
    found = severities(project)
    assert not {rule for rule, severity in found if severity == "error"} - {"page-behind"}


def test_check_tells_of_a_draft_that_no_engine_may_write_as_an_error_until_a_person_takes_it(
    site: Project,
) -> None:
    site.ok("draft", "--engine", "fake")
    text = site.read("locale/en/LC_MESSAGES/a.po")
    key, bad = (None, LONG), "See evil.com"
    marked = mark("", "fake 1", key, bad)
    entry = site.entry("a", LONG)
    site.write("locale/en/LC_MESSAGES/a.po", text.replace(entry.msgstr, bad).replace(entry.tcomment, marked))
    assert ("domains", "error") in severities(site)
    site.translate("a", {LONG: bad})
    assert ("domains", "warning") in severities(site)


def severities(site: Project) -> set[tuple[str, str]]:
    return {(found["rule"], found["severity"]) for found in site.json("check")["findings"]}


@pytest.mark.parametrize("mangled", ["lost it", "[X0X] and [X0X]", "[X0X] [X1X]", "[x0x]"])
def test_a_text_whose_protected_piece_was_lost_is_asked_in_pieces(
    project: Project, monkeypatch: pytest.MonkeyPatch, mangled: str
) -> None:
    project.page("a.md", "a: 执行 `ls` 命令\n")
    project.ok("extract")
    scripted = engine(monkeypatch, mangled, "Run", "the command")
    project.ok("draft")
    assert [asked.text for asked in scripted.asked] == ["执行 [X0X] 命令", "执行", "命令"]
    assert project.entry("a", "执行 `ls` 命令").msgstr == "Run `ls` the command"


def test_an_engine_that_fails_for_now_postpones_and_saves_what_it_did(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(monkeypatch, "Case", TemporaryEngineError("quota used up"))
    result = site.run("draft")
    assert result.exit_code == 75
    assert "postponed: gloss: quota used up" in result.stderr
    assert site.entry("a", "案例").msgstr == "Case"
    assert site.entry("b", "另一个").msgstr == ""


def test_a_table_for_an_engine_that_is_none_is_a_usage_error(site: Project) -> None:
    site.write("i18n.toml", "[engines.gogle]\nworkers = 2\n")
    result = site.run("draft", "--engine", "fake")
    assert result.exit_code == 2
    assert 'there is no engine "gogle"' in result.stderr


@pytest.mark.parametrize("workers", [0, 257, 10**18])
def test_workers_have_bounds(site: Project, workers: int) -> None:
    site.write("i18n.toml", f"[engines.fake]\nworkers = {workers}\n")
    assert site.run("draft", "--engine", "fake").exit_code == 2


def test_one_text_at_two_places_of_which_one_is_narrow(project: Project) -> None:
    project.write("i18n.toml", '[[rule]]\npath = "title"\npages = "a.md"\nmax_length = 3\n')
    for name in ("a.md", "b.md"):
        project.page(name, "title: 公司简介\n")
    project.ok("extract")
    assert "max-length" in project.ok("draft", "--engine", "fake").stderr
    assert project.entry("a", "公司简介").msgstr == ""
    assert project.entry("b", "公司简介").msgstr.startswith("fake ")
    for name in ("b", "a"):  # whichever comes last
        project.translate(name, {"公司简介": ""})
    project.write("i18n.toml", '[[rule]]\npath = "title"\npages = "b.md"\nmax_length = 3\n')
    project.ok("extract")
    project.ok("draft", "--engine", "fake")
    assert project.entry("a", "公司简介").msgstr.startswith("fake ")


@pytest.mark.parametrize(
    ("second", "code"),
    [(EngineError("not this one"), 0), (TemporaryEngineError("quota used up", retry_after=500), 75)],
)
def test_a_second_engine_that_cannot_be_used_does_not_hide_what_the_first_did(
    site: Project, monkeypatch: pytest.MonkeyPatch, second: Exception, code: int
) -> None:
    scripted = Scripted("Case", second)

    def create(name: str, settings: Settings) -> Engine:
        if name == "gloss":
            raise ConfigError("gloss knows no German")
        return scripted

    monkeypatch.setattr(registry, "create", create)
    result = site.run("draft", "--engine", "fake", "--engine", "gloss")
    assert result.exit_code == code
    assert "1 from engine" in result.stdout
    assert "gloss knows no German" in result.stderr


def test_an_unknown_engine_is_a_usage_error(site: Project) -> None:
    result = site.run("draft", "--engine", "nonesuch")
    assert result.exit_code == 2
    assert 'there is no engine "nonesuch"; choose one of: baidu, deepl, firefox, gloss' in result.stderr


@pytest.mark.parametrize(
    ("glossary", "line", "why"),
    [
        ("a,b\n", 1, "first line"),
        ("source,target,note\n云,cloud,\n云,clouds,\n", 3, "two translations"),
        ("source,target,note\n,cloud,\n", 2, "a row has"),
        ("source,target,note\n云,a,b,c\n", 2, "a row has"),
    ],
)
def test_a_broken_glossary_is_a_usage_error(site: Project, glossary: str, line: int, why: str) -> None:
    site.write("locale/en/glossary.csv", glossary)
    result = site.run("draft", "--engine", "fake")
    assert result.exit_code == 2
    assert f"locale/en/glossary.csv:{line}: " in result.stderr
    assert why in result.stderr


def test_dry_run_writes_nothing(site: Project) -> None:
    before = site.snapshot()
    site.ok("draft", "--engine", "fake", "--dry-run")
    assert site.snapshot() == before
