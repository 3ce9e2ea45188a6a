"""
Words that stand nowhere in the collection, read as words that do.

    boernehave, boernehavepladser    typed without æ, ø and å
    børnehvae, affaldsortering       a letter wrong, missing, doubled or in the wrong place

Only for a word whose stem no document has and no dictionary knows: a word that is spelled
right and not there is an answer. What is typed without æ, ø and å is nearly certain, so it
is read so even where it stands there, as in web addresses; a typing error is a guess, and
takes a word of the documents that is very near.

    Damerau, "A technique for computer detection and correction of spelling errors" (1964):
    four of five errors are one letter wrong, missing, too many, or two that changed places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple, Protocol

from search_engine.danish import PART, STOP_WORDS, Lexicon, Token, stem

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


def repaired(typed: Sequence[Token], lexicon: Lexicon, vocabulary: Vocabulary) -> dict[Token, Token]:
    """Those of *typed* that are to be read as another word, and as which."""
    words = {token: _repaired(token.word, lexicon, vocabulary) for token in typed if token.word.isalpha()}
    return {token: replace(token, word=word) for token, word in words.items() if word}


def stands(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a document has *word* in any form, perhaps as a part of another."""
    return vocabulary.knows(stem(word)) or vocabulary.knows(PART + stem(word))


def _repaired(word: str, lexicon: Lexicon, vocabulary: Vocabulary) -> str | None:
    if word in STOP_WORDS:
        return None
    in_danish = list(_transliterations(word))
    if not lexicon.is_word(
        word
    ):  # web addresses are full of words without Danish letters, so it may stand there all the same
        for candidate in in_danish:
            if candidate in STOP_WORDS or stands(candidate, vocabulary):
                return candidate
    if stands(word, vocabulary) or lexicon.is_word(word):
        return None
    for candidate in in_danish:
        if lexicon.is_word(candidate) or lexicon.split(candidate):
            return candidate
    return _nearest([*in_danish[:1], word], lexicon, vocabulary)


def _nearest(spellings: Sequence[str], lexicon: Lexicon, vocabulary: Vocabulary) -> str | None:
    """The word of the documents that is nearest to one of *spellings*, of which the first is the likeliest."""
    for word in spellings:
        allowed = 2 if len(word) >= LONG and not lexicon.split(word) else 1
        for form in (word, stem(word)):  # the documents may have it with another ending
            near = vocabulary.near(form, allowed) if len(form) >= MIN_LENGTH else ()
            if near:
                return min(near, key=lambda found: (found.distance, -found.documents, found.word)).word
    return None


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
