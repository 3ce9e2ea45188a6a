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
        ("Hvornår åbner svømmehallen?", FactKind.HOURS),
        ("Hvornår åbner tilmeldingen?", FactKind.DATE),
        ("pris madaffald", FactKind.MONEY),
        ("frist byggetilladelse", FactKind.DEADLINE),
        ("åbningstider genbrugsplads", FactKind.HOURS),
        ("Hvad står SFO for?", FactKind.DEFINITION),
        ("Må jeg fodre ænderne?", FactKind.RULE),
        ("Hvad kalder man kommunens nye ordning?", FactKind.STATEMENT),  # "alder" within a word is no age
        ("Hvad er reglerne for detailhandel?", FactKind.RULE),  # nor "andel" a share
        ("frivillighed og fællesskab", None),
        ("Hvor meget må vi tjene?", FactKind.MONEY),
        ("Hvad er indtægtsgrænsen for friplads?", FactKind.MONEY),
        ("Hvad er hastighedsgrænsen på Skolevej?", FactKind.NUMBER),
        ("Hvad er kommunens indsats mod rotter?", FactKind.DEFINITION),  # no "sats" in it
        ("Hvad er satsen for kørsel?", FactKind.MONEY),
        ("Hvad satser kommunen på?", FactKind.STATEMENT),
        ("Hvor hurtigt må man køre på Skolevej?", FactKind.NUMBER),
        ("Hvor langt skal vi bo fra skolen for at få betalt bussen?", FactKind.NUMBER),
        ("Hvor få elever må der være?", FactKind.NUMBER),
        ("Hvor få jeg hjælp?", FactKind.PLACE),  # a letter is missing
        ("Hvad betaler man om måneden?", FactKind.MONEY),
        ("Hvad får en kontrollør i timen i løn?", FactKind.MONEY),
        ("Hvad hedder borgerrådgiveren?", FactKind.NAME),
        ("Hvor går kommunegrænsen?", FactKind.PLACE),
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


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Skal hunden registreres, og hvad koster det?", (FactKind.RULE, FactKind.MONEY)),
        ("Jeg er faldet, hvor hurtigt kommer der nogen?", (FactKind.PERIOD,)),
        ("Må jeg bo i mit sommerhus?", (FactKind.RULE,)),
    ],
)
def test_yes_or_no_is_asked_where_nothing_plainer_is(question, kinds):
    assert read(question).kinds == kinds


def test_what_is_put_in_front_of_a_question_is_not_what_it_is_about():
    asked = read("Er der nogen, der ved, hvor biblioteket ligger?")

    assert asked.kind == FactKind.PLACE
    assert asked.about == ("biblioteket", "ligger")


def test_a_sentence_that_somebody_copied_asks_for_nothing():
    assert read("Et hus, hvor døren er åben onsdag aften, kan overflødiggøre et langt forløb").kinds == ()
    assert read("Udpegning af et antal institutioner, som kan være laboratorium for nye løsninger").kinds == ()


@pytest.mark.parametrize("question", ["ean nummer egeby", "hvad er kommunens cvr nummer"])
def test_the_number_of_a_company_is_no_telephone_number(question):
    assert FactKind.PHONE not in read(question).kinds


def test_keywords_are_no_question():
    assert not read("åbningstider genbrugsplads").is_question
