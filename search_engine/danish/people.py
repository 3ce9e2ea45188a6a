# ruff: noqa: E501
"""
Who: persons by name, those who decide or are responsible, groups of people.

    >>> text = "Socialudvalget beslutter. Borgerne kan skrive til formand Mads Eksempel."
    >>> [(fact.kind.value, text[fact.start:fact.end]) for fact in facts(text)]
    [('office', 'Socialudvalget'), ('person', 'Borgerne'), ('office', 'formand'), ('name', 'Mads Eksempel')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.model import Fact, FactKind

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

OFFICES = [
    "byråd",
    "byrådet",
    "byrådets",
    "kommunalbestyrelse",
    "kommunalbestyrelsen",
    "kommunalbestyrelsens",
    "udvalg",
    "udvalget",
    "udvalgets",
    "nævnet",
    "rådet",
    "direktionen",
    "forvaltning",
    "forvaltningen",
    "forvaltningens",
    "forvaltninger",
    "afdeling",
    "afdelingen",
    "borgmester",
    "borgmesteren",
    "direktør",
    "direktøren",
    "chef",
    "chefen",
    "cheferne",
    "leder",
    "lederen",
    "lederne",
    "ledelsen",
    "formand",
    "formanden",
    "konsulent",
    "konsulenten",
    "koordinator",
    "koordinatoren",
    "vejleder",
    "vejlederen",
    "sagsbehandler",
    "sagsbehandleren",
    "visitator",
    "visitatoren",
    "inspektør",
    "inspektøren",
    "bestyrelsen",
    "personalet",
    "sekretariatet",
    "sekretariat",
    "styrelsen",
    "politiet",
    "kommunen",
    "borgerservice",
    "centeret",
    "centret",
    "jobcentret",
    "jobcenteret",
    "teamet",
    "kontoret",
    "myndigheden",
    "læge",
    "lægen",
    "lægerne",
    "sygeplejerske",
    "sygeplejersken",
    "ministeriet",
    "ankestyrelsen",
    "skolelederen",
    "terapeut",
    "rådgiver",
    "rådgiveren",
]
GROUPS = [
    "borger",
    "borgere",
    "borgerne",
    "borgeren",
    "børn",
    "børnene",
    "unge",
    "ældre",
    "forældre",
    "virksomhed",
    "virksomheder",
    "virksomhederne",
    "forening",
    "foreninger",
    "foreningerne",
    "frivillige",
    "medarbejder",
    "medarbejdere",
    "medarbejderne",
    "ansatte",
    "beboer",
    "beboere",
    "beboerne",
    "ejer",
    "ejere",
    "ejeren",
    "lejer",
    "lejere",
    "pårørende",
    "studerende",
    "elev",
    "elever",
    "eleverne",
    "pensionist",
    "pensionister",
    "ledige",
    "flygtninge",
    "indvandrere",
    "familier",
    "familien",
    "brugere",
    "bruger",
    "brugerne",
    "kvinder",
    "mænd",
    "naboer",
    "iværksættere",
    "grundejere",
    "grundejer",
    "ansøger",
    "ansøgere",
    "ansøgeren",
    "alle",
    "mennesker",
    "personer",
    "husstand",
    "husstande",
    "organisationer",
    "kunder",
    "turister",
    "gæster",
    "politikere",
    "veteraner",
    "ægtefælle",
    "turist",
    "lokalråd",
    "netværk",
    "leverandører",
    "samarbejdspartnere",
]
OFFICE_TAILS = tuple(word for word in OFFICES if len(word) > 5 and word not in {"kommunen"})
GROUP_TAILS = tuple(word for word in GROUPS if len(word) > 5)
OFFICE = frozenset(OFFICES)
GROUP = frozenset(GROUPS)

NAMED_OFFICE = re.compile(
    r"\b(?:Center for|Afdeling for|Team|Udvalget for|Forvaltningen for|Center)(?: [A-ZÆØÅ][\wæøå-]*,?(?: (?:og|for|&))?)+"
    r"|\b[A-ZÆØÅ][\wæøå]+-(?:,? ?[\wæøå]+-)* og [\w]+(?:udvalget|forvaltningen|afdelingen|rådet|centeret|nævnet)\b"
)
TITLE = re.compile(
    r"\b(?:\w*(?:borgmester|formand|forkvinde|direktør|chef|leder|konsulent|koordinator|vejleder|sagsbehandler|sekretær|inspektør"
    r"|pædagog|lærer|læge|præst|rådmand|kontaktperson|byrådsmedlem|medarbejder|rådgiver|arkitekt|ingeniør|advokat|terapeut|sygeplejerske|ordfører|minister)(?:en)?)"
    r"(?: er| hedder|:|,)? ?(?:\w+ )?(?P<name>[A-ZÆØÅ][a-zæøåé]+(?:[ -][A-ZÆØÅ][a-zæøåé.]*){1,3})(?![a-zæøå])",
)
BEFORE_TITLE = re.compile(
    r"(?P<name>\b[A-ZÆØÅ][a-zæøåé]+(?:[ -][A-ZÆØÅ][a-zæøåé.]*){1,3}),? (?:\()?\w*(?:borgmester|formand|forkvinde|direktør|chef|leder|konsulent|koordinator|sekretær|minister)\b"
)
NO_NAME = re.compile(
    r"\b(?:Kommune|Center|Team|Udvalg|Politik|Plan|Strategi|Skole|Råd|Danmark|Telefon|Email|Mail|By|Land|Lov)\b"
)


def facts(text: str) -> Iterator[Fact]:
    """The facts of *text* that tell who."""
    for word in WORD.finditer(text):
        lower = word[0].lower()
        if lower in OFFICE or lower.endswith(OFFICE_TAILS):
            yield Fact(FactKind.OFFICE, *word.span())
        elif lower in GROUP or lower.endswith(GROUP_TAILS):
            yield Fact(FactKind.PERSON, *word.span())
    for found in NAMED_OFFICE.finditer(text):
        yield Fact(FactKind.OFFICE, *found.span())
    for pattern in (TITLE, BEFORE_TITLE):
        for found in pattern.finditer(text):
            if not NO_NAME.search(found["name"]):
                yield Fact(FactKind.NAME, *found.span("name"))
