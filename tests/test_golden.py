"""The golden list of words and their terms: no change of Danish goes by unseen."""

import pytest
from words import golden

from search_engine.backends.whoosh.schema import INDEX_FORMAT
from search_engine.danish.dictionary import DICTIONARY

pytestmark = pytest.mark.skipif(not DICTIONARY.exists(), reason="the dictionary is not installed: make setup")


def test_the_terms_of_the_golden_list_are_as_they_were_written_down():
    written_for, written = golden.read()

    changed = {text: terms for text, terms in golden.made(written).items() if terms != written[text]}

    cure = (
        "run python -m tests.words" if written_for < INDEX_FORMAT else "raise INDEX_FORMAT, run python -m tests.words"
    )
    assert changed == {}, f"{cure}, and look at what it changes"


def test_the_golden_list_is_of_no_format_to_come():
    assert golden.read()[0] <= INDEX_FORMAT
