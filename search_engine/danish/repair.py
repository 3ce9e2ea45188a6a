"""
Words that stand nowhere in the collection, read as words that do.

    boernehave, boernehavepladser    typed without æ, ø and å
    børnehvae, affaldsortering       a letter wrong, missing, doubled or in the wrong place

Only for a word whose stem no document has and no dictionary knows: a word that is spelled
right and not there is an answer. What is typed without æ, ø and å is certain; a typing
error is a guess, so it takes a word of the documents that is very near.

    Damerau, "A technique for computer detection and correction of spelling errors" (1964):
    four of five errors are one letter wrong, missing, too many, or two that changed places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple, Protocol

from search_engine.danish import PART, STOP_WORDS, Token, part_terms, split, stem
from search_engine.danish.compounds import is_word

DIGRAPHS = {"ae": "æ", "oe": "ø", "aa": "å"}
DIGRAPH = re.compile("(ae|oe|aa)")
MAX_DIGRAPHS = 4  # in a word whose combinations are all tried: 16; no Danish word has more

MIN_LENGTH = 5  # letters; measured: of four, most words have several neighbours, and the nearest was as often wrong
LONG = 8  # letters from which two errors are allowed in a word that does not split; guess


class Near(NamedTuple):
    """A word of the documents, how many letters off it is, and in how many documents it stands."""

    distance: int
    documents: int
    word: str


class Vocabulary(Protocol):
    """What the collection knows: terms, and the words as they are written."""

    def knows(self, term: str) -> bool:
        """Whether a document has *term*: a stem, or a part with its sign."""

    def near(self, word: str, distance: int) -> Sequence[Near]:
        """
        The words at most *distance* letters from *word*, two that changed places counting as one.

        Only those with the same first letter, or with the first two in the other order:
        readers seldom begin a word wrong.
        """


def repaired(typed: Sequence[Token], vocabulary: Vocabulary) -> dict[Token, Token]:
    """Those of *typed* that are to be read as another word, and as which."""
    words = {token: _repaired(token.word, vocabulary) for token in typed}
    return {token: replace(token, word=word) for token, word in words.items() if word}


def _repaired(word: str, vocabulary: Vocabulary) -> str | None:
    if not word.isalpha() or word in STOP_WORDS or _stands(word, vocabulary):
        return None
    for candidate in _transliterations(word):
        if candidate in STOP_WORDS or _stands(candidate, vocabulary) or _is_made_of(candidate, vocabulary):
            return candidate
    if len(word) < MIN_LENGTH or is_word(word):
        return None
    near = vocabulary.near(word, 2 if len(word) >= LONG and not split(word) else 1)
    best = min(near, key=lambda found: (found.distance, -found.documents, found.word), default=None)
    return best.word if best else None


def _stands(word: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.knows(stem(word)) or vocabulary.knows(PART + stem(word))


def _is_made_of(word: str, vocabulary: Vocabulary) -> bool:
    """Whether *word* is a compound that has a part in common with the documents."""
    return bool(split(word)) and any(map(vocabulary.knows, part_terms(word)))


def _transliterations(word: str) -> Iterator[str]:
    """*word* with æ, ø and å for what is typed for them, all of them first."""
    pieces = DIGRAPH.split(word)
    count = len(pieces) // 2
    if not count:
        return
    choices = [(DIGRAPHS[piece], piece) for piece in pieces[1::2]]
    tried = product(*choices) if count <= MAX_DIGRAPHS else [tuple(letter for letter, _ in choices)]
    for chosen in tried:
        candidate = "".join(part + letter for part, letter in zip(pieces[::2], (*chosen, ""), strict=True))
        if candidate != word:
            yield candidate
