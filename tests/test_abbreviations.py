"""Abbreviations that a text explains."""

import pytest
from small_collection import published

from search_engine.danish.abbreviations import explained
from search_engine.model import Document, Query, Section


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("en SAL (systemisk analyse af læringsmiljøer) hvert år", "SAL", "systemisk analyse af læringsmiljøer"),
        ("en systemisk analyse af læringsmiljøer (SAL) hvert år", "SAL", "systemisk analyse af læringsmiljøer"),
        ("SAL'erne (systemiske analyser af læringsmiljøer)", "SAL", "systemiske analyser af læringsmiljøer"),
        ("Pædagogisk Psykologisk Rådgivning (PPR) hjælper", "PPR", "Pædagogisk Psykologisk Rådgivning"),
        ("adfærd, kontakt og trivsel (AKT)", "AKT", "adfærd, kontakt og trivsel"),
        (
            "samarbejdet mellem skole, socialforvaltning og politi (herefter SSP)",
            "SSP",
            "skole, socialforvaltning og politi",
        ),
        ("Medarbejderudviklingssamtaler (MUS) holdes i marts", "MUS", "Medarbejderudviklingssamtaler"),
        ("BUM (bestiller-udfører-modtager-modellen)", "BUM", "bestiller-udfører-modtager"),
        ("TR (tillidsrepræsentanten, som vælges for to år)", "TR", "tillidsrepræsentanten"),
        ("Børn kan gå i skolefritidsordning, SFO, før og efter skole", "SFO", "skolefritidsordning"),
        ("den forberedende\ngrunduddannelse (FGU)", "FGU", "forberedende grunduddannelse"),
    ],
)
def test_an_abbreviation_and_its_words_are_found_in_either_order(text, short, long):
    assert list(explained(text)) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Ring til Borgerservice (se DK-kortet)",
        "Kontakt kommunen (PPR)",
        "Skolen ligger i byen. Rådgivning (PPR) gives her",
        "PPR (åbent hver dag fra 10 til 15)",
        "Se bilag A (side 4) og B (side 5)",
        "arbejdsmiljø og sundhed (TRIO)",
        "SAL (se også SAL)",
        "Kontakt skolen, SFO, klubben eller sundhedsplejen",
        "",
    ],
)
def test_a_bracket_that_explains_nothing_is_left_alone(text):
    assert list(explained(text)) == []


def document(id: str, text: str) -> Document:
    sections = (Section((), text, "start"),)
    return Document(id=id, title="Om " + id, location=id, fingerprint="1", sections=sections)


EXPLAINS = document("plan", "Hver skole laver en SAL (systemisk analyse af læringsmiljøer).")
SHORT = document("referat", "Udvalget drøftede SAL i juni.")
LONG = document("notat", "Den systemiske analyse af læringsmiljøerne koster en halv million.")


def found(engine, text: str) -> set[str]:
    return {hit.record.id for hit in engine.search(Query(text)).hits}


def test_what_one_document_explains_holds_for_all_of_them_and_both_ways(tmp_path):
    engine = published(tmp_path, (EXPLAINS, SHORT, LONG))

    assert found(engine, "SAL") == {"plan", "referat", "notat"}
    assert found(engine, "systemisk analyse af læringsmiljøer") == {"plan", "referat", "notat"}


def test_terms_say_what_an_abbreviation_was_read_as(tmp_path):
    engine = published(tmp_path, (EXPLAINS,))

    assert [word.read_as for word in engine.search(Query("SAL")).words] == ["systemisk analyse af læringsmiljøer"]


def test_what_no_document_explains_any_more_is_forgotten(tmp_path):
    """The index depends on the documents that are there, not on those that were."""
    engine = published(tmp_path, (EXPLAINS, SHORT, LONG))

    with engine.publish() as publication:
        publication.remove("plan")

    assert found(engine, "SAL") == {"referat"}
