"""
What kind of document something is: politik, strategi, plan, regulativ, nyhed …

The last part of a Danish compound says what a thing is: a "strategiplan" is a plan, a
"medborgerskabspolitik" a politik. In a title the first such word decides ("Handleplan
for frivillighedspolitikken" is a plan), but for those in the name of an office ("Stab
for Strategi, Kommunikation og Erhverv").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NEWS = "nyhed"
OVERVIEW = "oversigt"
WEB_PAGE = "webside"

KINDS = {  # how a word may end -> the kind it names; a title word is read against them in this order
    r"politik(?:ken|ker|kerne)?s?": "politik",
    r"strategi(?:en|er|erne)?s?": "strategi",
    r"plan(?:en|er|erne)?s?": "plan",
    r"regulativ(?:et|er|erne)?s?": "regulativ",
    r"vedtægt(?:en|er|erne)?s?": "vedtægt",
    r"(?:takst|gebyr|pris)(?:blad|liste|oversigt)(?:et|en)?": "takst",
    r"(?:takst|gebyr|sats)(?:en|et|er|erne)?s?|priser(?:ne)?": "takst",
    r"vejledning(?:en|er|erne)?|guide(?:n)?|retningslinj?i?e(?:r|rne)?": "vejledning",
    r"referat(?:et|er)?|beslutningsprotokol(?:len)?": "referat",
    r"dagsorden(?:en|er)?": "dagsorden",
    r"aftale(?:n|r|rne)?s?|kontrakt(?:en|er)?": "aftale",
    r"budget(?:tet|ter)?s?": "budget",
    r"regnskab(?:et|er)?": "regnskab",
    r"rapport(?:en|er)?|redegørelse(?:n|r)?|evaluering(?:en|er)?|årsberetning(?:en|er)?": "rapport",
    r"notat(?:et|er)?": "notat",
    r"høring(?:en|er)?|høringssvar(?:et)?": "høring",
    r"kvalitetsstandard(?:en|er|erne)?": "kvalitetsstandard",
    r"forretningsorden(?:en)?": "forretningsorden",
    r"pressemeddelelse(?:n|r)?": NEWS,
    r"(?<!\w)(?:nyhed(?:en|er)?|nyt)": NEWS,  # whole words: "benyt" is none
    r"(?<!\w)vision(?:en|er|erne)?": "vision",  # nor "television"
}
KIND_OF_WORD = [(re.compile(rf"\w*?(?:{ending})", re.IGNORECASE), kind) for ending, kind in KINDS.items()]

OFFICE = re.compile(
    r"\b(?:[Ss]tab(?:en)?|[Cc]ent(?:er|ret)|[Aa]fdeling(?:en)?|\w*[Uu]dvalg(?:et)?|[Ff]orvaltning(?:en)?)\s+for\s+"
    r"(?:den\s+|det\s+)?[\w-]+(?:(?:,\s+|\s+og\s+)[A-ZÆØÅ][\w-]*)*"
)
QUESTIONS = (  # what a title asks or promises
    (re.compile(r"hvad koster\b|pris på\b", re.IGNORECASE), "takst"),
    (re.compile(r"(?:sådan|hvordan|søg|ansøg|klag|tilmeld)\b", re.IGNORECASE), "vejledning"),
)
STAMP = re.compile(r"^[ \t]*(?:Sidst|Senest) (?:opdateret|ændret|redigeret)\b", re.IGNORECASE | re.MULTILINE)
SOURCE_LINE = re.compile(r"^(?:Kilde|Pressekontakt|Kontakt for pressen)\s*:", re.IGNORECASE)
LAST_LINES = 3


def find(
    *, title: str, text: str, location: str, folders: Sequence[str], is_overview: bool, is_web_page: bool
) -> str | None:
    """
    The kind, None where nothing says it. *folders*: of the path below the corpus, from the top.

    A page of the web that is nothing else is a "webside": what a municipality tells its citizens.
    """
    if is_overview:
        return OVERVIEW
    if _is_news(text, location, folders):
        return NEWS
    return (
        of_title(title)
        or next(filter(None, map(of_folder, reversed(folders))), None)
        or next((kind for way, kind in QUESTIONS if way.match(title)), None)
        or (WEB_PAGE if is_web_page or STAMP.search(text) else None)
    )


def of_title(title: str) -> str | None:
    """The kind that the first telling word of *title* names."""
    return _of_words(re.findall(r"[\w-]+", OFFICE.sub(" ", title)))


def of_folder(name: str) -> str | None:
    """The kind that a folder of that name gathers: "referater"; None for a topic such as "veje-og-trafik"."""
    words = re.findall(r"\w+", name)
    return _of_words(words) if len(words) == 1 else None


def _of_words(words: Iterable[str]) -> str | None:
    for word in words:
        last = word.rsplit("-", 1)[-1]
        for ending, kind in KIND_OF_WORD:
            if ending.fullmatch(last):
                return kind
    return None


def _is_news(text: str, location: str, folders: Sequence[str]) -> bool:
    """By its folder, its address, a heading that says so, or the source at its end."""
    if any(of_folder(folder) == NEWS for folder in folders) or re.search(r"/(?:nyhed|presse)[\w-]*(?:/|$)", location):
        return True
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return any(line.lower() == "pressemeddelelse" for line in lines[:LAST_LINES]) or any(
        SOURCE_LINE.match(line) for line in lines[-LAST_LINES:]
    )
