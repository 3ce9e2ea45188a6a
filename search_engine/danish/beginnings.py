"""
What somebody may begin to type who has a text in mind.

    >>> sorted(beginnings("Børnepolitikken 2024", Lexicon()))
    ['2024', 'boernepolitikken', 'politikken']

Every word of it, and a compound's later parts; æ, ø and å in the letters that stand for them,
so that it does not matter which were typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from search_engine.danish.lexicon import Lexicon
from search_engine.danish.tokens import tokens

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "ü": "u"})
KNOWN_BY = 3  # letters of a part by which it is found within the word, where it is inflected; guess


def folded(word: str) -> str:
    """*word*, which is lower case, in letters that are on every keyboard."""
    return word.translate(LETTERS)


def beginnings(text: str, lexicon: Lexicon) -> set[str]:
    """What *text* is found by."""
    return {folded(place) for token in tokens(text) for place in (token.word, *_later_parts(token.word, lexicon))}


def _later_parts(word: str, lexicon: Lexicon) -> Iterator[str]:
    """*word* from its second part on, from its third …"""
    start = 0
    for part in lexicon.split(word)[1:]:
        start = word.find(part[:KNOWN_BY], start + 1)
        if start < 0:
            return
        yield word[start:]
