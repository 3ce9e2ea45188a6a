"""The second look at the best passages: the letters that their words have in common with the query."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest
from made import document, ids, put, search

from search_engine.backends.whoosh import WhooshBackend
from search_engine.backends.whoosh.grams import codes
from search_engine.model import ParsedQuery, Query, Sort
from search_engine.ranking import GRAM_WEIGHT, K1, RESCORED, B

TEXTS = [
    "affald hentes af renovatøren", "vejledning om affald", "affald og vejlederen", "en vej til skoven",
    "affald affald på vejen", "børnehaven holder lukket",
]  # fmt: skip


def backend(folder: Path, texts: list[str]) -> WhooshBackend:
    return put(WhooshBackend(folder), *(document(f"d{number:04}", text) for number, text in enumerate(texts)))


def by_hand(texts: list[str], words: list[str]) -> list[float]:
    """BM25 over grams, counted as one would on paper."""
    held = [Counter(code for word in text.split() for code in codes(word)) for text in texts]
    average = sum(counts.total() for counts in held) / len(held)
    scores = []
    for counts in held:
        score = 0.0
        for code in (code for word in words for code in codes(word)):
            n = sum(code in other for other in held)
            tf = counts[code]
            length = 1 - B + B * counts.total() / average
            score += math.log(1 + (len(held) - n + 0.5) / (n + 0.5)) * tf * (K1 + 1) / (tf + K1 * length)
        scores.append(score)
    return scores


@pytest.mark.parametrize("words", ["affald vejleder", "affaldet", "skov vej affald affald"])
def test_what_the_second_look_adds_is_bm25_over_stretches_of_letters(tmp_path, words):
    index = backend(tmp_path, TEXTS)
    parsed = ParsedQuery((), ("affald", *words.split()))

    first = {hit.passage.id: hit.score for hit in index.candidates(parsed, Query("", sort=Sort.DATE)).scored}
    added = {hit.passage.id: hit.score - first[hit.passage.id] for hit in index.candidates(parsed, Query("")).scored}

    expected = dict(
        zip((f"d{number:04}.0" for number in range(len(TEXTS))), by_hand(TEXTS, list(parsed.terms)), strict=True)
    )
    assert added == pytest.approx({id: GRAM_WEIGHT * expected[id] for id in added}, rel=1e-4, abs=1e-5)


def test_a_passage_with_nearly_the_word_comes_before_one_without(tmp_path):
    found = search(
        backend(tmp_path, ["affald om hjørnet", "affald og vejlederen", "affald i skoven"]), "affald vejledning"
    )

    assert ids(found)[0] == "d0001.0"


def test_letters_outside_the_alphabet_are_no_fault(tmp_path):
    assert search(backend(tmp_path, ["Łódź 北京 ½ e\u0301", "ÿ"]), "łódź 北京").total == 1


def test_pages_of_results_follow_on_and_none_is_shown_twice(tmp_path):
    texts = [f"affald {'vejledning ' if number % 3 else ''}nummer {number}" for number in range(RESCORED + 30)]
    index = backend(tmp_path, texts)

    pages = [ids(search(index, "affald vejleder", limit=20, offset=offset)) for offset in range(0, RESCORED + 40, 20)]

    shown = [id for page in pages for id in page]
    assert len(shown) == len(set(shown)) == len(texts)
    scores = [hit.score for hit in search(index, "affald vejleder", limit=len(texts)).scored]
    assert scores == sorted(scores, reverse=True)
