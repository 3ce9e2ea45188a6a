"""
The whole of what is served, over one index: ``python -m bench.whole [--index FOLDER] [--profile search]``.

    search         ``SearchEngine.search``: reading, repair, ranking, second look, facets, stored texts, marks
    by document    the same, grouped as the page of results shows it
    ask            ``SearchEngine.ask``: the same, and the answer
    similar        ``SearchEngine.similar``: to the best passage, and to its document
    suggest        ``SearchEngine.suggest``: titles and headings letter by letter (``suggestions.py``)
    first query    in processes of its own: opening and checking the index, and the first search

Milliseconds of wall time and of one core's work (they differ where other programs run),
p50 / p95. Every query of ``typed.py`` is asked once, after as many others that warm up. What passages
mean is drawn by chance (``meanings.py``).
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from bench import kept, meanings, suggestions, texts, typed
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Document, Query

PASSAGES = 100_000
QUERIES = 500
SIMILAR = 5  # hits; as many as the page of a document names
STARTS = 5  # of a process for the first query
FIRST = """
import sys, time
from pathlib import Path
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Query
engine = SearchEngine(WhooshBackend(Path(sys.argv[1])))
wall, core = time.perf_counter(), time.process_time()
engine.search(Query(sys.argv[2]))
print(time.perf_counter() - wall, time.process_time() - core)
"""

Pair = tuple[float, float]  # seconds: wall time, one core's work
Measured = dict[str, dict[str, dict[str, float]]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.whole", description=__doc__.split("\n\n")[0])
    parser.add_argument("--index", type=Path, metavar="FOLDER", help="use this index; nothing is built")
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--profile", choices=("search", "ask"), help="where the time of one of them goes")
    args = parser.parse_args()
    index = args.index or kept.product(f"generated-{PASSAGES}", lambda: texts.generated(PASSAGES))
    meanings.draw(index)
    if args.profile:
        profile(index, texts.generated(PASSAGES), args.queries, args.profile)
    else:
        print_table(measure(index, texts.generated(PASSAGES), args.queries))


def measure(index: Path, documents: Iterable[Document], count: int = QUERIES) -> Measured:
    """By what was asked and the kind of query: p50 and p95, in milliseconds."""
    documents = list(islice(documents, typed.SAMPLE))
    engine, warming, measured = _prepared(index, documents, count)
    found: Measured = {"first query": {"": _shares([_first(index, measured[0].text) for _ in range(STARTS)])}}
    asks: dict[str, Callable[[str], object]] = {
        "search": lambda text: engine.search(Query(text)),
        "by document": lambda text: engine.search(Query(text, by_document=True)),
        "ask": lambda text: engine.ask(Query(text)),
    }
    for name, ask in asks.items():
        kept.say(name)
        for one in warming:
            ask(one.text)
        times = defaultdict[str, list[Pair]](list)
        for one in measured:
            pair = _took(lambda ask=ask, one=one: ask(one.text))
            for kind in ("all", one.kind, *(["a letter wrong"] if one.is_wrong else [])):
                times[kind].append(pair)
        found[name] = {kind: _shares(times[kind]) for kind in ("all", *typed.SHARES, "a letter wrong")}
    best = [hit for one in measured for hit in engine.search(Query(one.text, limit=1)).hits]
    found["similar"] = {
        kind: _shares([_took(lambda id=id: engine.similar(id, SIMILAR)) for id in ids])
        for kind, ids in (
            ("a passage", [hit.passage.id for hit in best]),
            ("a document", [hit.record.id for hit in best]),
        )
    }
    found["suggest"] = {
        kind: _shares([_took(lambda text=text: engine.suggest(text)) for text in written])
        for kind, written in suggestions.typed(documents).items()
    }
    return found


def print_table(measured: Measured) -> None:
    print("| asked | kind | wall p50 / p95 ms | one core p50 / p95 ms |\n|---|---|---|---|")
    for name, kinds in measured.items():
        for kind, of in kinds.items():
            cells = [f"{of[clock + ' p50']:.1f} / {of[clock + ' p95']:.1f}" for clock in ("wall", "core")]
            print(f"| {name} | {kind} | {' | '.join(cells)} |")


def profile(index: Path, documents: Iterable[Document], count: int, name: str) -> None:
    """Print where the time goes."""
    engine, warming, measured = _prepared(index, documents, count)
    ask = getattr(engine, name)
    for one in warming:
        ask(Query(one.text))
    profiled = cProfile.Profile()
    profiled.enable()
    for one in measured:
        ask(Query(one.text))
    profiled.disable()
    pstats.Stats(profiled).strip_dirs().sort_stats("cumulative").print_stats(60)


def _prepared(
    index: Path, documents: Iterable[Document], count: int
) -> tuple[SearchEngine, list[typed.Typed], list[typed.Typed]]:
    """The engine, the queries that warm it up, and those that are measured."""
    drawn = typed.draw(documents, 2 * count)
    return SearchEngine(WhooshBackend(index)), drawn[:count], drawn[count:]


def _first(index: Path, text: str) -> Pair:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", FIRST, str(index), text], capture_output=True, text=True, check=True
    )
    wall, core = map(float, done.stdout.split())
    return wall, core


def _took(ask: Callable[[], object]) -> Pair:
    wall, core = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - wall, time.process_time() - core


def _shares(pairs: list[Pair]) -> dict[str, float]:
    found = {}
    for clock, times in zip(("wall", "core"), zip(*pairs, strict=True), strict=True):
        cuts = statistics.quantiles(times, n=100, method="inclusive")
        found |= {f"{clock} p{share}": round(1000 * cuts[share - 1], 2) for share in (50, 95)}
    return found


if __name__ == "__main__":
    main()
