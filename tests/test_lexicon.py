"""What the documents teach about words, and that it does not matter in which order they came."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import analysis
from small_collection import published

from search_engine.backends.whoosh import WhooshBackend
from search_engine.danish.lexicon import MIN_DOCUMENTS, learned
from search_engine.engine import SearchEngine
from search_engine.model import Document, Query, Section
from search_engine.passages import split

OLD = ("gammel", "En snurredutpolitik for alle.")
TEACHING = tuple((f"ny{number}", f"Her er en snurredut nummer {number}.") for number in range(MIN_DOCUMENTS))
VERSIONS = {  # by document: one of these, or none
    "a": ("Snurredut og vipsebrik.", "En snurredut."),
    "b": ("Snurredut og vipsebrik.", "En vipsebrik."),
    "c": ("Snurredut og vipsebrik.", "Intet."),
    "d": ("Snurredutpolitik.", "En ny snurredutpolitik."),
    "e": ("Vipsebrikpladsen.", "Vipsebrikpladsen har en snurredutpolitik."),
}
COLLECTIONS = st.fixed_dictionaries({id: st.sampled_from((*texts, None)) for id, texts in VERSIONS.items()})


def document(id: str, text: str) -> Document:
    return Document(id=id, title="", location=id, fingerprint=text, sections=(Section((), text, "start"),))


def put(engine: SearchEngine, *documents: tuple[str, str]) -> None:
    with engine.publish() as publication:
        for id, text in documents:
            publication.put(document(id, text))


def found(engine: SearchEngine, text: str) -> set[str]:
    return {hit.record.id for hit in engine.search(Query(text)).hits}


def test_a_word_of_several_documents_is_one_that_compounds_are_made_of(tmp_path: Path) -> None:
    engine = published(tmp_path, tuple(document(*pair) for pair in (OLD, *TEACHING)))

    assert "gammel" in found(engine, "snurredut")
    assert engine.search(Query("snurredutpolitikken")).words[0].parts == ("snurredut", "politik")


def test_what_is_there_is_read_anew_when_new_documents_teach_a_word_and_when_they_are_gone(tmp_path: Path) -> None:
    engine = SearchEngine(WhooshBackend(tmp_path))
    put(engine, OLD)
    assert "gammel" not in found(engine, "snurredut")

    put(engine, *TEACHING)
    assert "gammel" in found(engine, "snurredut")
    assert engine.verify() == []

    put(engine, ("ny0", "Intet."))
    assert "gammel" not in found(engine, "snurredut")
    assert engine.verify() == []


@settings(max_examples=15, deadline=None)
@given(st.lists(COLLECTIONS, min_size=2, max_size=4))
def test_the_same_documents_by_any_way_are_the_same_index(history: list[dict[str, str | None]]) -> None:
    """Documents put, changed and taken out in several publications, or put at once."""
    with tempfile.TemporaryDirectory() as folder:
        backend, at_once = WhooshBackend(Path(folder) / "long"), WhooshBackend(Path(folder) / "short")
        for collection in history:
            known = backend.fingerprints()
            with SearchEngine(backend).publish() as publication:
                for id, text in collection.items():
                    if text is None:
                        publication.remove(id)
                    elif known.get(id) != text:
                        publication.put(document(id, text))
        put(SearchEngine(at_once), *((id, text) for id, text in history[-1].items() if text))

        assert backend.content_digest() == at_once.content_digest()
        assert SearchEngine(backend).verify() == []


def test_verify_names_the_documents_whose_terms_do_not_follow_from_their_texts(tmp_path: Path) -> None:
    """As if the analysis had changed without a new index format: here the parts are missing."""
    backend = WhooshBackend(tmp_path)
    with backend.publish(analysis) as publication:
        whole = document(*OLD)
        publication.put(whole, list(split(whole)))

    [fault] = SearchEngine(backend).verify()

    assert fault.startswith("Ordene i gammel er ikke læst")


@pytest.mark.parametrize("teaching", [MIN_DOCUMENTS - 1, MIN_DOCUMENTS])
def test_a_word_of_few_documents_teaches_nothing(tmp_path: Path, teaching: int) -> None:
    engine = published(tmp_path, tuple(document(*pair) for pair in (OLD, *TEACHING[:teaching])))

    assert ("gammel" in found(engine, "snurredut")) == (teaching == MIN_DOCUMENTS)


@pytest.mark.parametrize(
    ("word", "documents", "is_learned"),
    [
        ("udbudsportal", MIN_DOCUMENTS, True),
        ("udbudsportal", MIN_DOCUMENTS - 1, False),
        ("skolerne", 1000, False),  # the dictionary has it
        ("byerne", 1000, False),  # without its ending it is too short for a part
        ("covid19", 1000, False),
    ],
)
def test_what_is_learned(word: str, documents: int, is_learned: bool) -> None:
    assert learned({word: documents}) == ({word} if is_learned else set())
