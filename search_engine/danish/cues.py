# ruff: noqa: E501
"""
Words by which one knows a definition, a reason, a procedure, a rule.

    >>> text = "Du skal søge digitalt, fordi det er et krav."
    >>> [(fact.kind.value, text[fact.start:fact.end]) for fact in facts(text)]
    [('rule', 'skal'), ('procedure', 'Du skal'), ('procedure', 'søge'), ('procedure', 'digitalt'), ('reason', 'fordi'), ('rule', 'krav'), ('definition', 'er et')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.model import Fact, FactKind

WORDS = {
    word: kind
    for kind, words in {
        FactKind.REASON: """fordi derfor skyldes eftersom idet grunden grundene årsag årsagen årsager årsagerne formålet
            formål hensigten begrundelsen begrundet nemlig således dermed hensynet målet baggrund""",
        FactKind.PROCEDURE: """søg søge søger ansøg ansøge ansøger ansøgning ansøgningen ansøgningsskema ring ringe send
            sende udfyld udfylde kontakt kontakte log book booke bestil bestille meld melde tilmeld tilmelde skriv
            skrive klik vælg vælge aflever aflevere hent hente henvend henvende underskriv vedhæft vedlæg medbring mød
            via digitalt selvbetjening blanket blanketten skema skemaet gennem igennem herefter derefter trin først
            udarbejdes iværksættes styrkes afmelde afmeld tilmelding oprette opret""",
        FactKind.RULE: """må måtte skal skulle kan kræver kræves krav kravet betingelse betingelser betingelserne tilladt
            forbudt pligt pligter ret rettighed forudsat forudsætter gælder omfattet undtaget undtagelse højst mindst
            senest berettiget forpligtet tilladelse dispensation bør hverken aldrig ikke nødvendigt regler reglerne""",
        FactKind.DEFINITION: "betyder betød forstås defineres definition forkortelse kaldes kaldet omfatter indebærer",
    }.items()
    for word in words.split()
}
WORD = re.compile(r"[^\W\d_]+")
PHRASES = (
    (
        FactKind.REASON,
        re.compile(
            r"\b(?:for at|så(?:dan)? at|på grund af|pga\.?|af hensyn til|på baggrund af|da (?=det|der|vi|kommunen|man|de|den|du|alle))",
            re.IGNORECASE,
        ),
    ),
    (
        FactKind.PROCEDURE,
        re.compile(
            r"\b(?:(?:du|I|man|vi) (?:skal|kan|vil)|ved at|ved hjælp af|sker (?:via|på|ved|gennem)|(?:på|via) (?:borger\.dk|hjemmesiden))\b",
            re.IGNORECASE,
        ),
    ),
    (
        FactKind.DEFINITION,
        re.compile(
            r"\b(?:er|var) (?:en|et|den|det|de|når)\b|\b(?:står for|det vil sige|dvs\.|også kaldet|er navnet på|er forskellen)|\b[A-ZÆØÅ]{2,6} \([^)\n]{4,80}\)|\w \((?:[A-ZÆØÅ]{2,6}|også [^)\n]*|dvs\.[^)\n]*)\)"
        ),
    ),
)


def facts(text: str) -> Iterator[Fact]:
    """The words of *text* that say what kind of sentence it is."""
    for word in WORD.finditer(text):
        if kind := WORDS.get(word[0].lower()):
            yield Fact(kind, *word.span())
    for kind, pattern in PHRASES:
        for found in pattern.finditer(text):
            yield Fact(kind, *found.span())
