"""What an engine may not say, and a person may: errors in a draft alone."""

from __future__ import annotations

import pytest

from i18n_pipeline import checks
from i18n_pipeline.checks.base import Subject
from i18n_pipeline.model import Severity, Term

LONG = "我们选择了容器平台来管理全部的业务系统，并且把日志和监控接入了同一个控制台。"
KEPT = (Term("青云容器平台", ""), Term("京东", "JD.com"))


def errors(source: str, target: str, *, is_draft: bool, language: str = "en") -> set[str]:
    subject = Subject(source, target, language=language, is_draft=is_draft, glossary=KEPT)
    return {rule for rule, _, _ in checks.run(subject, only=Severity.ERROR)}


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("公有云", "Public\u200b cloud", "invisible"),
        ("公有云", "Public\u2061 cloud", "invisible"),
        ("公有云", "Public \u2066cloud\u2069", "invisible"),
        ("公有云", "Public\U000e0041 cloud", "invisible"),
        ("公有云", "Public\u180b cloud", "invisible"),
        ("公有云", "Public \ue000cloud", "invisible"),
        ("公有云", "Public \ufffdcloud", "invisible"),
        ("了解更多", "Learn more: t.me/x", "domains"),
        ("了解更多", "Learn more at bücher.example", "domains"),
        ("了解更多", "Learn more at evil dot com", "domains"),
        ("了解更多", "Learn more at 10.0.0.1/x", "domains"),
        ("了解更多", "Learn more: java\u00adscript:x(1)", "invisible"),
        ("了解更多", "Learn more: vbscript:x", "domains"),
        ("了解更多", "詳細はevil.comへ", "domains"),
        ("公有云", "Рublic cloud", "letters"),
        ("公有云", "Ꭺ cloud", "letters"),
        ("公有云", "🅿ublic cloud", "letters"),
        ("公有云", "𝓟ublic cloud", "letters"),
        ("公有云", "공용 cloud", "letters"),
        (
            LONG,
            "我们选择了容器平台来管理全部的业务系统，并且 logging is 接入了同一个 console",
            "leftover-han",
        ),
        ("公有云", "公有雲", "leftover-han"),
        (LONG, LONG, "same-as-source"),
        (LONG, "We.", "length-ratio"),
        (LONG, "We chose a container platform for it. " * 20, "length-ratio"),
        ("行业", "Trade and " * 20, "length-ratio"),
    ],
)
def test_an_error_in_a_draft_is_a_warning_in_what_a_person_wrote(source: str, target: str, rule: str) -> None:
    language = "ja" if "は" in target else "en"
    assert rule in errors(source, target, is_draft=True, language=language)
    assert rule not in errors(source, target, is_draft=False, language=language)
    found = checks.run(Subject(source, target, language=language, glossary=KEPT))
    assert rule in {name for name, severity, _ in found if severity is Severity.WARNING}
    silent = checks.run(Subject(source, target, language=language, is_draft=True), silent={rule})
    assert rule not in {name for name, _, _ in silent}


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("青云容器平台", "青云容器平台", "en"),
        ("选择青云容器平台", "Use 青云容器平台", "en"),
        ("京东的平台", "The platform of JD.com", "en"),
        ("创始人：张三", "Founder: 张三", "en"),
        ("公有云和私有云", "公有雲和私有雲", "zh_TW"),
        ("公有云", "公有云", "ja"),
        (LONG, "すべての業務システムをコンテナ基盤に載せ、ログと監視を一つの画面にまとめました。", "ja"),
        (LONG, "컨테이너 플랫폼으로 전체 업무 시스템을 관리하고 로그와 모니터링을 통합했습니다.", "ko"),
        ("沧耀科技服务有限公司", "Canglight", "en"),
        ("拥抱新科技", "We are enthusiastic about new technologies", "en"),
        ("好👍", "Good 👍🏽 ❤️", "en"),
        ("使用 Vue 与 node", "With Vue.js, Node.js and main.go", "en"),
        ("例如 a.example/x?y=1", "For example: a.example/x?y=1.", "en"),
        ("参见 README.md", "See README.md's section", "en"),
        ("备注：先备份", "Notes: back up first", "en"),
        ("非常抱歉", "We are very sorry", "en"),
        ("得益于此", "Thanks to this", "en"),
        ("当然可以", "Of course!", "en"),
        ("《公司法》", '"Company Law"', "en"),
        ("α 测试，2 Ω 电阻，3 微米", "α tests, a 2 Ω resistor, 3 µm, ΔT", "en"),
    ],
)
def test_an_honest_draft_passes(source: str, target: str, language: str) -> None:
    assert errors(source, target, is_draft=True, language=language) == set()


@pytest.mark.parametrize(
    "target",
    [
        "`` ls ``\n",
        "```\nPublic cloud\n```",
        "**Public cloud**",
        "# Public cloud",
        "<answer>Public cloud</answer>",
        "<think>x</think>Cloud",
    ],
)
def test_markup_around_the_whole_answer_is_an_error(target: str) -> None:
    assert errors("公有云", target, is_draft=True)


@pytest.mark.parametrize(
    "target",
    [
        "[Translation] We chose it to run all systems",
        "Translation (English): we chose it to run all",
        "This is a translation: we chose it to run all",
        "I am unable to translate this sentence for you",
        "Yes. Translation follows: we chose it to run all",
        "We chose it to run all of the systems. Let me know!",
        "We chose it to run all.\n---\nThis translation keeps the tone.",
        "429 Too Many Requests: slow down, please",
        "Es tut mir leid, ich kann das nicht übersetzen",
        "``We chose it to run all of the systems''",
        "{X0X} We chose it to run all of the systems",
        "[Х0Х] We chose it to run all of the systems",
        "[X-0-X] We chose it to run all of the systems",
        "[XOX] We chose it to run all of the systems",
    ],
)
def test_what_is_no_translation_is_no_draft(target: str) -> None:
    assert errors(LONG, target, is_draft=True) & {"chatter", "placeholders"}
