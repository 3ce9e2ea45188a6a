# ruff: noqa: E501
"""
Words by which one knows a definition, a reason, a procedure, a rule, a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.danish.facts.clues import clue, found
from search_engine.model import Fact, FactKind

CLUES = (
    clue(
        FactKind.REASON,
        """fordi derfor skyldes eftersom idet grunden grundene årsag årsagen årsager årsagerne formålet formål hensigten
        begrundelsen begrundet nemlig således dermed målet baggrund hensyn hensynet pga betyder""",
    ),
    clue(FactKind.REASON, "for så sådan på af", r"for\ at|så(?:dan)?\ (?:at|kan|bliver|vi|du|de)|på\ (?:grund|baggrund)\ af|af\ hensyn\ til"),
    clue(FactKind.REASON, "da for", r"(?:da|for)\ (?=(?:det|der|vi|kommunen|man|de|den|du|alle|ellers|så)\b)"),
    clue(
        FactKind.PROCEDURE,
        """søg søge søger søges ansøg ansøge ansøger ansøgning ansøgningen ansøgningsskema ring ringe send sende sendes
        udfyld udfylde udfyldes kontakt kontakte log book booke bestil bestille bestilles meld melde meldes tilmeld
        tilmelde skriv skrive klik vælg vælge aflever aflevere afleveres hent hente henvend henvende henvendelse underskriv vedhæft vedlæg
        medbring mød via digitalt selvbetjening blanket blanketten skema skemaet gennem igennem herefter derefter trin
        først afmelde afmeld tilmelding tilmeldes oprette opret indberet indberettes anmeld anmelde""",
    ),
    clue(FactKind.PROCEDURE, "du i man vi", r"(?:du|i|man|vi)\ (?:skal|kan|vil)\b"),
    clue(FactKind.PROCEDURE, "ved sker", r"ved\ (?:at|hjælp\ af)|sker\ (?:via|på|ved|gennem)"),
    clue(
        FactKind.RULE,
        """må måtte skal skulle kan kræver kræves krav kravet betingelse betingelser betingelserne tilladt forbudt pligt
        pligter ret rettighed forudsat forudsætter gælder omfattet undtaget undtagelse højst mindst senest berettiget forpligtet
        tilladelse dispensation bør hverken aldrig ikke regler reglerne ingen ja nej""",
    ),
    clue(FactKind.DEFINITION, "betyder betød forstås defineres definition forkortelse forkortet kaldes kaldet kalder omfatter indebærer"),
    clue(FactKind.DEFINITION, "er var", r"(?:er|var)\ (?:en|et|den|det|de|når|navnet|forskellen|kommunens)\b"),
    clue(FactKind.DEFINITION, "står det dvs også", r"står\ for|det\ vil\ sige|dvs\.|også\ kaldet"),
)  # fmt: skip

BRACKETED = re.compile(  # "SAL (systemisk analyse …)", "Frivilligt socialt arbejde (FSA)", "zonen (den del, der …)"
    r"\([^()\n]{2,120}\)"
)
ITEM = r"[ \t]*(?:[-–•*·▪]|\d{1,2}[.)]|[a-zæøå]\))[ \t]+\S[^\n]*"
ITEMS = re.compile(rf"^{ITEM}(?:\n+{ITEM})+", re.MULTILINE)
LAST = re.compile(r" [\w-]+")
THING = 4  # words of one thing in a series; guess
CLAUSE = re.compile(r"[.!?:]\s|[,|]$|^(?:der|som|hvis|når|at|men|dog|uanset|så|det|den|de|vi|I|og|hvor|herunder)\b")
WITHIN = 120  # characters before the last "og" that a series is looked for in; guess: a line and a half


def brackets(text: str) -> Iterator[Fact]:
    """What stands in brackets, and may say what the words in front of it mean."""
    if "(" in text:
        for start, end in found(BRACKETED, text):
            yield Fact(FactKind.DEFINITION, start, end)


def items(text: str) -> Iterator[Fact]:
    """Lines that are the items of a list."""
    if "\n" in text:
        for start, end in found(ITEMS, text):
            yield Fact(FactKind.LIST, start, end)


def series(text: str, start: int, end: int) -> Iterator[Fact]:
    """The things before and behind the "og" *start* to *end* of *text* ("skoler, haller og biblioteker")."""
    before = text[max(0, start - WITHIN, text.rfind("\n", 0, start) + 1) : start].rstrip(" ")
    *things, last = before.split(", ")
    if not things or not _is_thing(last):
        return
    count = next((count for count, thing in enumerate(reversed(things)) if not _is_thing(thing)), len(things) - 1)
    # The thing before the first comma may have the rest of its sentence in front of it: then it is the last word.
    first = things[-count - 1] if _is_thing(things[-count - 1]) else things[-count - 1].rpartition(" ")[2]
    length = len(", ".join([first, *things[len(things) - count :], last]))
    behind = LAST.match(text, end)
    yield Fact(FactKind.LIST, start - 1 - length, behind.end() if behind else end)


def _is_thing(words: str) -> bool:
    """Whether *words* may be one of a series: few, no clause, no end of a sentence."""
    return words.count(" ") < THING and not CLAUSE.search(words)
