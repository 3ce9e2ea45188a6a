"""
What a passage, or a document, is about: the terms that tell it, to be searched for.

A term tells the more, the oftener it stands there and the fewer passages have it (tf · idf). What stands nowhere
else finds nothing, and the names of municipalities say whose a text is, not what it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil

from search_engine.danish import PART, STOP_WORDS, Lexicon, stem, tokens
from search_engine.danish.vocabulary import Vocabulary
from search_engine.model import ParsedQuery, Passage, PassageTerms

# How many terms. Measured on 14 documents that have a sibling (docs/relevance.md), which stands first for: 10 terms 4,
# 25 9, 50 10, 100 12. The last three cannot be told apart by so few.
TERMS = 50
SMALL = frozenset(map(stem, STOP_WORDS))
READ = 20  # passages of a document; guess: what a long one is about is said again and again


def read(shown: Sequence[Passage]) -> Sequence[Passage]:
    """Those of a document's passages that are read to know what it is about: some, evenly spread, of many."""
    return shown[:: ceil(len(shown) / READ) or 1]


def telling(
    texts: Sequence[PassageTerms],
    municipalities: Iterable[str],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    idf: Callable[[Iterable[str]], Mapping[str, float]],
) -> ParsedQuery:
    """
    What *texts*, passages of one document, are about.

    *idf* is that of the back end, for many terms at once.
    """
    counts, here = Counter[str](), Counter[str]()
    for title in {text.title for text in texts}:
        counts.update(title)
    for text in texts:
        counts.update((*text.heading, *text.body, *text.parts))
        here.update({*text.title, *text.heading, *text.body, *text.parts})
    names = [token.word for name in municipalities for token in tokens(name)]
    left_out = {*SMALL, *map(stem, names), *lexicon.parts(names)}
    told = [term for term in counts if term not in left_out]
    worth = idf(term for term in told if vocabulary.spread(term) > here[term])
    best = sorted(worth, key=lambda term: (-counts[term] * worth[term], term))[:TERMS]
    return ParsedQuery(
        words=(),
        terms=tuple(term for term in best if not term.startswith(PART)),
        parts=tuple(term for term in best if term.startswith(PART)),
    )
