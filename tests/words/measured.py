"""How often a stem joins what belongs together, and what does not."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from search_engine.danish import stem

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
