"""Compounds to parts: what is split, how, and what stays whole."""

import pytest

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
