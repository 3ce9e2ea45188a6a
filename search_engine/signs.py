"""
What quotation marks and minus signs say.

    "frivilligt arbejde"      the words must stand together
    -skole  -"§ 18"           must not stand there

Any sign elsewhere is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search_engine.danish import Token, tokens

MAX_QUOTED = 12  # words in quotation marks, and as many to be left out, unless one quotation has more; guess

QUOTES = str.maketrans("“”„‟″", '"""""')  # not »…«: nobody types them but to name a title in a sentence
MARKED = re.compile(
    r"""
      (?P<not> (?<!\S) - )? " (?P<phrase> [^"]* ) "
    | (?<!\S) - (?P<word> § \s? \d+ | [\w§] [^\s"]* )      # a minus in front of a word, not within one
    """,
    re.VERBOSE,
)

Phrase = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of a query by what the signs around them say, each where it stands in the query."""

    required: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    plain: tuple[Token, ...]
    beyond: tuple[Token, ...]  # of what stands in quotation marks or behind a minus: too much of it


def read(text: str) -> Signs:
    """The words of *text*, whose quotation marks may be straight or curved."""
    text = text.translate(QUOTES)
    required: list[Phrase] = []
    excluded: list[Phrase] = []
    beyond: list[Token] = []
    for part in MARKED.finditer(text):
        name = "word" if part["word"] else "phrase"
        words = tuple(
            Token(token.word, token.start + part.start(name), token.end + part.start(name))
            for token in tokens(part[name])
        )
        phrases = excluded if part["word"] or part["not"] else required
        if phrases and sum(map(len, phrases)) + len(words) > MAX_QUOTED:
            beyond += words
        elif words:
            phrases.append(words)
    plain = tokens(MARKED.sub(lambda part: " " * len(part[0]), text))
    return Signs(tuple(required), tuple(excluded), tuple(plain), tuple(beyond))
