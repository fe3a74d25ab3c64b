"""``python -m i18n_pipeline`` and the ``i18n-pipeline`` command."""

from __future__ import annotations

import gc
import io
import os
import sys
import threading
from contextlib import suppress

from i18n_pipeline import language, signals

_ALLOCATIONS = 50_000  # between collections: pages are trees of small objects, and hardly one is in a cycle


def main() -> None:
    """Run the command line. What it prints is UTF-8, whatever the locale."""
    gc.disable()  # nothing that is imported is garbage
    with signals.noted(_last_words):  # from before what takes long to import
        language.teach_libraries()  # which say some things when they are imported
        from i18n_pipeline.cli import cli

        gc.freeze()
        gc.set_threshold(_ALLOCATIONS)
        gc.enable()

        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8")

        try:
            cli(prog_name="i18n-pipeline")
        except SystemExit as end:
            _leave(end.code if isinstance(end.code, int) else bool(end.code))


def _leave(code: int) -> None:
    """Exit without waiting for threads that were left behind."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    if not signals.settled():
        os._exit(signals.POSTPONED)
    if threading.active_count() > 1:
        os._exit(code)
    sys.exit(code)


def _last_words() -> bytes:
    from i18n_pipeline.cli import STOPPED

    return f"{language.translated(STOPPED)}\n".encode()


if __name__ == "__main__":
    main()
