# ruff: noqa: E501
"""
How many and how much: numbers with what they count, shares, ages, money.

    >>> text = "Der er 14 pladser, hver koster 1.200 kr. Halvdelen er for børn under 3 år."
    >>> [(fact.kind.value, text[fact.start:fact.end]) for fact in facts(text)]
    [('number', '14 pladser'), ('money', '1.200 kr.'), ('share', 'Halvdelen'), ('age', 'under 3 år')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search_engine.danish.numerals import NUMERALS
from search_engine.model import Fact, FactKind

WORDS = "|".join(sorted(NUMERALS, key=len, reverse=True))
DIGITS = r"(?<![\d.,/§-])\d{1,3}(?:[.\ ]\d{3})+(?:,\d+)?(?!\d)|(?<![\d/§])(?<!\d[.,])\d+(?:,\d+)?(?!\d)"
LARGE = r"(?:mio\.?|mia\.?|millioner|milliarder|million|milliard|tusinde?|t\.|tkr)"

MONEY = re.compile(
    rf"""
      (?:{DIGITS}) (?:,-)? \s? (?:{LARGE}\s?)? (?:-|–|til)? \s? (?:kr(?:oner)?\b\.?|DKK\b|øre\b)
    | \b (?:{WORDS}|en|et\ par|halvanden|flere) \ (?:(?:hundrede|tusinde|million(?:er)?|milliard(?:er)?)\ )?(?:kroner|kr\.)
    | \bkr\.?\ ?\d[\d.]*(?:,\d+)?
    | (?<![\d.,])\d[\d.]*,[-–](?!\d)
    | \b(?:gratis|vederlagsfrit?|omkostningsfrit?|uden\ (?:betaling|beregning|brugerbetaling)|koster\ (?:dig\ )?(?:ikke\ noget|intet))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
SHARE = re.compile(
    rf"""
      (?:{DIGITS}) (?:\s?(?:-|–|til)\s?\d+(?:,\d+)?)? \s? (?:%|pct\b\.?|procent\w*)
    | \b(?:{WORDS}|en)\ procent\b
    | \b(?:(?:en|to|tre|fire|fem)\ )?(?:halvdelen|halvdel|(?:tre|fjer|fem|sjette|syven|otten|nien|tien)(?:de|te)?del(?:e|en|ene)?|tredjedel(?:e|en)?)\b
    | \bhver\ (?:anden|tredje|fjerde|femte|sjette|tiende)\ (?!dag|uge|måned|år|kvartal|gang|time|\w+dag)\w+
    | (?:{DIGITS}|\b(?:{WORDS}))\ (?:ud\ )?af\ (?:de\ )?(?:{DIGITS}|{WORDS})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
AGE = re.compile(
    r"""
      \b(?:fyldt|fylder|over|under|mellem|fra|til|er|som)\ \d{1,3}(?:\ ?(?:-|–|og|til)\ ?\d{1,3})?\ år\b(?:\ og\ (?:derover|opefter|ældre|yngre))?
    | \b\d{1,3}(?:\ ?[-–]\ ?\d{1,3})?[-\ ]?års?(?:dagen|alderen|\ og\ (?:derover|opefter|ældre|yngre)|\ gam(?:mel|le|melt)|\ eller\ (?:derover|ældre|yngre))
    | \b\d{1,3}(?:\ ?(?:-|–|og|til)\ ?\d{1,3})?[-\ ]årig(?:e|es|t)?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = re.compile(
    rf"(?:(?:{DIGITS})(?:\s?(?:-|–|til)\s?(?:\d+(?:,\d+)?))?(?:\s?{LARGE}(?=\W))?|\b(?:{WORDS})\b)(?:[ \t](?!og\b|til\b|eller\b|i\b|på\b|af\b)[a-zæøåA-ZÆØÅ²³°]+){{0,1}}",
    re.IGNORECASE,
)
REFERENCE = re.compile(
    r"(?:§+|\b(?:nr|side|s|kap|kapitel|stk|punkt|pkt|afsnit|bilag|fig|figur|tabel|litra|lov|kl|klokken|version|sag|journalnr|cvr|uge|type|trin|fase)\b\.?:?)\s*$",
    re.IGNORECASE,
)


def facts(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Fact]:
    """The amounts in *text*; a number within one of the stretches *taken* is none."""
    used = list(taken)
    for kind, pattern in ((FactKind.MONEY, MONEY), (FactKind.SHARE, SHARE), (FactKind.AGE, AGE)):
        for found in pattern.finditer(text):
            used.append(found.span())
            yield Fact(kind, *found.span())
    for found in NUMBER.finditer(text):
        start, end = found.span()
        if any(first < end and start < last for first, last in used):
            continue
        behind = text[end : end + 1]
        if found[0].isdecimal() and (
            behind in {".", ")"} and text[:start].endswith(("\n", "")) and (not start or text[start - 1] == "\n")
        ):
            continue  # the number of a list's item
        if not REFERENCE.search(text[max(0, start - 12) : start]):
            yield Fact(FactKind.NUMBER, start, end)
