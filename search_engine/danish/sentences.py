"""
Where sentences end.

    >>> text = "Fristen er d. 1. maj kl. 12, jf. bl.a. § 18 stk. 2. Send den til nr. 5."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Fristen er d. 1. maj kl. 12, jf. bl.a. § 18 stk. 2. ', 'Send den til nr. 5.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_engine.danish.stems import ABBREVIATIONS

END = re.compile(r"""[.!?…]+["”’)\]]*\s+|\n+""")
LAST_WORD = re.compile(r"(?P<counted>\.\s+)?(?P<word>[^\s(\"”„«»]+)$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """
    Yield the sentences of *text* as half-open offsets; they join to the text.

    A line break ends a sentence. A full stop does where a new sentence can begin
    behind it: not after an abbreviation or an ordinal ("den 1. maj"), nor before a
    small letter.
    """
    start = 0
    for end in END.finditer(text):
        if end[0][0] != "\n" and not _ends(text, end):
            continue
        if text[start : end.end()].strip():
            yield start, end.end()
            start = end.end()
    if start < len(text):
        yield start, len(text)


def _ends(text: str, end: re.Match[str]) -> bool:
    following = text[end.end() : end.end() + 1]
    if "\n" in end[0] or not following:
        return True
    if following.islower():
        return False
    if end[0][0] != ".":
        return True
    last = LAST_WORD.search(text, max(0, end.start() - 40), end.start())
    word = last["word"].lower() if last else ""
    if word.isdigit():
        # "i 2024. Vi" and "stk. 2. Den" end; "1. Mobilisering" is the number of what follows
        return len(word) > 2 or bool(last and last["counted"])
    return word not in ABBREVIATIONS and not (len(word) == 1 and word.isalpha())
