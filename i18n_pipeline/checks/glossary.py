"""The terms of the glossary are translated as it says, in what is more than a label."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_pipeline.checks.base import Subject
from i18n_pipeline.glossary import Glossary
from i18n_pipeline.messages import Notice, listed, say
from i18n_pipeline.model import Severity, Term
from i18n_pipeline.text.forms import has_term
from i18n_pipeline.text.protect import unprotected

_TERMS = Glossary(
    (
        Term("容器平台", "container platform"),
        Term("平台", "platform"),
        Term("部署", "deploy"),
        Term("仓库", "repository"),
        Term("云原生", "cloud native"),
        Term("混合云", "hybrid cloud"),
        Term("虚拟机", "virtual machine"),
        Term("数据中心", "data center", also=("server room",)),
        Term("容器化", "containerization"),
        Term("租户", "tenant"),
        Term("青云", ""),
        Term("Pod", ""),
    )
)
_JAPANESE = (Term("容器", "コンテナ"),)
SEVERITY = Severity.WARNING
EXPLANATION = "In sentences use the project's terms, in any form, and keep the names that its glossary keeps."
GOOD = (
    Subject("混合云", "Hybrid", glossary=_TERMS),
    Subject("容器平台的部署与升级", "How to deploy", glossary=_TERMS),
    Subject("我们选择了容器平台。", "We chose among container platforms.", glossary=_TERMS),
    Subject("部署仓库只要一天。", "Deployment of the repositories took a day.", glossary=_TERMS),
    Subject("以云原生的方式部署。", "It is deployed in a cloud-native way.", glossary=_TERMS),
    Subject("数据中心有两个。", "There are two datacenters.", glossary=_TERMS),
    Subject("数据中心有两个。", "There are two server rooms.", glossary=_TERMS),
    Subject("每台虚拟机都有备份。", "All VMs are backed up.", glossary=_TERMS),
    Subject("业务全部容器化了。", "All of it runs in containers.", glossary=_TERMS),
    Subject("平台支持多租户管理。", "The platform has multi-tenancy.", glossary=_TERMS),
    Subject("青云的平台很稳定。", "The 青云 platform is stable.", glossary=_TERMS),
    Subject("使用 Podman 的时候没有守护进程。", "With podman there is no daemon.", glossary=_TERMS),
    Subject("我们选择了容器平台。", "We chose the tower."),
    Subject("我们选择了这个容器。", "このコンテナを選びました。", language="ja", glossary=_JAPANESE),
)
BAD = (
    Subject("我们选择了容器平台。", "We chose a container tower.", glossary=_TERMS),
    Subject("部署仓库只要一天。", "Deploying the warehouse took a day.", glossary=_TERMS),
    Subject("青云的平台很稳定。", "The QingCloud platform is stable.", glossary=_TERMS),
    Subject("重启这几个节点上的 Pod。", "Restart the pods of these nodes.", glossary=_TERMS),
    Subject("我们选择了这个容器。", "この入れ物を選びました。", language="ja", glossary=_JAPANESE),
    Subject("混合云是我们的方向。", "Private cloud is where we go.", glossary=_TERMS),
)


def check(subject: Subject) -> Iterator[Notice]:
    """One message for all terms of the source that the translation has not."""
    if not subject.glossary or subject.is_untouched or subject.is_label:
        return
    lacking = missing(Glossary.of(subject.glossary), subject.source, subject.target)
    if lacking:
        terms = (f"{term.source} → {' | '.join(term.allowed)}" for term in lacking)
        yield say("not as in the glossary: {terms}", terms=listed(terms, "; "))


def terms_in(glossary: Glossary, source: str) -> list[Term]:
    """The terms of a text, each once."""
    return list(dict.fromkeys(glossary.found_in(unprotected(source))))


def missing(glossary: Glossary, source: str, target: str) -> list[Term]:
    """The terms of a text that its translation has in no form."""
    return [term for term in terms_in(glossary, source) if not _is_said(term, target)]


def _is_said(term: Term, text: str) -> bool:
    kept = not term.target and term.source in text
    return kept or any(has_term(text, target) for target in term.allowed[not term.target :])
