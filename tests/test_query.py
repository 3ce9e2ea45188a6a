"""A reader's text to a query: words, phrases, exclusions, and everything else is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_collection import published

from search_engine.danish import Lexicon
from search_engine.errors import EmptyQuery, QueryTooLong, ReaderError
from search_engine.model import Document, LeftOut, Query, Section
from search_engine.query import MAX_LENGTH, parse

LEXICON = Lexicon()


def document(id: str, text: str) -> Document:
    return Document(id=id, title=id, location=id, fingerprint="1", sections=(Section((), text, "start"),))


def test_words_become_stems_and_small_words_are_left_out():
    parsed = parse("Hvad koster en børnehaveplads i kommunen?", LEXICON)

    assert parsed.terms == ("kost", "børnehaveplads", "kommun")
    assert [(word.word, word.stem) for word in parsed.words[:3]] == [("hvad", None), ("koster", "kost"), ("en", None)]


def test_small_words_are_searched_for_when_they_are_all_there_is():
    assert parse("til og med", LEXICON).terms == ("til", "og", "med")


@pytest.mark.parametrize("written", ['"frivilligt arbejde"', "“frivilligt arbejde”", "„frivilligt arbejde“"])
def test_quotation_marks_make_a_phrase(written):
    assert parse(written, LEXICON).required == (("frivil", "arbejd"),)


def test_a_title_in_guillemets_within_a_question_is_read_as_its_words():
    parsed = parse("Hvad siger planen »Mere natur nu« om skove?", LEXICON)

    assert parsed.required == ()
    assert {"natur", "skov"} <= set(parsed.terms)


def test_a_minus_in_front_of_a_word_or_phrase_excludes_it():
    parsed = parse('støtte -skole -"private fællesveje" -§ 18', LEXICON)

    assert parsed.terms == ("støt",)
    assert parsed.excluded == (("skol",), ("privat", "fællesvej"), ("§18",))


@pytest.mark.parametrize("written", ["børne- og ungepolitik", "2013-14", "e-mail", "skole - hjem"])
def test_a_hyphen_elsewhere_excludes_nothing(written):
    assert parse(written, LEXICON).excluded == ()


def test_what_must_not_be_there_is_not_a_part_of_what_is_meant():
    assert parse('må hunde -katte -"i snor" bade', LEXICON).text.split() == ["må", "hunde", "-", '-"', '"', "bade"]


def test_a_paragraph_number_in_a_question_is_one_term():
    assert "§18" in parse("hvad er § 18 midler", LEXICON).terms


@pytest.mark.parametrize("written", ["", "   ", "???", '""', "-", "-skole", '-"en plads"'])
def test_nothing_to_search_for_is_said(written):
    with pytest.raises(EmptyQuery, match="mindst ét ord"):
        parse(written, LEXICON)


def test_a_query_may_have_two_hundred_characters_and_no_more():
    assert parse("a" * MAX_LENGTH, LEXICON)

    with pytest.raises(QueryTooLong, match="201"):
        parse("a" * (MAX_LENGTH + 1), LEXICON)


@pytest.mark.parametrize(
    "written", ["Lyngby-Taarbæk", "lyngby-taarbæks", "Lyngby-Taarbæk Kommunes", "lyngby taarbæk kommune"]
)
def test_the_name_of_a_municipality_says_whose_documents_are_meant(written):
    parsed = parse(f"affald i {written}", LEXICON, ["Lyngby-Taarbæk", "Nordby"])

    assert parsed.municipalities == ("Lyngby-Taarbæk",)
    assert parsed.terms == ("affald",)
    assert set(parsed.names) >= {"lyngby"}
    assert [word.read_as for word in parsed.words if word.word == "lyngby"] == ["Lyngby-Taarbæk Kommune"]


@pytest.mark.parametrize("written", ["nordby", "nordby kommune", "hvad er nordby", "affald i nordbylund", "kommunen"])
def test_a_name_that_is_all_there_is_or_no_name_is_searched_for_like_any_word(written):
    parsed = parse(written, LEXICON, ["Nordby"])

    assert parsed.municipalities == parsed.names == ()
    assert parsed.terms


def test_small_words_find_nothing_by_other_words_where_no_word_of_the_question_is_known(tmp_path):
    engine = published(tmp_path, (document("d", "Årsagen er, at skolen er lukket."),))

    assert not engine.search(Query("hvorfor blorker de")).hits
    assert engine.search(Query("hvorfor er skolen lukket")).hits


def test_of_many_words_the_twelve_that_tell_most_are_searched_for_and_the_others_named(tmp_path):
    """And those that many passages have, which tell next to nothing."""
    twelve = "skov sø eng mose bæk å hede klit strand fjord dal bakke"
    texts = [f"{twelve} hav kommune", "hav", *["kommune"] * 38]
    engine = published(tmp_path, tuple(document(str(number), text) for number, text in enumerate(texts)))

    found = engine.search(Query(f"rumfart hav kommune {twelve}"))

    assert found.beyond == ("rumfart", "hav")
    assert [word.left_out for word in found.words] == [LeftOut.TOO_MANY] * 2 + [None] * 13


@pytest.mark.parametrize("sign", ["", "-"])
def test_words_in_quotation_marks_and_behind_a_minus_have_a_limit_of_their_own(sign):
    words = [f"ord{number}" for number in range(20)]
    parsed = parse("affald " + " ".join(f'{sign}"{word}"' for word in words), LEXICON)

    assert (parsed.excluded if sign else parsed.required) == tuple((word,) for word in words[:12])
    assert [word.word for word in parsed.words if word.left_out] == words[12:]


def test_a_single_quotation_may_be_long():
    words = " ".join(f"ord{number}" for number in range(20))

    assert len(parse(f'"{words}"', LEXICON).required[0]) == 20


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=MAX_LENGTH))
def test_no_text_is_an_error_but_for_one_without_words(text):
    try:
        parsed = parse(text, LEXICON)
    except ReaderError:
        return
    assert parsed.terms or parsed.required
