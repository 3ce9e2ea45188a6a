"""
A query over the arrays: which passages match, in which order, and the counts beside them.

A question is answered a term at a time: what each posting of the term adds to its
passage's score goes into one array with a cell for every passage. Where a phrase or a
word is required, only the passages that have it are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Arrays, Group, Passages, Scores, held
from search_engine.model import FacetCount, Facets, Filters, ParsedQuery, Query, Sort

FACETS: dict[str, Callable[[Group], str | int | None]] = {
    "municipality": lambda group: group.municipality,
    "kind": lambda group: group.kind,
    "topic": lambda group: group.topic,
    "year": lambda group: group.year,
}
BLOCK = 64  # passages; measured: 32 to 128 are alike

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of passages with their scores, best first."""

    passages: Passages
    scores: Scores
    total: int
    facets: Facets


class Search:
    """Search in one generation's arrays; safe to share between threads."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        groups = arrays.tables.groups
        self._first_day = np.array([group.first_day for group in groups], np.int32)
        self._last_day = np.array([group.last_day for group in groups], np.int32)
        self._facets = {name: _Facet([value(group) for group in groups]) for name, value in FACETS.items()}

    def find(self, parsed: ParsedQuery, query: Query) -> Found:
        """What matches *parsed* under the filters of *query*, sorted, one page of it."""
        passages, scores = self._matching(parsed)
        allowed = self._allowed(query.filters)
        counts = np.bincount(self._arrays.columns.group[passages], minlength=len(self._first_day))
        facets = self._count(counts, allowed)
        everywhere = _all(allowed.values())
        if not everywhere.all():
            kept = everywhere[self._arrays.columns.group[passages]]
            passages, scores = passages[kept], scores[kept]
        page = self._page(passages, scores, query)
        return Found(passages[page], scores[page], len(passages), facets)

    def _matching(self, parsed: ParsedQuery) -> tuple[Passages, Scores]:
        terms = dict.fromkeys(chain(parsed.terms, parsed.parts, *parsed.required))
        postings = [self._arrays.postings(term) for term in terms]
        if parsed.required:
            lists = sorted((self._arrays.with_phrase(phrase) for phrase in parsed.required), key=len)
            passages = reduce(lambda few, many: few[held(many, few)], lists)
            scores = _scores_of(passages, postings)
        else:
            total = np.zeros(self._arrays.passage_count, np.float32)
            for having, impacts in postings:
                total[having] += impacts
            passages = np.flatnonzero(total).astype(np.int32)
            scores = total[passages]
        for phrase in parsed.excluded:
            kept = ~held(self._arrays.with_phrase(phrase), passages)
            passages, scores = passages[kept], scores[kept]
        return passages, scores

    def _allowed(self, filters: Filters) -> dict[str, Mask]:
        """By kind of filter: which groups it lets through."""
        masks = {
            name: self._facets[name].among(wanted)
            for name, wanted in (
                ("municipality", filters.municipality),
                ("kind", filters.kind),
                ("topic", filters.topic),
            )
        }
        year = np.ones(len(self._first_day), bool)
        if filters.from_:
            year &= self._last_day >= filters.from_.toordinal()
        if filters.to:
            year &= (self._first_day <= filters.to.toordinal()) & (self._first_day > 0)
        return {**masks, "year": year}

    def _count(self, counts: NDArray[np.int64], allowed: dict[str, Mask]) -> Facets:
        def counted(name: str) -> tuple[FacetCount, ...]:
            others = _all(mask for other, mask in allowed.items() if other != name)
            return self._facets[name].counts(counts * others)

        return Facets(**{name: counted(name) for name in FACETS})

    def _page(self, passages: Passages, scores: Scores, query: Query) -> NDArray[np.int64]:
        """Which of *passages* are on the page, as indexes, in order."""
        wanted = query.offset + query.limit
        ties = self._arrays.columns.rank_of_id
        if query.sort is Sort.DATE:
            days = self._first_day[self._arrays.columns.group[passages]]
            top = _top(days, wanted)
            order = np.lexsort((ties[passages[top]], -scores[top], -days[top]))
        else:
            top = _top(scores, wanted)
            order = np.lexsort((ties[passages[top]], -scores[top]))
        return top[order][query.offset : wanted]


class _Facet:
    """One property of the groups, as codes; code 0 is for groups without."""

    def __init__(self, values: Sequence[str | int | None]) -> None:
        self._values = sorted({value for value in values if value is not None}, key=str)
        code = {value: number for number, value in enumerate(self._values, start=1)}
        self._codes = np.array([0 if value is None else code[value] for value in values], np.int64)

    def among(self, wanted: Sequence[str]) -> Mask:
        """Which groups have one of *wanted*; all of them where nothing is wanted."""
        if not wanted:
            return np.ones(len(self._codes), bool)
        codes = [number for number, value in enumerate(self._values, start=1) if value in wanted]
        return np.isin(self._codes, codes)

    def counts(self, by_group: NDArray[np.int64]) -> tuple[FacetCount, ...]:
        """Passages by value, most first, then by value."""
        by_code = np.bincount(self._codes, by_group, len(self._values) + 1)[1:].astype(int).tolist()
        found = [FacetCount(str(value), count) for value, count in zip(self._values, by_code, strict=True) if count]
        return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))


def _scores_of(passages: Passages, postings: Iterable[tuple[Passages, Scores]]) -> Scores:
    scores = np.zeros(len(passages), np.float32)
    for having, impacts in postings:
        if len(having):
            at = np.searchsorted(having, passages)
            at[at == len(having)] = 0
            scores += np.where(having[at] == passages, impacts[at], np.float32(0))
    return scores


def _top(values: NDArray[np.float32] | NDArray[np.int32], wanted: int) -> NDArray[np.int64]:
    """
    Indexes of the *wanted* highest values, and of all that equal the lowest of those.

    The wanted-highest of the maxima of blocks is a lower bound of the wanted-highest
    value: a cheap one, which leaves few values to be sorted.
    """
    if not wanted or len(values) <= wanted:
        return np.arange(min(len(values), wanted))
    whole = len(values) // BLOCK
    if whole > wanted:
        maxima = values[: whole * BLOCK].reshape(whole, BLOCK).max(axis=1)
        likely = np.flatnonzero(values >= np.partition(maxima, whole - wanted)[whole - wanted])
    else:
        likely = np.arange(len(values))
    among = values[likely]
    lowest = np.partition(among, len(among) - wanted)[len(among) - wanted]
    top: NDArray[np.int64] = likely[among >= lowest]
    return top


def _all(masks: Iterable[Mask]) -> Mask:
    together: Mask = np.logical_and.reduce(list(masks))
    return together
