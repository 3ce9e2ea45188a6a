"""Answers: which of the documents' own words are given, and when none are."""

from datetime import date
from pathlib import Path

import pytest
from small_collection import published

from search_engine.engine import SearchEngine
from search_engine.model import Document, FactKind, Query, Section

POOL = Document(
    id="svømmehal",
    title="Svømmehallen i Bøgesund",
    location="svømmehal",
    fingerprint="1",
    municipality="Bøgesund",
    updated=date(2025, 3, 1),
    contact="Kultur og Fritid, telefon 55 00 00 01",
    sections=(
        Section(
            ("Priser",),
            "Priser i svømmehallen i kroner\nBillet | Barn | Voksen\nEn tur | 25 | 45\nÅrskort | 700 | 1.400\n\n"
            "Skoler og foreninger svømmer gratis.",
            "priser",
        ),
        Section(
            ("Om svømmehallen",),
            "Svømmehallen har tre bassiner. Den blev bygget i 1974.\n\nVi passer på vandet. Du skal derfor:\n"
            "• vaske dig uden badetøj\n• tage badehætte på\n• lade maden blive i omklædningen",
            "om",
        ),
        Section(
            ("Spørgsmål",), "Må man have cykel med ind i hallen?\nNej, den skal stå i stativet ved indgangen.", "spørg"
        ),
    ),
)
OTHER_POOL = Document(
    id="vester",
    title="Svømmehallen i Vester Å",
    location="vester",
    fingerprint="2",
    municipality="Vester Å",
    sections=(Section(("Priser",), "En voksenbillet til svømmehallen koster 60 kr.", "priser"),),
)
OLD_RULES = Document(
    id="snerydning-2010",
    title="Snerydning",
    location="sne",
    fingerprint="3",
    municipality="Vester Å",
    replaced_by="snerydning",
    sections=(Section((), "Fortovet skal ryddes for sne inden klokken 9.", "start"),),
)
RULES = Document(
    id="snerydning",
    title="Snerydning",
    location="sne",
    fingerprint="4",
    municipality="Vester Å",
    sections=(Section((), "Fortovet skal ryddes for sne inden klokken 7 om morgenen.", "start"),),
)
YARDS = tuple(
    Document(
        id=f"genbrug-{number}",
        title="Genbrugspladsen",
        location="genbrug",
        fingerprint="5",
        municipality=municipality,
        sections=(Section((), f"Genbrugspladsen har åbent på hverdage klokken {hours}.", "start"),),
    )
    for number, (municipality, hours) in enumerate([("Bøgesund", "10-17"), ("Vester Å", "8-15")])
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> SearchEngine:
    folder: Path = tmp_path_factory.mktemp("index")
    return published(folder, (POOL, OTHER_POOL, OLD_RULES, RULES, *YARDS))


def quotes(engine: SearchEngine, question: str) -> list[str]:
    answer = engine.ask(Query(question)).answer
    return [citation.quote for citation in answer.citations] if answer else []


def marked(engine: SearchEngine, question: str) -> str:
    """What is highlighted in the first quote."""
    answer = engine.ask(Query(question)).answer
    assert answer
    first = answer.citations[0]
    return first.quote[slice(*first.highlight)]


def test_what_was_asked_for_is_highlighted_in_its_quote(engine):
    answer = engine.ask(Query("Hvornår blev svømmehallen i Bøgesund bygget?")).answer

    assert answer
    assert answer.kind is FactKind.DATE
    assert "Den blev bygget i 1974." in answer.citations[0].quote
    assert "1974" in marked(engine, "Hvornår blev svømmehallen i Bøgesund bygget?")


def test_the_answer_is_the_same_whether_passages_or_documents_stand_beside_it(engine):
    question = "Hvornår blev svømmehallen i Bøgesund bygget?"
    by_passage, by_document = (engine.ask(Query(question, by_document=grouped)) for grouped in (False, True))

    assert by_document.answer == by_passage.answer
    documents = [hit.record.id for hit in by_document.results.hits]
    assert documents == list(dict.fromkeys(hit.record.id for hit in by_passage.results.hits))
    assert by_document.results.documents == len(documents) < len(by_passage.results.hits)


def test_a_quote_stands_where_it_says(engine):
    answer = engine.ask(Query("Hvornår blev svømmehallen i Bøgesund bygget?")).answer

    assert answer
    for citation in answer.citations:
        section = engine.document(citation.record.id).sections[citation.passage.section]
        assert section.text[citation.start : citation.end] == citation.quote


def test_a_row_of_a_table_is_quoted_with_its_heads(engine):
    quote = quotes(engine, "Hvad koster et årskort til svømmehallen i Bøgesund?")[0]

    assert "Årskort | 700 | 1.400" in quote
    assert "Billet | Barn | Voksen" in quote


def test_a_list_is_quoted_with_what_leads_it_in(engine):
    quote = quotes(engine, "Hvad skal man gøre for at passe på vandet i svømmehallen?")[0]

    assert "Du skal derfor:" in quote
    assert "tage badehætte på" in quote


def test_a_question_in_the_text_is_no_answer_but_what_follows_it_is(engine):
    assert marked(engine, "Må jeg tage min cykel med ind i hallen?") == "Nej, den skal stå i stativet ved indgangen."


def test_another_municipalitys_price_is_no_answer(engine):
    answer = engine.ask(Query("Hvad koster en voksenbillet til svømmehallen i Vester Å?")).answer

    assert answer
    assert {citation.record.municipality for citation in answer.citations} == {"Vester Å"}


def test_who_does_not_say_whose_answer_is_wanted_sees_whose_there_are(engine):
    answer = engine.ask(Query("Hvornår har genbrugspladsen åbent?")).answer

    assert answer
    assert {citation.record.municipality for citation in answer.citations} == {"Bøgesund", "Vester Å"}


def test_the_rule_in_force_answers_before_the_one_it_replaced(engine):
    answer = engine.ask(Query("Hvornår skal fortovet være ryddet for sne?")).answer

    assert answer
    assert answer.citations[0].record.id == "snerydning"


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster det at leje svømmehallen i Bøgesund til en fødselsdag?",
        "Hvem er leder af svømmehallen i Bøgesund?",
        "Hvad er telefonnummeret til omklædningen?",
        "Hvor mange livreddere er der i svømmehallen i Bøgesund?",
        "Hvem vandt verdensmesterskabet i håndbold?",
    ],
)
def test_what_the_documents_do_not_tell_is_not_answered(engine, question):
    assert quotes(engine, question) == []


