"""A translation that is the source text has not been translated."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import han_in, is_written_in_han
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import shown

SEVERITY = Severity.WARNING
EXPLANATION = "Translate the text; it is still the Chinese source."
GOOD = (
    Subject("公有云", "Public cloud"),
    Subject("KubeSphere", "KubeSphere"),
    Subject("`数据`", "`数据`"),
    Subject("日本", "日本", language="ja"),
    Subject("公有云和私有云", "Public cloud 和 private cloud"),
)
BAD = (
    Subject("公有云", "公有云"),
    Subject("KubeSphere 平台", "KubeSphere 平台 "),
    Subject("第一行\n", "第一行\n"),
    Subject("公有云", "公有云", language="pt_BR"),
)


def check(subject: Subject) -> Iterator[Notice]:
    """Compare texts that have Chinese outside protected pieces."""
    untouched = subject.is_untouched and not is_written_in_han(subject.language)
    if untouched and han_in(shown(subject.target)):
        yield say("not translated")


def keeps_out(subject: Subject) -> bool:
    """An engine that gives the text back has not done its work, unless the glossary wants it so."""
    return bool(han_in(subject.without_kept_terms()))
