"""Words that the collection does not have, read as words that it has."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_collection import published

from search_engine.engine import SearchEngine
from search_engine.errors import ReaderError
from search_engine.model import Document, Query, Repair, Results, Section
from search_engine.query import MAX_LENGTH

TEXTS = {
    "børnehave": "Børnehavernes åbningstid er fra kl. 7. Hvornår der lukkes, står på døren.",
    "affald": "Storskrald hentes hver måned. Madaffald og køkkenaffald skal i den grønne beholder.",
    "rådhus": "På rådhuset kan der søges om sygedagpenge. Biblioteket ligger ved siden af.",
    "bogbus": "Bogbussen er en del af biblioteket. Biblioteker har åbent for alle.",
    "vand": "Aarhus og graven. Søg på www.example.dk/vandloeb om vandløb og vandløbet. Alle vandløb.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> SearchEngine:
    return published(tmp_path_factory.mktemp("index"), tuple(document(id, text) for id, text in TEXTS.items()))


def document(id: str, text: str) -> Document:
    sections = (Section((id,), text, "start"),)
    return Document(id=id, title="Om " + id, location=id, fingerprint="1", municipality="Ravnshede", sections=sections)


def repairs(found: Results) -> dict[str, str]:
    return {repair.typed: repair.read for repair in found.repaired}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("aabningstid", "åbningstid"),
        ("boernehave", "børnehave"),
        ("raadhus", "rådhus"),
        ("koekkenaffald", "køkkenaffald"),
    ],
)
def test_a_word_typed_without_danish_letters_is_read_with_them(engine, typed, read):
    found = engine.search(Query(typed))

    assert repairs(found) == {typed: read}
    assert found.hits == engine.search(Query(read)).hits


def test_of_a_compound_that_stands_nowhere_the_first_part_is_mended(engine):
    assert repairs(engine.search(Query("storskaldbeholder"))) == {"storskaldbeholder": "storskraldbeholder"}


@pytest.mark.parametrize(("typed", "read"), [("boernehaveaffald", "børnehaveaffald"), ("aebler", "æbler")])
def test_a_danish_word_that_no_document_has_is_read_with_danish_letters_too(engine, typed, read):
    assert repairs(engine.search(Query(typed))) == {typed: read}


def test_a_word_that_stands_without_danish_letters_too_is_searched_for_both_ways(engine):
    """Web addresses are full of such words; the place that has it as typed must be found, but not alone."""
    found = engine.search(Query("vandloeb"))

    assert found.repaired == ()
    assert [word.read_as.split(", ")[0] for word in found.words if word.read_as] == ["vandløb"]
    text = found.hits[0].passage.text
    assert [text[start:end] for start, end in found.hits[0].marks] == ["vandloeb", "vandløb", "vandløbet", "vandløb"]


def test_letters_that_belong_together_stay_as_they_are(engine):
    assert engine.search(Query("Aarhus")).repaired == ()


@pytest.mark.parametrize(
    ("what", "typed", "read"),
    [
        ("swapped", "storskarld", "storskrald"),
        ("missing", "storskrad", "storskrald"),
        ("doubled", "storrskrald", "storskrald"),
        ("wrong", "storskrold", "storskrald"),
        ("two, in a long word", "sygedagpneg", "sygedagpenge"),
        ("the first two swapped", "ibblioteket", "biblioteket"),
        ("missing, in a form that no document has", "storskrladene", "storskrald"),
        ("wrong, and typed without Danish letters", "boernehabe", "børnehave"),
        ("in a compound that could be another", "børnhavernes", "børnehavernes"),
    ],
)
def test_a_word_with_a_letter_wrong_is_read_as_the_one_that_is_near(engine, what, typed, read):
    assert repairs(engine.search(Query(f"noget om {typed}"))) == {typed: read}


def test_of_words_that_are_as_near_the_one_that_more_documents_have_is_meant(tmp_path):
    texts = {"a": "En pakhal.", "b": "En pakhus og en parkhal.", "c": "Endnu en parkhal."}
    engine = published(tmp_path, tuple(document(id, text) for id, text in texts.items()))

    assert repairs(engine.search(Query("paqkhal"))) == {"paqkhal": "parkhal"}


@pytest.mark.parametrize(
    ("why", "typed"),
    [
        ("it stands there", "storskrald"),
        ("it stands there, inflected", "storskraldet"),
        ("the dictionary has it", "graver giraffer forventede"),
        ("it is too short", "buz"),
        ("nothing is near", "asdfghjkl"),
        ("it begins otherwise", "kiblioteket"),
        ("it is no word", "2024 §18"),
        ("it has other words", "renovation"),
        ("it names a municipality", "storskrald i Ravnshede"),
    ],
)
def test_a_word_is_left_as_it_is_where(engine, why, typed):
    found = engine.search(Query(typed))

    assert found.repaired == ()
    assert found.as_read == found.as_typed == ""


def test_a_word_in_quotation_marks_or_to_be_left_out_is_never_repaired(engine):
    assert engine.search(Query('"storskarld"')).repaired == ()
    assert engine.search(Query("affald -storskarld")).repaired == ()


def test_results_have_the_query_as_it_was_read_and_as_it_was_typed(engine):
    found = engine.search(Query("Tid for Storskarld, boernehave"))

    assert found.repaired == (Repair("storskarld", "storskrald"), Repair("boernehave", "børnehave"))
    assert found.as_read == "Tid for storskrald, børnehave"
    assert found.as_typed == 'Tid for "storskarld", "boernehave"'
    assert engine.search(Query(found.as_typed)).repaired == ()


def test_each_word_says_how_it_was_read(engine):
    words = {word.word: word for word in engine.search(Query("storskarld ravnshde")).words}

    assert (words["storskarld"].stem, words["storskarld"].read_as) == ("storskrald", "storskrald, stort affald")
    assert words["ravnshde"].read_as == "ravnshede, Ravnshede Kommune"


def test_a_small_word_typed_without_danish_letters_is_left_out_like_any(engine):
    found = engine.search(Query("hvornaar hentes storskrald"))

    assert found.repaired == ()
    assert found.hits == engine.search(Query("hvornår hentes storskrald")).hits
    assert [(word.stem, word.read_as) for word in found.words if word.word == "hvornaar"] == [(None, "hvornår")]


def test_the_words_that_were_meant_are_marked(engine):
    hit = engine.search(Query("storskarld")).hits[0]

    assert [hit.passage.text[start:end] for start, end in hit.marks] == ["Storskrald"]


def test_a_document_that_is_taken_out_takes_its_words_along(tmp_path):
    engine = published(tmp_path, tuple(document(id, text) for id, text in TEXTS.items()))
    with engine.publish() as publication:
        publication.remove("rådhus")

    assert engine.search(Query("sygedagpneg")).repaired == ()
    assert list(engine.verify()) == []


def test_an_index_without_documents_repairs_nothing(tmp_path: Path):
    assert published(tmp_path, ()).search(Query("storskarld")).repaired == ()


@pytest.mark.parametrize(
    ("why", "typed", "read"),
    [
        ("one of them stands nowhere", "storskr ald", "storskrald"),
        ("a small word is part of it", "til skud", "tilskud"),
        ("and no document has the compound's part as a word", "børne have", "børnehave"),
    ],
)
def test_words_of_which_one_stands_nowhere_are_read_as_one(tmp_path, why, typed, read):
    texts = TEXTS | {"mere": "Tilskud til alle."}
    engine = published(tmp_path, tuple(document(id, text) for id, text in texts.items()))

    assert repairs(engine.search(Query(f"noget om {typed}"))) == {typed: read}


@pytest.mark.parametrize("typed", ["køkken affald", "køkken-affald"])
def test_a_compound_written_apart_is_searched_for_as_one_besides_and_offered(engine, typed):
    found = engine.search(Query(f"{typed} i byen"))

    assert found.repaired == ()
    assert found.did_you_mean == "køkkenaffald i byen"
    assert found.hits[0].passage.document_id == "affald"
    assert found.words[0].read_as.split(", ")[0] == "køkkenaffald"


@pytest.mark.parametrize(
    ("why", "typed"),
    [
        ("they are in quotation marks", '"køkken affald"'),
        ("there is a comma between them", "køkken, affald"),
        ("a small word means what it says", "en del"),
        ("no document has them as one", "grøn beholder"),
    ],
)
def test_neighbours_stay_two_words_where(engine, why, typed):
    found = engine.search(Query(typed))

    assert (found.repaired, found.did_you_mean) == ((), "")


def test_words_written_together_are_read_apart(engine):
    found = engine.search(Query("hvornårlukkes storskrald"))

    assert repairs(found) == {"hvornårlukkes": "hvornår lukkes"}
    assert found.as_read == "hvornår lukkes storskrald"


def test_what_stands_there_is_never_replaced_and_what_more_documents_have_is_offered(tmp_path):
    texts = {"fejl": "Om skolebestyrlesen.", **{str(n): "Om skolebestyrelsen." for n in range(10)}}
    engine = published(tmp_path, tuple(document(id, text) for id, text in texts.items()))

    found = engine.search(Query("skolebestyrlesen"))

    assert found.repaired == ()
    assert found.did_you_mean == "skolebestyrelsen"
    assert [hit.record.id for hit in found.hits][:1] == ["fejl"]


def test_a_guess_for_a_short_word_is_only_offered(tmp_path):
    engine = published(tmp_path, (document("plov", "En plov i jorden."),))

    found = engine.search(Query("plok i jorden"))

    assert (found.repaired, found.did_you_mean) == ((), "plov i jorden")


@given(st.text(alphabet='aeoåæøbdgklnrst -"', max_size=MAX_LENGTH))
def test_no_text_is_an_error_but_for_one_without_words(engine, text):
    try:
        found = engine.search(Query(text))
    except ReaderError:
        return
    assert bool(found.repaired) == bool(found.as_read) == bool(found.as_typed)
