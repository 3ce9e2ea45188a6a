"""
A query over the arrays: which passages match, in which order, and the counts beside them.

A question is answered a term at a time: what each posting of the term adds to its
passage's score goes into one array with a cell for every passage. Where a phrase or a
word is required, only the passages that have it are looked at. The best get a second
look (``second_look.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search_engine.backends.whoosh.arrays import Arrays, Group, Passages, Scores
from search_engine.backends.whoosh.ascending import common
from search_engine.backends.whoosh.copies import Copies
from search_engine.backends.whoosh.heads import Heads
from search_engine.backends.whoosh.matches import Counts, Few, Many, Mask, Matches, Runs, top
from search_engine.backends.whoosh.second_look import SecondLook
from search_engine.meaning import Meanings
from search_engine.model import FacetCount, Facets, Filters, ParsedQuery, Query, Sort
from search_engine.ranking import NAME_WEIGHT, OTHER_MUNICIPALITY, REPLACED, RESCORED, SYNONYM_WEIGHT, VARIANT_WEIGHT

FACETS: dict[str, Callable[[Group], str | int | None]] = {
    "municipality": lambda group: group.municipality,
    "kind": lambda group: group.kind,
    "topic": lambda group: group.topic,
    "year": lambda group: group.year,
}
FEW = 1 / 32  # of the collection: up to here it is quicker to look postings up than to add them all; measured


@dataclass(frozen=True, slots=True)
class Found:
    """
    One page of passages with their scores, best first.

    *copies*: for each, others that say the same. *more* and *documents*, where each passage stands for its
    document: for each, how many others of its document match, and how many documents do.
    """

    passages: Passages
    scores: Scores
    copies: tuple[Passages, ...]
    total: int
    facets: Facets
    more: tuple[int, ...] = ()
    documents: int = 0


class Search:
    """Search in one generation's arrays; safe to share between threads."""

    def __init__(self, arrays: Arrays, meanings: Meanings | None = None) -> None:
        self._arrays = arrays
        groups = arrays.tables.groups
        self._runs = Runs(arrays.columns.group, len(groups))
        self._first_day = np.array([group.first_day for group in groups], np.int32)
        self._last_day = np.array([group.last_day for group in groups], np.int32)
        self.municipalities = tuple(sorted({group.municipality for group in groups if group.municipality}))
        replaced = [group.is_replaced for group in groups]
        self._in_force = np.where(replaced, REPLACED, 1).astype(np.float32) if any(replaced) else None
        self._copies = Copies.of(
            arrays.columns.same_as,
            arrays.columns.group,
            ~np.array(replaced, bool),
            self._last_day.astype(np.int64),
            arrays.columns.rank_of_id,
        )
        self._heads = Heads(arrays.columns.document, len(arrays.tables.ids))
        self._second_look = SecondLook(arrays, meanings)
        self._facets = {name: _Facet([value(group) for group in groups]) for name, value in FACETS.items()}

    def find(self, parsed: ParsedQuery, query: Query, apart_from: Passages | None = None) -> Found:
        """What matches *parsed* under the filters of *query*, sorted, one page of it; nothing of *apart_from*."""
        matches = self.matching(parsed)
        if apart_from is not None:
            matches = matches.without(apart_from)
        worth = self._worth(parsed)
        if worth is not None:
            matches = matches.scaled(worth, self._runs)
        by_group = matches.by_group(self._runs)
        allowed = self._allowed(query.filters)
        facets = self._count(by_group, allowed, self._copies.matching(matches))
        if allowed:
            everywhere = _all(allowed.values())
            matches = matches.within(everywhere, self._runs)
            by_group = by_group * everywhere
        hidden = self._copies.hidden(matches)
        matches = matches.without(self._copies.members[hidden])
        total = int(by_group.sum()) - len(hidden)
        if query.document is not None:
            matches = matches.between(*self._arrays.passages_of(query.document))
            total = matches.count()
        if query.by_document:
            by_document = self._heads.counts(matches.all().passages)
            page = self._page_of_documents(matches, parsed, query)
            more = by_document[self._arrays.columns.document[page.passages]] - 1
            documents = int(np.count_nonzero(by_document))
        else:
            page = self._page(matches, parsed, query)
            more, documents = np.zeros(len(page.passages), np.int64), 0
        copies = self._copies.others(page.passages, hidden)
        return Found(page.passages, page.scores, copies, total, facets, tuple(more.tolist()), documents)

    def narrowed(self, by_group: Counts, filters: Filters) -> tuple[Facets, Mask]:
        """The facets of what is counted by group, and which groups *filters* leave."""
        allowed = self._allowed(filters)
        return self._count(by_group, allowed), _all([np.ones(len(by_group), bool), *allowed.values()])

    def matching(self, parsed: ParsedQuery) -> Matches:
        """All that matches, whatever the filters, with its scores at first look."""
        required = dict.fromkeys(chain.from_iterable(parsed.required))
        terms = required | dict.fromkeys(chain(parsed.terms, parsed.parts))
        postings = [self._arrays.postings(term) for term in terms]
        lesser = dict.fromkeys(parsed.synonyms, SYNONYM_WEIGHT) | dict.fromkeys(parsed.variants, VARIANT_WEIGHT)
        lesser |= dict.fromkeys(parsed.names, NAME_WEIGHT)
        for term, weight in lesser.items():
            if term not in terms:
                having, impacts = self._arrays.postings(term)
                postings.append((having, impacts * np.float32(weight)))
        matches: Matches
        if parsed.required:
            lists = sorted((self._arrays.with_phrase(phrase) for phrase in parsed.required), key=len)
            passages = reduce(common, lists)
            matches = Few(passages, self._scores(passages, postings, len(required)))
        else:
            matches = Many(self._all_scores(postings))
        for phrase in parsed.excluded:
            matches = matches.without(self._arrays.with_phrase(phrase))
        return matches

    def _all_scores(self, postings: Iterable[tuple[Passages, Scores]]) -> Scores:
        scores = np.zeros(self._arrays.passage_count, np.float32)
        for having, impacts in postings:
            np.add.at(scores, having, impacts)  # since numpy 1.25 twice as fast as scores[having] += impacts
        return scores

    def _scores(self, passages: Passages, postings: Sequence[tuple[Passages, Scores]], required: int) -> Scores:
        """The scores of *passages*, each of which has the terms of the first *required* postings."""
        if len(passages) > FEW * self._arrays.passage_count:
            return self._all_scores(postings)[passages]
        scores = np.zeros(len(passages), np.float32)
        if not len(passages):
            return scores
        for having, impacts in postings[:required]:
            scores += impacts[having.searchsorted(passages)]
        for having, impacts in postings[required:]:
            if len(having):
                at = having.searchsorted(passages)
                at[at == len(having)] = 0
                scores += np.where(having[at] == passages, impacts[at], np.float32(0))
        return scores

    def _worth(self, parsed: ParsedQuery) -> Scores | None:
        """By group: what the scores of its passages are multiplied by; None where nothing changes."""
        if not parsed.municipalities and (self._in_force is None or parsed.years):
            return None
        groups = self._arrays.tables.groups
        worth = np.ones(len(groups), np.float32)
        if self._in_force is not None and not parsed.years:
            worth *= self._in_force
        if parsed.municipalities:
            worth[[group.municipality not in parsed.municipalities for group in groups]] *= OTHER_MUNICIPALITY
        return worth

    def _allowed(self, filters: Filters) -> dict[str, Mask]:
        """By kind of filter that is in use: which groups it lets through."""
        wanted = {"municipality": filters.municipality, "kind": filters.kind, "topic": filters.topic}
        allowed = {name: self._facets[name].among(values) for name, values in wanted.items() if values}
        if filters.from_ or filters.to:
            dated = self._first_day > 0
            if filters.from_:
                dated &= self._last_day >= filters.from_.toordinal()
            if filters.to:
                dated &= self._first_day <= filters.to.toordinal()
            allowed["year"] = dated
        return allowed

    def _count(self, by_group: Counts, allowed: dict[str, Mask], copies: Mask | None = None) -> Facets:
        """The facets; of the *copies* that match, those with one value count once."""

        def counted(name: str) -> tuple[FacetCount, ...]:
            facet, found, again = self._facets[name], by_group, copies
            if others := [mask for other, mask in allowed.items() if other != name]:
                everywhere = _all(others)
                found = found * everywhere
                again = None if again is None else again & everywhere[self._copies.group]
            by_code = facet.by_code(found)
            if again is not None and again.any():
                by_code = by_code - self._copies.repeated(again, facet.codes, len(by_code))
            return facet.counts(by_code)

        return Facets(**{name: counted(name) for name in FACETS})

    def _page(self, matches: Matches, parsed: ParsedQuery, query: Query) -> Few:
        wanted = query.offset + query.limit
        if query.sort is Sort.DATE:
            found = matches.all()
            days = self._days(found)
            newest = top(days, wanted)
            in_order = self.in_order(Few(found.passages[newest], found.scores[newest]), days[newest])
        else:
            in_order = self._rescored(self.in_order(matches.best(max(wanted, RESCORED))), parsed)
        return Few(in_order.passages[query.offset : wanted], in_order.scores[query.offset : wanted])

    def _page_of_documents(self, matches: Matches, parsed: ParsedQuery, query: Query) -> Few:
        """The best passage of each document."""
        wanted = query.offset + query.limit
        found = matches.all()
        if query.sort is Sort.DATE:
            best = self._heads.best(found, wanted, self._days(found))
            heads = self._heads.firsts(self.in_order(best, self._days(best)))
        else:
            looked_at = self._rescored(self.in_order(matches.best(RESCORED)), parsed)
            heads = self._heads.firsts(Few(looked_at.passages[:RESCORED], looked_at.scores[:RESCORED]))
            if (missing := wanted - len(heads.passages)) > 0:
                best = self._heads.best(self._heads.apart_from(found, heads), missing)
                others = self._heads.firsts(self.in_order(best))
                heads = Few(
                    np.concatenate([heads.passages, others.passages]), np.concatenate([heads.scores, others.scores])
                )
        return Few(heads.passages[query.offset : wanted], heads.scores[query.offset : wanted])

    def _days(self, found: Few) -> NDArray[np.int32]:
        days: NDArray[np.int32] = self._first_day[self._arrays.columns.group[found.passages]]
        return days

    def in_order(self, found: Few, days: NDArray[np.int32] | None = None) -> Few:
        """Newest first where there are days, then best first, then by id."""
        ties = self._arrays.columns.rank_of_id[found.passages]
        order = np.lexsort((ties, -found.scores) if days is None else (ties, -found.scores, -days))
        return Few(found.passages[order], found.scores[order])

    def _rescored(self, found: Few, parsed: ParsedQuery) -> Few:
        """The best of *found* after a second look, then the rest, with no higher scores than these."""
        best = Few(found.passages[:RESCORED], found.scores[:RESCORED])
        weight = self._arrays.columns.standing[best.passages]
        worth = self._worth(parsed)
        if worth is not None:
            weight = weight * worth[self._arrays.columns.group[best.passages]]
        best_in_order = self.in_order(Few(best.passages, self._second_look.scores(best, weight, parsed)))
        rest = np.minimum(found.scores[RESCORED:], best_in_order.scores.min(initial=np.inf))
        return Few(
            np.concatenate([best_in_order.passages, found.passages[RESCORED:]]),
            np.concatenate([best_in_order.scores, rest]),
        )


class _Facet:
    """One property of the groups, as codes; code 0 is for groups without."""

    def __init__(self, values: Sequence[str | int | None]) -> None:
        self._names = ["", *sorted({str(value) for value in values if value is not None})]
        code = {name: number for number, name in enumerate(self._names)}
        self.codes = np.array([code["" if value is None else str(value)] for value in values], np.int64)

    def among(self, wanted: Sequence[str]) -> Mask:
        """Which groups have one of *wanted*."""
        return np.isin(self.codes, [code for code, name in enumerate(self._names) if code and name in wanted])

    def by_code(self, by_group: Counts) -> Counts:
        return np.bincount(self.codes, by_group, len(self._names)).astype(np.int64)

    def counts(self, by_code: Counts) -> tuple[FacetCount, ...]:
        """Passages by value, most first, then by value."""
        by_code[0] = 0
        codes = np.flatnonzero(by_code)
        order = codes[np.argsort(-by_code[codes], kind="stable")]  # codes are in the order of the values
        return tuple(FacetCount(self._names[code], int(by_code[code])) for code in order.tolist())


def _all(masks: Iterable[Mask]) -> NDArray[np.bool_]:
    together: Mask = np.logical_and.reduce(list(masks))
    return together
