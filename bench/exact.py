"""
The slowest exact searches there are: ``python -m bench.exact [PASSAGES]``.

Over generated passages, 100,000 if nothing else is said: the commonest words and the
commonest beginnings of two letters, alone, many together, and near each other. Milliseconds of
one core, the least and the most of ROUNDS: a search has one thread, so that is the wall
time where nothing else runs. The index is kept in bench/cache.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from bench import kept, texts
from bench.contestants import build_product
from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish.written import written
from search_engine.engine import SearchEngine
from search_engine.expressions import MAX_APART, MAX_WORDS
from search_engine.model import Mode, Query
from web.spreadsheet import MOST_ROWS

ROUNDS = 5
SAMPLE = 2_000  # documents that are looked through for what is common
PAGE = 50


def main() -> None:
    passages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = kept.folder(f"generated-{passages}") / "arrays"
    building = get_context("spawn").Process(target=build, args=(folder, passages))  # its memory is not what is measured
    building.start()
    building.join()
    engine = SearchEngine(WhooshBackend(folder))
    print("| exact search | places | a page of places | the passages |\n|---|---|---|---|")
    for name, text in queries(passages).items():
        found = engine.occurrences(Query(text, limit=PAGE))
        listed = took(lambda text=text: engine.occurrences(Query(text, limit=PAGE)))
        searched = took(lambda text=text: engine.search(Query(text, limit=PAGE, mode=Mode.EXACT)))
        print(f"| {name} | {found.total:,} | {listed} | {searched} |", flush=True)
    word = queries(passages)["the commonest word"]
    print(
        f"{MOST_ROWS:,} places for a spreadsheet: {took(lambda: engine.occurrences(Query(word, limit=MOST_ROWS)))} ms"
    )
    print(f"most memory the process has had: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def build(folder: Path, passages: int) -> None:
    kept.build(folder, lambda folder: build_product(folder, texts.generated(passages)))


def queries(passages: int) -> dict[str, str]:
    """By what they are."""
    counts = Counter(
        token.word
        for document in islice(texts.generated(passages), SAMPLE)
        for section in document.sections
        for token in written(section.text)
    )
    words = [word for word, _ in counts.most_common(MAX_WORDS)]
    rare = min(counts)
    beginnings = Counter[str]()
    for word, count in counts.items():
        beginnings[word[:2]] += count
    prefixes = [f"{beginning}*" for beginning, _ in beginnings.most_common(MAX_WORDS) if len(beginning) == 2]
    return {
        "a rare word": rare,
        "the commonest word": words[0],
        "a beginning of two letters": prefixes[0],
        "a phrase of two common words": f'"{words[0]} {words[1]}"',
        "two common words near each other": f"{words[0]} NÆR/5 {words[1]}",
        "two beginnings, as far apart as may be": f"{prefixes[0]} NÆR/{MAX_APART} {prefixes[1]}",
        f"{MAX_WORDS} common words": " ".join(words),
        f"{MAX_WORDS} beginnings": " ".join(prefixes),
        f"{MAX_WORDS} beginnings, each near the last": f" NÆR/{MAX_APART} ".join(prefixes),
        f"a word without {MAX_WORDS - 1} others": " -".join(words),
    }


def took(ask: Callable[[], object]) -> str:
    """Milliseconds of one core, the least and the most."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        ask()
        times.append(1000 * (time.process_time() - started))
    return f"{min(times):.0f} – {max(times):.0f}"


if __name__ == "__main__":
    main()
