"""
Lists of numbers in ascending order: what is in both, and what in which.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

SORT_BELOW = 8  # measured: lists nearer in length than this are compared quicker by sorting them together

Numbers = NDArray[Any]


def once(ascending: Numbers) -> Numbers:
    """Each value of *ascending* once; np.unique, which hashes, takes ten times as long for a thousand of them."""
    first = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending[first]


def held(sorted_values: Numbers, wanted: Numbers) -> NDArray[np.bool_]:
    """For each of *wanted*, whether it is among *sorted_values*."""
    if not len(sorted_values):
        return np.zeros(len(wanted), bool)
    at = sorted_values.searchsorted(wanted)
    at[at == len(sorted_values)] = 0
    found: NDArray[np.bool_] = sorted_values[at] == wanted
    return found


def common(one: Numbers, other: Numbers) -> Numbers:
    """What stands in both; each is ascending and has no value twice."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) * SORT_BELOW < len(other):
        return one[held(other, one)]
    both = np.sort(np.concatenate([one, other]))
    twice: Numbers = both[:-1][both[1:] == both[:-1]]
    return twice