def test_without_an_answer_it_is_said_what_was_searched_what_is_missing_and_whom_to_ask(engine):
    reply = engine.ask(Query("Hvor mange livreddere er der i svømmehallen i Bøgesund?"))

    assert (reply.documents, reply.passages) == (6, 8)
    assert reply.missing == ("livreddere",)
    assert reply.contact == POOL.contact
    assert reply.results.hits


def test_a_compound_of_which_the_passages_have_but_a_part_is_missing(engine):
    """A "svømme-" is no "svømmehest"."""
    reply = engine.ask(Query("Hvem fodrer kommunens svømmeheste?"))

    assert reply.answer is None
    assert "svømmeheste" in reply.missing


def test_a_quote_takes_along_what_stands_around_it_where_there_is_room(tmp_path):
    rules = "Hundeskoven er åben døgnet rundt. Hunde skal være i snor på stien, og poser hænges op af foreningen."
    reason = "Snoren skyldes, at stien deles med skolens løbere, som ellers må vente i krydset hver morgen."
    park = Document(
        id="hund",
        title="Hundeskoven",
        location="hund",
        fingerprint="1",
        sections=(Section((), f"{rules} {reason}\n\nSkoven er fra 1990.", "start"),),
    )

    assert quotes(published(tmp_path, [park]), "Skal hunde være i snor i hundeskoven?")[0] == f"{rules} {reason}"


def test_a_short_answer_is_all_that_is_read(engine):
    """Whoever measures answers reads the first 500 characters of an answer's quotes."""
    for question in ("Hvad koster svømmehallen?", "Hvad skal man i svømmehallen?", "svømmehallen priser"):
        assert sum(map(len, quotes(engine, question))) <= 500
