"""What the measurements are made with: damage that is the same at every run, and the analyzer compared with."""

import pytest

from bench.damage import damaged
from bench.stock import Stock, analysed


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("clean", "Hvad er folkepensionen på Ærø?"),
        ("apart", "Hvad er folke pensionen på Ærø?"),
        ("letters", "Hvad er folkepensionen paa Aeroe?"),
    ],
)
def test_a_question_is_damaged_in_one_way(kind, typed):
    assert damaged("Hvad er folkepensionen på Ærø?", kind) == typed


def test_damage_by_chance_is_the_same_at_every_run():
    question = "Hvorfor hentes storskraldet sjældnere om sommeren?"

    assert damaged(question, "typos") == damaged(question, "typos") != question


def test_the_stock_analyzer_leaves_small_words_out_and_stems():
    assert analysed("Der er frivillighedspolitikker i kommunens 1.200 foreninger") == [
        *("frivillighedspolitik", "kommun", "1.200", "forening")
    ]


def test_the_stock_ranking_puts_the_text_with_more_of_the_words_first():
    stock = Stock(["Affald hentes.", "Affald og genbrug hentes.", "Skolen."])

    assert stock.best("hentes genbrug", 10) == [1, 0]
