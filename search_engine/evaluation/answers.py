"""
How good the answers are: is the right thing answered, and nothing where the documents have nothing?

Asked are the questions in whole sentences (kind "question"), and those that the documents do not answer.

    answered           of the answerable: those that got an answer
    answer_ok          of the answerable: those whose answer quotes an expected string from a right document
    answer_precision   of all answers that were given: those that are right
    abstained          of the unanswerable: those that got no answer,
    abstained_near     and the same of the "near" ones (the right subject, the fact missing), which
                       abstained leaves out
    verbatim           of all citations: those that stand in their document where they say

They mean what they mean to anybody who measures the product over its API.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search_engine.engine import SearchEngine
from search_engine.errors import ReaderError
from search_engine.evaluation.questions import Question
from search_engine.model import Answer, Citation, Query

ROOM = 500  # characters of an answer's quotes together that are read: nobody reads a page as an answer
ENOUGH = 10  # questions of a type, for it to be measured by itself; guess: one of them is then a tenth
BINS = 10  # of stated confidence


@dataclass(frozen=True, slots=True)
class AnswerFailure:
    """
    A question that got a wrong answer, none, or one where there is none.

    *quotes* and *confidence* are those of the answer that was given.
    """

    question: Question
    quotes: tuple[str, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Certainty:
    """
    How often answers with a stated confidence from *least* to *most* are right.

    *answers* is how many there are, *stated* their mean confidence, *right* the share that is right.
    """

    least: float
    most: float
    answers: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True)
class AnswerEvaluation:
    """
    Measures of all and by type of question; a measure or a type that has too few questions is left out.

    *certainty* is for the answers that were given, from the least certain. The failures are of the
    tuning half: those of the check half are only counted.
    """

    questions: int
    measures: Mapping[str, Mapping[str, float]]
    certainty: tuple[Certainty, ...]
    failures: tuple[AnswerFailure, ...]


def evaluate_answers(
    engine: SearchEngine, questions: Sequence[Question], progress: Callable[[int, int], None] = lambda done, total: None
) -> AnswerEvaluation:
    """Ask *engine* those of *questions* that are to be answered, or not, and judge what it answers."""
    asked = [question for question in questions if question.kind == "question" or not question.documents]
    outcomes = []
    for done, question in enumerate(asked, start=1):
        outcomes.append(_outcome(engine, question))
        progress(done, len(asked))
    measures = {"all": _measures(outcomes)} if outcomes else {}
    for type in sorted({outcome.question.type for outcome in outcomes if outcome.question.documents}):
        of_type = [outcome for outcome in outcomes if outcome.question.documents and outcome.question.type == type]
        if len(of_type) >= ENOUGH:
            measures[type] = _measures(of_type)
    return AnswerEvaluation(
        questions=len(asked),
        measures=measures,
        certainty=tuple(_certainty(outcomes)),
        failures=tuple(failure for outcome in outcomes if (failure := outcome.failure())),
    )


def is_right(question: Question, quotes: Iterable[tuple[str, str]]) -> bool:
    """Whether one of *quotes*, each a document's id and its words, answers within the room there is for all of them."""
    room = ROOM
    for document_id, text in quotes:
        if question.is_about(document_id) and question.is_answered_by(text[:room]):
            return True
        room -= len(text)
        if room <= 0:
            break
    return False


@dataclass(frozen=True, slots=True)
class _Outcome:
    question: Question
    answer: Answer | None
    right: bool
    verbatim: tuple[bool, ...]  # by citation

    def failure(self) -> AnswerFailure | None:
        is_as_it_should_be = self.right if self.question.documents else self.answer is None
        if is_as_it_should_be or self.question.half != "tuning":
            return None
        quotes = tuple(citation.quote for citation in self.answer.citations) if self.answer else ()
        return AnswerFailure(self.question, quotes, self.answer.confidence if self.answer else None)


def _outcome(engine: SearchEngine, question: Question) -> _Outcome:
    try:
        answer = engine.ask(Query(question.text)).answer
    except ReaderError:  # too long, or no word in it: whoever asks gets nothing
        answer = None
    citations = answer.citations if answer else ()
    verbatim = tuple(_is_verbatim(engine, citation) for citation in citations)
    return _Outcome(question, answer, is_right(question, ((one.record.id, one.quote) for one in citations)), verbatim)


def _is_verbatim(engine: SearchEngine, citation: Citation) -> bool:
    sections = engine.document(citation.record.id).sections
    return any(section.text[citation.start : citation.end] == citation.quote for section in sections)


def _measures(outcomes: Sequence[_Outcome]) -> dict[str, float]:
    answerable = [outcome for outcome in outcomes if outcome.question.documents]
    unanswerable = [outcome for outcome in outcomes if not outcome.question.documents]
    found: dict[str, list[bool]] = {
        "answered": [outcome.answer is not None for outcome in answerable],
        "answer_ok": [outcome.right for outcome in answerable],
        "answer_precision": [outcome.right for outcome in outcomes if outcome.answer],
        "abstained": [outcome.answer is None for outcome in unanswerable if outcome.question.kind != "near"],
        "abstained_near": [outcome.answer is None for outcome in unanswerable if outcome.question.kind == "near"],
        "verbatim": [so for outcome in outcomes for so in outcome.verbatim],
    }
    return {name: round(_mean(values), 4) for name, values in found.items() if values}


def _certainty(outcomes: Sequence[_Outcome]) -> Iterable[Certainty]:
    by_bin: dict[int, list[tuple[float, bool]]] = {}
    for outcome in outcomes:
        if outcome.answer:
            stated = outcome.answer.confidence
            by_bin.setdefault(min(int(stated * BINS), BINS - 1), []).append((stated, outcome.right))
    for number, answers in sorted(by_bin.items()):
        yield Certainty(
            least=number / BINS,
            most=(number + 1) / BINS,
            answers=len(answers),
            stated=round(_mean([stated for stated, _ in answers]), 4),
            right=round(_mean([right for _, right in answers]), 4),
        )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
