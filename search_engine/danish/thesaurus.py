"""
Other words for the same thing: what citizens say and what offices write.

    >>> [(token.word, other.text) for token, others in synonyms(list(tokens("mit skrald"))).items() for other in others]
    [('skrald', 'affald'), ('skrald', 'renovation')]

The groups stand in ``thesaurus.toml``, for anybody to edit. They are looked up by stem, phrases
before their words, and only for the query: the index does not know them.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search_engine.danish.stems import stem
from search_engine.danish.tokens import Token, tokens

FILE = Path(__file__).parent / "thesaurus.toml"
LONGEST = 3  # words in a phrase: what the file promises

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another expression for what was typed, as it is written in the file, and its stems."""

    text: str
    stems: Stems


def synonyms(typed: Sequence[Token]) -> dict[Token, tuple[Synonym, ...]]:
    """For each word of *typed* the others for it, or for the longest expression that it is part of."""
    groups = _groups()
    found: dict[Token, tuple[Synonym, ...]] = {}
    start = 0
    while start < len(typed):
        for length in range(min(LONGEST, len(typed) - start), 0, -1):
            words = typed[start : start + length]
            if others := groups.get(tuple(stem(token.word) for token in words)):
                found |= dict.fromkeys(words, others)
                break
        start += length
    return found


@cache
def _groups() -> Mapping[Stems, tuple[Synonym, ...]]:
    """An expression's stems -> the other expressions of its groups."""
    groups: dict[Stems, tuple[Synonym, ...]] = defaultdict(tuple)
    for topic in tomllib.loads(FILE.read_text(encoding="utf-8"))["topic"]:
        for group in topic["groups"]:
            members = [Synonym(text, tuple(stem(token.word) for token in tokens(text))) for text in group]
            for member in members:
                groups[member.stems] += tuple(other for other in members if other.stems != member.stems)
    return dict(groups)
