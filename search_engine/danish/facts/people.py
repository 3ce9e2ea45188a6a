"""
Names of persons, by the titles beside them, and whole names of offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.model import Fact, FactKind

TITLES = tuple(
    """borgmester formand forkvinde direktør chef leder konsulent koordinator vejleder sagsbehandler sekretær inspektør
    pædagog lærer læge præst rådmand kontaktperson byrådsmedlem medarbejder rådgiver arkitekt ingeniør advokat terapeut
    sygeplejerske ordfører minister borgmesteren formanden direktøren chefen lederen konsulenten koordinatoren kontakt
    bestyrer forstander""".split()  # noqa: SIM905
)
NAME = r"[A-ZÆØÅ][a-zæøåéü]+(?:[ -](?:[A-ZÆØÅ][a-zæøåéü]+|[A-ZÆØÅ]\.|af|von|de)){0,3}[ -][A-ZÆØÅ][a-zæøåéü]+\b"
BEHIND_TITLE = re.compile(rf"(?:(?: for [\w -]{{2,60}}?)? er| hedder|:|,)?[ \n](?P<name>{NAME})")
BEFORE_TITLE = re.compile(rf"(?P<name>\b{NAME}),? \(?$")
NO_NAMES = (  # endings of words that stand with a capital beside a title, too
    *TITLES,
    *"""kommune kommunes center centeret centret centrets team udvalg udvalget råd rådet forvaltningen afdelingen
    politik plan strategi skole skolen danmark telefon mail email by land lov sundhed teknik miljø kultur social børn
    unge ældre vej gade sidst pleje huset parken tjeneste service stien hallen gården forening bilag afsnit kapitel
    omsorg fritid udvikling økonomi sekretariat sekretariatet visitationen bestyrelsen politiet direktionen byrådet
    kommunalbestyrelsen""".split(),  # noqa: SIM905
)
HYPHENED = re.compile(r"(?:[A-ZÆØÅ][\wæøå]+-(?:,? [\wæøå]+-)*,? og )$")  # "Teknik- og Miljøudvalget"


def is_title(word: str) -> bool:
    """Whether a name may stand beside *word*, which is in small letters."""
    return word.endswith(TITLES)


def names(text: str, start: int, end: int) -> Iterator[Fact]:
    """The person's name behind or before the title *start* to *end* of *text*, if there is one."""
    for match in (BEHIND_TITLE.match(text, end), BEFORE_TITLE.search(text, max(0, start - 50), start)):
        if match and not any(part.lower().endswith(NO_NAMES) for part in match["name"].split()):
            yield Fact(FactKind.NAME, *match.span("name"))


def whole_office(text: str, start: int) -> int:
    """Where the name of the office begins that ends in the word at *start* of *text*."""
    before = HYPHENED.search(text, max(0, start - 60), start)
    return before.start() if before else start
