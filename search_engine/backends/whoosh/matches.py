"""
What a query has found so far, before it is a page: many passages, or few.

    Many    a score for every passage of the collection, 0 where it does not match
    Few     the numbers of those that match, and their scores

Both do the same. A question with common words matches most of the collection, and
going through all of it in order is then the quickest way; where a rare word or a
phrase is required, a list of ten must not cost a walk through 100,000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Passages, Scores
from search_engine.backends.whoosh.ascending import held

BLOCK = 64  # passages; 32 and 128 are alike (measured at 100,000)

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Runs:
    """
    Stretches of passages that follow each other and are of one group.

    A document's passages do, so there are far fewer runs than passages to be counted.
    """

    def __init__(self, group: NDArray[np.int32], group_count: int) -> None:
        first = np.flatnonzero(np.diff(group, prepend=-1))
        self.group_of_passage = group
        self.group_count = group_count
        self._starts = first
        self._sizes = np.diff(first, append=len(group))
        self._groups = group[first].astype(np.int64)

    def count(self, matching: Mask) -> Counts:
        """Matching passages by group."""
        if not len(self._starts):
            return np.zeros(self.group_count, np.int64)
        by_run = np.add.reduceat(matching, self._starts, dtype=np.int32)
        return np.bincount(self._groups, by_run, self.group_count).astype(np.int64)

    def spread(self, by_group: NDArray[Any]) -> NDArray[Any]:
        """What each group has, for each of its passages."""
        return np.repeat(by_group[self._groups], self._sizes)


class Matches(Protocol):
    def without(self, passages: Passages) -> Matches: ...

    def count(self) -> int: ...

    def by_group(self, runs: Runs) -> Counts: ...

    def within(self, groups: Mask, runs: Runs) -> Matches: ...

    def between(self, first: int, end: int) -> Matches:
        """Those from the passage *first* up to, but without, *end*."""

    def scaled(self, by_group: Scores, runs: Runs) -> Matches: ...

    def scores_of(self, passages: Passages) -> Scores:
        """Their scores, 0 for those that do not match."""

    def best(self, wanted: int) -> Few:
        """The *wanted* best and all that equal the last of them, in no order."""

    def all(self) -> Few: ...


@dataclass(frozen=True, slots=True)
class Many:
    scores: Scores  # its own: it may be written to

    def without(self, passages: Passages) -> Many:
        self.scores[passages] = 0
        return self

    def count(self) -> int:
        return int(np.count_nonzero(self.scores))

    def by_group(self, runs: Runs) -> Counts:
        return runs.count(self.scores > 0)

    def within(self, groups: Mask, runs: Runs) -> Many:
        return Many(self.scores * runs.spread(groups))

    def between(self, first: int, end: int) -> Few:
        return self._few(np.flatnonzero(self.scores[first:end] > 0) + first)

    def scaled(self, by_group: Scores, runs: Runs) -> Many:
        return Many(self.scores * runs.spread(by_group))

    def scores_of(self, passages: Passages) -> Scores:
        return self.scores[passages]

    def best(self, wanted: int) -> Few:
        return self._few(top(self.scores, wanted))

    def all(self) -> Few:
        return self._few(np.flatnonzero(self.scores > 0))

    def _few(self, passages: NDArray[np.int64]) -> Few:
        scores = self.scores[passages]
        return Few(passages[scores > 0].astype(np.int32), scores[scores > 0])


@dataclass(frozen=True, slots=True)
class Few:
    passages: Passages  # ascending
    scores: Scores

    def without(self, passages: Passages) -> Few:
        return self._where(~held(passages, self.passages))

    def count(self) -> int:
        return len(self.passages)

    def by_group(self, runs: Runs) -> Counts:
        return np.bincount(runs.group_of_passage[self.passages], minlength=runs.group_count)

    def within(self, groups: Mask, runs: Runs) -> Few:
        return self._where(groups[runs.group_of_passage[self.passages]])

    def between(self, first: int, end: int) -> Few:
        return self._where((self.passages >= first) & (self.passages < end))

    def scaled(self, by_group: Scores, runs: Runs) -> Few:
        return Few(self.passages, self.scores * by_group[runs.group_of_passage[self.passages]])

    def scores_of(self, passages: Passages) -> Scores:
        if not len(self.passages):
            return np.zeros(len(passages), np.float32)
        at = np.minimum(self.passages.searchsorted(passages), len(self.passages) - 1)
        return np.where(self.passages[at] == passages, self.scores[at], np.float32(0))

    def best(self, wanted: int) -> Few:
        return self._where(top(self.scores, wanted))

    def all(self) -> Few:
        return self

    def _where(self, kept: Mask | NDArray[np.int64]) -> Few:
        return Few(self.passages[kept], self.scores[kept])


def top(values: NDArray[Any], wanted: int) -> NDArray[np.int64]:
    """
    Ascending indexes of the *wanted* highest values, and of all that equal the lowest of those.

    The wanted-highest of the maxima of blocks is a lower bound of the wanted-highest
    value: a cheap one, which leaves few values to be sorted.
    """
    if not wanted or len(values) <= wanted:
        return np.arange(min(len(values), wanted))
    likely = np.arange(len(values))
    blocks = len(values) // BLOCK
    if blocks > wanted:
        maxima = values[: blocks * BLOCK].reshape(BLOCK, blocks).max(axis=0)  # this way round numpy is 15 times as fast
        likely = np.flatnonzero(values >= np.partition(maxima, -wanted)[-wanted])
    among = values[likely]
    found: NDArray[np.int64] = likely[among >= np.partition(among, -wanted)[-wanted]]
    return found
