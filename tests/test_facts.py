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
        ("Ring på 55 88 50 50 i dag.", FactKind.PHONE, "55 88 50 50"),
        ("Der er 14 pladser.", FactKind.NUMBER, "14 pladser"),
        ("Den tømmes hver anden tirsdag.", FactKind.FREQUENCY, "hver anden tirsdag"),
        ("Kortet gælder i to år.", FactKind.PERIOD, "to år"),
        ("Vi bor på Torvegade 4, 4700 Egeby.", FactKind.ADDRESS, "Torvegade 4, 4700 Egeby"),
    ],
)
def test_a_fact_is_found_with_its_place(text, kind, words):
    assert words in [text[fact.start : fact.end] for fact in facts(text) if fact.kind is kind]


def test_the_broad_kind_goes_with_the_finer_one():
    assert {FactKind.PHONE, FactKind.CONTACT} <= kinds("Ring på 55 88 50 50.")
