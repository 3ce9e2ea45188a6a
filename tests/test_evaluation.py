"""Judged questions to measures."""

import json

import pytest
from small_collection import COLLECTION, published

from search_engine.errors import BadQuestions
from search_engine.evaluation import evaluate, read_questions


def line(id: str, q: str, doc: str | None, *any_of: str, **more) -> str:
    return json.dumps({"id": id, "q": q, "doc": doc, "any_of": any_of, "kind": "question", **more}) + "\n"


def test_a_right_first_hit_a_later_one_and_a_miss_are_measured(tmp_path):
    document = COLLECTION[0]
    passage = document.sections[0].text
    words = passage.split()
    file = tmp_path / "questions.jsonl"
    file.write_text(
        line("q1", passage[:150], document.id, " ".join(words[:4]))
        + line("q2", passage[:150], document.id, "det står her ikke")
        + line("q3", "zzz xyzzy", None, kind="far"),
        encoding="utf-8",
    )

    found = evaluate(published(tmp_path / "index", COLLECTION), read_questions(file))

    assert found.questions == 3
    assert found.measures["question"]["doc@1"] == 1.0
    assert found.measures["question"]["hit@1"] == 0.5
    assert found.measures["far"] == {"nothing": 1.0}
    assert [failure.question.id for failure in found.failures] == ["q2"]


def test_the_halves_are_told_apart_by_the_id_alone(tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(line(f"q{number}", "x", None) for number in range(10)), encoding="utf-8")

    assert [question.id for question in read_questions(file, "check")] == ["q0", "q2", "q4", "q6", "q8"]
    assert len(read_questions(file, "tuning")) == 5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "linje 1"),
        ('{"id": "q1", "q": "x"}', "mangler"),
        (line("q1", "x", "d"), "any_of"),
        (line("qx", "x", None), "tal"),
        (line("q1", "x", None) * 2, "samme id"),
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path, text, says):
    file = tmp_path / "questions.jsonl"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadQuestions, match=says):
        read_questions(file)


def test_a_file_that_is_no_text_is_named(tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadQuestions, match=r"questions\.jsonl« er ikke skrevet i UTF-8"):
        read_questions(file)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadQuestions, match=r"findes-ikke\.jsonl"):
        read_questions(tmp_path / "findes-ikke.jsonl")
