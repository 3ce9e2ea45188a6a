"""
Compounds written apart, and words written together.

    ældre politik          ældrepolitik
    frivillighed center    frivillighedscenter: the linking letter is forgotten as often
    tilskudtil             tilskud til

Danish writes a compound as one word, and people who type part it as English does. Which
neighbours belong together only the documents can tell: they have the compound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from search_engine.danish import STOP_WORDS, Lexicon, Token
from search_engine.danish.vocabulary import Vocabulary, stands, stands_whole

LONGEST = 3  # words that are one: "børne have plads"
LINKS = ("", "s", "e")
MIN_LENGTH = 6  # letters of the compound; guess: shorter ones come about by chance ("sag en")
MIN_OTHER = 5  # letters of the word beside a small one; measured: with shorter ones "hamborg" is "ham borg"


def compounds(
    typed: Sequence[Token], lexicon: Lexicon, vocabulary: Vocabulary
) -> Iterator[tuple[Sequence[Token], str]]:
    """
    Yield the neighbours of *typed* that are a compound of the documents, and that, from the left, the longest first.

    A small word is only part of one where another part of it stands nowhere: "for ældre" means what it says.
    """
    start = 0
    while start < len(typed):
        for length in range(min(LONGEST, len(typed) - start), 1, -1):
            words = typed[start : start + length]
            if compound := _compound(words, lexicon, vocabulary):
                yield words, compound
                start += length
                break
        else:
            start += 1


def apart(word: str, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[str, ...]:
    """
    The two words that *word*, which stands nowhere, was meant as; none if there are none.

    One of them is small: two others are a compound, and Danish makes new ones at will.
    """
    cuts = [(word[:cut], word[cut:]) for cut in range(1, len(word))]
    found = [
        (first, last)
        for first, last in cuts
        for small, other in ((first, last), (last, first))
        if small in STOP_WORDS and len(other) >= MIN_OTHER and lexicon.is_word(other) and stands(other, vocabulary)
    ]
    return max(found, key=lambda sides: min(map(len, sides)), default=())


def _compound(words: Sequence[Token], lexicon: Lexicon, vocabulary: Vocabulary) -> str | None:
    if not all(word.word.isalpha() for word in words) or not _side_by_side(words):
        return None
    if any(word.word in STOP_WORDS for word in words) and all(stands(word.word, vocabulary) for word in words):
        return None
    for link in LINKS:
        compound = link.join(word.word for word in words)
        is_one = len(compound) >= MIN_LENGTH and (lexicon.is_word(compound) or lexicon.split(compound))
        if is_one and stands_whole(compound, vocabulary):
            return compound
    return None


def _side_by_side(words: Sequence[Token]) -> bool:
    """With a space or a hyphen between them."""
    return all(after.start - before.end == 1 for before, after in pairwise(words))
