"""Text to words: what is one word however it is written, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_engine import danish
from search_engine.danish import stem, tokens


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("spellings", "read"),
    [
        ("§ 18 | §18 | § 18 | §§ 18 | paragraf 18", "§18"),
        ("§ 18 a | §18a | § 18a", "§18a"),
        ("§ 18, stk. 2 | §18 stk 2 | §18, Stk. 2", "§18 stk 2"),
        ("§§ 4-6 | §§ 4–6 | §§4-6", "§4 §6"),
        ("§§ 4 og 6 | § 4 og § 6", "§4 og §6"),
        ("1200 | 1.200 | 1 200 | 1 200 | 1.200,00 | 1.200,-", "1200"),
        ("12.500.000 | 12 500 000", "12500000"),
        ("3,5 | 3,50", "3,5"),
        ("2013-14 | 2013/14 | 2013–14 | 2013-2014 | 2013/2014", "2013 2014"),
        ("1999-00", "1999 2000"),
        (
            "8. april 2019 | 08.04.2019 | 8.4.2019 | 8/4-2019 | 8/4 2019 | 08-04-2019 | 8/4-19 | 08.04.19",
            "8 april 2019",
        ),
        ("2019-04-08", "2019 april 8"),
        ("kl. 10.30 | kl. 10:30", "kl 10:30"),
        ("kl. 10 | kl. 10.00 | kl. 10:00", "kl 10"),
        ("8.30-15.00 | 8:30-15", "8:30 15"),
        ("55 88 50 50 | 55885050 | 5588 5050 | +45 55 88 50 50 | +4555885050 | 55-88-50-50", "55885050"),
        ("50 m² | 50 m2 | 50m2 | 50m²", "50 m2"),
        ("CO₂ | CO2", "co2"),
        ("20 kr. | 20kr | 20kr.", "20 kr"),
        ("e-mail | email | E-mail", "email"),
        ("SFO'er | SFO’er | SFO´er", "sfo'er"),
        ("nordby.dk | www.nordby.dk | https://www.nordby.dk/", "nordby.dk nordby dk"),
    ],
)
def test_one_word_however_it_is_written(spellings, read):
    assert {" ".join(words(spelling)) for spelling in spellings.split(" | ")} == {read}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("§ 18 i loven", "§18 i loven"),
        ("§-midler", "midler"),
        ("10 20 30 40", "10 20 30 40"),  # no telephone number begins with 1
        ("uge 32 33 34 35", "uge 32 33 34 35"),
        ("20 31 44 50 62", "20 31 44 50 62"),
        ("2023 2024", "2023 2024"),
        ("i 2024 2500 kr.", "i 2024 2500 kr"),
        ("2013-98", "2013 98"),
        ("31. januar 2013-31. maj", "31 januar 2013 31 maj"),
        ("afsnit 2.3", "afsnit 2 3"),
        ("12A", "12a"),
        ("it-politik", "it politik"),
        ("a-kasse", "a kasse"),
        ("bl.a. m.fl.", "bl a m fl"),
        ("slut.Næste", "slut næste"),
        ("kommunen¹ er", "kommunen er"),
        ("post@nordby.dk", "post@nordby.dk post nordby dk"),
        ("se www.nordby.dk/affald.", "se nordby.dk/affald nordby dk affald"),
    ],
)
def test_what_only_looks_alike_is_left_as_it_is(text, read):
    assert " ".join(words(text)) == read


@pytest.mark.parametrize(
    ("spellings", "read"),
    [
        ("20 % | 20% | 20 pct. | 20 procent", "20 %"),
        ("3 mio. kr. | 3 mio.kr. | 3 millioner kroner | 3 mio. DKK", "3 mio kr"),
        ("90 m² | 90 kvm | 90 kvadratmeter", "90 m2"),
        ("nr. 3 | nummer 3", "nummer 3"),
        ("tlf. | telefon", "telefon"),
        ("8. apr. 2019 | 08.04.2019", "8 april 2019"),
        ("e-mail | mails | emails", "mail"),
    ],
)
def test_an_abbreviation_is_the_word_it_stands_for(spellings, read):
    assert {" ".join(stem(token.word) for token in tokens(spelling)) for spelling in spellings.split(" | ")} == {read}


def test_each_word_knows_where_it_stands():
    text = "Ring 55 88 50 50 før 08.04.2019, §§ 4 og 6 i 2013-14"

    assert [(token.word, text[token.start : token.end]) for token in tokens(text)] == [
        ("ring", "Ring"), ("55885050", "55 88 50 50"), ("før", "før"), ("8", "08"), ("april", "04"), ("2019", "2019"),
        ("§4", "§§ 4"), ("og", "og"), ("§6", "6"), ("i", "i"), ("2013", "2013"), ("2014", "14"),
    ]  # fmt: skip


@given(st.text(alphabet="§ 0123456789.,-/:+%²'aekmpq@\n", max_size=60))
def test_whatever_is_written_words_stand_in_order_and_hold_no_space(text):
    found = list(tokens(text))

    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
    assert all(token.word and not any(letter.isspace() for letter in token.word) for token in found)


@given(st.text(alphabet="§ 0123456789.,-/:+%²'aekmpq@\n", max_size=60))
def test_words_without_their_places_are_the_same(text):
    assert danish.words(text) == words(text)
