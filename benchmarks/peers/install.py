"""Install the peers: ``python -m benchmarks.peers.install``.

What is in PyPI goes to .venv-bench. po4a is Debian's; beside the one that is installed, the newest of
Debian is unpacked there, if it is another. What cannot be had is said in a line, and left out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.peers.tools import MDPO, UNPACKED_PO4A, VENV

_FROM_PYPI = ("translate-toolkit[markdown,yaml]", "rapidfuzz", "hugo-gettext", "markdown-gettext")
_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"
_NEWEST = f"deb [signed-by={_KEYS}] http://deb.debian.org/debian sid main\n"


def from_pypi() -> None:
    """All but po4a; translate-toolkit with what makes its fuzzy matching fast."""
    if not (VENV / "bin/python").exists():
        _told(sys.executable, "-m", "venv", str(VENV))
    pip = (str(VENV / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    for name in _FROM_PYPI:  # one by one, so that each is had that can be
        if not _told(*pip, name):
            print(f"{name} could not be installed from PyPI")
    if not MDPO.exists() and not _told(*pip, "--target", str(MDPO), "mdpo"):
        print("mdpo could not be installed from PyPI")


def po4a() -> None:
    """Debian's own, and msgmerge, which it calls."""
    if not (shutil.which("po4a") and shutil.which("msgmerge")):
        install = ("apt-get", "install", "-qy", "--no-install-recommends", "po4a", "gettext")
        root = shutil.which("apt-get") and os.geteuid() == 0
        if not (root and _told("apt-get", "update", "-q") and _told(*install)):
            print("po4a could not be installed")


def newest_po4a() -> None:
    """Unpacked in a folder of its own: nothing on this machine changes, no list of packages either."""
    if UNPACKED_PO4A.exists() or not (shutil.which("apt-get") and Path(_KEYS).exists()):
        return
    with tempfile.TemporaryDirectory() as folder:
        lists, archives = Path(folder, "lists/partial"), Path(folder, "cache/archives/partial")
        lists.mkdir(parents=True)
        archives.mkdir(parents=True)
        Path(folder, "sources.list").write_text(_NEWEST, "utf-8")
        options = [
            f"--option=Dir::Etc::sourcelist={folder}/sources.list",
            "--option=Dir::Etc::sourceparts=-",
            f"--option=Dir::State::lists={folder}/lists",
            f"--option=Dir::Cache={folder}/cache",
        ]
        if _told("apt-get", "update", "-q", *options):
            _told("apt-get", "download", "-q", *options, "po4a", folder=folder)
        for package in Path(folder).glob("po4a_*.deb"):
            if package.name.split("_")[1].partition("-")[0] != _installed():
                _told("dpkg", "-x", str(package), str(UNPACKED_PO4A.parent))


def _installed() -> str:
    if not shutil.which("po4a"):
        return ""
    told = subprocess.run(("po4a", "--version"), capture_output=True, text=True, check=False).stdout
    known = re.search(r"version ([0-9.]*[0-9])", told)
    return known[1] if known else ""


def _told(*command: str, folder: str | None = None) -> bool:
    """Run a command; whether it went well."""
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def main() -> None:
    from_pypi()
    po4a()
    newest_po4a()


if __name__ == "__main__":
    main()
