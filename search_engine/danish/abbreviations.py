"""
Abbreviations that a text explains.

    >>> list(explained("Vi laver en SAL (systemisk analyse af læringsmiljøer) hvert år."))
    [Abbreviation(short='SAL', long='systemisk analyse af læringsmiljøer')]
    >>> list(explained("Medarbejderudviklingssamtaler, MUS, holdes i marts."))
    [Abbreviation(short='MUS', long='Medarbejderudviklingssamtaler')]

The letters of the one must begin the words of the other, in order: each word's first letter, and,
as far as they are needed, those of a compound's other parts. Small words may be passed over. The
compounds are those of the dictionary, whatever else the documents teach: what a text explains
does not depend on the others.

An honest failure: "SOSU (social- og sundhedsområdet)", where two letters stand for one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from search_engine.danish.lexicon import Lexicon
from search_engine.danish.stems import STOP_WORDS
from search_engine.danish.tokens import Token, tokens

MAX_WORDS = 8  # of what is explained, small ones among them; a guess: twice the letters of most abbreviations

SHORT = r"[A-ZÆØÅ](?:[A-ZÆØÅ]|[a-zæøå-](?=[A-ZÆØÅ])){1,7}"  # PPR, GIS, TR-AMR, BoU
SAID = r"(?:herefter|forkortet|kaldet|også|i\s+det\s+følgende|i\s+daglig\s+tale|:)"
BEFORE = re.compile(rf"\b(?P<short>{SHORT})(?:['’]?(?:en|et|er|erne|s))?\s?\((?P<long>[^()]{{5,120}})\)")
BEHIND = re.compile(rf"(?:\(\s*|,\s)(?:{SAID}\s+)*[»\"'”]?(?P<short>{SHORT})[«\"'”]?(?=\s*[,.;)])")
REACH = 160  # code points before a bracket in which its words are looked for: 8 long words
SENTENCE_END = re.compile(r"[.;:!?]\s|\n\s*\n")


class Abbreviation(NamedTuple):
    short: str
    long: str


def explained(text: str) -> Iterator[Abbreviation]:
    """Yield the abbreviations that *text*, which is NFC, explains, in front of them or behind them."""
    for found in BEFORE.finditer(text):
        words = list(tokens(found["long"]))
        for end in range(len(words), 0, -1):  # "SAL (systemisk analyse af læringsmiljøer, som …)"
            if _explains(words[:end], found["short"]):
                yield _abbreviation(found["short"], found["long"], words[:end])
                break
    for found in BEHIND.finditer(text):
        before = SENTENCE_END.split(text[max(0, found.start() - REACH) : found.start()])[-1]
        words = list(tokens(before))
        for start in range(len(words) - 1, -1, -1):
            if _explains(words[start:], found["short"]):
                yield _abbreviation(found["short"], before, words[start:])
                break


def _abbreviation(short: str, text: str, words: Sequence[Token]) -> Abbreviation:
    return Abbreviation(short, " ".join(text[words[0].start : words[-1].end].split()))


def _explains(words: Sequence[Token], short: str) -> bool:
    """Whether *words*, of which the first and the last are telling ones, are what *short* stands for."""
    letters = "".join(letter for letter in short.lower() if letter.isalpha())
    ends = (words[0].word, words[-1].word)
    if len(words) > MAX_WORDS or not all(word.isalpha() and word not in STOP_WORDS for word in ends):
        return False
    return short.lower() not in ends and _begin([token.word for token in words], letters)


def _begin(words: Sequence[str], letters: str) -> bool:
    """Whether *letters* begin *words* and their parts in order."""
    if not words:
        return not letters
    word, *rest = words
    if word in STOP_WORDS and _begin(rest, letters):
        return True
    return any(_begin(rest, letters[taken:]) for taken in _taken(word, letters))


def _taken(word: str, letters: str) -> Iterator[int]:
    """How many of *letters* the word may stand for: one, or one for some of its parts."""
    taken = 0
    for part in _lexicon().split(word) or (word,):
        if letters[taken : taken + 1] == part[0]:
            taken += 1
            yield taken
        elif not taken:
            return


@cache
def _lexicon() -> Lexicon:
    return Lexicon()
