"""Whether a server may be connected to that i18n.toml names, which may be anybody's."""

from __future__ import annotations

import os
from collections.abc import Mapping

from i18n_pipeline.engines.remote.options import ALLOWING, is_allowed, is_on_this_machine
from i18n_pipeline.messages import NOTHING, Notice, say

#: What it may say of a server; all else names files, or another machine than the one that is shown.
_HARMLESS = {
    "application_name", "channel_binding", "client_encoding", "connect_timeout", "dbname", "host",
    "keepalives", "keepalives_count", "keepalives_idle", "keepalives_interval", "load_balance_hosts", "port",
    "sslmode", "target_session_attrs", "tcp_user_timeout", "user",
}  # fmt: skip


def objection(named: Mapping[str, str]) -> Notice:
    """Why not; ``named`` is what its address says, by libpq's names."""
    unfit = next((name for name in named if name not in _HARMLESS), "")
    if unfit:
        return say(
            'its address in i18n.toml has "{name}", which only the environment may say: as a PG… variable, '
            'or with the whole address in I18N_CACHE and cache = "env:I18N_CACHE"',
            name=unfit,
        )
    port = f":{named['port']}" if "port" in named else ""
    for host in named.get("host", "").split(","):
        server = f"postgresql://{host}{port}"
        near = host in ("", os.environ.get("PGHOST", "")) or host.startswith(("/", "@"))
        known = near or is_on_this_machine(server) or is_allowed("PGPASSWORD", server)
        if os.environ.get("PGPASSWORD") and not known:
            return say(
                "the password in PGPASSWORD is not sent to {server}, as i18n.toml may be anybody's; to allow "
                'it, set PGHOST, or the environment variable {allowing}="PGPASSWORD={server}"',
                server=server,
                allowing=ALLOWING,
            )
    return NOTHING
