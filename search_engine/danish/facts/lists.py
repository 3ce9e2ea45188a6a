"""
What one knows by signs: lists, things in a row ("skoler, haller og biblioteker"), meanings in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.model import Fact, FactKind

ITEM = r"[ \t]*(?:[-–•*·▪]|\d{1,2}[.)]|[a-zæøå]\))[ \t]+\S[^\n]*"
ITEMS = re.compile(rf"^{ITEM}(?:\n+{ITEM})+", re.MULTILINE)
MEANING = re.compile(  # "(systemisk analyse)", "skolefritidsordning, SFO, …", "MEMO - mad, måltider og bevægelse"
    r"\([^()\n]{2,120}\)|(?<=\w), [A-ZÆØÅ]{2,6}\b(?=[,. ])|^[A-ZÆØÅ]{2,6}(?= [-–:=] )", re.MULTILINE
)

AND = {"og", "samt", "eller"}
THING = 4  # words of one thing in a row; guess
CLAUSE = re.compile(r"[.!?:]\s|[,|]$|^(?:der|som|hvis|når|at|men|dog|uanset|så|det|den|de|vi|I|og|hvor|herunder)\b")
WITHIN = 120  # characters before the last "og" in which a row is looked for; guess: a line and a half
LAST = re.compile(r" [\w-]+")


def items(text: str) -> Iterator[Fact]:
    """Lines that are the items of a list."""
    for lines in ITEMS.finditer(text) if "\n" in text else ():
        yield Fact(FactKind.LIST, *lines.span())


def meanings(text: str) -> Iterator[Fact]:
    """What stands in brackets, and abbreviations: they may say what the words beside them mean."""
    for words in MEANING.finditer(text):
        yield Fact(FactKind.DEFINITION, *words.span())


def row(text: str, start: int, end: int) -> Iterator[Fact]:
    """The things before and behind the "og" *start* to *end* of *text*, if there are three."""
    before = text[max(0, start - WITHIN, text.rfind("\n", 0, start) + 1) : start].rstrip(" ")
    *things, last = before.split(", ")
    if not things or not _is_thing(last):
        return
    count = next((count for count, thing in enumerate(reversed(things)) if not _is_thing(thing)), len(things) - 1)
    # The thing before the first comma may have the rest of its sentence in front of it: then it is the last word.
    first = things[-count - 1].lstrip()
    first = first if _is_thing(first) else first.rpartition(" ")[2]
    length = len(", ".join([first, *things[len(things) - count :], last]))
    behind = LAST.match(text, end)
    yield Fact(FactKind.LIST, start - 1 - length, behind.end() if behind else end)


def _is_thing(words: str) -> bool:
    """Whether *words* may be one of several: few, no clause, no end of a sentence."""
    return words.count(" ") < THING and not CLAUSE.search(words)
