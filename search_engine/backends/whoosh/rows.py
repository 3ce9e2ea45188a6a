"""
Words, phrases and words near each other in a row of words.

The row is one array with a number for each word of all texts, in their order, and numbers
go by the alphabet: a word is one comparison over it, a prefix two, and a phrase looks at what
stands behind. It takes some milliseconds whatever is asked, and no list of places is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Array, Strings
from search_engine.backends.whoosh.transcript import END
from search_engine.model import ExactPhrase, ExactWord, Nearby

Places = NDArray[np.int64]
Numbers = tuple[int, int]  # from, to: the words of a prefix follow each other


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of a row, half-open; starts and ends are both ascending: none lies within another."""

    starts: Places
    ends: Places

    def where(self, kept: NDArray[np.bool_]) -> Stretches:
        return Stretches(self.starts[kept], self.ends[kept])


LENGTH_BITS = 16  # of a number that holds a stretch's start and length; a query of twelve words has none near that
NONE = Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64))


class Row:
    """*words* by number, END between what does not follow each other, and the *spellings* in order."""

    def __init__(self, words: Array, spellings: Strings) -> None:
        self._words = words
        self._spellings = spellings

    def find(self, part: ExactPhrase | Nearby) -> Stretches:
        """Where *part* stands."""
        if isinstance(part, ExactPhrase):
            return self._phrase(part)
        one, other = self.find(part.one), self._phrase(part.other)
        return self._near(one, other, part.apart)

    def _phrase(self, phrase: ExactPhrase) -> Stretches:
        numbers = [self._numbers(word) for word in phrase.words]
        if any(first == end for first, end in numbers):
            return NONE
        first, end = numbers[0]
        row = self._words
        places = np.flatnonzero(row == first if end == first + 1 else (row >= first) & (row < end))
        for behind, (first, end) in enumerate(numbers[1:], start=1):  # END is none of the numbers: never too far
            word = row[places + behind]
            places = places[(word >= first) & (word < end)]
        return Stretches(places, places + len(numbers))

    def _near(self, one: Stretches, other: Stretches, apart: int) -> Stretches:
        if not len(one.starts) or not len(other.starts):
            return NONE
        return self._unbroken(_shortest(united([_followed(one, other, apart), _followed(other, one, apart)])))

    def _unbroken(self, found: Stretches) -> Stretches:
        """Those of *found* that do not run over an end."""
        stops = np.flatnonzero(self._words == END)
        return found.where(stops.searchsorted(found.starts) == stops.searchsorted(found.ends))

    def _numbers(self, word: ExactWord) -> Numbers:
        found = self._spellings.beginning(word.text if word.is_prefix else f"{word.text}\n")
        return found.start + 1, found.stop + 1


def united(parts: Sequence[Stretches]) -> Stretches:
    """The stretches of all *parts*, each once, by start and then by end."""
    if len(parts) == 1:
        return parts[0]
    keys = np.concatenate([part.starts << LENGTH_BITS | part.ends - part.starts for part in parts])
    keys.sort(kind="stable")  # merges what is in order already
    keys = keys[np.diff(keys, prepend=-1) > 0]
    starts = keys >> LENGTH_BITS
    return Stretches(starts, starts + (keys & (1 << LENGTH_BITS) - 1))


def _followed(one: Stretches, other: Stretches, apart: int) -> Stretches:
    """From each of *one* to the next of *other* behind it, if there are at most *apart* words between."""
    following = other.starts.searchsorted(one.ends)
    near = following < len(other.starts)
    following[~near] = 0
    near &= other.starts[following] - one.ends <= apart
    return Stretches(one.starts[near], other.ends[following[near]])


def _shortest(found: Stretches) -> Stretches:
    """Those of *found*, which are in order, that hold no other."""
    if not len(found.starts):
        return found
    nearest_end = np.minimum.accumulate(found.ends[::-1])[::-1]  # of those from here on
    kept = np.append(found.ends[:-1] < nearest_end[1:], True)
    kept[1:] &= found.starts[1:] != found.starts[:-1]
    return found.where(kept)
