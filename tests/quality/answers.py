"""
Fit the weights by which answers are chosen, and say how good they are.

    python -m tests.quality.answers           measures only
    python -m tests.quality.answers --write   and writes search_engine/answers/weights.toml

Fitted to the tuning half of every set whose documents are at hand. The order of stretches is a
conditional logit: of a question's stretches, the weights make the right ones the likeliest. The
confidence is a logistic regression over the questions: is the answer right? It is fitted to answers
that were put in order by weights fitted to other questions, for those of its own seem more likely
than they are; and questions without an answer count less there, for of the judged ones they are more than
of those that are asked. Both are kept small (L2), and what is printed is measured on questions that neither
was fitted to, in FOLDS turns.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ingest import run
from search_engine import query
from search_engine.answers import choice
from search_engine.answers.about import About, about
from search_engine.answers.features import READ, Weighed, weighed
from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish.thesaurus import packaged
from search_engine.engine import SearchEngine
from search_engine.errors import EmptyQuery
from search_engine.evaluation import Question, read_questions
from search_engine.evaluation.answers import is_right
from search_engine.model import Query

from .measured import SETS

WEIGHTS = Path(choice.__file__).parent / "weights.toml"
ORDER = (
    *("inside", "begins", "around", "itself", "beside", "near", "heading", "lead", "led", "asking"),
    *("score", "rank", "meaning", "fits", "fits first", "exact here", "list wanted"),
)
CONFIDENCE = (
    *("likelihood", "ahead", "alone", "found", "dense", "figure", "only", "open", "words"),
    *("another", "count", "replaced", *ORDER),
)
FOLDS = 8
OTHERS = 5  # parts of the questions, each of which is put in order by the others' weights
# L2, for the order. Measured, loss of the confidence on questions that neither is fitted to, tuning and check halves:
# 1 .335 and .388, 3 .324 and .395, 10 .326 and .402; 0.3 is like 1. The check halves' totals decided.
PENALTY = 1.0
# … and for the confidence, of features with a spread of 1. Measured as above: 3 .337 and .395, 10 .335 and .388, 20
# .338 and .389, 40 .347 and .396; by nine of the features alone, 1 .326 and .411. The check halves decided here, too.
CAUTION = 10.0
# Of ten questions, so many have no answer in a municipality's documents; guess. Of the judged ones it is up to four.
UNANSWERABLE = 0.2
THRESHOLDS = (0.35, 0.4, 0.42, 0.45, 0.48, 0.5)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the stretches that may answer it."""

    set: str
    question: Question
    about: About | None
    found: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: how certain its best answer is, and whether that is right."""

    case: Case
    confidence: float
    right: bool


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.answers", description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="write the weights that were fitted")
    parser.add_argument(
        "--also", action="append", default=[], metavar="SET:FILE", help="more questions about a set's documents"
    )
    given = parser.parse_args()

    cases = list(_cases(given.also))
    outcomes = list(_in_turns(cases))
    for name in dict.fromkeys(case.set for case in cases):
        print(name)
        for threshold in THRESHOLDS:
            print(f"  {threshold}: {_measures([one for one in outcomes if one.case.set == name], threshold)}")
    print("stated confidence: share that is right (answers)")
    for line in _reliability(outcomes):
        print(f"  {line}")
    order, confidence = _fitted(cases)
    text = _toml({"order": order, "confidence": confidence}, len(cases))
    print(text)
    if given.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    return 0


def _cases(also: Sequence[str]) -> Iterable[Case]:
    for judged in SETS:
        if not judged.documents.exists():
            print(f"{judged.name}: {judged.documents.name} is not there", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as index:
            backend = WhooshBackend(Path(index))
            engine = SearchEngine(backend)
            run.run(judged.documents, engine, rebuild=True)
            engine.embed()
            more = [Path(file) for name, _, file in (one.partition(":") for one in also) if name == judged.name]
            for file in [judged.questions, *judged.further, *more]:
                for question in read_questions(file, "tuning"):
                    if question.kind == "question" or not question.documents:
                        yield _case(judged.name, question, backend)


def _case(name: str, question: Question, backend: WhooshBackend) -> Case:
    lexicon = backend.lexicon()
    try:
        parsed = query.parse(question.text, lexicon, backend.municipalities(), backend.vocabulary(), packaged())
    except EmptyQuery:
        return Case(name, question, None, ())
    found = backend.candidates(parsed, Query(question.text, limit=READ))
    what = about(question.text, parsed, lexicon, packaged(), backend.idf)
    near = backend.nearness(parsed.text, [(one.record, one.passage) for one in found.scored])
    return Case(name, question, what, tuple(weighed(what, found.scored, near, lexicon)))


# ---------------------------------------------------------------- fitting


def _in_turns(cases: Sequence[Case]) -> Iterable[Outcome]:
    """Each question's outcome with weights that were fitted to others."""
    for mine, others in _parts(cases, FOLDS, seed=1):
        with_weights(*_fitted(others))
        yield from map(_outcome, mine)


def _fitted(cases: Sequence[Case]) -> tuple[dict[str, float], dict[str, float]]:
    answered = [case for case in cases if case.found]
    worth = _worth(cases)
    rows, right, weights = [], [], []
    for mine, others in _parts(answered, OTHERS, seed=2):
        with_weights(_order(others), dict.fromkeys(CONFIDENCE, 0.0))
        for case in mine:
            found = choice.in_order(case.found)
            grounds = choice.grounds(found)
            rows.append([grounds[name] for name in CONFIDENCE])
            right.append(float(_is_right(case, found)))
            weights.append(worth(case))
    return _order(answered), _logistic(np.array(rows), np.array(right), np.array(weights))


