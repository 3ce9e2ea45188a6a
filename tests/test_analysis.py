"""Terms that another process makes: the same ones, and none are lost with it."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from small_collection import COLLECTION

from search_engine import passages
from search_engine.backends.whoosh import WhooshBackend, analysis, publication, stored
from search_engine.danish import Lexicon
from search_engine.engine import SearchEngine
from search_engine.model import Passage, PassageTerms, Query, Record

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _much_to_do(monkeypatch):
    monkeypatch.setattr(publication, "MANY", 0)
    monkeypatch.setattr(analysis, "BATCH", 2)  # a document


def is_beside() -> bool:
    return multiprocessing.parent_process() is not None


def lost(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
    """Ends the other process at its second document."""
    if is_beside() and record.id == COLLECTION[1].id:
        os._exit(1)
    return passages.passage_terms(record, passage, lexicon)


def failing(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
    raise ValueError(record.id)


def beside_only(record: Record, passage: Passage, lexicon: Lexicon) -> PassageTerms:
    """What this process makes has no words."""
    return passages.passage_terms(record, passage, lexicon) if is_beside() else PassageTerms((), (), (), ())


def published(index: Path, analyse=passages.passage_terms) -> SearchEngine:
    backend = WhooshBackend(index)
    with backend.publish(analyse) as running:
        for document in COLLECTION:
            running.put(document, list(passages.split(document)))
    return SearchEngine(backend)


def test_another_process_makes_them(tmp_path):
    engine = published(tmp_path, beside_only)

    assert engine.search(Query("madaffald")).hits
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("analyse", [passages.passage_terms, lost])
def test_they_are_those_that_this_one_would_have_made(tmp_path, analyse):
    engine = published(tmp_path, analyse)

    assert engine.verify() == []
    assert {record.id for record in engine.records()} == {document.id for document in COLLECTION}


def test_nothing_is_published_where_they_cannot_be_made(tmp_path):
    before = published(tmp_path).status().generation

    with (
        pytest.raises(ValueError, match=re.escape(COLLECTION[0].id)),
        WhooshBackend(tmp_path).publish(failing) as running,
    ):
        running.put(COLLECTION[0], list(passages.split(COLLECTION[0])))

    assert WhooshBackend(tmp_path).status().generation == before
    assert multiprocessing.active_children() == []


def test_where_nothing_can_be_handed_over_this_process_makes_them(tmp_path):
    def documents():
        for document in COLLECTION:
            found = list(passages.split(document))
            texts = [stored.passage_json(passage, order) for order, passage in enumerate(found)]
            yield [stored.document_json(document), *texts]
            for desk in tmp_path.iterdir():
                shutil.rmtree(desk)

    with closing(analysis.analysed_beside(passages.passage_terms, Lexicon(), documents(), tmp_path)) as beside:
        made = list(beside)

    assert made == list(analysis.analysed(passages.passage_terms, Lexicon(), [texts for texts, _ in made]))
    assert len(made) == len(COLLECTION)


WAITING = """
import multiprocessing, sys, time
from pathlib import Path
from search_engine import passages
from search_engine.backends.whoosh import analysis, stored
from search_engine.danish import Lexicon
from search_engine.model import Document

def documents():
    for number in range(analysis.BATCH + 1):
        yield [stored.document_json(Document(id=str(number), title="", location="", fingerprint="", sections=()))]
    print(multiprocessing.active_children()[0].pid, flush=True)
    time.sleep(60)

if __name__ == "__main__":
    for _ in analysis.analysed_beside(passages.passage_terms, Lexicon(), documents(), Path(sys.argv[1])):
        pass
"""


def test_the_other_process_ends_with_one_that_is_killed(tmp_path):
    script = tmp_path / "waiting.py"
    script.write_text(WAITING, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(tmp_path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline().strip().isdecimal()
        running.send_signal(signal.SIGKILL)

        running.communicate(timeout=30)  # until nobody has the pipe any more
