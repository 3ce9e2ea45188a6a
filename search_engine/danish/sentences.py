"""
Where sentences end.

    >>> text = "Fristen er d. 1. maj kl. 12, jf. bl.a. § 18 stk. 2. Send den til nr. 5."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Fristen er d. 1. maj kl. 12, jf. bl.a. § 18 stk. 2. ', 'Send den til nr. 5.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.danish.stems import ABBREVIATIONS, LAST_ABBREVIATIONS

END = re.compile(r"""[.!?…]+["”’»«)\]]*\s+|\n+""")
LAST_WORD = re.compile(r"[^\s(\"”„«»]+$")
LABEL = re.compile(  # the number of what follows: "1. Mobilisering", "Stk. 2. Støtten", "Fase 1. Vi lytter"
    r"\W*(?:(?:stk|afsnit|kapitel|kap|fase|trin|mål|punkt|pkt|litra|bilag|del|indsats|spor|artikel|§+)\.?\s*)?\d{1,3}",
    re.IGNORECASE,
)
MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Maj|Jun|Jul|Aug|Sep|Okt|Nov|Dec)[a-z]*")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """
    Yield the sentences of *text* as half-open offsets; they join to the text.

    A line break ends a sentence. A full stop does where a new sentence can begin
    behind it: not after an abbreviation or an ordinal ("den 1. maj"), nor before a
    small letter. Some abbreviations may be a sentence's last word ("kr.", "osv."): they
    are where a capital follows.
    """
    start = 0
    for end in END.finditer(text):
        if end[0][0] != "\n" and not _ends(text, start, end):
            continue
        if text[start : end.end()].strip():
            yield start, end.end()
            start = end.end()
    if start < len(text):
        yield start, len(text)


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    following = text[end.end() : end.end() + 1]
    if "\n" in end[0] or not following:
        return True
    if following.islower():
        return False
    if end[0][0] != ".":
        return True
    last = LAST_WORD.search(text, max(start, end.start() - 40), end.start())
    word = last[0] if last else ""
    if word.isdigit():
        is_label = LABEL.fullmatch(text, start, end.start()) or _counts_on(text, start, end.start(), int(word))
        return not is_label and not MONTH.match(text, end.end())
    if word.lower() in LAST_ABBREVIATIONS:
        return following.isupper()
    return word.lower() not in ABBREVIATIONS and not (len(word) == 1 and word.isupper())


def _counts_on(text: str, start: int, end: int, number: int) -> bool:
    """Whether *number*, which ends at *end*, is an item's within the sentence: "De tre mål er: 1. Ro 2. Orden"."""
    if number == 1:
        return text[start : end - 1].rstrip().endswith(":")
    return re.search(rf"(?:^|\s){number - 1}\. ", text[start:end]) is not None
