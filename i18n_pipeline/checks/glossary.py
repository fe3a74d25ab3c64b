"""The terms of the glossary are translated as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import Severity, Term
from i18n_pipeline.text.protect import unprotected

_TERMS = Glossary(
    (
        Term("容器平台", "container platform"),
        Term("平台", "platform"),
        Term("部署", "deploy"),
        Term("仓库", "repository"),
        Term("云原生", "cloud native"),
        Term("数据中心", "data center"),
        Term("容器组", "Pod"),
        Term("租户", "tenant"),
        Term("青云", ""),
        Term("Pod", ""),
    )
)
SEVERITY = Severity.WARNING
EXPLANATION = "Use the terms of the project's glossary, in any form; keep the names that it says to keep."
GOOD = (
    Subject("选择容器平台", "Choosing container platforms", glossary=_TERMS),
    Subject("部署仓库", "Deployment of the repositories", glossary=_TERMS),
    Subject("云原生部署", "Deploying cloud-native things", glossary=_TERMS),
    Subject("数据中心", "Two datacenters", glossary=_TERMS),
    Subject("多租户", "Multi-tenancy", glossary=_TERMS),
    Subject("青云的平台", "The 青云 platform", glossary=_TERMS),
    Subject("使用 Podman", "With podman", glossary=_TERMS),
    Subject("平台", "Tower"),
    Subject("容器平台", "コンテナプラットフォーム", language="ja"),
)
BAD = (
    Subject("选择容器平台", "Choosing a container tower", glossary=_TERMS),
    Subject("部署仓库", "Deploying the warehouse", glossary=_TERMS),
    Subject("青云的平台", "The QingCloud platform", glossary=_TERMS),
    Subject("重启 Pod", "Restart the pod", glossary=_TERMS),
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an the of and or to in for on with by at from as is are".split())  # noqa: SIM905
_ENDING = re.compile(
    r"(?:i?ations?|ments?|ness|ings?|ities|ity|ies|ied|ably|able|ely|ly|ers?|ors?|ions?|ives?|ed|es|al|s|e|y)$"
)
_STATE = re.compile(r"nc(?:y|ies|es?)$")  # tenancy is about tenants, persistence is persistent


def check(subject: Subject) -> Iterator[Notice]:
    """One message for all terms of the source that the translation has not."""
    if not subject.glossary or subject.is_untouched:
        return
    terms = dict.fromkeys(Glossary.of(subject.glossary).found_in(unprotected(subject.source)))
    if not terms:
        return
    stems, joined = _stems(subject.target)
    missing = [
        f"{term.source} → {term.target or term.source}"
        for term in terms
        if not (_has(stems, joined, term.target) if term.target else term.source in subject.target)
    ]
    if missing:
        yield say("not as in the glossary: {terms}", terms=listed(missing, "; "))


def _has(stems: frozenset[str], joined: str, wanted: str) -> bool:
    needed, together = _stems(wanted)
    return needed <= stems or together in joined


@lru_cache(maxsize=4096)  # the same terms are looked for again and again
def _stems(text: str) -> tuple[frozenset[str], str]:
    """The stems of the words that count, and the whole text without blanks and hyphens."""
    words = _WORD.findall(text.lower())
    return frozenset(_stem(word) for word in words if word not in _SMALL), "".join(words)


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """A word without its endings: deploy, deploys, deployed, deployment and deploying are one."""
    word = _STATE.sub("nt", word)
    for _ in range(2):
        shorter = _ENDING.sub("", word)
        if len(shorter) < 3:
            break
        word = shorter
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
