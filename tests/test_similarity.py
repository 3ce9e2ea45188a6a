"""What is about the same as a passage, or a document."""

from __future__ import annotations

import pytest
from small_collection import published

from search_engine import similarity
from search_engine.engine import SearchEngine
from search_engine.errors import NotFound
from search_engine.model import Document, Passage, Section


def document(id: str, title: str, *texts: str, municipality: str = "Bøgesund") -> Document:
    sections = tuple(Section((), text, f"s{number}") for number, text in enumerate(texts))
    return Document(id=id, title=title, location=id, fingerprint="1", municipality=municipality, sections=sections)


CONTACT = "Ring til os på hverdage, hvis du vil vide mere. Vi svarer så hurtigt, som vi kan."
DOCUMENTS = (
    document("bus", "Køreplan", "Bussen kører hver time fra stationen til havnen.", CONTACT),
    document("is", "Is og frost", "Når det fryser, spreder vi salt på de glatte veje før klokken syv.", CONTACT),
    document(
        "sne",
        "Vintertjeneste",
        "Sneen ryddes fra de vigtigste veje, før bussen kører.",
        "På glatte veje spreder vi salt, når det fryser om natten.",
        CONTACT,
    ),
    document("ø/vinter", "Vinter på øen", "Sneplov og salt kommer med færgen.", municipality="Vester Å"),
    document("skole", "Skolepolitik", "Alle børn skal trives i skolen."),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> SearchEngine:
    return published(tmp_path_factory.mktemp("similar"), DOCUMENTS)


def about(engine: SearchEngine, id: str, limit: int = 5) -> list[str]:
    return [hit.record.id for hit in engine.similar(id, limit)]


def test_a_document_is_like_those_that_speak_of_the_same(engine):
    assert about(engine, "sne")[0] == "is"
    assert "skole" not in about(engine, "sne")


def test_a_document_has_its_best_passage_there_and_is_not_like_itself(engine):
    found = engine.similar("is", 5)

    assert "is" not in [hit.record.id for hit in found]
    assert len({hit.record.id for hit in found}) == len(found)
    assert found[0].passage.text.startswith("På glatte veje")


def test_a_passage_is_like_others_even_of_its_own_document_but_not_like_itself(engine):
    salt = engine.passages("sne")[1]
    found = engine.similar(salt.id, 5)

    assert found[0].record.id == "is"
    assert "sne" in [hit.record.id for hit in found]
    assert salt.id not in [hit.passage.id for hit in found]


def test_what_says_the_same_as_the_passage_is_found_once_with_its_copies(engine):
    """Three documents have the contact: of the other two one stands for both."""
    [contact, *_] = engine.similar(engine.passages("bus")[1].id, 5)

    assert contact.passage.text == CONTACT
    assert len(contact.copies) == 1
    assert "bus" not in [contact.record.id, contact.copies[0].record.id]


def test_a_part_of_a_compound_is_enough(engine):
    assert "ø/vinter" in about(engine, "sne")


def test_a_municipality_is_not_what_a_text_is_about(engine):
    """Five passages have Bøgesund in their titles."""
    assert "Bøgesund" not in " ".join(section.text for shown in DOCUMENTS for section in shown.sections)
    assert about(engine, "skole") == []


@pytest.mark.parametrize("limit", [1, 2])
def test_there_are_no_more_than_asked_for(engine, limit):
    assert len(engine.similar("sne", limit)) == limit


@pytest.mark.parametrize("id", ["", "findes-ikke", "sne:000000000000", "findes-ikke:000000000000"])
def test_what_is_not_there_is_like_nothing(engine, id):
    with pytest.raises(NotFound):
        engine.similar(id, 5)


def test_a_document_without_text_is_like_nothing(tmp_path):
    engine = published(tmp_path, (*DOCUMENTS, document("tom", "Vintertjeneste")))

    assert engine.similar("tom", 5) == ()


def test_of_a_long_document_some_passages_are_read_evenly_spread():
    shown = tuple(Passage(str(number), "d", 0, (), "s", 0, 1, "x") for number in range(1000))

    assert [passage.id for passage in similarity.read(shown)] == [str(number) for number in range(0, 1000, 50)]
    assert similarity.read(shown[:20]) == shown[:20]
    assert similarity.read(()) == ()
