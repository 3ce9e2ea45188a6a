"""
Passages that say the same take one place among the results.

The one that stands for the others is the newest in force, unless another fits the query clearly
better, by its title or heading; a copy that a filter leaves out stands for nobody. Which
passages say the same was found out when the generation was published (``likeness.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Passages
from search_engine.backends.whoosh.matches import Mask, Matches

AS_GOOD = 0.9  # of the best score among them: then the newest stands; guess
NAMED = 10  # of the others, newest first: boilerplate stands in every document

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Copies:
    """
    The passages of a generation that have others like them.

    *members*: those alike follow each other, the ones in force first, of these the newest; *kin*: a number for
    those that are alike, ascending; *group*: the group of each, by filters and facets.
    """

    members: Passages
    kin: Numbers
    group: NDArray[np.int32]

    @classmethod
    def of(cls, same_as: Passages, group: NDArray[np.int32], in_force: Mask, day: Numbers, ties: Numbers) -> Copies:
        """*in_force* and *day* by group, *ties* by passage."""
        several = np.flatnonzero(np.bincount(same_as, minlength=len(same_as))[same_as] > 1)
        of = group[several]
        order = np.lexsort((ties[several], -day[of], ~in_force[of], same_as[several]))
        members = several[order].astype(np.int32)
        return cls(members, same_as[members].astype(np.int64), group[members])

    def matching(self, matches: Matches) -> Mask:
        """Which members are among *matches*."""
        return matches.scores_of(self.members) > 0

    def repeated(self, matching: Mask, code_of_group: Numbers, codes: int) -> Numbers:
        """By code: how many of the members that match say again what another one with that code says."""
        code = code_of_group[self.group[matching]]
        once = np.unique(self.kin[matching] * codes + code) % codes
        return np.bincount(code, minlength=codes) - np.bincount(once, minlength=codes)

    def hidden(self, matches: Matches) -> Numbers:
        """The places among the members of those of *matches* for which another one stands."""
        scores = matches.scores_of(self.members)
        if not scores.any():
            return np.zeros(0, np.int64)
        begin = _begins(self.kin)
        best = np.repeat(np.maximum.reduceat(scores, begin), np.diff(begin, append=len(scores)))
        as_good = np.flatnonzero((scores > 0) & (scores >= AS_GOOD * best))
        shown = np.zeros(len(scores), bool)
        shown[as_good[_begins(self.kin[as_good])]] = True
        return np.flatnonzero((scores > 0) & ~shown)

    def others(self, shown: Passages, hidden: Numbers) -> tuple[Passages, ...]:
        """For each of *shown* the passages among the *hidden* members that say the same."""
        kin_of = dict(zip(self.members.tolist(), self.kin.tolist(), strict=True)) if len(hidden) else {}
        return tuple(
            self.members[hidden[self.kin[hidden] == kin_of.get(passage, -1)]][:NAMED] for passage in shown.tolist()
        )


def _begins(ascending: Numbers) -> Numbers:
    """Where each value begins."""
    return np.flatnonzero(np.diff(ascending, prepend=-1))
