"""
What transcribing broke and can be mended with certainty; a doubtful case stays.

    Lyngby- Taarbæk   Lyngby-Taarbæk    the document writes the whole name elsewhere
    CO2- udslippet    CO2-udslippet     a short form joins its word with a hyphen
    kom- mune         kommune           the document writes the whole word elsewhere
    SFO ernes         SFO'ernes         no Danish word is "ernes", so it was an ending
    1950 erne         1950'erne
    2.2.Mål           2.2. Mål          at the start of a line

"børne- og ungepolitik" and "-tilpasning" leave a part of a word out on purpose.
"""

from __future__ import annotations

import re

from ingest.edits import Edits

CUT_WORD = re.compile(r"(?<![\w-])([^\W_][\w-]*)-([ \t\u00a0]|[ \t\u00a0]*\n[ \t\u00a0]*)([^\W_][\w-]*)")
WORD = re.compile(r"[^\W_][\w-]*")
# After "børne-" these say that a part of the word is left out: borrowed from Danish grammar, and few.
JOINING = frozenset({"og", "eller", "samt", "men", "til", "som", "i", "på", "af", "for", "ved"})
FULL_LINE = 40  # characters: guess; a shorter line was not broken for want of room

# "er", "en" and "et" are endings and words: "SFO er" stays.
LOST_APOSTROPHE = re.compile(r"\b([A-ZÆØÅ]{2,}\d?|(?:1[5-9]|20)\d0) (?=(?:s|ets|erne|ernes|eren|erens)\b(?!-))")
NUMBER_AND_WORD = re.compile(r"^([ \t]*\d{1,2}(?:\.\d{1,2})*\.)(?=[A-ZÆØÅ][a-zæøå])", re.MULTILINE)
INVISIBLE = re.compile("[\u00ad\u200b\ufeff]+")
WIDE_SPACE = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)", re.MULTILINE)
SPACE_AT_LINE_END = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]+$", re.MULTILINE)


def mend(edits: Edits) -> None:
    """Add the mends to *edits*, wherever no rule before them has been."""
    text = edits.text
    for found in INVISIBLE.finditer(text):
        edits.replace("invisible sign", found.start(), found.end())
    _join_cut_words(edits)
    for found in LOST_APOSTROPHE.finditer(text):
        edits.replace("lost apostrophe", found.end(1), found.end(), "'")
    for found in NUMBER_AND_WORD.finditer(text):
        edits.replace("number and word", found.start(), found.end(), found[1] + " ")
    for found in WIDE_SPACE.finditer(text):
        edits.replace("white space", found.start(), found.end(), " ")
    for found in SPACE_AT_LINE_END.finditer(text):
        edits.replace("white space", found.start(), found.end())


def _join_cut_words(edits: Edits) -> None:
    text = edits.text
    written: set[str] | None = None
    for found in CUT_WORD.finditer(text):
        first, gap, second = found.groups()
        if second.lower() in JOINING or second.endswith("-"):
            continue
        if written is None:
            written = {word.lower() for word in WORD.findall(text)}
        hyphened = f"{first}-{second}".lower()
        wholes = {hyphened, hyphened.removesuffix("s"), hyphened + "s"}
        line_start = text.rfind("\n", 0, found.start()) + 1
        if wholes & written or (_is_short_form(first) and second.islower()):
            whole = f"{first}-{second}"
        elif not second.islower() or not first[1:].islower():
            continue
        elif (first + second).lower() in written or ("\n" in gap and found.start() - line_start >= FULL_LINE):
            whole = first + second
        else:
            continue
        edits.replace("cut word", found.start(), found.end(), whole)


def _is_short_form(word: str) -> bool:
    return len(word) > 1 and word.upper() == word and not word.isdigit()
