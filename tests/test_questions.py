"""What a question asks for."""

import pytest

from search_engine.danish.questions import read
from search_engine.model import FactKind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvornår er fristen for at søge?", FactKind.DEADLINE),
        ("hvornaar har genbrugspladsen aabent", FactKind.HOURS),
        ("hvor mang pladser er der", FactKind.NUMBER),
        ("Hvor gammel skal man være?", FactKind.AGE),
        ("hvem er formand for udvalget", FactKind.NAME),
        ("pris madaffald", FactKind.MONEY),
        ("frist byggetilladelse", FactKind.DEADLINE),
        ("åbningstider genbrugsplads", FactKind.HOURS),
        ("Hvad står SFO for?", FactKind.DEFINITION),
        ("Må jeg fodre ænderne?", FactKind.RULE),
        ("frivillighed og fællesskab", None),
        ("hvordan vil kommunen nedbringe effektiviseringen", FactKind.PROCEDURE),  # "ring" within a word is no phone
    ],
)
def test_a_question_asks_for_a_kind(question, kind):
    assert read(question).kind == kind


def test_a_question_falls_into_words_that_ask_and_words_it_is_about():
    asked = read("Hvilke syv regler gælder i Egeby i 2026 for § 18?")

    assert asked.count == 7
    assert asked.asking == ("hvilke", "syv", "regler")
    assert asked.about == ("gælder", "egeby", "2026", "§18")
    assert asked.names == ("egeby",)
    assert asked.years == ("2026",)
    assert asked.numbers == ("§18",)
    assert asked.is_question


def test_keywords_are_no_question():
    assert not read("åbningstider genbrugsplads").is_question
