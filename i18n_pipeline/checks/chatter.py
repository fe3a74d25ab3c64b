"""A draft is a translation, and nothing that its engine says about it or in place of it."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.chat import remark, wrapping

SEVERITY = Severity.ERROR
EXPLANATION = (
    "A draft is the translation alone: no greeting, excuse or note of the engine, no quotes around all of it."
)
_LONG = "我们选择了容器平台来管理全部的业务，可以更好地了解用户，无需人工干预"
GOOD = (
    Subject("公有云", "Public cloud", is_draft=True),
    Subject("翻译：公有云", "Translation: public cloud", is_draft=True),
    Subject("注意：先备份", "Note: back up first", is_draft=True),
    Subject("结果：成功", "Result: success", is_draft=True),
    Subject("抱歉，我无法登录", "I'm sorry, but I can't log in", is_draft=True),
    Subject("没有账号怎么办？", "I don't have an account. What now?", is_draft=True),
    Subject("作为一个 AI 平台", "As an AI platform", is_draft=True),
    Subject("当然，以下是列表", "Of course, here is the list", is_draft=True),
    Subject("以下是步骤：", "Here are the steps:", is_draft=True),
    Subject("这是自动发送的。\n勿回复", "This is sent by a machine.\nNote: do not answer", is_draft=True),
    Subject("“云原生”", "“Cloud native”", is_draft=True),
    Subject("“云”和“端”", "“Cloud” and “edge”", is_draft=True),
    Subject("（可选）", "(Optional)", is_draft=True),
    Subject("公有云", '"Public cloud"'),  # a person may
)
BAD = (
    Subject(_LONG, "Sure, here is the translation: We chose it.", is_draft=True),
    Subject(_LONG, "Here's the translation:\nWe chose it.", is_draft=True),
    Subject(_LONG, "**Translation:** We chose it.", is_draft=True),
    Subject(_LONG, "Answer: We chose it.", is_draft=True),
    Subject(_LONG, "As an AI language model, I cannot.", is_draft=True),
    Subject(_LONG, "I’m sorry, but I can’t help with that.", is_draft=True),
    Subject(_LONG, "We chose it.\n\nNote: this is a literal translation.", is_draft=True),
    Subject(_LONG, "We chose it. (Note: literal)", is_draft=True),
    Subject(_LONG, "We chose it. Let me know if you need more!", is_draft=True),
    Subject(_LONG, "<|im_start|>We chose it.", is_draft=True),
    Subject(_LONG, "好的，以下是翻译：We chose it.", is_draft=True),
    Subject(_LONG, "Voici la traduction : Nous l’avons choisi.", language="fr", is_draft=True),
    Subject(_LONG, '"We chose the "cloud"."', is_draft=True),
    Subject(_LONG, "「We chose it.」", is_draft=True),
    Subject(_LONG, '{"text": "We chose it."}', is_draft=True),
    Subject(_LONG, "MYMEMORY WARNING: YOU USED ALL AVAILABLE TRANSLATIONS", is_draft=True),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Look for what models and services say; what a person wrote is not asked."""
    if not subject.is_draft:
        return
    said = remark(subject.source, subject.target)
    around = "" if said else wrapping(subject.source, subject.target)
    if said:
        yield say("says something that the source does not: {text}", text=said[:40])
    elif around:
        yield say("{marks} stand around all of it, and not around the source", marks=around)
