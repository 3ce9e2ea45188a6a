"""
What the nearest passages do not have, where they do not answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from search_engine.answers.about import About
from search_engine.answers.coverage import Coverage
from search_engine.danish import Lexicon, tokens
from search_engine.model import Passage

NOT_MET = 0.65  # below it a word counts as missing: of a compound all parts must be there; guess


def missing(about: About, passages: Iterable[Passage], lexicon: Lexicon) -> tuple[str, ...]:
    """The words of the question that none of *passages* has by itself, neither in its text nor in its headings."""
    coverage = Coverage(about.words, lexicon)
    met = [coverage.met(coverage.places(tokens(" ".join([*shown.path, shown.text])))) for shown in passages]
    return tuple(
        word.text for number, word in enumerate(about.words) if all(worths[number] < NOT_MET for worths in met)
    )
