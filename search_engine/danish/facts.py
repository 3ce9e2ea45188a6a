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
from itertools import chain

from search_engine.danish import amounts, contacts, cues, people, times
from search_engine.model import Fact, FactKind


def facts(text: str) -> tuple[Fact, ...]:
    """The facts of *text*, which is NFC, in its order."""
    timed = list(times.facts(text))
    reached = list(contacts.facts(text))
    taken = [(fact.start, fact.end) for fact in [*timed, *reached]]
    counted = amounts.facts(text, taken)
    found = {*timed, *reached, *counted, *people.facts(text), *cues.facts(text), *_lists(text)}
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))


def kinds(text: str) -> frozenset[FactKind]:
    """The kinds of facts that *text* holds, the broad ones of the finer among them."""
    found = {fact.kind for fact in facts(text)}
    return frozenset(chain(found, (kind.broad for kind in found)))


ITEM = r"[ \t]*(?:[-–•*·▪]|\d{1,2}[.)]|[a-zæøå]\))[ \t]+\S[^\n]*"
ITEMS = re.compile(rf"^{ITEM}(?:\n+{ITEM})+", re.MULTILINE)
SERIES = re.compile(
    r"[\wæøå-]{3,}(?: [\wæøå-]+){0,3}(?:, [\wæøå-]{2,}(?: [\wæøå-]+){0,3}){1,12},? (?:og|samt|eller) [\wæøå-]{2,}"
)


def _lists(text: str) -> Iterator[Fact]:
    for found in chain(ITEMS.finditer(text), SERIES.finditer(text)):
        yield Fact(FactKind.LIST, *found.span())
