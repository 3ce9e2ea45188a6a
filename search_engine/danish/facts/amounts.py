# ruff: noqa: E501
"""
How many and how much: numbers with what they count, shares, ages, money.
"""

from __future__ import annotations

import re

from search_engine.danish.facts.clues import COUNT, COUNTS, NUMBER, TO_COUNT, clue
from search_engine.model import FactKind

LARGE = r"(?:mio\.?|mia\.?|millioner|milliarder|million|milliard|tusinde?|t\.|tkr\.?)"
CURRENCY = r"(?:kr(?:oners?)?\b\.?|dkk\b|øre\b)"
FRACTION = r"(?:halvdelen?|tredjedel(?:e|en|ene)?|fjerdedel(?:e|en|ene)?|kvart|femtedel(?:e|en|ene)?|(?:sjette|syvende|ottende|niende|tiende)del(?:e|en|ene)?)"
WORDS = COUNTS.replace("|", " ")

CLUES = (
    clue(FactKind.MONEY, "0", rf"{NUMBER}(?:,-)?{TO_COUNT}?\s?(?:{LARGE}\s?)?{CURRENCY}"),
    clue(FactKind.MONEY, "0", r"(?<![\d.,])\d[\d.]*,[-–](?![\d\w])"),
    clue(
        FactKind.MONEY,
        f"{WORDS} en et par halvanden halvandet flere hundrede tusind tusinde",
        rf"(?:{COUNTS}|en|et|et\ par|par|halvanden|halvandet|flere|hundrede|tusinde?)\ (?:(?:hundrede|tusinde?|million(?:er)?|milliard(?:er)?)\ )?(?:kroner|kr\b\.?|øre\b)",
    ),
    clue(FactKind.MONEY, "kr kroner dkk", rf"(?:kr\.?|kroner|dkk)\s?{NUMBER}(?!\s?kr)"),
    clue(FactKind.MONEY, "kr kroner"),  # alone: what the numbers of a table are
    clue(FactKind.MONEY, "gratis vederlagsfrit vederlagsfri omkostningsfrit gebyrfrit gebyrfri"),
    clue(FactKind.MONEY, "uden", r"uden\ (?:betaling|beregning|brugerbetaling|egenbetaling|gebyr)\b"),
    clue(FactKind.MONEY, "koster", r"koster\ (?:\w+\ )?(?:ikke\ noget|intet|ingenting)\b"),
    clue(FactKind.SHARE, "0", rf"{NUMBER}{TO_COUNT}?\s?(?:%|pct\b\.?|procent\w*|promille)"),
    clue(FactKind.SHARE, f"{WORDS} en", rf"(?:{COUNTS}|en)\ (?:procent\w*|pct\b\.?|promille)"),
    clue(
        FactKind.SHARE,
        f"halvdelen halvdel tredjedelen en {WORDS} tredjedel fjerdedel",
        rf"(?:(?:en|{COUNTS})\ )?{FRACTION}\b",
    ),
    clue(
        FactKind.SHARE,
        "hver hvert",
        r"hvert?\ (?:anden|andet|tredje|fjerde|femte|sjette|tiende)\ (?!dag|uge|måned|år|kvartal|gang|time|halvår|\w+dag\b)\w+",
    ),
    clue(FactKind.SHARE, f"0 {WORDS}", rf"{COUNT}\ (?:ud\ af|af)\ (?:de\ |alle\ )?{COUNT}(?!\.?\ ?(?:januar|klasse))"),
    clue(FactKind.SHARE, "0", r"(?<![\d/])[1-9]/[2-9](?![\d/])(?!\ (?:kl|19|20))(?=\ (?:af|del|time|år))"),
    clue(
        FactKind.AGE,
        "fyldt fylder over under mellem fra til som er de",
        r"""(?:fyldt|fylder|over|under|mellem|fra|til|som|er|de)\ \d{1,3}(?:\ ?(?:-|–|og|til)\ ?\d{1,3})?
            (?:[-\ ]års?\b (?!\ (?:siden|frem|senere|efter|før|ad\ gangen|i\ træk)) (?:\ og\ (?:derover|opefter|ældre|yngre))?|-årige?t?s?\b)""",
    ),
    clue(
        FactKind.AGE,
        "0",
        rf"""{NUMBER}{TO_COUNT}?(?:[-\ ]års?(?:dagen|alderen|\ og\ (?:derover|opefter|ældre|yngre)|\ gam(?:mel|le|melt)|\ eller\ (?:derover|ældre|yngre))
            |[-\ ]årige?t?s?)\b""",
    ),
    clue(
        FactKind.NUMBER,
        f"0 {WORDS}",
        rf"(?<![\w§/-])(?<!\d[.,])(?:{COUNT}){TO_COUNT}?(?:\s?{LARGE}(?=\W))?(?:[ ](?!(?:og|til|eller|i|på|af|er|var|for|kan|skal|med|som|der|det|den|de|har|bliver|om|ved|fra|så|men|at)\b)[^\W\d_]+[²³]?)?",
    ),
)  # fmt: skip

# Behind one of these stands the number of a thing, not a count of things.
REFERENCE = re.compile(
    r"(?:§+|\w*nr|\b(?:nummer|side|s|kap|kapitel|stk|punkt|pkt|afsnit|bilag|fig|figur|tabel|litra|kl|klokken|version|sag|uge|type|trin"
    r"|fase|spor|indsats|mål|linje|rute|matrikel|postnummer|telefon|tlf|lovbekendtgørelse|lov|bek|cvr|ean)\b[.:]*)\s?$",
    re.IGNORECASE,
)


def is_a_label(text: str, start: int, end: int) -> bool:
    """Whether the number *start* to *end* of *text* is that of a thing, or of a list's item, and counts nothing."""
    if text[end : end + 1] in {".", ")"} and not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t"):
        return True
    return REFERENCE.search(text, max(0, start - 20), start) is not None
