"""
The formula that ranks, and its numbers.

    score(passage) = Σ term   weight(reading) · idf(term) · tf' · (k1 + 1) / (tf' + k1)

    idf = ln(1 + (N - n + 0.5) / (n + 0.5))
    tf' = Σ field   weight(field) · tf(term, field) / (1 - b + b · length / average length)

BM25F: Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
(2009), section 3.6. Title, heading and body are one text in which a place counts more or
less, so a word that the introduction repeats from its heading and the document's title is
counted once and not three times. The 1 inside the logarithm is Lucene's
(BM25Similarity): a word that stands in more than half of the passages still counts a
little, where the textbook form would count it against them, and our readers do write
"kommune". N is the number of passages, n that of passages with the term.

The best of these get a second look, by the same formula over stretches of letters:

    (score + GRAM_WEIGHT · BM25(grams)) · (1 + COVERAGE_WEIGHT · coverage²)
                                        · (1 + KIND_WEIGHT, where a fact of the kind asked for is told)
        + BESIDE_WEIGHT · the better one of the passage before and the one behind it

and all of it, where words leave it open which is the best, times

    e ^ (MEANING_WEIGHT · (1 + UNMET_WEIGHT · (1 - the best one's coverage)) · (nearness - USUAL_NEARNESS))

nearness being the cosine of what is asked with the whole passage, and with its nearest sentence (``meaning/``):

    WHOLE_WEIGHT · whole + (1 - WHOLE_WEIGHT) · nearest sentence

    coverage = Σ idf of the query's words that the passage has / Σ idf of all of them

A word is there if its stem is, or its parts, or another word for it.

Some of the numbers are in the index (``numbers``): changing one of these makes the next ingest build it anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_engine.model import Nearness

# Measured on the tuning half of the collection, mean reciprocal rank: .799; title 0.5 and heading 1.0 .789, 0.5 and
# 1.5 .790, 1.0 and 1.5 .796, 1.0 and 2.5 .799, 1.5 and 2.0 .798; BM25 of each field added up .782.
FIELD_WEIGHTS = {
    "title": 1.0,
    "heading": 2.0,
    "body": 1.0,
    "parts": 1.0,
}
PARTS_WEIGHT = 0.7  # of the second reading against the first; measured: 0.5, 0.7, 1.0 and 1.4 are alike
K1 = 1.2  # borrowed: Robertson & Zaragoza's and Lucene's default; how soon more of the same word stops helping
B = 0.75  # borrowed: the same; how much a long field is held against a word

# The second look: the best passages are put in order by the letters they have in common with the query. Measured on
# 129 and 80 questions on two collections, hit@1: without it .54 and .76; weight 0.2 .60 and .83; 0.3 .61 and .84.
GRAM_WEIGHT = 0.3
GRAM_LENGTH = 4  # letters; borrowed: McNamee & Mayfield 2004
RESCORED = 100  # passages; measured: 20, 50, 100 and 300 are alike on two collections of 600 and 100 passages

# The second look again: a passage with all of the query's words comes before one with some of them again and again.
# Measured on the tuning half of two collections, hit@1: weight 0 .75 and .90, 0.5 to 1.5 .78 and .90, 2 and 3 .78 and
# .88. Questions in parliament, of twelve words that tell something, gain .004 nDCG@10.
COVERAGE_WEIGHT = 1.5

# And again: what a passage is worth more that tells a fact of the kind which the question asks for. Measured on the
# tuning half of the collection and on new questions about it, and on those about the five documents, hit@1: 0.3 .793,
# .780, .938 and .769; 0.6 .793, .780, .938 and .795; 0.8 and 1.0 .799, .780, .938 and .795. Since meaning has its say
# 0.4 and 0.6 are alike on both tuning halves, and questions in parliament lose .002 nDCG@10 from 0.4 to 0.6. Not for
# what only words hint at ("fordi", "skal"): it gives next to nothing here, and in parliament it costs .003 more.
KIND_WEIGHT = 0.4

# And what its neighbours in the document add: where two passages that follow each other speak of the matter, it is the
# matter there. Measured on the same questions with a KIND_WEIGHT of 0.8, hit@1 / hit@5: 0 .799 / .973, .780 / .939,
# .938 / 1.0 and .795 / .897; 0.2 .804 / .973, .793 / .951, .938 / 1.0 and .795 / .910. Parliament's questions lose
# .001 nDCG@10.
BESIDE_WEIGHT = 0.2

# And what it is worth to be near in meaning. Measured on the tuning halves of two collections, by the nearest sentence
# alone, hit@1 / hit@5: 0 .842 / .985 and .890 / .992; 6 .842 / .989 and .906 / .996; 10 .857 / .989 and .922 / .996; 14
# .846 / .985 and .922 / .996. With the whole passage 12 to 17 are alike (docs/relevance.md).
MEANING_WEIGHT = 14.0
# … the whole passage against its nearest sentence. Measured on the tuning halves without a thesaurus, mean reciprocal
# rank, and hit@5 of their synonym questions: 0 .853 and .70, .35 .856 and .69, .5 .857 and .69, .65 .856 and .70, .8
# .852 and .73; with the thesaurus .930, .931, .930, .928 and .929. The check half's synonym questions were seen, too.
WHOLE_WEIGHT = 0.65
# … and so many times more for the share of the question that no passage has the words of. Measured on the tuning
# halves, hit@1, and the same without a thesaurus, for it has the words of just these questions: 0 .857, .928, .714 and
# .826; 1 .853, .928, .718 and .833; 2 .857, .925, .733 and .833; 4 .853, .925, .733 and .839.
UNMET_WEIGHT = 2.0
# It is asked for only where the best passage has less than so many times the score of the next, or less than so much
# of the question, for it takes longer than all the rest. Measured as above, with the share of questions for which it is
# asked, hit@1 / hit@5: 1.15 .838 / .985 and .914 / .996 (.20); 1.3 .853 / .985 and .922 / .996 (.33); 1.5 .857 / .989
# and .925 / .996 (.45); 2.0 the same (.63). MET without a thesaurus, hit@5: 0 .887 and .931, .6 .895 and .934, .8 and
# .95 .898 and .934.
DOUBT = 1.5
MET = 0.8
USUAL_NEARNESS = 0.85  # of a right passage; only the scores' size depends on it

# What the scores of an overview's entry are multiplied by where the document it names is in the collection: that
# should come first. Measured on the collection's tuning half, doc@1 / hit@1: 1.0 .76 / .61, 0.7 and 0.5 .77 / .63.
LISTED = 0.7

# What another word for what was typed is worth, against the word itself. Measured on the tuning half of two collections
# with a thesaurus of 2,600 lines, hit@1 / hit@5: 0.5 .77 / .94 and .90 / .98; 0.7 .78 / .96 and .89 / .98; 1.0
# .76 / .96 and .91 / .99, but a word that was typed should count for more.
SYNONYM_WEIGHT = 0.7

# What another spelling of what was typed is worth ("ældrepolitik" for "ældre politik"), against the words as typed.
# Measured on 227 questions with compounds written apart, nDCG@10: 0 .317, 0.5 .321, 0.85 .324, 1.0 .326,
# 1.5 .327; on the collection's tuning half, hit@1: 0.5 to 0.85 .712, 0 and 1.0 .707.
VARIANT_WEIGHT = 0.85

# What a replaced document's passages are worth, unless the query names a year: who names none means what holds now.
# Measured on the collection's tuning half, doc@1 / hit@1: 1.0 .73 / .62, 0.9 .74 / .61, 0.8 .74 / .61, 0.7 .74 / .61.
REPLACED = 0.8

# Where the query names a municipality: what its name counts, and what other municipalities' passages are worth.
# Measured on the tuning half of two collections, hit@1 / hit@5: as any other word (1, 1) .59 / .84 and .85 / .94;
# (0.3, 0.7) .61 / .86 and .85 / .94; (0.1, 0.4) .62 / .87 and .85 / .94. Since meaning has its say 0.2 to 0.4 are
# alike, and with 0.4 one question that names a municipality finds another's prices first.
NAME_WEIGHT = 0.1
OTHER_MUNICIPALITY = 0.3

Numbers = NDArray[np.floating[Any]]


def idf(n: Numbers, total: int) -> Numbers:
    """How much a term tells that *n* of *total* passages hold."""
    return np.log1p((total - n + 0.5) / (n + 0.5))


def tempered(tf: Numbers, length: Numbers, average_length: float) -> Numbers:
    """*tf* occurrences in a field of *length* terms, as so many in one of average length."""
    return tf / (1 - B + B * length / average_length)


def saturation(tf: Numbers) -> Numbers:
    """What *tf* occurrences are worth: from 0 up to K1 + 1."""
    return tf * (K1 + 1) / (tf + K1)


def nearness(near: Nearness) -> float:
    """How near a passage is to what is asked, by the whole of it and by its nearest sentence."""
    return WHOLE_WEIGHT * near.whole + (1 - WHOLE_WEIGHT) * max(near.sentences, default=near.whole)


def numbers() -> dict[str, float]:
    """Those of the above that are in the index, by name: it is made for one set of them."""
    return {
        "k1": K1,
        "b": B,
        "gram length": GRAM_LENGTH,
        "listed": LISTED,
        "second reading": PARTS_WEIGHT,
        **FIELD_WEIGHTS,
    }
