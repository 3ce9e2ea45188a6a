"""
How quick suggestions are: ``python -m bench.suggestions [--index FOLDER]``.

Over 100,000 generated passages, through the API: titles and headings are typed letter by
letter, some with a letter wrong, and each answer is timed. The index is the one of
``python -m bench``, kept in bench/cache.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bench import kept, texts
from bench.damage import ALPHABET
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Document
from search_engine.query import MAX_LENGTH
from search_engine.settings import Settings
from web.app import create_app

PASSAGES = 100_000
TYPED = 100  # titles and headings; each is typed once rightly, once with a letter wrong
SEED = 3


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.suggestions", description=__doc__.split("\n\n")[0])
    parser.add_argument("--index", type=Path, metavar="FOLDER", help="use this index; nothing is built")
    index = parser.parse_args().index or kept.product(f"generated-{PASSAGES}", lambda: texts.generated(PASSAGES))
    site = create_app(SearchEngine(WhooshBackend(index)), Settings(index=index)).test_client()

    print(f"first answer {1000 * _seconds(site, 'a'):.1f} ms")
    for kind, written in typed(texts.generated(PASSAGES)).items():
        found = sorted(_seconds(site, text) for text in written)
        shares = ", ".join(f"p{share} {1000 * found[len(found) * share // 100]:.1f} ms" for share in (50, 95, 99))
        print(f"{kind}: {len(found)} answers, {shares}, longest {1000 * found[-1]:.1f} ms")


def typed(documents: Iterable[Document]) -> dict[str, list[str]]:
    """Titles and headings as far as they are typed by then, letter by letter; rightly, and with a letter wrong."""
    found: dict[str, list[str]] = {"right": [], "a letter wrong": []}
    chance = random.Random(SEED)  # noqa: S311  # nothing is kept secret by it
    for document in islice(documents, TYPED // 2):
        for text in (document.title, document.sections[0].path[-1]):
            at = chance.randrange(1, min(len(text), 6))
            wrong = text[:at] + chance.choice(ALPHABET) + text[at + 1 :]
            for kind, written in zip(found, (text, wrong), strict=True):
                found[kind] += [written[:end] for end in range(1, min(len(written), MAX_LENGTH) + 1)]
    return found


def _seconds(site, typed: str) -> float:
    started = time.perf_counter()
    answer = site.get("/api/v1/suggest", query_string={"q": typed})
    seconds = time.perf_counter() - started
    assert answer.status_code in (200, 400), answer.text  # 400: a blank alone
    return seconds


if __name__ == "__main__":
    main()
