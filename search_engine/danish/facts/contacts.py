"""
Addresses, and what one knows by its signs: e-mail and web addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.model import Fact, FactKind

EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)
DOMAIN = re.compile(r"(?<=\w)\.(?:dk|com|org|net|eu|nu|example)\b(?:/[^\s)>\]]*[^\s)>\].,;:])?")
HOST = re.compile(r"(?<![\w@.-])[\w.-]+$")
MAX_HOST = 60  # characters of a web address up to the last dot that are looked at

ROADS = tuple(
    """vej vejen gade gaden allé alle stræde strædet plads pladsen torv torvet vænge vænget boulevard""".split()  # noqa: SIM905
)
STREETS = (
    *ROADS,
    *"""haven bakke bakken sti stien park parken ager bro dal dalen høj kaj kajen krog lund lunden mark marken skov toft
    toften vang vangen ringen banke eng engen svinget gyde gyden havn havnen skrænten hegnet kilden bredden brink
    løkken""".split(),  # noqa: SIM905
)
BEFORE_STREET = re.compile(r"(?:\b[A-ZÆØÅ][\wéæøå.]*[ -]){1,3}$")
HOUSE = re.compile(
    r""" \ \d{1,3} (?:\ ?[A-H]\b | [a-h]\b)? (?:\ ?[-–]\ ?\d{1,3}\b)?
        (?! \d | [.,]?\d | \ ?% | \ (?:kr|m|km|stk|personer|borgere|gange|dage|uger|år|pct|mio)\b )
        (?: ,\ (?:\d\.|st\.|stuen|kld\.) (?:\ ?(?:sal|tv|th|mf)\b\.?)? )?
        (?: ,?\s \d{4}\ [A-ZÆØÅ][a-zæøå]+ (?:\ [A-ZÆØÅ]{1,2}\b)? )?""",
    re.VERBOSE,
)

# In front of what looks like a telephone number: it is a company's, an account's, a file's.
OTHER_NUMBER = re.compile(
    r"\b(?:cvr|ean|se|konto|reg|sagsnr|sagsnummer|journalnr|p|cpr|isbn|issn|gln|dok|sag|lokationsnummer)\b"
    r"\W*(?:nr|nummer|no|er)?\W*$",
    re.IGNORECASE,
)


def ends_a_street(word: str) -> bool:
    """Whether *word*, in small letters, may be the end of a street's name."""
    return word.endswith(STREETS)


def addresses(text: str, start: int, end: int) -> Iterator[Fact]:
    """The address whose street ends in the word *start* to *end* of *text*, if it is one."""
    if text[end : end + 1] == " " and (house := HOUSE.match(text, end)):
        word = text[start:end]
        before = BEFORE_STREET.search(text, max(0, start - 40), start)
        if (word[0].isupper() and word.lower() not in STREETS) or (before and word.lower() in ROADS):
            yield Fact(FactKind.ADDRESS, before.start() if before else start, house.end())


def signs(text: str) -> Iterator[Fact]:
    """E-mail and web addresses."""
    mails = [mail.span() for mail in EMAIL.finditer(text)] if "@" in text else []
    for span in mails:
        yield Fact(FactKind.EMAIL, *span)
    for domain in DOMAIN.finditer(text):
        host = HOST.search(text, max(0, domain.start() - MAX_HOST), domain.start())
        if host and not any(start <= domain.start() < end for start, end in mails):
            yield Fact(FactKind.WEB, host.start(), domain.end())


def is_another_number(text: str, start: int) -> bool:
    """Whether what looks like a telephone number at *start* of *text* is none."""
    return OTHER_NUMBER.search(text, max(0, start - 25), start) is not None
