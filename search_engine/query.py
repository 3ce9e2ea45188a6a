"""
A reader's text to a ParsedQuery.

    frivillig forening        any of the words may match, more is better
    "frivilligt arbejde"      the words must stand together
    -skole  -"§ 18"           must not stand there

Anything else is text: no sign is an error, and no query language shines through.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import chain

from search_engine.danish import STOP_WORDS, Token, part_terms, split, stem, terms, tokens
from search_engine.errors import EmptyQuery, QueryTooLong
from search_engine.model import ParsedQuery, ReadWord

MAX_LENGTH = 200  # code points; the API says so too

QUOTES = str.maketrans("“”„‟«»″", '"""""""')
MARKED = re.compile(
    r"""
      (?P<not> (?<!\S) - )? " (?P<phrase> [^"]* ) "
    | (?<!\S) - (?P<word> § \s? \d+ | [\w§] [^\s"]* )      # a minus in front of a word, not within one
    """,
    re.VERBOSE,
)


def parse(text: str) -> ParsedQuery:
    """
    Read *text* as a query.

    Words that say nothing ("hvornår er der") are left out, unless they are all there is.

    Raises:
        EmptyQuery: If there is no word to search for.
        QueryTooLong: If the text has more than MAX_LENGTH characters.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > MAX_LENGTH:
        raise QueryTooLong(f"Søgningen er på {len(text)} tegn. Skriv højst {MAX_LENGTH}, gerne bare de vigtigste ord.")
    text = text.translate(QUOTES)

    required: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    quoted: list[Token] = []
    for part in MARKED.finditer(text):
        if part["word"] or part["not"]:
            excluded.append(_terms(part["word"] or part["phrase"]))
        else:
            required.append(_terms(part["phrase"]))
            quoted += [replace(token, start=part.start()) for token in tokens(part["phrase"])]

    plain = list(tokens(MARKED.sub(lambda part: " " * len(part[0]), text)))
    telling = [token for token in plain if token.word not in STOP_WORDS]
    if not telling and not any(required):
        telling = plain
    parsed = ParsedQuery(
        words=tuple(
            _read(token.word, left_out=token in plain and token not in telling)
            for token in sorted(quoted + plain, key=lambda token: token.start)
        ),
        terms=tuple(dict.fromkeys(stem(token.word) for token in telling)),
        parts=tuple(dict.fromkeys(chain.from_iterable(part_terms(token.word) for token in telling))),
        required=tuple(phrase for phrase in required if phrase),
        excluded=tuple(phrase for phrase in excluded if phrase),
    )
    if not parsed.terms and not parsed.required:
        raise EmptyQuery("Skriv mindst ét ord at søge efter.")
    return parsed


def _read(word: str, *, left_out: bool) -> ReadWord:
    return ReadWord(word, None) if left_out else ReadWord(word, stem(word), split(word))


def _terms(text: str) -> tuple[str, ...]:
    return tuple(term.text for term in terms(text))
