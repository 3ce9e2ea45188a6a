"""
Words that ask, as they are typed: without Danish letters, with a letter wrong, two in one.

    >>> spelled("hvornaar"), spelled("hvonår"), spelled("hvormange"), spelled("aabningstider")
    ('hvornår', 'hvornår', 'hvor mange', 'åbningstider')

Other words are left alone: what the collection has decides what they mean (``repair.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from search_engine.danish.questions.nouns import NOUNS
from search_engine.danish.stems import STOP_WORDS

ASKING = (
    "hvornår hvordan hvorfor hvilken hvilket hvilke hvorhen hvorhenne koster kostede betyder længe åbent åbner lukker"
)
BY_HAND = {  # too short for one letter more or less to say what was meant
    **dict.fromkeys(("hva", "hvd", "vad", "hvaf"), "hvad"),
    **dict.fromkeys(("hvm", "vem", "hvme"), "hvem"),
    **dict.fromkeys(("hvo", "vor", "hovr", "hvr"), "hvor"),
    **dict.fromkeys(("mang", "magne", "mnage"), "mange"),
    **dict.fromkeys(("ofet", "oft", "ofter"), "ofte"),
    **dict.fromkeys(("lange", "lnge", "lengere"), "længe"),
    "maa": "må",
}
MIN_LENGTH = 6  # letters of a word of which one may be wrong: of five, "koster" and "kasser" begin to be near; guess
TOGETHER = re.compile(r"hvor(mange|meget|længe|lang|langt|stor|stort|tit|ofte|gammel|hurtigt|tidligt|høj|højt)$")


def spelled(word: str) -> str:
    """*word*, which is lower case, as it was meant, where it is one of those that ask."""
    if word in STOP_WORDS or word in NOUNS:
        return word
    if word in BY_HAND:
        return BY_HAND[word]
    if together := TOGETHER.match(word):
        return "hvor " + together[1]
    meant, folded = _meant(), _folded(word)
    if folded in meant or len(word) < MIN_LENGTH:
        return meant.get(folded, word)
    return next((meant[less] for less in _less(folded) if less in meant), word)


@cache
def _meant() -> Mapping[str, str]:
    """How a word may be written -> the word: without Danish letters; where it is long, with one left out."""
    words = [*ASKING.split(), *NOUNS]
    less = {less: word for word in words if len(word) > MIN_LENGTH for less in _less(_folded(word))}
    return less | {_folded(word): word for word in words}


def _less(word: str) -> list[str]:
    """*word* with any one letter but the first left out."""
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _folded(word: str) -> str:
    return word.replace("å", "a").replace("aa", "a").replace("ø", "o").replace("oe", "o").replace("æ", "ae")
