"""What a look for like texts costs in a memory: ``python -m benchmarks.memory [--entries 1000 …]``.

Each size is measured in a process of its own. A text that has a near match is one of the memory with a tenth
of its characters changed; one that has none is another of the same shape. Then texts are looked for and
answered as an engine does it, by workers that each take so long for a text: is the engine kept waiting?
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from multiprocessing import get_context
from random import Random
from statistics import median, quantiles

from i18n_pipeline.catalog.memory import Memory

# Characters of the sentences of a real case-study site, at these shares of them.
_LENGTHS = (11, 14, 36, 72, 127, 182, 225, 315, 347)
_SHARES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)
_CHARACTERS, _WORDS = 1300, 20_000
_EDITED = 0.1  # of the characters of a text with a near match


class Author:
    """Sentences in the shape of a real site: few characters make up most of them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        random = Random(0)  # the language is the same for all
        self.letters = [chr(0x4E00 + 7 * number) for number in range(_CHARACTERS)]
        weights = list(accumulate(1 / (rank + 12) ** 1.1 for rank in range(_CHARACTERS)))
        sizes = random.choices((1, 2, 3, 4), (10, 70, 12, 8), k=_WORDS)
        self.words = ["".join(random.choices(self.letters, cum_weights=weights, k=size)) for size in sizes]
        self.weights = list(accumulate(1 / (rank + 30) ** 1.05 for rank in range(_WORDS)))

    def sentences(self, count: int) -> Iterator[str]:
        for _ in range(count):
            share = self.random.random()
            at = min(bisect(_SHARES, share), len(_SHARES) - 1)
            part = (share - _SHARES[at - 1]) / (_SHARES[at] - _SHARES[at - 1])
            size = round(_LENGTHS[at - 1] + part * (_LENGTHS[at] - _LENGTHS[at - 1]))
            words = self.random.choices(self.words, cum_weights=self.weights, k=size)
            yield "，".join(("".join(words[: size // 6]), "".join(words[size // 6 :])))[: size - 1] + "。"

    def edited(self, text: str) -> str:
        letters = list(text)
        for _ in range(max(1, round(len(text) * _EDITED))):
            at = self.random.randrange(len(letters))
            new = self.random.choice((self.random.choice(self.letters), ""))
            letters[at : at + self.random.randrange(2)] = new
        return "".join(letters)


def timed(look: Callable[[str], object], texts: Sequence[str]) -> str:
    """Milliseconds: median and 99th percentile."""
    took = []
    for text in texts:
        start = time.process_time()
        look(text)
        took.append(1000 * (time.process_time() - start))
    return f"{median(took):.2f} / {quantiles(took, n=100, method='inclusive')[98]:.2f}"


def paced(memory: Memory, texts: Sequence[str], workers: int, answer: float) -> float:
    """Seconds that drafting takes, in relation to what the answers alone take."""

    def draft(text: str) -> None:
        memory.like(text)
        time.sleep(answer)

    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(draft, texts))
    return (time.perf_counter() - start) / (len(texts) * answer / workers)


def measure(entries: int, given: argparse.Namespace) -> None:
    author = Author(given.seed)
    texts = list(dict.fromkeys(author.sentences(entries)))
    near = [author.edited(author.random.choice(texts)) for _ in range(given.looks)]
    none = list(Author(given.seed + 1).sentences(given.looks))
    memory = Memory((text, f"Translation {number} " * 4, "case/page") for number, text in enumerate(texts))
    memory.like(near[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = [timed(memory.like, near), timed(memory.like, none)]
    ratio = paced(memory, [*near, *none][: given.drafts], given.workers, given.answer)
    print(f"| {len(texts):,} | {peak:.0f} | {' | '.join(cells)} | {ratio:.2f} |")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--looks", type=int, default=50, help="texts looked for, of each kind")
    parser.add_argument("--drafts", type=int, default=40, help="of them, those that are answered as well")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--answer", type=float, default=1.0, help="seconds that a worker takes for a text")
    given = parser.parse_args()
    print("| entries | process, MB | near match, ms | no match, ms | drafting to answers alone |")
    print("|---|---|---|---|---|", flush=True)
    for entries in given.entries:
        running = get_context("spawn").Process(target=measure, args=(entries, given))
        running.start()
        running.join()
        if running.exitcode:
            sys.exit(1)


if __name__ == "__main__":
    main()
