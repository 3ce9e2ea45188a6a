"""
Speed, against peers and as a whole, in one run on one machine.

    python -m bench                              100,000 generated passages, and the parliament's where present
    python -m bench --passages 20000 --queries 50

First the candidate stage against other engines over the same terms; then what is served, as
it is served (``whole.py``). Built indexes are kept in bench/cache. A figure is the wall time
of one query in milliseconds, p50 / p95 over all queries and rounds; the engines take turns in
rounds, so that a slow moment of the machine meets them all. Only the comparison means anything.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import kept, meanings, texts, whole, workload
from bench.contestants import (
    ArraysContestant,
    Contestant,
    Fts5Contestant,
    TantivyContestant,
    WhooshContestant,
    build_product,
)
from search_engine.backends.whoosh import WhooshBackend
from search_engine.model import Document
from search_engine.passages import passage_terms, split

KINDS = ("question", "all_of", "phrase")
WHOOSH_QUERIES = 20  # of each kind: it takes seconds a question


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without", nargs="*", default=[], metavar="ENGINE", help="leave out: whoosh fts5 tantivy")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()

    collections: dict[str, Callable[[], Iterable[Document]]] = {
        f"generated-{args.passages}": lambda: texts.generated(args.passages)
    }
    if texts.PARLIAMENT.exists():
        collections["parliament"] = texts.parliament
    else:
        kept.say(f"the parliament's passages are not at {texts.PARLIAMENT.name}: left out")
    results = {name: measure(name, documents, args) for name, documents in collections.items()}
    if args.json:
        print(json.dumps(results, indent=2))
    else:
        for name, result in results.items():
            print_table(name, result)


def measure(name: str, documents: Callable[[], Iterable[Document]], args: argparse.Namespace) -> dict:
    """Build what is not built yet, then ask every engine every query, in rounds."""
    root = kept.folder(name)
    built, queries, passages = _prepare(root, documents, args.queries)
    engines: list[Contestant] = [ArraysContestant(root / "arrays")]
    if "tantivy" not in args.without:
        engines.append(TantivyContestant(root / "tantivy"))
    if "fts5" not in args.without:
        engines.append(Fts5Contestant(root / "fts5"))
    times: dict[str, dict[str, list[float]]] = {engine.name: {kind: [] for kind in KINDS} for engine in engines}
    shown: dict[str, dict[str, int]] = {engine.name: dict.fromkeys(KINDS, 0) for engine in engines}
    for round_ in range(args.rounds + 1):  # the first warms up, and is not counted
        for engine in engines:
            kept.say(f"{name}: round {round_}, {engine.name}")
            _ask(engine, queries, times[engine.name] if round_ else None, shown[engine.name])
    if "whoosh" not in args.without:
        kept.say(f"{name}: whoosh, {WHOOSH_QUERIES} queries of each kind")
        whoosh = WhooshContestant(root / "arrays")
        times["whoosh"], shown["whoosh"] = {kind: [] for kind in KINDS}, dict.fromkeys(KINDS, 0)
        few = workload.Workload(
            queries.questions[:WHOOSH_QUERIES], queries.all_of[:WHOOSH_QUERIES], queries.phrases[:WHOOSH_QUERIES]
        )
        _ask(whoosh, few, times["whoosh"], shown["whoosh"])

    if name != "parliament":  # whose index is that of bench.relevance: there chance must not rank
        meanings.draw(root / "arrays")
    return {
        "passages": passages,
        "milliseconds": {
            engine: {kind: {"p50": _share(found, 0.5), "p95": _share(found, 0.95)} for kind, found in kinds.items()}
            for engine, kinds in times.items()
        },
        "shown": shown,
        "build": built,
        "whole": whole.measure(root / "arrays", documents()),
        "serving_process_mb": _memory(root / "arrays", queries),
    }


def print_table(name: str, result: dict) -> None:
    print(f"\n{name}: {result['passages']:,} passages; milliseconds p50 / p95")
    print(f"| engine | {' | '.join(KINDS)} | index MB | built in s | … of one core |\n|---|{'---|' * (len(KINDS) + 3)}")
    for engine, kinds in result["milliseconds"].items():
        cells = [f"{kinds[kind]['p50']:.2f} / {kinds[kind]['p95']:.2f}" for kind in KINDS]
        build = result["build"].get(engine, dict.fromkeys(("mb", "seconds", "core_seconds"), "the same"))
        print(f"| {engine} | {' | '.join(cells)} | {build['mb']} | {build['seconds']} | {build['core_seconds']} |")
    print()
    whole.print_table(result["whole"])
    print(f"memory of a process that has answered all of them (PSS): {result['serving_process_mb']} MB")


def _prepare(
    root: Path, documents: Callable[[], Iterable[Document]], count: int
) -> tuple[dict[str, dict[str, float]], workload.Workload, int]:
    """Build the indexes below *root* and draw the queries. What that needs of memory is free afterwards."""
    built = {"arrays": kept.build(root / "arrays", lambda folder: build_product(folder, documents()))}
    lexicon = WhooshBackend(root / "arrays").lexicon()
    terms = [passage_terms(document, passage, lexicon) for document in documents() for passage in split(document)]
    built["tantivy"] = kept.build(root / "tantivy", lambda folder: TantivyContestant.build(folder, terms))
    built["fts5"] = kept.build(root / "fts5", lambda folder: Fts5Contestant.build(folder, terms))
    return built, workload.draw(terms, count), len(terms)


def _ask(engine: Contestant, queries: workload.Workload, times: dict[str, list[float]] | None, shown: dict) -> None:
    asks = {
        "question": [lambda q=q: engine.question(*q) for q in queries.questions],
        "all_of": [lambda q=q: engine.all_of(q) for q in queries.all_of],
        "phrase": [lambda q=q: engine.phrase(q) for q in queries.phrases],
    }
    for kind, calls in asks.items():
        for call in calls:
            started = time.perf_counter()
            count = call()
            seconds = time.perf_counter() - started
            if times is not None:
                times[kind].append(1000 * seconds)
                shown[kind] += count


def _share(found: list[float], share: float) -> float:
    return round(statistics.quantiles(found, n=100, method="inclusive")[round(100 * share) - 1], 3)


def _memory(folder: Path, queries: workload.Workload) -> float:
    """Megabytes (PSS) of a process of its own that serves the index and has searched it."""
    asked = json.dumps([" ".join(words) for words, _ in queries.questions])
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.serving", str(folder)], input=asked, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
