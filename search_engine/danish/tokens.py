"""
Text to words, with their places.

    >>> [token.word for token in tokens("Efter § 18 gives 1.200 kr. (20 %) til SFO'erne.")]
    ['efter', '§18', 'gives', '1200', 'kr', '20', '%', 'til', "sfo'erne"]

A word is a run of letters and digits; a hyphen parts two words ("Lyngby-Taarbæk"),
an apostrophe does not. "§ 18" is one word however it is spaced: alone, the sign
would be lost and the number would mean nothing. Thousands are written together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
      §+ [^\S\n]? (?P<paragraph> \d+ (?:[^\S\n]?[a-z]\b)? )   # § 18, §18 a
    | (?P<thousands> \d{1,3} (?:\.\d{3})+ ) (?!\d)
    | \d+ , \d+                                             # 3,5
    | [^\W_]+ (?: ['’] [^\W_]+ )*
    | %
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, lower case, as it is looked up; ``text[start:end]`` is how it was written."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of *text*, which is NFC, in order."""
    for found in TOKEN.finditer(text):
        yield Token(_word(found), found.start(), found.end())


def _word(found: re.Match[str]) -> str:
    if found["paragraph"]:
        return "§" + "".join(found["paragraph"].split()).lower()
    if found["thousands"]:
        return found["thousands"].replace(".", "")
    return found[0].lower().replace("’", "'")
