# ruff: noqa: E501
"""
When, how long and how often: dates, years, deadlines, opening hours, periods, frequencies.

    >>> text = "Ansøgningsfristen er den 1. april. Åbent mandag kl. 10-15."
    >>> [(fact.kind.value, text[fact.start:fact.end]) for fact in facts(text)]
    [('date', 'den 1. april'), ('date', 'mandag'), ('deadline', 'den 1. april'), ('hours', 'mandag kl. 10-15')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.danish.numerals import NUMERALS
from search_engine.model import Fact, FactKind

NUMERAL = (
    r"(?:\d{1,3}(?:,\d)?|"
    + "|".join([*NUMERALS, "en", "et", "halvandet", "halvanden", r"et\ halvt", "flere", "enkelt"])
    + ")"
)
MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|febr?|apr|aug|sept?|okt|nov|dec)"
DAY = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|hverdag|weekend)"
DAYS = rf"{DAY}(?:en|e|ene|er|s)?"
YEAR = r"(?:19|20)\d\d"

DATE = re.compile(
    rf"""
    \b(?:
      (?:den\ |d\.\ ?)? \d{{1,2}}\.? (?:\ ?(?:-|–|og|til|til\ den)\ ?\d{{1,2}}\.)? \ ?{MONTH}\b
        (?:\ (?:{YEAR}))?
    | (?:(?:primo|medio|ultimo|start(?:en\ af)?|midten\ af|slutningen\ af|begyndelsen\ af|udgangen\ af|hele)\ )?
        (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b (?:\ {YEAR})?
    | \d{{1,2}}[./-]\d{{1,2}}[./-](?:{YEAR}|\d\d)\b
    | {YEAR}-\d\d-\d\d\b
    | \d{{1,2}}/\d{{1,2}}\b (?!\d)
    | (?:[1-4]\.|første|andet|tredje|fjerde|sidste)\ (?:kvartal|halvår)\b (?:\ (?:i\ )?{YEAR})?
    | uge\ \d{{1,2}} (?:\ ?(?:-|–|og|til)\ ?\d{{1,2}})?
    | (?:foråret|sommeren|efteråret|vinteren|årsskiftet|nytår|påsken?|pinsen?|efterårsferien|sommerferien|vinterferien|juleferien)\b (?:\ {YEAR})?
    | den\ (?:første|anden|tredje|fjerde|sidste)\ {DAYS}
    | den\ (?:[12]?\d|3[01])\. (?!\ ?\d)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
WEEKDAY = re.compile(rf"\b{DAYS}\b", re.IGNORECASE)
CLOCK = re.compile(
    r"(?:\b(?:kl\.?|klokken)\s*)?(?<![\d.,])[0-2]?\d(?:[.:][0-5]\d)?\s?(?:-|–|til|og)\s?(?:kl\.?\s?)?[0-2]?\d(?:[.:][0-5]\d)?(?![\d%])"
    r"|\b(?:kl\.?|klokken)\s*[0-2]?\d(?:[.:][0-5]\d)?",
    re.IGNORECASE,
)
ALWAYS_OPEN = re.compile(r"\b(?:døgnåbent?|(?:hele )?døgnet rundt|åbent? hele (?:døgnet|ugen))\b", re.IGNORECASE)
CLOSED = re.compile(r"\b(?:holde[rs]? )?lukket\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:åb(?:en|ent|ne|ner|ning\w*)|\w*(?:telefontid|træffetid|åbningstid|ekspedition)\w*|lukker|bemand\w+|ring\w*)\b",
    re.IGNORECASE,
)
A_YEAR = re.compile(rf"(?<![\d.,/-])(?:({YEAR})(?:\s?[-–/]\s?((?:19|20)?\d\d))?|({YEAR}))(?![\d%]|[.,]\d)")

DEADLINE = re.compile(
    r"\b(?:senest|inden|før|\w*frist\w*|deadline\w*|sidste (?:dag|chance|frist)|skal være (?:\w+ ){0,4}i hænde|tidligst|ikke senere end|forinden)\b",
    re.IGNORECASE,
)
PERIOD = re.compile(
    rf"\b(?:{NUMERAL})(?:\s?(?:-|–|til|eller|og)\s?(?:{NUMERAL}))?\s(?:hele\s|kalender|arbejds|hver)?"
    r"(?:sekund(?:er)?|minut(?:ter)?|time(?:r|s)?|dag(?:e|es|s)?|døgns?|uge(?:r|rs|s)?|måned(?:er|ers|s)?|år|års|kvartal(?:er)?)\b"
    rf"|\b\d+[- ]?årig(?:e|t)?\s+(?:periode|aftale|plan|forsøg|projekt)\b|\b(?:hele|resten af) (?:året|perioden|livet|sommeren)\b"
    rf"|\bfra {YEAR} (?:og )?til (?:og med )?{YEAR}\b|\b(?:livsvarig|tidsubegrænset|midlertidig|permanent)t?\b"
    r"|\b(?:ugedage|hverdage)\b",
    re.IGNORECASE,
)
FREQUENCY = re.compile(
    rf"\bhver(?:t)?\.? (?:(?:anden|andet|tredje|fjerde|femte|sjette|\d+\.) )?(?:dag|uge|måned|år|kvartal|halvår|time|morgen|aften|nat|forår|efterår|sommer|vinter|sæson|gang|{DAY})\b"
    rf"|\b(?:{NUMERAL})(?: ?(?:-|–|til|eller) ?(?:{NUMERAL}))? (?:gange?|møder) (?:om|i|pr\.?|per|hver|for hver)? ?(?:dagen|døgnet|ugen|måneden|året|kvartalet|dag|døgn|uge|måned|år|kvartal|halvår|årlig\w*|månedlig\w*|ugentlig\w*|daglig\w*|sæson\w*|skoleår\w*)\b"
    r"|\b(?:dagligt?|dagligdags|ugentligt?|ugentlige|månedligt?|månedlige|månedsvis|kvartalsvis|kvartalsvise|kvartalsvist|halvårlig[te]?|årligt?|årlige|løbende|jævnligt|regelmæssigt)\b"
    r"|\b(?:\w+ gange|en gang|én gang|1 gang) (?:om|i|pr\.?|per) \w+",
    re.IGNORECASE,
)
NEAR = 60  # characters within which a word such as "senest" makes a date a deadline; guess: half a line


def facts(text: str) -> Iterator[Fact]:
    """The facts of *text* that tell when, how long or how often."""
    days = [found.span() for found in DATE.finditer(text)] + [found.span() for found in WEEKDAY.finditer(text)]
    for start, end in days:
        yield Fact(FactKind.DATE, start, end)
    lengths = [found.span() for found in PERIOD.finditer(text)]
    for start, end in lengths:
        yield Fact(FactKind.PERIOD, start, end)
    if days or lengths:
        for cue in DEADLINE.finditer(text):
            behind = [span for span in [*days, *lengths] if cue.end() <= span[0] <= cue.end() + NEAR]
            for start, end in behind[:3]:
                if not STOP.search(text, cue.end(), start):
                    yield Fact(FactKind.DEADLINE, start, end)
    for found in A_YEAR.finditer(text):
        yield Fact(FactKind.YEAR, *found.span())
        if found[2]:
            yield Fact(FactKind.PERIOD, *found.span())
    for found in FREQUENCY.finditer(text):
        yield Fact(FactKind.FREQUENCY, *found.span())
    yield from _hours(text)


STOP = re.compile(r"[!?\n]|\.\s+[A-ZÆØÅ]")


def _hours(text: str) -> Iterator[Fact]:
    """Times of the day; opening hours where a weekday or a word for it stands by."""
    for found in CLOCK.finditer(text):
        start, end = found.span()
        said = found[0][0] in "kK" or ":" in found[0] or re.search(r"\d\.\d\d", found[0]) is not None
        line = text.rfind("\n", 0, start) + 1
        before = text[max(line, start - NEAR) : start]
        weekday = next(iter(list(WEEKDAY.finditer(before))[-1:]), None)
        is_span = re.search(r"\d\s?(?:-|–|til|og)", found[0]) is not None
        if is_span and ((weekday and len(before) - weekday.end() <= 12) or (said and OPEN.search(before))):
            first = max(line, start - NEAR) + weekday.start() if weekday else start
            yield Fact(FactKind.HOURS, first, end)
        elif said:
            yield Fact(FactKind.DATE, start, end)
            if OPEN.search(before):
                yield Fact(FactKind.HOURS, start, end)
    for pattern in (ALWAYS_OPEN,):
        for found in pattern.finditer(text):
            yield Fact(FactKind.HOURS, *found.span())
