"""Words as they stand: nothing is read into them."""

from itertools import pairwise

import pytest

from search_engine.danish.written import written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Byens BYER", "byens byer"),
        ("den 8/4-19", "den 8 4 19"),
        ("8. april 2019", "8 april 2019"),
        ("2013-14", "2013 14"),
        ("§ 18 og §18", "§18 og §18"),
        ("1.200 kr.", "1200 kr"),
        ("skriv til post@nordby.dk.", "skriv til post nordby dk"),
        ("https://www.nordby.dk/affald her", "nordby dk affald her"),
    ],
)
def test_a_word_is_what_is_written(text, words):
    assert [token.word for token in written(text)] == words.split()


def test_no_two_words_stand_in_one_place():
    found = list(written("www.nordby.dk, §§ 4-6 og 55 88 50 50 (20kr) den 08.04.2019"))

    assert all(before.end <= after.start for before, after in pairwise(found))
