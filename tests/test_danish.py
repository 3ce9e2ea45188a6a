"""Danish text to terms: what is one word, and which forms are the same word."""

import pytest

from search_engine.danish import tokens
from search_engine.danish.sentences import sentences


def test_a_hyphen_parts_two_words_and_offsets_point_at_each():
    text = "Lyngby-Taarbæk: børne- og ungepolitik"

    assert [text[token.start : token.end] for token in tokens(text)] == [
        "Lyngby", "Taarbæk", "børne", "og", "ungepolitik",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Beløbet er 1,2 mio. kr. om året. ",
        "Fristen er den 1. maj kl. 12. ",
        "Jf. § 18, stk. 2. ",
        "Det gælder bl.a. børn, unge m.fl. i kommunen. ",
    ],
)
def test_an_abbreviation_or_an_ordinal_does_not_end_a_sentence(sentence):
    text = sentence + "Se bilaget."

    assert [text[start:end] for start, end in sentences(text)] == [sentence, "Se bilaget."]


def test_numbered_items_within_a_sentence_do_not_end_it():
    """A PDF's list, whose lines are gone."""
    text = "De tre mål er: 1. Ro 2. Orden 3. Renlighed. Vi begyndte i 1. Nu er vi i 3."

    assert [text[start:end] for start, end in sentences(text)] == [
        "De tre mål er: 1. Ro 2. Orden 3. Renlighed. ",
        "Vi begyndte i 1. ",
        "Nu er vi i 3.",
    ]


def test_sentences_join_to_the_text_and_lines_end_them():
    text = "Vi vil:\n- lytte\n- svare. Altid!\n\nHvornår? Nu. i 2024. Vi begynder."

    found = [text[start:end] for start, end in sentences(text)]

    assert "".join(found) == text
    assert found == ["Vi vil:\n", "- lytte\n", "- svare. ", "Altid!\n\n", "Hvornår? ", "Nu. i 2024. ", "Vi begynder."]
