"""Run a command on two cores with four busy loops beside it: ``python -m tools.busy COMMAND…``."""

from __future__ import annotations

import os
import subprocess
import sys

_CORES, _LOOPS = 2, 4
_LOOP = "import os, sys\nwhile os.getppid() == int(sys.argv[1]): pass"  # it ends with whoever started it


def main() -> int:
    """The exit code of the command."""
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere the command has all cores
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])
    for _ in range(_LOOPS):
        subprocess.Popen([sys.executable, "-c", _LOOP, str(os.getpid())])
    return subprocess.call(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
