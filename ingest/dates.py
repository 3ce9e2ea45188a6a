"""
The days a document says of itself: when it was adopted, last changed, and from when to when it holds.

A date counts only with a label ("Godkendt af Byrådet den 20. marts 2013"), and the label only

- at the beginning of a line,
- in a sentence about this document ("Politikken er vedtaget …", "Taksterne gælder fra …"),
- or with a capital near the top, where the title page of a PDF has melted into the text.

So "Loven blev vedtaget den 3. juni 2020" is no date of the document. A month without a
day and a 31 February are none at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NAMES = (
    "januar|jan|februar|feb|marts|mar|april|apr|maj|juni|jun|juli|jul|august|aug|"
    "september|sept|sep|oktober|okt|november|nov|december|dec"
)
DATE = re.compile(
    rf"""(?<![\d.,/-])(?:
        (?P<iso>(?:19|20)\d\d-\d\d-\d\d)
      | (?P<day>\d\d?)\s*(?:\.\s*)?(?P<name>{NAMES})\.?,?\s+(?P<year>(?:19|20)\d\d)
      | (?P<digits>\d\d?\s?[./-]\s?\d\d?(?:\s?[./-]\s?|\s)(?:19|20)\d\d)
    )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)

LABELS = {
    "updated": r"(?:sidst|senest)\s+(?:opdateret|ændret|revideret|redigeret|rettet)|opdateret|revideret|ajourført",
    "published": r"(?:endeligt?\s+)?(?:godkendt|vedtaget)|offentliggjort|publiceret|udgivet|dateret|"
    r"(?:godkendte|vedtog)\s+(?P<this>denne|dette)\s+\w+",
    "valid_from": r"gælder\s+fra|gældende\s+fra|gælder\s+(?:for|i)\s+perioden|(?:træder|trådte|træde)\s+i\s+kraft|"
    r"ikrafttræde(?:n|lse)|(?:er\s+)?i\s+kraft\s+fra",
    "valid_to": r"(?:gælder|gældende)\s+(?:ind)?til|udløber|ophører",
}
# Between label and date: who adopted it, not another sentence.
BETWEEN = r"(?:[^\W\d]|[ \t,:/()–-]|(?<=\bd)\.|(?<=\bpr)\.|(?<=\bny)\.){0,60}?"
LABELLED = re.compile(
    r"\b(?:" + "|".join(f"(?P<{what}>{label})" for what, label in LABELS.items()) + rf")\b{BETWEEN}(?={DATE.pattern})",
    re.VERBOSE | re.IGNORECASE,
)
UNTIL = re.compile(r"\s*(?:,?\s*(?:ind)?til(?:\s+og\s+med)?|–|-)\s*(?:den\s+|d\.\s*)?", re.IGNORECASE)

ITSELF = re.compile(  # the document as the subject of its own sentence
    r"""\b(?:denne|dette|disse)\s+\w+ | \b(?P<noun>\w*(?:politikken|strategien|planen|regulativet|vedtægte(?:n|rne)|
    vedtægter|aftalen|takster(?:ne)?|priser(?:ne)?|satser(?:ne)?|gebyrer(?:ne)?|reglerne|retningslinjerne|
    vejledningen|kvalitetsstandarden|dokumentet|siden))\b""",
    re.VERBOSE | re.IGNORECASE,
)
BEFORE_LABEL = re.compile(  # what may stand between the subject, or an earlier date of the sentence, and the label
    r"(?:\s*,)?(?:\s*\b(?:er|blev|bliver|har|været|senest|sidst|endeligt?|enstemmigt|nedenfor|herunder|og|samt|som|der|for|i|20\d\d)\b)*\s*",
    re.IGNORECASE,
)
SENTENCE_CHARS = 300  # guess: what is looked at before a label; a melted page is a line of thousands
TITLE_PAGE_CHARS = 600  # guess: what a PDF's title page melts into
TOP_LINES = 12  # guess: where a news article or letter has its date
ALONE = re.compile(r"(?:dato:?\s*|(?:[^\W\d]+,\s*)?(?:den|d\.)?\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dates:
    published: date | None = None
    updated: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def find(text: str, title: str = "") -> Dates:
    """
    What *text*, of the document *title*, says of itself.

    Of several adoptions the first counts, of several changes the last.
    """
    found: dict[str, list[date]] = {what: [] for what in LABELS}
    for what, day, end in _labelled(text, title):
        found[what].append(day)
        if what == "valid_from" and (until := UNTIL.match(text, end)) and (last := _day_at(text, until.end())):
            found["valid_to"].append(last)
    published = found["published"] or list(_alone(text))
    return Dates(
        published=published[0] if published else None,
        updated=max(found["updated"], default=None),
        valid_from=found["valid_from"][0] if found["valid_from"] else None,
        valid_to=found["valid_to"][0] if found["valid_to"] else None,
    )


def first(text: str) -> date | None:
    """The first day that *text* names."""
    return next((day for found in DATE.finditer(text) if (day := _day(found))), None)


def _labelled(text: str, title: str) -> Iterator[tuple[str, date, int]]:
    """What the label says, the day, and where the date ends."""
    accepted = -1  # where the last date that counted ends
    for label in LABELLED.finditer(text):
        stated = DATE.match(text, label.end())
        day = _day(stated) if stated else None
        goes_on = accepted >= 0 and BEFORE_LABEL.fullmatch(text, accepted, label.start())
        if stated and day and (goes_on or _is_of_document(text, label, title)):
            accepted = stated.end()
            yield next(what for what in LABELS if label[what]), day, accepted


def _is_of_document(text: str, label: re.Match[str], title: str) -> bool:
    near = max(text.rfind("\n", 0, label.start()) + 1, label.start() - SENTENCE_CHARS)
    line = text[near : label.start()]
    if label["this"] or not re.search(r"\w", line):
        return True
    if label.start() < TITLE_PAGE_CHARS and label[0][0].isupper():
        return True
    sentence = re.split(r"[.!?]\s+(?=[A-ZÆØÅ])", line)[-1].lstrip(" •*-\t")
    subject = ITSELF.match(sentence)
    if not subject or not BEFORE_LABEL.fullmatch(sentence, subject.end()):
        return False
    return not subject["noun"] or _names(subject["noun"].lower(), title.lower())


def _names(noun: str, title: str) -> bool:
    """Is *noun* this document: a plain "planen", or a compound that its title has too?"""
    plain = re.fullmatch(ITSELF.pattern.replace(r"\w*", "", 1), noun, re.VERBOSE)
    return plain is not None or any(noun.startswith(word) for word in re.findall(r"\w{6,}", title))


def _alone(text: str) -> Iterator[date]:
    """Dates that are a line of their own near the top."""
    for line in [line.strip() for line in text.split("\n", 40)[:40] if line.strip()][:TOP_LINES]:
        found = DATE.search(line)
        if found and found.end() == len(line) and ALONE.fullmatch(line[: found.start()]) and (day := _day(found)):
            yield day


def _day_at(text: str, start: int) -> date | None:
    found = DATE.match(text, start)
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    """The day that *found* names; None if the calendar does not have it."""
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
    elif found["name"]:
        year, day = int(found["year"]), int(found["day"])
        month = MONTHS.index(found["name"][:3].lower()) + 1
    else:
        day, month, year = (int(part) for part in re.findall(r"\d+", found["digits"]))
    try:
        return date(year, month, day)
    except ValueError:
        return None
