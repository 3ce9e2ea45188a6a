"""
Words that narrow a question down: what lacks them tells something else of the same thing.

    "Hvad koster varmen om året?"           what a connection costs is no answer
    "Hvornår sejler den første færge?"      nor is when the last one sails
    "Hvor stor er bøden for …?"             nor is any other amount

Most stand in so many texts that they tell little of what a question is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search_engine.model import YEAR

RATES = {  # a unit of time with its ending: the adverb
    ("år", "et"): "årligt?|årlige",
    ("måned", "en"): "månedligt?|månedlige",
    ("uge", "n"): "ugentligt?|ugentlige",
    ("dag", "en"): "dagligt?|daglige",
    ("døgn", "et"): "døgnets",
    ("time", "n"): "timeløn",
    ("sæson", "en"): "sæsonkort",
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What somebody says who narrows a question down so, and what a text says that *meets* it."""

    asked: re.Pattern[str]
    meets: re.Pattern[str]


def _narrowing(asked: str, also: str = "") -> Narrowing:
    """Met by what was *asked*, and by what is *also* said for it."""
    told = f"{asked}|{also}" if also else asked
    return Narrowing(*(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in (asked, told)))


def _rate(unit: str, ending: str, adverb: str) -> Narrowing:
    each = rf"(?:om|pr\.?|per|hvert?|for en|for et|ad) {unit}(?:{ending})?|i {unit}{ending}"
    return _narrowing(rf"{each}|{adverb}|{unit}s?(?:pris|takst|leje|afgift)\w*")


NARROWINGS = (
    *(_rate(*unit, adverb) for unit, adverb in RATES.items()),
    _narrowing("første|tidligste", "tidligst|begynder|starter|åbner"),
    _narrowing("(?:sidste|næste) år", r"(?:19|20)\d\d"),
    _narrowing("lige nu|i øjeblikket|for tiden|i dag", r"aktuelt|pr\. \d.*"),
    _narrowing("om morgenen|om aftenen|om natten", r"\w*morgen\w*|\w*aften\w*|nat\w*|kl|klokken"),
    _narrowing(r"\w*bøden?|\w*bøder", r"\w*afgift\w*|\w*gebyr\w*|straf\w*"),
    _narrowing(
        r"\w*tilskud\w*|støtte", r"\w*støtte\w*|giver?|gives|får|dæk\w*|betaler|refunder\w*|bevilge\w*|pulje\w*"
    ),
    _narrowing(r"rabat\w*|billigere", "nedsat|halv pris|nedslag|gratis|mindre"),
    _narrowing(r"\w*løn\w*", r"honorar\w*|vederlag\w*|tjen\w*"),
    _narrowing(r"\w*pensionist\w*", r"\w*pension\w*|ældre|over 6\d"),
    _narrowing(r"hvor (?:hurtigt|stærkt) må|hastighed\w*", "km/t|kilometer i timen"),
    _narrowing("ean|cvr|wifi|wi-fi"),
    _narrowing("hvad hedder", r"hedder|kaldes|navn\w*|(?-i:[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+)"),
)


def narrowings(question: str) -> tuple[Narrowing, ...]:
    """Those of *question*."""
    return tuple(one for one in NARROWINGS if one.asked.search(question))


def tells_something_else(wanted: Sequence[Narrowing], years: Sequence[str], text: str, above: str) -> bool:
    """
    Whether one of *wanted* is neither in *text* nor in what stands *above* it.

    Or it tells of years, but none of *years*, which were asked for.
    """
    told = set(YEAR.findall(text))
    another_year = bool(years and told) and told.isdisjoint(years)
    return another_year or not all(one.meets.search(text) or one.meets.search(above) for one in wanted)
