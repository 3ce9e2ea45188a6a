"""The second look at the best passages: how much of what was asked for is there."""

from __future__ import annotations

from pathlib import Path

from made import document, ids, put

from search_engine.backends.whoosh import WhooshBackend
from search_engine.engine import SearchEngine
from search_engine.model import Candidates, Document, ParsedQuery, Query, Section, Sort

Readings = tuple[tuple[tuple[str, ...], ...], ...]


def found(folder: Path, readings: Readings, *texts: str, sort: Sort = Sort.RELEVANCE) -> Candidates:
    """What is found among *texts* for words that may be read so."""
    backend = WhooshBackend(folder)
    if not folder.exists():
        put(backend, *(document(f"d{number}", text) for number, text in enumerate(texts)))
    terms = tuple(dict.fromkeys(term for word in readings for reading in word for term in reading))
    return backend.candidates(ParsedQuery((), terms, readings=readings), Query("", sort=sort))


def test_all_of_the_words_once_come_before_one_of_them_often(tmp_path):
    words = ((("pris",),), (("hovedret",),))
    often = "hovedret hovedret hovedret"

    results = found(tmp_path / "index", words, often, "pris på en hovedret eller to", "uden kød")

    assert ids(results) == ["d1.0", "d0.0"]


def test_another_way_of_saying_a_word_is_as_good(tmp_path):
    words = ((("pris",),), (("skrald",), ("renovation",)))

    results = found(tmp_path / "index", words, "pris pris pris pris", "pris på renovation her i byen", "skov")

    assert ids(results)[0] == "d1.0"


def test_of_a_compounds_parts_some_count_for_some(tmp_path):
    words = ((("legeplads",), ("leg", "plads")), (("hegn",),))

    results = found(tmp_path / "index", words, "hegn", "hegn leg", "hegn leg plads", "skov")

    assert ids(results) == ["d2.0", "d1.0", "d0.0"]


def test_no_score_gets_lower(tmp_path):
    words = ((("pris",),), (("hovedret",),))
    texts = ("hovedret hovedret", "pris på en hovedret", "uden kød")

    first = {hit.passage.id: hit.score for hit in found(tmp_path / "index", words, *texts, sort=Sort.DATE).scored}

    assert all(hit.score > first[hit.passage.id] for hit in found(tmp_path / "index", words).scored)


def test_of_two_that_are_alike_the_one_whose_neighbour_speaks_of_it_too_comes_first(tmp_path):
    engine = SearchEngine(WhooshBackend(tmp_path))
    alone = (Section((), "Skoven har stole. Hunde skal i snor.", "a"), Section((), "Broen er lukket.", "b"))
    beside = (Section((), "Skoven har borde. Hunde skal i snor.", "a"), Section((), "En snor må være to meter.", "b"))
    with engine.publish() as publication:
        for id, sections in (("a", alone), ("b", beside)):
            publication.put(Document(id=id, title="", location="", fingerprint="", sections=sections))

    assert [hit.passage.id.partition(":")[0] for hit in engine.search(Query("hunde i snor")).hits][:2] == ["b", "a"]


def test_a_passage_that_tells_a_fact_of_the_kind_asked_for_comes_first(tmp_path):
    engine = SearchEngine(WhooshBackend(tmp_path))
    texts = ("En hovedret er kød og kartofler.", "En hovedret er 62 kr. med levering.", "En skov er træer.")
    with engine.publish() as publication:
        for number, text in enumerate(texts):
            sections = (Section((), text, "start"),)
            publication.put(Document(id=f"d{number}", title="", location="", fingerprint="", sections=sections))

    def first(text: str) -> str:
        return engine.search(Query(text)).hits[0].record.id

    assert (first("hovedret pris"), first("hovedret kød"), first("hvad er en hovedret")) == ("d1", "d0", "d0")
