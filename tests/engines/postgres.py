"""A PostgreSQL server of a test's own: in a temporary folder, behind a socket file, under no root."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg

PASSWORD = "sésame: p@ss/w%rd"
_ACCESS = "local all guarded scram-sha-256\nlocal all all trust\n"


def find(command: str) -> str:
    """Where a program of the server is; Debian keeps them off the PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(command, path=os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])) or ""


class Postgres:
    """``missing`` says why there can be none; "" where ``start`` may be called."""

    def __init__(self) -> None:
        self.user = "postgres" if os.geteuid() == 0 else None
        self.missing = "" if find("initdb") and find("pg_ctl") else "PostgreSQL is not installed"

    def set_up(self) -> None:
        if self.missing:
            return
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        if self.user:
            shutil.chown(self.folder, self.user)
        made = self._run(
            "initdb", "--no-sync", "-A", "trust", "-U", "owner", "-E", "SQL_ASCII", "--no-locale"
        )
        if made.returncode:
            self.missing = f"PostgreSQL cannot be set up: {made.stderr.strip()}"
            return
        (self.folder / "data/pg_hba.conf").write_text(_ACCESS)
        self.start()
        if self.missing:
            return
        with self.connect() as connection:
            connection.execute("CREATE ROLE guarded LOGIN")
            escaped = PASSWORD.replace("'", "''")
            connection.execute(f"ALTER ROLE guarded PASSWORD '{escaped}'")
            connection.execute("GRANT ALL ON SCHEMA public TO guarded")

    def address(self, user: str = "owner", password: str = "") -> str:
        login = f"{user}:{quote(password, safe='')}" if password else user
        return f"postgresql://{login}@/postgres?host={quote(str(self.folder), safe='')}"

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.address(), autocommit=True, client_encoding="utf8")

    def start(self) -> None:
        options = f"-k {self.folder} -F -c listen_addresses= -c max_connections=30"
        started = self._run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")
        if started.returncode:
            self.missing = f"PostgreSQL does not start: {started.stderr.strip()}"

    def stop(self) -> None:
        """At once, as in a crash."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def close(self) -> None:
        if hasattr(self, "folder"):
            self.stop()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        own = {"user": self.user, "extra_groups": []} if self.user else {}
        line = [find(command), "-D", str(self.folder / "data"), *arguments]
        with (
            open(os.devnull) as nothing,
            tempfile.TemporaryFile("w+") as said,
        ):  # the server keeps a pipe open
            made = subprocess.run(
                line, cwd="/tmp", stdin=nothing, stdout=subprocess.DEVNULL, stderr=said, check=False, **own
            )
            said.seek(0)
            return subprocess.CompletedProcess(line, made.returncode, "", said.read())
