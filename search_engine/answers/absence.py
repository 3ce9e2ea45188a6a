"""
What the nearest passages do not have, where they do not answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from search_engine.answers.about import About
from search_engine.answers.coverage import Coverage
from search_engine.danish import Lexicon, tokens
from search_engine.model import Passage

NOT_MET = 0.5  # below it a word counts as missing; guess


def missing(about: About, passages: Iterable[Passage], lexicon: Lexicon) -> tuple[str, ...]:
    """The words of the question that none of *passages* has, neither in its text nor in its headings."""
    coverage = Coverage(about.words, lexicon)
    met = coverage.met(
        place for passage in passages for place in coverage.places(tokens(" ".join([*passage.path, passage.text])))
    )
    return tuple(word.text for word, worth in zip(about.words, met, strict=True) if worth < NOT_MET)
