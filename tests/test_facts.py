"""What a text tells."""

import pytest

from search_engine.danish.facts import facts, kinds
from search_engine.model import FactKind


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Fristen er den 1. april 2026.", FactKind.DEADLINE, "den 1. april 2026"),
        ("Åbent mandag kl. 10-15.", FactKind.HOURS, "mandag kl. 10-15"),
        ("Det koster 1,2 mio. kr. om året.", FactKind.MONEY, "1,2 mio. kr."),
        ("Mødet begynder kl. 19.30.", FactKind.TIME, "kl. 19.30"),
        ("Åbent torsdag også 13-17.", FactKind.HOURS, "torsdag også 13-17"),
        ("Pladsen | hverdage 10-18 | 6-22", FactKind.TIME, "6-22"),
        ("Ring straks 112.", FactKind.PHONE, "112"),
        ("Ring på 55 88 50 50 i dag.", FactKind.PHONE, "55 88 50 50"),
        ("Der er 14 pladser.", FactKind.NUMBER, "14 pladser"),
        ("Den tømmes hver anden tirsdag.", FactKind.FREQUENCY, "hver anden tirsdag"),
        ("Kortet gælder i to år.", FactKind.PERIOD, "to år"),
        ("Vi bor på Torvegade 4, 4700 Egeby.", FactKind.ADDRESS, "Torvegade 4, 4700 Egeby"),
    ],
)
def test_a_fact_is_found_with_its_place(text, kind, words):
    assert words in [text[fact.start : fact.end] for fact in facts(text) if fact.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CVR-nr. 24 18 33 01", FactKind.PHONE),
        ("EAN 5798001234567", FactKind.PHONE),
        ("Årene 2018 2022 og 2026", FactKind.PHONE),
        ("Se bilag 4 og § 18, stk. 2.", FactKind.NUMBER),
        ("1. Formål\n2. Indsatser", FactKind.NUMBER),
        ("Mødet er den 3. maj kl. 19.", FactKind.NUMBER),
        ("Vil have 300 flere træer.", FactKind.ADDRESS),
        ("Formanden for Egeby Beboerforening siger nej.", FactKind.NAME),
        ("Kontakt leder i Center for Teknik", FactKind.NAME),
        ("Børn under 12 år skal følges.", FactKind.PERIOD),
        ("Svar gives inden for 14 dage.", FactKind.DEADLINE),
    ],
)
def test_what_only_looks_like_a_fact_is_none(text, kind):
    assert [text[fact.start : fact.end] for fact in facts(text) if fact.kind is kind] == []


@pytest.mark.parametrize(
    "text",
    ["Ansøgningsfrist:\n1. april", "Søg senest den 1. april.", "1. april er sidste frist.", "Frist | 1. april"],
)
def test_a_date_is_a_deadline_beside_a_word_that_says_so(text):
    assert [
        text[fact.start : fact.end].removeprefix("den ") for fact in facts(text) if fact.kind is FactKind.DEADLINE
    ] == ["1. april"]


def test_the_numbers_of_a_table_are_money_where_its_head_says_so():
    assert FactKind.MONEY in kinds("Forældrebetaling i kroner\nVuggestue | 3.870")


def test_facts_stand_in_the_order_of_the_text_and_lie_within_it():
    text = "Åbent mandag kl. 10-15. Ring på 55 88 50 50, eller skriv til post@egeby.example senest 1. maj 2026."
    found = facts(text)

    assert [fact.start for fact in found] == sorted(fact.start for fact in found)
    assert all(0 <= fact.start < fact.end <= len(text) for fact in found)


def test_the_broad_kind_goes_with_the_finer_one():
    assert {FactKind.PHONE, FactKind.CONTACT} <= kinds("Ring på 55 88 50 50.")