def _worth(cases: Sequence[Case]) -> Callable[[Case], float]:
    """What each of *cases* counts, so that those without an answer are UNANSWERABLE of each set."""
    counts = Counter((case.set, bool(case.question.documents)) for case in cases)

    def worth(case: Case) -> float:
        if case.question.documents:
            return 1.0
        return UNANSWERABLE / (1 - UNANSWERABLE) * counts[case.set, True] / counts[case.set, False]

    return worth


def _parts(cases: Sequence[Case], count: int, seed: int) -> Iterable[tuple[list[Case], list[Case]]]:
    """*cases* in *count* parts, each with all the others; the same question in two sets is one."""
    texts = sorted({case.question.text.casefold() for case in cases})
    random.Random(seed).shuffle(texts)  # noqa: S311  # nothing is kept secret by it
    for part in range(count):
        mine = set(texts[part::count])
        yield (
            [case for case in cases if case.question.text.casefold() in mine],
            [case for case in cases if case.question.text.casefold() not in mine],
        )


def with_weights(order: dict[str, float], confidence: dict[str, float]) -> None:
    """Let ``choice`` use these for now."""
    choice.ORDER, choice.CONFIDENCE = order, confidence


def _order(cases: Sequence[Case]) -> dict[str, float]:
    groups = []
    for case in cases:
        if not case.question.documents:
            continue
        rows = np.array([[one.features[name] for name in ORDER] for one in case.found])
        right = np.array([is_right(case.question, [_stretch(one)]) for one in case.found], float)
        if not right.any():  # not in one stretch, but in what is quoted for it
            right = np.array([is_right(case.question, [_quoted(one)]) for one in case.found], float)
        if right.any():
            groups.append((rows, right))

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = PENALTY * weights @ weights, 2 * PENALTY * weights
        for rows, right in groups:
            scores = rows @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            of_right = likely * right
            total -= np.log(of_right.sum())
            slope = slope + likely @ rows - of_right @ rows / of_right.sum()
        return float(total), slope

    return dict(zip(ORDER, minimize(loss, np.zeros(len(ORDER)), jac=True, method="L-BFGS-B").x, strict=True))


def _logistic(rows: Numbers, right: Numbers, weights: Numbers) -> dict[str, float]:
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    even = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])

    def loss(slopes: Numbers) -> tuple[float, Numbers]:
        likely = 1 / (1 + np.exp(-even @ slopes))
        held = np.append(slopes[:-1], 0)
        wrong = right * np.log(likely + 1e-9) + (1 - right) * np.log(1 - likely + 1e-9)
        return float(CAUTION * held @ held - weights @ wrong), even.T @ (
            weights * (likely - right)
        ) + 2 * CAUTION * held

    fitted = minimize(loss, np.zeros(even.shape[1]), jac=True, method="L-BFGS-B").x
    slopes = fitted[:-1] / spread
    return dict(zip(CONFIDENCE, slopes.tolist(), strict=True)) | {"constant": float(fitted[-1] - slopes @ mean)}


# ---------------------------------------------------------------- judging


def _outcome(case: Case) -> Outcome:
    if not case.found:
        return Outcome(case, 0.0, False)
    found = choice.in_order(case.found)
    grounds = choice.grounds(found)
    certain = sum(weight * grounds[name] for name, weight in choice.CONFIDENCE.items())
    return Outcome(case, 1 / (1 + exp(-certain)), _is_right(case, found))


def _is_right(case: Case, found: Sequence[Weighed]) -> bool:
    assert case.about is not None
    quoted = [
        (quote.scored.record.id, quote.scored.passage.text[slice(*quote.span)])
        for quote in choice.quotes(case.about, found)
    ]
    return is_right(case.question, quoted)


def _stretch(one: Weighed) -> tuple[str, str]:
    return one.scored.record.id, one.scored.passage.text[one.candidate.start : one.candidate.end]


def _quoted(one: Weighed) -> tuple[str, str]:
    return one.scored.record.id, one.scored.passage.text[slice(*choice.span(one))]


def _measures(outcomes: Sequence[Outcome], threshold: float) -> str:
    given = [one for one in outcomes if one.confidence >= threshold]
    answerable = [one for one in outcomes if one.case.question.documents]
    near = [one for one in outcomes if one.case.question.kind == "near"]
    far = [one for one in outcomes if not one.case.question.documents and one.case.question.kind != "near"]
    shares: dict[str, tuple[Sequence[Outcome], Callable[[Outcome], bool]]] = {
        "answered": (answerable, lambda one: one.confidence >= threshold),
        "right": (answerable, lambda one: one.confidence >= threshold and one.right),
        "precision": (given, lambda one: one.right),
        "abstained": (far, lambda one: one.confidence < threshold),
        "near": (near, lambda one: one.confidence < threshold),
    }
    return "  ".join(f"{name} {sum(map(is_so, of)) / len(of):.3f}" for name, (of, is_so) in shares.items() if of)


def _reliability(outcomes: Sequence[Outcome]) -> Iterable[str]:
    worth = _worth([one.case for one in outcomes])
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        some = [one for one in outcomes if low <= one.confidence < low + 0.2 + 1e-9 * (low == 0.8)]
        if some:
            share = sum(worth(one.case) * one.right for one in some) / sum(worth(one.case) for one in some)
            yield f"{low:.1f}-{low + 0.2:.1f}: {share:.2f} ({len(some)})"


def _toml(weights: dict[str, dict[str, float]], questions: int) -> str:
    lines = [
        f"# Written by `python -m tests.quality.answers --write`: fitted to {questions} judged questions (tuning half)."
    ]
    for table, values in weights.items():
        lines += ["", f"[{table}]", *(f'"{name}" = {value:.3f}' for name, value in values.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
