"""
Numbers that belong to a person and must not be published: cpr numbers.

Six digits that are a day of a month and a year, a hyphen, four digits:

    >>> line_of_cpr("Ansøger: 311299-0000")
    1
    >>> line_of_cpr("Sag 480-2016-108394, journal 14-017317, tlf. 5588 3020") is None
    True

Without the hyphen it is taken for one only after the word "cpr" or "personnummer",
for ten digits are also what companies, accounts and invoices are numbered with. The
check digit is not used: numbers given out since 2007 have none.
"""

from __future__ import annotations

import re

_DAY = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
CPR = re.compile(
    rf"""(?<![\d-]) {_DAY} \s?[-‐‑–]\s? \d{{4}} (?!-?\d)          # a line may break at the hyphen
      | (?:cpr|personnummer)\D{{0,20}} {_DAY} \s? \d{{4}} (?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)


def line_of_cpr(text: str) -> int | None:
    """The line, counted from 1, on which the first cpr number stands; None where there is none."""
    found = CPR.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def masked(text: str) -> str:
    """*text* with an x for every digit of a cpr number."""
    return CPR.sub(lambda found: re.sub(r"\d", "x", found[0]), text)
