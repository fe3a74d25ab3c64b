"""Names of a page that nobody has put into English: found, proposed, and kept by every engine."""

from __future__ import annotations

import re
import time
from itertools import permutations

import pytest
from click.testing import CliRunner

from i18n_pipeline.cli import cli
from i18n_pipeline.engines.base import Context, Settings
from i18n_pipeline.engines.fake import Fake
from i18n_pipeline.engines.glossing import page_names
from i18n_pipeline.engines.glossing.lexicon import Lexicon
from i18n_pipeline.engines.glossing.page_names import Name
from i18n_pipeline.engines.running.cache import Cache
from i18n_pipeline.engines.running.link import Asker
from i18n_pipeline.engines.running.runner import Pace
from i18n_pipeline.engines.running.task import Budget, Link, Outcome, Wanted
from i18n_pipeline.locales import han_in
from i18n_pipeline.messages import NOTHING
from i18n_pipeline.model import Message, Place, Term
from tests.conftest import Project
from tests.engines.loopback import Asked, Reply, Server, as_json

NAMED = {
    "砚岚科技为客户提供容器平台。": "砚岚",
    "深圳市沧耀数据科技有限公司成立于 2012 年。": "沧耀",
    "远山科技有限公司使用 Kubernetes 部署业务。": "远山",
    "我们和霁川物流一起迁移了三个集群。": "霁川",
    "云岚银行的核心系统运行在私有云上。": "云岚",
    "“澄舟云”是一款面向企业的产品。": "澄舟云",
    "泊远集团在上海有两个数据中心。": "泊远",
    "绿米沐创是一家制造企业。": "绿米沐创",
    "本次升级由黎岸网络完成。": "黎岸",
    "栖桐学堂每天有十万名学生。": "栖桐",
    "我们选择了云帆保险的私有云方案。": "云帆",
    "柠檬树教育集团有 20 所学校。": "柠檬树",
    "星图慧联科技的系统运行了 300 天。": "星图慧联",
    "平台的用户来自蓝鲸科技。": "蓝鲸",
}
COMMON = (
    "网上银行和民营银行都在使用。",
    "这是一家综合性教育集团。",
    "合资公司的骨干网络",
    "一家大型科技公司收购了本地的物流公司。",
    "人寿保险、职业教育与可再生能源",
    "一家养老科技公司用柔性制造和杀毒软件。",
    "电动汽车、儿童医院和卫星网络",
)


def names_on(*texts: str, title: str = "", terms: tuple[tuple[str, str], ...] = ()) -> list[Name]:
    lexicon = Lexicon.of(tuple(Term(*term) for term in terms))
    messages = [
        Message(text, (Place(("section", at, "title" if not at else "content"), 1, title),))
        for at, text in enumerate(texts)
    ]
    return page_names.on_all([page_names.on_page("a.md", messages, lexicon)[0]])


def shown(found: list[Name]) -> list[tuple[str, int, str]]:
    return [(name.text, name.count, name.guess) for name in found]


def test_a_latin_title_beside_a_chinese_one_is_a_guess() -> None:
    texts = "沧耀数据", "沧耀成立于 2012 年。", "我们和沧耀一起"
    assert shown(names_on(*texts, title="canglight")) == [("沧耀", 3, "Canglight")]


def test_a_title_of_common_words_is_a_name_where_a_text_says_so() -> None:
    says = "明天生活股份有限公司创立于 2009 年。"
    assert shown(names_on("明天生活", says, title="Daymore")) == [("明天生活", 2, "Daymore")]
    assert names_on("架构设计", "架构设计很重要。", "架构设计与部署", title="Helm") == []


def test_what_stands_in_brackets_behind_a_name_is_a_guess() -> None:
    found = names_on("标题", "沧耀数据科技有限公司（Canglight Data）成立于 2012 年。", "沧耀有三个团队。")
    assert shown(found) == [("沧耀", 2, "Canglight Data")]


def test_what_a_glossary_has_is_not_proposed() -> None:
    texts = "标题", "沧耀集团成立于 2012 年，沧耀很大。"
    assert names_on(*texts, terms=(("沧耀", "Canglight"),)) == []
    assert names_on(*texts, terms=(("沧耀集团", "Canglight Group"),)) == []


