"""
Which words the documents have, and which of them are near one that they have not.

The words lie in order, so those with the same first letter lie together: of 100,000
words a few thousand are compared, and nothing is kept in memory from one query to the
next. The distance is that of optimal string alignment: a letter wrong, missing or too
many, or two neighbours that changed places, each counts one.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_engine.backends.whoosh.arrays import Arrays
from search_engine.danish.vocabulary import Near


class ArrayVocabulary:
    """The words of one generation; safe to share between threads."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def spread(self, term: str) -> int:
        return len(self._arrays.postings(term)[0])

    def share(self, term: str) -> float:
        return self.spread(term) / max(self._arrays.passage_count, 1)

    def near(self, word: str, distance: int) -> Sequence[Near]:
        found: list[Near] = []
        for beginning in {word[:1], word[1::-1]}:  # the first two letters in the other order
            words, documents = self._arrays.words(beginning)
            scored = process.extract(word, words, scorer=OSA.distance, score_cutoff=distance, limit=None)
            found += [Near(int(away), int(documents[place]), near) for near, away, place in scored]
        return found
