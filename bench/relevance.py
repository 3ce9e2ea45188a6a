"""
Ranking against the stock Danish analyzer, on questions of the Danish parliament.

    python -m bench.relevance                       all 227 questions, clean and damaged in three ways
    python -m bench.relevance --kinds clean --queries 60
    python -m bench.relevance --index FOLDER        an index of these passages that is there already
    python -m bench.relevance --save before.json    … and, after a change:  --against before.json

The product searches by ``SearchEngine.search``, as it is served; the other one is in
``stock.py``. Both get the same text, cut to what the product takes. An interval is a
paired bootstrap over the questions, 95 %. The index is kept in bench/cache.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from bench import kept, texts
from bench.damage import KINDS, damaged
from bench.stock import Stock
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.errors import EmptyQuery
from search_engine.model import Query
from search_engine.query import MAX_LENGTH

MEASURES = {"nDCG@10": nDCG @ 10, "recall@10": R @ 10, "MRR@10": RR @ 10}
TOP = 10
PASSAGES = 3 * TOP  # asked for: the product cuts a long text in two or three, and the first of them counts
RESAMPLES = 10_000
SEED = 11

Values = dict[str, list[float]]  # by measure, in the order of the questions


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__.split("\n\n")[0])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--queries", type=int, metavar="N", help="only N of them, the same at every run")
    parser.add_argument("--index", type=Path, metavar="FOLDER", help="use this index; nothing is built")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the values of each question")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with what was kept, too")
    args = parser.parse_args()

    with gzip.open(texts.PARLIAMENT, "rt", encoding="utf-8") as file:
        given = json.load(file)
    asked = list(zip(given["queries"], given["relevant"], strict=True))
    random.Random(SEED).shuffle(asked)  # noqa: S311  # nothing is kept secret by it
    asked = asked[: args.queries]
    engine = SearchEngine(WhooshBackend(args.index or kept.product("parliament", texts.parliament)))
    stock = Stock(given["passages"])
    before = json.loads(args.against.read_text()) if args.against else {}

    measured: dict[str, Values] = {}
    for kind in args.kinds:
        questions = [_cut(damaged(text, kind)) for text, _ in asked]
        kept.say(f"{kind}: {questions[0]}")
        relevant = [numbers for _, numbers in asked]
        measured[kind] = _values(questions, relevant, lambda question: _found(engine, question))
        _print(kind, "stock", _values(questions, relevant, lambda q: stock.best(q, TOP)), measured[kind])
        if kind in before:
            _print(kind, "before", before[kind], measured[kind])
    if args.save:
        args.save.write_text(json.dumps(measured))


def _cut(question: str) -> str:
    """*question* to its last whole word that the product takes."""
    return question if len(question) <= MAX_LENGTH else question[: MAX_LENGTH + 1].rpartition(" ")[0]


def _found(engine: SearchEngine, question: str) -> list[int]:
    """The numbers of the texts that the product finds, each once."""
    try:
        hits = engine.search(Query(question, limit=PASSAGES)).hits
    except EmptyQuery:
        return []
    return list(dict.fromkeys(texts.number(hit.record) for hit in hits))[:TOP]


def _values(
    questions: Sequence[str], relevant: Sequence[Sequence[int]], search: Callable[[str], Sequence[int]]
) -> Values:
    qrels = [Qrel(str(n), str(number), 1) for n, numbers in enumerate(relevant) for number in numbers]
    run = [
        ScoredDoc(str(n), str(number), -rank)
        for n, question in enumerate(questions)
        for rank, number in enumerate(search(question))
    ]
    values = {name: [0.0] * len(questions) for name in MEASURES}
    names = {measure: name for name, measure in MEASURES.items()}
    for found in ir_measures.iter_calc(list(MEASURES.values()), qrels, run):
        values[names[found.measure]][int(found.query_id)] = round(found.value, 4)
    return values


def _print(kind: str, other_name: str, other: Mapping[str, Sequence[float]], product: Values) -> None:
    for name, values in product.items():
        difference = np.array(values) - np.array(other[name])
        resampled = np.random.default_rng(SEED).choice(difference, (RESAMPLES, len(difference))).mean(axis=1)
        low, high = np.quantile(resampled, [0.025, 0.975])
        print(
            f"{kind:8} {name:9}  {other_name} {np.mean(other[name]):.3f}  product {np.mean(values):.3f}"
            f"  {difference.mean():+.3f} [{low:+.3f}, {high:+.3f}]",
            flush=True,
        )


if __name__ == "__main__":
    main()