def test_a_name_is_not_found_inside_of_other_words() -> None:
    lexicon = Lexicon.of(())
    message = Message("中岚快递集团", (Place(("a",), 1),))
    other = Message("我们集中岚", (Place(("b",), 1),))
    found, (first, second) = page_names.on_page("a.md", [message, other], lexicon)
    assert page_names.kept(found, first) == ("中岚",)
    assert page_names.kept(found, second) == ()


def test_who_speaks_has_a_name() -> None:
    messages = [Message("苗杨", (Place(("list", 0, key), 1, ""),)) for key in ("author", "title")]
    found = [page_names.on_page("a.md", [message], Lexicon.of(()))[0] for message in messages]
    assert [[name.is_sure for name in names] for names in found] == [[True], [False]]


def test_a_long_name_may_be_shortened() -> None:
    texts = "绿米沐创科技有限公司成立于 2016 年。", "绿米的网关有 20 个接口，绿米沐创在测试。", "加入绿米之后"
    assert shown(names_on("标题", *texts)) == [("绿米", 4, ""), ("绿米沐创", 2, "")]
    assert shown(names_on("标题", *texts[:2])) == [("绿米沐创", 2, "")], "once may be chance"


def test_what_no_dictionary_has_is_proposed_where_it_recurs_and_only_names_are_kept() -> None:
    found = names_on("标题", "接口被显式删除", "显式声明", "鸣溪湾的设备", "在鸣溪湾", "突增")
    assert [(name.text, name.is_sure) for name in found] == [("鸣溪湾", True), ("显式", False)]


@pytest.mark.parametrize("text", COMMON)
def test_common_words_are_no_names(text: str) -> None:
    assert names_on(text, text) == []


def _page(project: Project) -> None:
    project.page("a.md", "".join(f"t{at}: {text}\n" for at, text in enumerate(NAMED)))
    project.ok("extract")


@pytest.mark.parametrize("engine", ["gloss", "fake"])
def test_no_draft_of_a_local_engine_turns_a_name_into_words(project: Project, engine: str) -> None:
    _page(project)
    project.ok("draft", "--engine", engine)
    for text, name in NAMED.items():
        entry = project.entry("a", text)
        assert (name in entry.msgstr, entry.fuzzy) == (True, True), entry.msgstr


