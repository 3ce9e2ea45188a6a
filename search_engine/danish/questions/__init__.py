"""
What a question asks for, and about what.

    >>> asked = read("Hvornår er fristen for at søge § 18-midler i 2026?")
    >>> asked.kind, asked.asking, asked.about, asked.years
    (<FactKind.DEADLINE: 'deadline'>, ('hvornår', 'fristen'), ('søge', '§18', 'midler', '2026'), ('2026',))

Keywords ask, too ("åbningstider genbrugsplads").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search_engine.danish.numerals import NUMERALS
from search_engine.danish.questions.nouns import NOUNS, named
from search_engine.danish.questions.spelling import spelled
from search_engine.danish.questions.ways import INDIRECT, KEYWORDS, WAYS, YES_OR_NO, Way
from search_engine.danish.stems import STOP_WORDS
from search_engine.danish.tokens import Token, tokens
from search_engine.model import YEAR, Asked, FactKind

__all__ = ["read"]

SIGN = re.compile(r"[,.;:?!–]")
MONEY = re.compile(  # words by which "hvor meget", "hvor stor" mean money
    r"\b(?:\w*(?:betal|pris|krone|penge|tilskud|gebyr|afgift|bøde|udgift|rabat|spare|budget|husleje|beløb|forbrug|depositum)\w*"
    r"|kost\w*|kr|støtte|løn|ydelse\w*|takst\w*|pulje\w*|\w+puljen?|leje|refund\w*|dækket|indskud\w*"
    r"|tjene|tjener|\w*(?:indtægt|indkomst|formue|opsparing)\w*)\b"
)
AMOUNT = re.compile(r"\bhvor (?:meget|megen|stor|høj|lav|lille|små)")  # "hvor langt" is none, whatever is paid for
BEFORE_NOUN = {FactKind.DEFINITION, FactKind.STATEMENT, FactKind.LIST, FactKind.NUMBER, FactKind.PLACE}
ENDS_NOUN = {"til", "på", "for", "om", "i", "af", "ved", "hos", "fra", "med", "som", "der", "og"}
FAR = 5  # words behind "hvad er" among which its noun stands ("hvad er den seneste frist"); guess
MOST_KEYWORDS = 8  # more words are a sentence that somebody copied; guess
NUMBERED = {"cvr", "ean", "se", "konto", "sags", "journal", "registrerings"}  # whose number is no telephone's
REACHED = {FactKind.PHONE, FactKind.EMAIL, FactKind.ADDRESS, FactKind.WEB}
COUNTED = {"hvilke", "hvad", "nævn"}  # what a count stands behind: "hvilke syv", "hvilke af de syv"
LOOSE = {FactKind.PROCEDURE, FactKind.RULE, FactKind.REASON}  # said beside what is asked for: "tilmelding pris"


def read(text: str) -> Asked:
    """How *text*, which is NFC, was meant. Of keywords that name no kind of fact the kinds are empty."""
    typed = list(tokens(text))
    words = [spelled(token.word) for token in typed]
    line, places = _line(text, typed, words)
    if found := _found(line):
        kinds, asking = _asked(line, places, words, *found)
    else:
        kinds, asking = _keywords(line, places, words)
    count = _count(words)
    if count:
        asking.add(count[0])
    about = [
        token
        for number, (token, word) in enumerate(zip(typed, words, strict=True))
        if number not in asking and word not in STOP_WORDS
    ]
    years = tuple(token.word for token in about if YEAR.fullmatch(token.word))
    return Asked(
        kinds=kinds,
        count=count[1] if count else None,
        asking=tuple(typed[number].word for number in sorted(asking)),
        about=tuple(token.word for token in about),
        names=tuple(token.word for token in about if token.start and text[token.start].isupper()),
        years=years,
        numbers=tuple(token.word for token in about if re.search(r"\d", token.word) and token.word not in years),
        is_question=found is not None or "?" in text,
    )


def _line(text: str, typed: Sequence[Token], words: Sequence[str]) -> tuple[str, list[int]]:
    """The words in one line, with a comma where a sign stands; and the word's number for each character of it."""
    line, places, end = "", [], 0
    for number, (token, word) in enumerate(zip(typed, words, strict=True)):
        gap = "" if not number else ", " if SIGN.search(text, end, token.start) else " "
        line += gap + word
        places += [number] * len(gap + word)
        end = token.end
    return line, places


