"""
An expression over the rows of words: every place, and the passages that they are in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Arrays, Strings
from search_engine.backends.whoosh.matches import Mask
from search_engine.backends.whoosh.rows import Places, Row, Stretches, united
from search_engine.model import ExactPhrase, Expression, Nearby

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Where an expression stands, by document and place: in the titles' row if *in_titles*, else in that of the texts.

    *passages*: for each place the passage that it begins in, a title's being its document's first.
    """

    stretches: Stretches
    passages: Numbers
    in_titles: bool

    def where(self, kept: Mask) -> Standing:
        return Standing(self.stretches.where(kept), self.passages[kept], self.in_titles)


class Exact:
    """Exact search in one generation's arrays."""

    def __init__(self, arrays: Arrays) -> None:
        columns = arrays.columns
        spellings = Strings(columns.spellings, columns.spelling_ends)
        self._columns = columns
        self._texts = Row(columns.written, spellings)
        self._titles = Row(columns.titles, spellings)

    def find(self, expression: Expression) -> Standing:
        """Every place of *expression*."""
        if expression.required:
            return self._in_texts(expression)
        return self._in_titles(expression)

    def passage_at(self, places: Places) -> Numbers:
        """The passage that each place in the texts' row belongs to."""
        return _belonging(places, self._columns.written_starts)

    def document_at(self, places: Places) -> Numbers:
        """The document that each place in the titles' row belongs to."""
        return _belonging(places, self._columns.titles_starts)

    def _in_texts(self, expression: Expression) -> Standing:
        parts = [self._texts.find(part) for part in expression.required]
        belonging = [self.passage_at(part.starts) for part in parts]
        kept = self._titled(expression)[self._columns.document]
        for passages in belonging:
            kept &= _mask(passages, len(kept))
        kept[self._with(expression.excluded)] = False
        together = united([part.where(kept[passages]) for part, passages in zip(parts, belonging, strict=True)])
        return Standing(together, self.passage_at(together.starts), in_titles=False)

    def _in_titles(self, expression: Expression) -> Standing:
        """A document without a passage has nothing to show."""
        first, end = self._columns.document_ends[:-1], self._columns.document_ends[1:]
        kept = self._titled(expression) & (first < end)
        kept[self._columns.document[self._with(expression.excluded)]] = False
        found = united([self._titles.find(part) for part in expression.titles])
        found = found.where(kept[self.document_at(found.starts)])
        return Standing(found, first[self.document_at(found.starts)], in_titles=True)

    def _titled(self, expression: Expression) -> Mask:
        """The documents whose titles are as they should be."""
        kept = np.ones(len(self._columns.titles_starts) - 1, bool)
        for part in expression.titles:
            kept &= self._with_title(part)
        for part in expression.excluded_titles:
            kept &= ~self._with_title(part)
        return kept

    def _with_title(self, part: ExactPhrase) -> Mask:
        return _mask(self.document_at(self._titles.find(part).starts), len(self._columns.titles_starts) - 1)

    def _with(self, parts: Iterable[ExactPhrase | Nearby]) -> Numbers:
        """The passages that have one of *parts*, some of them more than once."""
        found = [self.passage_at(self._texts.find(part).starts) for part in parts]
        return np.concatenate([np.zeros(0, np.int64), *found])


def _mask(numbers: Numbers, count: int) -> Mask:
    mask = np.zeros(count, bool)
    mask[numbers] = True
    return mask


def _belonging(places: Places, starts: NDArray[np.int64]) -> Numbers:
    """For each of *places*, which are ascending, the number of the stretch it lies in; the last start is the end."""
    if len(places) < len(starts):
        return starts.searchsorted(places, side="right") - 1
    return np.repeat(np.arange(len(starts) - 1), np.diff(places.searchsorted(starts)))
