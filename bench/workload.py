"""
The queries: questions, words that must all be there, and phrases, drawn from the passages themselves.

Every contestant gets the same analysed terms. A question is what the product asks of its
index: whole words in title, heading and body, and their parts in the field of parts.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from search_engine.danish import PART
from search_engine.model import PassageTerms
from search_engine.query import STOP_WORDS

SEED = 7


@dataclass(frozen=True, slots=True)
class Workload:
    """Each query a tuple of terms. A question's *parts* stand beside its words."""

    questions: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    all_of: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[str, ...], ...]


def draw(passages: Sequence[PassageTerms], count: int) -> Workload:
    """
    *count* queries of each kind.

    questions   5 to 8 words of one passage, small words left out, common words as they come
    all_of      2 to 3 words of one passage, none in more than 1 % of the passages
    phrases     2 to 3 words that follow each other
    """
    chance = random.Random(SEED)  # noqa: S311  # nothing is kept secret by it
    spread = Counter(term for passage in passages for term in set(passage.body))
    rare = len(passages) / 100

    questions, all_of, phrases = [], [], []
    while min(len(questions), len(all_of), len(phrases)) < count:
        passage = chance.choice(passages)
        telling = [term for term in dict.fromkeys(passage.body) if term not in STOP_WORDS]
        if len(telling) < 10:
            continue
        words = tuple(chance.sample(telling, chance.randint(5, 8)))
        own = [part for part in dict.fromkeys(passage.parts) if part.removeprefix(PART) not in words]
        parts = tuple(PART + word for word in words if PART + word in passage.parts)
        compounds = tuple(chance.sample(own, min(len(words) - len(parts), len(own))))
        questions.append((words, parts + compounds))
        seldom = [term for term in telling if spread[term] <= rare]
        if len(seldom) >= 3:
            all_of.append(tuple(chance.sample(seldom, chance.randint(2, 3))))
        length, start = chance.randint(2, 3), chance.randrange(len(passage.body) - 3)
        phrases.append(passage.body[start : start + length])
    return Workload(tuple(questions[:count]), tuple(all_of[:count]), tuple(phrases[:count]))
