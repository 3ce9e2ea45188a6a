"""
What was probably meant, where the documents do not have what was typed.

    boernehave, boernehavepladser    typed without æ, ø and å
    børnehvae, affaldsortering       a letter wrong, missing, doubled or in the wrong place
    børne have, tilskudtil           written apart, or together (``spacing.py``)

What stands nowhere is read as what was meant. What does stand there stays as it is: another
spelling that is nearly certain is searched for besides, and any other is only offered. A word
that is spelled right and not there is an answer: a typing error is a guess, made for a word
that no dictionary knows, and leads to a word of the documents that is very near.

    Damerau, "A technique for computer detection and correction of spelling errors" (1964):
    four of five errors are one letter wrong, missing, too many, or two that changed places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product

from search_engine.danish import STOP_WORDS, Lexicon, Token, spacing, stem
from search_engine.danish.vocabulary import Vocabulary, stands

DIGRAPHS = {"ae": "æ", "oe": "ø", "aa": "å"}
DIGRAPH = re.compile("(ae|oe|aa)")
MAX_DIGRAPHS = 4  # in a word whose combinations are all tried: 16; no Danish word has more

MIN_LENGTH = 5  # letters; measured: of four, most words have several neighbours, and the nearest was as often wrong
MIN_OFFERED = 4  # letters from which it is offered
LONG = 8  # letters from which two errors are allowed in a word that does not split; guess
LONGEST = 40  # letters of a word that is looked at; no word of 50 documents has more
RARE = 10  # times as many documents: what stands there, and in no dictionary, may be an error for it; guess
MOST_LOOKED_UP = 12  # words without a meaning in one query: comparing one with the documents' words takes milliseconds


class Standing(Enum):
    """Where the other reading stands beside what was typed."""

    INSTEAD = "in its place"
    BESIDES = "searched for besides"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Reading:
    """Neighbouring words and what they may be meant as; the words read stand where those typed do."""

    typed: tuple[Token, ...]
    read: tuple[Token, ...]
    standing: Standing


def repairs(
    typed: Sequence[Token], understood: Collection[Token], lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[Reading, ...]:
    """
    The words of *typed* that may be meant as others, in order, no word twice.

    *understood*: words of *typed* that need no repair where they stand nowhere.
    """
    found: list[Reading] = []
    for words, compound in spacing.compounds(typed, lexicon, vocabulary):
        missing = [word for word in words if word not in understood and not stands(word.word, vocabulary)]
        found.append(_reading(words, [compound], Standing.INSTEAD if missing else Standing.BESIDES))
    seen = {word for reading in found for word in reading.typed} | set(understood)
    strange = [word for word in typed if word not in seen and _is_strange(word.word, lexicon)]
    found += filter(None, (_other(word, lexicon, vocabulary) for word in strange[:MOST_LOOKED_UP]))
    return tuple(sorted(found, key=lambda reading: reading.typed[0].start))


def _is_strange(word: str, lexicon: Lexicon) -> bool:
    return word.isalpha() and len(word) <= LONGEST and word not in STOP_WORDS and not lexicon.is_word(word)


def _other(token: Token, lexicon: Lexicon, vocabulary: Vocabulary) -> Reading | None:
    word = token.word
    in_danish = list(_transliterations(word))
    is_there = stands(word, vocabulary)
    for candidate in in_danish:  # web addresses are full of words without Danish letters, so it may stand there, too
        if candidate in STOP_WORDS:
            return _reading([token], [candidate], Standing.INSTEAD)
        if stands(candidate, vocabulary):
            return _reading([token], [candidate], Standing.BESIDES if is_there else Standing.INSTEAD)
    if is_there:
        near = _commoner(word, vocabulary)
        return _reading([token], [near], Standing.OFFERED) if near else None
    for candidate in in_danish:
        if lexicon.is_word(candidate) or lexicon.split(candidate):
            return _reading([token], [candidate], Standing.INSTEAD)
    if near := _nearest([*in_danish[:1], word], lexicon, vocabulary):
        return _reading([token], [near], Standing.INSTEAD if len(word) >= MIN_LENGTH else Standing.OFFERED)
    if compound := _compound(word, lexicon, vocabulary):
        return _reading([token], [compound], Standing.INSTEAD)
    if two := spacing.apart(word, lexicon, vocabulary):
        return _reading([token], two, Standing.INSTEAD)
    return None


def _nearest(spellings: Sequence[str], lexicon: Lexicon, vocabulary: Vocabulary) -> str | None:
    """The word of the documents that is nearest to one of *spellings*, of which the first is the likeliest."""
    for word in spellings:
        least = MIN_LENGTH if len(word) >= MIN_LENGTH else MIN_OFFERED
        allowed = 2 if len(word) >= LONG and not lexicon.split(word) else 1
        for form in (word, stem(word)):  # the documents may have it with another ending
            near = vocabulary.near(form, allowed) if len(form) >= least else ()
            if near:
                return min(near, key=lambda found: (found.distance, -found.documents, found.word)).word
    return None


def _compound(word: str, lexicon: Lexicon, vocabulary: Vocabulary) -> str | None:
    """The compound that *word* is with its first part mended: "vugestueplads" where the documents have "vuggestue"."""
    for end in range(len(word) - MIN_OFFERED, LONG - 1, -1):
        head = word[end:]
        if lexicon.is_word(head) and stands(head, vocabulary) and not lexicon.is_word(word[:end]):
            near = min(vocabulary.near(word[:end], 1), key=lambda found: (-found.documents, found.word), default=None)
            if near and lexicon.split(near.word + head):
                return near.word + head
    return None


def _commoner(word: str, vocabulary: Vocabulary) -> str | None:
    """The word that *word*, which stands in documents and is none, may be an error for."""
    near = {found.word: found for found in vocabulary.near(word, 1)} if len(word) >= MIN_LENGTH else {}
    own = near.pop(word, None)
    best = max(near.values(), key=lambda found: (found.documents, found.word), default=None)
    if own and best and best.documents >= RARE * own.documents and stem(best.word) != stem(word):
        return best.word
    return None


def _reading(typed: Sequence[Token], read: Sequence[str], standing: Standing) -> Reading:
    start, end = typed[0].start, typed[-1].end
    return Reading(tuple(typed), tuple(Token(word, start, end) for word in read), standing)


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
