"""
How far a text speaks of what a question is about.

Each word of the question is met from 0 to 1: by itself, by another word for the same, by a
compound that it is a part of, by the parts of a compound that it is itself, or, least, by a
word that begins alike ("ansøge", "ansøgning").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from search_engine.answers.about import Word
from search_engine.danish import Lexicon, Token, stem

BY_BEGINNING = 0.6  # guess
# Of its share, for a compound's parts without the first: "cykelpolitik" is not "ældrepolitik"; 0 to 1 measure alike.
HEAD_ALONE = 0.25
NOT_ITSELF = 0.5  # met less, it is not that word; guess
ALIKE = 5  # letters that two words must have in common at least, and three of four of the shorter one; guess

Met = tuple[float, ...]  # by word of the question


@dataclass(frozen=True, slots=True)
class Hit:
    """How a word of the text meets the question's word of that *number*: its *worth*, and *bits* of the ways' terms."""

    number: int
    worth: float
    bits: int
    is_other: bool  # only by another word for the same


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a text that meets something, and where it begins."""

    start: int
    hits: tuple[Hit, ...]


class Coverage:
    """The words of one question, to be looked for in many texts."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon
        self._weights = tuple(word.weight for word in words)
        self._total = sum(self._weights) or 1.0
        self._bits = [_bits(word) for word in words]
        self._hits: dict[str, tuple[Hit, ...]] = {}

    def places(self, words: Iterable[Token]) -> list[Place]:
        """Those of *words*, a text's, that meet any of the question's."""
        known = self._hits  # most words come again and again: a call for each would be half of the time
        found = []
        for token in words:
            hits = known.get(token.word)
            if hits is None:
                hits = known[token.word] = self._hits_of(token.word)
            if hits:
                found.append(Place(token.start, hits))
        return found

    def met(self, places: Iterable[Place]) -> Met:
        """How far each word of the question is met by all of *places* together."""
        return tuple(self._gathered(places)[0])

    def itself(self, places: Iterable[Place]) -> Met:
        """The same, counting neither parts nor other words."""
        worth = [0.0] * len(self._words)
        for place in places:
            for hit in place.hits:
                worth[hit.number] = max(worth[hit.number], hit.worth)
        return tuple(worth)

    def count(self, places: Iterable[Place]) -> int:
        """How many words of the question *places* meet, however far."""
        return len({hit.number for place in places for hit in place.hits})

    def share(self, met: Met) -> float:
        """The share of the question, by its words' weights, that is met."""
        return sum(weight * worth for weight, worth in zip(self._weights, met, strict=True)) / self._total

    def another(self, places: Iterable[Place]) -> float:
        """
        The share of the question, by weight, that *places* have only in another's compound.

        Of a compound asked for ("ældrepolitikken") they have the last part and not the first ("cykelpolitikken").
        """
        worth, bits = self._gathered(places)
        total = 0.0
        for weight, word, here, have in zip(self._weights, self._words, worth, bits, strict=True):
            parts = len(word.ways[0].terms) if word.ways and word.ways[0].divided else 0
            if parts and here < NOT_ITSELF and have & 1 << parts - 1 and not have & 1:
                total += weight
        return total / self._total

    def _gathered(self, places: Iterable[Place]) -> tuple[list[float], list[int]]:
        """For each word of the question how far *places* meet it, and the bits of the ways' terms that they have."""
        worth = [0.0] * len(self._words)
        bits = [0] * len(self._words)
        for place in places:
            for hit in place.hits:
                worth[hit.number] = max(worth[hit.number], hit.worth)
                bits[hit.number] |= hit.bits
        for number, have in enumerate(bits):
            if have:
                worth[number] = max(worth[number], *self._worths(number, have))
        return worth, bits

    def _worths(self, number: int, have: int) -> Iterable[float]:
        place = 0
        for way in self._words[number].ways:
            mask = ((1 << len(way.terms)) - 1) << place
            place += len(way.terms)
            count = (have & mask).bit_count()
            if way.divided:
                telling = 1.0 if have & mask & -mask else HEAD_ALONE
                yield way.worth * telling * count / len(way.terms)
            else:
                yield way.worth * (count == len(way.terms))

    def _hits_of(self, word: str) -> tuple[Hit, ...]:
        stemmed = stem(word)
        terms = (stemmed, *self._lexicon.part_terms(word))
        found = []
        for number, asked in enumerate(self._words):
            worth = 1.0 if stemmed == asked.stem else 0.0
            if not worth and stemmed[:ALIKE] == asked.stem[:ALIKE] and _alike(stemmed, asked.stem):
                worth = BY_BEGINNING
            bits = 0
            for term in terms:
                bits |= self._bits[number].get(term, 0)
            if worth or bits:
                own = (1 << len(asked.ways[0].terms)) - 1 if asked.ways else 0
                found.append(Hit(number, worth, bits, is_other=not worth and not bits & own))
        return tuple(found)


def _bits(word: Word) -> dict[str, int]:
    """Each term of the word's ways -> the bits of the places where it stands among them all."""
    bits: dict[str, int] = {}
    for place, term in enumerate(term for way in word.ways for term in way.terms):
        bits[term] = bits.get(term, 0) | 1 << place
    return bits


def _alike(one: str, other: str) -> bool:
    needed = max(ALIKE, ceil(0.75 * min(len(one), len(other))))
    return one.isalpha() and len(other) >= needed and one[:needed] == other[:needed]
