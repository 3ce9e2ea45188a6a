"""
Which stretch answers, and how certain that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search_engine.answers.about import Word
from search_engine.answers.candidates import candidates
from search_engine.danish import Lexicon, stem, tokens
from search_engine.model import Passage, Scored

READ = 20  # passages that are read for an answer; guess
LEAST = 0.6  # guess: share of the question's words, by weight, that stretch, headings and title must have
OUTSIDE = 0.5  # guess: what a word is worth that stands only in heading or title


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a passage, ``scored.passage.text[start:end]``, that answers."""

    scored: Scored
    start: int
    end: int
    highlight: tuple[int, int]  # within the stretch
    kind: str
    confidence: float


def choose(words: Sequence[Word], scored: Sequence[Scored], lexicon: Lexicon) -> tuple[Found, ...]:
    """The best stretch of the passages, none where no stretch is good enough."""
    total = sum(word.weight for word in words)
    best: Found | None = None
    for one in scored[:READ] if total else ():
        outside = _terms(" ".join([one.record.title, *one.passage.path]), lexicon)
        for start, end in candidates(one.passage.text):
            inside = _terms(one.passage.text[start:end], lexicon)
            met = sum(word.weight * max(_meets(word, inside), OUTSIDE * _meets(word, outside)) for word in words)
            if best is None or met / total > best.confidence:
                best = Found(one, start, end, (0, end - start), "statement", round(met / total, 2))
    return (best,) if best and best.confidence >= LEAST else ()


def missing(words: Sequence[Word], passages: Iterable[Passage], lexicon: Lexicon) -> tuple[str, ...]:
    """Those of *words* that none of *passages* has, neither in its text nor in its headings."""
    there = set().union(*(_terms(" ".join([*passage.path, passage.text]), lexicon) for passage in passages))
    return tuple(word.text for word in words if not _meets(word, there))


def _terms(text: str, lexicon: Lexicon) -> set[str]:
    words = [token.word for token in tokens(text)]
    return {stem(word) for word in words} | {part for word in words for part in lexicon.part_terms(word)}


def _meets(word: Word, terms: set[str]) -> float:
    """How far *terms* have *word*: itself, its parts, or another word for it."""
    if word.stem in terms:
        return 1.0
    if not word.others.isdisjoint(terms):
        return 0.8
    return 0.8 * len(word.parts & terms) / len(word.parts) if word.parts else 0.0
