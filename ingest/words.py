"""
The words of a running text, each with what its form tells of headings and sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AROUND = "\"'”“’»«()[].,;:!?…"
NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(\.?)")
SENTENCE_END = re.compile(r"[.!?:;…][\"”’»)\]]*$")
# Neither a sentence nor (mostly) a heading ends with one of these: a capital behind it is a name's.
LINKS = frozenset(
    {"og", "eller", "samt", "i", "på", "til", "af", "for", "med", "om", "fra", "ved", "hos", "under", "over", "mellem"}
    | {"at", "der", "den", "det", "de", "en", "et", "vores", "inden", "efter", "mod", "som", "via", "ad"}
)
# Words of a sentence, which a name and a topic do not have.
SENTENCE_WORDS = frozenset(
    {"er", "har", "må", "skal", "kan", "vil", "bliver", "ikke", "der", "vi", "du", "som", "det", "at"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """
    ``text[start:end]`` in line *line*; *plain* is it in small letters, without signs around.

    *opens*: a sentence may begin with it; a capital or "§". *stops*: it ends a sentence.
    *number*: "2." or "2.1", what a heading may be numbered with, in parts. *links*: it
    ties the next word to it.
    """

    text: str
    start: int
    end: int
    line: int
    plain: str
    capital: bool
    opens: bool
    stops: bool
    asks: bool
    links: bool
    number: tuple[int, ...]


def words_of(text: str) -> list[Word]:
    """All words of *text* in order."""
    words: list[Word] = []
    start = 0
    for line, content in enumerate(text.split("\n")):
        words += [_word(found[0], start + found.start(), line) for found in re.finditer(r"\S+", content)]
        start += len(content) + 1
    return words


def number_of(text: str) -> tuple[int, ...]:
    """The parts of a section number; none where *text* is not one: a plain "2" may be any number."""
    found = NUMBER.fullmatch(text)
    if not found or not (found[2] or "." in found[1]):
        return ()
    return tuple(int(part) for part in found[1].split("."))


def _word(text: str, start: int, line: int) -> Word:
    bare = text.strip(AROUND)
    capital = bare[:1].isupper()
    plain = bare.lower()
    return Word(
        text=text,
        start=start,
        end=start + len(text),
        line=line,
        plain=plain,
        capital=capital,
        opens=capital or text.startswith("§"),
        stops=bool(SENTENCE_END.search(text)),
        asks=text.endswith("?"),
        links=plain in LINKS,
        number=number_of(text) if text[0].isdigit() else (),
    )
