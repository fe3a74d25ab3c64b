"""What an engine is told in i18n.toml, and the key that only the environment may hold."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from i18n_pipeline.engines.base import Settings
from i18n_pipeline.errors import ConfigError
from i18n_pipeline.messages import say

#: The variable by which the maintainer says where keys may go.
ALLOWING = "I18N_PIPELINE_KEYS"
_HOST = re.compile("[A-Za-z0-9.:_-]+")  # which all libraries read alike


class Options:
    """The table ``[engines.NAME]``: each option is taken once; ``done`` refuses what nobody took."""

    def __init__(self, engine: str, settings: Settings) -> None:
        self._engine = engine
        self._left = dict(settings.options)
        self._known: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self._take(name, default)
        if not isinstance(value, str):
            raise ConfigError(
                say(
                    'the option "{name}" of the engine {engine} is a text in quotes',
                    name=name,
                    engine=self._engine,
                )
            )
        return value.strip()

    def number(self, name: str, default: float, *, least: float = 0.0) -> float:
        """A number of at least ``least``."""
        value = self._take(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < math.inf:
            raise ConfigError(
                say(
                    'the option "{name}" of the engine {engine} is a number from {least:g} up',
                    name=name,
                    engine=self._engine,
                    least=least,
                )
            )
        return float(value)

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise ConfigError(
                say(
                    'the option "{name}" of the engine {engine} is true or false',
                    name=name,
                    engine=self._engine,
                )
            )
        return value

    def address(self, name: str, default: str = "") -> str:
        """The address of a service; keys in it would end up in messages, so it has no user part."""
        value = self.text(name, default)
        try:
            parts = urlsplit(value)
            sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
            sound = sound and "@" not in parts.netloc and value.isprintable()
            sound = sound and bool(_HOST.fullmatch(parts.hostname or ""))
        except ValueError:
            sound = False
        if value and not sound:
            raise ConfigError(
                say(
                    'the option "{name}" of the engine {engine} is an address, http://… or https://…',
                    name=name,
                    engine=self._engine,
                )
            )
        return value

    def timeout(self) -> float:
        """How long to wait for the service, in seconds."""
        return self.number("timeout", 20.0, least=0.05)

    def done(self) -> None:
        """Refuse the options that were not asked for; their values may be secrets and are not shown."""
        if self._left:
            unknown, known = ", ".join(sorted(self._left)), ", ".join(self._known) or "none"
            raise ConfigError(
                say(
                    'the engine {engine} has no option "{unknown}"; it has: {known}. Keys are read from '
                    "environment variables only",
                    engine=self._engine,
                    unknown=unknown,
                    known=known,
                )
            )

    def _take(self, name: str, default: object) -> object:
        self._known.append(name)
        return self._left.pop(name, default)


def key(
    engine: str, variable: str, server: str, domains: Iterable[str], *, trusted: str = "", needed: bool = True
) -> str:
    """The key in an environment variable; "" where there is none and none is needed.

    i18n.toml may be anybody's, and names ``server``, perhaps ``variable`` too. So a key is only taken from a
    variable of the engine's own, ``OPENAI_…``, and only for a server of its ``domains``, on this machine, or
    ``trusted``, which the environment names. All else is to be allowed there. Raises ConfigError.
    """
    value = os.environ.get(variable, "").strip()
    own = variable.startswith(f"{engine.upper()}_")
    near = server == trusted or is_on_this_machine(server) or _is_of(server, domains)
    if (value or not own) and not (own and near) and not is_allowed(variable, server):
        parts = urlsplit(server)
        raise ConfigError(
            say(
                "the key in {variable} is not sent to {server}, as i18n.toml may be anybody's; to allow it, "
                'set the environment variable {allowing}="{variable}={server}"',
                variable=variable,
                server=f"{parts.scheme}://{parts.netloc}{parts.path}",
                allowing=ALLOWING,
            )
        )
    if needed and not value:
        raise ConfigError(
            say(
                "the engine {engine} needs a key in the environment variable {variable}",
                engine=engine,
                variable=variable,
            )
        )
    if not (value.isascii() and value.isprintable()):
        # libraries quote such a key in their errors
        raise ConfigError(
            say("the environment variable {variable} holds characters that no key has", variable=variable)
        )
    return value


def is_allowed(variable: str, server: str) -> bool:
    """Whether the maintainer says so: pairs, with blanks between, of a variable and an address."""
    pairs = (pair.partition("=") for pair in os.environ.get(ALLOWING, "").split())
    return any(name == variable and _covers(address, server) for name, _, address in pairs)


def _covers(address: str, other: str) -> bool:
    """Whether an address is below another, or is that: one host may serve many."""
    try:
        one, two = urlsplit(address), urlsplit(other)
        same = (one.scheme, one.hostname, one.port) == (two.scheme, two.hostname, two.port)
    except ValueError:
        return False
    path = unquote(two.path)
    below = f"{path.rstrip('/')}/".startswith(f"{one.path.rstrip('/')}/")
    return bool(same and one.hostname and below and ".." not in path)


def is_on_this_machine(server: str) -> bool:
    """Whether an address is one of the loopback interface."""
    host = urlsplit(server).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _is_of(server: str, domains: Iterable[str]) -> bool:
    parts = urlsplit(server)
    host = parts.hostname or ""
    return parts.scheme == "https" and any(
        host == domain or host.endswith(f".{domain}") for domain in domains
    )
