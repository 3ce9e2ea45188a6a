"""
Letters in common: a second look at the best passages.

Stems and parts miss what is only nearly the same word: "vejledning" and "vejleder",
a word with a letter wrong. Stretches of four letters do not. They are too many to
search by, but the hundred best passages can be put in order by them: each passage
has the list of its terms, each term its grams, and BM25 is counted over those.

McNamee & Mayfield, "Character N-Gram Tokenization for European Language Text
Retrieval" (2004), found four letters best for the Germanic languages too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_engine import ranking
from search_engine.backends.whoosh.arrays import Arrays, Passages, Scores
from search_engine.backends.whoosh.ascending import held

Ints = NDArray[np.signedinteger[Any]]

FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "ü": "u"})


def codes(term: str) -> list[int]:
    """
    The grams of *term* with a space at either end, a number each: its letters' Latin-1 bytes.

        >>> [code.to_bytes(4).decode() for code in codes("ælde")]
        [' ael', 'aeld', 'elde', 'lde ']
    """
    letters = f" {term.translate(FOLDED)} ".encode("latin-1", errors="replace").ljust(ranking.GRAM_LENGTH)
    return [
        int.from_bytes(letters[start : start + ranking.GRAM_LENGTH])
        for start in range(len(letters) - ranking.GRAM_LENGTH + 1)
    ]


class Grams:
    """The grams of one generation's passages; safe to share between threads."""

    def __init__(self, arrays: Arrays) -> None:
        self._columns = arrays.columns
        lengths = arrays.columns.gram_lengths
        self._average = float(lengths.mean()) if len(lengths) else 1.0

    def scores(self, passages: Passages, terms: Sequence[str]) -> Scores:
        """BM25 over the grams that *passages* have in common with *terms*."""
        columns = self._columns
        wanted, in_query = np.unique([code for term in terms for code in codes(term)], return_counts=True)
        known = held(columns.gram_codes, wanted)
        wanted, in_query = wanted[known], in_query[known]
        if not len(wanted) or not len(passages):
            return np.zeros(len(passages), np.float32)
        numbers = np.searchsorted(columns.gram_codes, wanted)

        place, term = stretches(columns.sequence, columns.sequence_ends, passages)
        inside, gram = stretches(columns.term_grams, columns.term_gram_ends, term)
        at = np.searchsorted(numbers, gram)
        at[at == len(numbers)] = 0
        hit = numbers[at] == gram
        cells = place[inside[hit]] * len(numbers) + at[hit]
        tf = np.bincount(cells, minlength=len(passages) * len(numbers)).reshape(len(passages), len(numbers))

        tempered = ranking.tempered(tf.astype(np.float64), columns.gram_lengths[passages][:, None], self._average)
        scores: Scores = (ranking.saturation(tempered) @ (columns.gram_idf[numbers] * in_query)).astype(np.float32)
        return scores


def stretches(values: Ints, ends: Ints, wanted: Ints) -> tuple[NDArray[np.int64], NDArray[np.signedinteger[Any]]]:
    """The stretches of *wanted*, one after the other, and for each value to which of *wanted* it belongs."""
    starts = ends[wanted]
    sizes = ends[wanted + 1] - starts
    belongs = np.repeat(np.arange(len(wanted)), sizes)
    before = np.cumsum(sizes) - sizes
    return belongs, values[np.arange(len(belongs)) + (starts - before)[belongs]]
