"""
One passage for each document: its best, and how many others there are.

The documents stand in the order of their best passages: as if all passages stood in their order, and of each document
the first were kept. For that the passages need not be put in order, only the documents that are shown.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Passages
from search_engine.backends.whoosh.matches import Counts, Few, top


class Heads:
    """Of one generation's documents; *document* is that of each passage."""

    def __init__(self, document: NDArray[np.int32], document_count: int) -> None:
        self._document = document
        self._document_count = document_count

    def counts(self, passages: Passages) -> Counts:
        """How many of *passages* each document has."""
        return np.bincount(self._document[passages], minlength=self._document_count)

    def firsts(self, in_order: Few) -> Few:
        """Of each document the first of the passages *in_order*."""
        _, first = np.unique(self._document[in_order.passages], return_index=True)
        first.sort()
        return Few(in_order.passages[first], in_order.scores[first])

    def apart_from(self, found: Few, known: Few) -> Few:
        """Those of *found* whose documents have none among *known*."""
        of_known = np.zeros(self._document_count, bool)
        of_known[self._document[known.passages]] = True
        kept = ~of_known[self._document[found.passages]]
        return Few(found.passages[kept], found.scores[kept])

    def best(self, found: Few, wanted: int, days: NDArray[Any] | None = None) -> Few:
        """
        The best passages of the *wanted* best documents, and of those that equal the last, in no order.

        *found* is ascending. With *days*, one for each of *found*, the newest documents are the best. Of a
        document with several best passages all are there.
        """
        document = self._document[found.passages]
        begin = np.flatnonzero(np.diff(document, prepend=-1))
        if not len(begin):
            return found
        best = np.maximum.reduceat(found.scores, begin)
        chosen = np.zeros(len(begin), bool)
        chosen[top(best if days is None else days[begin], wanted)] = True
        sizes = np.diff(begin, append=len(document))
        kept = np.repeat(chosen, sizes) & (found.scores == np.repeat(best, sizes))
        return Few(found.passages[kept], found.scores[kept])
