"""
What a collection's words are made of.

    >>> lexicon = Lexicon()
    >>> lexicon.split("skolepolitikken"), lexicon.part_terms("skolepolitikken")
    (('skole', 'politik'), ('+skol', '+politik'))

A word is split by the dictionary and by what the collection's documents teach, so each
generation of an index has a lexicon of its own: passages and questions must go through
the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from search_engine.danish import compounds
from search_engine.danish.dictionary import MIN_LENGTH, Words
from search_engine.danish.stems import STOP_WORDS, stem

PART = "+"  # in front of the terms of the second reading: a part never passes for a whole word, nor a word for a part

REMEMBERED = 200_000  # words; more than most municipalities have

# Documents that a word must stand in to be learned. Looked at on 27,714 texts: of one, "elle" and "irer" are words
# ("kulturelle", "inspirere"); of two, "ringer" ("investeringer"); of three, hardly any but names.
MIN_DOCUMENTS = 3


class Lexicon:
    """The dictionary and the *learned* words. Never changes; safe to share between threads."""

    def __init__(self, learned: Iterable[str] = ()) -> None:
        self.learned = frozenset(learned)
        self._words = Words(self.learned)
        self.split = lru_cache(REMEMBERED)(self._split)
        self.part_terms = lru_cache(REMEMBERED)(self._part_terms)

    def is_word(self, word: str) -> bool:
        """Whether *word*, which is lower case, is one of its words, perhaps with an ending."""
        return self._words.knows(word)

    def parts(self, words: Iterable[str]) -> Iterator[str]:
        """The terms of the second reading of *words*, in order."""
        return chain.from_iterable(map(self.part_terms, words))

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts of *word*, which is lower case; none if it is no compound."""
        return compounds.split(word, self._words)

    def _part_terms(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of *word*, or its own where it has none, marked as parts; small words have none."""
        return () if word in STOP_WORDS else tuple(PART + stem(part) for part in self.split(word) or (word,))


def learned(documents: Mapping[str, int]) -> frozenset[str]:
    """The words that are taken for words because of the number of *documents* that each stands in."""
    words = Words()
    often = (word for word, count in documents.items() if count >= MIN_DOCUMENTS and word.isalpha())
    return frozenset(word for word in often if not words.knows(word) and len(stem(word)) >= MIN_LENGTH)
