"""A translation into a language without Han characters should have none left."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.locales import han_in, han_runs, is_written_in_han
from i18n_pipeline.messages import Notice, say
from i18n_pipeline.model import Severity
from i18n_pipeline.text.markup import shown

SEVERITY = Severity.WARNING
EXPLANATION = "Translate all of it; where Chinese characters are meant (a name, a title), keep them."
GOOD = (
    Subject("公有云", "Public cloud"),
    Subject("见 `数据` 表", "See table `数据`"),
    Subject("[云](/云)", "[Cloud](/云)"),
    Subject("公有云", "公有云"),  # not translated at all: another rule
    Subject("公有云和私有云", "公共雲とプライベートクラウド", language="ja"),
    Subject("公有云", "公有雲", language="zh_TW"),
)
BAD = (
    Subject("公有云和私有云", "Public cloud 和 private cloud"),
    Subject("公有云", "公有雲"),
    Subject("公有云和私有云", "Nuage public 和 privé", language="fr"),
)
_SENTENCE = 4  # characters; fewer may be a name
_LETTERS = 3  # that a Han character takes in an alphabet, about


def check(subject: Subject) -> Iterator[Notice]:
    """Look for Han characters outside protected pieces."""
    if is_written_in_han(subject.language) or subject.is_untouched:
        return
    left = ", ".join(dict.fromkeys(run.group() for run in han_runs(shown(subject.target))))
    if left:
        yield say("still in Chinese: {text}", text=left[:20])


def keeps_out(subject: Subject) -> bool:
    """Whether most of it is Chinese, of which a character says as much as some letters do."""
    text = subject.without_kept_terms()
    han = len(han_in(text))
    letters = sum(map(str.isalpha, text)) - han
    return bool(han) and (not letters or (han >= _SENTENCE and han * _LETTERS > letters))
