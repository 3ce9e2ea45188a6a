"""Expressions of exact search: what the signs mean, and what is said where they mean nothing."""

import pytest

from search_engine.errors import BadExpression, EmptyQuery, QueryTooLong
from search_engine.expressions import MAX_WORDS, parse, words
from search_engine.model import ExactPhrase, ExactWord, Expression, Nearby


def phrase(text: str) -> ExactPhrase:
    return ExactPhrase(tuple(ExactWord(word.removesuffix("*"), word.endswith("*")) for word in text.split()))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Frivillig forening", Expression((phrase("frivillig"), phrase("forening")))),
        ('"frivilligt arbej*"', Expression((phrase("frivilligt arbej*"),))),
        ("»frivilligt arbejde«", Expression((phrase("frivilligt arbejde"),))),
        ("Lyngby-Taarbæk", Expression((phrase("lyngby taarbæk"),))),
        ("post@nordby.dk", Expression((phrase("post nordby dk"),))),
        ("efter § 18", Expression((phrase("efter"), phrase("§18")))),
        ("skole -§ 18", Expression((phrase("skole"),), (phrase("§18"),))),
        ('skole -"by og land" -sko*', Expression((phrase("skole"),), (phrase("by og land"), phrase("sko*")))),
        ("2013 - 2014", Expression((phrase("2013"), phrase("2014")))),
        ("skole Titel:politik", Expression((phrase("skole"),), titles=(phrase("politik"),))),
        ('titel:"grøn plan"', Expression((), titles=(phrase("grøn plan"),))),
        ("skole -titel:plan", Expression((phrase("skole"),), excluded_titles=(phrase("plan"),))),
        ("a NÆR/5 b", Expression((Nearby(phrase("a"), phrase("b"), 5),))),
        ("a NAER/5 b", Expression((Nearby(phrase("a"), phrase("b"), 5),))),
        ("a NÆR b", Expression((Nearby(phrase("a"), phrase("b"), 10),))),
        ("a nær b", Expression((phrase("a"), phrase("nær"), phrase("b")))),
        ('a "b c" NÆR/2 de* f', Expression((phrase("a"), Nearby(phrase("b c"), phrase("de*"), 2), phrase("f")))),
        ("a NÆR/5 b nær/3 c", Expression((Nearby(Nearby(phrase("a"), phrase("b"), 5), phrase("c"), 3),))),
    ],
)
def test_what_the_signs_mean(text, meant):
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("NÆR", "mellem to ord: frivillig NÆR/5 forening"),
        ("frivillig NÆR/5", "mellem to ord"),
        ("NÆR/5 forening", "mellem to ord"),
        ("frivillig NÆR NÆR forening", "mellem to ord"),
        ("frivillig NÆR/5 -skole", "uden minus"),
        ("titel:plan NÆR/5 skole", "uden minus og titel:"),
        ("frivillig NÆR/ forening", "tal fra 0 til 100"),
        ("frivillig NÆR/fem forening", "tal fra 0 til 100"),
        ("frivillig NÆR/101 forening", "tal fra 0 til 100"),
        ("*", "mindst to bogstaver: frivil"),
        ("f*", "mindst to bogstaver"),
        ("*villig", "lige efter begyndelsen af et ord"),
        ("fri*villig", "lige efter begyndelsen af et ord"),
        ("frivillig *", "lige efter begyndelsen af et ord"),
        ('"frivilligt arbejde', "både før og efter"),
        ('skole ""', "intet ord mellem anførselstegnene"),
        ("-skole", "Skriv også et ord, der skal stå der"),
        ('-skole -"by og land" -titel:plan', "Skriv også et ord, der skal stå der"),
        ("titel:", "lige efter titel:"),
        ("titel: politik", "lige efter titel:"),
        ("skole -titel:", "lige efter titel:"),
    ],
)
def test_a_sign_that_means_nothing_gets_a_sentence_that_says_what_to_write(text, advice):
    with pytest.raises(BadExpression) as refused:
        parse(text)

    assert advice in str(refused.value)


@pytest.mark.parametrize("text", ["", "  ", "&", "- /"])
def test_there_must_be_a_word(text):
    with pytest.raises(EmptyQuery, match="Skriv mindst ét ord"):
        parse(text)


@pytest.mark.parametrize("text", ["a" * 201, " ".join("a" * (MAX_WORDS + 1)), '"' + "a " * (MAX_WORDS + 1) + '"'])
def test_what_is_too_long_is_refused_and_not_shortened(text):
    with pytest.raises(QueryTooLong, match="Skriv højst"):
        parse(text)


def test_the_words_searched_for_are_told_in_order_and_once():
    assert words(parse('titel:plan "by og land" NÆR by og -skov sko*')) == ("plan", "by", "og", "land", "sko*")
