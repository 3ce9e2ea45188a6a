"""How often a stem joins what belongs together, and what does not; and how compounds are split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from search_engine.danish import Lexicon, stem

HERE = Path(__file__).parent
HALVES = ("tuning", "check")


def lines(name: str, half: str) -> list[list[str]]:
    """The words of every second line of the file *name*."""
    written = [line.split() for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return written[HALVES.index(half) :: 2]


def left_apart(half: str) -> float:
    """The share of pairs of forms of one word that have two stems."""
    pairs = [pair for forms in lines("forms.txt", half) for pair in combinations(forms, 2)]
    return sum(stem(one) != stem(other) for one, other in pairs) / len(pairs)


def wrongly_joined(half: str) -> float:
    """The share of pairs of different words that have one stem."""
    pairs = lines("apart.txt", half)
    return sum(stem(one) == stem(other) for one, other in pairs) / len(pairs)


@dataclass(frozen=True, slots=True)
class Splitting:
    """Of the parts that were found, those that are right; of the right ones, those found; and whole words."""

    part_precision: float
    part_recall: float
    exact: float  # of the compounds
    falsely_split: float  # of the words that are none


def splitting(half: str, split: Callable[[str], tuple[str, ...]] | None = None) -> Splitting:
    """How compounds are split, parts being compared by their stems."""
    split = split or Lexicon().split
    read = [(words, [stem(part) for part in split(words[0])]) for words in lines("compounds.txt", half)]
    compounds = [([stem(part) for part in words[1:]], found) for words, found in read if len(words) > 1]
    simple = [found for words, found in read if len(words) == 1]
    right = sum((Counter(parts) & Counter(found)).total() for parts, found in compounds)
    return Splitting(
        part_precision=right / sum(len(found) for _, found in read),
        part_recall=right / sum(len(parts) for parts, _ in compounds),
        exact=sum(parts == found for parts, found in compounds) / len(compounds),
        falsely_split=sum(bool(found) for found in simple) / len(simple),
    )
