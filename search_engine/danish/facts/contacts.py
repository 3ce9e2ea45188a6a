# ruff: noqa: E501
"""
Where somebody can be reached, and where a thing is: telephone, e-mail, web, addresses, places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.danish.facts.clues import clue, endings, found
from search_engine.model import Fact, FactKind

PLACE_ENDINGS = """skolen skoler skolerne biblioteket bibliotek biblioteker bibliotekerne hallen haller hallerne pladsen
    pladser pladserne gården huset centeret centret centrene torvet kirken museet parken salen lokalet lokalerne klubben
    klubberne stadion stationen havnen børnehaven vuggestuen klinikken kontoret rådhus rådhuset plejehjemmet plejehjem
    botilbuddet svømmehallen apoteket butikken landsbyen skoven stranden foreningshus vejen gaden indgangen skranken
    containeren beholderen"""

CLUES = (
    clue(FactKind.WEB, "hjemmesiden hjemmeside selvbetjening selvbetjeningen selvbetjeningsløsningen mitid"),
    clue(FactKind.WEB, "digital", r"digital\ post"),
    clue(FactKind.WEB, "http https www", r"(?:https?://|www\.)[^\s)>\]]*[^\s)>\].,;:]"),
    clue(FactKind.PHONE, "ring ringe tlf telefon telefonnummer kald", r"\w+\.?(?:\ (?:til|på|nummer))?:?\ (?P<fact>1(?:12|14|8\d\d))\b"),
    clue(
        FactKind.PHONE,
        "0",
        r"""(?<![\d.,/-])(?<![+\d]\d\d\ ) (?:(?<=\+)45\ ?)? (?:\d\d\ \d\d\ \d\d\ \d\d|(?!(?:19|20)\d\d\ (?:19|20)\d\d)\d{4}\ \d{4}|[2-9]\d{7}|[2-9]\d\ \d{3}\ \d{3})
            (?!\d|[.,/-]\d|\ ?(?:kr|mio|mia)\b)""",
    ),
    clue(
        FactKind.PLACE,
        "i på ved hos til omkring fra mellem uden",
        r"""\w+\ (?:for\ )?(?:den\ |det\ |de\ |kommunens\ |byens\ )?(?:gamle\ |nye\ |store\ |lokale\ )?
            (?-i:[A-ZÆØÅ])[\wéæøå]+(?:[\ -](?-i:[A-ZÆØÅ])[\wéæøå]+){0,3}""",
    ),
)  # fmt: skip
ENDINGS = (endings(FactKind.PLACE, PLACE_ENDINGS),)

EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)
DOMAIN = re.compile(r"(?<=\w)\.(?:dk|com|org|net|eu|nu|example)\b(?:/[^\s)>\]]*[^\s)>\].,;:])?")
HOST = re.compile(r"(?<![\w@.-])[\w.-]+$")

ROADS = (
    "vej",
    "vejen",
    "gade",
    "gaden",
    "allé",
    "alle",
    "stræde",
    "strædet",
    "plads",
    "pladsen",
    "torv",
    "torvet",
    "vænge",
    "vænget",
    "boulevard",
)
STREETS = (
    *ROADS,
    *[
        "haven",
        "bakke",
        "bakken",
        "sti",
        "stien",
        "park",
        "parken",
        "ager",
        "bro",
        "dal",
        "dalen",
        "høj",
        "kaj",
        "kajen",
        "krog",
        "lund",
        "lunden",
        "mark",
        "marken",
        "skov",
        "toft",
        "toften",
        "vang",
        "vangen",
        "ringen",
        "banke",
        "eng",
        "engen",
        "svinget",
        "gyde",
        "gyden",
        "havn",
        "havnen",
        "skrænten",
        "hegnet",
        "kilden",
        "bredden",
        "brink",
        "løkken",
    ],
)
BEFORE_STREET = re.compile(r"(?:\b[A-ZÆØÅ][\wéæøå.]*[ -]){1,3}$")
HOUSE = re.compile(
    r"""\ \d{1,3}(?:\ ?[A-H]\b|[a-h]\b)?(?!\d|[.,]?\d|\ ?%|\ (?:kr|m|km|stk|personer|borgere|gange|dage|uger|år|pct|mio)\b) (?:\ ?[-–]\ ?\d{1,3}\b)?
        (?:,\ (?:\d\.|st\.|stuen|kld\.)(?:\ ?(?:sal|tv|th|mf)\b\.?)?)?
        (?:,?\s[1-9]\d{3}\ [A-ZÆØÅ][a-zæøå]+(?:\ [A-ZÆØÅ]{1,2}\b)?)?""",
    re.VERBOSE,
)

# In front of a number of eight digits: it is no telephone's.
NO_PHONE = re.compile(
    r"\b(?:cvr|ean|se|konto|reg|sagsnr|sagsnummer|journalnr|p|cpr|isbn|issn|gln|dok|sag|lokationsnummer)\b[\W]*(?:nr|nummer|no|er)?\W*$",
    re.IGNORECASE,
)


def addresses(text: str, start: int, end: int) -> Iterator[Fact]:
    """The address whose street ends in the word *start* to *end* of *text*, if it is one."""
    if text[end : end + 1] == " " and (house := HOUSE.match(text, end)):
        word = text[start:end]
        before = BEFORE_STREET.search(text, max(0, start - 40), start)
        if (word[0].isupper() and word.lower() not in STREETS) or (before and word.lower() in ROADS):
            yield Fact(FactKind.ADDRESS, before.start() if before else start, house.end())


def signs(text: str) -> Iterator[Fact]:
    """E-mail and web addresses, which one knows by their signs."""
    mails = list(found(EMAIL, text)) if "@" in text else []
    for span in mails:
        yield Fact(FactKind.EMAIL, *span)
    for start, end in found(DOMAIN, text):
        host = HOST.search(text, max(0, start - 60), start)
        if host and not any(first <= start < last for first, last in mails):
            yield Fact(FactKind.WEB, host.start(), end)


def is_another_number(text: str, start: int) -> bool:
    """Whether what looks like a telephone number at *start* of *text* is a company's, an account's or a file's."""
    return NO_PHONE.search(text, max(0, start - 25), start) is not None
