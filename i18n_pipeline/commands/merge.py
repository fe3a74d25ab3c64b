"""PO → localized pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from i18n_pipeline.config import Config, Language
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say
from i18n_pipeline.model import Failure, Finding
from i18n_pipeline.project import layout
from i18n_pipeline.project.manifest import merge_by_union
from i18n_pipeline.project.report import Problems, Report
from i18n_pipeline.project.runner import ALONE, Runner
from i18n_pipeline.project.selection import Selection, select_pages
from i18n_pipeline.schema import Publish
from i18n_pipeline.steps.bundle import Bundle, bundles
from i18n_pipeline.steps.each import each
from i18n_pipeline.steps.merge import Done, merge


def run(
    config: Config,
    names: Sequence[str] | Selection = (),
    *,
    targets: Sequence[Language] = (),
    publish: Publish | None = None,
    force: bool = False,
    unpublish: bool = False,
    runner: Runner = ALONE,
) -> Report:
    """Write the localized pages; ``written`` tells which files changed.

    A page that merge did not write itself, or that a person changed since, is left alone and
    reported, unless ``force`` is given. ``unpublish`` takes drafts off pages where only what is reviewed is
    to be published. Raises ConfigError where it is not.
    """
    publish = publish or config.publish
    if unpublish and publish != "reviewed":
        raise ConfigError(say('--unpublish-drafts goes with publish = "reviewed", or --publish reviewed'))
    selection = select_pages(config, names)
    targets = targets or config.targets
    problems = Problems(list(selection.failures))
    pages: dict[str, Mapping[str, object]] = {}
    warnings: list[Finding] = []
    made = bundles(config, targets)
    work = partial(_merge, targets, partial(merge, publish=publish, force=force, unpublish=unpublish))
    for bundle, done in each(runner, say("merging"), selection.sources, made, work, config, targets):
        problems.failures += done.failed
        warnings += done.warnings
        if done.facts is not None:
            pages[bundle.source.name] = done.facts
    for target in targets:
        with problems.of(""):
            merge_by_union(config, target)
    manifests = tuple(f"{layout.manifest_folder(target)}/" for target in targets)
    written = (file for file in config.disk.written if not file.startswith(manifests))
    return Report(pages, tuple(problems.failures), tuple(warnings), tuple(written))


class _Done(NamedTuple):
    """What became of one page; no facts of one that cannot be read."""

    facts: Mapping[str, object] | None
    failed: Sequence[Failure]
    warnings: Sequence[Finding] = ()


def _merge(targets: Sequence[Language], merged: Callable[[Bundle, Language], Done], bundle: Bundle) -> _Done:
    problems = Problems()
    with problems.of(bundle.source.name):
        name = bundle.loaded.source.name
        facts: dict[str, object] = {}
        warnings: list[Finding] = []
        for target in targets:
            with problems.of(name):
                done = merged(bundle, target)
                facts[target.locale] = done.facts
                warnings += [done.warning] if done.warning else []
        return _Done(facts, problems.failures, warnings)
    return _Done(None, problems.failures)
