# ruff: noqa: E501
"""
Who: persons by name, those who decide or are responsible, groups of people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.danish.facts.clues import clue, endings
from search_engine.model import Fact, FactKind

# The ending of a word, or all of it, so the short ones stand with what comes before them.
OFFICES = """byråd byrådet byrådets kommunalbestyrelse kommunalbestyrelsen kommunalbestyrelsens udvalg udvalget udvalgets
    nævnet rådet direktionen forvaltning forvaltningen forvaltningens forvaltninger afdeling afdelingen borgmester borgmesteren
    direktør direktøren chefen cheferne lederen lederne ledelsen formand formanden konsulent konsulenten koordinator
    koordinatoren vejleder vejlederen sagsbehandler sagsbehandleren visitator visitatoren visitationen inspektør inspektøren
    bestyrelsen personalet sekretariatet sekretariat styrelsen politiet borgerservice centeret centret teamet
    kontoret myndigheden lægen sygeplejersken sygeplejerske ministeriet rådgiver rådgiveren tilsynet brandvæsenet direktoratet
    terapeut ambassadør tovholder kontaktperson forsyningen selskabet"""
OFFICE_WORDS = "kommunen chef leder læge læger centre i/s"
GROUPS = """borger borgere borgerne borgeren børn børnene forældre forældrene virksomhed virksomheder virksomhederne
    foreninger foreningerne frivillige medarbejder medarbejdere medarbejderne ansatte beboer beboere beboerne beboeren
    ejere ejeren ejerne lejere lejeren pårørende studerende elever eleverne eleven pensionister pensionist flygtninge indvandrere
    familier familien familierne brugere brugerne naboer iværksættere grundejere grundejeren ansøger ansøgere ansøgeren
    mennesker personer husstande organisationer kunder turister gæster politikere veteraner leverandører samarbejdspartnere
    deltagere repræsentanter interessenter parter husejere"""
GROUP_WORDS = (
    "ældre unge voksne alle ejer lejer ledige kvinder mænd kunden brugeren gruppe gruppen familie forening ægtefælle"
)

TITLES = (
    "borgmester",
    "formand",
    "forkvinde",
    "direktør",
    "chef",
    "leder",
    "konsulent",
    "koordinator",
    "vejleder",
    "sagsbehandler",
    "sekretær",
    "inspektør",
    "pædagog",
    "lærer",
    "læge",
    "præst",
    "rådmand",
    "kontaktperson",
    "byrådsmedlem",
    "medarbejder",
    "rådgiver",
    "arkitekt",
    "ingeniør",
    "advokat",
    "terapeut",
    "sygeplejerske",
    "ordfører",
    "minister",
    "borgmesteren",
    "formanden",
    "direktøren",
    "chefen",
    "lederen",
    "konsulenten",
    "koordinatoren",
    "kontakt",
    "bestyrer",
    "forstander",
)
FIRST_NAMES = """Anders Anne Annette Asger Asta Astrid Bent Benny Birgit Birgitte Birthe Bo Bodil Brian Britta Camilla Carl Carsten
    Caroline Cecilie Charlotte Christian Christina Claus Connie Dan Daniel David Ditte Dorte Dorthe Elisabeth Ellen Else Emil Emilie
    Emma Erik Esben Eva Finn Flemming Frank Freja Frederik Gitte Grethe Gunnar Hanne Hans Heidi Helle Henning Henriette Henrik
    Ib Ida Inge Inger Ingrid Irene Jacob Jakob Jan Jane Janne Jens Jesper Jette Joan Johan Johannes John Jonas Julie Jytte Jørgen Jørn
    Kaj Karen Karin Karl Karsten Katrine Keld Kenneth Kim Kirsten Kirstine Kjeld Klaus Knud Kristian Kristine Kurt Lars Lasse Laura
    Leif Lena Lene Line Lis Lisbeth Lise Lone Lotte Louise Mads Magnus Maja Marianne Maria Marie Mariann Martin Mathias Mathilde
    Merete Mette Michael Mikkel Mogens Morten Nanna Niels Nikolaj Nina Ole Oliver Oskar Otto Palle Pauline Per Pernille Peter Philip
    Pia Poul Preben Rasmus Rikke Robert Sara Sarah Signe Simon Sofie Steen Stefan Stig Stine Susanne Søren Thomas Tina Tine Tobias
    Tom Tommy Tove Troels Trine Ulla Ulrik Uffe Vagn Vera Vibeke Viggo Viktor William Yvonne Åse"""

NAME = r"[A-ZÆØÅ][a-zæøåéü]+(?:[ -](?:[A-ZÆØÅ][a-zæøåéü]+|[A-ZÆØÅ]\.|af|von|de)){0,3}[ -][A-ZÆØÅ][a-zæøåéü]+\b"
CLUES = (
    clue(FactKind.NAME, FIRST_NAMES.lower(), NAME, flags=0),
    clue(
        FactKind.OFFICE,
        "center afdelingen afdeling team udvalget forvaltningen området sekretariatet kontoret",
        r"(?:Center|Afdeling|Afdelingen|Udvalget|Forvaltningen|Sekretariatet|Kontoret|Team|center|udvalget)(?: for)? [A-ZÆØÅ][\wæøå-]*(?:(?:,| og| for| &)* [A-ZÆØÅ][\wæøå-]*| og [\wæøå-]+(?=[.,\n]))*".replace(" ", r"\ "),
        flags=0,
    ),
    clue(FactKind.OFFICE, OFFICE_WORDS),
    clue(FactKind.PERSON, GROUP_WORDS),
)  # fmt: skip
ENDINGS = (endings(FactKind.OFFICE, OFFICES), endings(FactKind.PERSON, GROUPS))

BEHIND_TITLE = re.compile(rf"(?: er| hedder|:|,)?[ \n](?P<name>{NAME})")
BEFORE_TITLE = re.compile(rf"(?P<name>\b{NAME}),? \(?$")
HYPHENED = re.compile(r"(?:[A-ZÆØÅ][\wæøå]+-(?:,? [\wæøå]+-)*,? og )$")  # "Teknik- og Miljøudvalget"
NO_NAMES = (  # endings of words that begin with a capital behind a title, and are no name
    *TITLES,
    *OFFICES.split(),
    *[
        "kommune",
        "kommunes",
        "center",
        "centeret",
        "centret",
        "team",
        "politik",
        "plan",
        "strategi",
        "skole",
        "skolen",
        "råd",
        "danmark",
        "telefon",
        "mail",
        "email",
        "by",
        "land",
        "lov",
        "sundhed",
        "teknik",
        "miljø",
        "kultur",
        "social",
        "børn",
        "unge",
        "ældre",
        "vej",
        "gade",
        "kontakt",
        "sidst",
        "pleje",
        "huset",
        "parken",
        "tjeneste",
        "service",
        "stien",
        "hallen",
        "gården",
        "forening",
        "bilag",
        "afsnit",
        "kapitel",
        "omsorg",
        "fritid",
        "udvikling",
        "økonomi",
        "sekretariat",
        "vicevært",
    ],
)


def names(text: str, start: int, end: int) -> Iterator[Fact]:
    """The person's name behind or before the title *start* to *end* of *text*, if there is one."""
    for match in (BEHIND_TITLE.match(text, end), BEFORE_TITLE.search(text, max(0, start - 50), start)):
        if match and not any(part.lower().endswith(NO_NAMES) for part in match["name"].split()):
            yield Fact(FactKind.NAME, *match.span("name"))


def whole_office(text: str, start: int, end: int) -> Fact:
    """The office *start* to *end* of *text* with what belongs to its name before it."""
    before = HYPHENED.search(text, max(0, start - 60), start)
    return Fact(FactKind.OFFICE, before.start() if before else start, end)
