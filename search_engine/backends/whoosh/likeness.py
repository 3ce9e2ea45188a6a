"""
Which passages say the same: boilerplate, and what a new version of a document left as it was.

Two do if at least nine tenths of their stretches of three words are common, if their
numbers are the same (a new price is news), and if they are one municipality's. Of short
texts the heading must be the same, too: "Ja, det må du gerne." answers many questions.

Broder, "On the resemblance and containment of documents" (1997): the smallest of the hashes
of a set is the same in two sets as often as they are alike, so that only passages which
agree in some of them need be compared. What that misses among passages just above the
bound, one in a hundred, is shown twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Array

ALIKE = 0.9  # of the stretches; guess: a word changed in thirty
SHORT = 20  # words; guess: two lines
BANDS, ROWS = 4, 4  # of smallest hashes: those of one band must all agree, 0.9 ** 4 of the time in each
CHUNK = 5_000  # passages at a time, for the sake of memory

Hashes = NDArray[np.uint64]

SEED = np.uint64(0x9E3779B97F4A7C15)  # of SplitMix64, as are the factors below
HASHES = np.random.default_rng(1997).integers(1, 1 << 63, BANDS * ROWS, np.uint64) * np.uint64(2) + np.uint64(1)


def same_as(columns: dict[str, Array], owners: Sequence[str | None], headings: Sequence[str]) -> NDArray[np.int32]:
    """
    For each passage the first one that says the same: itself, where none before it does.

    *owners*: whose each is; *headings*: what it stands under. Depends on what the columns say alone.
    """
    stretches = _Stretches(columns, headings)
    count = len(stretches.starts)
    first = np.arange(count, dtype=np.int32)
    if count < 2:
        return first
    must_agree = _mixed(stretches.numbers() + _codes(owners))
    smallest = stretches.smallest()
    for band in range(BANDS):
        key = must_agree.copy()
        for row in range(ROWS):
            key = _mixed(key ^ smallest[:, band * ROWS + row])
        order = np.argsort(key, kind="stable")
        agree = np.flatnonzero(key[order[1:]] == key[order[:-1]])
        for at in agree.tolist():
            one, other = int(order[at]), int(order[at + 1])
            if _root(first, one) != _root(first, other) and stretches.alike(one, other):
                low, high = sorted((_root(first, one), _root(first, other)))
                first[high] = low
    return np.array([_root(first, number) for number in range(count)], np.int32)


class _Stretches:
    """The hashes of each passage's stretches of three words."""

    def __init__(self, columns: dict[str, Array], headings: Sequence[str]) -> None:
        written, starts, ends = columns["written"], columns["text_starts"], columns["written_starts"][1:]
        sizes = ends - starts
        self.passage = np.repeat(np.arange(len(starts)), sizes)
        at = np.arange(len(self.passage)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        self.words = written[at]
        self.passage, self.words = self.passage[self.words > 0], self.words[self.words > 0]
        counts = np.bincount(self.passage, minlength=len(starts))
        self.starts = np.cumsum(counts) - counts
        self._with_digit = _with_digit(columns)

        hashed = _mixed(self.words.astype(np.uint64))
        edge = np.where(counts < SHORT, _codes(headings), 0).astype(np.uint64)
        before, before_that = np.roll(hashed, 1), np.roll(hashed, 2)
        is_first = np.zeros(len(hashed), bool)
        is_first[self.starts[counts > 0]] = True
        is_second = np.zeros(len(hashed), bool)
        is_second[self.starts[counts > 1] + 1] = True
        before[is_first] = edge[self.passage[is_first]]
        before_that[is_first | is_second] = edge[self.passage[is_first | is_second]]
        self.hashes = _mixed(hashed + np.uint64(3) * before + np.uint64(5) * before_that)
        self._counts = counts

    def numbers(self) -> Hashes:
        """By passage: a hash of the words with a figure in them."""
        hashes = np.where(self._with_digit[self.words], _mixed(self.words.astype(np.uint64)), np.uint64(0))
        return _by_passage(np.add, hashes, self.starts, self._counts)

    def smallest(self) -> Hashes:
        """By passage: the smallest of its hashes, in BANDS x ROWS ways."""
        found = np.zeros((len(self.starts), len(HASHES)), np.uint64)
        for begin in range(0, len(self.starts), CHUNK):
            chunk = slice(begin, begin + CHUNK)
            starts, counts = self.starts[chunk], self._counts[chunk]
            hashes = self.hashes[starts[0] : starts[-1] + counts[-1]]
            for way, factor in enumerate(HASHES):
                found[chunk, way] = _by_passage(np.minimum, hashes * factor, starts - starts[0], counts)
        return found

    def alike(self, one: int, other: int) -> bool:
        """Whether ALIKE of what either has is common."""
        a, b = self._of(one), self._of(other)
        common = len(np.intersect1d(a, b, assume_unique=True))
        return common >= ALIKE * (len(a) + len(b) - common) and common > 0

    def _of(self, passage: int) -> Hashes:
        start = self.starts[passage]
        return np.unique(self.hashes[start : start + self._counts[passage]])


def _root(first: NDArray[np.int32], number: int) -> int:
    while first[number] != number:
        first[number] = first[first[number]]
        number = int(first[number])
    return number


def _mixed(values: Hashes) -> Hashes:
    """Each value as a number without any likeness to it: SplitMix64's last steps."""
    values = values + SEED
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _codes(names: Sequence[str | None]) -> Hashes:
    """A number for each name, the same for the same."""
    number = {name: place for place, name in enumerate(sorted({name or "" for name in names}), start=1)}
    return _mixed(np.array([number[name or ""] for name in names], np.uint64))


def _with_digit(columns: dict[str, Array]) -> NDArray[np.bool_]:
    """For each number of a word, whether there is a figure in it; 0 is no word's."""
    words = columns["spellings"].tobytes().decode().splitlines()
    return np.array([False, *(any(map(str.isdigit, word)) for word in words)], bool)


def _by_passage(how: np.ufunc, values: Hashes, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> Hashes:
    found = np.zeros(len(starts), np.uint64)
    some = counts > 0
    if some.any():
        found[some] = how.reduceat(values, starts[some])
    return found
