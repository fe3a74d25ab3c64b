"""When the next run is due: ``--every`` and ``--cron``, as triggers of APScheduler."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Protocol

from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say

_LENGTH = re.compile(r"(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?")
_SECONDS = (86_400, 3_600, 60, 1)
_LONGEST = 366 * 86_400
_DAY = 1_440  # minutes
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DAYS = re.compile(r"(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:/([0-9]{1,2}))?")


class Trigger(Protocol):
    """What is used of a trigger of APScheduler."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The first time after the previous one, whether it has passed by now or not."""


def trigger(every: str, cron: str) -> Trigger:
    """What tells the times of ``--every`` or of ``--cron``. Raises ConfigError."""
    try:
        import apscheduler.triggers.interval  # noqa: F401
    except ImportError:
        raise not_installed("--cron" if cron else "--every") from None
    try:
        return _cron(cron) if cron else _interval(every)
    except LookupError as error:  # zoneinfo's, raised by tzlocal
        raise ConfigError(
            say("the time zone of this machine is not known ({error}); correct TZ", error=str(error))
        ) from None


def not_installed(option: str) -> ConfigError:
    """The error for an option whose packages are missing."""
    return ConfigError(
        say(
            "what {option} needs is not installed: pip install {wanted}",
            option=option,
            wanted="'apscheduler>=3.10,<4' 'watchfiles>=0.21'",
        )
    )


def after(times: Trigger, moment: float) -> float:
    """The first due time after a moment, both in seconds since 1970; infinity where there is none."""
    for minutes in range(_DAY):
        at = datetime.fromtimestamp(moment + 60 * minutes, UTC)
        trigger = times.get_next_fire_time(at, at)
        if trigger is None:
            break
        # In the hour that the clocks are set back, CronTrigger answers with a time that is past.
        if trigger.timestamp() > moment:
            return trigger.timestamp()
    return float("inf")


def local(moment: float) -> str:
    """A moment as the clock on the wall shows it."""
    return datetime.fromtimestamp(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")


def _interval(every: str) -> Trigger:
    from apscheduler.triggers.interval import IntervalTrigger

    given = _LENGTH.fullmatch(every.strip())
    counts = [int(count or 0) for count in given.groups()] if given else []
    seconds = sum(count * unit for count, unit in zip(counts, _SECONDS, strict=False))
    if not 0 < seconds <= _LONGEST:
        raise ConfigError(
            say(
                '--every "{every}" is no length of time; write whole numbers with d, h, m or s, up to '
                "366d: 90s, 30m, 2h, 1h30m or 1d",
                every=every,
            )
        )
    trigger: Trigger = IntervalTrigger(seconds=seconds)
    return trigger


def _cron(cron: str) -> Trigger:
    from apscheduler.triggers.combining import OrTrigger
    from apscheduler.triggers.cron import CronTrigger

    try:
        minute, hour, day, month, weekday = cron.lower().split()
        fields: dict[str, Any] = {"minute": minute, "hour": hour, "month": month}
        weekdays = _weekdays(weekday)
        if day.startswith("*") or weekday.startswith("*"):
            trigger: Trigger = CronTrigger(**fields, day=day, day_of_week=weekdays)
        else:  # where a crontab names both, either is enough; APScheduler would want both
            trigger = OrTrigger([CronTrigger(**fields, day=day), CronTrigger(**fields, day_of_week=weekdays)])
    except ValueError:
        raise ConfigError(
            say(
                '--cron "{cron}" is no crontab time; write five fields, minute, hour, day, month and '
                'weekday: "0 3 * * *" is every night at three',
                cron=cron,
            )
        ) from None
    now = datetime.now(UTC)
    if trigger.get_next_fire_time(now, now) is None:
        raise ConfigError(
            say('--cron "{cron}" is a day that never comes; correct the day or the month', cron=cron)
        )
    return trigger


def _weekdays(field: str) -> str:
    """A crontab's weekdays by name: APScheduler 3 counts from Monday, a crontab from Sunday."""
    if field == "*":
        return field
    days = set()
    for item in field.split(","):
        given = _DAYS.fullmatch(item)
        if not given:
            raise ValueError(item)
        first, last, step = given.groups()
        start = 0 if first == "*" else _weekday(first)
        end = 6 if first == "*" or (step and not last) else _weekday(last or first)
        if start > end or step == "0" or (first == "*" and last):
            raise ValueError(item)
        days |= {number % 7 for number in range(start, end + 1, int(step or 1))}
    return ",".join(_WEEKDAYS[number] for number in sorted(days))


def _weekday(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else _WEEKDAYS.index(text)
    if number > 7:
        raise ValueError(text)
    return number
