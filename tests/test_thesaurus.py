"""Citizens' words and officials' words."""

import tomllib
from collections import Counter

import pytest

from search_engine.danish import Lexicon, stem, tokens
from search_engine.danish.thesaurus import FILE, LONGEST, synonyms
from search_engine.query import parse


def others(text: str) -> dict[str, list[str]]:
    found = synonyms(list(tokens(text)))
    return {token.word: [other.text for other in of_token] for token, of_token in found.items()}


def test_a_citizens_word_has_the_offices_words_and_the_other_way_round():
    assert others("mit skrald") == {"skrald": ["affald", "renovation"]}
    assert "skrald" in others("renovation")["renovation"]


def test_inflection_does_not_matter():
    assert others("skraldespandene")["skraldespandene"] == others("skraldespand")["skraldespand"]


def test_a_phrase_is_looked_up_before_its_words():
    found = others("søger praktisk bistand")

    assert found["praktisk"] == found["bistand"]
    assert "søger" not in found


def test_a_query_says_how_its_words_were_read_and_counts_the_others_apart():
    parsed = parse("skrald", Lexicon())

    assert parsed.terms == ("skrald",)
    assert set(parsed.synonyms) >= {"affald", "+affald", "renovation"}
    assert [word.read_as for word in parsed.words] == ["affald, renovation"]


@pytest.mark.parametrize(
    "topic", tomllib.loads(FILE.read_text(encoding="utf-8"))["topic"], ids=lambda topic: topic["name"]
)
def test_every_group_holds_different_expressions_that_can_be_looked_up(topic):
    for group in topic["groups"]:
        stems = [tuple(stem(token.word) for token in tokens(text)) for text in group]

        assert len(group) >= 2, group
        assert all(1 <= len(found) <= LONGEST for found in stems), group


def test_no_expression_stands_twice_in_the_same_form():
    topics = tomllib.loads(FILE.read_text(encoding="utf-8"))["topic"]

    counts = Counter(text for topic in topics for group in topic["groups"] for text in group)

    assert [text for text, count in counts.items() if count > 1] == []
