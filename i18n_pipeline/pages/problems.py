"""What libyaml objects to, in words that can be said in another language."""

from __future__ import annotations

from i18n_pipeline.messages import Notice, quoted, say

_KNOWN = {
    str(problem): problem
    for problem in (
        say("block sequence entries are not allowed in this context"),
        say("could not find expected ':'"),
        say("did not find expected '-' indicator"),
        say("did not find expected ',' or ']'"),
        say("did not find expected ',' or '}'"),
        say("did not find expected <document start>"),
        say("did not find expected alphabetic or numeric character"),
        say("did not find expected comment or line break"),
        say("did not find expected hexdecimal number"),
        say("did not find expected key"),
        say("did not find expected node content"),
        say("found a tab character that violates indentation"),
        say("found a tab character where an indentation space is expected"),
        say("found character that cannot start any token"),
        say("found undefined tag handle"),
        say("found unexpected document indicator"),
        say("found unexpected end of stream"),
        say("found unknown escape character"),
        say("mapping keys are not allowed in this context"),
        say("mapping values are not allowed in this context"),
    )
}


def problem(text: str) -> Notice:
    """A problem as libyaml words it."""
    return _KNOWN.get(text) or quoted(text)