def _found(line: str) -> tuple[Way, re.Match[str]] | None:
    """The way in which *line* asks."""
    asked = _first(WAYS, line)
    if asked and INDIRECT.match(line):
        return asked
    whether = _first(YES_OR_NO, line)
    if whether and not (asked and whether[1].start()):
        return whether
    return asked


def _first(ways: Sequence[Way], line: str) -> tuple[Way, re.Match[str]] | None:
    matches = ((way, match) for way in ways if (match := way.pattern.search(line)))
    return min(matches, key=lambda found: found[1].start(), default=None)


def _asked(
    line: str, places: Sequence[int], words: Sequence[str], way: Way, match: re.Match[str]
) -> tuple[tuple[FactKind, ...], set[int]]:
    """What a question asks for, the likeliest first, and the numbers of the words that say so."""
    kinds, asking = list(way.kinds), set(_groups(match, places))
    if INDIRECT.match(line):
        asking.update(places[: match.start()])
    if kinds[0] in BEFORE_NOUN and (noun := _noun(words, max(asking))):
        number, kind = noun
        if kind is not FactKind.STATEMENT or kinds[0] is FactKind.DEFINITION:  # "hvad er målet", but "hvilke mål"
            kinds.insert(0, kind)
        if kinds[0] is kind and words[number] in NOUNS:
            asking.add(number)
    elif way in YES_OR_NO:
        noun = _noun(words, max(asking))
        if noun and noun[1] in REACHED:  # "har I nummeret til vagten?"
            kinds.insert(0, noun[1])
            asking.add(noun[0])
        elif also := _first(WAYS, line):  # "skal hunden registreres, og hvad koster det?"
            kinds += also[0].kinds
    elif kinds[0] is FactKind.NUMBER and AMOUNT.search(match[0]) and MONEY.search(line):
        kinds.insert(0, FactKind.MONEY)
    return tuple(dict.fromkeys(kinds)), asking


def _noun(words: Sequence[str], last: int) -> tuple[int, FactKind] | None:
    """The noun behind the word of number *last* that names a kind: its number, and the kind."""
    for number in range(last + 1, min(last + 1 + FAR, len(words))):
        if words[number] in ENDS_NOUN:
            return None
        if (kind := named(words[number])) and words[number - 1] not in NUMBERED:
            return number, kind
    return None


def _keywords(line: str, places: Sequence[int], words: Sequence[str]) -> tuple[tuple[FactKind, ...], set[int]]:
    """What keywords ask for, what is plainest first, and the numbers of the words that say so."""
    asking: set[int] = set()
    kinds: list[FactKind] = []
    if len(words) > MOST_KEYWORDS:
        return (), asking
    for way in KEYWORDS:
        if match := way.pattern.search(line):
            asking |= set(_groups(match, places))
            kinds += way.kinds
    nouns = [number for number, word in enumerate(words) if number not in asking and not _is_beside(words, number)]
    plain = [number for number in nouns if NOUNS.get(words[number], FactKind.STATEMENT) is not FactKind.STATEMENT]
    kinds += [kind for number in [*plain, *nouns] if (kind := named(words[number])) and kind is not FactKind.STATEMENT]
    return tuple(dict.fromkeys(sorted(kinds, key=lambda kind: kind in LOOSE))), asking | set(plain)


def _is_beside(words: Sequence[str], number: int) -> bool:
    """Whether a word is no keyword of its own: "nyhedsbrev på mail"."""
    return number > 0 and words[number - 1] in {"på", "via", "med", "uden", "per", "til", *NUMBERED}


def _groups(match: re.Match[str], places: Sequence[int]) -> Iterator[int]:
    for start, end in match.regs[1:]:
        yield from places[max(start, 0) : max(end, 0)]


def _count(words: Sequence[str]) -> tuple[int, int] | None:
    """The number of things asked for: the number of its word, and the count."""
    for number, word in enumerate(words[1:], start=1):
        value = NUMERALS.get(word, int(word) if word.isdecimal() and len(word) < 3 else 0)
        before = [other for other in words[max(0, number - 3) : number] if other not in {"de", "af"}]
        if value > 1 and before[-1:] and before[-1] in COUNTED:
            return number, value
    return None
