"""Compounds to parts: what is split, how, and what stays whole."""

import pytest
from words.measured import HALVES, splitting

from search_engine.danish import Lexicon
from search_engine.danish.dictionary import DICTIONARY

pytestmark = pytest.mark.skipif(not DICTIONARY.exists(), reason="the dictionary is not installed: make setup")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("skolepolitik", "skole politik"),
        ("frivillighedspolitikken", "frivillighed politik"),
        ("affaldssorteringens", "affald sortering"),
        ("genbrugspladser", "genbrug plads"),
        ("kontanthjælpsmodtager", "kontant hjælp modtager"),
        ("ældrepleje", "ældre pleje"),
        ("foreningsliv", "forening liv"),
    ],
)
def test_a_compound_is_split_into_dictionary_words(word, parts):
    assert " ".join(Lexicon().split(word)) == parts


@pytest.mark.parametrize(
    "word", ["kommunen", "medarbejdere", "forældrene", "aktivitet", "udvikling", "fællesskab", "ansvarlighed", "bybus"]
)
def test_a_simple_or_derived_or_short_word_stays_whole(word):
    assert Lexicon().split(word) == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("forældrebetalingen", "forældre betaling"),
        ("byggereglerne", "bygge reglerne"),
        ("askåskolen", "askå skole"),
        ("støjberg", ""),  # a short learned word is no head: it mostly ends a name
    ],
)
def test_learned_words_are_parts_too(word, parts):
    assert " ".join(Lexicon(["forældre", "reglerne", "askå", "berg"]).split(word)) == parts


def test_a_learned_word_has_no_other_form_than_its_genitive():
    """ "naturpolitik" is learned, and "naturpolitiker" is none of its forms."""
    assert Lexicon(["naturpolitik"]).split("naturpolitikerne") == Lexicon().split("naturpolitikerne")
    assert Lexicon(["askåskole"]).split("lilleaskåskoles") == ("lille", "askåskole")


def test_learned_words_do_not_make_a_word_of_the_dictionary_a_likelier_part():
    """Documents have inflected words: "smålet" is in the dictionary, and ends many of them by chance."""
    inflected = [f"{word}smålet" for word in ["dag", "klima", "uddannelse", "udvikling", "integration", "kvalitet"]]

    assert Lexicon(inflected).split("spørgsmålet") == Lexicon().split("spørgsmålet") == ("spørg", "mål")


@pytest.mark.parametrize(("word", "parts"), [("naturen", ""), ("danskerne", ""), ("vindmøllerne", "vind mølle")])
def test_a_form_of_a_word_is_split_as_the_word_is(word, parts):
    """ "Naturen" is "natur" before it is "nat" and "uren"."""
    assert " ".join(Lexicon().split(word)) == parts


@pytest.mark.parametrize("half", HALVES)
def test_of_many_compounds_most_are_split_rightly_and_few_other_words_are(half):
    found = splitting(half)

    assert found.part_precision > 0.92
    assert found.part_recall > 0.9
    assert found.exact > 0.87
    assert found.falsely_split < 0.05
