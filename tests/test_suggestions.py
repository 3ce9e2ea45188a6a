"""What is suggested while somebody types: titles, headings and words of the documents."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_collection import published

from search_engine.engine import SearchEngine
from search_engine.model import Document, Section, SuggestionKind

TITLES = {
    "frivillig": "Frivillighedspolitik",
    "frihed": "Fritidspolitikken for børn",
    "ældre": "Ældrepolitik",
    "forening": "Tilskud til frivillige foreninger",
}


def document(id: str, title: str) -> Document:
    sections = (
        Section(("Om tilskud",), "Foreninger søger tilskud hvert år.", "om-tilskud"),
        Section(("Om tilskud", f"Hvem gælder {id} for?"), f"{title}. Børnehaver og børnehaven.", "hvem"),
    )
    return Document(id=id, title=title, location=id, fingerprint="1", sections=sections)


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> SearchEngine:
    return published(tmp_path_factory.mktemp("index"), tuple(document(*item) for item in TITLES.items()))


def texts(engine: SearchEngine, typed: str, kind: SuggestionKind = SuggestionKind.TITLE) -> list[str]:
    return [suggestion.text for suggestion in engine.suggest(typed) if suggestion.kind is kind]


@pytest.mark.parametrize(
    ("what", "typed", "titles"),
    [
        ("the beginning", "frivilligh", ["Frivillighedspolitik"]),
        ("a word within", "tilskud t", ["Tilskud til frivillige foreninger"]),
        ("a part of a compound", "politikk", ["Fritidspolitikken for børn"]),
        ("two parts, in any order", "politik fri", ["Frivillighedspolitik", "Fritidspolitikken for børn"]),
        ("what begins so before what has it", "fri", [TITLES["frivillig"], TITLES["frihed"], TITLES["forening"]]),
        ("capitals", "FRIVILLIGHEDSP", ["Frivillighedspolitik"]),
        ("without Danish letters", "aeldrep", ["Ældrepolitik"]),
        ("with them", "ældrep", ["Ældrepolitik"]),
        ("a letter wrong", "frivillogh", ["Frivillighedspolitik"]),
        ("a letter missing", "frvilligh", ["Frivillighedspolitik"]),
        ("a letter too many", "frivvilligh", ["Frivillighedspolitik"]),
        ("two letters swapped", "frviilligh", ["Frivillighedspolitik"]),
    ],
)
def test_a_title_is_suggested_for(engine, what, typed, titles):
    assert texts(engine, typed) == titles


def test_titles_come_before_headings_and_these_before_words(engine):
    found = [(suggestion.kind.value, suggestion.text) for suggestion in engine.suggest("tilsku")]

    assert found == [("title", "Tilskud til frivillige foreninger"), ("heading", "Om tilskud"), ("word", "tilskud")]


def test_a_heading_says_where_it_stands_first(engine):
    heading = next(found for found in engine.suggest("hvem gælder ældre") if found.kind is SuggestionKind.HEADING)

    assert (heading.text, heading.document_id, heading.anchor) == ("Hvem gælder ældre for?", "ældre", "hvem")


def test_a_word_is_suggested_once_in_its_commonest_form_behind_what_was_typed_before(engine):
    assert texts(engine, "plads i børneh", SuggestionKind.WORD) == ["plads i børnehaven"]


def test_at_most_six_are_suggested_and_none_twice(tmp_path):
    engine = published(tmp_path, tuple(document(str(number), f"Plan {number % 10}") for number in range(20)))

    assert texts(engine, "plan") == [f"Plan {number}" for number in range(6)]


@pytest.mark.parametrize("typed", ["-", "?!", "xyzzy", "politik xyzzy"])
def test_what_begins_nothing_suggests_nothing(engine, typed):
    assert engine.suggest(typed) == ()


def test_an_index_without_documents_suggests_nothing(tmp_path: Path):
    assert published(tmp_path, ()).suggest("fri") == ()


def test_a_document_that_is_taken_out_takes_its_suggestions_along(tmp_path):
    engine = published(tmp_path, tuple(document(*item) for item in TITLES.items()))
    with engine.publish() as publication:
        publication.remove("ældre")

    assert engine.suggest("ældrep") == ()
    assert list(engine.verify()) == []


@settings(deadline=None)
@given(st.text(max_size=50))
def test_no_text_is_an_error(engine, text):
    assert len(engine.suggest(text)) <= 6
