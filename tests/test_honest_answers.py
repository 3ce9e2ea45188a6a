"""
Honest answers: whose they are, which of two versions they are from, that they stand where they say,
and that a near miss is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quality.measured import SETS
from small_collection import published

from search_engine.engine import SearchEngine
from search_engine.errors import ReaderError
from search_engine.evaluation import read_questions
from search_engine.model import Answer, Citation, Document, Query, Section


def document(id: str, title: str, municipality: str, *texts: str, **more) -> Document:
    """Of several *texts* each is a section, all but the first below a heading."""
    sections = tuple(Section((title,) if number else (), text, f"s{number}") for number, text in enumerate(texts))
    return Document(
        id=id, title=title, location=id, fingerprint=id, municipality=municipality, sections=sections, **more
    )


DOCUMENTS = (
    document(
        "frivillighed",
        "Frivillighedspolitik",
        "Bøgesund",
        "Frivillighedspolitikken er vedtaget af byrådet den 12. maj 2021. Den gælder for alle foreninger.",
        "Frivillige foreninger kan søge om støtte til aktiviteter for børn og unge. Der er afsat 250.000 kr. om året.",
    ),
    document(
        "ældre",
        "Ældrepolitik",
        "Bøgesund",
        "Ældrepolitikken handler om et værdigt liv. Ældre skal kunne klare sig selv længst muligt.",
        "Vi lægger vægt på maden, på hjælpen i hjemmet og på de pårørende.",
    ),
    document(
        "dagtilbud-bøgesund",
        "Takster for dagtilbud",
        "Bøgesund",
        "En plads i vuggestuen koster 3.900 kr. om måneden. Søskende får halv pris.",
        "En plads i børnehaven koster 2.100 kr. om måneden.",
    ),
    document(
        "dagtilbud-vester",
        "Takster for dagtilbud",
        "Vester Å",
        "En plads i vuggestuen koster 4.200 kr. om måneden. Juli er betalingsfri.",
    ),
    document(
        "haveaffald-hæfte",
        "Hæftet om affald",
        "Bøgesund",
        "Haveaffald hentes hver anden uge fra marts til november.",
        updated=date(2024, 2, 1),
    ),
    document(
        "haveaffald-regulativ",
        "Regulativ for husholdningsaffald",
        "Bøgesund",
        "Haveaffald hentes hver fjerde uge fra april til oktober.",
        updated=date(2024, 3, 1),
    ),
    document(
        "parkering-2016",
        "Parkering i midtbyen 2016",
        "Vester Å",
        "Det koster 12 kr. i timen at parkere i midtbyen.",
        published=date(2016, 1, 1),
        replaced_by="parkering-2024",
    ),
    document(
        "parkering-2024",
        "Parkering i midtbyen 2024",
        "Vester Å",
        "Det koster 19 kr. i timen at parkere i midtbyen.",
        published=date(2024, 1, 1),
    ),
    document(
        "hunde",
        "Hunde i naturen",
        "Bøgesund",
        "Hunde skal føres i snor på stranden fra 1. april til 30. september.",
        "Hundeskoven ved Lillesø er åben hele døgnet. Der er plads til 15 biler.",
    ),
    document(
        "bibliotek",
        "Biblioteket",
        "Bøgesund",
        "Biblioteket låner bøger, film og spil ud. Et tabt lånerkort koster 30 kr.",
        "Lektiecaféen holder til på første sal. Her hjælper frivillige elever fra 5. klasse og opefter.",
    ),
)

COUNCILS_AND_POLICIES = (
    document("cykel", "Cykelpolitik", "Vester Å", "Cykelpolitikken er vedtaget den 3. juni 2022."),
    document(
        "ungeråd", "Ungerådet", "Bøgesund", "Formand for ungerådet er Liv Bech. Ungerådet mødes hver tredje måned."
    ),
    document("ungeråd-kontakt", "Kontakt", "Bøgesund", "Ring til ungerådet på telefon 55 00 00 07."),
    document("ældreråd", "Ældrerådet", "Bøgesund", "Ældrerådet holder møde på rådhuset."),
    document("biograf", "Biografen", "Vester Å", "Biografen åbnede i 1931. Salen har 212 sæder."),
)

PLANS = (
    document("kultur", "Kulturstrategi", "Bøgesund", "Kulturstrategien er vedtaget af byrådet i enighed."),
    document("klima", "Klimaplan", "Bøgesund", "Med klimaplanen mindsker kommunen sit udslip af CO2 med 40 %."),
    document("bål", "Bål", "Bøgesund", "Bål på heden er forbudt, når det er meget tørt."),
    document("kørekort", "Kørekort", "Bøgesund", "Til et kørekort for ældre giver kommunen et tilskud på 40 %."),
)

NARROW = (
    document(
        "fjernvarme", "Fjernvarme", "Bøgesund", "Fjernvarme i et almindeligt hus koster 9.800 kr. at få lagt ind."
    ),
    document("vand", "Vand", "Bøgesund", "Vandmåleren på en villavej koster 430 kr. om året."),
    document("færge", "Færgen", "Bøgesund", "Færgen til Lillesø sejler for sidste gang kl. 22.10 hver dag."),
    document(
        "gebyr", "Affald uden sortering", "Bøgesund", "Den, der ikke vil sortere affald, kan få kassen tømt for 145 kr."
    ),
    document("skøjter", "Skøjtehallen", "Bøgesund", "En billet til skøjtehallen koster 50 kr. i 2024."),
    document(
        "klub",
        "Klubben",
        "Bøgesund",
        "Elever er velkomne i klubben på Skovskolen. 61 pct. af eleverne på Skovskolen går der.",
    ),
)

EDITIONS = (
    document(
        "shelter-a",
        "Shelterpladser",
        "Vester Å",
        "Man må sove 2 nætter i kommunens shelter.",
        published=date(2015, 1, 1),
    ),
    document(
        "shelter-b",
        "Shelterpladser",
        "Vester Å",
        "Man må sove 3 nætter i kommunens shelter.",
        published=date(2023, 1, 1),
    ),
    document(
        "rotter-a",
        "Rottebekæmpelse 2018",
        "Bøgesund",
        "En rotteanmeldelse koster 300 kr. i gebyr.",
        published=date(2018, 1, 1),
    ),
    document(
        "rotter-b",
        "Rottebekæmpelse 2021",
        "Bøgesund",
        "En rotteanmeldelse koster 450 kr. i gebyr.",
        published=date(2021, 1, 1),
    ),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> SearchEngine:
    return published(tmp_path_factory.mktemp("index"), DOCUMENTS)


@pytest.fixture(scope="module")
def larger(tmp_path_factory) -> SearchEngine:
    return published(
        tmp_path_factory.mktemp("larger"), (*DOCUMENTS, *COUNCILS_AND_POLICIES, *PLANS, *NARROW, *EDITIONS)
    )


def answer(engine: SearchEngine, question: str) -> Answer:
    found = engine.ask(Query(question)).answer
    assert found, f"no answer: {question}"
    return found


# ---------------------------------------------------------------- whose answer


def test_where_two_municipalities_answer_both_are_quoted_and_each_says_whose_it_is(engine):
    citations = answer(engine, "Hvad koster en plads i vuggestuen?").citations

    quoted = {citation.record.municipality: citation.quote for citation in citations}
    assert quoted.keys() == {"Bøgesund", "Vester Å"}
    assert "3.900 kr." in quoted["Bøgesund"]
    assert "4.200 kr." in quoted["Vester Å"]


@pytest.mark.parametrize(("municipality", "price"), [("Bøgesund", "3.900 kr."), ("Vester Å", "4.200 kr.")])
def test_the_municipality_that_is_named_answers_alone(engine, municipality, price):
    found = answer(engine, f"Hvad koster en plads i vuggestuen i {municipality}?")

    assert {citation.record.municipality for citation in found.citations} == {municipality}
    assert price in found.citations[0].quote


def test_what_only_another_municipality_tells_is_not_answered(engine):
    assert engine.ask(Query("Hvad koster det at parkere i midtbyen i Bøgesund?")).answer is None


# ---------------------------------------------------------------- versions and contradictions


def test_the_version_in_force_answers_and_the_older_one_says_that_it_is_replaced(engine):
    citations = answer(engine, "Hvad koster det at parkere i midtbyen?").citations

    assert "19 kr." in citations[0].quote
    assert {citation.record.replaced_by for citation in citations[1:]} <= {"parkering-2024"}


@pytest.mark.parametrize(
    ("question", "tells"),
    [
        ("Hvor mange nætter må man sove i kommunens shelter?", "3 nætter"),
        ("Hvad koster en rotteanmeldelse?", "450 kr."),
    ],
)
def test_of_two_editions_the_newer_is_quoted_first_though_nothing_says_that_it_replaces(larger, question, tells):
    assert tells in answer(larger, question).citations[0].quote


def test_a_year_that_is_named_asks_for_the_version_of_that_year(engine):
    assert "12 kr." in answer(engine, "Hvad kostede det at parkere i midtbyen i 2016?").citations[0].quote


def test_a_year_that_no_version_is_of_is_not_answered_with_that_of_another(engine):
    assert engine.ask(Query("Hvad kostede det at parkere i midtbyen i 2019?")).answer is None


def test_two_documents_that_contradict_each_other_are_quoted_side_by_side(engine):
    found = answer(engine, "Hvor ofte bliver haveaffald hentet?")

    assert {citation.record.id for citation in found.citations} == {"haveaffald-hæfte", "haveaffald-regulativ"}
    assert all(("hver anden uge" in c.quote) != ("hver fjerde uge" in c.quote) for c in found.citations)


# ---------------------------------------------------------------- near misses


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster det at få en hund på internat?",
        "Hvad koster et nyt sygesikringskort?",  # … of a library card
        "Hvornår lukker biblioteket?",
    ],
)
def test_a_fact_about_something_else_is_no_answer(engine, question):
    found = engine.ask(Query(question)).answer

    assert [citation.quote for citation in (found.citations if found else ())] == []


@pytest.mark.parametrize(
    ("question", "tells"),
    [
        ("Hvornår er frivillighedspolitikken vedtaget?", "12. maj 2021"),
        ("Hvad koster en plads i børnehaven?", "2.100 kr."),
        ("Hvor mange penge er der afsat til frivillige foreninger?", "250.000 kr."),
        ("Hvor mange biler er der plads til ved hundeskoven?", "15 biler"),
        ("Hvad koster et tabt lånerkort?", "30 kr."),
    ],
)
def test_the_same_fact_answers_a_question_about_its_own_subject(engine, question, tells):
    assert tells in answer(engine, question).citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår er ældrepolitikken vedtaget?",
        "Hvornår er frivillighedspolitikken i Vester Å vedtaget?",  # it has another
        "Hvornår er cykelpolitikken i Bøgesund vedtaget?",
        "Hvor mange penge er der afsat til ældrepolitikken?",
        "Hvad er telefonnummeret til ældrerådet?",
    ],
)
def test_a_fact_about_what_only_ends_alike_is_no_answer(larger, question):
    assert larger.ask(Query(question)).answer is None


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster fjernvarme i et almindeligt hus om året?",
        "Hvornår sejler den første færge til Lillesø?",
        "Hvor stor er bøden, når man ikke sorterer affald?",
        "Hvad koster en billet til skøjtehallen for pensionister?",
        "Hvor mange elever går der på Skovskolen?",
    ],
)
def test_what_lacks_the_word_that_narrows_the_question_down_is_no_answer(larger, question):
    assert larger.ask(Query(question)).answer is None


@pytest.mark.parametrize(
    ("question", "tells"),
    [
        ("Hvad koster vandmåleren på en villavej om året?", "430 kr."),
        ("Hvornår sejler den sidste færge til Lillesø?", "22.10"),
        ("Hvad koster en billet til skøjtehallen?", "50 kr."),
    ],
)
def test_what_has_it_answers(larger, question, tells):
    assert tells in answer(larger, question).citations[0].quote


def test_what_tells_no_time_does_not_say_when(larger):
    assert larger.ask(Query("Hvornår er kulturstrategien vedtaget?")).answer is None


def test_a_condition_says_when(larger):
    assert "når det er meget tørt" in answer(larger, "Hvornår er bål på heden forbudt?").citations[0].quote


def test_a_share_of_something_else_is_no_price(larger):
    assert larger.ask(Query("Hvad koster klimaplanen?")).answer is None


def test_a_share_that_is_paid_is_an_amount(larger):
    question = "Hvor meget giver kommunen i tilskud til et kørekort for ældre?"

    assert "40 %" in answer(larger, question).citations[0].quote


def test_the_chair_of_a_council_is_named(larger):
    assert "Liv Bech" in answer(larger, "Hvem er formand for ungerådet?").citations[0].quote


def test_when_something_opened_once_is_a_date_and_no_opening_hours(larger):
    assert "1931" in answer(larger, "Hvornår åbnede biografen?").citations[0].quote


# ---------------------------------------------------------------- word for word


def test_every_citation_of_the_collection_stands_where_it_says(collection):
    """Offsets, highlight and printed pages, for whatever the questions of the tuning half bring up."""
    questions = read_questions(SETS[0].questions, "tuning")
    replies = [collection.ask(Query(question.text)) for question in questions]
    citations = [citation for reply in replies if reply.answer for citation in reply.answer.citations]

    assert len(citations) > 100
    assert [fault for citation in citations for fault in faults(collection, citation)] == []


RUBBISH = st.one_of(
    st.text(max_size=150),
    st.lists(
        st.sampled_from(
            [
                "hvad",
                "hvornår",
                "koster",
                "2016",
                "haveaffald",
                "§",
                '"',
                "-",
                "Vester",
                "Å",
                "kr.",
                "?",
                "\0",
                "…",
                "12-5",
            ]
        ),
        max_size=14,
    ).map(" ".join),
)


@given(text=RUBBISH)
@settings(max_examples=150, deadline=None)
def test_whatever_is_asked_is_answered_word_for_word_or_not_at_all(engine, text):
    try:
        reply = engine.ask(Query(text))
    except ReaderError:
        return  # and the reader is told what to write instead

    for citation in reply.answer.citations if reply.answer else ():
        assert list(faults(engine, citation)) == []


@pytest.mark.parametrize("text", ["æøå æøå æøå", "qwertz uiopå", "lorem ipsum dolor sit amet", "1234567890 0987654321"])
def test_nonsense_is_not_answered(engine, text):
    assert engine.ask(Query(text)).answer is None


def faults(engine: SearchEngine, citation: Citation) -> Iterator[str]:
    section = engine.document(citation.record.id).sections[citation.passage.section]
    start, end = citation.highlight
    if section.text[citation.start : citation.end] != citation.quote or not citation.quote.strip():
        yield f"{citation.record.id}, {citation.start}: »{citation.quote}« does not stand there"
    if not 0 <= start < end <= len(citation.quote):
        yield f"{citation.record.id}: {citation.highlight} lies not in »{citation.quote}«"
    if (citation.page, citation.page_end) != (section.page_at(citation.start), section.page_at(citation.end - 1)):
        yield f"{citation.record.id}: »{citation.quote}« does not stand on page {citation.page}-{citation.page_end}"
