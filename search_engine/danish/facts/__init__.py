"""
What a text tells: dates, amounts, telephone numbers, who decides, what must be done.

    >>> text = "Prisen er 62 kr. pr. hovedret fra 1. januar 2026. Ring på 55 88 50 50."
    >>> [(fact.kind.value, text[fact.start:fact.end]) for fact in facts(text) if fact.kind.strict]
    [('money', '62 kr.'), ('phone', '55 88 50 50')]

What is found of a strict kind (``FactKind.strict``) is one; of the others rather too many are
found than too few. Facts overlap: a date has a year in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from search_engine.danish.facts import contacts, lists, people, times
from search_engine.danish.facts.clues import DIGITS, clues
from search_engine.model import Fact, FactKind

__all__ = ["facts", "kind_terms", "kinds"]

KIND = "="  # in front of the term for a kind of facts: no word begins so
# Most texts have a "fordi" or a "skal" in them.
HINTED = {FactKind.DEFINITION, FactKind.REASON, FactKind.PROCEDURE, FactKind.RULE, FactKind.STATEMENT}

WORD = re.compile(r"\d+|[^\W\d_]+")
UNCOUNTED = {  # a number within one of these counts nothing
    FactKind.DATE,
    FactKind.YEAR,
    FactKind.TIME,
    FactKind.HOURS,
    FactKind.PERIOD,
    FactKind.FREQUENCY,
    FactKind.MONEY,
    FactKind.SHARE,
    FactKind.AGE,
    FactKind.PHONE,
    FactKind.ADDRESS,
}
DATED = {FactKind.DATE, FactKind.TIME, FactKind.PERIOD}  # what may be a deadline
AGE_ONLY = {"fyldt", "fylder", "under", "mellem"}  # "under 18 år" is no period; "over 20 år" may be either

# Behind one of these stands the number of a thing, not a count of things.
LABEL = re.compile(
    r"(?:§+|\w*nr|\b(?:nummer|side|s|kap|kapitel|stk|punkt|pkt|afsnit|bilag|fig|figur|tabel|litra|kl|klokken|version|sag|uge"
    r"|type|trin|fase|spor|indsats|mål|linje|rute|matrikel|postnummer|telefon|tlf|lovbekendtgørelse|lov|bek|cvr|ean)\b"
    r"[.:]*)\s?$",
    re.IGNORECASE,
)


def facts(text: str) -> tuple[Fact, ...]:
    """The facts of *text*, which is NFC, in its order."""
    found = {*contacts.signs(text), *lists.meanings(text), *lists.items(text)}
    reached: dict[FactKind, int] = {}  # no fact begins within one of its kind
    counted = 0  # nor does a number that counts something, within a fact that has numbers
    for word in WORD.finditer(text):
        key = word[0].lower() if word[0].isalpha() else DIGITS
        if not _begins(key):
            continue
        for fact in _at(text, *word.span(), key):
            if fact.start < reached.get(fact.kind, 0):
                continue
            if fact.kind is FactKind.NUMBER and (fact.start < counted or _is_label(text, fact.start, fact.end)):
                continue
            reached[fact.kind] = fact.end
            if fact.kind is FactKind.AGE and key in AGE_ONLY:
                reached[FactKind.PERIOD] = fact.end
            if fact.kind in UNCOUNTED:
                counted = max(counted, fact.end)
            found.add(fact)
    dated = [(fact.start, fact.end) for fact in found if fact.kind in DATED]
    found.update(times.deadlines(text, dated))
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))


def kind_terms(of: Iterable[FactKind]) -> tuple[str, ...]:
    """The terms by which passages that tell facts of these kinds are indexed; none for what only words hint at."""
    return tuple(sorted(f"{KIND}{kind}" for kind in of if kind not in HINTED))


def kinds(text: str) -> frozenset[FactKind]:
    """The kinds of facts that *text* holds, the broad ones of the finer among them."""
    found = {fact.kind for fact in facts(text)}
    return frozenset(chain(found, (kind.broad for kind in found)))


@lru_cache(maxsize=100_000)  # a municipality's vocabulary; most words begin nothing
def _begins(word: str) -> bool:
    return bool(clues(word)) or word in lists.AND or people.is_title(word) or contacts.ends_a_street(word)


def _at(text: str, start: int, end: int, word: str) -> Iterator[Fact]:
    """The facts that the word *start* to *end* of *text* begins, or ends."""
    for clue in clues(word):
        if not (span := clue.span(text, start, end)):
            continue
        if clue.kind is FactKind.PHONE and contacts.is_another_number(text, span[0]):
            continue
        if clue.kind is FactKind.OFFICE:
            span = people.whole_office(text, start), span[1]
        yield Fact(clue.kind, *span)
    if people.is_title(word):
        yield from people.names(text, start, end)
    if contacts.ends_a_street(word):
        yield from contacts.addresses(text, start, end)
    if word in lists.AND:
        yield from lists.row(text, start, end)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether the number *start* to *end* of *text* is that of a thing, or of a list's item, and counts nothing."""
    if text[end : end + 1] in {".", ")"} and not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t"):
        return True
    return LABEL.search(text, max(0, start - 20), start) is not None
