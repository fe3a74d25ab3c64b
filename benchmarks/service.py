"""How well a slow service is kept busy: ``python -m benchmarks.service [--texts 1000] [--workers 8]``.

A server on the loopback interface speaks LibreTranslate's wire format and takes 200 ms an answer.
Drafting so many unique texts is timed from outside, against the time that its answers alone take;
then once more, when all are cached.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

DELAY = 0.2  # seconds
_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a number would be held against the source's
_answers = count(1)


class _Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else headers and body wait for each other

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        number = next(_answers)
        time.sleep(DELAY)
        reply = json.dumps({"translatedText": f"Text {number:x}".translate(_LETTERS)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: object) -> None:
        pass


def seconds(command: Sequence[str]) -> float:
    started = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=8)
    given = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        page = root / "content/zh/a.md"
        page.parent.mkdir(parents=True)
        digits = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
        lines = (f"k{n}: 编号{str(n).translate(digits)}\n" for n in range(given.texts))
        page.write_text(f"---\n{''.join(lines)}---\n", "utf-8")
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        options = f'[engines.libre]\nurl = "{url}"\nworkers = {given.workers}\n'
        (root / "i18n.toml").write_text(f'engine = "libre"\n{options}', "utf-8")
        program = [sys.executable, "-m", "i18n_pipeline"]
        seconds([*program, "extract", "--root", folder])
        first = seconds([*program, "draft", "--root", folder])
        ideal = given.texts * DELAY / given.workers
        asked = next(_answers) - 1
        ratio = f"{first / ideal:.2f} x the ideal {ideal:.1f} s"
        print(f"{asked} requests for {given.texts} texts in {first:.1f} s: {ratio}")
        (root / "locale/en/LC_MESSAGES/a.po").unlink()
        seconds([*program, "extract", "--root", folder])
        again = seconds([*program, "draft", "--root", folder])
        print(f"{next(_answers) - asked - 2} requests for the same texts, cached, in {again:.1f} s")
    server.shutdown()


if __name__ == "__main__":
    main()
