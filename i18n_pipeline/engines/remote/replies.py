"""Judge what a service replied: failed for now, failed for good, or a useful text."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from i18n_pipeline.engines.base import Settings
from i18n_pipeline.errors import ConfigError, EngineError, PipelineError, TemporaryEngineError
from i18n_pipeline.locales import script
from i18n_pipeline.messages import say

_QUOTA = {HTTPStatus.PAYMENT_REQUIRED, 456}  # 456 is DeepL's
_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY}
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
_PAGE = re.compile(r"<!doctype\b|<html\b", re.IGNORECASE)
_HAN_TARGETS = {"zh", "ja", "yue", "wuu", "lzh"}


def problem(
    who: str,
    status: int,
    headers: Mapping[str, str],
    body: object = None,
    *,
    key_from: str = "",
    secrets: tuple[str, ...] = (),
) -> PipelineError | None:
    """What is wrong with a reply of this HTTP status; None when nothing is.

    ``body`` is parsed JSON, ``key_from`` the variable that holds the key, if there is one.
    """
    if 200 <= status < 300:
        return None
    why = f" ({f'HTTP {status} ' + _message(body, secrets)})".replace(" )", ")")
    wait = retry_after(headers.get("Retry-After", ""))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return TemporaryEngineError(
            say("{who} has had too many requests{why}", who=who, why=why), retry_after=wait
        )
    if status in _QUOTA:
        return TemporaryEngineError(
            say("the quota of {who} is used up{why}", who=who, why=why), retry_after=wait
        )
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        if key_from:
            # services quote keys here, so what they said stays out
            return ConfigError(
                say(
                    "{who} refuses the key in {key_from} (HTTP {status}); put a valid one there",
                    who=who,
                    key_from=key_from,
                    status=status,
                )
            )
        return TemporaryEngineError(say("{who} refuses to answer{why}", who=who, why=why), retry_after=wait)
    if status in _LATER or status >= 500:
        return TemporaryEngineError(say("{who} is out of order{why}", who=who, why=why), retry_after=wait)
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED} or status < 400:
        return ConfigError(
            say(
                "{who} does not answer at this address{why}; look at its options in i18n.toml",
                who=who,
                why=why,
            )
        )
    return EngineError(say("{who} does not take the text{why}", who=who, why=why))


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for: a number or an HTTP date; None for neither."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            until = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = (until - (now or datetime.now(UTC))).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def redacted(text: str, secrets: tuple[str, ...]) -> str:
    """One short line of what a service said, without the keys it may quote."""
    for secret in filter(None, secrets):
        text = text.replace(secret, "***")
    line = " ".join(_UNFIT.sub(" ", text).split())
    return line if len(line) <= 160 else f"{line[:160]}…"


def usable(who: str, answer: object, text: str, settings: Settings) -> str | EngineError:
    """The answer as a translation of ``text``, with the blanks at its edges; or why it is none."""
    if not isinstance(answer, str):
        if answer is None:
            return EngineError(say("{who} answered with nothing in place of a text", who=who))
        kind = type(answer).__name__
        return EngineError(say("{who} answered with a {kind} in place of a text", who=who, kind=kind))
    body = text.strip()
    answer = answer.replace("\r\n", "\n").strip()
    if "&" not in body:
        answer = html.unescape(answer)  # some services answer in HTML
    if not answer:
        return EngineError(say("{who} answered with an empty text", who=who))
    if _UNFIT.search(answer) and not _UNFIT.search(body):
        return EngineError(say("{who} answered with damaged characters", who=who))
    if _PAGE.search(answer) and not _PAGE.search(body):
        return EngineError(say("{who} answered with a web page in place of a text", who=who))
    if _is_echo(answer, body, settings):
        return EngineError(say("{who} gave the text back untranslated", who=who))
    start = text.find(body)
    return text[:start] + answer + text[start + len(body) :]


def _is_echo(answer: str, text: str, settings: Settings) -> bool:
    """The source again, still in its script; between languages that share Han it may be right."""
    if settings.target.partition("_")[0] in _HAN_TARGETS:
        return False
    same = re.sub(r"\W+", "", answer) == re.sub(r"\W+", "", text)
    return same and bool(script(settings.source).search(answer))


def _message(body: object, secrets: tuple[str, ...]) -> str:
    """What a service says in the usual places of a JSON error."""
    for name in ("error", "message", "detail", "responseDetails"):
        if isinstance(body, Mapping) and body.get(name):
            body = body[name]
    return redacted(body, secrets) if isinstance(body, str) else ""
