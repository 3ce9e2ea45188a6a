"""
Compounds to their parts.

    >>> words = Words()
    >>> split("frivillighedspolitikken", words), split("affaldssortering", words), split("kommunen", words)
    (('frivillighed', 'politik'), ('affald', 'sortering'), ())

A word is split where both sides are words, of the dictionary or learned from the documents,
the first perhaps with a linking s, e or er, the last perhaps inflected. Of several splits the
one wins whose sides begin and end the most words: a modifier or head that Danish
makes many compounds of is likelier to be one here. Each side is split again.

An honest failure: "hundelufteplads" stays whole, for the dictionary has no "lufteplads".
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import NamedTuple

from search_engine.danish.dictionary import Words
from search_engine.danish.stems import IRREGULAR, NO_HEADS, SHORT_PARTS, STOP_WORDS, VERBS, WHOLE

MIN_LENGTH = 7  # letters; measured: with 6 ("lydbog") some more are right, and hit@1 on the collection is .750 for .755
MIN_PART = 3
MIN_MODIFIER = 2  # by
MIN_LEARNED_HEAD = 6  # looked at: shorter ones are mostly ends of names ("berg", "tina", "kjær")
MIN_SCORE = 0.0  # measured: -9 to 2 are alike on 374 compounds (tests/words); what is falsely split scores high

# What a linking letter costs in score: none and s are common, e and er rare. Guesses.
LINKS = {"": 0.0, "s": 0.3, "e": 1.2, "er": 1.5}
LENGTH_BONUS = 0.15  # a letter of the shorter side; guess
SHORT_COST = 1.5  # a part of three letters; guess


class Split(NamedTuple):
    """One way of cutting a word in two; the best has the highest score."""

    score: float
    modifier: str
    head: str


def split(word: str, words: Words) -> tuple[str, ...]:
    """The parts of *word*, which is lower case, as words of *words*; none if it is no compound."""
    word = words.base(word) or word  # "naturen" is a form of "natur" before it is "nat" and "uren"
    if len(word) < MIN_LENGTH or not word.isalpha() or word in IRREGULAR or word in VERBS or word in WHOLE:
        return ()
    best = max(_splits(word, words), default=None)
    if best is None or best.score < MIN_SCORE:
        return ()
    return (split(best.modifier, words) or (best.modifier,)) + (split(best.head, words) or (best.head,))


def _splits(word: str, words: Words) -> Iterator[Split]:
    for cut in range(MIN_MODIFIER, len(word) - MIN_PART + 1):
        head = word[cut:]
        head_word = words.lemma(head)
        if head_word is None or not _is_part(head_word) or head in NO_HEADS or head_word in NO_HEADS:
            continue
        if words.is_learned(head_word) and len(head_word) < MIN_LEARNED_HEAD:
            continue
        for link, cost in LINKS.items():
            modifier = word[: cut - len(link)] if word[:cut].endswith(link) else ""
            if not _is_part(modifier) or modifier[-1:] == link:
                continue
            if modifier not in words:
                if link != "s" or modifier + "e" not in words:  # arbejd-s-
                    continue
                modifier += "e"
            shorter = min(len(modifier), len(head_word))
            score = (
                log(words.beginning(word[:cut], modifier) + 0.5)
                + log(words.ending(head_word) + 0.5)
                + LENGTH_BONUS * shorter
                - cost
                - (SHORT_COST if shorter <= MIN_PART else 0)
            )
            yield Split(score, modifier, head_word)


def _is_part(word: str) -> bool:
    return word in SHORT_PARTS or (len(word) > MIN_PART and word not in STOP_WORDS)
