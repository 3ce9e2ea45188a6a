"""
The worst that can be asked: ``python -m bench.worst [--index FOLDER]``.

Queries of 200 characters, each kind made to cost as much as it can, ten of each (seeded), over
100,000 generated passages; the longest time of each kind, and the memory of the process. The
index is the one of ``python -m bench``, kept in bench/cache.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

from bench import kept, texts
from bench.damage import ALPHABET
from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish import STOP_WORDS
from search_engine.engine import SearchEngine
from search_engine.errors import ReaderError
from search_engine.model import Query
from search_engine.query import MAX_LENGTH

PASSAGES = 100_000
EACH = 10
SEED = 13
DEEP = 90_000  # an offset: as far down as anybody can ask


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.worst", description=__doc__.split("\n\n")[0])
    parser.add_argument("--index", type=Path, metavar="FOLDER", help="use this index; nothing is built")
    index = parser.parse_args().index or kept.product(f"generated-{PASSAGES}", lambda: texts.generated(PASSAGES))
    engine = SearchEngine(WhooshBackend(index))
    engine.search(Query("start"))
    found = sorted(((_longest(engine, make), name) for name, make in _kinds().items()), reverse=True)
    for seconds, name in found:
        print(f"{1000 * seconds:7.1f} ms  {name}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


def _longest(engine: SearchEngine, make: Callable[[], str]) -> float:
    times = []
    for _ in range(EACH):
        text = make()[:MAX_LENGTH]
        for query in (Query(text, limit=50), Query(text, limit=50, offset=DEEP)):
            started = time.perf_counter()
            with suppress(ReaderError):  # an answer, too
                engine.search(query)
            times.append(time.perf_counter() - started)
    return max(times)


def _kinds() -> dict[str, Callable[[], str]]:
    """By name: how to make one."""
    chance = random.Random(SEED)  # noqa: S311  # nothing is kept secret by it
    small = sorted(STOP_WORDS)
    passages = [section.text for document in islice(texts.generated(PASSAGES), 200) for section in document.sections]
    words = sorted({word.strip(".").lower() for text in passages for word in text.split()})
    compounds = [word for word in words if len(word) > 12]

    def many(make: Callable[[], str]) -> Callable[[], str]:
        return lambda: " ".join(make() for _ in range(MAX_LENGTH))

    def letters(least: int, most: int) -> str:
        return "".join(chance.choice(ALPHABET) for _ in range(chance.randint(least, most)))

    def wrong(word: str) -> str:
        at = chance.randrange(1, len(word) - 1)
        return word[:at] + chance.choice(ALPHABET) + word[at:]

    def halves(word: str) -> str:
        return f"{word[: len(word) // 2]} {word[len(word) // 2 :]}"

    return {
        "small words": many(lambda: chance.choice(small)),
        "words of the documents": many(lambda: chance.choice(words)),
        "compounds with a letter wrong": many(lambda: wrong(chance.choice(compounds))),
        "compounds in halves": many(lambda: halves(chance.choice(compounds))),
        "compounds without a blank": lambda: "".join(chance.choice(compounds) for _ in range(MAX_LENGTH)),
        "words that there are not": many(lambda: letters(5, 12)),
        "one word": lambda: letters(MAX_LENGTH, MAX_LENGTH),
        "one word of ae, oe and aa": lambda: "".join(chance.choice(["ae", "oe", "aa"]) for _ in range(MAX_LENGTH)),
        "single letters": many(lambda: letters(1, 1)),
        "numbers": many(lambda: str(chance.randrange(10 ** chance.randint(1, 9)))),
        "dates": many(lambda: f"{chance.randint(1, 31)}.{chance.randint(1, 12)}.{chance.randint(1900, 2050)}"),
        "paragraphs": lambda: "§§ " + ", ".join(str(chance.randrange(100)) for _ in range(MAX_LENGTH)),
        "quoted small words": many(lambda: f'"{chance.choice(small)}"'),
        "quoted pairs of small words": many(lambda: f'"{chance.choice(small)} {chance.choice(small)}"'),
        "one quotation of small words": lambda: '"' + " ".join(chance.choice(small) for _ in range(30)) + '"',
        "the same small word quoted": lambda: '"' + "i " * 98 + '"',
        "minus words": lambda: f"{texts.COMMON} " + " ".join(f"-{chance.choice(small)}" for _ in range(MAX_LENGTH)),
        "an address": lambda: "www." + "ab." * 60 + "dk",
        "any characters": lambda: "".join(chr(chance.randrange(32, 0x3000)) for _ in range(MAX_LENGTH)),
    }


if __name__ == "__main__":
    main()
