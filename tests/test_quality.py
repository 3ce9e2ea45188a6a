"""The gate: the search may get better, and not worse."""

import json
import re
from collections import Counter

import pytest
from quality.measured import FLOORS, HERE, SETS, JudgedSet, fallen

from ingest import files
from ingest.run import read
from search_engine.engine import SearchEngine
from search_engine.evaluation import Question, read_questions
from search_engine.model import Query

KINDS = {"question", "keywords", "wording", "synonym", "compound", "far", "near"}
TYPES = {
    "abbreviation", "contact", "date", "definition", "duration", "frequency", "list", "money", "none", "number",
    "person", "phone", "place", "procedure", "reason", "rule", "statement",
}  # fmt: skip


@pytest.fixture(scope="module", params=SETS, ids=lambda judged: judged.name)
def judged(request) -> JudgedSet:
    if not request.param.documents.exists():
        pytest.skip(f"the documents of the {request.param.name} are not at hand")
    return request.param


@pytest.fixture(scope="module")
def engine(judged, request, tmp_path_factory) -> SearchEngine:
    if judged is SETS[0]:
        shared: SearchEngine = request.getfixturevalue("collection")
        return shared
    return judged.engine(tmp_path_factory.mktemp(judged.name))


def test_no_measure_lies_below_its_floor(judged, engine):
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))[judged.name]

    assert judged.fingerprint() == pinned["fingerprint"], (
        f"the {judged.name} or its questions have changed: measure anew with python -m tests.quality"
    )
    assert list(fallen(pinned["floors"], judged.measure(engine))) == []


def test_every_expected_string_stands_in_its_document(judged):
    texts = {file.id: _folded(_text(file)) for file in files.walk(judged.documents) if _is_readable(file)}

    for question in _all(judged):
        if not all(any(part in id for id in texts) for part in question.documents):
            continue  # one of the right documents is in a format that cannot be read yet
        right = [text for id, text in texts.items() if any(part in id for part in question.documents)]
        for expected in question.any_of:
            assert any(_folded(expected) in text for text in right), f"{question.id}: {expected}"


def test_the_questions_are_of_known_kinds_and_types(judged):
    questions = _all(judged)

    assert {question.kind for question in questions} <= KINDS
    assert {question.type for question in questions} <= TYPES
    assert all(bool(question.documents) != (question.kind in {"far", "near"}) for question in questions)


def test_the_collections_questions_are_as_many_and_as_various_as_promised():
    questions = read_questions(HERE / "collection.jsonl")
    kinds = Counter(question.kind for question in questions)

    assert len(questions) >= 400
    assert kinds["synonym"] >= 40
    assert kinds["far"] + kinds["near"] >= 120
    assert kinds["near"] >= 50
    assert min(Counter(question.half for question in questions).values()) >= len(questions) * 0.45


@pytest.mark.parametrize(
    "question", read_questions(HERE / "invariants.jsonl"), ids=lambda question: question.text or "nothing"
)
def test_what_must_come_first_and_what_must_find_nothing(question: Question, collection):
    hits = collection.search(Query(question.text)).hits

    if question.documents:
        assert hits[0].record.id in question.documents
    else:
        assert [hit.passage.text for hit in hits] == []


def test_a_fall_and_a_missing_measure_are_noticed():
    floors = {"check": {"all": {"hit@1": 0.8, "doc@1": 0.9}}}

    assert list(fallen(floors, {"check": {"all": {"hit@1": 0.8, "doc@1": 0.95}}})) == []
    assert len(list(fallen(floors, {"check": {"all": {"hit@1": 0.79}}}))) == 2


def test_further_questions_are_for_the_tuning_half(judged):
    assert {question.half for file in judged.further for question in read_questions(file)} <= {"tuning"}


def _all(judged: JudgedSet) -> list[Question]:
    return [question for file in (judged.questions, *judged.further) for question in read_questions(file)]


def _is_readable(file: files.File) -> bool:
    return file.suffix in {".txt", ".html"} and "ulæselig" not in file.id


def _text(file: files.File) -> str:
    return "\n".join("\n".join([*section.path, section.text]) for section in read(file).sections)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()
