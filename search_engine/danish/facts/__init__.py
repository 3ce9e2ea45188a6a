"""
What a text tells: dates, amounts, telephone numbers, who decides, what must be done.

    >>> text = "Prisen er 62 kr. pr. hovedret fra 1. januar 2026. Ring på 55 88 50 50."
    >>> [(fact.kind.value, text[fact.start:fact.end]) for fact in facts(text) if fact.kind.strict]
    [('money', '62 kr.'), ('phone', '55 88 50 50')]

What a person would take for a fact of a strict kind (``FactKind.strict``) is one; of the
others rather too many are found than too few. Facts overlap: a date has a year in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from search_engine.danish.facts import amounts, contacts, cues, people, times
from search_engine.danish.facts.clues import DIGITS, Clue, by_word
from search_engine.model import Fact, FactKind

__all__ = ["facts", "kinds"]

WORD = re.compile(r"\d+|[^\W\d_]+")
CLUES = by_word((*times.CLUES, *contacts.CLUES, *people.CLUES, *cues.CLUES, *amounts.CLUES))  # plain numbers last
ENDINGS = (*people.ENDINGS, *contacts.ENDINGS)
AND = {"og", "samt", "eller"}
UNCOUNTED = {  # a number within one of these counts nothing
    *(
        FactKind.DATE,
        FactKind.YEAR,
        FactKind.HOURS,
        FactKind.PERIOD,
        FactKind.FREQUENCY,
        FactKind.MONEY,
        FactKind.SHARE,
    ),
    *(FactKind.AGE, FactKind.PHONE, FactKind.ADDRESS),
}
AN_AGE = ("fyldt", "fylder", "under", "mellem")  # "under 18 år" is no period; "over 20 år" may be either


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a word may be the beginning, or the end, of."""

    clues: tuple[Clue, ...]
    ending: FactKind | None
    is_title: bool
    is_street: bool
    is_and: bool


def facts(text: str) -> tuple[Fact, ...]:
    """The facts of *text*, which is NFC, in its order."""
    found = {*contacts.signs(text), *cues.brackets(text), *cues.items(text)}
    reached: dict[FactKind, int] = {}  # no fact begins within one of its kind
    counted = 0  # nor does a number that counts something, within a fact that is one of numbers
    for word in WORD.finditer(text):
        if not (meaning := _meaning(word[0] if word[0].isalpha() else DIGITS)):
            continue
        for fact in _facts(text, *word.span(), meaning):
            if fact.start < reached.get(fact.kind, 0):
                continue
            if fact.kind is FactKind.NUMBER and (
                fact.start < counted or amounts.is_a_label(text, fact.start, fact.end)
            ):
                continue
            reached[fact.kind] = fact.end
            if fact.kind in UNCOUNTED:
                counted = max(counted, fact.end)
            if fact.kind is FactKind.AGE and word[0].lower() in AN_AGE:
                reached[FactKind.PERIOD] = fact.end
            found.add(fact)
    times_found = [(fact.start, fact.end) for fact in found if fact.kind in {FactKind.DATE, FactKind.PERIOD}]
    found.update(times.deadlines(text, times_found))
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))


def kinds(text: str) -> frozenset[FactKind]:
    """The kinds of facts that *text* holds, the broad ones of the finer among them."""
    found = {fact.kind for fact in facts(text)}
    return frozenset(chain(found, (kind.broad for kind in found)))


@lru_cache(maxsize=100_000)  # a municipality's vocabulary
def _meaning(word: str) -> _Meaning | None:
    """None for most words."""
    lower = word.lower()
    ending = next((kind.kind for kind in ENDINGS if lower.endswith(kind.endings)), None)
    is_title, is_street = lower.endswith(people.TITLES), lower.endswith(contacts.STREETS)
    clues = CLUES.get(lower, ())
    if not (clues or ending or is_title or is_street or lower in AND):
        return None
    return _Meaning(clues, ending, is_title, is_street, lower in AND)


def _facts(text: str, start: int, end: int, meaning: _Meaning) -> Iterator[Fact]:
    """The facts that the word *start* to *end* of *text* begins, or ends."""
    for clue in meaning.clues:
        if clue.pattern is None:
            yield Fact(clue.kind, start, end)
        elif (match := clue.pattern.match(text, start)) and not (
            clue.kind is FactKind.PHONE and contacts.is_another_number(text, start)
        ):
            yield Fact(clue.kind, *match.span("fact" if "fact" in clue.pattern.groupindex else 0))
    if meaning.ending is FactKind.OFFICE:
        yield people.whole_office(text, start, end)
    elif meaning.ending:
        yield Fact(meaning.ending, start, end)
    if meaning.is_title:
        yield from people.names(text, start, end)
    if meaning.is_street:
        yield from contacts.addresses(text, start, end)
    if meaning.is_and:
        yield from cues.series(text, start, end)
