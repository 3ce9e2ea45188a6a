"""Judged questions to measures."""

import json

import pytest
from small_collection import COLLECTION, published

from search_engine.engine import SearchEngine
from search_engine.errors import BadQuestions
from search_engine.evaluation import Question, evaluate, evaluate_answers, read_questions
from search_engine.model import Document, Query, Section


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


CINEMA = Document(
    id="biograf",
    title="Biografen i Bøgesund",
    location="biograf",
    fingerprint="1",
    municipality="Bøgesund",
    sections=(
        Section((), "Biografen blev bygget i 1931. En billet til biografen koster 95 kr.", "start"),
        Section(("Foyeren",), "I foyeren er der kaffe og te.", "foyer"),
    ),
)


@pytest.fixture
def cinema(tmp_path) -> SearchEngine:
    return published(tmp_path / "index", (*COLLECTION, CINEMA))


def judged(tmp_path, *lines: str) -> tuple[Question, ...]:
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    return read_questions(file)


WHEN = "Hvornår blev biografen i Bøgesund bygget?"
PRICE = "Hvad koster en billet til biografen i Bøgesund?"
NOT_THERE = "Hvor mange livreddere er der i svømmehallen?"


def test_answers_that_are_right_wrong_or_missing_are_measured(tmp_path, cinema):
    questions = judged(
        tmp_path,
        line("q1", WHEN, "biograf", "1931"),
        line("q2", PRICE, "biograf", "det står her ikke"),
        line("q3", NOT_THERE, "biograf", "der er fire"),
        line("q4", NOT_THERE, None, kind="far"),
        line("q5", WHEN, None, kind="near"),
    )

    measures = evaluate_answers(cinema, questions).measures["all"]

    assert measures == {
        "answered": 0.6667,
        "answer_ok": 0.3333,
        "answer_precision": 0.3333,
        "abstained": 1.0,
        "abstained_near": 0.0,
        "verbatim": 1.0,
    }


def test_the_right_words_from_another_document_are_no_right_answer(tmp_path, cinema):
    questions = judged(tmp_path, line("q1", WHEN, "teater", "1931"))

    assert evaluate_answers(cinema, questions).measures["all"]["answer_ok"] == 0.0


def test_keywords_are_not_asked_for_an_answer(tmp_path, cinema):
    questions = judged(tmp_path, line("q1", "biograf billet", "biograf", "95 kr.", kind="keywords"))

    assert evaluate_answers(cinema, questions).measures == {}


def test_a_question_without_a_word_to_search_for_gets_no_answer(tmp_path, cinema):
    questions = judged(tmp_path, line("q1", "?!", None, kind="far"))

    assert evaluate_answers(cinema, questions).measures["all"] == {"abstained": 1.0}


@pytest.mark.parametrize(("count", "types"), [(9, {"all"}), (10, {"all", "date"})])
def test_a_type_is_measured_by_itself_when_it_has_enough_questions(tmp_path, cinema, count, types):
    lines = [line(f"q{number}", WHEN, "biograf", "1931", type="date") for number in range(count)]

    assert evaluate_answers(cinema, judged(tmp_path, *lines)).measures.keys() == types


def test_what_goes_wrong_is_told_of_the_tuning_half_only(tmp_path, cinema):
    lines = [line(f"q{number}", WHEN, "biograf", "1932") for number in range(4)]

    failures = evaluate_answers(cinema, judged(tmp_path, *lines)).failures

    assert [failure.question.id for failure in failures] == ["q1", "q3"]
    assert "1931" in failures[0].quotes[0]


def test_stated_certainty_stands_beside_the_share_that_is_right(tmp_path, cinema):
    answer = cinema.ask(Query(WHEN)).answer
    assert answer
    questions = judged(
        tmp_path, line("q1", WHEN, "biograf", "1931"), line("q2", WHEN, None, kind="near"), line("q3", "zzz", None)
    )

    certainty = evaluate_answers(cinema, questions).certainty

    assert [(some.answers, some.right) for some in certainty] == [(2, 0.5)]
    assert certainty[0].least <= answer.confidence <= certainty[0].most
    assert certainty[0].stated == pytest.approx(answer.confidence, abs=1e-4)
