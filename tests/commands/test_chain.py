"""A chain of engines tells who could not, and each target may have one of its own."""

from __future__ import annotations

from conftest import Project

ABLE = "baidu, deepl, firefox, google, libre, mymemory, openai"


def test_a_target_may_have_engines_of_its_own(project: Project) -> None:
    project.write(
        "i18n.toml", '[targets.en]\n[targets.ja]\nengine = ["gloss", "fake"]\n[targets.de]\nengine = "fake"\n'
    )
    project.page("a.md", "title: 案例\n")
    result = project.ok("sync")
    assert result.stderr == "", "gloss, which knows no Japanese, is no news"
    assert project.entry("a", "案例").tcomment.startswith("drafted by gloss")
    for target in ("ja", "de"):
        assert project.entry("a", "案例", target).tcomment.startswith("drafted by fake")


def test_engines_that_are_named_in_the_call_are_asked_for_every_target(project: Project) -> None:
    project.write("i18n.toml", '[targets.en]\n[targets.ja]\nengine = "gloss"\n')
    project.page("a.md", "title: 案例\n")
    project.ok("sync", "--engine", "fake")
    for target in ("en", "ja"):
        assert project.entry("a", "案例", target).tcomment.startswith("drafted by fake")


def test_a_target_that_none_of_its_engines_knows_is_told_with_those_that_do(project: Project) -> None:
    project.write("i18n.toml", 'engine = "gloss"\n[targets.en]\n[targets.ja]\n')
    project.page("a.md", "title: 案例\n")
    assert (
        f"nothing is drafted for ja: its engine does not know the language; these do: {ABLE}; "
        "name one as engine below [targets.ja] in i18n.toml."
    ) in project.ok("init").stdout
    assert project.json("init")["undrafted"] == {"ja": ABLE.split(", ")}
    result = project.run("sync")
    assert result.exit_code == 1
    assert result.stderr == (
        "i18n.toml:3: the engine gloss translates zh to en, not zh_CN to ja; "
        f"these can: {ABLE}; name one as engine below [targets.ja]\n"
    )
    assert project.entry("a", "案例").msgstr == "Case"
    project.write("i18n.toml", '[targets.en]\n[targets.ja]\nengine = "openai"\n')
    assert project.json("init")["undrafted"] == {}


def test_what_a_target_s_engine_may_be_is_told(project: Project) -> None:
    project.page("a.md", "title: 案例\n")
    project.write("i18n.toml", "[targets.en]\nengine = []\n")
    assert "names no engine" in project.run("sync").stderr
    project.write("i18n.toml", '[targets.en]\nengine = "nonesuch"\n')
    result = project.run("sync")
    assert (result.exit_code, 'no engine "nonesuch"' in result.stderr) == (2, True)


def test_an_engine_that_cannot_work_is_named_once_whatever_it_was_for(project: Project) -> None:
    project.write(
        "i18n.toml",
        'engine = ["firefox", "fake"]\n[targets.en]\n[targets.de]\n[engines.firefox]\nmodels = "locale"\n',
    )
    for name in ("a", "b"):
        project.page(f"{name}.md", f"title: 案例\nt: {'长' * len(name)}\n")
    project.write("locale/.keep", "")
    result = project.ok("sync")
    assert result.stderr.count("[engine-unusable]") == len(result.stderr.splitlines()) == 1
    before = project.snapshot()
    assert project.ok("sync").stderr == "", "nothing is left to draft"
    assert project.snapshot() == before
