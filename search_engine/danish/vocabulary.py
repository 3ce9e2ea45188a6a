"""What a collection knows of words, as questions are read by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from search_engine.danish.lexicon import PART
from search_engine.danish.stems import stem


class Near(NamedTuple):
    """A word of the documents, how many letters off it is, and in how many documents it stands."""

    distance: int
    documents: int
    word: str


class Vocabulary(Protocol):
    """Terms, and the words as they are written."""

    def spread(self, term: str) -> int:
        """In how many passages *term* stands: a stem, or a part with its sign."""

    def share(self, term: str) -> float:
        """In which share of the passages, from 0 to 1."""

    def near(self, word: str, distance: int) -> Sequence[Near]:
        """
        The words at most *distance* letters from *word*, two that changed places counting as one.

        Only those with the same first letter, or with the first two in the other order:
        readers seldom begin a word wrong.
        """


def stands_whole(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a document has *word* in any form."""
    return vocabulary.spread(stem(word)) > 0


def stands(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a document has *word* in any form, perhaps as a part of another."""
    return stands_whole(word, vocabulary) or vocabulary.spread(PART + stem(word)) > 0
