"""A model that drafts pages with bodies: what it is sent, and that nothing clumsy of it reaches a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from conftest import Project
from loopback import Asked, Reply, Server, as_json
from markdown_it import MarkdownIt

pytest.importorskip("openai")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

Texts = dict[str, str]
HEAD = "title: 页面\n"
ENGLISH = "content/en/a.md"
NUMBERS = "零一二三四五六七八九"
WORD = "zero one two three four five six seven eight nine".split()  # noqa: SIM905


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with Server() as running:
        running.answer(model(lambda key, text: text))
        yield running


@pytest.fixture
def site(project: Project, server: Server) -> Project:
    options = f'base_url = "{server.url}v1"\nmodel = "test"\nworkers = 1\n'
    project.write("i18n.toml", f'engine = "openai"\n\n[engines.openai]\n{options}')
    project.page("a.md", HEAD, page())
    return project


def paragraph(number: int) -> str:
    name = NUMBERS[number // 10] + NUMBERS[number % 10]
    return f"第{name}段说明 `code{number}` 的用法。"


def page(changed: Callable[[list[str]], list[str]] = lambda blocks: blocks) -> str:
    """Six sections of ten paragraphs."""
    blocks: list[str] = []
    for number in range(60):
        if number % 10 == 0:
            blocks.append(f"## 第{NUMBERS[number // 10]}节")
        blocks.append(paragraph(number))
    return "\n" + "\n\n".join(changed(blocks)) + "\n"


def english(text: str) -> str:
    """A right translation of these texts: as many letters, all tokens and numbers."""
    for han, word in zip(NUMBERS, WORD, strict=True):
        text = text.replace(han, f" {word}")
    for han, word in {
        "第": "Number", "段说明": " explains ", "的用法。": " and its use.", "节": " is a section",
        "页面": "Page", "新": "new ", "增": "extra ",
    }.items():  # fmt: skip
        text = text.replace(han, word)
    return " ".join(text.split())


def model(spoil: Callable[[str, str], str]) -> Callable[[Asked], Reply]:
    """What answers in English, and ``spoil``s what it says."""

    def answer(asked: Asked) -> Reply:
        texts = sent(asked)
        said = {key: spoil(key, english(text)) for key, text in texts.items()}
        message = {"role": "assistant", "content": json.dumps(said)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return as_json(
            {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        )

    return answer


def material(asked: Asked) -> dict[str, dict[str, str]]:
    return json.loads(asked.json["messages"][1]["content"])  # type: ignore[no-any-return]


def sent(asked: Asked) -> Texts:
    return material(asked)["texts"]


def skeleton(text: str) -> list[tuple[str, int]]:
    return [(token.type, token.level) for token in MarkdownIt().parse(text)]


def edit(site: Project, old: str, new: str) -> None:
    text = site.read(ENGLISH)
    assert text.count(old) == 1
    site.write(ENGLISH, text.replace(old, new))


CLUMSY: dict[str, Callable[[str, str], str]] = {
    "drops one of ten placeholders": lambda key, text: re.sub(r"\[X\d+X\]", "", text) if key == "7" else text,
    "drops all": lambda key, text: re.sub(r"\[X\d+X\]", "", text),
    "a fence": lambda key, text: f"```markdown\n{text}\n```",
    "a fence around some": lambda key, text: f"```\n{text}\n```" if int(key) % 3 else text,
    "a remark": lambda key, text: f"Sure, here is the translation: {text}",
    "a remark above": lambda key, text: f"Sure, here is the translation:\n\n{text}",
    "a heading": lambda key, text: f"# Translation\n\n{text}",
    "a heading in its line": lambda key, text: f"## {text}",
    "a split paragraph": lambda key, text: text.replace(" and ", "\n\nand "),
    "a list": lambda key, text: f"- {text}",
    "a quote": lambda key, text: f"> {text}",
}

SPOILS_SOME = {"drops one of ten placeholders", "drops all", "a fence around some", "a split paragraph"}


@pytest.mark.parametrize("kind", CLUMSY)
def test_nothing_of_a_clumsy_model_reaches_a_page(kind: str, site: Project, server: Server) -> None:
    site.run("sync")
    right, honest = site.read(ENGLISH), len(server.asked)
    clumsy = Project(site.root / "clumsy")
    clumsy.write("i18n.toml", site.read("i18n.toml"))
    clumsy.write("content/zh/a.md", site.read("content/zh/a.md"))
    server.asked.clear()
    server.answer(model(CLUMSY[kind]))
    clumsy.run("sync")
    assert len(server.asked) <= 2 * honest
    drafted = {entry.msgstr for entry in clumsy.po("a")} - {""}
    assert drafted <= {entry.msgstr for entry in site.po("a")}
    assert bool(drafted) == (clumsy.root / ENGLISH).exists() == (kind in SPOILS_SOME)
    if drafted:
        merged = clumsy.read(ENGLISH)
        assert skeleton(merged) == skeleton(right)
        ours = site.read("content/zh/a.md").splitlines()
        assert set(merged.splitlines()) <= {*right.splitlines(), *ours}


def test_a_changed_sentence_is_sent_alone_with_what_it_was(site: Project, server: Server) -> None:
    site.ok("sync")
    old = site.read(ENGLISH)
    server.asked.clear()
    changed = paragraph(34).replace("说明", "新说明")
    site.page("a.md", HEAD, page().replace(paragraph(34), changed))
    edit(site, english(paragraph(12)), "A person wrote this about `code12`.")
    site.ok("sync")
    assert [list(sent(asked).values()) for asked in server.asked] == [[changed.replace("`code34`", "[X0X]")]]
    similar = material(server.asked[0])["places"]["1"]["similar"]  # type: ignore[index]
    assert similar[paragraph(34)] == english(paragraph(34))
    expected = old.replace(english(paragraph(12)), "A person wrote this about `code12`.")
    assert site.read(ENGLISH) == expected.replace(english(paragraph(34)), english(changed))


def test_a_new_paragraph_is_sent_alone(site: Project, server: Server) -> None:
    site.ok("sync")
    old = site.read(ENGLISH)
    server.asked.clear()
    site.page("a.md", HEAD, page().replace(paragraph(34), f"新增说明。\n\n{paragraph(34)}"))
    edit(site, english(paragraph(50)), "A person wrote this about `code50`.")
    site.run("sync")
    assert [list(sent(asked).values()) for asked in server.asked] == [["新增说明。"]]
    kept = old.replace(english(paragraph(50)), "A person wrote this about `code50`.")
    fresh = site.entry("a", "新增说明。").msgstr or "新增说明。"
    assert site.read(ENGLISH) == kept.replace(english(paragraph(34)), f"{fresh}\n\n{english(paragraph(34))}")


def test_an_edit_of_the_paragraph_that_changed_is_shown_beside(site: Project, server: Server) -> None:
    site.ok("sync")
    mine = "A person wrote all of this about `code34` and how to use it."
    edit(site, english(paragraph(34)), mine)
    changed = paragraph(34).replace("说明", "新说明")
    site.page("a.md", HEAD, page().replace(paragraph(34), changed))
    server.asked.clear()
    site.run("sync")
    assert mine in site.read(ENGLISH)
    entry = site.entry("a", changed)
    assert (entry.msgstr, entry.fuzzy) == (mine, True)
    assert english(changed) in entry.tcomment


MOVES: dict[str, Callable[[list[str]], list[str]]] = {
    "a section moved": lambda blocks: blocks[:11] + blocks[22:33] + blocks[11:22] + blocks[33:],
    "paragraphs reordered": lambda blocks: blocks[:1] + blocks[10:0:-1] + blocks[11:],
    "a section gone": lambda blocks: blocks[:11] + blocks[22:],
    "all reversed": lambda blocks: blocks[::-1],
    "as a list": lambda blocks: [f"- {block}" for block in blocks if not block.startswith("#")],
}


@pytest.mark.parametrize("kind", MOVES)
def test_what_moves_is_sent_nowhere_and_keeps_its_review(kind: str, site: Project, server: Server) -> None:
    site.ok("sync")
    mine = {number: f"A person wrote this about `code{number}`." for number in range(0, 60, 7)}
    for number, said in mine.items():
        edit(site, english(paragraph(number)), said)
    site.ok("sync")
    server.asked.clear()
    site.page("a.md", HEAD, page(MOVES[kind]))
    site.ok("sync")
    assert server.asked == []
    for number, said in mine.items():
        if paragraph(number) in site.read("content/zh/a.md"):
            assert said in site.read(ENGLISH)
            assert not site.entry("a", paragraph(number)).fuzzy


def test_a_renamed_section_sends_its_heading_alone(site: Project, server: Server) -> None:
    site.ok("sync")
    edit(site, english(paragraph(31)), "A person wrote this about `code31`.")
    server.asked.clear()
    site.page("a.md", HEAD, page().replace("## 第三节", "## 新第三节"))
    site.ok("sync")
    assert [list(sent(asked).values()) for asked in server.asked] == [["新第三节"]]
    assert "A person wrote this about `code31`." in site.read(ENGLISH)


def test_a_draft_is_asked_for_with_its_section(site: Project, server: Server) -> None:
    site.ok("sync")
    text = paragraph(34).replace("`code34`", "[X0X]")
    asked = next(asked for asked in server.asked if text in sent(asked).values())
    key = next(key for key, one in sent(asked).items() if one == text)
    place: dict[str, str] = material(asked)["places"][key]  # type: ignore[assignment]
    assert place["heading"] == "第三节"
    shown = {*sent(asked).values(), place.get("context_before"), place.get("context_after")}
    for number in (33, 35):  # neighbours, be they in the same call or shown beside it
        assert shown & {paragraph(number), paragraph(number).replace(f"`code{number}`", "[X0X]")}
