"""The gate for reading: questions, sentences and facts as judged in tests/reading/."""

import pytest
from reading.judged import boundaries, questions, told

HALVES = pytest.mark.parametrize("half", ["tuning", "check"])


@HALVES
def test_what_a_question_asks_for_is_seen(half):
    right, asked = questions(half)

    assert right / asked >= 0.98


@HALVES
def test_sentences_begin_where_a_reader_says(half):
    precision, recall = boundaries(half)

    assert precision >= 0.96
    assert recall >= 0.97


@HALVES
def test_facts_are_found(half):
    measured = told(half).values()

    assert sum(hits for hits, _, _ in measured) / sum(total for _, total, _ in measured) >= 0.95


@HALVES
def test_what_is_taken_for_a_fact_of_a_strict_kind_is_one(half):
    assert {kind: wrong for kind, (_, _, wrong) in told(half).items() if wrong} == {}
