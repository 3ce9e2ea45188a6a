# ruff: noqa: E501
"""
When, how long and how often: dates, years, deadlines, opening hours, periods, frequencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search_engine.danish.facts.clues import COUNT, COUNTS, TO, TO_COUNT, clue
from search_engine.model import Fact, FactKind

MONTHS = "januar februar marts april maj juni juli august september oktober november december"
MONTH = f"(?:{MONTHS.replace(' ', '|')})"
SHORT_MONTH = rf"(?:{MONTH}|jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b"
WEEKDAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag hverdag weekend"
WEEKDAY = f"(?:{WEEKDAYS.replace(' ', '|')})(?:en|e|ene|er|erne|s)?"
DAYS = " ".join(day + ending for day in WEEKDAYS.split() for ending in ("", "en", "e", "ene", "er", "erne", "s"))
SEASONS = "foråret sommeren efteråret vinteren årsskiftet nytår påske påsken pinse jul efterårsferien sommerferien vinterferien"
YEAR = r"(?:19|20)\d\d\b"
FROM = r"(?<![\d.,/-])"  # before digits that are not the rest of others
DAY = r"(?:[0-3]?\d)"
TIME = r"(?:[0-2]?\d(?:[.:][0-5]\d)?)"
TIMES = rf"{TIME}\ ?(?:-|–|til|og)\ ?(?:kl\.?\ |klokken\ )?{TIME}(?![\d%.]\d|\d)"
CLOCK = r"(?:kl\.?|klokken)\s?"
UNIT = r"""(?:sekund(?:er)? | minut(?:ter)? | timer?s? | dage?n?s? | døgns? | ugers? | uge | måned(?:er)?s? | års? | kvartal(?:er)? | halvår
    | hverdage? | arbejdsdage? | kalenderdage? | kalendermåneder | skoleår | sæson(?:er)? | generation(?:er)?)\b"""

CLUES = (
    clue(
        FactKind.DATE,
        "0 d den",
        rf"""(?:den\ |d\.\ ?)? {FROM} {DAY} (?:
              \.? (?:{TO}(?:den\ )?{DAY}\.)? \ ?{SHORT_MONTH} (?:\ {YEAR})?
            | [./-]{DAY}[./-](?:{YEAR}|\d\d\b)
            | /(?:1[0-2]|[1-9])\b (?!\ (?:af|del))
            | \.\ (?:kvartal|halvår)\b (?:\ (?:i\ )?{YEAR})?
        )""",
    ),
    clue(FactKind.DATE, "0", rf"{FROM}{YEAR}-\d\d-\d\d\b"),
    clue(FactKind.DATE, "den", rf"den\ (?:{DAY}\.(?!\ ?\d)|(?:første|anden|tredje|fjerde|sidste)\ (?:{WEEKDAY}|hverdag))\b"),
    clue(FactKind.DATE, MONTHS, rf"{MONTH}\b(?:{TO}{MONTH}\b)?(?:\ {YEAR})?"),
    clue(
        FactKind.DATE,
        "primo medio ultimo start starten midten slutningen begyndelsen udgangen",
        rf"\w+(?:\ af)?\ (?:{MONTH}\b(?:\ {YEAR})?|{YEAR}|året|måneden|ugen|(?:[1-4]\.\ |første\ |andet\ )?(?:kvartal|halvår))",
    ),
    clue(FactKind.DATE, "første andet tredje fjerde sidste", rf"\w+\ (?:kvartal|halvår|{WEEKDAY})\b(?:\ i\ {MONTH})?(?:\ {YEAR})?"),
    clue(FactKind.DATE, "uge ugerne", rf"uge(?:rne)?\ \d{{1,2}}(?:{TO}(?:uge\ )?\d{{1,2}})?\b"),
    clue(FactKind.DATE, DAYS, rf"{WEEKDAY}\b(?:\ (?:den|d\.)?\ ?{DAY}\.?\ ?{SHORT_MONTH}(?:\ {YEAR})?|{TO}{WEEKDAY}\b)?"),
    clue(FactKind.DATE, SEASONS, rf"\w+(?:\ {YEAR})?"),
    clue(FactKind.DATE, "kl klokken", rf"{CLOCK}(?:{TIMES}|{TIME}|(?:{COUNTS})\b)"),
    clue(FactKind.DATE, "0", r"(?<![\d.,/-])(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\ ?[-–]\ ?(?:[01]?\d|2[0-4])[:.][0-5]\d\b)?(?![.,:/-]?\d|\ ?(?:kr|%|m|kg|mio|pct|procent)\b)"),
    clue(FactKind.YEAR, "0", rf"(?<![\d.,/-])(?<!\d\ ){YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d\b(?!-)))?(?![\d%]|[.,/]\d|\ \d{{4}}\b|\ (?:kr|m2|m²|kg|personer|borgere)\b)"),
    clue(FactKind.YEAR, "0", rf"(?<=[-–/]){YEAR}(?![.,/]\d)"),
    clue(FactKind.YEAR, "i fra", r"\w+\ (?P<fact>1[0-8]\d\d)\b(?![.,]?\d|\ \w+er\b)"),
    clue(FactKind.PERIOD, "0", rf"{FROM}{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d\b(?!-))"),
    clue(FactKind.PERIOD, "fra", rf"fra\ (?:(?:og\ med\ )?(?:den\ )?\d{{1,2}}\.\ {MONTH}|{MONTH}|{YEAR})\b(?:\ {YEAR})?\ (?:og\ )?til\ (?:og\ med\ )?(?:(?:den\ )?\d{{1,2}}\.\ {MONTH}|{MONTH}|{YEAR})(?:\ {YEAR})?"),
    clue(
        FactKind.PERIOD,
        f"0 en et et halvandet halvanden flere {COUNTS.replace('|', ' ')} samme",
        rf"(?:{COUNT}|en|et|halvanden|halvandet|flere)(?:\ (?:en\ |et\ )?halvt?)?{TO_COUNT}?[\ -](?:hele\ )?{UNIT}(?!\ og\ (?:derover|opefter|ældre)|\ gam)",
    ),
    clue(FactKind.PERIOD, "0", r"\d{1,2}-årige?t?\ (?:\w+\ )?(?:periode|aftale|plan|forsøg|projekt|budget\w*)"),
    clue(FactKind.PERIOD, "hele resten", r"(?:hele|resten\ af)\ (?:året|perioden|livet|sommeren|vinteren|døgnet|ugen|valgperioden)\b"),
    clue(FactKind.PERIOD, "livsvarig livsvarigt tidsubegrænset permanent døgnet straks omgående", None),
    clue(
        FactKind.FREQUENCY,
        "hver hvert",
        rf"hvert?\ (?:(?:anden|andet|tredje|fjerde|femte|sjette|ottende|\d+\.)\ )?(?:dag|uge|måned|år|kvartal|halvår|time|morgen|aften|nat|forår|efterår|sommer|vinter|sæson|gang|{MONTH}|{WEEKDAY}|minut|fjortende\ dag)\b",
    ),
    clue(
        FactKind.FREQUENCY,
        f"0 en én et {COUNTS.replace('|', ' ')} flere par",
        rf"(?:{COUNT}|en|flere|par){TO_COUNT}?\ (?:gange?|møder|samtaler|besøg|ture)\ (?:(?:om|i|pr\.?|per|hver|for\ hver|hvert)\ )?(?:dagen|døgnet|ugen|måneden|året|kvartalet|sæsonen|valgperioden|dag|døgn|uge|måned|år|kvartal|halvår|årligt?|årlige|månedligt?|ugentligt?|dagligt?|\d+\.\ \w+)\b",
    ),
    clue(
        FactKind.FREQUENCY,
        """daglig dagligt daglige ugentlig ugentligt ugentlige månedlig månedligt månedlige månedsvis kvartalsvis kvartalsvise
        kvartalsvist halvårlig halvårligt halvårlige årlig årligt årlige løbende jævnligt regelmæssigt ugevis""",
        None,
    ),
    clue(FactKind.HOURS, DAYS + " alle hver man tirs ons tors fre", rf"(?:(?:{WEEKDAY}|(?:alle|hver)\ (?:ugens\ )?dage?|alle\ hverdage|(?:man|tirs|ons|tors|fre|lør|søn)\b\.?)(?:\ ?(?:-|–|,|til|og|samt|til\ og\ med)\ ?)?){{1,5}}[\s:|,]{{0,4}}(?:fra\ |er\ der\ åbent\ |har\ vi\ åbent\ )?(?:{CLOCK})?{TIMES}(?:\ og\ (?:{CLOCK})?{TIMES})?"),
    clue(FactKind.HOURS, "døgnet døgnåben døgnåbent", r"døgnåbent?|døgnet\ rundt"),
    clue(FactKind.HOURS, "åben åbent åbne åbner åbningstid åbningstider lukker telefontid telefontiden træffetid træffetiden bemandet ekspeditionstid besøgstid",
         rf"\w+(?:(?!{WEEKDAY}|alle\ dage|alle\ hverdage)[^.!?\n]|\.(?=\d)|(?<=kl)\.|\n(?=\w+\ ?(?:-|\d))){{0,70}}?(?P<fact>(?:{CLOCK}(?:{TIMES}|{TIME})|{TIMES}|døgnet\ rundt|hele\ døgnet))"),
)  # fmt: skip

BEFORE = re.compile(
    r"\b(?:senest|inden(?! for\b)|før|forinden|tidligst|deadline\w*|\w*frist(?:en|er|erne)?|sidste\ (?:dag|chance)|i\ hænde)\b(?!\ for\ at\b)",
    re.IGNORECASE,
)
STOP = re.compile(r"[!?\n]|(?<!\bd)(?<!\bkl)(?<!\d)\.\s")
NEAR = 80  # characters between "senest" and the date that is meant; guess: a line


def deadlines(text: str, times: Iterable[tuple[int, int]]) -> Iterator[Fact]:
    """Which of *times*, the dates and periods of *text*, are the last days of something."""
    times = sorted(times)
    if not times:
        return
    for word in BEFORE.finditer(text):
        heading = text[word.end() : word.end() + 2].lstrip(":| ").startswith("\n")
        for start, end in times:
            if word.end() <= start <= word.end() + NEAR and not STOP.search(text, word.end() + 2 * heading, start):
                yield Fact(FactKind.DEADLINE, start, end)
                break
        else:
            for start, end in times:
                if (
                    "frist" in word[0].lower()
                    and 0 <= word.start() - end <= 30
                    and not STOP.search(text, end, word.start())
                ):
                    yield Fact(FactKind.DEADLINE, start, end)
