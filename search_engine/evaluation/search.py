"""
How good the ranking is, and where it fails.

Every passage of a right document that answers a question counts as relevant.

    doc@1             the first hit is in the right document
    hit@1, hit@5      one of the first hits is a relevant passage
    mrr               mean reciprocal rank of the first relevant passage, among 20
    ndcg@10           as in Järvelin & Kekäläinen (2002), relevance being 0 or 1
    recall@20         share of the relevant passages among the first 20
    page@1            of those right at rank 1 that have a printed page: the right page
    nothing           of the questions without an answer: those for which nothing is found

Computed by ir-measures where it knows the measure. doc@1, hit@1, hit@5 and page@1 mean
what they mean to anybody who measures the product over its API.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, Success, nDCG

from search_engine.engine import SearchEngine
from search_engine.errors import ReaderError
from search_engine.evaluation.questions import Question
from search_engine.model import Hit, Query

DEPTH = 20  # hits looked at; the deepest measure
MEASURES = {"hit@1": Success @ 1, "hit@5": Success @ 5, "mrr": RR @ DEPTH, "ndcg@10": nDCG @ 10, "recall@20": R @ DEPTH}


@dataclass(frozen=True, slots=True)
class Failure:
    """A question whose first hit is not a relevant passage, and what was found instead."""

    question: Question
    rank: int | None  # of the first relevant passage, None if it is not among the hits
    found: str  # the first hit's document and beginning, empty where nothing was found


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures by kind of question, "all" among them; a measure that has no question is left out."""

    questions: int
    measures: Mapping[str, Mapping[str, float]]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A question whose first relevant passage has another rank than before, or is found no more (None)."""

    question: Question
    before: int | None
    after: int | None

    @property
    def is_loss(self) -> bool:
        return self.before is not None and (self.after is None or self.after > self.before)


def evaluate(
    engine: SearchEngine, questions: Sequence[Question], progress: Callable[[int, int], None] = lambda done, total: None
) -> Evaluation:
    """Ask *engine* every question and measure what it finds."""
    ids = [record.id for record in engine.records()]
    outcomes = []
    for done, question in enumerate(questions, start=1):
        outcomes.append(_outcome(engine, question, ids))
        progress(done, len(questions))
    kinds = {"all": outcomes}
    for outcome in outcomes:
        kinds.setdefault(outcome.question.kind, []).append(outcome)
    return Evaluation(
        questions=len(questions),
        measures={kind: _measures(of_kind) for kind, of_kind in kinds.items()},
        failures=tuple(failure for outcome in outcomes if (failure := outcome.failure())),
    )


def moves(before: Evaluation, after: Evaluation) -> tuple[Move, ...]:
    """What changed between two evaluations of the same questions, the losses first."""
    ranks_before = {failure.question: failure.rank for failure in before.failures}
    ranks_after = {failure.question: failure.rank for failure in after.failures}
    questions = dict.fromkeys([*ranks_before, *ranks_after])
    found = [Move(question, ranks_before.get(question, 1), ranks_after.get(question, 1)) for question in questions]
    moved = [move for move in found if move.before != move.after]
    return tuple(sorted(moved, key=lambda move: not move.is_loss))


@dataclass(frozen=True, slots=True)
class _Outcome:
    question: Question
    hits: tuple[Hit, ...]
    relevant: frozenset[str]  # ids of passages

    def failure(self) -> Failure | None:
        ranks = [rank for rank, hit in enumerate(self.hits, start=1) if hit.passage.id in self.relevant]
        if not self.question.documents or ranks[:1] == [1]:
            return None
        first = self.hits[0] if self.hits else None
        found = f"{first.record.id}: {' '.join(first.passage.text[:80].split())}" if first else ""
        return Failure(self.question, ranks[0] if ranks else None, found)


def _outcome(engine: SearchEngine, question: Question, ids: Iterable[str]) -> _Outcome:
    try:
        hits = engine.search(Query(question.text, limit=DEPTH)).hits
    except ReaderError:  # too long, or no word in it: whoever asks gets nothing
        hits = ()
    right = [id for id in ids if question.is_about(id)]
    passages = [passage for id in right for passage in engine.passages(id)]
    relevant = frozenset(passage.id for passage in passages if question.is_answered_by(passage.text))
    return _Outcome(question, hits, relevant)


def _measures(outcomes: Sequence[_Outcome]) -> dict[str, float]:
    answerable = [outcome for outcome in outcomes if outcome.question.documents]
    found: dict[str, list[float]] = {
        "doc@1": [_is_right_document(outcome) for outcome in answerable],
        "page@1": [_is_right_page(outcome) for outcome in answerable if _has_page(outcome)],
        "nothing": [not outcome.hits for outcome in outcomes if not outcome.question.documents],
    }
    measures = {name: sum(values) / len(values) for name, values in found.items() if values}
    if answerable:
        # By number, for two files may use the same id. A question whose strings stand in no passage would be left
        # out by ir-measures: a made-up one stands in.
        qrels = [
            ir_measures.Qrel(str(number), passage, 1)
            for number, outcome in enumerate(answerable)
            for passage in outcome.relevant or {"(none)"}
        ]
        run = [
            ir_measures.ScoredDoc(str(number), hit.passage.id, -rank)
            for number, outcome in enumerate(answerable)
            for rank, hit in enumerate(outcome.hits)
        ]
        calculated = ir_measures.calc_aggregate(MEASURES.values(), qrels, run)
        measures |= {name: calculated[measure] for name, measure in MEASURES.items()}
    return {name: round(value, 4) for name, value in measures.items()}


def _is_right_document(outcome: _Outcome) -> bool:
    return bool(outcome.hits) and outcome.question.is_about(outcome.hits[0].record.id)


def _has_page(outcome: _Outcome) -> bool:
    return bool(outcome.question.page and outcome.hits and outcome.hits[0].passage.id in outcome.relevant)


def _is_right_page(outcome: _Outcome) -> bool:
    passage, page = outcome.hits[0].passage, outcome.question.page
    if passage.page is None or passage.page_end is None or page is None:
        return False
    return passage.page <= page <= passage.page_end <= passage.page + 1
