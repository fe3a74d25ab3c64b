"""The engine ``gloss``, from outside: what it answers for a text, and the glossary shipped with it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_pipeline.engines import glossing, registry
from i18n_pipeline.engines.base import Engine, Request, Settings
from i18n_pipeline.errors import ConfigError, EngineError
from i18n_pipeline.model import Term

TABLES = Path(glossing.__file__).parent
STARTER, PHRASES = TABLES / "starter.csv", TABLES / "phrases.csv"
OWN = Path(__file__).parents[2] / "locale" / "en" / "glossary.csv"
HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
WIDE = re.compile(r"[\u3000-\u303f\uff01-\uff65“”‘’…]|——")
TOKEN = re.compile(r"\[X\d+X\]")


def engine(*terms: tuple[str, str]) -> Engine:
    glossary = tuple(Term(source, target) for source, target in terms)
    return registry.create("gloss", Settings("zh_CN", "en", glossary))


def gloss(text: str, *terms: tuple[str, str]) -> str:
    (answer,) = engine(*terms).translate([Request(text)])
    assert isinstance(answer, str), answer
    return answer


NAMED = [
    ("砚岚科技为客户提供容器平台。", "砚岚"),
    ("深圳市沧耀数据科技有限公司成立于 2012 年。", "沧耀"),
    ("远山科技使用 Kubernetes 部署业务。", "远山"),
    ("我们和霁川物流一起迁移了三个集群。", "霁川"),
    ("云岚银行的核心系统运行在私有云上。", "云岚"),
    ("“澄舟云”是一款面向企业的产品。", "澄舟云"),
    ("泊远集团在上海有两个数据中心。", "泊远"),
    ("楚衡智能的平台很稳定。", "楚衡"),
    ("绿米沐创是一家制造企业。", "绿米沐创"),
    ("本次升级由黎岸网络完成。", "黎岸"),
]


# Names


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_stays_as_it_is_and_is_never_put_together_from_words(text: str, name: str) -> None:
    assert re.findall(f"(?:{HAN.pattern})+", gloss(text)) == [name]
    assert "Lanvo" in gloss(text, (name, "Lanvo"))
    assert not HAN.search(gloss(text, (name, "Lanvo")))


@pytest.mark.parametrize(
    "text",
    ["一家互联网公司的科技部门", "我们公司是商业公司", "商业银行和城市银行", "北京市的公司成立于 2012 年", "集团公司",
     "该科技公司位于上海", "这句话很长", "使用网上银行", "每一处变慢", "大型科技集团"],
)  # fmt: skip
def test_what_is_no_name_is_put_into_english(text: str) -> None:
    assert not HAN.search(gloss(text))


# Identity


def test_it_is_found_by_its_name_and_says_who_it_is() -> None:
    assert "gloss" in registry.names()
    assert "glossing" not in registry.names()
    assert engine().name == "gloss"
    assert re.fullmatch(r"\d+-[\w.]+", engine().version)
    assert engine().limits.texts >= 1


@pytest.mark.parametrize(("source", "target"), [("ja", "en"), ("zh_CN", "de")])
def test_other_languages_are_refused(source: str, target: str) -> None:
    with pytest.raises(ConfigError, match="zh to en"):
        registry.create("gloss", Settings(source, target))


def test_answers_keep_the_order_of_the_requests() -> None:
    texts = ["容器", "集群", "节点"]
    assert engine().translate([Request(text) for text in texts]) == ["Container", "Cluster", "Node"]


def test_the_same_text_is_always_answered_the_same() -> None:
    text = "公司采用容器技术，大大提高了效率。"
    assert gloss(text) == gloss(text)


# What must come through


@pytest.mark.parametrize(
    "text",
    [
        "使用 [X0X] 部署 [X1X]。",
        "[X0X]容器[X1X]",
        "[X0X]、[X1X]和[X2X]",
        "把[X0X]的状态写入[X1X]中",
        "在 [X0X] 中使用 [X1X] 的 [X2X]",
        "[X0X][X1X]",
        "花[X0X]",
        "[X0X]之间的[X1X]",
        "[X0X]中有[X1X]",
        "通过[X0X]部署[X1X]",
        "第[X0X]个（[X1X]）",
    ],
)
def test_tokens_survive_once_and_in_order(text: str) -> None:
    assert TOKEN.findall(gloss(text)) == TOKEN.findall(text)


@pytest.mark.parametrize(
    "text",
    [
        "KubeSphere v3.1.0",
        "docker-compose up -d",
        "--address=127.0.0.1:5005",
        "(status == 200) || (a && b)",
        "C++, gRPC & CI/CD: v2.0!",
        "It's 50% of 1,000.",
        "[X0X]-[X1X]",
        "",
    ],
)
def test_latin_text_stays_as_it_is(text: str) -> None:
    assert gloss(text) == text


def test_a_latin_name_keeps_its_capitals_at_the_start_of_a_sentence() -> None:
    assert gloss("docker-compose 工具。").startswith("docker-compose ")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("1. 容器", "1. Container"),
        ("1、容器", "1. Container"),
        ("1.容器", "1. Container"),
        ("（1）容器", "(1) Container"),
        ("- 容器", "- Container"),
        ("• 容器", "• Container"),
        ("## 容器", "## Container"),
    ],
)
def test_list_markers_stay_at_the_start(text: str, start: str) -> None:
    assert gloss(text) == start


def test_a_number_is_no_list_marker() -> None:
    assert gloss("1.5 亿用户") == "150 Million Users"


def test_lines_stay_lines() -> None:
    assert gloss("容器\n\n- 集群\n") == "Container\n\n- Cluster\n"


def test_bold_text_stays_bold() -> None:
    assert gloss("使用**容器**平台。") == "Use **container** platform."


# Glossary


def test_the_glossary_beats_the_dictionary_and_the_built_in_words() -> None:
    assert gloss("苹果", ("苹果", "pomme")) == "Pomme"
    assert gloss("容器", ("容器", "vessel")) == "Vessel"


def test_the_longest_term_wins() -> None:
    terms = ("容器", "vessel"), ("容器平台", "harbour")
    assert gloss("容器平台和容器", *terms) == "Harbour and Vessel"


def test_a_term_inside_a_longer_word_of_the_dictionary_wins() -> None:
    assert "swarm" in gloss("计算机集群。", ("集群", "swarm")).lower()


def test_a_term_wins_over_a_phrase_that_holds_it() -> None:
    assert gloss("业务数据。") == "Business data."
    assert gloss("业务数据。", ("业务", "trade")) == "Trade data."
    assert gloss("业务数据。", ("业务数据", "books")) == "Books."


def test_a_term_does_not_cut_words_in_two() -> None:
    assert "app" not in gloss("相应用户。", ("应用", "app")).lower().split()


def test_a_term_without_target_is_kept() -> None:
    assert gloss("我们使用青云。", ("青云", "")) == "We use 青云."
    assert gloss("我们使用 Foo 工具。", ("Foo", "")) == "We use Foo tool."


def test_a_term_with_latin_in_it_is_found_where_it_stands_alone() -> None:
    assert gloss("K8s 集群。", ("K8s 集群", "Kubernetes cluster")) == "Kubernetes cluster."
    assert gloss("Got。", ("Go", "Golang")) == "Got."


def test_a_term_is_written_as_it_is_but_for_an_ending() -> None:
    assert gloss("近 700 个门店。", ("门店", "store")) == "Nearly 700 stores."
    assert gloss("3 个节点。", ("节点", "worker machine")) == "3 worker machines."


# Numbers and dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 个节点。", "3 nodes."),
        ("1 个节点。", "1 node."),
        ("一个节点。", "A node."),
        ("一个应用。", "An application."),
        ("三个节点。", "Three nodes."),
        ("第一个节点。", "First node."),
        ("第 3 个节点。", "Third node."),
        ("第二十二个节点。", "22nd node."),
        ("3 万台服务器。", "30,000 servers."),
        ("1.5 亿用户。", "150 million users."),
        ("12 亿用户。", "1.2 billion users."),
        ("近 700 个节点。", "Nearly 700 nodes."),
        ("300 多家企业。", "More than 300 enterprises."),
        ("50+ 个节点。", "50+ nodes."),
        ("3-5 个节点。", "3-5 nodes."),
        ("５０％。", "50%."),
        ("百分之五十。", "50%."),
        ("数千个节点。", "Thousands of nodes."),
        ("三百二十个节点。", "320 nodes."),
        ("2.0 版本。", "2.0 version."),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    assert gloss(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2006 年 5 月 8 日，", "On May 8, 2006,"),
        ("2006年5月，", "In May 2006,"),
        ("2006 年，", "In 2006,"),
        ("5 月 8 日，", "On May 8,"),
        ("2020 年底，", "At the end of 2020,"),
        ("自 2006 年，", "Since 2006,"),
        ("在 2006 年，", "In 2006,"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert gloss(text) == expected


def test_words_with_a_number_in_them_stay_words() -> None:
    assert gloss("统一个性化。").count("a ") == 0
    assert gloss("最近，") == "Recently,"


# Punctuation, spacing, capitals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("容器，集群。节点", "Container, cluster. Node"),
        ("容器、集群；节点：", "Container, cluster; node:"),
        ("容器！集群？", "Container! Cluster?"),
        ("容器（集群）节点。", "Container (cluster) node."),
        ("“容器”和《集群》。", '"Container" and "cluster".'),
        ("”容器“。", '"Container".'),
        ("容器——集群。", "Container - cluster."),
        ("容器……", "Container..."),
        ("容器 , 集群 .", "Container, cluster."),
        ("开发/测试。", "Development/testing."),
        ("ＫＳ３．０　容器。", "KS3.0 container."),
        ("Helm仓库K8s集群。", "Helm depot K8s cluster."),
        ("容器", "Container"),
    ],
)
def test_punctuation_spacing_and_capitals(text: str, expected: str) -> None:
    assert gloss(text, ("仓库", "depot")) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("公司环境", "Company Environment"), ("容器和集群", "Container and Cluster")]
)
def test_short_labels_are_titles(text: str, expected: str) -> None:
    assert gloss(text) == expected


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们的容器。", "Our containers."),
        ("它们的容器。", "Their containers."),
        ("容器的状态。", "Status of containers."),
        ("在集群中，", "In the cluster,"),
        ("通过部署容器，", "Through deploying containers,"),
        ("部署流程复杂。", "The deployment process is complex."),
        ("部署后，", "After deployment,"),
        ("我们部署应用。", "We deploy applications."),
        ("应用部署。", "Application deployment."),
        ("降低了成本。", "Reduced costs."),
        ("KubeSphere 提供服务。", "KubeSphere provides services."),
        ("代码被部署。", "The code is deployed."),
        ("快速部署应用。", "Quickly deploy applications."),
        ("多个节点。", "Multiple nodes."),
        ("对容器进行了测试。", "Tested containers."),
        ("系统非常稳定。", "The system is very stable."),
        ("平台由多个模块组成。", "The platform consists of multiple modules."),
        ("日志由平台收集。", "Logs are collected by the platform."),
        ("我们遇到的问题。", "Problems we encountered."),
        ("企业遇到的问题。", "Problems encountered by enterprises."),
        ("主要原因之一。", "One of the main reasons."),
        ("把应用迁移到集群。", "Migrate applications to the cluster."),
        ("为用户提供服务。", "Provide services for users."),
    ],
)
def test_small_grammar(text: str, expected: str) -> None:
    assert gloss(text) == expected


@pytest.mark.parametrize("text", ["葡", "圳", "囧", "丶", "々", "〇", "彳亍", "饕餮", "繁體字", "沪", "乜"])
def test_every_known_character_gets_english(text: str) -> None:
    assert not HAN.search(gloss(text))


def test_an_unknown_character_is_an_error_for_its_text_alone() -> None:
    good, bad, last = engine().translate([Request("容器"), Request("容器\U0003134a"), Request("集群")])
    assert (good, last) == ("Container", "Cluster")
    assert isinstance(bad, EngineError)
    assert "\U0003134a" in str(bad)
    assert "glossary" in str(bad)


def test_a_term_makes_an_unknown_character_known() -> None:
    assert gloss("\U0003134a", ("\U0003134a", "sign")) == "Sign"


_WORDS = (
    "的了在是和与对被把将从到以为中上下后前时不没有我们容器集群部署提供使用管理一个三百万亿第年月日公司圳々囧"
)
_MARKS = "，。、；：？！（）《》【】“”‘’—…·～　％￥［］「」"
_PIECES = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_MARKS),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="[]"), max_size=6),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=4),
    st.sampled_from(
        ["\n", " ", "ＡＢ", "３", "１.５", "2006 年", "3 万", "\ufe50", "〔", "〜", "🙂", "é", "[X]"]
    ),
    st.just("TOKEN"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25))
def test_whatever_is_asked_the_answer_is_clean(pieces: list[str]) -> None:
    number = iter(range(100))
    text = "".join(f"[X{next(number)}X]" if piece == "TOKEN" else piece for piece in pieces)
    (answer,) = engine().translate([Request(text)])
    if isinstance(answer, EngineError):
        assert HAN.search(str(answer))
        return
    assert TOKEN.findall(answer) == TOKEN.findall(text)
    left = re.findall(f"(?:{HAN.pattern})+", answer)
    assert all(len(name) > 1 and name in text for name in left)  # what may be a name
    assert not WIDE.search(answer)
    assert answer.count("\n") == text.count("\n")


# The glossary and the phrases that are shipped


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.fixture(scope="module", params=[STARTER, PHRASES], ids=["starter", "phrases"])
def rows(request: pytest.FixtureRequest) -> list[dict[str, str]]:
    return read(request.param)


def test_the_glossary_has_terms_and_the_phrases_are_none_of_them() -> None:
    terms, phrases = read(STARTER), read(PHRASES)
    assert list(terms[0]) == ["source", "target", "note"]
    assert list(phrases[0]) == ["source", "target"]
    assert 150 <= len(terms) <= 400
    assert not {row["source"] for row in terms} & {row["source"] for row in phrases}


def test_every_cell_is_trim(rows: list[dict[str, str]]) -> None:
    assert all(cell == cell.strip() for row in rows for cell in row.values())


def test_every_source_stands_once_and_in_order(rows: list[dict[str, str]]) -> None:
    sources = [row["source"] for row in rows]
    assert sources == sorted(set(sources))


def test_every_row_translates_chinese_or_keeps_a_latin_name(rows: list[dict[str, str]]) -> None:
    for row in rows:
        assert not HAN.search(row["target"]), row
        assert not WIDE.search(row["target"]), row
        assert bool(row["target"]) == bool(HAN.search(row["source"])), row


def test_every_target_is_what_the_engine_writes(rows: list[dict[str, str]]) -> None:
    terms = [Term(**row) for row in rows]
    known = tuple(Term(**row) for row in read(STARTER))
    answers = registry.create("gloss", Settings("zh", "en", known)).translate(
        [Request(term.source) for term in terms]
    )
    for term, answer in zip(terms, answers, strict=True):
        assert str(answer).lower() == term.target.lower(), term


def test_no_sense_brings_numbers_that_the_text_does_not_have() -> None:
    assert not re.search(r"\d", gloss("唐朝、丁二烯、七言律诗、十二月党人"))


def test_pairs_of_conjunctions_are_halved() -> None:
    assert gloss("虽然系统简单，但是用户很多。").lower().count("but") == 0
    assert "therefore" not in gloss("因为系统复杂，因此用户很少。").lower()
    assert gloss("由于用户需要容器，公司采用平台。").startswith("Because ")


def test_phrases_in_front_of_the_verb_go_behind_it() -> None:
    assert gloss("我们从 GitLab 拉取代码。") == "We pull the code from GitLab."
    assert gloss("时间从两个小时缩短到了十分钟。") == "The time shortened to ten minutes from two hours."
    assert gloss("与虚拟机相比，容器很小。").startswith("Compared with virtual machine")


def test_a_company_was_founded() -> None:
    assert "was founded in 2014" in gloss("公司成立于 2014 年。")
    assert "spend a lot of time building" in gloss("他们花费大量时间搭建环境。")


def test_of_two_verbs_behind_ba_the_first_is_a_thing() -> None:
    assert gloss("我们把配置存储在中心。").startswith("We store the configuration")
    assert "schedule the above service" in gloss("平台会自动将上面的服务调度到节点。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们在集群中部署应用。", "We deploy applications in the cluster."),
        ("我们希望通过平台提升效率。", "We hope to improve efficiency through the platform."),
        ("我们需要一个能够管理集群的平台。", "We need a platform that can manage the cluster."),
        ("让没有经验的同事也能使用平台。", "Enable colleagues without experience to use the platform."),
        ("资源利用率得到了显著提升。", "The resource utilization was improved significantly."),
        ("随着业务的快速发展，", "With the rapid development of the business,"),
        ("部署效率提升了 80%。", "The deployment efficiency improved by 80%."),
        ("集群中有多个节点。", "There are multiple nodes in the cluster."),
        ("目前有超过 100 个应用运行在平台上。", "Currently more than 100 applications run on the platform."),
        ("为了提高效率，需要统一的平台。", "In order to improve efficiency, need a unified platform."),
        ("每个集群都有自己的平台。", "Each cluster has its own platform."),
        ("系统的稳定性和可用性。", "Stability and availability of the system."),
        ("改造后的架构。", "The architecture after the transformation."),
        ("平台支持日志、监控和告警。", "The platform supports logs, monitoring and alerting."),
        ("监控是部署应用的关键。", "The monitoring is key to deploying applications."),
        ("平台虽然简单，但是面板很多。", "Although the platform is simple, there are many panels."),
        ("系统不够灵活。", "The system is insufficiently flexible."),
        ("企业实现业务价值最大化。", "Enterprises maximize the business value."),
    ],
)
def test_order_and_agreement(text: str, expected: str) -> None:
    assert gloss(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资源利用率低", "Low Resource Utilization"),
        ("缺乏统一的平台", "Lack of Unified Platform"),
        ("平台统一管理", "Unified Management of the Platform"),
        ("快速部署", "Rapid Deployment"),
    ],
)
def test_a_label_has_no_verb(text: str, expected: str) -> None:
    assert gloss(text) == expected


def rules() -> list[tuple[str, str]]:
    return [
        (row["example"], row["english"])
        for name in ("order", "forms")
        for row in read(TABLES / f"{name}.csv")
    ]


@pytest.mark.parametrize(("text", "expected"), rules())
def test_every_rule_does_what_its_example_says(text: str, expected: str) -> None:
    assert gloss(text) == expected


def test_every_rule_asks_for_traits_that_there_are() -> None:
    words = {word for row in read(TABLES / "traits.csv") for word in row["words"].split()}
    assert words
    assert gloss("，".join(text for text, _ in rules()))


# Mended: what a reader stumbled over


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("业务中台", "Business Middle Platform"),
        ("数据中台", "Data Middle Platform"),
        ("微服务网关", "Microservice Gateway"),
        ("一带一路", "Belt and Road"),
        ("页面前缀", "Page Prefix"),
        ("行号", "Line Number"),
        ("审批者", "Approver"),
    ],
)
def test_terms_of_the_trade_need_no_glossary(text: str, expected: str) -> None:
    assert gloss(text) == expected


def test_a_glossary_beats_the_starter_glossary_also_inside_of_its_terms() -> None:
    assert gloss("业务中台", ("中台", "middle office")) == "Business Middle Office"
    assert gloss("数据仓库", ("仓库", "depot")) == "Data Depot"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近亿用户", "Nearly 100 Million Users"),
        ("过亿用户", "More Than 100 Million Users"),
        ("超百万用户", "More Than 1 Million Users"),
        ("破亿", "More Than 100 Million"),
        ("逾千台服务器", "More Than 1,000 Servers"),
        ("约三百个节点。", "About 300 nodes."),
        ("上亿条数据", "Hundreds of Millions of Data"),
        ("千万用户", "10 Million Users"),
        ("千亿市场", "100 Billion Markets"),
        ("十几万用户", "More Than 100,000 Users"),
        ("几十万用户", "Hundreds of Thousands of Users"),
        ("三千多万用户", "More Than 30 Million Users"),
        ("10 多万用户", "More Than 100,000 Users"),
        ("两三天", "Two or Three Days"),
        ("七八个节点", "Seven or Eight Nodes"),
        ("三五个节点", "Three to Five Nodes"),
        ("四五十名学生", "Forty or Fifty Students"),
        ("三四百个节点", "Three or Four Hundred Nodes"),
        ("两三万用户", "Twenty or Thirty Thousand Users"),
        ("一万二千个节点", "12,000 Nodes"),
        ("三分之二", "Two Thirds"),
        ("近三年", "The Past Three Years"),
        ("二〇二〇年，", "In 2020,"),
        ("百分百", "100%"),
        ("三成用户。", "30% users."),
    ],
)
def test_numbers_in_characters(text: str, expected: str) -> None:
    assert gloss(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "万一",
        "一一",
        "六一",
        "千万不要",
        "五花八门",
        "四面八方",
        "万无一失",
        "一心一意",
        "十全十美",
        "三三两两",
    ],
)
def test_a_numeral_inside_a_word_is_none(text: str) -> None:
    assert not re.search(r"\d|\b(?:one|four|five|ten|million) ", gloss(text + "。").replace("one by one", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("效率增加了一倍。", "The efficiency doubled."),
        ("效率提升了近一倍。", "The efficiency nearly doubled."),
        ("效率提升了 3 倍。", "The efficiency improved by 3 times."),
        ("成本降低了一半。", "Costs reduced by half."),
        ("是原来的 3 倍。", "Is 3 times original."),
        ("重启两次。", "Restart twice."),
        ("效率提升数倍。", "The efficiency improves by several times."),
    ],
)
def test_how_many_times(text: str, expected: str) -> None:
    assert gloss(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请特别注意", "Please Pay Special Attention to"),
        ("请注意，", "Please note,"),
        ("请选择文件。", "Please choose files."),
        ("请先安装 Docker。", "Please first install Docker."),
        ("请勿修改。", "Please do not modify."),
        ("请联系我们。", "Please contact us."),
        ("不要在生产环境中使用。", "Do not use in the production environment."),
        ("务必备份数据。", "Be sure to back up data."),
        ("千万不要删除文件。", "Never delete files."),
    ],
)
def test_what_the_reader_is_asked_to_do(text: str, expected: str) -> None:
    assert gloss(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("帖子已被删除。", "The post has already been deleted."),
        ("用户已被封禁。", "Users have already been banned."),
        ("已隐藏", "Has Already Hidden"),
        ("编辑", "Edit"),
    ],
)
def test_what_was_done_and_what_a_button_does(text: str, expected: str) -> None:
    assert gloss(text) == expected


_NOTE = re.compile(
    r"\b(?:aka|abbr|lit\.|fig\.|usu\.|esp\.|cf\.|also called|variant of|surname|Taiwan pr|CL:|classifier for)|[\[\]\"]",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "text",
    [
        "谷歌", "鸿海", "广州市", "虎尾兰", "火卫二", "直通车", "九寨沟", "百度", "越南语", "中都", "导引", "贴吧",
        "三足乌", "加减乘除", "士农工商", "临夏", "净土", "糖弹", "椰子猫", "福州",
    ],
)  # fmt: skip
def test_no_note_of_the_dictionary_stands_in_a_draft(text: str) -> None:
    answer = gloss(text)
    assert not _NOTE.search(answer)
    assert "," not in answer or len(answer.split()) < 8


# The starter glossary


def test_the_glossary_of_the_sample_is_the_starter_and_its_invented_names() -> None:
    starter, own = read(STARTER), read(OWN)
    assert [row for row in own if row in starter] == starter
    assert len(own) - len(starter) < 20
