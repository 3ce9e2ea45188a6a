"""
A second look at the best passages, at what would be too dear to ask of all of them.

    letters     stretches of letters in common with the query (``grams.py``)
    coverage    how much of what was asked for is there at all
    kind        whether anything is told of the kind that was asked for (a date, an amount …)
    beside      what the passage before and the one behind it in the document are worth
    meaning     where words leave it open: how near what is asked is to the passage and its nearest sentence

A sum of scores does not tell whether a passage has every word of the query, or one of
them often, in its heading and as a part of a compound. Whoever types three words means
all three.
"""

from __future__ import annotations

from itertools import chain

import numpy as np

from search_engine import meaning, ranking
from search_engine.backends.whoosh.arrays import Arrays, Passages, Scores
from search_engine.backends.whoosh.ascending import held
from search_engine.backends.whoosh.grams import Grams
from search_engine.backends.whoosh.matches import Few
from search_engine.meaning import Meanings
from search_engine.model import ParsedQuery


class SecondLook:
    """At one generation's passages; safe to share between threads."""

    def __init__(self, arrays: Arrays, meanings: Meanings | None = None) -> None:
        self._arrays = arrays
        self._meanings = meanings if meaning.is_there() else None
        self._grams = Grams(arrays)

    def scores(self, best: Few, weight: Scores, parsed: ParsedQuery) -> Scores:
        """The scores of *best* after it; *weight* is what each passage's scores are multiplied by."""
        letters = self._grams.scores(best.passages, (*parsed.terms, *chain.from_iterable(parsed.required)))
        scores: Scores = best.scores + ranking.GRAM_WEIGHT * weight * letters
        coverage = self._coverage(best.passages, parsed) if parsed.readings else np.zeros(len(scores), np.float32)
        scores = scores * (1 + ranking.COVERAGE_WEIGHT * coverage**2)
        if parsed.kinds:
            telling = np.any([held(self._arrays.postings(kind)[0], best.passages) for kind in parsed.kinds], axis=0)
            scores = scores * np.where(telling, 1 + ranking.KIND_WEIGHT, 1)
        if parsed.readings:  # of a question; what is like a passage is so by itself
            scores = scores + ranking.BESIDE_WEIGHT * self._beside(best.passages, scores)
        several = len(scores) > 1 and len(parsed.readings) > 1  # a single word means what it says
        if self._meanings and parsed.text and several:
            met = float(coverage.max())
            next_best, first = np.partition(scores, -2)[-2:].tolist()
            if met < ranking.MET or first < ranking.DOUBT * next_best:
                scores = scores * self._meant(self._meanings, best.passages, parsed.text, 1 - met)
        return scores.astype(np.float32, copy=False)

    def _meant(self, meanings: Meanings, passages: Passages, text: str, unmet: float) -> Scores:
        """
        What each of *passages* is worth for being near; as much as the others on average where that is not known.

        *unmet*: the share of the question that no passage has the words of.
        """
        keys = self._arrays.columns.meaning[passages].tolist()
        found = meanings.nearness(keys, text)
        nearness = np.array([np.nan if near is None else ranking.nearness(near) for near in found])
        known = ~np.isnan(nearness)
        if not known.any():
            return np.ones(len(passages), np.float32)
        weight = ranking.MEANING_WEIGHT * (1 + ranking.UNMET_WEIGHT * unmet)
        worth = np.exp(weight * (nearness - ranking.USUAL_NEARNESS))
        worth[~known] = worth[known].mean()
        return worth.astype(np.float32)

    def _coverage(self, passages: Passages, parsed: ParsedQuery) -> Scores:
        """
        The share of the query's words that each of *passages* has, words weighted by what they tell.

        Of a compound's parts, or the words of an expression, some count for their share.
        """
        having = {
            term: self._arrays.postings(term)[0]
            for term in dict.fromkeys(chain.from_iterable(chain.from_iterable(parsed.readings)))
        }
        there = {term: held(found, passages).astype(np.float32) for term, found in having.items()}
        shares = [
            np.max([np.mean([there[term] for term in terms], axis=0) for terms in readings], axis=0)
            for readings in parsed.readings
        ]
        passages_with = [max(min(len(having[term]) for term in terms) for terms in word) for word in parsed.readings]
        telling = ranking.idf(np.array(passages_with, np.float64), self._arrays.passage_count)
        coverage: Scores = (telling @ np.array(shares) / telling.sum()).astype(np.float32)
        return coverage

    def _beside(self, passages: Passages, scores: Scores) -> Scores:
        """For each of *passages* the better score of its neighbours in its document, as far as they are among these."""
        order = np.argsort(passages)
        document = self._arrays.columns.document[passages[order]]
        follows = (np.diff(passages[order]) == 1) & (np.diff(document) == 0)
        before, behind = order[:-1][follows], order[1:][follows]
        beside = np.zeros_like(scores)
        beside[behind] = scores[before]
        beside[before] = np.maximum(beside[before], scores[behind])
        return beside
