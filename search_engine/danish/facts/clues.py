"""
How facts are found: a clue is a word, and what may stand behind it.

A regular expression that is tried at every character costs milliseconds a passage. So the
text is walked through word by word, once, and an expression is tried only at a word that
can begin what it describes: a month at "april", an amount at a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search_engine.danish.numerals import NUMERALS
from search_engine.model import FactKind

DIGITS = "0"  # stands for any run of digits among the words that begin something
COUNTS = "|".join(sorted(NUMERALS, key=len, reverse=True))
COUNTING = frozenset(NUMERALS)

# A number in digits: "1.200", "3,5"; nothing before it that makes it a part of another.
ANOTHER = r"(?:\d{1,3}(?:[.\ ]\d{3})+|\d+)(?:,\d+)?(?!\d)"
NUMBER = rf"(?<![\d§/])(?<!\d[.,-]){ANOTHER}"
COUNT = rf"(?:{NUMBER}|(?:{COUNTS})\b)"
TO_COUNT = rf"(?:\ ?(?:-|–|til|eller|og)\ ?(?:{ANOTHER}|(?:{COUNTS})\b))"  # of "2-3", "fire til fem": the rest
TO = r"\ ?(?:-|–|til|eller|og)\ ?"


@dataclass(frozen=True, slots=True)
class Clue:
    """
    A fact of *kind* begins at one of the words *first* where *pattern* matches.

    Of a group "fact" only that is the fact. Without a pattern the word itself is.
    """

    kind: FactKind
    first: frozenset[str]
    pattern: re.Pattern[str] | None = None


def clue(kind: FactKind, first: str, pattern: str | None = None, *, flags: int = re.IGNORECASE) -> Clue:
    """A clue with the words *first*, "0" for digits, and a verbose *pattern*, which pays no heed to case."""
    return Clue(kind, frozenset(first.split()), re.compile(pattern, re.VERBOSE | flags) if pattern else None)


def by_word(clues: tuple[Clue, ...]) -> Mapping[str, tuple[Clue, ...]]:
    """The clues for each word that begins something."""
    words = {word for clue in clues for word in clue.first}
    return {word: tuple(clue for clue in clues if word in clue.first) for word in words}


@dataclass(frozen=True, slots=True)
class Endings:
    """A word with one of *endings* is a fact of *kind*: "affaldsudvalget"."""

    kind: FactKind
    endings: tuple[str, ...]


def endings(kind: FactKind, words: str) -> Endings:
    return Endings(kind, tuple(words.split()))


def found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The places of *pattern* in *text*."""
    return (match.span() for match in pattern.finditer(text))
