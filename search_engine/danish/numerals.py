"""
Number words.

    >>> NUMERALS["syv"], NUMERALS["femogtyve"]
    (7, 25)
"""

from __future__ import annotations

ONES = ("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
TENS = {
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}

NUMERALS = {
    **{word: number for number, word in enumerate(ONES, start=2)},
    "én": 1,
    "ét": 1,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
    "tretten": 13,
    "fjorten": 14,
    "femten": 15,
    "seksten": 16,
    "sytten": 17,
    "atten": 18,
    "nitten": 19,
    "hundrede": 100,
    **TENS,
    **{f"{one}og{ten}": tens + ones for ten, tens in TENS.items() for ones, one in enumerate(("en", *ONES), start=1)},
}