@pytest.mark.enable_socket
def test_no_service_is_shown_a_name(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")

    def answer(asked: Asked) -> Reply:
        text = asked.form["q"]
        seen.append(text)
        return as_json({"translatedText": " ".join(["It says", *re.findall(r"\[X\dX\]|\d+", text)])})

    seen: list[str] = []
    with Server() as server:
        server.answer(answer)
        project.write("i18n.toml", f'engine = "libre"\n[engines.libre]\nurl = "{server.url}"\n')
        _page(project)
        project.run("draft")
    assert not [name for name in NAMED.values() for text in seen if name in text]
    drafted = [entry for entry in project.po("a") if entry.msgstr]
    assert len(drafted) > 5
    assert all(NAMED[entry.msgid] in entry.msgstr for entry in drafted)


@pytest.mark.parametrize("text", ["茶叶怕潮。", "来信请注明公司名称。", "流量突增"])
def test_two_common_characters_are_put_into_words(project: Project, text: str) -> None:
    project.page("a.md", f"t: {text}\n")
    project.ok("extract")
    project.ok("draft")
    assert project.entry("a", text).msgstr
    assert not han_in(project.entry("a", text).msgstr)


def test_a_page_that_is_one_text_has_names_too() -> None:
    message = Message("沧耀", (Place((), 1, ""),))
    found, _ = page_names.on_page("a.yaml", [message], Lexicon.of(()))
    assert [(name.text, name.is_sure) for name in found] == [("沧耀", False)]


def test_a_row_in_the_glossary_drafts_the_text_anew(project: Project) -> None:
    _page(project)
    project.ok("draft")
    project.write("locale/en/glossary.csv", "source,target,note\n砚岚,Yanlan,\n")
    project.ok("draft")
    text = next(iter(NAMED))
    assert "Yanlan" in project.entry("a", text).msgstr
    assert "砚岚" not in project.entry("a", text).msgstr


def test_a_text_that_is_a_name_alone_is_no_engines_business(project: Project) -> None:
    project.page("a.md", "t: 沧耀\nu: 沧耀集团成立于 2012 年。\n")
    project.ok("extract")
    result = project.run("draft", "--engine", "fake")
    assert "沧耀 is a name that glossary.csv does not have: add a row" in result.output
    assert project.entry("a", "沧耀").msgstr == ""


def test_what_is_left_of_a_name_is_told_by_a_rule(project: Project) -> None:
    _page(project)
    project.ok("draft")
    assert "still in Chinese: 砚岚" in project.run("check").output


def test_a_name_that_is_left_several_times_is_told_once(project: Project) -> None:
    project.page("a.md", "t: 砚岚科技与沧耀集团，砚岚科技成立于 2012 年。\n")
    project.ok("extract")
    project.ok("draft")
    assert "still in Chinese: 砚岚, 沧耀, in:" in project.run("check").output


def test_rows_are_suggested_and_init_names_the_first(project: Project) -> None:
    project.page("a.md", "title: Canglight\ns:\n  title: 沧耀\n  c: 沧耀集团成立于 2012 年。\n")
    project.page("b.md", "t: 沧耀与砚岚科技\nu: 被显式删除\nv: 显式声明\n")
    told = project.ok("init").stdout
    assert "the glossary of en has them: 沧耀 (3 ×): Canglight?; 砚岚 (1 ×); rows to add:" in told
    rows = CliRunner().invoke(cli, ["glossary", "suggest", "--root", str(project.root)]).stdout
    assert rows.splitlines() == [
        "沧耀,Canglight,3 × in a.md and 1 more", "砚岚,,1 × in b.md", "显式,,2 × in b.md; a name?",
    ]  # fmt: skip
    project.write("locale/en/glossary.csv", f"source,target,note\n{rows}")
    assert CliRunner().invoke(cli, ["glossary", "suggest", "--root", str(project.root)]).stdout == ""


def test_no_name_is_looked_for_between_languages_that_share_their_characters(project: Project) -> None:
    project.page("a.md", "t: 砚岚科技成立于 2012 年\n")
    project.write("i18n.toml", '[targets.ja]\nlocale = "ja"\n')
    assert project.json("init")["names"] == {"ja": []}


def test_a_long_row_of_the_glossary_is_found_and_takes_no_time(project: Project) -> None:
    long = "容器" * 700
    lexicon = Lexicon.of((Term(long, "X"), Term("平台", "platform")))
    began = time.process_time()
    assert lexicon.words(f"平台{long}平台") == ["平台", long, "平台"]
    assert time.process_time() - began < 1


def test_a_text_on_several_pages_is_masked_in_one_way(project: Project) -> None:
    """Else the cache would not know it again, and it would be paid for again."""
    link = Link("fake", Settings("zh_CN", "en"), Pace(), Fake)
    asker = Asker(link, Cache(project.root / "drafts"), Outcome(), Budget())
    masked = {
        asker.masked(Wanted("沧耀、砚岚和绿米沐创", Context(), lambda _: NOTHING, names=order))
        for order in permutations(("绿米沐创", "砚岚", "沧耀"))
    }
    assert len(masked) == 1


@pytest.mark.enable_socket
def test_a_name_at_the_edge_of_a_text_has_no_blank_there(project: Project) -> None:
    """Also where the engine lost it, and is asked for what stands around it."""

    def answer(asked: Asked) -> Reply:
        chinese = re.sub(r"\[X\dX\]|\d+", "", asked.form["q"])
        return as_json({"translatedText": re.sub(re.escape(chinese), "was founded in ", asked.form["q"])})

    with Server() as server:
        server.answer(lambda asked: answer(asked) if "X" not in asked.form["q"] else LOST)
        project.write("i18n.toml", f'engine = "libre"\n[engines.libre]\nurl = "{server.url}"\n')
        project.page("a.md", "t: 砚岚科技为客户提供容器平台\n")
        project.ok("extract")
        project.ok("draft")
    assert project.entry("a", "砚岚科技为客户提供容器平台").msgstr == "砚岚 was founded in"


LOST = as_json({"translatedText": "It was founded there"})
