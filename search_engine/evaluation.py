"""
Judged questions to measures: how good the ranking is, and where it fails.

A question names the document that answers it and strings of which one must stand in the
answering passage. Every passage of the document that holds one counts as relevant.

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

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ir_measures
from ir_measures import RR, R, Success, nDCG

from search_engine.engine import SearchEngine
from search_engine.errors import BadQuestions, EmptyQuery, cause
from search_engine.model import Hit, Passage, Query

DEPTH = 20  # hits looked at; the deepest measure
MEASURES = {"hit@1": Success @ 1, "hit@5": Success @ 5, "mrr": RR @ DEPTH, "ndcg@10": nDCG @ 10, "recall@20": R @ DEPTH}
FIELDS = {"id", "q", "doc", "any_of", "kind"}


@dataclass(frozen=True, slots=True)
class Question:
    """
    What somebody asks, and what answers it.

    *documents* are (parts of) ids, any of which is right; none: the collection does
    not hold the answer. *kind* says how it is asked (question, keywords, synonym …),
    *type* what is asked for (date, money, list …).
    """

    id: str
    text: str
    documents: tuple[str, ...]
    any_of: tuple[str, ...]
    page: int | None
    kind: str
    type: str

    @property
    def half(self) -> str:
        """
        "tuning": may be looked at while ranking is changed; "check": only reported.

        Ids end in a number: the even ones are set aside, so that nobody chooses.
        """
        return "tuning" if int(self.id[-1]) % 2 else "check"


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


def read_questions(path: Path, half: str | None = None) -> tuple[Question, ...]:
    """
    The questions of a file of JSON lines, all or one half of them.

    Raises:
        BadQuestions: If a line is none; the message names file, line and what is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadQuestions(f"»{path}« kan ikke læses: {cause(error)}. Ret stien.") from error
    except UnicodeDecodeError as error:
        raise BadQuestions(f"»{path}« er ikke skrevet i UTF-8. Gem den igen som UTF-8.") from error
    questions = [_question(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if len({question.id for question in questions}) < len(questions):
        raise BadQuestions(f"»{path}« har to spørgsmål med samme id. Giv det ene et nyt.")
    return tuple(question for question in questions if half in (None, question.half))


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
    except EmptyQuery:
        hits = ()
    right = [id for id in ids if any(part in id for part in question.documents)]
    passages = [passage for id in right for passage in engine.passages(id)]
    return _Outcome(question, hits, frozenset(passage.id for passage in passages if _answers(passage, question)))


def _answers(passage: Passage, question: Question) -> bool:
    text = _folded(passage.text)
    return any(_folded(expected) in text for expected in question.any_of)


def _measures(outcomes: Sequence[_Outcome]) -> dict[str, float]:
    answerable = [outcome for outcome in outcomes if outcome.question.documents]
    found: dict[str, list[float]] = {
        "doc@1": [_is_right_document(outcome) for outcome in answerable],
        "page@1": [_is_right_page(outcome) for outcome in answerable if _has_page(outcome)],
        "nothing": [not outcome.hits for outcome in outcomes if not outcome.question.documents],
    }
    measures = {name: sum(values) / len(values) for name, values in found.items() if values}
    if answerable:
        # A question whose strings stand in no passage would be left out by ir-measures: a made-up one stands in.
        qrels = [
            ir_measures.Qrel(outcome.question.id, passage, 1)
            for outcome in answerable
            for passage in outcome.relevant or {"(none)"}
        ]
        run = [
            ir_measures.ScoredDoc(outcome.question.id, hit.passage.id, -rank)
            for outcome in answerable
            for rank, hit in enumerate(outcome.hits)
        ]
        calculated = ir_measures.calc_aggregate(MEASURES.values(), qrels, run)
        measures |= {name: calculated[measure] for name, measure in MEASURES.items()}
    return {name: round(value, 4) for name, value in measures.items()}


def _is_right_document(outcome: _Outcome) -> bool:
    return bool(outcome.hits) and any(part in outcome.hits[0].record.id for part in outcome.question.documents)


def _has_page(outcome: _Outcome) -> bool:
    return bool(outcome.question.page and outcome.hits and outcome.hits[0].passage.id in outcome.relevant)


def _is_right_page(outcome: _Outcome) -> bool:
    passage, page = outcome.hits[0].passage, outcome.question.page
    if passage.page is None or passage.page_end is None or page is None:
        return False
    return passage.page <= page <= passage.page_end <= passage.page + 1


def _question(path: Path, number: int, line: str) -> Question:
    try:
        values = json.loads(line)
        missing = FIELDS - values.keys()
        if missing:
            raise ValueError(f"»{sorted(missing)[0]}« mangler")
        if not str(values["id"])[-1:].isdecimal():
            raise ValueError("»id« skal ende på et tal")
        documents = [values["doc"]] if isinstance(values["doc"], str) else values["doc"] or []
        if bool(documents) != bool(values["any_of"]):
            raise ValueError("»doc« og »any_of« skal begge være der, eller ingen af dem")
        return Question(
            id=str(values["id"]),
            text=str(values["q"]),
            documents=tuple(map(str, documents)),
            any_of=tuple(map(str, values["any_of"])),
            page=values.get("page"),
            kind=str(values["kind"]),
            type=str(values.get("type") or "none"),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise BadQuestions(f"»{path}«, linje {number}, er ikke et spørgsmål: {error}.") from error


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()
