"""
How good the search and the answers are, measured on judged questions.

    questions.py   what is asked, and what answers it
    search.py      are the right passages found, and first?
    answers.py     is the right thing answered, and nothing where the documents have nothing?
"""

from __future__ import annotations

from search_engine.evaluation.answers import AnswerEvaluation, AnswerFailure, Certainty, evaluate_answers
from search_engine.evaluation.questions import Question, read_questions
from search_engine.evaluation.search import Evaluation, Failure, Move, evaluate, moves

__all__ = [
    "AnswerEvaluation",
    "AnswerFailure",
    "Certainty",
    "Evaluation",
    "Failure",
    "Move",
    "Question",
    "evaluate",
    "evaluate_answers",
    "moves",
    "read_questions",
]
